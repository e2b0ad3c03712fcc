"""Days so far ahead, or already over, that they are more likely a slip of the pen than a plan."""

from datetime import date

from law.colorado import sources
from law.colorado.words import day_in_words
from law.dated import Dated, Since
from law.findings import Finding, Weight

FAR_DAYS = Dated(
    "A day of placement or authorization is questioned beyond",
    Since(
        sources.IN_FORCE_FROM,
        365,
        sources.FAR_AHEAD,
        reading="Our reading: the guide sets no limit ahead; more than a year is asked about, never refused.",
    ),
    unit="days",
)
_CODES = {"placement": "CO-NOM-7", "authorization": "CO-CAP-4"}


def check_far_day(*, of: str, starts_on: date, on: date) -> list[Finding]:
    """CO-NOM-7, CO-CAP-4. A day of placement or of authorization more than a year ahead is questioned.

    The guide sets no limit. Our reading: it holds a place, or lifts a limit, from a day that nobody can plan for,
    so it is asked whether the year is meant. `of` is "placement" or "authorization"; `on` is the day of the act.
    """
    if on < sources.IN_FORCE_FROM:
        return []
    far = FAR_DAYS.on(on)
    if (starts_on - on).days <= far.value:
        return []
    words = (
        f"{day_in_words(starts_on)} is more than {far.value} days after {day_in_words(on)}. Check the year: a day "
        "set by mistake can be corrected later, but everything is counted by it until then."
    )
    return [Finding(_CODES[of], words, Weight.ADVISES, far.source, reading=far.reading, field="starts_on")]


def check_authorized_in_the_past(*, starts_on: date, on: date) -> list[Finding]:
    """CO-CAP-4. Additional positions that are authorized from a day that is over are questioned.

    The guide does not speak of earlier days. Our reading: an authorization on paper may have held before it is
    recorded, so it is asked about and never refused; whoever reads it sees both days. `on` is the day of the decision.
    """
    if starts_on >= on:
        return []
    words = (
        f"The authorization counts from {day_in_words(starts_on)} and is given on {day_in_words(on)}. Until today the "
        "department had no such authorization here: name the earlier decision in the good cause, or choose "
        f"{day_in_words(on)} or a later day."
    )
    reading = "Our reading: the guide does not speak of earlier days; one is asked about, never refused."
    return [Finding("CO-CAP-4", words, Weight.ADVISES, sources.ALLOTMENT, reading=reading, field="starts_on")]
