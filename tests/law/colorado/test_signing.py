from datetime import date

import pytest

from law.colorado import contracts
from law.colorado.offices import APPOINTING_AUTHORITY, DIRECTOR, EMPLOYEE, HR, SIGNERS

from .facts import FLAGS, FORBIDS, answers, codes

JUNE_30 = date(2005, 6, 30)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2005, 4, 1), []),
        (date(2005, 6, 29), []),
        (date(2005, 6, 30), []),
        (date(2005, 7, 1), ["CO-CON-1"]),
        (date(2005, 7, 2), ["CO-CON-1"]),
    ],
)
def test_reading_5_a_contract_signed_on_june_30_is_in_time_and_on_july_1_it_is_not(on, expected):
    findings = contracts.check_signing_day(due_on=JUNE_30, on=on)
    assert codes(findings) == expected
    assert all(finding.weight is FLAGS and not finding.stops for finding in findings)


def test_reading_5_a_late_signature_is_told_its_consequence():
    [finding] = contracts.check_signing_day(due_on=JUNE_30, on=date(2005, 7, 1))
    assert "due on June 30, 2005" in finding.words
    assert "July 1, 2005 is 1 day late" in finding.words
    assert "leaves the SES on July 1, 2005" in finding.words
    assert finding.reading.startswith("Reading 5")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2005, 7, 1), []),
        (date(2005, 7, 19), []),
        (date(2005, 7, 20), []),
        (date(2005, 7, 21), ["CO-CON-2"]),
    ],
)
def test_reading_18_after_a_hire_in_june_july_1_has_no_consequence_until_the_30th_day(on, expected):
    findings = contracts.check_signing_day(due_on=date(2005, 7, 20), on=on)
    assert codes(findings) == expected
    assert all(finding.weight is FLAGS and "leaves the SES" not in finding.words for finding in findings)


def test_reading_10_the_thirtieth_day_after_a_hire_is_still_in_time():
    assert contracts.check_signing_day(due_on=date(2004, 8, 9), on=date(2004, 8, 9)) == []
    assert codes(contracts.check_signing_day(due_on=date(2004, 8, 9), on=date(2004, 8, 10))) == ["CO-CON-2"]


@pytest.mark.parametrize(
    ("line", "signed", "expected"),
    [
        (EMPLOYEE, (), []),
        (APPOINTING_AUTHORITY, (EMPLOYEE,), []),
        (DIRECTOR, (EMPLOYEE, APPOINTING_AUTHORITY), []),
        (APPOINTING_AUTHORITY, (), ["CO-CON-4"]),
        (DIRECTOR, (), ["CO-CON-4"]),
        (DIRECTOR, (EMPLOYEE,), ["CO-CON-4"]),
        (DIRECTOR, (APPOINTING_AUTHORITY,), ["CO-CON-4"]),
        (EMPLOYEE, (EMPLOYEE,), ["CO-CON-4"]),
        (DIRECTOR, SIGNERS, ["CO-CON-4"]),
        (HR, (), ["CO-CON-4"]),
        ("", (), ["CO-CON-4"]),
    ],
)
def test_the_lines_are_signed_once_each_and_the_director_signs_last(line, signed, expected):
    findings = contracts.check_signature_order(line=line, signed=signed, on=JUNE_30)
    assert codes(findings) == expected
    assert all(finding.weight is FORBIDS for finding in findings)


def test_a_line_signed_too_early_is_told_who_signs_first():
    [finding] = contracts.check_signature_order(line=DIRECTOR, signed=(), on=JUNE_30)
    assert finding.words.endswith("First to sign: Employee, then Appointing authority.")


@pytest.mark.parametrize(
    ("signed_hash", "current_hash", "expected"),
    [
        ("ab12", "ab12", []),
        ("ab12", "cd34", [("CO-CON-4", FORBIDS, "")]),
        ("", "cd34", [("CO-CON-4", FORBIDS, "")]),
        ("", "", [("CO-CON-4", FORBIDS, "")]),
    ],
)
def test_only_the_version_that_was_read_can_be_signed(signed_hash, current_hash, expected):
    findings = contracts.check_same_version(signed_hash=signed_hash, current_hash=current_hash, on=JUNE_30)
    assert answers(findings) == expected


def test_each_signature_line_has_a_statement_of_its_own():
    assert tuple(contracts.STATEMENTS) == SIGNERS
    assert len(set(contracts.STATEMENTS.values())) == len(SIGNERS)
    for statement in contracts.STATEMENTS.values():
        assert statement.startswith("I have read this contract and agree to be bound by it as ")
