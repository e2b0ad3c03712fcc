"""From one contract year to the next: in which order two contracts are concluded, and for whom there is no next one."""

from datetime import date

from law.colorado import sources
from law.colorado.readings import READINGS
from law.colorado.words import day_in_words
from law.findings import Finding, Weight


def check_year_before(*, unsigned: str, on: date) -> list[Finding]:
    """CO-PAY-5. The salary of the next year is decided from the salary of this one, so this one is agreed first.

    `unsigned` names the earlier contract year whose contract in the same position is not signed and still can be:
    "2004-05"; empty where it is signed, where there is none, or where nobody can sign it any more. Our reading: the
    text speaks of the change from one contract year to the next; while the first is open there is nothing to change
    from. `on` is the day of the act.
    """
    if not unsigned:
        return []
    return [
        Finding(
            "CO-PAY-5",
            f"The contract of {unsigned} in this position is not signed, so there is no salary from which to decide "
            "this one. Have that contract signed, or withdraw it, first.",
            Weight.FORBIDS,
            sources.PAY,
            reading="Our reading: the contract of one year is agreed before the salary of the next is decided.",
        )
    ]


def check_contract_after_notice(*, delivered_on: date, separated_on: date, starts_on: date, on: date) -> list[Finding]:
    """CO-REM-5. After notice in time the person separates on June 30, so a contract of the next year has nobody.

    Reading 7. Flagged and not forbidden: the director may still take the notice back. `delivered_on` is the day of a
    notice that was in time, `separated_on` the last day that it leaves; `on` is the day of the act.
    """
    if starts_on <= separated_on:
        return []
    return [
        Finding(
            "CO-REM-5",
            f"A notice of unsatisfactory performance was delivered in time on {day_in_words(delivered_on)}: the "
            f"appointment ends on {day_in_words(separated_on)} unless it is rescinded.",
            Weight.FLAGS,
            sources.NOTICE_IN_TIME,
            reading=READINGS[7],
        )
    ]
