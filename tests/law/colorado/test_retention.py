from datetime import date

import pytest

from law.colorado import contracts

from .facts import YEAR_END, codes


def disposal(**changes) -> list[str]:
    facts = {"completed_on": YEAR_END, "left_on": None, "newer_forms": 3, "held_because": "", "on": date(2010, 7, 1)}
    return codes(contracts.check_disposal(**{**facts, **changes}))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2010, 6, 29), ["CO-REC-1"]),
        (date(2010, 6, 30), ["CO-REC-1"]),
        (date(2010, 7, 1), []),
    ],
)
def test_reading_14_a_form_is_kept_five_years_from_its_completion_and_the_day_after_it_may_go(on, expected):
    assert disposal(on=on) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2016, 3, 14), ["CO-REC-1"]),
        (date(2016, 3, 15), ["CO-REC-1"]),
        (date(2016, 3, 16), []),
    ],
)
def test_reading_14_the_longer_duty_holds_ten_years_after_somebody_left(on, expected):
    assert disposal(left_on=date(2006, 3, 15), on=on) == expected


def test_reading_14_the_five_years_hold_when_they_are_the_longer_ones():
    assert contracts.kept_through(completed_on=date(2015, 6, 30), left_on=date(2006, 3, 15)) == date(2020, 6, 30)


@pytest.mark.parametrize(("newer", "expected"), [(0, ["CO-REC-1"]), (2, ["CO-REC-1"]), (3, []), (4, [])])
def test_reading_14_the_last_three_forms_of_a_person_are_kept_in_any_case(newer, expected):
    assert disposal(newer_forms=newer) == expected


def test_a_hold_keeps_what_could_go():
    assert disposal(held_because="An appeal is pending.") == ["CO-REC-1"]


@pytest.mark.parametrize("completed_on", [None, date(2010, 7, 2)])
def test_what_is_not_completed_is_kept(completed_on):
    assert disposal(completed_on=completed_on) == ["CO-REC-1"]


def test_a_form_whose_term_still_runs_says_from_which_day_its_time_runs():
    [finding] = contracts.check_disposal(
        completed_on=date(2010, 7, 2), left_on=None, newer_forms=5, held_because="", on=date(2010, 7, 1)
    )
    assert "completed on July 2, 2010 at the earliest" in finding.words
    assert "no time" not in finding.words


def test_a_leap_day_never_makes_it_a_day_shorter():
    assert contracts.kept_through(completed_on=date(2008, 2, 29), left_on=None) == date(2013, 3, 1)
