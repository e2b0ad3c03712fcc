"""How many places are taken on which days. Counted over days, not today's: a removal frees its place the day after."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import law
from accounts.models import Department
from positions.entitlements import NEXT_DAY, Allowance, Entitlement, Grant, entitlement, entitlements
from positions.models import Nomination, Placement

__all__ = [
    "NEXT_DAY",
    "Allowance",
    "Entitlement",
    "Grant",
    "Ledger",
    "Span",
    "busiest",
    "counts",
    "days_that_matter",
    "entitlement",
    "entitlements",
    "ledger",
    "ledger_for",
    "reservation",
    "spans",
    "taken",
    "tightest",
    "tightest_day",
]


@dataclass(frozen=True)
class Span:
    """One place held by a department from a day to a day, both inclusive; `ends_on` None is open.

    `is_reservation`: an approved nomination whose department has not yet set its date. `is_assumed`: not so, but
    asked what if it were.
    """

    department_id: int
    starts_on: date
    ends_on: date | None
    is_reservation: bool = False
    position_id: int = 0
    title: str = ""
    number: str = ""
    is_assumed: bool = False

    def holds(self, day: date) -> bool:
        """Whether the place is held on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def name(self) -> str:
        """The position that holds it."""
        return f"{self.title} ({self.number})"


def spans(
    plan: str, *, ending_from: date, without: Nomination | None = None, department: Department | None = None
) -> list[Span]:
    """Every place held or reserved on `ending_from` or later, leaving out what `without` holds. Two queries."""
    placements = Placement.unscoped.filter(plan=plan).exclude(ends_on__lt=ending_from)
    approved = Nomination.unscoped.filter(plan=plan).reserving(ending_from).select_related("position")
    if department is not None:
        placements, approved = (
            placements.filter(department=department),
            approved.filter(department=department),
        )
    if without is not None and without.pk:
        placements, approved = placements.exclude(nomination=without), approved.exclude(pk=without.pk)
    columns = ("department_id", "starts_on", "ends_on", "position_id", "position__title", "position__number")
    held = [
        Span(owner, starts_on, ends_on, position_id=position, title=title, number=number)
        for owner, starts_on, ends_on, position, title, number in placements.values_list(*columns)
    ]
    return held + [reservation(each) for each in approved if each.reserves_from is not None]


def reservation(nomination: Nomination, *, since: date | None = None, is_assumed: bool = False) -> Span:
    """The place that an approved nomination holds, or would hold `since` a day, until its date is set.

    Of one whose date is set: the place it held until then.
    """
    position, starts_on = nomination.position, since or nomination.reserves_from
    if starts_on is None:
        raise ValueError(f"{nomination} holds no place, so the day from which it would has to be given.")
    return Span(
        nomination.department_id,
        starts_on,
        None if since else nomination.reserves_until,
        is_reservation=True,
        position_id=position.pk,
        title=position.title,
        number=position.number,
        is_assumed=is_assumed,
    )


@dataclass(frozen=True)
class Ledger:
    """The places held from a day on and what departments may have, read once and asked for any day.

    Figures may be added to a copy: the same questions then answer what would be if they were so.
    """

    plan: str
    held: list[Span]
    owed: dict[int, Entitlement]

    def own(self, department_id: int) -> list[Span]:
        """The places of one department."""
        return [span for span in self.held if span.department_id == department_id]

    def most(self, day: date) -> int:
        """How many places there are in the whole state on `day`."""
        most: int = law.plan(self.plan).positions.STATEWIDE_MOST.on(day).value
        return most


def ledger(
    plan: str,
    *,
    since: date,
    departments: Iterable[Department],
    without: Nomination | None = None,
    only: Department | None = None,
) -> Ledger:
    """The ledger from `since` on, with the entitlements of these departments. Four queries, whatever the size.

    It leaves out what `without` holds; and every place but those of the department `only`.
    """
    held = spans(plan, ending_from=since, without=without, department=only)
    return Ledger(plan, held, entitlements(plan, departments))


def ledger_for(nomination: Nomination, *, since: date) -> Ledger:
    """Everything that counts when this nomination would hold a place `since` a day, itself left out."""
    return ledger(nomination.plan, since=since, departments=[nomination.department], without=nomination)


def taken(held: Iterable[Span], *, on: date) -> int:
    """How many of these places are held on the day `on`."""
    return sum(span.holds(on) for span in held)


def counts(held: Iterable[Span], days: Iterable[date]) -> dict[date, int]:
    """How many of these places are held on each of the days."""
    held = list(held)
    taken_from = sorted(span.starts_on for span in held)
    free_from = sorted(span.ends_on + NEXT_DAY for span in held if span.ends_on is not None)
    return {day: bisect_right(taken_from, day) - bisect_right(free_from, day) for day in days}


def days_that_matter(held: Iterable[Span], *, since: date) -> list[date]:
    """`since` and every later day on which a count changes, in order: starts, and days after an end."""
    days = {since}
    for span in held:
        days.add(span.starts_on)
        if span.ends_on is not None:
            days.add(span.ends_on + NEXT_DAY)
    return sorted(day for day in days if day >= since)


def busiest(held: list[Span], *, since: date) -> tuple[date, int]:
    """The first day, from `since` on, on which the most places are held, and how many."""
    changes: dict[date, int] = {}
    for span in held:
        if span.ends_on is not None and span.ends_on < since:
            continue
        start = max(span.starts_on, since)
        changes[start] = changes.get(start, 0) + 1
        if span.ends_on is not None:
            after = span.ends_on + NEXT_DAY
            changes[after] = changes.get(after, 0) - 1
    best_day, best, count = since, changes.pop(since, 0), 0
    count = best
    for day in sorted(changes):
        count += changes[day]
        if count > best:
            best_day, best = day, count
    return best_day, best


def tightest(known: Ledger, department_id: int, *, since: date) -> tuple[date, tuple[int, int | None]]:
    """The tightest day of a department, and how many places it then holds of how many (None: not known)."""
    own, owed = known.own(department_id), known.owed[department_id]
    day = tightest_day(own, owed, since=since)
    return day, (taken(own, on=day), owed.on(day).most)


def tightest_day(own: list[Span], owed: Entitlement, *, since: date) -> date:
    """The first day from `since` on, on which the department has least room (or its FTE count is unknown)."""
    days = sorted({*days_that_matter(own, since=since), *owed.days_that_matter(since=since)})

    def room(day: date) -> int:
        most = owed.on(day).most
        return -(10**6) if most is None else most - taken(own, on=day)

    return min(days, key=lambda day: (room(day), day))
