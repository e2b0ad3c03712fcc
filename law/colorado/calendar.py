"""The year of the Colorado plan: fiscal years, contract years, and the days on which something is due.

Every day is a day in Denver (reading 15): whoever calls turns a moment into a Denver date first.
"""

from datetime import date, timedelta

from law.colorado import sources
from law.colorado.readings import READINGS
from law.dated import Dated, Since

YEAR_STARTS = Dated(
    "The fiscal year and the contract year start on",
    Since(sources.IN_FORCE_FROM, (7, 1), sources.CONTRACT_DUE),
    unit="month and day",
)
CONTRACT_DAYS_AFTER_HIRE = Dated(
    "A contract is due after a hire or a movement within",
    Since(
        sources.IN_FORCE_FROM,
        30,
        sources.CONTRACT_DUE,
        reading=READINGS[10],
    ),
    unit="calendar days",
)
NOTICE_LAST_SAFE = Dated(
    "The last safe day for a notice of unsatisfactory performance is",
    Since(
        sources.IN_FORCE_FROM,
        (4, 30),
        sources.NOTICE_IN_TIME,
        reading=READINGS[6],
    ),
    unit="month and day",
)

# Counting years is arithmetic, not a rule that comes into force: earlier days have a fiscal year too.
_FIRST_MONTH, _FIRST_DAY = YEAR_STARTS.entries[0].value


def year_starts(fiscal_year: int) -> date:
    """July 1 of the year in which the fiscal year begins: 2004 gives July 1, 2004."""
    return date(fiscal_year, _FIRST_MONTH, _FIRST_DAY)


def year_ends(fiscal_year: int) -> date:
    """The last day of the fiscal year (inclusive): 2004 gives June 30, 2005.

    The calendar ends with the year 9999, and so does its last fiscal year.
    """
    if fiscal_year >= date.max.year:
        return date.max
    return year_starts(fiscal_year + 1) - timedelta(days=1)


def fiscal_year(day: date) -> int:
    """The fiscal year that `day` falls in, named by the year it begins: June 30, 2005 gives 2004."""
    return day.year if day >= year_starts(day.year) else day.year - 1


def fiscal_year_words(fiscal_year: int) -> str:
    """The fiscal year as people write it: 2004 gives "2004-05", 1999 gives "1999-00"."""
    return f"{fiscal_year}-{(fiscal_year + 1) % 100:02d}"


def contract_ends_on(starts_on: date) -> date:
    """The last day (inclusive) of a contract that starts on `starts_on`: always the next June 30.

    CO-CON-1, SES Form 1: "... - June 30, 2005". A contract that starts on June 30 ends the same day.
    """
    return year_ends(fiscal_year(starts_on))


def thirty_days_after(day: date) -> date:
    """The last day (inclusive) on which the contract is due after a hire or a movement on `day`.

    CO-CON-2, reading 10: calendar days, counted from the day after: July 10 gives August 9.
    Raises NotInForce for a `day` before May 1, 2004.
    """
    return day + timedelta(days=CONTRACT_DAYS_AFTER_HIRE.on(day).value)


def contract_due_on(*, starts_on: date, hired_on: date | None = None) -> date:
    """The last day (inclusive) on which the contract that starts on `starts_on` is signed in time.

    CO-CON-1, reading 5: a contract for a new year is due on June 30, the day before July 1.
    CO-CON-2, readings 10 and 18: who was hired or moved on `hired_on` has until the 30th calendar
    day after it, if that is later. A contract starting on another day than July 1 starts
    because of a hire or a movement; without `hired_on`, that is taken to be on `starts_on`.
    Raises NotInForce if `starts_on` is before May 1, 2004.
    """
    days = CONTRACT_DAYS_AFTER_HIRE.on(starts_on).value
    first_day = year_starts(fiscal_year(starts_on))
    if hired_on is None and starts_on != first_day:
        hired_on = starts_on
    day_before_the_year = first_day - timedelta(days=1)
    if hired_on is None:
        return day_before_the_year
    return max(day_before_the_year, hired_on + timedelta(days=days))


def notice_last_safe_day(fiscal_year: int) -> date:
    """The last safe day (inclusive) for written notice of unsatisfactory performance in that year.

    CO-REM-3, reading 6: April 30. Notice on May 1 is accepted and stays flagged as disputed.
    Raises NotInForce for a year whose April 30 is before May 1, 2004.
    """
    last_day = year_ends(fiscal_year)
    month, day = NOTICE_LAST_SAFE.on(last_day).value
    return date(last_day.year, month, day)
