"""The list of contracts, the list of those that nobody has begun, and beginning one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts import owed
from contracts.models import Contract
from tests.contracts.page import buttons, filled, said, words
from tests.factories import (
    YEAR_STARTS,
    DeclinedContractFactory,
    DraftContractFactory,
    IncumbencyFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    VacantPositionFactory,
)

IN_JUNE = date(2004, 6, 10)
LIST = reverse("contracts:contracts")


def test_the_list_says_what_a_tired_reader_needs(cast, visit):
    ProposedContractFactory(cast=cast)
    page = visit(cast.hr, on=IN_JUNE).get(LIST)
    told = words(page)
    assert "1 contract" in told
    for said_there in (
        "Eve Executive",
        "Director of Markets",
        "2004-05",
        "$9,500",
        "Proposed",
        "Eve Executive (employee) to sign",
        "June 30, 2004",
    ):
        assert said_there in told
    assert "late" not in told
    assert buttons(page)[:2] == ["Contract season", "Prepare a contract"]


def test_who_is_waited_for_moves_with_each_signature(cast, visit):
    ProposedContractFactory(cast=cast, signed_by=("employee",))
    assert "Ada Superior (appointing authority) to sign" in words(visit(cast.hr, on=IN_JUNE).get(LIST))


def test_after_the_due_day_the_list_counts_what_is_late(cast, visit):
    contract = ProposedContractFactory(cast=cast)
    told = words(visit(cast.hr, on=contract.due_on).get(LIST))
    assert "late" not in told
    told = words(visit(cast.hr, on=contract.due_on + timedelta(days=3)).get(LIST))
    assert "1 contract, 1 late" in told
    assert "3 days late" in told


def test_what_is_still_to_be_signed_stands_first(cast, visit):
    signed = SignedContractFactory(cast=cast)
    other = PlacedPositionFactory(department=cast.agriculture, title="Director of Plants")
    draft = DraftContractFactory(cast=cast, position=other)
    page = visit(cast.hr, on=IN_JUNE).get(LIST)
    assert [row.record for row in page.context["table"].paginated_rows] == [draft, signed]


def test_the_list_is_narrowed_by_year_state_and_words(cast, visit):
    ProposedContractFactory(cast=cast)
    browser = visit(cast.hr, on=IN_JUNE)
    for query, number in (
        ("year=2004", 1),
        ("state=proposed", 1),
        ("state=draft", 0),
        ("state=open", 1),
        ("state=late", 0),
        ("words=eve+markets", 1),
        ("words=somebody", 0),
    ):
        assert browser.get(f"{LIST}?{query}").context["table"].paginator.count == number, query


def test_a_choice_that_there_is_not_is_said_and_changes_nothing(cast, visit):
    ProposedContractFactory(cast=cast)
    page = visit(cast.hr, on=IN_JUNE).get(f"{LIST}?year=1066&state=lost&page=77&per_page=3")
    assert page.status_code == 200
    assert "Choose one of the list; “1066” is not in it." in words(page)


def test_departments_are_offered_only_to_those_who_see_several(cast, visit):
    DraftContractFactory(cast=cast)
    elsewhere = PlacedPositionFactory(department=cast.revenue, person=cast.other_executive)
    ProposedContractFactory(cast=cast, position=elsewhere, appointing_authority=cast.other_superior, by=cast.other_hr)
    ProposedContractFactory(
        cast=cast, position=PlacedPositionFactory(department=cast.agriculture, title="Director of Plants")
    )
    assert "department" not in visit(cast.hr, on=IN_JUNE).get(LIST).context["filter"].filters
    page = visit(cast.reviewer, on=IN_JUNE).get(f"{LIST}?department=revenue")
    assert [row.record.employee for row in page.context["table"].paginated_rows] == [cast.other_executive]


def test_an_empty_list_says_so(cast, visit):
    assert "There is no contract that you may see yet." in words(visit(cast.stranger, on=IN_JUNE).get(LIST))


# ---- contracts that nobody has begun ----


def test_an_incumbent_without_a_contract_owes_this_year_and_the_next(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    found = owed.owed([cast.agriculture], on=date(2004, 9, 1))
    assert [(each.starts_on, each.due_on) for each in found] == [
        (date(2004, 7, 1), date(2004, 6, 30)),
        (date(2005, 7, 1), date(2005, 6, 30)),
    ]
    assert found[0].days_late(date(2004, 9, 1)) == 63


def test_after_a_hire_the_contract_is_due_on_the_thirtieth_day(cast):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=date(2004, 10, 10))
    found = owed.owed([cast.agriculture], on=date(2004, 10, 12))
    assert [(each.incumbency.position, each.starts_on, each.due_on) for each in found][:1] == [
        (position, date(2004, 10, 10), date(2004, 11, 9))
    ]
    assert "after the hire" in found[0].why


@pytest.mark.parametrize("factory", [DraftContractFactory, SignedContractFactory, DeclinedContractFactory])
def test_a_contract_that_is_begun_is_not_owed_again(cast, factory):
    factory(cast=cast)
    assert [each.starts_on for each in owed.owed([cast.agriculture], on=date(2004, 9, 1))] == [date(2005, 7, 1)]


def test_a_vacant_position_owes_nothing(cast):
    VacantPositionFactory(department=cast.agriculture)
    assert owed.owed([cast.agriculture], on=date(2004, 9, 1)) == []


def test_who_leaves_before_the_next_year_owes_none_for_it(cast):
    position = VacantPositionFactory(department=cast.agriculture)
    IncumbencyFactory(position=position, person=cast.executive, ends_on=date(2005, 3, 31))
    assert [each.starts_on for each in owed.owed([cast.agriculture], on=date(2004, 9, 1))] == [YEAR_STARTS]


def test_before_the_rules_begin_nothing_is_owed(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    found = owed.owed([cast.agriculture], on=date(2004, 5, 20))
    assert [each.starts_on for each in found] == [date(2004, 5, 3), YEAR_STARTS]


def test_the_page_leads_from_a_position_to_a_draft(cast, visit):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    browser = visit(cast.hr, on=IN_JUNE)
    page = browser.get(reverse("contracts:owed"))
    link = f"{reverse('contracts:start', args=[position.pk])}?starts_on=2004-07-01"
    assert link in page.content.decode()
    form = filled(browser.get(link))
    assert form["starts_on"] == ["2004-07-01"]
    sent = {
        **{name: values[0] for name, values in form.items()},
        "appointing_authority": cast.superior.pk,
        "appointing_authority_title": "Deputy Commissioner",
    }
    done = browser.post(link, sent)
    contract = Contract.unscoped.get(position=position)
    assert done["Location"] == reverse("contracts:edit", args=[contract.pk])
    assert (contract.starts_on, contract.ends_on, contract.due_on) == (
        YEAR_STARTS,
        date(2005, 6, 30),
        date(2004, 6, 30),
    )
    assert (contract.employee, contract.state) == (cast.executive, "draft")
    assert "Eve Executive is begun" in said(done)


def test_the_next_contract_offers_last_years_appointing_authority(cast, visit):
    last = SignedContractFactory(cast=cast)
    form = filled(visit(cast.hr, on=date(2005, 5, 2)).get(reverse("contracts:start", args=[last.position_id])))
    assert form["starts_on"] == ["2005-07-01"]
    assert form["appointing_authority"] == [str(cast.superior.pk)]
    assert form["appointing_authority_title"] == ["Deputy Commissioner"]


def test_an_appointing_authority_names_nobody_but_themselves(cast, visit):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    browser = visit(cast.superior, on=IN_JUNE)
    address = reverse("contracts:start", args=[position.pk])
    sent = {"starts_on": "2004-07-01", "appointing_authority_title": "Deputy", "appointing_authority": cast.director.pk}
    refused = browser.post(address, sent)
    assert refused.status_code == 200
    assert not Contract.unscoped.exists()
    assert browser.post(address, {**sent, "appointing_authority": cast.superior.pk}).status_code == 302
    assert Contract.unscoped.get().appointing_authority == cast.superior


def test_nobody_is_offered_as_their_own_appointing_authority(cast, visit):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.superior)
    page = visit(cast.hr, on=IN_JUNE).get(reverse("contracts:start", args=[position.pk]))
    assert cast.superior not in page.context["form"].fields["appointing_authority"].queryset


def test_a_second_contract_of_one_term_is_refused_and_what_was_typed_stays(cast, visit):
    contract = DraftContractFactory(cast=cast)
    page = visit(cast.hr, on=IN_JUNE).post(
        reverse("contracts:start", args=[contract.position_id]),
        {
            "starts_on": "2004-08-01",
            "appointing_authority": cast.director.pk,
            "appointing_authority_title": "Commissioner",
            "monthly_salary": Decimal("1"),
        },
    )
    assert page.status_code == 200
    assert "There is already a contract of Eve Executive" in words(page)
    assert filled(page)["appointing_authority_title"] == ["Commissioner"]
    assert Contract.unscoped.count() == 1
