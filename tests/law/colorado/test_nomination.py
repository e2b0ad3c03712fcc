from datetime import date

import pytest

from law.colorado import positions
from law.dated import NotInForce

from .facts import DAY_AFTER, DAY_BEFORE, FIRST_DAY, FLAGS, FORBIDS, answers, codes

SUBMITTED_ON = date(2004, 9, 1)


def check(*, rationale="Directs three divisions.", has=True, dated=date(2004, 3, 1), on=SUBMITTED_ON):
    return positions.check_nomination(rationale=rationale, has_job_description=has, job_description_on=dated, on=on)


def test_a_complete_nomination_is_not_objected_to():
    assert check() == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"rationale": ""}, [("CO-NOM-2", FORBIDS, "rationale")]),
        ({"rationale": " \t"}, [("CO-NOM-2", FORBIDS, "rationale")]),
        ({"has": False}, [("CO-NOM-2", FORBIDS, "job_description")]),
        ({"has": False, "dated": None}, [("CO-NOM-2", FORBIDS, "job_description")]),
        (
            {"rationale": "", "has": False},
            [("CO-NOM-2", FORBIDS, "rationale"), ("CO-NOM-2", FORBIDS, "job_description")],
        ),
        ({"dated": None}, [("CO-NOM-2", FLAGS, "job_description")]),
    ],
)
def test_a_nomination_needs_its_rationale_and_a_job_description(facts, expected):
    assert answers(check(**facts)) == expected


@pytest.mark.parametrize(
    ("dated", "expected"),
    [
        (date(2004, 9, 1), []),
        (date(2003, 9, 3), []),  # 364 days
        (date(2003, 9, 2), []),  # 365 days: February 29, 2004 lies between
        (date(2003, 9, 1), ["CO-NOM-2"]),  # 366 days
        (date(1999, 1, 1), ["CO-NOM-2"]),
        (date(2004, 9, 2), ["CO-NOM-2"]),  # dated after the nomination
    ],
)
def test_our_reading_of_current_a_job_description_older_than_a_year_is_flagged(dated, expected):
    findings = check(dated=dated)
    assert codes(findings) == expected
    assert all(finding.weight is FLAGS and "Our reading" in finding.reading for finding in findings)


def test_the_flag_of_an_old_job_description_names_both_days():
    [finding] = check(dated=date(2003, 9, 1))
    assert "September 1, 2003" in finding.words
    assert "September 1, 2004" in finding.words
    assert "365 days" in finding.words


def test_nominations_are_judged_from_may_1_2004():
    with pytest.raises(NotInForce):
        check(on=DAY_BEFORE)
    assert check(on=FIRST_DAY) == []
    assert check(on=DAY_AFTER) == []


@pytest.mark.parametrize(
    ("placed_on", "expected"),
    [
        (None, [("CO-NOM-7", FORBIDS, "placed_on")]),
        (date(2004, 9, 30), [("CO-NOM-7", FORBIDS, "placed_on")]),
        (date(2004, 10, 1), []),
        (date(2004, 10, 2), []),
        (date(2005, 1, 1), []),
    ],
)
def test_the_day_of_placement_is_not_before_the_approval(placed_on, expected):
    findings = positions.check_placement_day(placed_on=placed_on, approved_on=date(2004, 10, 1), on=date(2004, 10, 15))
    assert answers(findings) == expected


def test_the_refused_day_of_placement_names_both_days():
    [finding] = positions.check_placement_day(
        placed_on=date(2004, 9, 30), approved_on=date(2004, 10, 1), on=date(2004, 10, 1)
    )
    assert "approved on October 1, 2004" in finding.words
    assert "September 30, 2004" in finding.words


@pytest.mark.parametrize(("took_part", "expected"), [(True, [("CO-NOM-4", FORBIDS, "")]), (False, [])])
def test_nobody_decides_a_nomination_they_took_part_in(took_part, expected):
    findings = positions.check_separation_of_duties(took_part_for_department=took_part, on=SUBMITTED_ON)
    assert answers(findings) == expected


def test_nobody_decides_a_nomination_they_reviewed():
    findings = positions.check_separation_of_duties(took_part_for_department=False, reviewed=True, on=SUBMITTED_ON)
    assert answers(findings) == [("CO-NOM-4", FORBIDS, "")]
    assert "reviewed" in findings[0].words
