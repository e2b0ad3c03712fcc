"""How many places are taken on which days. Counted over days, not today's: a removal frees its place the day after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import law
from accounts.models import Department
from accounts.templatetags.words import day as in_words
from positions.models import Authorization, FteCount, Nomination, Placement

NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """One place held by a department from a day to a day, both inclusive; `ends_on` None is open.

    `is_reservation`: an approved nomination whose department has not yet set its date.
    """

    department_id: int
    starts_on: date
    ends_on: date | None
    is_reservation: bool = False

    def holds(self, day: date) -> bool:
        """Whether the place is held on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Grant:
    """Additional positions a department may have from a day to a day, both inclusive."""

    number: int
    starts_on: date
    ends_on: date | None

    def holds(self, day: date) -> bool:
        """Whether it is in force on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


def spans(
    plan: str, *, ending_from: date, without: Nomination | None = None, department: Department | None = None
) -> list[Span]:
    """Every place held or reserved on `ending_from` or later, leaving out what `without` holds. Two queries."""
    placements = Placement.unscoped.filter(plan=plan).exclude(ends_on__lt=ending_from)
    approved = Nomination.unscoped.filter(plan=plan, state="approved")
    if department is not None:
        placements, approved = (
            placements.filter(department=department),
            approved.filter(department=department),
        )
    if without is not None and without.pk:
        placements, approved = placements.exclude(nomination=without), approved.exclude(pk=without.pk)
    held = [Span(*row) for row in placements.values_list("department_id", "starts_on", "ends_on")]
    for nomination in approved:
        starts_on = nomination.reserves_from
        if starts_on is not None:
            held.append(Span(nomination.department_id, starts_on, None, is_reservation=True))
    return held


def taken(held: Iterable[Span], *, on: date) -> int:
    """How many of these places are held on the day `on`."""
    return sum(span.holds(on) for span in held)


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


@dataclass(frozen=True)
class Allowance:
    """What a department may have on one day: permanent FTE, the allotment they give, and additional positions."""

    fte: Decimal | None
    allotment: int | None
    authorized: int

    @property
    def most(self) -> int | None:
        """Allotment and additional positions together; None when no FTE count is known."""
        return None if self.allotment is None else self.allotment + self.authorized


class Entitlement:
    """A department's FTE counts and authorizations, read once and asked for any day."""

    def __init__(self, plan: str, counts: dict[int, Decimal], grants: list[Grant]) -> None:
        self._law = law.plan(plan)
        self._counts = counts
        self._grants = grants

    def fte(self, on: date) -> Decimal | None:
        """Permanent FTE for the fiscal year of `on`: that year's count, else the last one before it, else None."""
        year = self._law.calendar.fiscal_year(on)
        known = [counted for counted in self._counts if counted <= year]
        return self._counts[max(known)] if known else None

    def is_counted(self, on: date) -> bool:
        """Whether the fiscal year of `on` has a count of its own."""
        return self._law.calendar.fiscal_year(on) in self._counts

    def authorized(self, on: date) -> int:
        """Additional positions in force on the day `on`."""
        return sum(grant.number for grant in self._grants if grant.holds(on))

    def on(self, day: date) -> Allowance:
        """What the department may have on `day`."""
        fte = self.fte(day)
        allotment = None if fte is None else self._law.positions.allotment(fte, on=day)
        return Allowance(fte, allotment, self.authorized(day))

    def days_that_matter(self, *, since: date) -> list[date]:
        """Days from `since` on, on which the allowance can change."""
        days = {self._law.calendar.year_starts(year) for year in self._counts}
        for grant in self._grants:
            days.add(grant.starts_on)
            if grant.ends_on is not None:
                days.add(grant.ends_on + NEXT_DAY)
        return sorted(day for day in days if day >= since)


