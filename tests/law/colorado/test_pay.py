from datetime import date
from decimal import Decimal

import pytest

from law.colorado import contracts
from law.dated import NotInForce

from .facts import ADVISES, DAY_AFTER, DAY_BEFORE, FIRST_DAY, FLAGS, FORBIDS, YEAR_START, answers, codes

CEILING = Decimal("10763")


def check_salary(monthly, ceiling=CEILING):
    return contracts.check_salary(
        monthly=None if monthly is None else Decimal(monthly),
        ceiling=ceiling,
        fiscal_year_words="2004-05",
        on=YEAR_START,
    )


@pytest.mark.parametrize(
    ("lid", "ceiling"),
    [
        ("8610", "10763"),  # the printed figure: 10,762.50 goes up
        ("8609", "10761"),  # 10,761.25 goes down
        ("8611", "10764"),  # 10,763.75 goes up
        ("8612", "10765"),
        ("10608", "13260"),
        ("8610.40", "10763"),
    ],
)
def test_reading_1_the_computed_ceiling_is_the_lid_plus_a_quarter_rounded_half_up(lid, ceiling):
    computed = contracts.ceiling_from_lid(Decimal(lid), on=YEAR_START)
    assert str(computed) == ceiling


def test_reading_1_the_ceiling_is_not_a_quarter_of_the_lid():
    assert contracts.ceiling_from_lid(Decimal("8610"), on=YEAR_START) != Decimal("2152.50")


@pytest.mark.parametrize(
    ("monthly", "expected"),
    [
        ("0.01", []),
        ("10762.99", []),
        ("10763", []),
        ("10763.00", []),
        ("10763.01", [("CO-PAY-2", FORBIDS, "monthly_salary")]),
        ("13260", [("CO-PAY-2", FORBIDS, "monthly_salary")]),
        ("0", [("CO-CON-3", FORBIDS, "monthly_salary")]),
        ("-1", [("CO-CON-3", FORBIDS, "monthly_salary")]),
        (None, [("CO-CON-3", FORBIDS, "monthly_salary")]),
    ],
)
def test_a_salary_may_reach_the_ceiling_and_not_pass_it(monthly, expected):
    assert answers(check_salary(monthly)) == expected


def test_a_salary_above_the_ceiling_is_told_by_how_much():
    [finding] = check_salary("10763.01")
    assert finding.words.startswith(
        "$10,763.01 per month is $0.01 above the ceiling of $10,763 per month for FY 2004-05."
    )
    assert finding.reading.startswith("Reading 1")


@pytest.mark.parametrize(
    ("monthly", "expected"), [("1", ["CO-PAY-2"]), ("10763", ["CO-PAY-2"]), (None, ["CO-CON-3", "CO-PAY-2"])]
)
def test_reading_1_without_a_published_ceiling_nothing_can_be_judged_or_signed(monthly, expected):
    findings = check_salary(monthly, ceiling=None)
    assert codes(findings) == expected
    assert all(finding.weight is FORBIDS for finding in findings)
    assert "No ceiling has been published for FY 2004-05" in findings[-1].words


def test_a_missing_salary_is_the_same_finding_whoever_asks():
    by_salary = check_salary(None)
    by_contents = contracts.check_contents(monthly=None, core_lines=19, objectives=(), on=YEAR_START)
    assert by_salary == by_contents


def decide(**changed):
    facts = {
        "last": Decimal("10000"),
        "monthly": Decimal("10200"),
        "factors": ("market",),
        "performance_basis": "Rated commendable in every area.",
        "appraisal_complete": True,
    }
    return contracts.check_salary_decision(**(facts | changed), on=YEAR_START)


@pytest.mark.parametrize("monthly", ["9500", "10000", "10200"])
def test_the_salary_may_fall_stay_or_rise_from_year_to_year(monthly):
    assert decide(monthly=Decimal(monthly)) == []


NEITHER = {"factors": (), "performance_basis": " "}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"factors": ()}, []),
        (NEITHER, [("CO-PAY-5", FORBIDS, "performance_basis")]),
        (NEITHER | {"monthly": Decimal("10000")}, [("CO-PAY-5", FORBIDS, "performance_basis")]),
        (NEITHER | {"monthly": Decimal("10000.00")}, [("CO-PAY-5", FORBIDS, "performance_basis")]),
        (NEITHER | {"last": None}, []),
        ({"performance_basis": ""}, [("CO-PAY-5", FLAGS, "performance_basis")]),
        ({"performance_basis": "", "monthly": Decimal("9000")}, [("CO-PAY-5", FLAGS, "performance_basis")]),
        ({"performance_basis": "", "monthly": Decimal("10000.00")}, []),
        ({"performance_basis": "", "monthly": None}, []),
        ({"performance_basis": "", "last": None}, []),
        ({"factors": ("market", "friendship")}, [("CO-PAY-5", FORBIDS, "factors")]),
        ({"appraisal_complete": False}, [("CO-EVA-6", ADVISES, "")]),
        ({"appraisal_complete": None}, []),
    ],
)
def test_a_salary_decision_rests_on_performance_or_on_listed_factors(changed, expected):
    assert answers(decide(**changed)) == expected


def test_the_six_factors_of_the_guide_may_be_considered():
    assert len(contracts.FACTORS) == 6
    for code, _words in contracts.FACTORS:
        assert decide(monthly=Decimal("10000"), factors=(code,), performance_basis="") == []


@pytest.mark.parametrize(
    ("in_force", "monthly", "same_position", "expected"),
    [
        ("10000", "10000", True, []),
        ("10000", "10000.00", True, []),
        ("10000", "10000.01", True, ["CO-PAY-3"]),
        ("10000", "9999.99", True, ["CO-PAY-3"]),
        ("10000", "10500", False, []),
        (None, "10500", True, []),
    ],
)
def test_reading_9_pay_changes_within_the_year_only_with_another_position(in_force, monthly, same_position, expected):
    findings = contracts.check_freeze(
        in_force_salary=None if in_force is None else Decimal(in_force),
        monthly=Decimal(monthly),
        same_position=same_position,
        on=date(2005, 1, 1),
    )
    assert codes(findings) == expected
    assert all(finding.weight is FORBIDS and finding.reading.startswith("Reading 9") for finding in findings)


@pytest.mark.parametrize(("automatic", "expected"), [(True, [("CO-PAY-6", FORBIDS, "")]), (False, [])])
def test_automatic_adjustments_do_not_reach_ses_salaries(automatic, expected):
    assert answers(contracts.check_automatic_adjustment(automatic=automatic, on=YEAR_START)) == expected


def test_ceilings_are_computed_from_may_1_2004():
    with pytest.raises(NotInForce):
        contracts.ceiling_from_lid(Decimal("8610"), on=DAY_BEFORE)
    assert contracts.ceiling_from_lid(Decimal("8610"), on=FIRST_DAY) == CEILING
    assert contracts.ceiling_from_lid(Decimal("8610"), on=DAY_AFTER) == CEILING
