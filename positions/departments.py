"""How departments stand against what they may have, on any day; and who may see it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

import law
from accounts.acting import open_steps
from accounts.models import Department, User
from law.steps import NOT_YET
from positions import capacity, validators
from positions.models import Incumbency, Nomination, Placement


def shown_to(user: User, *, on: date) -> QuerySet[Department]:
    """The departments whose figures this person sees: those they hold an office in, or all.

    All for the offices that see every department, and for the administrator, who records FTE counts.
    """
    if user.sees_everything(on) or user.holds("administrator", on=on):
        return Department.objects.all()
    return Department.objects.filter(pk__in=user.departments_held(on))


def nominating(user: User, *, on: date) -> list[Department]:
    """The departments for which this person may begin a nomination on the day `on`."""
    held = {each.department_id: each.department for each in user.memberships_on(on) if each.department_id}
    return [
        department
        for department in held.values()
        if open_steps(user, Nomination(department=department, state=NOT_YET), on=on)
    ]


@dataclass(frozen=True)
class Standing:
    """A department's places on one day. `placed` are `filled` or `vacant`; `reserved` are approved, not yet placed."""

    department: Department
    allowance: capacity.Allowance
    placed: int
    filled: int
    reserved: int

    @property
    def vacant(self) -> int:
        """Places without an incumbent: they count all the same."""
        return self.placed - self.filled

    @property
    def room(self) -> int | None:
        """Places left; below zero when over; None when no FTE count is known."""
        most = self.allowance.most
        return None if most is None else most - self.placed - self.reserved

    @property
    def words(self) -> str:
        """Over, full, or how many are free."""
        if self.room is None:
            return "no FTE count"
        if self.room < 0:
            return f"{-self.room} over"
        return f"{self.room} free" if self.room else "full"


def standings(departments: Iterable[Department], *, on: date, plan: str = law.DEFAULT_PLAN) -> list[Standing]:
    """How each of these departments stands on the day `on`. Five queries, however many there are."""
    departments = list(departments)
    owed = capacity.entitlements(plan, departments)
    these = {"plan": plan, "department__in": departments}
    department_of = dict(Placement.unscoped.in_force(on).filter(**these).values_list("position", "department"))
    placed = Counter(department_of.values())
    held = Incumbency.unscoped.in_force(on).filter(**these).values_list("position", flat=True)
    filled = Counter(department_of[position] for position in set(held) if position in department_of)
    approved = Nomination.unscoped.filter(state="approved", **these)
    reserved = Counter(
        nomination.department_id for nomination in approved if (start := nomination.reserves_from) and start <= on
    )
    return [
        Standing(each, owed[each.pk].on(on), placed[each.pk], filled[each.pk], reserved[each.pk])
        for each in departments
    ]


def findings(standing: Standing, *, on: date, plan: str = law.DEFAULT_PLAN) -> list:
    """What the law says of these places on the day `on`: CO-CAP-6."""
    return validators.department_findings(
        standing.department, placed=standing.placed, allowance=standing.allowance, plan=plan, on=on
    )


def years_to_count(on: date, plan: str = law.DEFAULT_PLAN) -> list[tuple[int, str]]:
    """Fiscal years for which a count can be recorded on the day `on`: the last, this and the next, with words."""
    calendar = law.plan(plan).calendar
    this = calendar.fiscal_year(on)
    return [(year, calendar.fiscal_year_words(year)) for year in (this + 1, this, this - 1)]


def year_words(fiscal_year: int, plan: str = law.DEFAULT_PLAN) -> str:
    """The fiscal year as people write it: 2004 gives "2004-05"."""
    return law.plan(plan).calendar.fiscal_year_words(fiscal_year)


@dataclass(frozen=True)
class Change:
    """What a department may have and what it holds from one day on."""

    day: date
    allowance: capacity.Allowance
    held: int


def changes(department: Department, *, since: date, plan: str = law.DEFAULT_PLAN, most: int = 12) -> list[Change]:
    """`since` and the later days on which the department's places or its allowance change, in order."""
    held = capacity.spans(plan, ending_from=since, department=department)
    owed = capacity.entitlement(plan, department)
    days = {*capacity.days_that_matter(held, since=since), *owed.days_that_matter(since=since)}
    return [Change(day, owed.on(day), capacity.taken(held, on=day)) for day in sorted(days)[:most]]


def first_day(plan: str = law.DEFAULT_PLAN) -> date:
    """The first day on which the caps can be judged."""
    return law.plan(plan).positions.STATEWIDE_MOST.entries[0].start
