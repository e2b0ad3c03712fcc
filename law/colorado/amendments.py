"""Changing a contract during its year: expectations of performance by mutual agreement, and nothing else."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from law.colorado import sources
from law.colorado.offices import APPOINTING_AUTHORITY, DIRECTOR, EMPLOYEE
from law.colorado.readings import READINGS
from law.colorado.words import day_in_words
from law.findings import Finding, Weight

PERFORMANCE_TERMS = ("areas", "projects")
"""The terms of a contract that an amendment may change: the core areas with their lines, and the projects."""
PAY_TERMS = ("monthly_salary", "ceiling", "ceiling_is_demonstration")
"""The terms that say what is paid. No amendment reaches them."""

STATEMENTS: dict[str, str] = {
    EMPLOYEE: "I have read this amendment and agree to it as employee. Everything else in the contract stays.",
    APPOINTING_AUTHORITY: (
        "I have read this amendment and agree to it as appointing authority. Everything else in the contract stays."
    ),
    DIRECTOR: (
        "I have read this amendment and agree to it as department director. Everything else in the contract stays."
    ),
}
"""What each signature on an amendment agrees to, by the office whose line is signed."""


def check_amendment(*, changes_pay: bool, both_agree: bool, on: date) -> list[Finding]:
    """CO-CON-6, CO-PAY-8. During the year both parties may agree on other expectations, never on other pay.

    Reading 9: new pay only with another position and its new contract. `on` is the day of the amendment.
    """
    findings = []
    if changes_pay:
        findings.append(
            Finding(
                "CO-PAY-8",
                "An amendment during the contract year cannot change the salary. Leave the salary as it is.",
                Weight.FORBIDS,
                sources.CONTRACT_CHANGES,
                reading=READINGS[9],
                field="monthly_salary",
            )
        )
    if not both_agree:
        findings.append(
            Finding(
                "CO-CON-6",
                "An amendment needs the agreement of both parties. Employee and department director both sign it.",
                Weight.FORBIDS,
                sources.CONTRACT_CHANGES,
            )
        )
    return findings


def check_amended_terms(*, before: Mapping[str, Any], after: Mapping[str, Any], on: date) -> list[Finding]:
    """CO-PAY-8, CO-CON-6. Of all the terms of a contract an amendment changes only those about performance.

    `before` are the terms as amended so far, `after` as they would be; both whole. A change that changes
    nothing is no amendment. `on` is the day of the amendment.
    """
    differ = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if not differ:
        return [_forbids("This amendment changes nothing yet. Change a line or a project, or withdraw it.")]
    findings = []
    if differ & set(PAY_TERMS):
        findings += check_amendment(changes_pay=True, both_agree=True, on=on)
    if differ - {*PAY_TERMS, *PERFORMANCE_TERMS}:
        findings.append(
            _forbids(
                "An amendment changes expectations of performance only: the parties, the position and the term of "
                "the contract stay as they were signed."
            )
        )
    return findings


def check_amendment_day(
    *, signed: bool, starts_on: date, ends_on: date, on: date, left_on: date | None = None
) -> list[Finding]:
    """CO-CON-6. A contract is altered during its year: from its first day until its last (both inclusive).

    Our reading: before it is signed there is nothing to alter, it is revised; before its first day it is not in its
    year; after June 30 the next contract holds. `left_on` is the last day in the position of a person who left it:
    from then on there is no contract to alter, and none at all when that was before its first day. `on` is the day of
    the act.
    """
    if not signed:
        return [_forbids("Only a signed contract is amended. Before that it is revised and proposed again.")]
    if left_on is not None and left_on < starts_on:
        return [
            _forbids(
                f"The contract never came in force: the person left the position on {day_in_words(left_on)}, before "
                "it began. There is nothing to amend."
            )
        ]
    if on < starts_on:
        return [
            _forbids(
                f"The contract begins on {day_in_words(starts_on)}; it is amended during its year, from that day on."
            )
        ]
    if left_on is not None and left_on < min(on, ends_on):
        return [
            _forbids(
                f"The person left the position on {day_in_words(left_on)}, and the contract was over with that day. "
                "There is nothing left to amend."
            )
        ]
    if on <= ends_on:
        return []
    return [
        _forbids(
            f"The contract ended on {day_in_words(ends_on)}; it can be amended until that day only. What is expected "
            "now belongs into the contract of the new year."
        )
    ]


def _forbids(words: str) -> Finding:
    return Finding("CO-CON-6", words, Weight.FORBIDS, sources.CONTRACT_CHANGES)
