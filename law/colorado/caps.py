"""How many positions can be in the SES: 125 in the state, and so many in each department."""

from datetime import date
from decimal import Decimal

from law.colorado import sources
from law.colorado.offices import PERSONNEL_DIRECTOR
from law.colorado.readings import READINGS
from law.colorado.words import counted, day_in_words
from law.dated import Dated, Since
from law.findings import Finding, Weight

STATEWIDE_MOST = Dated(
    "Positions in the SES, statewide, at most",
    Since(sources.IN_FORCE_FROM, 125, sources.STATEWIDE_CAP, reading=READINGS[3]),
    unit="positions",
)
FTE_PER_POSITION = Dated(
    "Permanent personnel-system FTE for each SES position of a department",
    Since(sources.IN_FORCE_FROM, 100, sources.ALLOTMENT, reading=READINGS[2]),
    unit="FTE",
)
DEPARTMENT_MOST = Dated(
    "SES positions in the allotment of a department, at most",
    Since(sources.IN_FORCE_FROM, 15, sources.ALLOTMENT, reading=READINGS[2]),
    unit="positions",
)


def allotment(fte: Decimal, *, on: date) -> int:
    """CO-CAP-2, CO-CAP-3. The SES positions that `fte` permanent FTE give a department on the day `on`.

    Reading 2: one for each full 100, so 99.9 gives 0 and 199.9 gives 1; at most 15. Additional
    authorized positions are not in it. Raises NotInForce before May 1, 2004.
    """
    most: int = DEPARTMENT_MOST.on(on).value
    return min(_full_hundreds(fte, on=on), most)


def allowance(fte: Decimal, *, on: date, authorized: int = 0) -> int:
    """CO-CAP-4. The allotment on the day `on`, plus the `authorized` additional positions (reading 2)."""
    return allotment(fte, on=on) + authorized


def check_statewide_cap(*, already_in: int, on: date) -> list[Finding]:
    """CO-CAP-1. No more than 125 positions can be in the SES. Nobody may authorize more.

    Reading 3: counts positions, not people, so an empty one still holds its place. `already_in` are
    the positions placed or reserved on the day `on`, without this one. `on` is the day judged: the
    day the position would enter, or any later one. Raises NotInForce before May 1, 2004.
    """
    most = STATEWIDE_MOST.on(on)
    if already_in < most.value:
        return []
    return [
        Finding(
            "CO-CAP-1",
            f"All {most.value} places of the SES are taken: {already_in} positions are placed or reserved "
            f"on {day_in_words(on)}, and this one would make {already_in + 1}. Nobody may authorize more; "
            "wait for a free place, or for a later day on which one is free: the department chooses the day.",
            Weight.FORBIDS,
            most.source,
            reading=most.reading,
        )
    ]


def check_department_cap(
    *, department: str, already_in: int, fte: Decimal | None, authorized: int, on: date
) -> list[Finding]:
    """CO-CAP-2, CO-CAP-3. A department has one position for each full 100 permanent FTE, and at most 15.

    Reading 2: beyond that only the State Personnel Director may authorize more (CO-CAP-4). `fte` is the
    permanent personnel-system count of the department, None if none is recorded; `already_in` are its
    positions without this one; `authorized` the additional ones in force. `on` is the day judged.
    The code is CO-CAP-3 where more FTE would not help. Raises NotInForce before May 1, 2004.
    """
    if fte is None:
        return [
            Finding(
                "CO-CAP-2",
                f"No FTE count of {department} is recorded for {day_in_words(on)}, so its allotment cannot "
                "be judged. Ask DPA/DHR to record the count of permanent personnel-system FTE.",
                Weight.FORBIDS,
                FTE_PER_POSITION.on(on).source,
                reading=READINGS[2],
            )
        ]
    allowed = allowance(fte, on=on, authorized=authorized)
    would_be = already_in + 1
    if would_be <= allowed:
        return []
    most = DEPARTMENT_MOST.on(on)
    at_most = _full_hundreds(fte, on=on) >= most.value
    return [
        Finding(
            "CO-CAP-3" if at_most else "CO-CAP-2",
            f"{_allowed_words(department, fte=fte, authorized=authorized, on=on)} With this one it would "
            f"have {would_be}. It needs the State Personnel Director to authorize "
            f"{counted(would_be - allowed, 'additional position', 'additional positions')}, in writing and "
            "for good cause.",
            Weight.NEEDS_APPROVAL,
            most.source if at_most else FTE_PER_POSITION.on(on).source,
            reading=READINGS[2],
            office=PERSONNEL_DIRECTOR,
        )
    ]


def check_over_allotment(
    *, department: str, placed: int, fte: Decimal | None, authorized: int, on: date
) -> list[Finding]:
    """CO-CAP-6. A department that has more positions than its allotment stays flagged; nothing is lost.

    The guide is silent on what follows when the FTE count falls. Our reading: the rule is an
    allowance, so no position leaves by itself; the State Personnel Director may review them
    (CO-REM-1). `on` is the day the department is looked at. Raises NotInForce before May 1, 2004.
    """
    if fte is None:
        if not placed:
            return []
        words = (
            f"{department} has {counted(placed, 'SES position', 'SES positions')}, but no FTE count is "
            f"recorded for {day_in_words(on)}, so its allotment cannot be judged. "
            "DPA/DHR should record the count."
        )
    elif placed > allowance(fte, on=on, authorized=authorized):
        words = (
            f"{_allowed_words(department, fte=fte, authorized=authorized, on=on)} It has {placed}. No "
            "position leaves the SES by that; the State Personnel Director may authorize the difference or "
            "review them."
        )
    else:
        return []
    return [
        Finding(
            "CO-CAP-6",
            words,
            Weight.FLAGS,
            sources.OVER_ALLOTMENT,
            reading="Our reading: the rule is an allowance, so a later fall of the count removes nothing.",
        )
    ]


def check_good_cause(*, cause: str, number: int, on: date) -> list[Finding]:
    """CO-CAP-4. Additional positions are authorized in writing, for good cause, and by number.

    Reading 2: this lifts the limit of the department, never the statewide 125. `on` is the day of the
    authorization. Who may give it is for the table of steps to say.
    """
    findings = []
    if number < 1:
        findings.append(
            Finding(
                "CO-CAP-4",
                f"An authorization is for at least 1 additional position, and this one is for {number}. "
                "Enter how many positions are authorized.",
                Weight.FORBIDS,
                sources.ALLOTMENT,
                reading=READINGS[2],
                field="number",
            )
        )
    if not cause.strip():
        findings.append(
            Finding(
                "CO-CAP-4",
                "Additional positions can only be authorized for good cause. Write down what the cause is.",
                Weight.FORBIDS,
                sources.ALLOTMENT,
                reading=READINGS[2],
                field="cause",
            )
        )
    return findings


def _full_hundreds(fte: Decimal, *, on: date) -> int:
    """How many positions the ratio alone gives: FTE below zero give none."""
    return max(0, int(fte // FTE_PER_POSITION.on(on).value))


def _allowed_words(department: str, *, fte: Decimal, authorized: int, on: date) -> str:
    """The sentence that says how many positions a department may have, and why."""
    allowed = allowance(fte, on=on, authorized=authorized)
    return (
        f"{department} may have {counted(allowed, 'SES position', 'SES positions')}: an allotment of "
        f"{allotment(fte, on=on)} for {counted(fte, 'permanent FTE', 'permanent FTE')} (one for each full "
        f"{FTE_PER_POSITION.on(on).value}, at most {DEPARTMENT_MOST.on(on).value}) and {authorized} "
        "additionally authorized."
    )
