"""How departments stand against what they may have, on any day; and who may see it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

import law
from accounts.acting import offices_among, procedure
from accounts.models import Department, User
from law.steps import NOT_YET
from positions import capacity, validators
from positions.models import FteCount, Incumbency, Nomination, Placement


def shown_to(user: User, *, on: date) -> QuerySet[Department]:
    """The departments whose figures this person sees: those they hold an office in, or all.

    All for the offices that see every department, and for the administrator, who records FTE counts.
    """
    if user.sees_everything(on) or user.holds("administrator", on=on):
        return Department.objects.all()
    return Department.objects.filter(pk__in=user.departments_held(on))


def sees_several(user: User, *, on: date) -> bool:
    """Whether this person has more than one department to choose from. Asks nothing of the database anew."""
    return user.sees_everything(on) or user.holds("administrator", on=on) or len(user.departments_held(on)) > 1


def nominating(user: User, *, on: date) -> list[Department]:
    """The departments for which this person may begin a nomination on the day `on`."""
    memberships = user.memberships_on(on)
    found = []
    for department in {each.department_id: each.department for each in memberships if each.department_id}.values():
        thing = Nomination(department=department, state=NOT_YET)
        held = offices_among(memberships, user, thing)
        if any(held.keys() & set(step.offices) for step in procedure(thing).steps_from(NOT_YET)):
            found.append(department)
    return found


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
            return "No FTE count"
        if self.room < 0:
            return f"{-self.room} over"
        return f"{self.room} free" if self.room else "Full"

    @property
    def is_over(self) -> bool:
        """Whether it holds more places than it may have, or nobody can tell."""
        return (self.room is None and self.placed > 0) or (self.room is not None and self.room < 0)

    @property
    def tone(self) -> str:
        """How the standing is drawn."""
        return "late" if self.is_over else "done" if self.room else "draft"

    @property
    def sentence(self) -> str:
        """The figures behind it, in words."""
        allotment = "unknown" if self.allowance.allotment is None else self.allowance.allotment
        return (
            f"Allotment {allotment}, authorized {self.allowance.authorized}. "
            f"Placed {self.placed}, of which {self.vacant} vacant; reserved {self.reserved}."
        )


def standings(departments: Iterable[Department], *, on: date, plan: str = law.DEFAULT_PLAN) -> list[Standing]:
    """How each of these departments stands on the day `on`. Five queries, however many there are."""
    departments = list(departments)
    owed = capacity.entitlements(plan, departments)
    these = {"plan": plan, "department__in": departments}
    placements = Placement.unscoped.in_force(on).filter(**these)
    held = Incumbency.unscoped.in_force(on).filter(position__in=placements.values("position"), **these)
    placed = Counter(dict(placements.values_list("department").annotate(Count("position"))))
    filled = Counter(dict(held.values_list("department").annotate(Count("position", distinct=True))))
    approved = Nomination.unscoped.filter(state="approved", **these)
    reserved = Counter(each.department_id for each in approved if each.reserves(on))
    return [
        Standing(each, owed[each.pk].on(on), placed[each.pk], filled[each.pk], reserved[each.pk])
        for each in departments
    ]


def findings(standing: Standing, *, on: date, plan: str = law.DEFAULT_PLAN) -> list:
    """What the law says of these places on the day `on`: CO-CAP-6."""
    return validators.department_findings(
        standing.department, placed=standing.placed, allowance=standing.allowance, plan=plan, on=on
    )


def total(standings: list[Standing]) -> dict[str, int]:
    """The sums of a list of departments. Allotments of departments without a count are not in theirs."""
    return {
        "allotment": sum(each.allowance.allotment or 0 for each in standings),
        "authorized": sum(each.allowance.authorized for each in standings),
        "placed": sum(each.placed for each in standings),
        "vacant": sum(each.vacant for each in standings),
        "reserved": sum(each.reserved for each in standings),
    }


def statewide(*, on: date, plan: str = law.DEFAULT_PLAN) -> tuple[int, int]:
    """How many places of the whole state are placed or reserved on the day `on`, and the most there can be."""
    placed = Placement.unscoped.in_force(on).filter(plan=plan).count()
    reserved = sum(each.reserves(on) for each in Nomination.unscoped.filter(plan=plan, state="approved"))
    return placed + reserved, law.plan(plan).positions.STATEWIDE_MOST.on(on).value


def counts(department: Department, plan: str = law.DEFAULT_PLAN) -> list[tuple[FteCount, str, bool]]:
    """The counts of FTE, the newest year first: the count, its year in words, and whether a later one corrects it."""
    rows, found, seen = FteCount.objects.filter(plan=plan, department=department), [], set()
    for count in rows.order_by("-fiscal_year", "-pk"):
        found.append((count, year_words(count.fiscal_year, plan), count.fiscal_year in seen))
        seen.add(count.fiscal_year)
    return found


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
