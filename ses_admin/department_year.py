"""The fiscal year of a department as a line with the days that matter. What stands where is on its board."""

from dataclasses import dataclass
from datetime import date
from types import ModuleType

import law
from contracts.board import SEASON, Books, years_looked_at
from contracts.year import Line, Stage, Year
from law.dated import NotInForce

__all__ = ["SEASON", "Books", "Drawing", "Line", "Mark", "Stage", "Year", "draw", "notice_day", "years_looked_at"]


@dataclass(frozen=True)
class Mark:
    """A day on the line of the year: `x` of 1,000 from its left end."""

    x: int
    on: date
    words: str
    rule: str = ""


@dataclass(frozen=True)
class Drawing:
    """The fiscal year as a horizontal line: the beginnings of its months, and the days that matter."""

    words: str
    months: list[tuple[int, date]]
    marks: list[Mark]


def draw(*, on: date, code: str = law.DEFAULT_PLAN) -> Drawing:
    """The fiscal year of the day `on` with today, the last safe day for notice, and the last day for contracts."""
    plan = law.plan(code)
    year = plan.calendar.fiscal_year(on)
    first, last = plan.calendar.year_starts(year), plan.calendar.year_ends(year)

    def x(day: date) -> int:
        return round((day - first).days * 1000 / (last - first).days)

    marks = [
        Mark(x(on), on, "Today"),
        Mark(x(last), last, "Last day to sign the contracts of the next year", "CO-CON-1"),
    ]
    notice = notice_day(plan, on=on)
    if notice is not None:
        marks.append(Mark(x(notice), notice, "Last safe day for notice of unsatisfactory performance", "CO-REM-3"))
    months = [date(first.year + month // 12, month % 12 + 1, 1) for month in range(6, 18)]
    words = plan.calendar.fiscal_year_words(year)
    return Drawing(words, [(x(day), day) for day in months], sorted(marks, key=lambda mark: mark.on))


def notice_day(plan: ModuleType, *, on: date) -> date | None:
    """The last safe day for notice in the fiscal year of `on`; None for a year before the rules."""
    try:
        return plan.calendar.notice_last_safe_day(plan.calendar.fiscal_year(on))
    except NotInForce:
        return None
