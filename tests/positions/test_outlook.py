"""A placement approved for next month while a removal frees a place on June 30: judged on every day between."""

from datetime import date

import pytest

from accounts.acting import StepRefused
from positions import capacity, outlook, removals, validators, workflow
from positions.models import FteCount
from tests.positions import scenes

TODAY = date(2005, 6, 1)
LEAVES = date(2005, 6, 30)
ENTERS = date(2005, 7, 15)


@pytest.fixture
def nearly_full(cast):
    """124 places for good, one whose removal on June 30 is ordered; Agriculture has room."""
    [elsewhere] = scenes.other_departments(1)
    scenes.fill(elsewhere, 124)
    [leaving] = scenes.fill(cast.revenue, 1)
    removal = removals.review(leaving, reason="The segment is gone.", by=cast.personnel_director, on=TODAY)
    removals.order(removal, last_day=LEAVES, reason="It is not met.", by=cast.personnel_director, on=TODAY)
    return leaving


def counted(*days: date) -> list[int]:
    held = capacity.spans("colorado-ses", ending_from=min(days))
    counts = capacity.counts(held, days)
    assert [counts[day] for day in days] == [capacity.taken(held, on=day) for day in days]
    return [counts[day] for day in days]


def approve(nomination, cast, *, on=TODAY):
    workflow.decide(nomination, approve=True, reason="Meets every criterion.", by=cast.personnel_director, on=on)


DAYS = [date(2005, 6, 29), LEAVES, date(2005, 7, 1), date(2005, 7, 14), ENTERS, date(2005, 7, 16)]


def test_the_count_of_every_day_between_the_removal_and_the_placement(cast, nearly_full):
    assert counted(*DAYS) == [125, 125, 124, 124, 124, 124]
    nomination = scenes.forwarded(cast, on=TODAY, wanted_on=ENTERS)
    approve(nomination, cast)
    assert counted(*DAYS) == [125, 125, 124, 124, 125, 125]
    workflow.place(nomination, placed_on=ENTERS, by=cast.hr, on=TODAY)
    assert counted(*DAYS) == [125, 125, 124, 124, 125, 125]


@pytest.mark.parametrize("wanted_on", DAYS)
def test_it_is_approved_only_for_a_day_on_which_a_place_is_free(cast, nearly_full, wanted_on):
    nomination = scenes.forwarded(cast, on=TODAY, wanted_on=wanted_on)
    if wanted_on > LEAVES:
        approve(nomination, cast)
        assert counted(wanted_on) == [125]
    else:
        with pytest.raises(StepRefused, match="CO-CAP-1"):
            approve(nomination, cast)


@pytest.mark.parametrize("placed_on", DAYS[:4])
def test_a_second_one_is_refused_while_the_freed_place_is_promised(cast, nearly_full, placed_on):
    approve(scenes.forwarded(cast, "AG-1", on=TODAY, wanted_on=ENTERS), cast)
    with pytest.raises(StepRefused, match="CO-CAP-1"):
        approve(scenes.forwarded(cast, "AG-2", on=TODAY, wanted_on=placed_on), cast)


def test_the_decision_page_shows_each_of_these_days_in_words(cast, nearly_full):
    nomination = scenes.forwarded(cast, on=TODAY, wanted_on=date(2005, 6, 15))
    since = validators.first_day_of_place(nomination, on=TODAY)
    known = capacity.ledger_for(nomination, since=since)
    told = outlook.with_nomination(nomination, known, since=since)
    assert [(each.day, each.statewide.taken, each.statewide.words) for each in told.days] == [
        (date(2005, 6, 15), 126, "1 above"),
        (date(2005, 7, 1), 125, "at the limit"),
    ]
    assert [[(change.words, change.is_assumed) for change in each.changes] for each in told.days] == [
        [(f"{nomination.position} holds a place, its date not set", True)],
        [(f"{nearly_full} has left the SES", False)],
    ]


def test_the_departments_allowance_is_told_on_the_days_on_which_it_changes(cast):
    FteCount.unscoped.create(department=cast.agriculture, fiscal_year=2005, fte="99.9", source="Invented")
    nomination = scenes.forwarded(cast, on=TODAY)
    known = capacity.ledger_for(nomination, since=TODAY)
    told = outlook.with_nomination(nomination, known, since=TODAY)
    assert [(each.day, each.department.most, each.department.words) for each in told.days] == [
        (TODAY, 3, "2 below"),
        (date(2005, 7, 1), 0, "1 above"),
    ]
    assert told.days[1].changes[0].words == "permanent FTE 99.9, 332.1 before: allotment 0"


@pytest.mark.parametrize(
    ("taken", "words"), [(124, "1 below"), (125, "at the limit"), (126, "1 above"), (0, "125 below")]
)
def test_a_count_is_below_at_or_above_what_there_may_be(taken, words):
    assert outlook.Count(taken, 125).words == words
    assert outlook.Count(taken, 125).is_over == (taken > 125)


def test_a_count_that_nobody_can_judge_says_so():
    assert outlook.Count(1, None).words == "cannot be judged: no FTE count"
    assert outlook.Count(1, None).is_over
    assert not outlook.Count(0, None).is_over


def test_many_days_are_cut_but_the_fullest_is_always_listed(cast):
    for each in range(40):
        scenes.fill(
            cast.agriculture,
            1,
            starts_on=date(2006, 1, 1 + each % 28).replace(year=2006 + each // 28),
            prefix=f"Q{each}",
        )
    told = outlook.ahead(cast.agriculture, since=TODAY)
    assert len(told.days) == outlook.MOST_DAYS + 1
    assert told.days[-1].department.taken == 40
    assert told.unlisted > 0
