from datetime import date
from decimal import Decimal

import pytest

from law.colorado import contracts

from .facts import ADVISES, DAY_AFTER, DAY_BEFORE, FIRST_DAY, FLAGS, FORBIDS, YEAR_END, YEAR_START, answers, codes


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "expected"),
    [
        (YEAR_START, YEAR_END, []),
        (date(2005, 1, 15), YEAR_END, []),
        (YEAR_END, YEAR_END, []),
        (YEAR_START, date(2005, 6, 29), [("CO-CON-1", FORBIDS, "ends_on")]),
        (YEAR_START, date(2005, 7, 1), [("CO-CON-1", FORBIDS, "ends_on")]),
        (YEAR_START, date(2006, 6, 30), [("CO-CON-1", FORBIDS, "ends_on")]),
        (date(2005, 1, 15), date(2004, 6, 30), [("CO-CON-1", FORBIDS, "ends_on")]),
        (YEAR_START, None, [("CO-CON-1", FORBIDS, "ends_on")]),
        (None, YEAR_END, [("CO-CON-1", FORBIDS, "starts_on")]),
        (None, None, [("CO-CON-1", FORBIDS, "starts_on")]),
        (date.max, date.max, []),
        (date.min, date.max, [("CO-CON-1", FORBIDS, "starts_on")]),
    ],
)
def test_a_contract_ends_on_the_june_30_of_its_fiscal_year(starts_on, ends_on, expected):
    assert answers(contracts.check_term(starts_on=starts_on, ends_on=ends_on, on=YEAR_START)) == expected


@pytest.mark.parametrize(("starts_on", "expected"), [(DAY_BEFORE, ["CO-CON-1"]), (FIRST_DAY, []), (DAY_AFTER, [])])
def test_reading_16_no_term_starts_before_may_1_2004(starts_on, expected):
    findings = contracts.check_term(starts_on=starts_on, ends_on=date(2004, 6, 30), on=YEAR_START)
    assert codes(findings) == expected


def test_a_wrong_last_day_is_answered_with_the_right_one():
    [finding] = contracts.check_term(starts_on=YEAR_START, ends_on=date(2005, 7, 1), on=YEAR_START)
    assert "ends on June 30, 2005" in finding.words
    assert "this one ends on July 1, 2005" in finding.words


@pytest.mark.parametrize(
    ("monthly", "core_lines", "objectives", "expected"),
    [
        ("10000", 19, ("Open the new laboratory",), []),
        ("10000", 19, (), []),
        ("10000", 1, (), []),
        ("10000", 0, ("Open the new laboratory",), []),
        (None, 19, (), [("CO-CON-3", FORBIDS, "monthly_salary")]),
        ("0", 19, (), [("CO-CON-3", FORBIDS, "monthly_salary")]),
        ("10000", 0, (), [("CO-CON-3", FORBIDS, "objectives")]),
        ("10000", 19, ("Open the new laboratory", " "), [("CO-CON-3", FORBIDS, "objectives")]),
        ("10000", 19, ("", ""), [("CO-CON-3", FORBIDS, "objectives"), ("CO-CON-3", FORBIDS, "objectives")]),
    ],
)
def test_a_contract_states_its_salary_and_its_performance_criteria(monthly, core_lines, objectives, expected):
    findings = contracts.check_contents(
        monthly=None if monthly is None else Decimal(monthly),
        core_lines=core_lines,
        objectives=objectives,
        on=YEAR_START,
    )
    assert answers(findings) == expected


def test_a_special_project_without_words_is_named_by_its_number():
    [finding] = contracts.check_contents(
        monthly=Decimal("10000"), core_lines=19, objectives=("Laboratory", ""), on=YEAR_START
    )
    assert finding.words.startswith("Special project 2 has no objective.")