def entitlements(plan: str, departments: Iterable[Department]) -> dict[int, Entitlement]:
    """The entitlement of each department, by its key. Two queries, however many departments."""
    keys = [department.pk for department in departments]
    counts: dict[int, dict[int, Decimal]] = {key: {} for key in keys}
    grants: dict[int, list[Grant]] = {key: [] for key in keys}
    recorded = FteCount.unscoped.filter(plan=plan, department__in=keys).order_by("pk")  # a correction comes later
    for key, year, fte in recorded.values_list("department_id", "fiscal_year", "fte"):
        counts[key][year] = fte
    for key, number, starts_on, ends_on in Authorization.unscoped.filter(
        plan=plan, department__in=keys, state="granted"
    ).values_list("department_id", "number", "starts_on", "ends_on"):
        grants[key].append(Grant(number, starts_on, ends_on))
    return {key: Entitlement(plan, counts[key], grants[key]) for key in keys}


def entitlement(plan: str, department: Department) -> Entitlement:
    """The entitlement of one department."""
    return entitlements(plan, [department])[department.pk]


@dataclass(frozen=True)
class Effect:
    """What placing a position from `since` on would make, the position always counted.

    `statewide_first` is the statewide count on `since`, `statewide` the one on its busiest day, `statewide_on`.
    `department` is the department's count on `department_on`, the day on which it has least room.
    """

    since: date
    statewide_first: int
    statewide: int
    statewide_most: int
    statewide_on: date
    department_name: str
    department: int
    allowance: Allowance
    department_on: date

    @property
    def over(self) -> int:
        """How many additional positions would have to be authorized for it; 0 for none, or when FTE are unknown."""
        return 0 if self.allowance.most is None else max(0, self.department - self.allowance.most)

    @property
    def statewide_words(self) -> str:
        """Such as "119th of 125 on January 1, 2027; at most 121, on March 1, 2027"."""
        first = f"{ordinal(self.statewide_first)} of {self.statewide_most} on {in_words(self.since)}"
        if self.statewide == self.statewide_first:
            return first
        return f"{first}; at most {self.statewide}, on {in_words(self.statewide_on)}"

    @property
    def department_words(self) -> str:
        """Such as "Allotment 3, authorized 0. It has 3, with this one 4: needs 1 more authorized"."""
        if self.allowance.most is None:
            return (
                f"It has {self.department - 1}, with this one {self.department}; no FTE count, so it cannot be judged"
            )
        day = "" if self.department_on == self.since else f" on {in_words(self.department_on)}"
        result = f"needs {self.over} more authorized" if self.over else "within what it may have"
        return (
            f"Allotment {self.allowance.allotment}, authorized {self.allowance.authorized}{day}. "
            f"It has {self.department - 1}, with this one {self.department}: {result}"
        )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th, 121st."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def effect(nomination: Nomination, *, since: date) -> Effect:
    """The count that placing this nomination's position from `since` on (inclusive, open-ended) would make."""
    plan = law.plan(nomination.plan)
    held = spans(nomination.plan, ending_from=since, without=nomination)
    statewide_on, statewide = busiest(held, since=since)
    own = [span for span in held if span.department_id == nomination.department_id]
    owed = entitlement(nomination.plan, nomination.department)
    day = tightest_day(own, owed, since=since)
    return Effect(
        since=since,
        statewide_first=taken(held, on=since) + 1,
        statewide=statewide + 1,
        statewide_most=plan.positions.STATEWIDE_MOST.on(statewide_on).value,
        statewide_on=statewide_on,
        department_name=nomination.department.name,
        department=taken(own, on=day) + 1,
        allowance=owed.on(day),
        department_on=day,
    )


def tightest_day(own: list[Span], owed: Entitlement, *, since: date) -> date:
    """The first day from `since` on, on which the department has least room (or its FTE count is unknown)."""
    days = sorted({*days_that_matter(own, since=since), *owed.days_that_matter(since=since)})

    def room(day: date) -> int:
        most = owed.on(day).most
        return -(10**6) if most is None else most - taken(own, on=day)

    return min(days, key=lambda day: (room(day), day))
