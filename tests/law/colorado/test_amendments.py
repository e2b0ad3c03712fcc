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
        (True, date(2004, 6, 20), []),
        (True, YEAR_START, []),
        (True, date(2005, 6, 29), []),
        (True, YEAR_END, []),
        (True, date(2005, 7, 1), ["CO-CON-6"]),
    ],
)
def test_a_contract_is_amended_once_it_is_signed_and_until_its_last_day(signed, on, expected):
    assert codes(contracts.check_amendment_day(signed=signed, ends_on=YEAR_END, on=on)) == expected


def test_every_line_of_an_amendment_has_its_statement():
    assert set(contracts.AMENDMENT_STATEMENTS) == set(offices.SIGNERS)
