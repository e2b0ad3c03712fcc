from datetime import date
from decimal import Decimal

import pytest

from law.colorado import positions, steps

from .facts import ADVISES, DAY_AFTER, DAY_BEFORE, FIRST_DAY, FLAGS, FORBIDS, YEAR_END, YEAR_START, answers, codes


@pytest.mark.parametrize("code", ["CO-CAP-4", "CO-REM-2"])
def test_who_asked_for_the_department_does_not_decide(code):
    [finding] = positions.check_decided_apart(code=code, took_part_for_department=True, on=YEAR_START)
    assert (finding.code, finding.weight) == (code, FORBIDS)
    assert positions.check_decided_apart(code=code, took_part_for_department=False, on=YEAR_START) == []


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [
        (date(2004, 8, 31), []),
        (date(2004, 9, 1), []),
        (date(2004, 9, 2), [("CO-CAP-4", ADVISES, "starts_on")]),
    ],
)
def test_co_cap_4_an_authorization_that_begins_after_the_day_wanted_is_explained(starts_on, expected):
    findings = positions.check_authorized_days(
        number=1, starts_on=starts_on, ends_on=None, wanted_on=date(2004, 9, 1), on=YEAR_START
    )
    assert answers(findings) == expected


def test_co_cap_4_the_explanation_names_both_days():
    [finding] = positions.check_authorized_days(
        number=1, starts_on=date(2004, 9, 2), ends_on=None, wanted_on=date(2004, 9, 1), on=YEAR_START
    )
    assert "September 2, 2004, which is later than September 1, 2004" in finding.words


@pytest.mark.parametrize(("ends_on", "expected"), [(date(2004, 8, 31), ["CO-CAP-4"]), (date(2004, 9, 1), [])])
def test_co_cap_4_the_last_day_is_not_before_the_first(ends_on, expected):
    findings = positions.check_authorized_days(
        number=1, starts_on=date(2004, 9, 1), ends_on=ends_on, wanted_on=None, on=YEAR_START
    )
    assert codes(findings) == expected


def conversion(last_day, *, since=date(2003, 7, 1), leaves_on=None, on=YEAR_START):
    return positions.check_conversion_day(last_day=last_day, in_ses_since=since, leaves_on=leaves_on, on=on)


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        (None, ["CO-REM-2"]),
        (DAY_BEFORE, ["CO-REM-2"]),
        (FIRST_DAY, []),
        (DAY_AFTER, []),
        (YEAR_END, []),
    ],
)
def test_co_rem_2_a_conversion_is_not_before_the_day_of_its_order(last_day, expected):
    findings = conversion(last_day, on=FIRST_DAY)
    assert codes(findings) == expected
    assert all(finding.weight is FORBIDS and finding.field == "last_day" for finding in findings)


@pytest.mark.parametrize(("last_day", "expected"), [(DAY_BEFORE, 1), (FIRST_DAY, 0), (DAY_AFTER, 0)])
def test_co_rem_2_a_position_does_not_leave_before_it_entered(last_day, expected):
    assert len(conversion(last_day, since=FIRST_DAY, on=DAY_BEFORE)) == expected


def test_co_rem_2_a_position_leaves_once():
    [finding] = conversion(YEAR_END, leaves_on=date(2005, 3, 31))
    assert "leaves the SES after March 31, 2005 already" in finding.words


def salary(monthly, lid="8610"):
    return positions.check_conversion_salary(
        monthly=None if monthly is None else Decimal(monthly),
        lid=None if lid is None else Decimal(lid),
        fiscal_year_words="2004-05",
        on=YEAR_START,
    )


@pytest.mark.parametrize(
    ("monthly", "expected"),
    [
        (None, ["CO-PAY-10"]),
        ("0", ["CO-PAY-10"]),
        ("8609.99", []),
        ("8610", []),
        ("8610.01", ["CO-PAY-10"]),
        ("10763", ["CO-PAY-10"]),
    ],
)
def test_co_pay_10_the_salary_after_a_conversion_is_not_above_the_regular_lid(monthly, expected):
    findings = salary(monthly)
    assert codes(findings) == expected
    assert all(finding.weight is FORBIDS and finding.field == "monthly_salary" for finding in findings)


@pytest.mark.parametrize(
    ("monthly", "before", "expected"),
    [
        ("1", "9500", ["CO-PAY-10"]),
        ("4749.99", "9500", ["CO-PAY-10"]),
        ("4750", "9500", []),
        ("4750.01", "9500", []),
        ("1", None, []),
    ],
)
def test_co_pay_10_a_salary_of_less_than_half_of_the_one_before_is_asked_about(monthly, before, expected):
    findings = positions.check_low_conversion_salary(
        monthly=Decimal(monthly), paid_before=None if before is None else Decimal(before), on=YEAR_START
    )
    assert codes(findings) == expected
    assert all(finding.weight is FLAGS for finding in findings)


def test_co_pay_10_says_by_how_much_it_is_too_high():
    [finding] = salary("10763")
    assert "$10,763 per month is $2,153 above the regular lid of $8,610 per month for FY 2004-05" in finding.words


def test_co_pay_10_without_a_published_lid_the_salary_cannot_be_judged():
    [finding] = salary("1", lid=None)
    assert "cannot be judged" in finding.words


def test_co_nom_5_no_step_of_a_removal_or_a_nomination_is_an_appeal():
    for name in ("nomination", "removal", "allotment_review", "authorization_request"):
        for step in steps.PROCEDURES[name].steps:
            assert "appeal" not in f"{step.verb} {step.button}".lower()


def test_co_rem_1_only_the_state_personnel_director_reviews_a_position():
    [opening] = [step for step in steps.REMOVAL.steps if step.verb == "review"]
    assert (opening.offices, opening.rule) == (("personnel_director",), "CO-REM-1")


def test_the_causes_of_a_removal_are_told_in_words():
    assert {positions.REVIEW, positions.NO_SUPPORT, positions.JULY_FIRST} == set(dict(positions.REMOVAL_CAUSES))


def test_co_nom_6_a_letter_and_its_delivery_rest_on_the_duty_to_notify():
    assert {step.rule for step in (*steps.LETTER.steps, *steps.DELIVERY.steps)} == {"CO-NOM-6"}


@pytest.mark.parametrize(
    ("signed_on", "expected"),
    [(None, []), (date(2005, 6, 29), ["CO-REM-4"]), (date(2005, 6, 30), ["CO-REM-4"]), (date(2005, 7, 1), [])],
)
def test_what_july_1_brought_about_is_not_confirmed_while_a_contract_stands_as_signed_in_time(signed_on, expected):
    found = positions.check_confirm(signed_on=signed_on, due_on=date(2005, 6, 30), on=date(2005, 7, 20))
    assert [finding.code for finding in found] == expected
    assert all(finding.stops and "Set the proposal aside" in finding.words for finding in found)


@pytest.mark.parametrize(
    ("signed_on", "expected"),
    [
        (None, ["CO-REM-4"]),
        (date(2005, 6, 29), []),
        (date(2005, 6, 30), []),
        (date(2005, 7, 1), ["CO-REM-4"]),
    ],
)
def test_what_july_1_brought_about_is_set_aside_only_for_a_contract_signed_in_time(signed_on, expected):
    found = positions.check_set_aside(signed_on=signed_on, due_on=date(2005, 6, 30), on=date(2005, 7, 20))
    assert [finding.code for finding in found] == expected
