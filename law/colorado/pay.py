"""What a contract may pay: the ceiling, the yearly decision, and the freeze within the year."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from law.colorado import sources
from law.colorado.readings import READINGS
from law.colorado.words import money, per_month
from law.dated import Dated, Since
from law.findings import Finding, Weight

LID_UPLIFT = Dated(
    "The SES ceiling is the regular statutory lid times",
    Since(sources.IN_FORCE_FROM, Decimal("1.25"), sources.COMPUTED_CEILING, reading=READINGS[1]),
)

FACTORS: tuple[tuple[str, str], ...] = (
    ("attract", "Attracting and keeping highly qualified and motivated people"),
    ("market", "The market for the position or the skill"),
    ("experience", "The employee's experience"),
    ("responsibility", "Level of responsibility, risk and exposure, and value of the position"),
    ("budget", "The department's budget"),
    ("peers", "Salaries and performance expectations of the department's other SES employees"),
)
"""CO-PAY-5. What the salary decision may consider besides performance."""


def ceiling_from_lid(lid: Decimal, *, on: date) -> Decimal:
    """CO-PAY-2. The monthly SES ceiling that follows from the regular lid (Management range maximum).

    Reading 1: the lid plus 25 percent, rounded half up to a whole dollar. The printed figure is the
    evidence: $8,610 x 1.25 = $10,762.50, printed as $10,763. For a year without a published ceiling
    this is an offer, to be marked as computed until somebody confirms it. `on` is a day of the fiscal
    year. Raises NotInForce before May 1, 2004.
    """
    uplift: Decimal = LID_UPLIFT.on(on).value
    return (lid * uplift).quantize(Decimal("1"), ROUND_HALF_UP)


def check_salary_stated(*, monthly: Decimal | None, on: date) -> list[Finding]:
    """CO-CON-3. The contract specifies the salary, and it is above zero. `on` is the day of the act."""
    if monthly is None:
        words = "The contract states no salary. Enter the monthly salary."
    elif monthly <= 0:
        words = f"The monthly salary is {money(monthly)}. Enter an amount above zero."
    else:
        return []
    return [Finding("CO-CON-3", words, Weight.FORBIDS, sources.CONTRACT_DUE, field="monthly_salary")]


def check_salary(
    *, monthly: Decimal | None, ceiling: Decimal | None, fiscal_year_words: str, on: date
) -> list[Finding]:
    """CO-PAY-2. The monthly salary may not exceed the SES ceiling of the fiscal year.

    The ceiling itself may be paid. Reading 1: it is the published amount; None if there is none for
    the year, and then the salary cannot be judged and the contract cannot be signed. A missing salary
    is CO-CON-3. `on` is the day of the act; `fiscal_year_words` names the contract year: "2004-05".
    """
    findings = check_salary_stated(monthly=monthly, on=on)
    if ceiling is None:
        words = (
            f"No ceiling has been published for FY {fiscal_year_words}, so the salary cannot be judged and "
            "the contract cannot be signed. Ask DPA/DHR to record the ceiling of that year."
        )
    elif monthly is not None and monthly > ceiling:
        words = (
            f"{per_month(monthly)} is {money(monthly - ceiling)} above the ceiling of {per_month(ceiling)} "
            f"for FY {fiscal_year_words}. Enter {money(ceiling)} or less."
        )
    else:
        return findings
    findings.append(
        Finding(
            "CO-PAY-2",
            words,
            Weight.FORBIDS,
            sources.PAY,
            reading=READINGS[1],
            field="monthly_salary",
        )
    )
    return findings


def check_salary_decision(
    *,
    last: Decimal | None,
    monthly: Decimal | None,
    factors: Sequence[str],
    performance_basis: str,
    appraisal_complete: bool | None,
    on: date,
) -> list[Finding]:
    """CO-PAY-5, CO-EVA-6. The salary of the next year rests on performance or on the listed factors.

    Whatever the direction - up, down or unchanged (CO-PAY-4) - something is recorded. A changed
    salary must reflect performance, so without a performance basis it stays flagged. `last` is the
    monthly salary of the year before; None for a first contract, where there is nothing to decide
    from one year to the next. `appraisal_complete` is None where no appraisal was due. `on` is the
    day of the decision.
    """
    findings = []
    known = dict(FACTORS)
    findings += [
        Finding(
            "CO-PAY-5",
            f"“{factor}” is not one of the {len(known)} factors that may be considered. Choose from the list.",
            Weight.FORBIDS,
            sources.PAY,
            field="factors",
        )
        for factor in factors
        if factor not in known
    ]
    has_basis = bool(performance_basis.strip())
    if last is not None and not has_basis and not known.keys() & set(factors):
        findings.append(
            Finding(
                "CO-PAY-5",
                f"Nothing is recorded that the salary decision rests on (last year {per_month(last)}). Write "
                "the performance basis, or choose the factors that were considered.",
                Weight.FORBIDS,
                sources.PAY,
                field="performance_basis",
            )
        )
    elif last is not None and monthly is not None and monthly != last and not has_basis:
        findings.append(
            Finding(
                "CO-PAY-5",
                f"The salary changes from {per_month(last)} to {per_month(monthly)}, and no performance "
                "basis is recorded. An adjustment must reflect performance; write down how this one does.",
                Weight.FLAGS,
                sources.CONTRACT_PRACTICE,
                field="performance_basis",
            )
        )
    if appraisal_complete is False:
        findings.append(
            Finding(
                "CO-EVA-6",
                "The appraisal of the year before is not complete. It is good practice to complete it before "
                "the salary is approved.",
                Weight.ADVISES,
                sources.CONTRACT_PRACTICE,
            )
        )
    return findings


def check_freeze(*, in_force_salary: Decimal | None, monthly: Decimal, same_position: bool, on: date) -> list[Finding]:
    """CO-PAY-3. The salary does not change while the employee stays in the same SES position.

    Reading 9: one sentence is absolute, the other speaks of the same position with essentially the
    same duties; only a move to another SES position (`same_position` false), with a new
    contract, may carry new pay.
    `in_force_salary` is what the contract in force on `on` pays, None if there is none.
    `on` is the day on which the new salary would begin.
    """
    if in_force_salary is None or not same_position or monthly == in_force_salary:
        return []
    return [
        Finding(
            "CO-PAY-3",
            f"The salary is {per_month(in_force_salary)} until the contract year ends and cannot become "
            f"{per_month(monthly)} in the same position with essentially the same duties. Leave it as it is; "
            "a new salary can begin with the next contract year.",
            Weight.FORBIDS,
            sources.PAY,
            reading=READINGS[9],
            field="monthly_salary",
        )
    ]


def check_automatic_adjustment(*, automatic: bool, on: date) -> list[Finding]:
    """CO-PAY-6. Automatic adjustments, such as salary survey, do not reach SES salaries.

    `on` is the day on which the adjustment would take effect.
    """
    if not automatic:
        return []
    return [
        Finding(
            "CO-PAY-6",
            "Automatic pay adjustments, such as salary survey, do not apply in the SES. Leave SES positions "
            "out; their salaries are decided in the yearly contract.",
            Weight.FORBIDS,
            sources.RIGHTS,
        )
    ]
