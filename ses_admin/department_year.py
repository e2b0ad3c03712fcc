"""The fiscal year of a department as a line with the days that matter. What stands where is on its board."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import ModuleType
from typing import Any

import law
from accounts.templatetags.words import day as in_words
from contracts import board
from contracts.board import SEASON, years_looked_at
from contracts.models import Contract
from contracts.noticed import Noticed
from contracts.year import FINISHED, Line, Stage, Year
from law.dated import NotInForce

__all__ = ["SEASON", "Books", "Drawing", "Line", "Mark", "Stage", "Year", "draw", "notice_day", "years_looked_at"]


class Books(board.Books):
    """The board of a department, for its director and HR: they know who was given notice in time, and so leaves on
    June 30 and owes no contract that begins later (reading 7). `leaving` are those notices."""

    def __init__(self, *args: Any, leaving: Iterable[Noticed] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaving = {each.incumbency: each for each in leaving}

    def year(self, year: int) -> Year:
        """The contract year; a position whose holder is separated before it begins is vacant in it."""
        found = super().year(year)
        for line in found.lines:
            self._vacate(line)
        last = self.plan.calendar.year_ends(year)
        found.lines.sort(key=lambda line: (line.risk, line.due_on or last, line.placement.position.title))
        return found

    def is_over(self, contract: Contract) -> bool:
        """Whether its person is separated before its term begins."""
        return any(
            (each.position, each.person) == (contract.position_id, contract.employee_id)
            and each.separated_on < contract.starts_on
            for each in self.leaving.values()
        )

    def _vacate(self, line: Line) -> None:
        known = self.leaving.get(line.incumbency.pk) if line.incumbency else None
        if known is None or line.starts_on is None or line.starts_on <= known.separated_on or line.is_signed:
            return
        words = f"{line.incumbency.person} is separated on {in_words(known.separated_on)} after notice"
        line.incumbency, line.due_on, line.stands, line.stages = None, None, board.VACANT, [Stage(words)]
        line.risk, line.is_late, line.is_at_risk, line.waits_for, line.since = FINISHED + 1, False, False, "", None


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
