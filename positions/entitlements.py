"""What a department may have on any day: its FTE counts, the allotment they give, and what is authorized beyond it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import DateField, DecimalField, F, Value
from django.db.models.functions import Cast

import law
from accounts.models import Department
from positions.models import Authorization, FteCount

NEXT_DAY = timedelta(days=1)
NO_DAY = Cast(Value(None), DateField())
NO_FTE = Cast(Value(None), DecimalField(max_digits=9, decimal_places=1))


@dataclass(frozen=True)
class Grant:
    """Additional positions a department may have from a day to a day, both inclusive."""

    number: int
    starts_on: date
    ends_on: date | None
    is_assumed: bool = False

    def holds(self, day: date) -> bool:
        """Whether it is in force on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


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
        self._plan = plan
        self._law = law.plan(plan)
        self._counts = counts
        self._grants = grants
        self._assumed: set[int] = set()  # fiscal years whose count is only assumed

    def assuming(self, *, counts: dict[int, Decimal], grants: Iterable[Grant] = ()) -> "Entitlement":
        """The same with other counts, by fiscal year, and with more grants. Nothing is stored."""
        assumed = Entitlement(self._plan, {**self._counts, **counts}, [*self._grants, *grants])
        assumed._assumed = {*self._assumed, *counts}
        return assumed

    def fte(self, on: date) -> Decimal | None:
        """Permanent FTE for the fiscal year of `on`: that year's count, else the last one before it, else None."""
        year = self._year(on)
        return None if year is None else self._counts[year]

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

    def assumed(self, day: date) -> list[tuple[str, bool]]:
        """The count in force on `day` where it is only assumed, told as in `changes`."""
        if self._year(day) not in self._assumed:
            return []
        return [(f"permanent FTE {self.fte(day)}: allotment {self.on(day).allotment}", True)]

    def _year(self, day: date) -> int | None:
        """The fiscal year whose count is in force on `day`: its own, else the last one before it, else None."""
        year = self._law.calendar.fiscal_year(day)
        return max((counted for counted in self._counts if counted <= year), default=None)

    def changes(self, day: date) -> list[tuple[str, bool]]:
        """What is otherwise from `day` on than on the day before: in words, and whether it is only assumed."""
        before, now = self.fte(day - NEXT_DAY), self.fte(day)
        found = []
        if before != now:
            was = "no count before" if before is None else f"{before} before"
            is_assumed = self._law.calendar.fiscal_year(day) in self._assumed
            found.append((f"permanent FTE {now}, {was}: allotment {self.on(day).allotment}", is_assumed))
        for grant in self._grants:
            if grant.starts_on == day:
                found.append((f"{grant.number} additional authorized", grant.is_assumed))
            if grant.ends_on is not None and grant.ends_on + NEXT_DAY == day:
                found.append((f"{grant.number} additional no longer authorized", grant.is_assumed))
        return found

    def days_that_matter(self, *, since: date) -> list[date]:
        """Days from `since` on, on which the allowance can change."""
        days = {self._law.calendar.year_starts(year) for year in self._counts}
        for grant in self._grants:
            days.add(grant.starts_on)
            if grant.ends_on is not None:
                days.add(grant.ends_on + NEXT_DAY)
        return sorted(day for day in days if day >= since)


def entitlements(plan: str, departments: Iterable[Department]) -> dict[int, Entitlement]:
    """The entitlement of each department, by its key. One query, however many departments."""
    keys = [department.pk for department in departments]
    counts: dict[int, dict[int, Decimal]] = {key: {} for key in keys}
    grants: dict[int, list[Grant]] = {key: [] for key in keys}
    these = {"plan": plan, "department__in": keys}
    columns = ("department_id", "pk", "fiscal_year_or_number", "fte_then", "first_day", "last_day")
    counted = FteCount.unscoped.filter(**these).annotate(
        fiscal_year_or_number=F("fiscal_year"), fte_then=F("fte"), first_day=NO_DAY, last_day=NO_DAY
    )
    granted = Authorization.unscoped.filter(**these, state="granted").annotate(
        fiscal_year_or_number=F("number"), fte_then=NO_FTE, first_day=F("starts_on"), last_day=F("ends_on")
    )
    rows = counted.values_list(*columns).union(granted.values_list(*columns), all=True)
    for key, _pk, year, fte, first_day, last_day in sorted(rows, key=lambda row: row[1]):  # a correction comes later
        if first_day is None:
            counts[key][year] = fte
        else:
            grants[key].append(Grant(year, first_day, last_day))
    return {key: Entitlement(plan, counts[key], grants[key]) for key in keys}


def entitlement(plan: str, department: Department) -> Entitlement:
    """The entitlement of one department."""
    return entitlements(plan, [department])[department.pk]
