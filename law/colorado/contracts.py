"""What the yearly performance contract needs: its term, its contents, its planning, its amendments.

What it may pay is in pay.py, who signs it in signing.py, and when it is due in calendar.py. All of it is
offered here, so that the contract has one address.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from law.colorado import sources
from law.colorado.amendments import (
    PERFORMANCE_TERMS,
    check_amended_terms,
    check_amendment,
    check_amendment_day,
)
from law.colorado.amendments import STATEMENTS as AMENDMENT_STATEMENTS
from law.colorado.calendar import CONTRACT_DAYS_AFTER_HIRE, contract_ends_on, year_starts
from law.colorado.guidance import change_in_percent, check_guidance
from law.colorado.paper import check_attestation, check_paper_day, check_paper_order
from law.colorado.pay import (
    FACTORS,
    LID_UPLIFT,
    ceiling_from_lid,
    check_automatic_adjustment,
    check_freeze,
    check_salary,
    check_salary_decision,
    check_salary_stated,
)
from law.colorado.renewing import check_contract_after_notice, check_year_before
from law.colorado.retention import check_disposal, kept_through
from law.colorado.signing import (
    STATEMENTS,
    check_printed_ceiling,
    check_same_version,
    check_signature_order,
    check_signing_day,
)
from law.colorado.words import day_in_words
from law.findings import Finding, Weight

__all__ = [
    "AMENDMENT_STATEMENTS",
    "CONTRACT_DAYS_AFTER_HIRE",
    "FACTORS",
    "LID_UPLIFT",
    "PERFORMANCE_TERMS",
    "STATEMENTS",
    "UNDERSTANDINGS",
    "ceiling_from_lid",
    "check_amended_terms",
    "change_in_percent",
    "check_amendment",
    "check_amendment_day",
    "check_attestation",
    "check_automatic_adjustment",
    "check_contents",
    "check_contract_after_notice",
    "check_disposal",
    "check_form",
    "check_freeze",
    "check_paper_day",
    "check_paper_order",
    "check_guidance",
    "check_planning_meeting",
    "check_printed_ceiling",
    "check_salary",
    "check_salary_decision",
    "check_salary_stated",
    "check_same_version",
    "check_signature_order",
    "check_signing_day",
    "check_term",
    "check_understanding",
    "check_year_before",
    "kept_through",
]

UNDERSTANDINGS: tuple[tuple[str, str], ...] = (
    ("discussion", "Verbal discussion"),
    ("clarification", "Written narrative clarification added to the plan"),
    ("objectives", "Detailed individual performance objectives in writing"),
)
"""CO-CON-11. The ways of making certain that the employee understands the expectations."""


def check_term(*, starts_on: date | None, ends_on: date | None, on: date) -> list[Finding]:
    """CO-CON-1. A contract ends on the June 30 of the fiscal year it starts in, whenever it starts.

    Both days are inclusive; `on` is the day of the act. Reading 16: no term starts before May 1, 2004.
    """
    field = "starts_on"
    if starts_on is None:
        words = "Enter the day on which the contract starts."
    elif starts_on < sources.IN_FORCE_FROM:
        words = (
            f"The rules of this program begin on {day_in_words(sources.IN_FORCE_FROM)}; a contract cannot "
            f"start on {day_in_words(starts_on)}. Enter a later day."
        )
    elif ends_on != contract_ends_on(starts_on):
        field = "ends_on"
        found = "has no last day" if ends_on is None else f"ends on {day_in_words(ends_on)}"
        words = (
            f"A contract that starts on {day_in_words(starts_on)} ends on "
            f"{day_in_words(contract_ends_on(starts_on))}, the end of the fiscal year; this one {found}. "
            "Enter that day."
        )
    else:
        return []
    return [Finding("CO-CON-1", words, Weight.FORBIDS, sources.FORM_PARTIES, field=field)]


def check_contents(*, monthly: Decimal | None, core_lines: int, objectives: Sequence[str], on: date) -> list[Finding]:
    """CO-CON-3. The contract specifies the salary and the performance criteria of its year.

    `core_lines` counts the lines of the core requirements, printed and added; `objectives` are the
    texts of the special projects, in their order. One of either is enough, but a project without
    words is nothing to be rated on. A missing salary is the same finding that check_salary
    gives. `on` is the day of the act.
    """
    findings = check_salary_stated(monthly=monthly, on=on)
    if core_lines < 1 and not objectives:
        findings.append(
            Finding(
                "CO-CON-3",
                "The contract states no performance criteria. Add core requirements or special projects: "
                "only what is in the contract can be evaluated.",
                Weight.FORBIDS,
                sources.CONTRACT_DUE,
                field="objectives",
            )
        )
    findings += [
        Finding(
            "CO-CON-3",
            f"Special project {number} has no objective. Write one, or remove the project.",
            Weight.FORBIDS,
            sources.CONTRACT_DUE,
            field="objectives",
        )
        for number, objective in enumerate(objectives, start=1)
        if not objective.strip()
    ]
    return findings


def check_understanding(*, how: str, on: date) -> list[Finding]:
    """CO-CON-11. It is recorded how the employee's understanding was secured, in one of three ways.

    `how` is a code of UNDERSTANDINGS; `on` is the day of the act.
    """
    ways = dict(UNDERSTANDINGS)
    if how in ways:
        return []
    return [
        Finding(
            "CO-CON-11",
            f"It is not recorded in which of {len(ways)} ways the employee's understanding was secured: "
            f"{'; '.join(way.lower() for way in ways.values())}.",
            Weight.FLAGS,
            sources.PLANNING,
            field="understanding",
        )
    ]


def check_planning_meeting(*, met_on: date | None, starts_on: date, on: date, why_later: str = "") -> list[Finding]:
    """CO-CON-10. Employee and appointing authority meet before the contract period starts.

    Our reading: before the period starts there is still time, so a missing meeting is advice; from
    the start on it is flagged. For a term that starts within a year (hire or movement) nobody could
    have met earlier, so it stays advice. A later meeting whose reason (`why_later`) is on record stays
    advice too: what the form asks for was done. `on` is the day on which the contract is looked at.
    """
    if met_on is not None and met_on < starts_on:
        return []
    if met_on is None:
        words = (
            "No planning meeting is recorded. Employee and appointing authority should meet before "
            f"{day_in_words(starts_on)}, when the contract period starts."
        )
    else:
        words = (
            f"The planning meeting was on {day_in_words(met_on)}; it should be before the contract period "
            f"starts on {day_in_words(starts_on)}. "
            + ("Why it was later is recorded." if why_later.strip() else "Say why it was later.")
        )
    starts_with_the_year = starts_on == year_starts(starts_on.year)
    still_time = met_on is None and on < starts_on
    is_explained = met_on is not None and bool(why_later.strip())
    return [
        Finding(
            "CO-CON-10",
            words,
            Weight.FLAGS if starts_with_the_year and not (still_time or is_explained) else Weight.ADVISES,
            sources.PLANNING,
            reading="Our reading: after a hire or movement within the year, this is only advice.",
            field="planning_met_on",
        )
    ]


def check_form(*, standard: bool, on: date) -> list[Finding]:
    """CO-CON-7. The standard contract, SES Form 1, should be used. `on` is the day of the act."""
    if standard:
        return []
    return [
        Finding(
            "CO-CON-7",
            "This contract does not use SES Form 1, the standard contract. Use the form, or have DPA/DHR "
            "accept the other one.",
            Weight.FLAGS,
            sources.CONTRACT_CONCLUDING,
        )
    ]
