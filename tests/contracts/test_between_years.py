"""Pay and contracts of one person over time: who left and came back, who moved, and two years at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts import appraised, decisions, guidance, readiness, salary_validators, season, validators, workflow
from contracts.models import Contract, PayCeiling
from positions.models import Incumbency
from records import events as chain
from tests.contracts.page import words
from tests.contracts.seasons import department_of
from tests.contracts.stories import refused
from tests.factories import (
    DraftContractFactory,
    IncumbencyFactory,
    PayCeilingFactory,
    PlacedPositionFactory,
    PositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    VacantPositionFactory,
    at,
    sign,
    write,
)

IN_MAY, JULY_1 = date(2005, 5, 16), date(2005, 7, 1)
LEFT, BACK = date(2005, 11, 22), date(2005, 11, 23)


def of_year(cast, position, year: int, factory=SignedContractFactory, **more) -> Contract:
    """A contract of the executive for that fiscal year, signed in June before it unless another factory is named."""
    days = {"drafted_on": date(year, 5, 17), "starts_on": date(year, 7, 1)}
    if factory is not DraftContractFactory:
        days |= {"proposed_on": date(year, 6, 1)}
    if factory is SignedContractFactory:
        days |= {"signed_on": date(year, 6, 15)}
    return factory(cast=cast, position=position, **days | more)


@pytest.fixture
def two_years(cast):
    """Contracts of 2004-05 at $9,500 and of 2005-06 at $9,900, both signed."""
    PayCeilingFactory()
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    of_year(cast, position, 2004)
    return of_year(cast, position, 2005, monthly_salary=Decimal(9900))


def comes_back(contract: Contract, *, left=LEFT, back=BACK) -> None:
    """The person left the position and is appointed to it again."""
    Incumbency.unscoped.filter(position=contract.position).update(ends_on=left, state="ended")
    IncumbencyFactory(position=contract.position, person=contract.employee, starts_on=back)


def begun_again(cast, contract: Contract, *, monthly, on=BACK) -> Contract:
    """The draft that HR begins on the first day back."""
    draft = workflow.start(
        contract.position,
        starts_on=on,
        appointing_authority=cast.superior,
        appointing_authority_title="Deputy Commissioner",
        by=cast.hr,
        on=on,
    )
    write(draft, by=cast.hr, on=on, monthly_salary=Decimal(monthly))
    draft.refresh_from_db()
    return draft


def codes(contract: Contract, on: date) -> set[str]:
    return {each.code for each in validators.draft_findings(contract, on=on)}


# ---- who left and came back ----


@pytest.mark.parametrize("monthly", ["9899.99", "9900.01", "16000"])
def test_who_left_and_came_back_to_the_position_keeps_the_pay_of_the_year(cast, two_years, monthly):
    """CO-PAY-3, reading 9: there is no other door."""
    comes_back(two_years)
    draft = begun_again(cast, two_years, monthly=monthly)
    with refused("CO-PAY-3"):
        workflow.propose(draft, by=cast.hr, on=BACK, at=at(BACK))
    drafts = readiness.waits_for([draft], ceiling=draft.ceiling, year=2005, on=BACK)
    assert drafts == {draft.pk: readiness.UNFINISHED}


def test_at_the_same_pay_the_new_contract_is_concluded(cast, two_years):
    comes_back(two_years)
    draft = begun_again(cast, two_years, monthly="9900")
    assert readiness.waits_for([draft], ceiling=draft.ceiling, year=2005, on=BACK) == {draft.pk: readiness.READY}
    workflow.propose(draft, by=cast.hr, on=BACK, at=at(BACK))
    for person in (cast.executive, cast.superior, cast.director):
        sign(draft, person, on=BACK)
    draft.refresh_from_db()
    assert draft.state == "signed"


def test_the_last_salary_is_that_of_the_contract_that_ended_early(cast, two_years):
    comes_back(two_years)
    draft = begun_again(cast, two_years, monthly="9900")
    assert salary_validators.last_salary(draft) == Decimal(9900)
    assert readiness.with_pay(Contract.unscoped.filter(pk=draft.pk)).get().last_pay == Decimal(9900)
    assert draft.salary_decision.last_salary == Decimal(9900)


def test_in_the_next_year_the_pay_may_change_again(cast, two_years):
    PayCeilingFactory(fiscal_year=2006)
    comes_back(two_years)
    following = of_year(cast, two_years.position, 2006, DraftContractFactory, monthly_salary=Decimal(10400))
    assert "CO-PAY-3" not in codes(following, date(2006, 5, 17))


@pytest.mark.parametrize(
    ("elsewhere", "may_change"), [("in the SES", True), ("outside the SES", False), ("in the SES, acting", False)]
)
def test_only_another_ses_position_in_between_carries_new_pay(cast, two_years, elsewhere, may_change):
    other = PositionFactory if elsewhere == "outside the SES" else VacantPositionFactory
    IncumbencyFactory(
        position=other(department=cast.agriculture, title="Director of Fairs"),
        person=cast.executive,
        starts_on=date(2005, 10, 1),
        ends_on=LEFT,
        is_acting="acting" in elsewhere,
    )
    comes_back(two_years, left=date(2005, 9, 30))
    draft = begun_again(cast, two_years, monthly="10400")
    assert ("CO-PAY-3" not in codes(draft, BACK)) is may_change


@pytest.mark.parametrize(("left", "binds"), [(date(2005, 6, 30), False), (JULY_1, True)])
def test_a_contract_that_never_came_in_force_binds_nobody(cast, two_years, left, binds):
    comes_back(two_years, left=left, back=date(2005, 8, 1))
    draft = begun_again(cast, two_years, monthly="10400", on=date(2005, 8, 1))
    assert ("CO-PAY-3" in codes(draft, date(2005, 8, 1))) is binds
    assert salary_validators.last_salary(draft) == (Decimal(9900) if binds else Decimal(9500))
    assert readiness.with_pay(Contract.unscoped.filter(pk=draft.pk)).get().last_pay == (
        Decimal(9900) if binds else Decimal(9500)
    )


# ---- who moved to another position ----


def test_after_a_movement_the_pay_is_new_and_the_last_one_is_told_with_the_guidance(cast, two_years, visit):
    guidance.record_guidance(
        fiscal_year=2005,
        text="Increases rest on performance.",
        most_increase=Decimal(4),
        source="Letter of April 1, 2005 (invented)",
        by=cast.personnel_director,
        on=IN_MAY,
    )
    Incumbency.unscoped.update(ends_on=LEFT, state="ended")
    fairs = VacantPositionFactory(department=cast.agriculture, title="Director of Fairs")
    IncumbencyFactory(position=fairs, person=cast.executive, starts_on=BACK)
    days = {"starts_on": BACK, "drafted_on": BACK, "factors": (), "performance_basis": ""}
    draft = DraftContractFactory(cast=cast, position=fairs, monthly_salary=Decimal(10400), **days)
    assert {"CO-PAY-3", "CO-PAY-5"}.isdisjoint(codes(draft, BACK))
    assert "CO-PAY-9" in codes(draft, BACK), "5.06 percent, of 4"
    told = dict(decisions.basis(draft, cast.hr, on=BACK))
    assert told["Last salary"] == "$9,900 per month, as Director of Markets"
    assert told["Change"] == "Increase of $500 per month (5.06 percent)"
    page = words(visit(cast.hr, on=BACK).get(draft.get_absolute_url()))
    assert "Last salary $9,900 per month, as Director of Markets" in page
    assert "Change $500 per month more" in page


# ---- this year's contract first ----


@pytest.fixture
def position(cast):
    PayCeilingFactory()
    return PlacedPositionFactory(department=cast.agriculture, person=cast.executive)


@pytest.mark.parametrize("factory", [DraftContractFactory, ProposedContractFactory])
def test_the_season_prepares_from_signed_contracts_only(cast, position, factory):
    of_year(cast, position, 2004, factory)
    (seat,) = season.seats(cast.agriculture, 2005, on=IN_MAY)
    assert (seat.last, seat.existing) == (None, None)
    assert seat.reason.startswith("The contract of 2004-05 in this position is not signed")
    with refused(words="CO-PAY-5"):
        season.prepare(position, 2005, by=cast.hr, on=IN_MAY)


@pytest.mark.parametrize("factory", [DraftContractFactory, ProposedContractFactory])
def test_the_next_year_is_not_proposed_while_this_one_can_still_be_signed(cast, position, factory):
    of_year(cast, position, 2004, factory)
    following = of_year(cast, position, 2005, DraftContractFactory)
    with refused("CO-PAY-5", words="Have that contract signed, or withdraw it, first"):
        workflow.propose(following, by=cast.hr, on=IN_MAY, at=at(IN_MAY))
    assert readiness.waits_for([following], ceiling=following.ceiling, year=2005, on=IN_MAY) == {
        following.pk: readiness.YEAR_BEFORE
    }


def test_nor_is_it_signed(cast, position):
    following = of_year(cast, position, 2005, ProposedContractFactory)
    june = date(2005, 6, 15)
    this = of_year(cast, position, 2004, DraftContractFactory, drafted_on=june)
    with refused("CO-PAY-5"):
        sign(following, cast.executive, on=june)
    workflow.withdraw(this, by=cast.hr, on=june)
    assert sign(following, cast.executive, on=june)


@pytest.mark.parametrize("end", ["withdrawn", "declined", "over", "left", "none"])
def test_what_can_no_longer_be_signed_is_in_nobodys_way(cast, position, end):
    """Nor is a year in which there was no contract: somebody newly hired, or the year before the program."""
    on = date(2005, 7, 11) if end == "over" else IN_MAY
    if end != "none":
        state = {"withdrawn": DraftContractFactory, "declined": ProposedContractFactory}
        this = of_year(cast, position, 2004, state.get(end, DraftContractFactory))
        if end == "withdrawn":
            workflow.withdraw(this, by=cast.hr, on=IN_MAY)
        elif end == "declined":
            workflow.decline(this, reason="The salary is too low.", by=cast.executive, on=IN_MAY)
        elif end == "left":
            comes_back(this, left=date(2004, 12, 1), back=date(2005, 1, 10))
    following = of_year(cast, position, 2005, DraftContractFactory)
    assert "CO-PAY-5" not in codes(following, on)
    assert readiness.waits_for([following], ceiling=following.ceiling, year=2005, on=on)[following.pk] in (
        readiness.READY,
        readiness.UNFINISHED,
    )
    workflow.propose(following, by=cast.hr, on=on, at=at(on))
    workflow.revise(following, by=cast.hr, on=on)
    workflow.withdraw(following, by=cast.hr, on=on)
    (seat,) = season.seats(cast.agriculture, 2005, on=on)
    assert not seat.reason


# ---- the ceiling that is printed ----


def a_new_ceiling(on: date, amount: str = "11000") -> PayCeiling:
    return PayCeilingFactory(fiscal_year=2004, amount=Decimal(amount), recorded_on=on)


def test_what_prints_a_ceiling_that_was_changed_since_is_not_signed(cast, visit):
    """CO-CON-9: the second note of the form."""
    on = date(2004, 6, 15)
    contract = ProposedContractFactory(cast=cast)
    a_new_ceiling(on)
    told = "this version prints $10,763 per month, and $11,000 per month is published now"
    with refused("CO-CON-9", words="Have it revised, then proposed"):
        sign(contract, cast.executive, on=on)
    page = words(visit(cast.executive, on=on).get(reverse("contracts:sign", args=[contract.pk])))
    assert told in page
    workflow.revise(contract, by=cast.hr, on=on)
    contract.refresh_from_db()
    workflow.propose(contract, by=cast.hr, on=on, at=at(on))
    assert sign(contract, cast.executive, on=on)


def test_the_same_ceiling_recorded_again_changes_nothing(cast):
    contract = ProposedContractFactory(cast=cast)
    a_new_ceiling(date(2004, 6, 15), "10763.00")
    assert sign(contract, cast.executive)


def test_a_line_signed_by_hand_before_the_new_ceiling_counts(cast):
    contract = ProposedContractFactory(cast=cast)
    a_new_ceiling(date(2004, 6, 15))
    found = {on: codes(contract, on) for on in (date(2004, 6, 14), date(2004, 6, 15))}
    assert ["CO-CON-9" in each for each in found.values()] == [False, True]


# ---- the appraisal of a year that was brought over ----


@pytest.mark.parametrize(
    ("brought_over_on", "is_complete"),
    [(None, None), (date(2005, 7, 1), None), (date(2005, 6, 30), False), (date(2004, 7, 15), False)],
)
def test_a_year_that_ran_in_part_inside_the_program_is_appraised_here(cast, brought_over_on, is_complete):
    """CO-EVA-6: none was due here only where the year was over before."""
    (contract,) = department_of(cast, 1)
    if brought_over_on is not None:
        about = {"by": None, "office": "Import", "on": brought_over_on, "words": "Brought over"}
        chain.record(contract, "bring over", **about)
    PayCeilingFactory()
    following = season.prepare(contract.position, 2005, by=cast.hr, on=IN_MAY)
    assert appraised.is_complete(following, on=IN_MAY) is is_complete
    assert ("CO-EVA-6" in codes(following, IN_MAY)) is (is_complete is False)
