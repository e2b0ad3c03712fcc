"""The state on a day: the places one by one, departments against their allotment, and contracts received."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

import law
from accounts.acting import procedure
from accounts.models import Department, User
from contracts.models import Contract
from positions import capacity
from positions.models import Incumbency, Nomination, Placement

FILLED, VACANT, RESERVED, FREE = "filled", "vacant", "reserved", "free"
MOST_DRAWN = 150
"""More squares than this say nothing to anybody; the table after the picture counts on."""
MOST_CASES = 25


@dataclass(frozen=True)
class Square:
    """One place, drawn: how it is taken, in words, and the page behind it."""

    kind: str
    words: str
    url: str


@dataclass
class DepartmentLine:
    """One department on the day: its places, against what it may have."""

    department: Department
    allowance: capacity.Allowance
    is_counted: bool = True
    filled: int = 0
    vacant: int = 0
    reserved: int = 0
    entering: int = 0
    owed: int = 0
    signed: int = 0
    received: int = 0
    squares: list[Square] = field(default_factory=list)

    @property
    def placed(self) -> int:
        """Positions in the SES today."""
        return self.filled + self.vacant

    @property
    def room(self) -> int | None:
        """How many more it may have; below zero when it has too many; None when no FTE count is known."""
        return None if self.allowance.most is None else self.allowance.most - self.placed - self.reserved

    @property
    def is_over(self) -> bool:
        """Whether the department holds more than it may have."""
        return self.room is not None and self.room < 0

    @property
    def missing_words(self) -> str:
        """What DPA/DHR does not have yet."""
        unsigned, under_way = self.owed - self.signed, self.signed - self.received
        words = [f"{unsigned} not signed"] if unsigned > 0 else []
        words += [f"{under_way} not acknowledged"] if under_way > 0 else []
        return ", ".join(words) or "none"

    @property
    def room_words(self) -> str:
        """The same for a person to read."""
        if self.room is None:
            return "Cannot be judged: no FTE count"
        if self.room < 0:
            return f"{-self.room} over"
        return "Full" if self.room == 0 else f"{self.room} left"


@dataclass(frozen=True)
class Case:
    """An open nomination, where it stands in words, and since when."""

    nomination: Nomination
    standing: str
    since: date | None


@dataclass(frozen=True)
class State:
    """The whole state on a day, and the days on which the count of places changes in the year ahead."""

    most: int
    lines: list[DepartmentLine]
    changes: list[tuple[date, int]]
    contract_year: str
    cases: list[Case]
    more_cases: int

    @property
    def is_steady(self) -> bool:
        """Whether no change of the count is known."""
        return len(self.changes) == 1

    @property
    def behind(self) -> list[DepartmentLine]:
        """Departments whose contracts are not all received."""
        return [line for line in self.lines if line.received < line.owed]

    @property
    def complete(self) -> int:
        """How many departments owe contracts and have every one received."""
        return sum(line.owed > 0 for line in self.lines) - len(self.behind)

    @property
    def placed(self) -> int:
        """Positions in the SES today."""
        return self.filled + self.vacant

    @property
    def over(self) -> int:
        """How many more places are taken than there are."""
        return max(0, self.taken - self.most)

    @property
    def taken(self) -> int:
        """Places held or reserved today."""
        return sum(line.placed + line.reserved for line in self.lines)

    @property
    def filled(self) -> int:
        """Places whose position somebody holds today."""
        return sum(line.filled for line in self.lines)

    @property
    def vacant(self) -> int:
        """Places whose position nobody holds today."""
        return sum(line.vacant for line in self.lines)

    @property
    def reserved(self) -> int:
        """Places held for an approved nomination whose day is not set."""
        return sum(line.reserved for line in self.lines)

    @property
    def entering(self) -> int:
        """Positions that enter on a later day: their places are free until then."""
        return sum(line.entering for line in self.lines)

    @property
    def free(self) -> int:
        """Places that nobody holds."""
        return max(0, self.most - self.taken)

    @property
    def free_squares(self) -> range:
        """One for each free place, to be drawn."""
        return range(max(0, self.free - self.entering))

    @property
    def undrawn(self) -> int:
        """Places that are not drawn, because there are too many."""
        return self.taken + self.entering - sum(len(line.squares) for line in self.lines)

    @property
    def uncounted(self) -> int:
        """Principal departments whose FTE are not counted for this fiscal year."""
        return sum(line.department.is_principal and not line.is_counted for line in self.lines)

    @property
    def owed(self) -> int:
        """Contracts owed for the contract year."""
        return sum(line.owed for line in self.lines)

    @property
    def signed(self) -> int:
        """Contracts of the year signed by all."""
        return sum(line.signed for line in self.lines)

    @property
    def received(self) -> int:
        """Contracts of the year that DPA/DHR has received."""
        return sum(line.received for line in self.lines)


def gather(user: User, nominations: list[Nomination], *, year: int, on: date, code: str = law.DEFAULT_PLAN) -> State:
    """The state as `user` sees it, with the contracts of the fiscal year `year`. Five queries, whatever the size.

    `nominations` are the open ones; the approved among them hold a place until their day is set.
    """
    plan = law.plan(code)
    departments = list(Department.objects.order_by("name"))
    owed = capacity.entitlements(code, departments)
    lines = {
        each.pk: DepartmentLine(each, owed[each.pk].on(on), is_counted=owed[each.pk].is_counted(on))
        for each in departments
    }
    spans = _take_places(lines, user, on=on, code=code) + _reserve_places(lines, nominations, on=on)
    _count_contracts(lines, user, ends_on=plan.calendar.year_ends(year), on=on, code=code)
    until = on + timedelta(days=365)
    days = [day for day in capacity.days_that_matter(spans, since=on) if day <= until]
    return State(
        most=plan.positions.STATEWIDE_MOST.on(on).value,
        lines=[line for line in lines.values() if line.placed or line.reserved or line.department.is_principal],
        changes=[(day, capacity.taken(spans, on=day)) for day in days],
        contract_year=plan.calendar.fiscal_year_words(year),
        cases=[Case(each, procedure(each).words(each.state), each.since) for each in nominations[:MOST_CASES]],
        more_cases=max(0, len(nominations) - MOST_CASES),
    )


def _take_places(lines: dict[int, DepartmentLine], user: User, *, on: date, code: str) -> list[capacity.Span]:
    held = Incumbency.unscoped.in_force(on).filter(position=OuterRef("position"))
    rows = (
        Placement.objects.visible_to(user, on=on)
        .filter(Q(ends_on=None) | Q(ends_on__gte=on), plan=code)
        .annotate(is_held=Exists(held))
        .order_by("-is_held", "position__title", "position__number")
        .values_list("department", "starts_on", "ends_on", "is_held", "position", "position__title", "position__number")
    )
    spans = []
    for drawn, (department, starts_on, ends_on, is_held, position, title, number) in enumerate(rows):
        line = lines[department]
        spans.append(capacity.Span(department, starts_on, ends_on))
        if starts_on > on:
            kind, words = RESERVED, f"enters on {starts_on:%B} {starts_on.day}, {starts_on.year}"
            line.entering += 1
        elif is_held:
            kind, words = FILLED, "filled"
            line.filled += 1
            line.owed += 1
        else:
            kind, words = VACANT, "vacant"
            line.vacant += 1
        if drawn < MOST_DRAWN:
            url = reverse("positions:position", args=[position])
            line.squares.append(Square(kind, f"{title} ({number}): {words}", url))
    return spans


def _reserve_places(
    lines: dict[int, DepartmentLine], nominations: Iterable[Nomination], *, on: date
) -> list[capacity.Span]:
    spans = []
    for nomination in nominations:
        starts_on = nomination.reserves_from
        if starts_on is None:
            continue
        line = lines[nomination.department_id]
        line.reserved += 1
        spans.append(capacity.Span(nomination.department_id, starts_on, None, is_reservation=True))
        words = f"{nomination.position}: reserved since {nomination.decided_on:%B} {nomination.decided_on.day}"
        line.squares.append(Square(RESERVED, words, nomination.get_absolute_url()))
    return spans


def _count_contracts(lines: dict[int, DepartmentLine], user: User, *, ends_on: date, on: date, code: str) -> None:
    """How many contracts of the year are signed, and received, by department; of those who hold a position today."""
    current = Incumbency.unscoped.in_force(on).filter(position=OuterRef("position"), person=OuterRef("employee"))
    counted = (
        Contract.objects.visible_to(user, on=on)
        .filter(Exists(current), plan=code, ends_on=ends_on, state="signed")
        .values("department")
        .annotate(signed=Count("pk"), received=Count("pk", filter=Q(copy__state="received")))
    )
    for row in counted:
        lines[row["department"]].signed = row["signed"]
        lines[row["department"]].received = row["received"]
