"""The salary decision: what it rests on, who sees the others' pay, the yearly guidance, and no change within a year."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts import decisions, guidance, validators, workflow
from contracts.models import Contract, PayGuidance, SalaryDecision
from records.models import Event
from tests.contracts.page import said, words
from tests.contracts.stories import everybody_but, last_event, refused
from tests.factories import (
    DRAFTED,
    SIGNED,
    YEAR_ENDS,
    PayCeilingFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    write,
)

IN_MAY = date(2005, 5, 16)
NEXT_YEAR = YEAR_ENDS + timedelta(days=1)


@pytest.fixture
def last(cast):
    """The signed contract of 2004-05, at $9,500."""
    return SignedContractFactory(cast=cast)


@pytest.fixture
def following(cast, last):
    """The draft for 2005-06 of the same executive, with the ceiling of that year."""
    PayCeilingFactory()
    return draft_after(last, cast)


def draft_after(last, cast) -> Contract:
    return workflow.start(
        last.position,
        starts_on=NEXT_YEAR,
        appointing_authority=cast.superior,
        appointing_authority_title="Deputy Commissioner",
        by=cast.hr,
        on=IN_MAY,
    )


def record(cast, **changed) -> PayGuidance:
    figures = {"fiscal_year": 2005, "text": "Increases rest on performance.", "most_increase": Decimal(4)}
    about = {"source": "Letter of April 1, 2005 (invented)", "by": cast.personnel_director, "on": IN_MAY}
    return guidance.record_guidance(**figures | about | changed)


def edit(contract) -> str:
    return reverse("contracts:edit", args=[contract.pk])


# ---- the guidance ----


@pytest.mark.parametrize("office", ["personnel_director", "reviewer"])
def test_the_guidance_is_recorded_by_the_state(cast, office):
    made = record(cast, by=getattr(cast, office))
    event = last_event(made)
    assert (event.verb, event.end, event.actor) == ("record", "recorded", getattr(cast, office))
    assert event.facts["most_increase"] == "4"


def test_nobody_else_records_it(cast):
    for person in everybody_but(cast, "personnel_director", "reviewer"):
        with refused(words="CO-PAY-9"):
            record(cast, by=person)


@pytest.mark.parametrize("changed", [{"text": " "}, {"source": ""}, {"most_increase": Decimal("-1")}])
def test_guidance_without_words_or_source_or_below_zero_is_refused(cast, changed):
    with refused(words="CO-PAY-9"):
        record(cast, **changed)


def test_the_later_of_two_for_one_year_holds_and_neither_can_be_changed(cast):
    first = record(cast)
    record(cast, most_increase=None, text="No figure this year.")
    assert PayGuidance.objects.of_year(first.plan, 2005).text == "No figure this year."
    assert [each.holds for each in PayGuidance.objects.listed()] == [True, False]
    for attempt in (lambda rows: rows.update(text="Another"), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt(PayGuidance.objects.filter(pk=first.pk))


@pytest.mark.parametrize(("monthly", "flagged"), [("9880", False), ("9880.01", True), ("9500", False), ("9000", False)])
def test_a_change_that_departs_from_the_guidance_is_flagged_and_not_forbidden(cast, following, monthly, flagged):
    record(cast)
    write(following, by=cast.hr, on=IN_MAY, revision=following.revision, monthly_salary=Decimal(monthly))
    following.refresh_from_db()
    found = [each for each in validators.draft_findings(following, on=IN_MAY) if each.code == "CO-PAY-9"]
    assert bool(found) == flagged
    assert not any(each.stops for each in found)


def test_guidance_of_another_year_or_without_a_figure_judges_nothing(cast, following):
    record(cast, fiscal_year=2004, most_increase=Decimal(0))
    record(cast, most_increase=None)
    write(following, by=cast.hr, on=IN_MAY, revision=following.revision, monthly_salary=Decimal(10900))
    following.refresh_from_db()
    assert "CO-PAY-9" not in {each.code for each in validators.draft_findings(following, on=IN_MAY)}


def test_the_guidance_is_recorded_on_its_page_and_read_by_everybody(cast, visit):
    browser = visit(cast.personnel_director, on=IN_MAY)
    sent = {"fiscal_year": "2005", "text": "Four percent\nat most.", "most_increase": "4.25", "source": "A letter"}
    done = browser.post(reverse("contracts:record_guidance"), sent)
    assert done["Location"] == reverse("contracts:guidance")
    assert "Recorded." in said(done)
    told = words(visit(cast.executive, on=IN_MAY).get(reverse("contracts:guidance")))
    assert "Contracts of 2005-06 Four percent at most. Highest increase 4.25 percent Source A letter" in told


@pytest.mark.parametrize("typed", ["four", "-1", "1000", "4.255"])
def test_a_percentage_that_is_none_is_told_in_plain_words(cast, visit, typed):
    sent = {"fiscal_year": "2005", "text": "T", "most_increase": typed, "source": "S"}
    page = visit(cast.reviewer, on=IN_MAY).post(reverse("contracts:record_guidance"), sent)
    assert "Write" in words(page) and "Ensure" not in words(page)
    assert not PayGuidance.objects.exists()


def test_without_guidance_the_page_says_so(cast, visit):
    assert "No guidance is recorded yet" in words(visit(cast.hr, on=IN_MAY).get(reverse("contracts:guidance")))


# ---- what the decision rests on ----


def test_the_page_tells_last_pay_change_ceiling_guidance_and_appraisal(cast, following, visit):
    record(cast)
    write(following, by=cast.hr, on=IN_MAY, revision=following.revision, monthly_salary=Decimal(9900))
    told = words(visit(cast.hr, on=IN_MAY).get(edit(following)))
    assert "Last salary $9,500 per month" in told
    assert "Change Increase of $400 per month (4.22 percent)" in told
    assert "Ceiling of 2005-06 $11,000 per month. Source: Invented for a test" in told
    assert "Guidance for 2005-06 Increases rest on performance. Highest increase: 4 percent." in told
    assert "Last appraisal" in told


@pytest.mark.parametrize(
    ("last", "monthly", "said_so"),
    [
        ("9500", "9900", "Increase of $400 per month (4.22 percent)"),
        ("9500", "9000", "Decrease of $500 per month (5.27 percent)"),
        ("9500", "9500.00", "Unchanged"),
        (None, "9500", "nothing to compare"),
        ("9500", None, "nothing to compare"),
    ],
)
def test_the_change_is_told_in_words_and_amounts(cast, last, monthly, said_so):
    figures = {"last": last and Decimal(last), "monthly": monthly and Decimal(monthly)}
    assert decisions.change_in_words(Contract().plan, **figures) == said_so


def test_a_first_contract_says_that_there_was_nothing_before(cast, draft, visit):
    told = words(visit(cast.hr, on=DRAFTED).get(edit(draft)))
    assert "Last salary none: this is the first contract in this position" in told
    assert "Last appraisal no appraisal recorded" in told
    assert "Guidance for 2004-05 none published for this year" in told


# ---- the others' pay ----


@pytest.fixture
def others(cast, draft):
    """Another executive of the department, at $10,000, and one of another department."""
    plants = PlacedPositionFactory(department=cast.agriculture, title="Director of Plants")
    SignedContractFactory(cast=cast, position=plants, monthly_salary=Decimal(10000))
    elsewhere = PlacedPositionFactory(department=cast.revenue, person=cast.other_executive, title="Director of Audits")
    SignedContractFactory(
        cast=cast,
        position=elsewhere,
        appointing_authority=cast.other_superior,
        by=cast.other_hr,
        monthly_salary=Decimal(8000),
    )
    return draft


@pytest.mark.parametrize("who", ["hr", "director"])
def test_director_and_hr_of_the_department_see_what_the_others_are_paid(cast, others, visit, who):
    told = words(visit(getattr(cast, who), on=SIGNED).get(edit(others)))
    assert "Director of Plants" in told and "$10,000" in told
    assert "Director of Audits" not in told and "$8,000" not in told


@pytest.mark.parametrize("who", ["superior", "executive", "reviewer", "personnel_director", "auditor", "other_hr"])
def test_nobody_else_sees_the_others_pay_beside_the_decision(cast, others, who):
    assert decisions.others(others, getattr(cast, who), on=SIGNED) is None


def test_the_superior_who_writes_does_not_see_it_on_the_page(cast, others, visit):
    told = words(visit(cast.superior, on=SIGNED).get(edit(others)))
    assert "Director of Plants" not in told and "other executives are paid" not in told


def test_an_executive_who_is_also_in_hr_does_not_see_it_beside_their_own_contract(cast, others):
    from tests import cast as cast_module

    cast_module.holds(cast.executive, "hr", cast.agriculture)
    assert decisions.others(others, cast.executive, on=SIGNED) is None


# ---- CO-PAY-3, reading 9: no change within the year by any path ----


def test_no_second_contract_begins_within_the_year_in_the_same_position(cast, last):
    with refused(words="CO-PAY-3"):
        workflow.start(
            last.position,
            starts_on=date(2004, 11, 1),
            appointing_authority=cast.superior,
            appointing_authority_title="Deputy Commissioner",
            by=cast.hr,
            on=date(2004, 10, 20),
        )


def test_the_salary_of_a_signed_contract_is_out_of_reach_of_every_act_and_query(cast, last):
    stood = Event.unscoped.count()
    for attempt in (
        lambda: write(last, by=cast.hr, on=date(2004, 11, 1), revision=last.revision, monthly_salary=Decimal(9900)),
        lambda: workflow.revise(last, by=cast.hr, on=date(2004, 11, 1)),
    ):
        with refused():
            attempt()
    for attempt in (
        lambda: Contract.unscoped.filter(pk=last.pk).update(monthly_salary=Decimal(9900)),
        lambda: Contract.unscoped.filter(pk=last.pk).update(state="draft"),
        lambda: Contract.unscoped.bulk_update([_with_salary(last)], ["monthly_salary"]),
        lambda: _with_salary(last).save(),
        lambda: SalaryDecision.objects.filter(contract=last).update(last_salary=Decimal(1)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    last = Contract.unscoped.get(pk=last.pk)
    assert (last.monthly_salary, last.state, Event.unscoped.count()) == (Decimal("9500.00"), "signed", stood)


def _with_salary(contract: Contract) -> Contract:
    changed = Contract.unscoped.get(pk=contract.pk)
    changed.monthly_salary = Decimal(9900)
    return changed


def test_a_filled_in_form_does_not_reach_a_signed_contract(cast, last, visit):
    browser = visit(cast.hr, on=date(2004, 11, 1))
    sent = {"revision": last.revision, "take": "monthly_salary", "read monthly_salary": "9,900"}
    answer = browser.post(reverse("contracts:take", args=[last.pk]), sent)
    assert answer["Location"] == last.get_absolute_url()
    assert Contract.unscoped.get(pk=last.pk).monthly_salary == Decimal("9500.00")


def test_the_administration_pages_change_no_salary(cast, last, client):
    from accounts.models import User

    root = User.objects.create_superuser(email="root@example.org", password="a long enough password", name="Root")
    client.force_login(root)
    client.post(reverse("admin:contracts_contract_change", args=[last.pk]), {"monthly_salary": "9900"})
    assert Contract.unscoped.get(pk=last.pk).monthly_salary == Decimal("9500.00")


def test_a_draft_of_the_same_days_and_position_is_forbidden_another_salary(cast, last):
    """As if it had come in by a way that does not exist: the finding stops it at the proposal."""
    twin = ProposedContractFactory(
        cast=cast, position=PlacedPositionFactory(department=cast.agriculture, person=cast.other_executive)
    )
    twin.position, twin.employee = last.position, last.employee
    found = validators.draft_findings(twin, on=SIGNED)
    assert "CO-PAY-3" not in {each.code for each in found}  # the same salary is no change
    twin.monthly_salary = Decimal(9600)
    assert [each.stops for each in validators.draft_findings(twin, on=SIGNED) if each.code == "CO-PAY-3"] == [True]


def test_the_page_that_shows_all_a_decision_rests_on_asks_the_database_twenty_times_at_most(cast, following, visit):
    browser = visit(cast.hr, on=IN_MAY)
    browser.get(edit(following))
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(edit(following)).status_code == 200
    assert len(queries) <= 20
