"""What changed since a signer last read the contract: each version is remembered once, for the reader alone."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts import workflow
from contracts.models import VersionRead
from tests.cast import PASSWORD
from tests.contracts.page import words
from tests.factories import (
    PROPOSED,
    SIGNED,
    YEAR_STARTS,
    PayCeilingFactory,
    ProposedContractFactory,
    SignedContractFactory,
    at,
    sign,
    write,
)

LATER = date(2004, 6, 4)
READ = "which you read on"


def address(name: str, contract, *more) -> str:
    return reverse(f"contracts:{name}", args=[contract.pk, *more])


def again(contract, cast, *, on=LATER, **changed) -> None:
    """The next version: the same, but for what is changed."""
    contract.refresh_from_db()
    workflow.revise(contract, by=cast.hr, on=on)
    contract.refresh_from_db()
    if changed:
        write(contract, by=cast.hr, on=on, **changed)
        contract.refresh_from_db()
    workflow.propose(contract, by=cast.hr, on=on, at=at(on, 15))
    contract.refresh_from_db()


def known(person) -> list[tuple[int, date]]:
    rows = VersionRead.unscoped.filter(person=person).order_by("version__number")
    return list(rows.values_list("version__number", "read_on"))


# --- what the page says


def test_the_first_time_nothing_was_read_before_and_the_second_time_it_is_the_same(cast, proposed, visit):
    browser = visit(cast.executive, on=PROPOSED)
    told = words(browser.get(address("sign", proposed)))
    assert READ not in told and "you read on" not in told
    assert known(cast.executive) == [(1, PROPOSED)]
    told = words(visit(cast.executive, on=LATER).get(address("sign", proposed)))
    assert "This is the version that you read on June 1, 2004. It is frozen: nothing in it has changed since." in told
    assert known(cast.executive) == [(1, PROPOSED)]


def test_what_changed_since_is_shown_and_stays_shown(cast, proposed, visit):
    visit(cast.executive, on=PROPOSED).get(address("sign", proposed))
    again(proposed, cast, monthly_salary=Decimal("9600.00"))
    browser = visit(cast.executive, on=SIGNED)
    for _ in range(2):
        told = words(browser.get(address("sign", proposed)))
        assert "Changed since version 1, which you read on June 1, 2004" in told
        assert "$9,500" in told and "added: $9,600" in told
    wrong = {"seen_hash": proposed.proposed_version.sha256, "consent": "on", "password": "not this one"}
    told = words(browser.post(address("sign", proposed), wrong))
    assert "Changed since version 1, which you read on June 1, 2004" in told
    assert known(cast.executive) == [(1, PROPOSED), (2, SIGNED)]


def test_a_new_version_that_says_the_same_says_so(cast, proposed, visit):
    visit(cast.executive, on=PROPOSED).get(address("sign", proposed))
    again(proposed, cast)
    told = words(visit(cast.executive, on=SIGNED).get(address("sign", proposed)))
    assert "The same as version 1, which you read on June 1, 2004" in told
    assert "Nothing differs" in told


def test_a_version_that_was_never_opened_is_passed_over(cast, proposed, visit):
    visit(cast.executive, on=PROPOSED).get(address("sign", proposed))
    again(proposed, cast, monthly_salary=Decimal("9600.00"))
    again(proposed, cast, monthly_salary=Decimal("9700.00"))
    told = words(visit(cast.executive, on=SIGNED).get(address("sign", proposed)))
    assert "Changed since version 1, which you read on June 1, 2004" in told
    assert "$9,600" not in told and "added: $9,700" in told


def test_the_page_of_the_version_counts_as_read(cast, proposed, visit):
    visit(cast.director, on=PROPOSED).get(address("version", proposed, 1))
    again(proposed, cast, monthly_salary=Decimal("9600.00"))
    sign(proposed, cast.executive)
    sign(proposed, cast.superior)
    told = words(visit(cast.director, on=SIGNED).get(address("sign", proposed)))
    assert "Changed since version 1, which you read on June 1, 2004" in told


def test_who_never_read_another_sees_the_version_before_it_as_ever(cast, proposed, visit):
    again(proposed, cast, monthly_salary=Decimal("9600.00"))
    told = words(visit(cast.executive, on=SIGNED).get(address("sign", proposed)))
    assert "What differs from version 1" in told and READ not in told


def test_another_version_can_be_chosen_to_compare_with(cast, proposed, visit):
    visit(cast.executive, on=PROPOSED).get(address("sign", proposed))
    again(proposed, cast, monthly_salary=Decimal("9600.00"))
    again(proposed, cast, monthly_salary=Decimal("9700.00"))
    told = words(visit(cast.executive, on=SIGNED).get(f"{address('sign', proposed)}?against=2"))
    assert "What differs from version 2" in told and READ not in told


@pytest.fixture
def second_year(cast):
    """The contract of the second year, proposed on a day in May."""
    last = SignedContractFactory(cast=cast)
    PayCeilingFactory()
    return ProposedContractFactory(
        cast=cast,
        position=last.position,
        starts_on=YEAR_STARTS.replace(year=2005),
        drafted_on=date(2005, 5, 2),
        proposed_on=date(2005, 5, 3),
        monthly_salary=Decimal("9700.00"),
    )


def test_last_years_contract_stands_beside_it(cast, second_year, visit):
    visit(cast.executive, on=date(2005, 5, 3)).get(address("sign", second_year))
    again(second_year, cast, on=date(2005, 5, 9), monthly_salary=Decimal("9800.00"))
    told = words(visit(cast.executive, on=date(2005, 5, 10)).get(address("sign", second_year)))
    since, last_year = told.index("Changed since version 1"), told.index("What differs from the last contract")
    assert since < told.index("removed: $9,700") < last_year < told.index("removed: $9,500")


# --- what is written down, and of whom


@pytest.mark.parametrize("who", ["hr", "reviewer", "auditor", "personnel_director"])
def test_nothing_is_remembered_of_who_signs_nothing(cast, proposed, visit, who):
    assert visit(getattr(cast, who), on=PROPOSED).get(address("version", proposed, 1)).status_code == 200
    assert not VersionRead.unscoped.exists()


def test_only_a_page_that_was_opened_is_remembered(cast, proposed, visit):
    browser, url = visit(cast.executive, on=PROPOSED), address("sign", proposed)
    browser.head(url)
    browser.get(url, headers={"Sec-Purpose": "prefetch"})
    browser.post(url, {"seen_hash": proposed.proposed_version.sha256, "password": "not this one"})
    assert not VersionRead.unscoped.exists()


def test_out_of_turn_the_page_that_does_not_open_is_not_remembered(cast, proposed, visit):
    visit(cast.director, on=PROPOSED).get(address("sign", proposed))
    assert not VersionRead.unscoped.exists()


def test_what_was_asked_for_and_what_is_signed_already_is_not_remembered(cast, signed, visit):
    visit(cast.executive, on=SIGNED).get(address("version", signed, 1))
    assert not VersionRead.unscoped.exists()


def test_nobody_is_told_what_somebody_else_has_read(cast, proposed, visit):
    visit(cast.executive, on=PROPOSED).get(address("sign", proposed))
    for person in (cast.superior, cast.hr, cast.auditor, cast.administrator):
        assert not VersionRead.objects.visible_to(person, on=PROPOSED).exists()
    again(proposed, cast, monthly_salary=Decimal("9600.00"))
    sign(proposed, cast.executive)
    assert READ not in words(visit(cast.superior, on=SIGNED).get(address("sign", proposed)))


def test_reading_signs_nothing_and_the_database_keeps_what_was_read(cast, proposed, visit):
    before = proposed.lines_signed if hasattr(proposed, "lines_signed") else 0
    visit(cast.executive, on=PROPOSED).get(address("sign", proposed))
    assert before == 0 and not proposed.signatures.exists()
    rows = VersionRead.unscoped.filter(person=cast.executive)
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        rows.update(read_on=LATER)
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        rows.delete()


def asked(browser, url: str) -> int:
    """How many statements the page takes, for somebody whose session is warm."""
    browser.get(reverse("desk"))
    with CaptureQueriesContext(connection) as statements:
        assert browser.get(url).status_code == 200
    return len(statements)


def test_the_page_asks_the_database_a_fixed_number_of_times(cast, proposed, visit):
    counts = []
    for salary in ("9600.00", "9700.00", "9800.00"):
        counts.append(asked(visit(cast.executive, on=SIGNED), address("sign", proposed)))
        again(proposed, cast, on=SIGNED, monthly_salary=Decimal(salary))
    assert counts[1] == counts[2] <= 20


def test_with_last_years_contract_and_signatures_it_asks_no_more(cast, second_year, visit):
    on = date(2005, 5, 10)
    again(second_year, cast, on=on, monthly_salary=Decimal("9800.00"))
    assert asked(visit(cast.executive, on=on), address("sign", second_year)) <= 20
    sign(second_year, cast.executive, on=on)
    assert asked(visit(cast.superior, on=on), address("sign", second_year)) <= 20


def test_who_signs_after_reading_signs_as_before(cast, proposed, visit):
    browser, url = visit(cast.executive, on=SIGNED), address("sign", proposed)
    browser.get(url)
    sent = {"seen_hash": proposed.proposed_version.sha256, "consent": "on", "password": PASSWORD}
    assert browser.post(url, sent)["Location"] == address("receipt", proposed)
