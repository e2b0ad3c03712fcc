"""How an appointment ends: plainly, by discipline, after notice, by layoff."""

from datetime import date

import pytest

from law.colorado import positions

from .facts import ADVISES, DAY_AFTER, DAY_BEFORE, FIRST_DAY, FLAGS, FORBIDS, answers, codes

STARTS, ENDS, ON = date(2004, 7, 1), date(2005, 3, 31), date(2005, 3, 15)
DISCIPLINED = {"cause": "misconduct", "met_on": date(2005, 3, 1)}


def check(way, *, acting=False, starts_on=STARTS, ends_on=ENDS, **more):
    return positions.check_ending(way=way, acting=acting, starts_on=starts_on, ends_on=ends_on, **more, on=ON)


@pytest.mark.parametrize("way", ["resignation", "retirement", "layoff", "transfer"])
def test_our_reading_of_co_apt_5_plain_ends_need_nothing_more(way):
    assert check(way) == []


@pytest.mark.parametrize("acting", [False, True])
@pytest.mark.parametrize(
    ("ends_on", "found"),
    [
        (date(2005, 3, 14), []),
        (date(2005, 3, 15), []),  # the day on which it is recorded
        (date(2005, 3, 16), [("CO-APT-5", FORBIDS, "ends_on")]),
    ],
)
def test_a_death_is_recorded_on_its_day_or_later(acting, ends_on, found):
    assert answers(check("death", acting=acting, ends_on=ends_on)) == found


@pytest.mark.parametrize("way", ["", "whim", "removal"])
def test_an_end_that_the_law_does_not_know_is_refused(way):
    assert answers(check(way)) == [("CO-APT-5", FORBIDS, "way")]


@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [(date(2004, 6, 30), [("CO-APT-5", FORBIDS, "ends_on")]), (date(2004, 7, 1), []), (date(2004, 7, 2), [])],
)
def test_the_last_day_is_not_before_the_first(ends_on, expected):
    assert answers(check("resignation", ends_on=ends_on)) == expected


@pytest.mark.parametrize("way", ["resignation", "retirement", "acting_over"])
def test_an_acting_appointment_ends_plainly(way):
    assert check(way, acting=True) == []


@pytest.mark.parametrize("way", ["layoff", "dismissal", "demotion", "separation", "transfer"])
def test_an_acting_appointment_does_not_end_by_what_is_about_the_position_held_for_good(way):
    assert answers(check(way, acting=True))[0] == ("CO-APT-5", FORBIDS, "way")


def test_only_an_acting_appointment_is_over_as_one():
    assert answers(check("acting_over")) == [("CO-APT-5", FORBIDS, "way")]


@pytest.mark.parametrize("cause", [code for code, _words in positions.CAUSES])
def test_discipline_rests_on_a_cause_that_the_law_names_for_everybody(cause):
    assert check("dismissal", **(DISCIPLINED | {"cause": cause})) == []


@pytest.mark.parametrize("cause", ["", "dislike"])
def test_discipline_without_such_a_cause_is_refused(cause):
    assert answers(check("dismissal", **(DISCIPLINED | {"cause": cause}))) == [("CO-DIS-1", FORBIDS, "cause")]


@pytest.mark.parametrize(
    ("met_on", "expected"),
    [
        (None, [("CO-DIS-1", FLAGS, "met_on")]),
        (date(2005, 3, 30), []),
        (date(2005, 3, 31), []),
        (date(2005, 4, 1), [("CO-DIS-1", FLAGS, "met_on")]),
    ],
)
def test_a_meeting_before_a_disciplinary_action_is_looked_for(met_on, expected):
    assert answers(check("dismissal", **(DISCIPLINED | {"met_on": met_on}))) == expected


def test_after_a_demotion_pay_follows_the_ordinary_rules():
    assert answers(check("demotion", **DISCIPLINED)) == [("CO-PAY-11", ADVISES, "")]


@pytest.mark.parametrize(
    ("noticed_on", "expected"),
    [
        (None, [("CO-REM-3", FORBIDS, "noticed_on")]),
        (date(2005, 4, 29), []),
        (date(2005, 4, 30), []),
        (date(2005, 5, 1), [("CO-REM-3", FLAGS, "noticed_on")]),
        (date(2005, 5, 2), [("CO-REM-3", FORBIDS, "noticed_on")]),
    ],
)
def test_reading_6_nobody_is_separated_without_notice_in_time(noticed_on, expected):
    assert answers(check("separation", ends_on=date(2005, 6, 30), noticed_on=noticed_on)) == expected


@pytest.mark.parametrize(
    ("ends_on", "expected"),
    [(date(2005, 6, 29), ["CO-REM-3"]), (date(2005, 6, 30), []), (date(2005, 7, 1), ["CO-REM-3"])],
)
def test_after_notice_the_separation_is_on_june_30(ends_on, expected):
    assert codes(check("separation", ends_on=ends_on, noticed_on=date(2005, 4, 1))) == expected


def layoff(*, certified=True, previous="General Professional VII", on=ENDS):
    return positions.check_layoff(certified=certified, previously_certified_class=previous, on=on)


@pytest.mark.parametrize(
    ("certified", "previous", "weight"),
    [
        (True, "General Professional VII", ADVISES),
        (True, " ", FLAGS),
        (None, "General Professional VII", FLAGS),
        (False, "", ADVISES),
    ],
)
def test_a_layoff_says_what_is_left(certified, previous, weight):
    assert answers(layoff(certified=certified, previous=previous)) == [
        ("CO-LAY-1", ADVISES, ""),
        ("CO-LAY-2", weight, ""),
    ]


@pytest.mark.parametrize(("on", "told"), [(DAY_BEFORE, False), (FIRST_DAY, True), (DAY_AFTER, True)])
def test_layoffs_are_judged_from_may_1_2004(on, told):
    assert codes(layoff(on=on)) == (["CO-LAY-1", "CO-LAY-2"] if told else [])
    privilege = positions.reinstatement_privilege(certified=True, previously_certified_class="Clerk", on=on)
    assert (privilege is not None) is told


@pytest.mark.parametrize(("certified", "previous"), [(None, "Clerk"), (False, "Clerk"), (True, ""), (True, "  ")])
def test_who_was_never_certified_in_a_class_has_no_privilege(certified, previous):
    assert positions.reinstatement_privilege(certified=certified, previously_certified_class=previous, on=ON) is None


@pytest.mark.parametrize(
    ("job_class", "reached"),
    [
        ("General Professional VII", True),
        ("general  professional vii ", True),
        ("General Professional VI", False),
        ("", False),
    ],
)
def test_co_lay_2_the_privilege_reaches_positions_of_the_previously_certified_class_only(job_class, reached):
    privilege = positions.reinstatement_privilege(
        certified=True, previously_certified_class=" General Professional  VII", on=ON
    )
    assert privilege.reaches(job_class) is reached
