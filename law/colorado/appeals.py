"""The appeal to the State Personnel Board: which appeals exist, where they go, and in how many days (CO-REM-6)."""

from datetime import date

from law.colorado import sources
from law.colorado.words import counted, day_in_words
from law.dated import Dated, Since
from law.findings import Finding, Weight

APPEAL_DAYS = Dated(
    "An appeal to the State Personnel Board is filed after the action within",
    Since(
        sources.IN_FORCE_FROM,
        10,
        sources.BOARD_APPEAL,
        reading=(
            "Our reading: calendar days, counted from the day after the action, as in reading 10. The action is the "
            "last day in the position, or the day on which the letter was given, whichever is later."
        ),
    ),
    unit="calendar days",
)


HOW_TO_APPEAL = (
    "The appeal is filed with the State Personnel Board itself, not with the department or DPA/DHR. What it has to "
    "contain the guide does not say; for more it names the State Personnel Board Rules, among them chapter 8, and the "
    "department human resources office."
)
"""CO-REM-6. What the guide gives on how one appeals, and where it ends."""


def appeal_last_day(action_on: date, *, given_on: date | None = None) -> date:
    """CO-REM-6. The last day (inclusive) on which an appeal of an action of that day is filed in time.

    `given_on` is the day on which the decision was given to the employee: where that was later, the days run from it.
    """
    begins = max(action_on, given_on or action_on)
    return begins.fromordinal(begins.toordinal() + APPEAL_DAYS.on(begins).value)


APPEALS: tuple[tuple[str, str, bool], ...] = (
    ("separation", "Dismissal for unsatisfactory performance, after notice", True),
    ("discipline", "A disciplinary action", True),
    ("reduction", "A lower salary from one contract year to the next", False),
    ("placement", "The decision to move the position into or out of the SES", False),
    ("layoff", "A layoff, for retention or re-employment", False),
)
"""What an executive may want to appeal: code, words, and whether the law gives an appeal."""


def check_appeal(
    *, against: str, to_board: bool, filed_on: date, action_on: date, given_on: date | None = None, on: date
) -> list[Finding]:
    """CO-REM-6, CO-PAY-7, CO-NOM-5, CO-LAY-1, CO-DIS-1. Which appeals exist, where they go, and in how many days.

    `against` is a code of APPEALS. A dismissal for performance can be appealed to the State Personnel Board only;
    one before the action or too late is still a fact, and flagged: the Board decides what follows. `given_on` is the
    day on which the decision was given, None when it is not known; `on` is the day of the record.
    """
    none = {
        "reduction": (
            "CO-PAY-7",
            "A lower salary from one contract year to the next cannot be appealed.",
            sources.RIGHTS,
        ),
        "placement": (
            "CO-NOM-5",
            "The decision to move a position into or out of the SES is final. It cannot be appealed.",
            sources.REVIEWING,
        ),
        "layoff": (
            "CO-LAY-1",
            "SES employees have no retention or re-employment rights, so there is nothing to appeal.",
            sources.LAYOFF,
        ),
    }
    if against in none:
        code, words, source = none[against]
        return [Finding(code, words, Weight.FORBIDS, source, field="against")]
    code = "CO-DIS-1" if against == "discipline" else "CO-REM-6"
    source = sources.DISCIPLINE_LAW if against == "discipline" else sources.NOTICE
    if against not in ("separation", "discipline"):
        return [Finding(code, "Choose what is appealed.", Weight.FORBIDS, source, field="against")]
    if not to_board:
        words = "This can be appealed to the State Personnel Board only."
        return [Finding(code, words, Weight.FORBIDS, source, field="to_board")]
    return check_appeal_in_time(against=against, filed_on=filed_on, action_on=action_on, given_on=given_on, on=on)


def check_appeal_in_time(
    *, against: str, filed_on: date, action_on: date, given_on: date | None = None, on: date
) -> list[Finding]:
    """CO-REM-6, CO-DIS-1. Whether an appeal that exists was filed within its days; outside them it is flagged.

    `given_on` as in check_appeal; `on` is the day of the record.
    """
    code = "CO-DIS-1" if against == "discipline" else "CO-REM-6"
    last = appeal_last_day(action_on, given_on=given_on)
    if filed_on < action_on:
        words = f"Filed on {day_in_words(filed_on)}, before the action of {day_in_words(action_on)} takes effect."
    elif filed_on > last:
        late = counted((filed_on - last).days, "day", "days")
        words = f"Filed on {day_in_words(filed_on)}, {late} after the last day, {day_in_words(last)}."
    else:
        return []
    reading = APPEAL_DAYS.on(action_on).reading
    words = f"{words} The Board decides what follows."
    return [Finding(code, words, Weight.FLAGS, sources.BOARD_APPEAL, reading, field="filed_on")]
