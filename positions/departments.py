"""How departments stand against what they may have, on any day; and who may see it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

import law
from accounts.acting import offices_among, procedure
from accounts.models import Department, User
from law.steps import NOT_YET
from positions import validators
from positions.entitlements import Allowance, entitlements
from positions.models import FteCount, Incumbency, Nomination, Placement

MOST_YEARS = 120
"""Further ahead nobody counts."""


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
    """A department's places on one day: `filled` or `vacant`, and `reserved` for what is approved and not yet placed.

    `entering` are places that are taken only from a later day on. `is_counted`: its FTE of that year are recorded.
    """

    department: Department
    allowance: Allowance
    is_counted: bool = True
    filled: int = 0
    vacant: int = 0
    reserved: int = 0
    entering: int = 0

    @property
    def placed(self) -> int:
        """Positions in the SES: a vacant one counts as much as a filled one."""
        return self.filled + self.vacant

    @property
    def taken(self) -> int:
        """Places held or reserved."""
        return self.placed + self.reserved

    @property
    def room(self) -> int | None:
        """Places left; below zero when over; None when no FTE count is known."""
        most = self.allowance.most
        return None if most is None else most - self.taken

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


def standings(
    departments: Iterable[Department],
    *,
    on: date,
    approved: Iterable[Nomination] | None = None,
    placed: Mapping[int, tuple[int, int, int]] | None = None,
    plan: str = law.DEFAULT_PLAN,
) -> list[Standing]:
    """How each of these departments stands on the day `on`. Four queries, however many there are.

    Where they are known already: `approved`, the approved nominations; `placed`, by department the places that are
    filled, vacant, and entered later.
    """
    departments = list(departments)
    owed = entitlements(plan, departments)
    if placed is None:
        placed = _placed(departments, on=on, plan=plan)
    if approved is None:
        approved = Nomination.unscoped.filter(plan=plan, department__in=departments).reserving(on)
    waiting = [each for each in approved if each.reserves_from is not None]
    reserved = Counter(each.department_id for each in waiting if each.reserves(on))
    later = Counter(each.department_id for each in waiting if each.released_on is None and not each.reserves(on))
    later.subtract(each.department_id for each in waiting if each.state == "placed" and each.reserves(on))
    found = []
    for each in departments:
        filled, vacant, entering = placed.get(each.pk, (0, 0, 0))
        figures = (filled, vacant, reserved[each.pk], entering + later[each.pk])
        found.append(Standing(each, owed[each.pk].on(on), owed[each.pk].is_counted(on), *figures))
    return found


def _placed(departments: list[Department], *, on: date, plan: str) -> dict[int, tuple[int, int, int]]:
    """By department: places filled and vacant on the day `on`, and those that are entered later."""
    held = Incumbency.unscoped.in_force(on).filter(position=OuterRef("position"))
    begun = Q(starts_on__lte=on)
    counted = (
        Placement.unscoped.filter(plan=plan, department__in=departments)
        .exclude(ends_on__lt=on)
        .annotate(is_held=Exists(held))
        .values("department")
        .annotate(
            filled=Count("pk", filter=begun & Q(is_held=True)),
            vacant=Count("pk", filter=begun & Q(is_held=False)),
            entering=Count("pk", filter=~begun),
        )
    )
    return {row["department"]: (row["filled"], row["vacant"], row["entering"]) for row in counted}


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
    reserved = sum(each.reserves(on) for each in Nomination.unscoped.filter(plan=plan).reserving(on))
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


def is_judged(fiscal_year: int, plan: str = law.DEFAULT_PLAN) -> bool:
    """Whether this is a fiscal year for which a count can be thought of: not before the rules, not far beyond."""
    first = law.plan(plan).calendar.fiscal_year(first_day(plan))
    return first <= fiscal_year <= first + MOST_YEARS


def year_words(fiscal_year: int, plan: str = law.DEFAULT_PLAN) -> str:
    """The fiscal year as people write it: 2004 gives "2004-05"."""
    return law.plan(plan).calendar.fiscal_year_words(fiscal_year)


def first_day(plan: str = law.DEFAULT_PLAN) -> date:
    """The first day on which the caps can be judged."""
    return law.plan(plan).positions.STATEWIDE_MOST.entries[0].start
