"""How long a completed form is kept, and when it may be disposed of."""

from datetime import date, timedelta

from law.colorado import sources
from law.colorado.readings import READINGS
from law.colorado.words import counted, day_in_words
from law.dated import Dated, Since
from law.findings import Finding, Weight

FORM_YEARS = Dated(
    "A completed form is kept after its completion for",
    Since(sources.IN_FORCE_FROM, 5, sources.FORM_SALARY, reading=READINGS[14]),
    unit="years",
)
FILE_YEARS = Dated(
    "A personnel file is kept after the person has left for",
    Since(sources.IN_FORCE_FROM, 10, sources.PERSONNEL_FILE, reading=READINGS[14]),
    unit="years",
)
LAST_FORMS = Dated(
    "The last completed forms of somebody that are kept in any case",
    Since(sources.IN_FORCE_FROM, 3, sources.PERSONNEL_FILE, reading=READINGS[14]),
    unit="forms",
)


def kept_through(*, completed_on: date, left_on: date | None) -> date:
    """The last day (inclusive) on which a completed form is kept: CO-REC-1, reading 14, the longer duty holds.

    Five years from `completed_on`; for somebody who left the service on `left_on`, ten years from then if that is
    later. What was completed on February 29 is kept through March 1: never a day less.
    """
    last = _years_after(completed_on, FORM_YEARS.on(max(completed_on, sources.IN_FORCE_FROM)).value)
    if left_on is None:
        return last
    return max(last, _years_after(left_on, FILE_YEARS.on(max(left_on, sources.IN_FORCE_FROM)).value))


def check_disposal(
    *, completed_on: date | None, left_on: date | None, newer_forms: int, held_because: str, on: date
) -> list[Finding]:
    """CO-REC-1. Nothing is disposed of before its day, while it is held, or while it is among the last forms kept.

    `completed_on` is None for a form that is not completed; `left_on` the day on which the person left the
    service; `newer_forms` counts their completed forms that are newer than this one; `held_because` is the reason
    of a hold in force, or empty. `on` is the day of the disposal.
    """
    if completed_on is None:
        return [_forbids("This form is not completed, so no time has begun to run. It is kept.")]
    if completed_on > on:
        words = f"This form is completed on {day_in_words(completed_on)} at the earliest: its time runs from that day."
        return [_forbids(f"{words} It is kept.")]
    findings = []
    if held_because:
        findings.append(_forbids(f"A hold is in force: {held_because} It has to end first."))
    last_day = kept_through(completed_on=completed_on, left_on=left_on)
    if on <= last_day:
        findings.append(
            _forbids(
                f"This form is kept through {day_in_words(last_day)}. It can be disposed of from "
                f"{day_in_words(last_day + timedelta(days=1))} on."
            )
        )
    least = LAST_FORMS.on(max(on, sources.IN_FORCE_FROM)).value
    if newer_forms < least:
        findings.append(
            _forbids(
                f"The last {counted(least, 'form', 'forms')} of a person are kept in any case; this is number "
                f"{newer_forms + 1} from the newest."
            )
        )
    return findings


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # February 29, in a year that has none
        return date(day.year + years, 3, 1)


def _forbids(words: str) -> Finding:
    return Finding("CO-REC-1", words, Weight.FORBIDS, sources.FORM_SALARY, reading=READINGS[14])
