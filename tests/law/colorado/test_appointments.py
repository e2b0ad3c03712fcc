import pytest

from law.colorado import positions
from law.dated import NotInForce

from .facts import DAY_AFTER, DAY_BEFORE, FIRST_DAY, FLAGS, FORBIDS, YEAR_START, answers, codes


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
