"""How an appointment ends: plainly, by discipline, by layoff, after notice, by transfer. The position stays."""

from dataclasses import dataclass
from datetime import date

from law.colorado import calendar, sources
from law.colorado.readings import READINGS
from law.colorado.words import day_in_words
from law.findings import Finding, Weight

DISMISSAL, DEMOTION, LAYOFF, SEPARATION = "dismissal", "demotion", "layoff", "separation"
ACTING_OVER, TRANSFER, CONVERSION, DEATH = "acting_over", "transfer", "conversion", "death"


@dataclass(frozen=True)
class Way:
    """A way in which an appointment ends, and the step that records it."""

    code: str
    words: str
    verb: str


WAYS: tuple[Way, ...] = (
    Way("resignation", "Resignation", "end"),
    Way("retirement", "Retirement", "end"),
    Way(DEATH, "Death", "end"),
    Way(ACTING_OVER, "The acting appointment is over", "end"),
    Way(LAYOFF, "Layoff", "lay_off"),
    Way(DISMISSAL, "Discipline: dismissal", "discipline"),
    Way(DEMOTION, "Discipline: demotion out of the SES", "discipline"),
    Way(SEPARATION, "Separation after notice of unsatisfactory performance", "separate"),
    Way(TRANSFER, "Transfer to another SES position", "transfer"),
    Way(CONVERSION, "Conversion of the position to the Management plan", "convert"),
)
"""CO-APT-5. Of them only the conversion takes the position out of the SES. The last three are recorded by what leads
to them."""

CAUSES: tuple[tuple[str, str], ...] = (
    ("standards", "Failure to comply with standards of efficient service or competence"),
    ("misconduct", "Willful misconduct"),
    ("duties", "Willful failure or inability to perform the duties"),
    ("offense", "Conviction of a felony or of an offense of moral turpitude"),
)
"""CO-DIS-1. The causes for which any employee of the personnel system may be disciplined."""

_OF_THE_POSITION = (LAYOFF, DISMISSAL, DEMOTION, SEPARATION, TRANSFER)


def check_ending(
    *,
    way: str,
    acting: bool,
    starts_on: date,
    ends_on: date,
    cause: str = "",
    met_on: date | None = None,
    noticed_on: date | None = None,
    on: date,
) -> list[Finding]:
    """CO-APT-5, CO-DIS-1, CO-PAY-11, CO-REM-3. How an appointment may end.

    Our reading of CO-APT-5: "discipline or layoff" is how the state ends it; resignation, retirement and death are
    plain ends, and dismissal after notice is the way that the sentence leaves out. An acting appointment ends as
    what it is: the other ways are about the position that a person holds for good. `met_on` is the day of the
    meeting before a disciplinary action, `noticed_on` that of the notice of unsatisfactory performance. `on` is
    the day on which the end is recorded; the days that are judged are `starts_on` and `ends_on`, both inclusive.
    """
    findings = _check_way(way, acting=acting, starts_on=starts_on, ends_on=ends_on, on=on)
    if way in (DISMISSAL, DEMOTION):
        findings += _check_discipline(way, cause=cause, met_on=met_on, ends_on=ends_on)
    if way == SEPARATION:
        findings += _check_separation(noticed_on=noticed_on, ends_on=ends_on)
    return findings


def _check_way(way: str, *, acting: bool, starts_on: date, ends_on: date, on: date) -> list[Finding]:
    found = []
    if way not in {known.code for known in WAYS}:
        found.append(("Choose how the appointment ends.", "way"))
    elif acting and way in _OF_THE_POSITION:
        found.append(
            ("This is an acting appointment. Record that it is over; what happens to the position that the person "
             "holds for good is recorded there.", "way")
        )  # fmt: skip
    elif way == ACTING_OVER and not acting:
        found.append(("This is not an acting appointment. Choose how it ends.", "way"))
    if ends_on < starts_on:
        found.append(
            (f"The last day, {day_in_words(ends_on)}, is before the first, {day_in_words(starts_on)}.", "ends_on")
        )
    if way == DEATH and ends_on > on:
        found.append(
            (f"The last day, {day_in_words(ends_on)}, is still to come. A death is recorded after it.", "ends_on")
        )
    return [
        Finding("CO-APT-5", words, Weight.FORBIDS, sources.APPOINTING, reading=_LEAVING, field=field)
        for words, field in found
    ]


_LEAVING = "Our reading: the sentence on discipline and layoff leaves out plain ends and dismissal after notice."


def _check_discipline(way: str, *, cause: str, met_on: date | None, ends_on: date) -> list[Finding]:
    findings = []
    if cause not in dict(CAUSES):
        findings.append(
            Finding(
                "CO-DIS-1",
                "Choose the cause: discipline rests on one of those that the law names for every employee.",
                Weight.FORBIDS,
                sources.DISCIPLINE_LAW,
                field="cause",
            )
        )
    if met_on is None or met_on > ends_on:
        doubt = (
            "No meeting before the disciplinary action is recorded."
            if met_on is None
            else f"The meeting of {day_in_words(met_on)} is after the last day, {day_in_words(ends_on)}."
        )
        findings.append(
            Finding(
                "CO-DIS-1",
                f"{doubt} The ordinary process has one before anything is decided.",
                Weight.FLAGS,
                sources.DISCIPLINE,
                reading="Our reading: the meeting before a disciplinary action belongs to the ordinary process.",
                field="met_on",
            )
        )
    if way == DEMOTION:
        findings.append(
            Finding(
                "CO-PAY-11",
                "After the demotion, pay follows the ordinary rules of downward movement; it is set outside the SES.",
                Weight.ADVISES,
                sources.DISCIPLINE,
            )
        )
    return findings


def _check_separation(*, noticed_on: date | None, ends_on: date) -> list[Finding]:
    """The notice comes first and in time (reading 6); the separation is on June 30 of the same year."""
    year = calendar.fiscal_year(ends_on)
    last_day, safe = calendar.year_ends(year), calendar.notice_last_safe_day(year)
    weight = Weight.FORBIDS
    if noticed_on is None:
        words = "No notice of unsatisfactory performance is recorded, so nobody can be separated for it."
    elif ends_on != last_day:
        words = f"Separation after notice is on {day_in_words(last_day)}, not on {day_in_words(ends_on)}."
    elif (noticed_on - safe).days > 1:
        words = f"The notice of {day_in_words(noticed_on)} came too late: the last safe day was {day_in_words(safe)}."
    elif noticed_on > safe:
        weight = Weight.FLAGS
        words = (
            f"The notice was given on {day_in_words(noticed_on)}, after the last safe day, {day_in_words(safe)}: it "
            "counts only where DPA/DHR settled that it was in time."
        )
    else:
        return []
    return [Finding("CO-REM-3", words, weight, sources.NOTICE, reading=READINGS[6], field="noticed_on")]
