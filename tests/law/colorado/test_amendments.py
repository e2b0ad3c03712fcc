from datetime import date

import pytest

from law.colorado import contracts, offices

from .facts import FORBIDS, YEAR_END, YEAR_START, codes

BEFORE = {"monthly_salary": "9500.00", "ceiling": "10763.00", "ends_on": "2005-06-30", "areas": [1], "projects": [1]}


def amended(**changes) -> list[str]:
    return codes(contracts.check_amended_terms(before=BEFORE, after={**BEFORE, **changes}, on=YEAR_START))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"projects": [1, 2]}, []),
        ({"areas": [1, 2]}, []),
        ({"areas": [1, 2], "projects": []}, []),
        ({}, ["CO-CON-6"]),
        ({"monthly_salary": "9500.01"}, ["CO-PAY-8"]),
        ({"monthly_salary": None}, ["CO-PAY-8"]),
        ({"ceiling": "20000.00"}, ["CO-PAY-8"]),
        ({"monthly_salary": "9600.00", "projects": [2]}, ["CO-PAY-8"]),
        ({"ends_on": "2006-06-30"}, ["CO-CON-6"]),
        ({"title": "Another position"}, ["CO-CON-6"]),
        ({"ends_on": "2006-06-30", "monthly_salary": "1.00"}, ["CO-PAY-8", "CO-CON-6"]),
    ],
)
def test_an_amendment_changes_expectations_of_performance_and_nothing_else(changes, expected):
    assert amended(**changes) == expected


def test_every_finding_about_an_amendment_forbids_it():
    found = contracts.check_amended_terms(before=BEFORE, after={**BEFORE, "ceiling": "1", "title": "x"}, on=YEAR_START)
    assert all(finding.weight is FORBIDS for finding in found)


@pytest.mark.parametrize(
    ("signed", "on", "expected"),
    [
        (False, YEAR_START, ["CO-CON-6"]),
        (True, date(2004, 6, 30), ["CO-CON-6"]),
        (True, YEAR_START, []),
        (True, date(2004, 7, 2), []),
        (True, date(2005, 6, 29), []),
        (True, YEAR_END, []),
        (True, date(2005, 7, 1), ["CO-CON-6"]),
    ],
)
def test_a_signed_contract_is_amended_from_its_first_day_to_its_last(signed, on, expected):
    term = {"starts_on": YEAR_START, "ends_on": YEAR_END}
    assert codes(contracts.check_amendment_day(signed=signed, **term, on=on)) == expected


@pytest.mark.parametrize(
    ("left_on", "on", "says"),
    [
        (date(2004, 11, 21), date(2004, 11, 22), "left the position on November 21, 2004"),
        (date(2004, 11, 22), date(2004, 11, 22), ""),
        (date(2004, 11, 23), date(2004, 11, 22), ""),
        (date(2004, 6, 30), date(2004, 11, 22), "never came in force"),
        (date(2004, 6, 30), date(2004, 6, 20), "never came in force"),
        (date(2004, 7, 1), date(2004, 7, 1), ""),
        (YEAR_END, date(2005, 7, 1), "The contract ended on June 30, 2005"),
        (date(2005, 9, 1), date(2005, 7, 1), "The contract ended on June 30, 2005"),
    ],
)
def test_after_its_person_left_or_when_it_never_came_in_force_there_is_nothing_to_amend(left_on, on, says):
    term = {"starts_on": YEAR_START, "ends_on": YEAR_END, "left_on": left_on}
    found = contracts.check_amendment_day(signed=True, **term, on=on)
    assert codes(found) == (["CO-CON-6"] if says else [])
    assert all(says in each.words and each.weight is FORBIDS for each in found)


def test_every_line_of_an_amendment_has_its_statement():
    assert set(contracts.AMENDMENT_STATEMENTS) == set(offices.SIGNERS)
