"""When a job description is current."""

from datetime import date

from law.colorado import sources
from law.colorado.words import day_in_words
from law.dated import Dated, Since
from law.findings import Finding, Weight

JOB_DESCRIPTION_CURRENT_DAYS = Dated(
    "A job description is taken to be current for",
    Since(
        sources.IN_FORCE_FROM,
        365,
        sources.CURRENT_DESCRIPTION,
        reading='Our reading: the guide does not define "current"; older than a year is flagged.',
    ),
    unit="days",
)


def check_description_age(*, dated_on: date | None, on: date) -> list[Finding]:
    """CO-NOM-2. A job description is to be current.

    "Current" is not defined. Our reading: a description older than a year is flagged, as is one without
    a date or with a later one. `dated_on` is the day on the description, `on` the day it is looked at.
    Raises NotInForce before May 1, 2004.
    """
    current = JOB_DESCRIPTION_CURRENT_DAYS.on(on)
    if dated_on is None:
        doubt = "The job description has no date, so nobody can tell that it is current. Enter its date."
    elif dated_on > on:
        doubt = (
            f"The job description is dated {day_in_words(dated_on)}, which is after {day_in_words(on)}. Check its date."
        )
    elif (on - dated_on).days > current.value:
        doubt = (
            f"The job description is dated {day_in_words(dated_on)}, more than {current.value} "
            f"days before {day_in_words(on)}. Attach one that is current, or have DPA/DHR accept this one."
        )
    else:
        return []
    return [Finding("CO-NOM-2", doubt, Weight.FLAGS, current.source, reading=current.reading, field="job_description")]
