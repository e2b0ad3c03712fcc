"""How a position leaves the SES, and how a department is given more: who decides, from which day, at which pay."""

from datetime import date
from decimal import Decimal

from law.colorado import sources
from law.colorado.readings import READINGS
from law.colorado.words import day_in_words, money, per_month
from law.findings import Finding, Weight

REVIEW, NO_SUPPORT, JULY_FIRST = "review", "no_support", "july_first"
REMOVAL_CAUSES: tuple[tuple[str, str], ...] = (
    (REVIEW, "Review by the State Personnel Director, against the criteria of the SES"),
    (NO_SUPPORT, "The department director no longer supports the position in the SES"),
    (JULY_FIRST, "There was no contract by July 1: by operation of the rule"),
)
"""Why a position leaves the SES: code and words. The first two are decided; the third the law itself brings about."""

_APART = "Our reading: asking and deciding are done by different people, as with nominations."
_DAY = (
    "Our reading: the guide names no day for a conversion after a decision; it is not before the day of the decision, "
    "so nothing is taken back in time."
)


def check_decided_apart(*, code: str, took_part_for_department: bool, on: date) -> list[Finding]:
    """CO-CAP-4, CO-REM-2. Who decides took no part in asking for it: an authorization, or a removal.

    `code` is the rule of the decision, `on` its day.
    """
    if not took_part_for_department:
        return []
    return [
        Finding(
            code,
            "You took part in this for the department, so you cannot decide it. Somebody else who holds the office "
            "has to.",
            Weight.FORBIDS,
            sources.DUTIES_APART,
            reading=_APART,
        )
    ]


def check_authorized_days(
    *, number: int, starts_on: date, ends_on: date | None, wanted_on: date | None, on: date
) -> list[Finding]:
    """CO-CAP-4. From which day to which day additional positions are authorized.

    The last day is not before the first. `wanted_on` is the first day on which the department needs them, None when
    nobody said: an authorization that begins later leaves the days between without room, and so is told. `on` is the
    day of the decision.
    """
    if ends_on is not None and ends_on < starts_on:
        words = (
            f"The last day, {day_in_words(ends_on)}, is before the first, {day_in_words(starts_on)}. Choose "
            f"{day_in_words(starts_on)} or a later day, or leave it empty."
        )
        return [_of_days(words, Weight.FORBIDS, field="ends_on")]
    if wanted_on is not None and starts_on > wanted_on:
        words = (
            f"Authorized from {day_in_words(starts_on)}, which is later than {day_in_words(wanted_on)}, the day on "
            "which a place is wanted. Until then the department has no room for it, so a place from "
            f"{day_in_words(wanted_on)} is refused. Authorize from {day_in_words(wanted_on)} or an earlier day, or "
            "have the department want a later day."
        )
        return [_of_days(words, Weight.ADVISES, field="starts_on")]
    return []


def _of_days(words: str, weight: Weight, *, field: str) -> Finding:
    return Finding("CO-CAP-4", words, weight, sources.ALLOTMENT, reading=READINGS[2], field=field)


def check_conversion_day(
    *, last_day: date | None, in_ses_since: date, leaves_on: date | None, on: date
) -> list[Finding]:
    """CO-REM-2. The last day in the SES of a position whose conversion is ordered on the day `on`.

    It holds its place through that day, and the place is free from the next (reading 3). `in_ses_since` is its first
    day in the SES; `leaves_on` its last one, when one is set already.
    """
    if last_day is None:
        words = "Enter the last day in the SES. The position is in the Management plan from the next day."
    elif last_day < on:
        words = (
            f"The last day in the SES cannot be {day_in_words(last_day)}, before the day of this decision. Choose "
            f"{day_in_words(on)} or a later day."
        )
    elif last_day < in_ses_since:
        words = (
            f"The position enters the SES on {day_in_words(in_ses_since)} and cannot leave it on "
            f"{day_in_words(last_day)}. Choose a later day."
        )
    elif leaves_on is not None:
        words = f"The position leaves the SES after {day_in_words(leaves_on)} already."
    else:
        return []
    return [Finding("CO-REM-2", words, Weight.FORBIDS, sources.REVIEWING_POSITIONS, reading=_DAY, field="last_day")]