@pytest.mark.parametrize(
    ("how", "expected"),
    [("discussion", []), ("clarification", []), ("objectives", []), ("", ["CO-CON-11"]), ("telepathy", ["CO-CON-11"])],
)
def test_the_understanding_of_the_employee_is_secured_in_one_of_three_ways(how, expected):
    findings = contracts.check_understanding(how=how, on=YEAR_START)
    assert codes(findings) == expected
    assert all(finding.weight is FLAGS for finding in findings)


@pytest.mark.parametrize(
    ("met_on", "starts_on", "on", "expected"),
    [
        (date(2004, 6, 30), YEAR_START, YEAR_START, []),
        (YEAR_START, YEAR_START, YEAR_START, [("CO-CON-10", FLAGS, "planning_met_on")]),
        (date(2004, 7, 2), YEAR_START, date(2004, 7, 5), [("CO-CON-10", FLAGS, "planning_met_on")]),
        (None, YEAR_START, date(2004, 6, 30), [("CO-CON-10", ADVISES, "planning_met_on")]),
        (None, YEAR_START, YEAR_START, [("CO-CON-10", FLAGS, "planning_met_on")]),
        (None, YEAR_START, date(2004, 7, 2), [("CO-CON-10", FLAGS, "planning_met_on")]),
    ],
)
def test_the_planning_meeting_is_before_the_period_starts(met_on, starts_on, on, expected):
    assert answers(contracts.check_planning_meeting(met_on=met_on, starts_on=starts_on, on=on)) == expected


@pytest.mark.parametrize(
    ("met_on", "why_later", "expected"),
    [
        (date(2004, 6, 30), "", []),
        (YEAR_START, "", [("CO-CON-10", FLAGS, "planning_met_on")]),
        (YEAR_START, "  ", [("CO-CON-10", FLAGS, "planning_met_on")]),
        (YEAR_START, "The director was away.", [("CO-CON-10", ADVISES, "planning_met_on")]),
        (date(2004, 7, 2), "The director was away.", [("CO-CON-10", ADVISES, "planning_met_on")]),
        (None, "The director was away.", [("CO-CON-10", FLAGS, "planning_met_on")]),  # there was no meeting
    ],
)
def test_our_reading_a_later_planning_meeting_is_only_advised_on_once_its_reason_is_recorded(
    met_on, why_later, expected
):
    findings = contracts.check_planning_meeting(
        met_on=met_on, starts_on=YEAR_START, on=date(2004, 7, 5), why_later=why_later
    )
    assert answers(findings) == expected


@pytest.mark.parametrize("met_on", [None, date(2004, 9, 10), date(2004, 9, 20)])
def test_our_reading_after_a_hire_within_the_year_a_late_planning_meeting_is_only_advised_on(met_on):
    findings = contracts.check_planning_meeting(met_on=met_on, starts_on=date(2004, 9, 10), on=date(2004, 9, 30))
    assert answers(findings) == [("CO-CON-10", ADVISES, "planning_met_on")]


@pytest.mark.parametrize(
    ("changes_pay", "both_agree", "expected"),
    [
        (False, True, []),
        (True, True, ["CO-PAY-8"]),
        (False, False, ["CO-CON-6"]),
        (True, False, ["CO-PAY-8", "CO-CON-6"]),
    ],
)
def test_reading_9_an_amendment_is_agreed_by_both_and_never_about_pay(changes_pay, both_agree, expected):
    findings = contracts.check_amendment(changes_pay=changes_pay, both_agree=both_agree, on=date(2005, 1, 10))
    assert codes(findings) == expected
    assert all(finding.weight is FORBIDS for finding in findings)
    assert all(finding.reading.startswith("Reading 9") for finding in findings if finding.code == "CO-PAY-8")


@pytest.mark.parametrize(("standard", "expected"), [(True, []), (False, [("CO-CON-7", FLAGS, "")])])
def test_another_form_than_ses_form_1_is_flagged(standard, expected):
    assert answers(contracts.check_form(standard=standard, on=YEAR_START)) == expected
