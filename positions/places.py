"""The places of the whole state on a day, one by one: who has them, which are reserved, and which are free."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.templatetags.words import day as in_words
from positions import departments, history
from positions.as_of import AsOf
from positions.departments import Standing
from positions.entitlements import NEXT_DAY
from positions.models import Incumbency, Nomination, Placement, Position

FILLED, VACANT, RESERVED, FREE = "filled", "vacant", "reserved", "free"
MOST_DRAWN = 150
"""More squares than this say nothing to anybody; the table after the picture counts on."""
AHEAD = timedelta(days=365)


@dataclass(frozen=True)
class Square:
    """One place, drawn: how it is taken, in words, and the page behind it."""

    kind: str
    words: str
    url: str


@dataclass(frozen=True)
class Places:
    """The places of the state on a day, and the days on which their count changes in the year from then."""

    day: date
    most: int
    standings: list[Standing]
    squares: dict[int, list[Square]]
    changes: list[tuple[date, int]]

    @property
    def rows(self) -> list[tuple[Standing, list[Square]]]:
        """Each department that has something to be drawn, with its squares."""
        drawn = [(each, self.squares.get(each.department.pk, [])) for each in self.standings]
        return [(standing, squares) for standing, squares in drawn if squares]

    @property
    def is_steady(self) -> bool:
        """Whether no change of the count is known."""
        return len(self.changes) == 1

    @property
    def filled(self) -> int:
        """Places whose position somebody holds."""
        return sum(each.filled for each in self.standings)

    @property
    def vacant(self) -> int:
        """Places whose position nobody holds."""
        return sum(each.vacant for each in self.standings)

    @property
    def placed(self) -> int:
        """Positions in the SES."""
        return self.filled + self.vacant

    @property
    def reserved(self) -> int:
        """Places held for an approved nomination whose day is not set."""
        return sum(each.reserved for each in self.standings)

    @property
    def entering(self) -> int:
        """Places that are taken from a later day on: they are free until then."""
        return sum(each.entering for each in self.standings)

    @property
    def taken(self) -> int:
        """Places held or reserved."""
        return self.placed + self.reserved

    @property
    def over(self) -> int:
        """How many more places are taken than there are."""
        return max(0, self.taken - self.most)

    @property
    def free(self) -> int:
        """Places that nobody holds."""
        return max(0, self.most - self.taken)

    @property
    def free_squares(self) -> range:
        """One for each free place that nothing enters, to be drawn."""
        return range(max(0, self.free - self.entering))

    @property
    def undrawn(self) -> int:
        """Places that are not drawn, because there are too many."""
        return self.taken + self.entering - sum(len(squares) for squares in self.squares.values())

    @property
    def uncounted(self) -> int:
        """Principal departments whose FTE are not counted for this fiscal year."""
        return sum(each.department.is_principal and not each.is_counted for each in self.standings)


@dataclass(frozen=True)
class Held:
    """A placement that is not over on the day shown, and who then holds the position, said so when acting."""

    department: int
    starts_on: date
    ends_on: date | None
    position: int
    title: str
    number: str
    holder: str | None


def gather(
    user: User, *, shown: AsOf, approved: Iterable[Nomination] | None = None, code: str = law.DEFAULT_PLAN
) -> Places:
    """The places on the day shown, as `user` sees them by the offices of today. Five queries, whatever the size.

    `approved` are the nominations that hold a place until their date is set, where they are read already.
    """
    day = shown.day
    if approved is None:
        approved = Nomination.unscoped.filter(plan=code).reserving(day).select_related("position")
    approved = [each for each in approved if each.reserves_from is not None]
    held = _held(user, shown=shown, code=code)
    everybody = departments.standings(
        Department.objects.order_by("name"), on=day, approved=approved, placed=_placed(held, day=day), plan=code
    )
    standings = [each for each in everybody if each.taken or each.entering or each.department.is_principal]
    return Places(
        day=day,
        most=law.plan(code).positions.STATEWIDE_MOST.on(day).value,
        standings=standings,
        squares=_squares(held, approved, shown=shown),
        changes=_changes(held, approved, taken=sum(each.taken for each in standings), day=day),
    )


def _held(user: User, *, shown: AsOf, code: str) -> list[Held]:
    """Every placement that is not over, in the order of the titles."""
    name = Case(When(is_acting=True, then=Concat("person__name", Value(" (acting)"))), default="person__name")
    holder = Incumbency.unscoped.in_force(shown.day).filter(position=OuterRef("position")).annotate(told=name)
    rows = (
        Placement.objects.visible_to(user, on=shown.today)
        .filter(Q(ends_on=None) | Q(ends_on__gte=shown.day), plan=code)
        .annotate(holder=Subquery(holder.values("told")[:1]), title=_title(shown))
        .order_by("title", "position__number")
    )
    columns = ("position", "title", "position__number", "holder")
    return [Held(*row) for row in rows.values_list("department", "starts_on", "ends_on", *columns)]


def _title(shown: AsOf) -> F | Subquery:
    """What the position of a placement is called on the day shown."""
    if not shown.is_other:
        return F("position__title")
    named = Position.unscoped.filter(pk=OuterRef("position")).annotate(then=history.title_on(shown.day))
    return Subquery(named.values("then")[:1])


def _placed(held: Iterable[Held], *, day: date) -> dict[int, tuple[int, int, int]]:
    """By department: places filled and vacant on the day, and those that are entered later."""
    counted: dict[int, list[int]] = {}
    for each in held:
        kind = 2 if each.starts_on > day else 0 if each.holder else 1
        counted.setdefault(each.department, [0, 0, 0])[kind] += 1
    return {department: (filled, vacant, later) for department, (filled, vacant, later) in counted.items()}


def _squares(held: list[Held], approved: list[Nomination], *, shown: AsOf) -> dict[int, list[Square]]:
    """The squares of each department: filled places first, then vacant ones, then what is reserved."""
    squares: dict[int, list[Square]] = {}
    reserved = [each for each in approved if each.released_on is None or each.reserves(shown.day)]
    own = {each.position_id for each in reserved}  # its place is drawn once, as the reservation that it then was
    drawn = [each for each in held if each.starts_on <= shown.day or each.position not in own]
    for each in sorted(drawn, key=lambda each: each.holder is None)[:MOST_DRAWN]:
        if each.starts_on > shown.day:
            kind, words = RESERVED, f"enters on {in_words(each.starts_on)}"
        elif each.holder:
            kind, words = FILLED, each.holder
        else:
            kind, words = VACANT, "vacant"
        url = shown.link(reverse("positions:position", args=[each.position]))
        square = Square(kind, f"{each.title} ({each.number}): {words}", url)
        squares.setdefault(each.department, []).append(square)
    for nomination in reserved:
        words = f"{nomination.position}: reserved from {in_words(nomination.reserves_from)}"
        square = Square(RESERVED, words, nomination.get_absolute_url())
        squares.setdefault(nomination.department_id, []).append(square)
    return squares


def _changes(held: Iterable[Held], approved: list[Nomination], *, taken: int, day: date) -> list[tuple[date, int]]:
    """`day` and the days of the year from then on which the count changes, each with the count."""
    until, steps = day + AHEAD, Counter[date]()
    for each in held:
        if each.starts_on > day:
            steps[each.starts_on] += 1
        if each.ends_on is not None:
            steps[each.ends_on + NEXT_DAY] -= 1
    steps.update(each.reserves_from for each in approved if not each.reserves(day))
    steps.subtract(each.released_on for each in approved if each.released_on is not None)
    changes = [(day, taken)]
    for each in sorted(step for step, number in steps.items() if number and step <= until):
        changes.append((each, changes[-1][1] + steps[each]))
    return changes
