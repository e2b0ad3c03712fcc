"""The law as it can be shown: every rule, every number in force on a day, and what happened later."""

from dataclasses import dataclass
from datetime import date

from law.colorado import appointments, appraisals, calendar, caps, duties, notices, pay, positions, retention, sources
from law.colorado.readings import READINGS
from law.colorado.rules import RULES, Rule
from law.dated import Dated, NotInForce, Since, Source

__all__ = ["LATER", "NUMBERS", "READINGS", "RULES", "LaterEvent", "Number", "Rule", "numbers", "rule"]


@dataclass(frozen=True)
class Number:
    """A number of the law on a day: its name and unit, and the entry in force with value and source."""

    name: str
    unit: str
    entry: Since


@dataclass(frozen=True)
class LaterEvent:
    """Something that happened after May 2004 and is told on the law page. It switches nothing off."""

    happened_on: date
    words: str
    source: Source


NUMBERS: tuple[Dated, ...] = (
    caps.STATEWIDE_MOST,
    caps.FTE_PER_POSITION,
    caps.DEPARTMENT_MOST,
    positions.JOB_DESCRIPTION_CURRENT_DAYS,
    positions.FAR_DAYS,
    appointments.APPROVALS_WITHIN_DEPARTMENT,
    appointments.APPROVALS_ACROSS_DEPARTMENTS,
    pay.LID_UPLIFT,
    calendar.YEAR_STARTS,
    calendar.CONTRACT_DAYS_AFTER_HIRE,
    calendar.NOTICE_LAST_SAFE,
    appraisals.MEETING_LEAST_DAYS,
    appraisals.MEETING_MOST_DAYS,
    retention.FORM_YEARS,
    retention.FILE_YEARS,
    retention.LAST_FORMS,
    duties.CEILING_SHOWN_FROM,
    duties.MEETING_DAYS_BEFORE,
    notices.NOTICE_DISPUTED,
    notices.APPEAL_DAYS,
)
"""Every number of the plan that is law. Amounts published each year are rows, kept by DPA/DHR."""

LATER: tuple[LaterEvent, ...] = (
    LaterEvent(
        date(2013, 1, 1),
        "Amendment S took SES positions, with six other kinds of jobs, out of the state personnel system and "
        "made them at will. How employees certified before were carried over was not found. The program does "
        "not apply this (reading 16): it goes on with the rules of May 2004.",
        sources.AMENDMENT_S,
    ),
    LaterEvent(
        date(2025, 7, 1),
        "From this day the personnel rules no longer mention the SES: the performance rule that left out the "
        "senior executive service leaves out only the medical pay plan. The program goes on with the rules "
        "of May 2004 (reading 16).",
        sources.PERFORMANCE_RULE_2025,
    ),
)


def rule(code: str) -> Rule:
    """The rule with the identifier `code`, such as CO-CAP-1. Raises LookupError if there is none."""
    for known in RULES:
        if known.code == code:
            return known
    raise LookupError(f"No rule of this plan is called {code}.")


def numbers(on: date) -> list[Number]:
    """Every number of the law in force on the day `on`, in the order in which it is shown."""
    in_force = []
    for number in NUMBERS:
        try:
            in_force.append(Number(number.name, number.unit, number.on(on)))
        except NotInForce:
            continue
    return in_force
