from datetime import date
from decimal import Decimal

import pytest

from law.colorado import positions
from law.colorado.offices import PERSONNEL_DIRECTOR
from law.dated import NotInForce

from .facts import DAY_AFTER, DAY_BEFORE, FIRST_DAY, FLAGS, FORBIDS, NEEDS_APPROVAL, YEAR_START, answers, codes


@pytest.mark.parametrize(
    ("already_in", "expected"),
    [(0, []), (123, []), (124, []), (125, ["CO-CAP-1"]), (126, ["CO-CAP-1"])],
)
def test_the_125th_position_enters_and_the_126th_does_not(already_in, expected):
    assert codes(positions.check_statewide_cap(already_in=already_in, on=YEAR_START)) == expected


def test_reading_3_the_limit_of_125_counts_positions_and_says_so():
    [finding] = positions.check_statewide_cap(already_in=125, on=date(2005, 1, 3))
    assert finding.weight is FORBIDS
    assert finding.reading.startswith("Reading 3")
    assert "a vacant position holds its place" in finding.reading
    assert "All 125 places" in finding.words
    assert "January 3, 2005" in finding.words
    assert "would make 126" in finding.words
    assert finding.office == ""  # nobody may authorize a 126th


@pytest.mark.parametrize(
    ("fte", "places"),
    [
        ("0", 0),
        ("64", 0),
        ("99.9", 0),
        ("100", 1),
        ("100.1", 1),
        ("199.9", 1),
        ("200", 2),
        ("1399.9", 13),
        ("1400", 14),
        ("1499.9", 14),
        ("1500", 15),
        ("1500.1", 15),
        ("1600", 15),
        ("28034.9", 15),
        ("-5", 0),
    ],
)
def test_reading_2_one_position_for_each_full_hundred_and_at_most_15(fte, places):
    assert positions.allotment(Decimal(fte), on=YEAR_START) == places


@pytest.mark.parametrize(
    ("fte", "authorized", "places"), [("64", 1, 1), ("332.1", 0, 3), ("332.1", 2, 5), ("1600", 1, 16)]
)
def test_reading_2_authorized_positions_lift_the_limit_of_the_department(fte, authorized, places):
    assert positions.allowance(Decimal(fte), on=YEAR_START, authorized=authorized) == places


@pytest.mark.parametrize(
    ("fte", "already_in", "authorized", "expected"),
    [
        ("99.9", 0, 0, ["CO-CAP-2"]),
        ("100", 0, 0, []),
        ("199.9", 1, 0, ["CO-CAP-2"]),
        ("200", 1, 0, []),
        ("332.1", 2, 0, []),
        ("332.1", 3, 0, ["CO-CAP-2"]),
        ("332.1", 3, 1, []),
        ("332.1", 4, 1, ["CO-CAP-2"]),
        ("1499.9", 13, 0, []),
        ("1499.9", 14, 0, ["CO-CAP-2"]),
        ("1500", 13, 0, []),
        ("1500", 14, 0, []),
        ("1500", 15, 0, ["CO-CAP-3"]),
        ("1500", 16, 0, ["CO-CAP-3"]),
        ("1600", 15, 0, ["CO-CAP-3"]),
        ("1600", 15, 1, []),
        ("64", 0, 0, ["CO-CAP-2"]),
        ("64", 0, 1, []),
    ],
)
def test_a_department_stays_within_its_allotment_and_what_is_authorized(fte, already_in, authorized, expected):
    findings = positions.check_department_cap(
        department="Agriculture", already_in=already_in, fte=Decimal(fte), authorized=authorized, on=YEAR_START
    )
    assert codes(findings) == expected
    assert {finding.weight for finding in findings} <= {NEEDS_APPROVAL}


def test_reading_2_only_the_state_personnel_director_may_authorize_more():
    [finding] = positions.check_department_cap(
        department="Agriculture", already_in=3, fte=Decimal("332.10"), authorized=0, on=YEAR_START
    )
    assert finding.office == PERSONNEL_DIRECTOR
    assert finding.reading.startswith("Reading 2")
    assert "Agriculture may have 3 SES positions" in finding.words
    assert "an allotment of 3 for 332.1 permanent FTE" in finding.words
    assert "and 0 additionally authorized" in finding.words
    assert "With this one it would have 4." in finding.words
    assert "authorize 1 additional position, in writing" in finding.words


def test_without_an_fte_count_the_allotment_cannot_be_judged():
    [finding] = positions.check_department_cap(
        department="Treasury", already_in=0, fte=None, authorized=1, on=YEAR_START
    )
    assert (finding.code, finding.weight) == ("CO-CAP-2", FORBIDS)
    assert finding.reading.startswith("Reading 2")
    assert "No FTE count of Treasury is recorded for July 1, 2004" in finding.words


@pytest.mark.parametrize(
    ("placed", "fte", "authorized", "expected"),
    [
        (2, "332.1", 0, []),
        (3, "332.1", 0, []),
        (4, "332.1", 0, ["CO-CAP-6"]),
        (4, "332.1", 1, []),
        (3, "299.9", 0, ["CO-CAP-6"]),
        (0, None, 0, []),
        (1, None, 0, ["CO-CAP-6"]),
    ],
)
def test_positions_above_the_allotment_are_flagged_and_stay(placed, fte, authorized, expected):
    findings = positions.check_over_allotment(
        department="Agriculture",
        placed=placed,
        fte=None if fte is None else Decimal(fte),
        authorized=authorized,
        on=YEAR_START,
    )
    assert codes(findings) == expected
    assert all(finding.weight is FLAGS and not finding.stops for finding in findings)


@pytest.mark.parametrize(
    ("cause", "number", "expected"),
    [
        ("The wildfire program was transferred to the department.", 1, []),
        ("The wildfire program was transferred to the department.", 3, []),
        ("", 1, [("CO-CAP-4", FORBIDS, "cause")]),
        ("  \n", 1, [("CO-CAP-4", FORBIDS, "cause")]),
        ("Good cause", 0, [("CO-CAP-4", FORBIDS, "number")]),
        ("", -1, [("CO-CAP-4", FORBIDS, "number"), ("CO-CAP-4", FORBIDS, "cause")]),
    ],
)
def test_more_positions_are_authorized_in_writing_and_by_number(cause, number, expected):
    findings = positions.check_good_cause(cause=cause, number=number, on=YEAR_START)
    assert answers(findings) == expected
    assert all(finding.reading.startswith("Reading 2") for finding in findings)


CAPS_ASKED = [
    lambda on: positions.check_statewide_cap(already_in=125, on=on),
    lambda on: positions.check_department_cap(department="A", already_in=1, fte=Decimal(100), authorized=0, on=on),
    lambda on: positions.check_department_cap(department="A", already_in=1, fte=None, authorized=0, on=on),
    lambda on: positions.check_over_allotment(department="A", placed=2, fte=Decimal(100), authorized=0, on=on),
]


@pytest.mark.parametrize("ask", CAPS_ASKED)
def test_the_caps_begin_on_may_1_2004(ask):
    with pytest.raises(NotInForce):
        ask(DAY_BEFORE)
    assert len(ask(FIRST_DAY)) == 1
    assert len(ask(DAY_AFTER)) == 1


@pytest.mark.parametrize("day", [date(2012, 12, 31), date(2013, 1, 1), date(2025, 7, 1), date(2027, 7, 1)])
def test_reading_16_the_caps_are_in_force_with_no_end(day):
    assert codes(positions.check_statewide_cap(already_in=125, on=day)) == ["CO-CAP-1"]
    assert positions.allotment(Decimal("1600"), on=day) == 15
