"""Notice of unsatisfactory performance, what follows on June 30 and July 1, and the appeal that exists."""

from datetime import date
from enum import Enum

from law.colorado import sources
from law.colorado.calendar import contract_due_on, fiscal_year, notice_last_safe_day, year_ends, year_starts
from law.colorado.readings import READINGS
from law.colorado.words import counted, day_in_words
from law.dated import Dated, Since
from law.findings import Finding, Weight

NOTICE_DISPUTED = Dated(
    "Notice of unsatisfactory performance is disputed when it is given on",
    Since(sources.IN_FORCE_FROM, (5, 1), sources.NOTICE_IN_TIME, reading=READINGS[6]),
    unit="month and day",
)
APPEAL_DAYS = Dated(
    "An appeal to the State Personnel Board is filed after the action within",
    Since(
        sources.IN_FORCE_FROM,
        10,
        sources.BOARD_APPEAL,
        reading="Our reading: calendar days, counted from the day after the action, as in reading 10.",
    ),
    unit="calendar days",
)


class Standing(Enum):
    """How a notice stands for the separation on June 30. The value is what people are shown."""

    NONE = "no notice in force"
    IN_TIME = "in time"
    DISPUTED = "disputed: given on May 1"
    LATE = "late"


class JulyFirst(Enum):
    """What the law brings about at the end of June for one executive. The value is what people are shown."""

    STAYS = "The contract is signed: the position stays in the SES."
    SEPARATES = "Notice was given in time: the person separates on June 30; the position stays in the SES, vacant."
    CONVERTS = "There is no signed contract: the position leaves the SES on July 1."
    CONVERTS_UNNOTICED = (
        "Performance was found unsatisfactory, without notice in time, and there is no signed contract: the position "
        "leaves the SES on July 1."
    )
    NOT_YET = "Hired or moved shortly before July 1: the contract is not due yet, so July 1 has no consequence."
    VACANT = "Nobody holds the position: it owes no contract, and July 1 does not touch it."
    UNSETTLED = "Notice was given on May 1 and is disputed: DPA/DHR has to settle whether it was in time."


def notice_standing(*, delivered_on: date | None, found_in_time: bool | None = None) -> Standing:
    """CO-REM-3, reading 6. How a written notice delivered on a day stands: through April 30 it is in time.

    `delivered_on` is None without a delivered notice, or for one that was taken back. `found_in_time` is how
    DPA/DHR settled a notice of May 1: None while nobody has. It says nothing about any other day.
    """
    if delivered_on is None:
        return Standing.NONE
    year = fiscal_year(delivered_on)
    if delivered_on >= year_starts(year) and delivered_on <= notice_last_safe_day(year):
        return Standing.IN_TIME
    month, day = NOTICE_DISPUTED.on(delivered_on).value
    if (delivered_on.month, delivered_on.day) != (month, day) or found_in_time is False:
        return Standing.LATE
    return Standing.IN_TIME if found_in_time else Standing.DISPUTED


def check_notice(*, grounds: str, delivered_on: date | None, on: date) -> list[Finding]:
    """CO-REM-3. A notice is written, says why, and is delivered in time.

    `delivered_on` is None before the delivery; then the day `on` on which it is looked at stands for it. A notice
    after April 30 is still a fact: it is flagged, and no ground for a separation on June 30.
    """
    findings = []
    if not grounds.strip():
        findings.append(
            Finding(
                "CO-REM-3",
                "The notice does not say how the performance was unsatisfactory. Write the grounds.",
                Weight.FORBIDS,
                sources.NOTICE,
                field="grounds",
            )
        )
    day = delivered_on or on
    standing = notice_standing(delivered_on=day)
    last = notice_last_safe_day(fiscal_year(day))
    if standing is Standing.DISPUTED:
        words = (
            f"The last safe day for notice was {day_in_words(last)}. One given on {day_in_words(day)} stays disputed "
            "until DPA/DHR settles it."
        )
    elif standing is Standing.LATE:
        words = (
            f"Notice was due by {day_in_words(last)}; given on {day_in_words(day)} it is late, and nobody is "
            f"separated on {day_in_words(year_ends(fiscal_year(day)))} because of it."
        )
    else:
        return findings
    return [
        *findings,
        Finding("CO-REM-3", words, Weight.FLAGS, sources.NOTICE_IN_TIME, reading=READINGS[6], field="delivered_on"),
    ]


