"""Notice of unsatisfactory performance, and what follows on June 30 and July 1; the appeal is in appeals.py."""

from datetime import date
from enum import Enum

from law.colorado import sources
from law.colorado.appeals import (
    APPEAL_DAYS,
    APPEALS,
    HOW_TO_APPEAL,
    appeal_last_day,
    check_appeal,
    check_appeal_in_time,
)
from law.colorado.calendar import (
    contract_due_on,
    fiscal_year,
    fiscal_year_words,
    notice_last_safe_day,
    year_ends,
    year_starts,
)
from law.colorado.readings import READINGS
from law.colorado.words import counted, day_in_words
from law.dated import Dated, Since
from law.findings import Finding, Weight

__all__ = [
    "APPEALS",
    "APPEAL_DAYS",
    "HOW_TO_APPEAL",
    "NOTICE_DISPUTED",
    "JulyFirst",
    "Standing",
    "appeal_last_day",
    "check_appeal",
    "check_appeal_in_time",
    "check_notice",
    "check_separation",
    "july_first",
    "notice_standing",
]

NOTICE_DISPUTED = Dated(
    "Notice of unsatisfactory performance is disputed when it is given on",
    Since(sources.IN_FORCE_FROM, (5, 1), sources.NOTICE_IN_TIME, reading=READINGS[6]),
    unit="month and day",
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


def notice_standing(*, year: int, delivered_on: date | None, found_in_time: bool | None = None) -> Standing:
    """CO-REM-3, reading 6. How a written notice of the fiscal year `year` stands for the June 30 that ends it.

    Delivered through April 30 of that year it is in time; later than May 1 it is late, also when the year is over.
    `delivered_on` is None without a delivered notice, or for one that was taken back. `found_in_time` is how
    DPA/DHR settled a notice of May 1: None while nobody has. It says nothing about any other day.
    """
    if delivered_on is None:
        return Standing.NONE
    if delivered_on <= notice_last_safe_day(year):
        return Standing.IN_TIME
    if delivered_on != _disputed_day(year) or found_in_time is False:
        return Standing.LATE
    return Standing.IN_TIME if found_in_time else Standing.DISPUTED


def _disputed_day(year: int) -> date:
    last_day = year_ends(year)
    month, day = NOTICE_DISPUTED.on(last_day).value
    return date(last_day.year, month, day)


def check_notice(
    *,
    grounds: str,
    year: int,
    signed_on: date | None,
    delivered_on: date | None,
    found_in_time: bool | None = None,
    on: date,
) -> list[Finding]:
    """CO-REM-3. A notice is written, says why, is signed in its fiscal year `year`, and is delivered in time.

    `signed_on` and `delivered_on` are None before that; then the day `on` on which it is looked at stands for them. A
    notice after April 30 is still a fact: it is flagged, and no ground for a separation on June 30.
    """
    findings = []
    if not grounds.strip():
        findings.append(
            _of_notice(
                "The notice does not say how the performance was unsatisfactory. Write the grounds.", field="grounds"
            )
        )
    now = fiscal_year(on)
    if signed_on is None and now > year:
        words = f"The year {fiscal_year_words(year)} is over; begin a notice for {fiscal_year_words(now)}."
        findings.append(_of_notice(words, field="fiscal_year"))
    day = delivered_on or on
    standing = notice_standing(year=year, delivered_on=day, found_in_time=found_in_time)
    last = notice_last_safe_day(year)
    late = f"it is late, and nobody is separated on {day_in_words(year_ends(year))} because of it."
    if standing is Standing.DISPUTED:
        words = (
            f"The last safe day for notice was {day_in_words(last)}. One given on {day_in_words(day)} stays disputed "
            "until DPA/DHR settles it."
        )
    elif standing is Standing.LATE and day == _disputed_day(year):
        words = f"DPA/DHR settled that the notice of {day_in_words(day)} came too late: {late}"
    elif standing is Standing.LATE:
        words = f"Notice was due by {day_in_words(last)}; given on {day_in_words(day)} {late}"
    else:
        return findings
    return [
        *findings,
        Finding("CO-REM-3", words, Weight.FLAGS, sources.NOTICE_IN_TIME, reading=READINGS[6], field="delivered_on"),
    ]


def _of_notice(words: str, *, field: str) -> Finding:
    return Finding("CO-REM-3", words, Weight.FORBIDS, sources.NOTICE, field=field)


_KEPT = (
    "Our reading: after that June 30, a contract for the next year that all have signed has kept the person in the "
    "position; a separation afterwards needs a new notice."
)


def check_separation(*, standing: Standing, year: int, last_day: date, was_kept: bool, on: date) -> list[Finding]:
    """CO-REM-3, CO-REM-5. Separation for unsatisfactory performance rests on a notice in time, and is on June 30.

    `year` is the fiscal year of the notice; `last_day` is the last day in the position (inclusive); `was_kept`: a
    contract for a later year is signed by all; `on` is the day of the act. Recorded after that June 30 it is flagged.
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
    june_30 = year_ends(year)
    if last_day != june_30:
        words = f"The separation is on {day_in_words(june_30)}, June 30 of the year of the notice, not on "
        findings.append(_of_separation(f"{words}{day_in_words(last_day)}.", Weight.FORBIDS))
    if on > june_30 and was_kept:
        words = (
            f"{day_in_words(june_30)} has passed, and a contract for the year after it is signed by all: the position "
            "was kept, and nobody is separated for that day any more. Begin a notice of this year instead."
        )
        findings.append(_of_separation(words, Weight.FORBIDS, reading=_KEPT))
    elif on > june_30:
        days = counted((on - june_30).days, "day", "days")
        words = (
            f"Recorded {days} after {day_in_words(june_30)}, the day of the separation. The days for an appeal are "
            "counted from the day on which the letter is given."
        )
        findings.append(_of_separation(words, Weight.FLAGS, reading=APPEAL_DAYS.on(on).reading))
    return findings


def _of_separation(words: str, weight: Weight, *, reading: str = "") -> Finding:
    return Finding("CO-REM-5", words, weight, sources.NOTICE, reading=reading, field="last_day")


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
