"""What comes, on the desk of whom it concerns: their own contract and appraisal, and those of whom one rates."""

from datetime import date

import pytest

from positions.models import Flag
from ses_admin import desk, nightly
from tests.appraisals import notice_scenes
from tests.appraisals import scenes as appraising
from tests.factories import (
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    UserFactory,
    at,
)

pytestmark = pytest.mark.django_db

JUNE = date(2005, 6, 20)
JUNE_30 = date(2005, 6, 30)


def coming(user, *, on: date = JUNE) -> list[tuple[str, date | None]]:
    return [(item.what, item.due_on) for item in desk.gather(user, on=on).coming.rows]


@pytest.fixture
def a_year(cast):
    """Eve Executive has a contract with Ada Superior until June 30, 2005; a neighbour has one with nobody."""
    contract = SignedContractFactory(cast=cast)
    PlacedPositionFactory(department=cast.agriculture, person=UserFactory(name="Ned Neighbour"))
    nightly.run(JUNE, at=at(JUNE))
    return contract


def test_executives_read_of_their_own_contract_and_appraisal(cast, a_year):
    assert sorted(coming(cast.executive)) == [
        ("Your own: complete the appraisal", JUNE_30),
        ("Your own: conclude the contract for 2005-06", JUNE_30),
    ]


def test_the_appointing_authority_reads_of_whom_they_rate_and_of_nobody_else(cast, a_year):
    about = f"Eve Executive, {a_year.title}"
    assert sorted(coming(cast.superior)) == [
        (f"Complete the appraisal: {about}", JUNE_30),
        (f"Conclude the contract for 2005-06: {about}", JUNE_30),
    ]
    for who in ("other_superior", "other_executive", "administrator", "stranger"):
        assert coming(getattr(cast, who)) == []
        assert desk.gather(getattr(cast, who), on=date(2005, 7, 2)).others.rows == []


def test_a_department_reads_of_its_appraisals_and_of_each_contract_once(cast, a_year):
    shown = desk.gather(cast.hr, on=JUNE)
    assert [what for what, _due in coming(cast.hr)] == [f"Complete the appraisal: Eve Executive, {a_year.title}"]
    assert [item.what for item in shown.mine.rows].count("Prepare the contract of Eve Executive for 2005-06") == 1


@pytest.mark.parametrize(
    ("on", "is_told"),
    [(date(2005, 5, 15), False), (date(2005, 5, 16), True), (JUNE_30, True), (date(2005, 7, 1), False)],
)
def test_it_comes_from_forty_five_days_ahead_until_its_day(cast, on, is_told):
    SignedContractFactory(cast=cast)
    nightly.run(on, at=at(on))
    assert ("Your own: conclude the contract for 2005-06" in dict(coming(cast.executive, on=on))) is is_told


def test_a_contract_that_waits_for_its_signatures_is_not_told_twice(cast):
    ProposedContractFactory(cast=cast)
    day = date(2004, 6, 18)
    nightly.run(day, at=at(day))
    shown = desk.gather(cast.executive, on=day)
    assert [item.what for item in shown.mine.rows] == ["Sign your contract"]
    assert shown.coming.rows == []
    assert [item.what for item in desk.gather(cast.superior, on=day).coming.rows] == []


def test_the_meeting_comes_for_both_and_waits_late_for_whoever_rates(cast):
    appraisal = appraising.released(cast)
    day = appraisal.released_on
    nightly.run(day, at=at(day))
    Flag.unscoped.filter(duty="evaluation-meeting").update(settled_on=None, is_met=False)
    meetings = {
        who: [item for item in _all(desk.gather(getattr(cast, who), on=day)) if item.rule == "CO-EVA-4"]
        for who in ("executive", "superior", "stranger")
    }
    assert [len(each) for each in meetings.values()] == [1, 1, 0]
    assert meetings["executive"][0].what == "Your own: meet about the evaluation"
    assert [meetings[who][0].is_mine for who in ("executive", "superior")] == [False, True]


def test_nobody_reads_there_of_a_notice(cast):
    notice_scenes.delivered(cast, on=date(2005, 4, 30))
    nightly.run(JUNE, at=at(JUNE))
    for who in ("superior", "executive", "stranger"):
        told = [
            item
            for item in desk.gather(getattr(cast, who), on=JUNE).coming.rows
            if item.rule in ("CO-REM-3", "CO-REM-5")
        ]
        assert told == []


def _all(shown):
    return [*shown.mine.rows, *shown.coming.rows, *shown.others.rows]