def check_separation(*, standing: Standing, last_day: date, on: date) -> list[Finding]:
    """CO-REM-3, CO-REM-5. Separation for unsatisfactory performance rests on a notice in time, and is on June 30.

    `last_day` is the last day in the position (inclusive); `on` is the day of the act.
    """
    findings = []
    why = {
        Standing.NONE: "There is no written notice of unsatisfactory performance in force.",
        Standing.LATE: "The written notice of unsatisfactory performance came too late.",
        Standing.DISPUTED: "The notice of May 1 is disputed. DPA/DHR has to settle first whether it was in time.",
    }
    if standing in why:
        findings.append(
            Finding(
                "CO-REM-3",
                f"{why[standing]} Nobody is separated for performance without notice in time.",
                Weight.FORBIDS,
                sources.NOTICE,
                reading=READINGS[6],
            )
        )
    if last_day != year_ends(fiscal_year(last_day)):
        findings.append(
            Finding(
                "CO-REM-5",
                f"The separation is on June 30 of the year of the notice, not on {day_in_words(last_day)}.",
                Weight.FORBIDS,
                sources.NOTICE,
                field="last_day",
            )
        )
    return findings


def july_first(
    *,
    year: int,
    is_held: bool,
    signed_on: date | None,
    unsatisfactory: bool,
    standing: Standing,
    moved_on: date | None = None,
) -> JulyFirst:
    """CO-REM-4, CO-REM-5, readings 5, 7, 17, 18. What the law brings about on the July 1 that begins `year`.

    `signed_on` is the legal day of the last signature on the contract for `year`, None without one. `moved_on` is
    the day on which the holder came into the position. Not signed at the end of June 30 converts, for any reason;
    performance found unsatisfactory without notice in time is a cause only where there is no contract either. One
    signed later than June 30 counts only for somebody whose 30 days were still running.
    """
    if not is_held:
        return JulyFirst.VACANT
    if standing is Standing.IN_TIME:
        return JulyFirst.SEPARATES
    if standing is Standing.DISPUTED:
        return JulyFirst.UNSETTLED
    last_safe_day = year_ends(year - 1)
    due_on = contract_due_on(starts_on=year_starts(year), hired_on=moved_on)
    if signed_on is not None and signed_on <= due_on:
        return JulyFirst.STAYS
    if due_on > last_safe_day:
        return JulyFirst.NOT_YET
    return JulyFirst.CONVERTS_UNNOTICED if unsatisfactory else JulyFirst.CONVERTS


def appeal_last_day(action_on: date) -> date:
    """CO-REM-6. The last day (inclusive) on which an appeal of an action of that day is filed in time."""
    return action_on.fromordinal(action_on.toordinal() + APPEAL_DAYS.on(action_on).value)


APPEALS: tuple[tuple[str, str, bool], ...] = (
    ("separation", "Dismissal for unsatisfactory performance, after notice", True),
    ("discipline", "A disciplinary action", True),
    ("reduction", "A lower salary from one contract year to the next", False),
    ("placement", "The decision to move the position into or out of the SES", False),
    ("layoff", "A layoff, for retention or re-employment", False),
)
"""What an executive may want to appeal: code, words, and whether the law gives an appeal."""


def check_appeal(*, against: str, to_board: bool, filed_on: date, action_on: date, on: date) -> list[Finding]:
    """CO-REM-6, CO-PAY-7, CO-NOM-5, CO-LAY-1, CO-DIS-1. Which appeals exist, where they go, and in how many days.

    `against` is a code of APPEALS. A dismissal for performance can be appealed to the State Personnel Board only;
    a late appeal is still a fact, and flagged: the Board decides what follows. `on` is the day of the record.
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
    if filed_on < action_on:
        words = f"An appeal is filed after the action of {day_in_words(action_on)}, not on {day_in_words(filed_on)}."
        return [Finding(code, words, Weight.FORBIDS, source, field="filed_on")]
    last = appeal_last_day(action_on)
    if filed_on <= last:
        return []
    late = counted((filed_on - last).days, "day", "days")
    words = (
        f"Filed on {day_in_words(filed_on)}, {late} after the last day, {day_in_words(last)}. The Board decides what "
        "follows."
    )
    return [
        Finding(code, words, Weight.FLAGS, sources.BOARD_APPEAL, APPEAL_DAYS.on(action_on).reading, field="filed_on")
    ]
