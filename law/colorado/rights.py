"""What a member of the SES has and has not, worked out for one person."""

from dataclasses import dataclass
from datetime import date

from law.colorado import sources
from law.colorado.appeals import APPEAL_DAYS, appeal_last_day
from law.colorado.calendar import year_ends
from law.colorado.notices import Standing
from law.colorado.readings import READINGS
from law.colorado.words import day_in_words
from law.dated import Source


@dataclass(frozen=True)
class Right:
    """One line of the page of rights: `has` is None where it depends on something that is not recorded."""

    code: str
    name: str
    has: bool | None
    words: str
    source: Source
    reading: str = ""


def rights(
    *,
    certified: bool | None,
    previously_certified_class: str,
    standing: Standing,
    year: int,
    given_on: date | None = None,
    on: date,
) -> list[Right]:
    """CO-RIG-1, CO-RIG-2, CO-LAY-1, CO-LAY-2, CO-PAY-6, CO-PAY-7, CO-NOM-5, CO-DIS-1, CO-REM-6. This person's rights.

    `certified` is None when it is not recorded; `standing` is how a notice of unsatisfactory performance of the
    fiscal year `year` stands; `given_on` is the day on which the separation was given to them, None before. `on` is the
    day on which the page is read.
    """
    return [
        _like_others(certified),
        _reinstatement(certified, previously_certified_class.strip()),
        Right(
            "CO-LAY-1",
            "To be retained, or re-employed, in a layoff",
            False,
            "No: SES employees have no retention or re-employment rights.",
            sources.RIGHTS,
        ),
        Right(
            "CO-NOM-5",
            "To appeal the decision that moves the position into or out of the SES",
            False,
            "No: that decision is final.",
            sources.RIGHTS,
        ),
        Right(
            "CO-PAY-6",
            "Automatic adjustments of pay, such as the salary survey",
            False,
            "No: pay is set in the yearly contract only.",
            sources.RIGHTS,
        ),
        Right(
            "CO-PAY-7",
            "To appeal a lower salary from one contract year to the next",
            False,
            "No: it cannot be appealed.",
            sources.RIGHTS,
        ),
        Right(
            "CO-RIG-2",
            "A position outside the SES",
            False,
            "No: nobody in the SES has a right to a position outside it.",
            sources.FORM_NOTES,
        ),
        Right(
            "CO-DIS-1",
            "The ordinary disciplinary process, with its appeal",
            True,
            "Yes: the same as for other employees of the personnel system.",
            sources.DISCIPLINE,
        ),
        _notice(standing, year=year),
        _appeal(standing, year=year, given_on=given_on),
    ]


def _like_others(certified: bool | None) -> Right:
    words = {
        True: "Yes: those of other certified employees, except the ones listed here.",
        False: "Not as a certified employee: this person is recorded as not certified.",
        None: "It is not recorded whether this person is certified. Ask department HR.",
    }
    name = "The rights of other certified employees"
    return Right("CO-RIG-1", name, certified, words[certified], sources.RIGHTS)


def _reinstatement(certified: bool | None, job_class: str) -> Right:
    name = "Reinstatement privilege to a vacant position in the previously certified class"
    if certified is False:
        has, words = False, "No: this person was not certified."
    elif certified is None or not job_class:
        has, words = None, "It is not recorded in which class this person was certified before. Ask department HR."
    else:
        has, words = True, f"Yes, in a layoff: to any vacant position in the class {job_class}."
    reading = "Our reading: a privilege makes somebody eligible; it is no right to be placed."
    return Right("CO-LAY-2", name, has, words, sources.LAYOFF, reading)


def _notice(standing: Standing, *, year: int) -> Right:
    last_day = day_in_words(year_ends(year))
    words = {
        Standing.NONE: f"No notice was given. Without one in time nobody is separated on {last_day} for performance.",
        Standing.IN_TIME: f"Notice was given in time: the separation is on {last_day}.",
        Standing.DISPUTED: f"Notice was given on May 1. DPA/DHR settles whether it was in time for {last_day}.",
        Standing.LATE: f"Notice came too late: nobody is separated on {last_day} because of it.",
    }
    name = "Written notice in time before a separation for performance"
    return Right("CO-REM-3", name, True, words[standing], sources.NOTICE, READINGS[6])


def _appeal(standing: Standing, *, year: int, given_on: date | None) -> Right:
    last_day = year_ends(year)
    name = "Appeal of such a separation to the State Personnel Board, and nowhere else"
    words = f"Yes: within {APPEAL_DAYS.on(last_day).value} days after the separation."
    if standing is Standing.IN_TIME:
        last = appeal_last_day(last_day, given_on=given_on)
        words = f"Yes: the last day for an appeal of the separation is {day_in_words(last)}."
    return Right("CO-REM-6", name, True, words, sources.BOARD_APPEAL, APPEAL_DAYS.on(last_day).reading)
