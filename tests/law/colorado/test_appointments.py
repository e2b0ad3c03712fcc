from datetime import date

import pytest

from law.colorado import positions
from law.dated import NotInForce

from .facts import ADVISES, DAY_AFTER, DAY_BEFORE, FIRST_DAY, FLAGS, FORBIDS, YEAR_START, answers, codes


def check(**changed):
    facts = {
        "method": "selection",
        "merit_basis": "First of three finalists.",
        "certified": True,
        "previously_certified_class": "General Professional VII",
        "encumbered": False,
    }
    return positions.check_appointment(**(facts | changed), on=YEAR_START)


def test_a_complete_appointment_is_not_objected_to():
    assert check() == []


@pytest.mark.parametrize("method", [code for code, _words in positions.METHODS if code != positions.WITH_POSITION])
def test_any_lawful_method_may_fill_an_empty_position(method):
    assert check(method=method) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"merit_basis": ""}, [("CO-APT-1", FLAGS, "merit_basis")]),
        ({"merit_basis": "  "}, [("CO-APT-1", FLAGS, "merit_basis")]),
        ({"method": ""}, [("CO-APT-2", FORBIDS, "method")]),
        ({"method": "lottery"}, [("CO-APT-2", FORBIDS, "method")]),
        ({"method": "promotion", "encumbered": True}, [("CO-APT-4", FORBIDS, "method")]),
        ({"method": "promotion", "encumbered": False}, []),
        ({"method": "with_position", "encumbered": True}, []),
        ({"method": "transfer", "encumbered": True}, [("CO-APT-4", FLAGS, "method")]),
        ({"method": "with_position", "encumbered": False}, [("CO-APT-4", FLAGS, "method")]),
        ({"certified": None}, [("CO-APT-6", FLAGS, "certified")]),
        ({"certified": True, "previously_certified_class": " "}, [("CO-APT-6", FLAGS, "previously_certified_class")]),
        ({"certified": False, "previously_certified_class": ""}, []),
    ],
)
def test_an_appointment_records_method_merit_and_certified_status(changed, expected):
    assert answers(check(**changed)) == expected


@pytest.mark.parametrize(
    ("approvals", "same_department", "expected"),
    [
        (0, True, ["CO-APT-3"]),
        (1, True, []),
        (2, True, []),
        (0, False, ["CO-APT-3"]),
        (1, False, ["CO-APT-3"]),
        (2, False, []),
        (3, False, []),
    ],
)
def test_our_reading_of_directors_involved_one_within_a_department_and_two_across(approvals, same_department, expected):
    findings = positions.check_transfer(approvals=approvals, same_department=same_department, on=YEAR_START)
    assert codes(findings) == expected
    assert all(finding.weight is FORBIDS and "Our reading" in finding.reading for finding in findings)


def test_a_refused_transfer_says_how_many_approvals_are_there():
    [finding] = positions.check_transfer(approvals=1, same_department=False, on=YEAR_START)
    assert "both department directors: 1 of 2 recorded" in finding.words


def test_transfers_are_judged_from_may_1_2004():
    with pytest.raises(NotInForce):
        positions.check_transfer(approvals=0, same_department=True, on=DAY_BEFORE)
    assert codes(positions.check_transfer(approvals=0, same_department=True, on=FIRST_DAY)) == ["CO-APT-3"]
    assert codes(positions.check_transfer(approvals=0, same_department=True, on=DAY_AFTER)) == ["CO-APT-3"]


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [(date(2004, 8, 31), ["CO-APT-3"]), (date(2004, 9, 1), []), (date(2004, 9, 2), [])],
)
def test_a_transfer_is_approved_before_it_begins(starts_on, expected):
    findings = positions.check_transfer_day(starts_on=starts_on, on=date(2004, 9, 1))
    assert codes(findings) == expected
    assert all(finding.weight is FORBIDS for finding in findings)


@pytest.mark.parametrize(
    ("acting", "held_by", "acted_by", "expected"),
    [
        (False, "", "", []),
        (False, "Eve", "", [("CO-APT-1", FORBIDS, "starts_on")]),
        (False, "", "Ada", []),
        (True, "", "", []),
        (True, "Eve", "", []),
        (True, "Eve", "Ada", [("CO-APT-1", FORBIDS, "starts_on")]),
    ],
)
def test_our_reading_one_holds_a_position_and_one_more_may_act_in_it(acting, held_by, acted_by, expected):
    method = "acting" if acting else "selection"
    findings = positions.check_acting(acting=acting, method=method, held_by=held_by, acted_by=acted_by, on=YEAR_START)
    assert answers(findings) == expected


def test_an_acting_method_is_an_acting_appointment():
    findings = positions.check_acting(acting=False, method="acting", held_by="", acted_by="", on=YEAR_START)
    assert answers(findings) == [("CO-APT-1", FORBIDS, "is_acting")]


@pytest.mark.parametrize("of", ["placement", "authorization"])
@pytest.mark.parametrize(
    ("starts_on", "asked"),
    [(date(2005, 6, 30), False), (date(2005, 7, 1), False), (date(2005, 7, 2), True), (date(2140, 7, 1), True)],
)
def test_a_day_more_than_a_year_ahead_is_questioned_and_never_refused(of, starts_on, asked):
    findings = positions.check_far_day(of=of, starts_on=starts_on, on=YEAR_START)
    code = {"placement": "CO-NOM-7", "authorization": "CO-CAP-4"}[of]
    assert answers(findings) == ([(code, ADVISES, "starts_on")] if asked else [])


@pytest.mark.parametrize(("on", "asked"), [(DAY_BEFORE, False), (FIRST_DAY, True), (DAY_AFTER, True)])
def test_far_days_are_questioned_from_may_1_2004(on, asked):
    assert bool(positions.check_far_day(of="placement", starts_on=date(2140, 1, 1), on=on)) is asked


@pytest.mark.parametrize(
    ("dated_on", "flagged"),
    [
        (None, True),
        (date(2003, 7, 1), True),  # 366 days before: a leap year
        (date(2003, 7, 2), False),
        (date(2003, 7, 3), False),
        (YEAR_START, False),
        (date(2004, 7, 2), True),
    ],
)
def test_a_job_description_older_than_a_year_undated_or_of_a_later_day_is_flagged(dated_on, flagged):
    findings = positions.check_description_age(dated_on=dated_on, on=YEAR_START)
    assert answers(findings) == ([("CO-NOM-2", FLAGS, "job_description")] if flagged else [])
