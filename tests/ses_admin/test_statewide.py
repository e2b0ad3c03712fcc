"""The state on a day: every place drawn once, departments against their allotment, contracts received."""

from datetime import date, timedelta

import pytest

from contracts import copies
from contracts.models import ContractCopy
from positions import allotments, departments
from positions import workflow as nominating
from ses_admin import statewide, waiting
from tests.factories import (
    ApprovedNominationFactory,
    DepartmentFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    SubmittedNominationFactory,
    VacantPositionFactory,
)
from tests.positions import scenes

ON = date(2004, 9, 1)


def state(cast, on: date = ON, year: int = 2004) -> statewide.State:
    """The state as DPA/DHR sees it."""
    return statewide.gather(cast.reviewer, waiting.nominations(cast.reviewer, on=on), year=year, on=on)


def line(cast, **more) -> departments.Standing:
    """How Agriculture stands."""
    return next(each for each in state(cast, **more).places.standings if each.department == cast.agriculture)


def contracts(cast) -> statewide.Received:
    """Agriculture's contracts."""
    return next(each for each in state(cast).contracts if each.department == cast.agriculture)


@pytest.fixture
def placed(cast):
    """A filled, a vacant, a later and a reserved place of Agriculture, and a filled one of Revenue."""
    ApprovedNominationFactory(
        cast=cast, department=cast.agriculture, number="4", title="Approved", started_on=date(2004, 8, 2)
    )
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, title="Filled", number="1")
    VacantPositionFactory(department=cast.agriculture, title="Vacant", number="2")
    VacantPositionFactory(department=cast.agriculture, title="Later", number="3", placed_on=ON + timedelta(days=30))
    PlacedPositionFactory(department=cast.revenue, person=cast.other_executive)


def test_every_place_is_drawn_once_with_words(cast, placed):
    drawn = {square.words: square.kind for square in state(cast).places.squares[cast.agriculture.pk]}
    assert drawn == {
        "Filled (1): Eve Executive": "filled",
        "Vacant (2): vacant": "vacant",
        "Later (3): enters on October 1, 2004": "reserved",
        "Approved (4): reserved from August 2, 2004": "reserved",
    }


def test_the_counts_add_up_to_the_places(cast, placed):
    seen = state(cast).places
    assert (seen.filled, seen.vacant, seen.reserved, seen.free, seen.over) == (2, 1, 1, 121, 0)
    assert seen.entering == 1, "a place that is taken from a later day on is free until then"
    assert seen.taken == dict(seen.changes)[ON]
    assert seen.taken + seen.free == seen.most == 125
    assert len(seen.free_squares) == 120


def test_a_department_stands_against_its_allotment(cast, placed):
    agriculture = line(cast)
    assert (agriculture.allowance.allotment, agriculture.placed, agriculture.reserved) == (3, 2, 1)
    assert (agriculture.room, agriculture.words, agriculture.is_over) == (0, "Full", False)
    allotments.authorize(
        cast.agriculture, number=1, starts_on=ON, cause="A new program.", by=cast.personnel_director, on=ON
    )
    assert line(cast).words == "1 free"
    VacantPositionFactory(department=cast.agriculture, title="Another", number="5")
    VacantPositionFactory(department=cast.agriculture, title="One too many", number="6")
    assert (line(cast).words, line(cast).is_over) == ("1 over", True)


def test_without_an_fte_count_nothing_is_judged(cast):
    DepartmentFactory(name="Uncounted")
    (uncounted,) = [each for each in state(cast).places.standings if each.department.name == "Uncounted"]
    assert (uncounted.room, uncounted.words) == (None, "No FTE count")


def test_the_count_of_the_year_ahead_is_told_by_its_days(cast, placed):
    leaving = cast.executive.incumbencies.get().position.placements
    leaving.update(ends_on=date(2005, 6, 30))
    assert state(cast).places.changes == [(ON, 4), (date(2004, 10, 1), 5), (date(2005, 7, 1), 4)]


def test_when_no_change_is_known_the_count_is_steady(cast):
    assert state(cast).places.is_steady


def test_contracts_are_expected_of_who_holds_a_position(cast):
    contract = SignedContractFactory(cast=cast)
    VacantPositionFactory(department=cast.agriculture)
    before = contracts(cast)
    assert (before.owed, before.signed, before.received, before.missing_words) == (1, 1, 0, "1 not acknowledged")
    copies.acknowledge(ContractCopy.unscoped.get(contract=contract), by=cast.reviewer, on=ON)
    after = contracts(cast)
    assert (after.received, after.missing_words) == (1, "none")
    assert state(cast).behind == []


def test_a_contract_that_is_not_signed_is_behind(cast):
    ProposedContractFactory(cast=cast)
    assert [each.missing_words for each in state(cast).behind] == ["1 not signed"]
    assert state(cast).complete == 0


def test_a_contract_of_somebody_who_left_is_not_counted_for_who_came(cast):
    contract = SignedContractFactory(cast=cast)
    contract.position.incumbencies.update(ends_on=date(2004, 8, 1))
    assert (contracts(cast).owed, contracts(cast).signed) == (0, 0)


def test_nominations_are_told_by_age(cast):
    older = SubmittedNominationFactory(cast=cast, number="1", title="Older", started_on=date(2004, 8, 2))
    SubmittedNominationFactory(cast=cast, number="2", title="Newer", started_on=date(2004, 8, 16))
    cases = state(cast).cases
    assert [(case.nomination.position.title, case.since, case.standing) for case in cases] == [
        ("Older", date(2004, 8, 2), "Submitted"),
        ("Newer", date(2004, 8, 16), "Submitted"),
    ]
    scenes.review(older, cast.reviewer, on=date(2004, 8, 30))
    nominating.forward(older, recommendation="Allocated properly.", by=cast.reviewer, on=date(2004, 8, 30))
    assert [(case.nomination.position.title, case.since) for case in state(cast).cases] == [
        ("Newer", date(2004, 8, 16)),
        ("Older", date(2004, 8, 30)),
    ]


def test_more_places_than_there_are_is_said_in_words(cast):
    for _ in range(126):
        VacantPositionFactory(department=cast.agriculture)
    seen = state(cast).places
    assert (seen.taken, seen.over, seen.free) == (126, 1, 0)