def check_confirm(*, signed_on: date | None, due_on: date, on: date) -> list[Finding]:
    """CO-REM-4. What July 1 brought about is not confirmed while the contract stands as signed in time.

    `signed_on` is the legal day of the last signature on the contract of whoever held the position on June 30, as
    recorded now, None without one; `due_on` the last day (inclusive) on which it was in time. `on` is the day of the
    act. A contract that was signed too late hinders nothing.
    """
    if signed_on is None or signed_on > due_on:
        return []
    words = (
        f"The contract for this year was signed by all on {day_in_words(signed_on)}, and {day_in_words(due_on)} was "
        "the last day in time: the position did not leave the SES. Set the proposal aside."
    )
    return [Finding("CO-REM-4", words, Weight.FORBIDS, sources.LEAVING_ON_JULY_1, reading=READINGS[8])]


def check_set_aside(*, signed_on: date | None, due_on: date, on: date) -> list[Finding]:
    """CO-REM-4. What July 1 brought about is set aside only where the contract was signed in time after all.

    `signed_on` is the legal day of the last signature on the contract, as recorded now (on paper, with its scan),
    None without one; `due_on` the last day (inclusive) on which it was in time. `on` is the day of the act.
    """
    if signed_on is not None and signed_on <= due_on:
        return []
    words = (
        "No contract for this year is recorded as signed by all"
        if signed_on is None
        else f"The contract was signed on {day_in_words(signed_on)}, after {day_in_words(due_on)}"
    )
    return [
        Finding(
            "CO-REM-4",
            f"{words}. Record the contract that was signed by {day_in_words(due_on)}, with its scan, first; or confirm "
            "the removal.",
            Weight.FORBIDS,
            sources.LEAVING_ON_JULY_1,
            reading=READINGS[8],
        )
    ]


LOW_PART = 2
"""Below one part of two of what was paid before, a salary is asked about: it may be a slip of the pen."""


def check_low_conversion_salary(*, monthly: Decimal, paid_before: Decimal | None, on: date) -> list[Finding]:
    """CO-PAY-10. A salary in the Management plan of less than half of what was paid in the SES is asked about.

    Nothing forbids it. Our reading: it may be meant, or be a slip. `paid_before` is None where nobody knows. `on` is
    the first day outside the SES.
    """
    if paid_before is None or monthly * LOW_PART >= paid_before:
        return []
    return [
        Finding(
            "CO-PAY-10",
            f"{per_month(monthly)} is less than half of {per_month(paid_before)}, the salary in the SES. Confirm that "
            "it is meant: the letter is sent at once.",
            Weight.FLAGS,
            sources.SAVED_PAY,
            reading="Our reading: a salary far below the one before may be a slip, so it is asked about.",
            field="monthly_salary",
        )
    ]


def check_conversion_salary(
    *, monthly: Decimal | None, lid: Decimal | None, fiscal_year_words: str, on: date
) -> list[Finding]:
    """CO-PAY-10. The salary in the Management plan may not be above the regular lid of the fiscal year.

    The lid itself may be paid. `lid` is the published amount for the year of the first day out of the SES; None when
    there is none, and then the salary cannot be judged. `on` is that day; `fiscal_year_words` names its year.
    """
    if monthly is None or monthly <= 0:
        words = "Enter the monthly salary in the Management plan, above zero."
    elif lid is None:
        words = (
            f"No regular lid is recorded for FY {fiscal_year_words}, so the salary cannot be judged. Ask DPA/DHR to "
            "record it with its source."
        )
    elif monthly > lid:
        words = (
            f"{per_month(monthly)} is {money(monthly - lid)} above the regular lid of {per_month(lid)} for FY "
            f"{fiscal_year_words}, and a salary above it cannot survive the conversion. Enter {money(lid)} or less."
        )
    else:
        return []
    return [
        Finding(
            "CO-PAY-10",
            words,
            Weight.FORBIDS,
            sources.SAVED_PAY,
            reading="Our reading: the procedure of 2004 was not found; the later rules on saved pay are only told.",
            field="monthly_salary",
        )
    ]
