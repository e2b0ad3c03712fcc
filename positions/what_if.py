"""What would be if some figures were otherwise: read from the address, tried on a copy, stored nowhere.

The counts and the rules are those of the acts. They are only given the assumed figures.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import QueryDict

import law
from accounts.fields import DayField
from accounts.models import Department, User
from accounts.templatetags.words import day as in_words
from law.findings import Finding, heaviest_first
from positions import capacity, departments, validators
from positions.capacity import Ledger, Span
from positions.entitlements import Grant
from positions.models import Nomination, NominationQuerySet, Position, PositionQuerySet
from positions.outlook import Count, Outlook, of_department, of_state

FTE, MORE, APPROVE, REMOVE = NAMES = ("fte", "more", "approve", "remove")
"""How assumptions are called in the address."""
MOST = 40
"""Assumptions tried at once."""


@dataclass(frozen=True)
class Assumption:
    """One figure that is taken to be otherwise. `name` and `raw` are its words in the address.

    It is about `department`: an FTE count of `year` (`number` FTE), `number` additional positions from `day`, the
    approval of `nomination` from `day`, or the removal of `position` with `day` as its last.
    """

    name: str
    raw: str
    words: str
    department: Department
    number: Decimal = Decimal(0)
    year: int = 0
    day: date = date.max
    nomination: Nomination | None = None
    position: Position | None = None


@dataclass(frozen=True)
class Trial:
    """The assumptions of an address, and what of it could not be read."""

    assumptions: list[Assumption] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def listed(self) -> list[tuple[Assumption, str]]:
        """Each with the address of the same trial without it."""
        return [(each, self.address(without=each)) for each in self.assumptions]

    def address(self, *more: tuple[str, str], without: Assumption | None = None) -> str:
        """The part of the address behind the page that says all of this."""
        kept = [(each.name, each.raw) for each in self.assumptions if each is not without]
        return f"?{urlencode([*kept, *(each for each in more if each not in kept)])}"


def read(query: QueryDict, user: User, *, on: date) -> Trial:
    """What the address assumes, of things that `user` may see on the day `on`. Three queries, whatever it says."""
    asked = [(name, raw, raw.split(",")) for name in NAMES for raw in query.getlist(name)][:MOST]
    numbers = {name: {_whole(parts[0]) for each, _raw, parts in asked if each == name} for name in (APPROVE, REMOVE)}
    things = _Things(
        {each.code: each for each in departments.shown_to(user, on=on)},
        Nomination.objects.visible_to(user, on=on).undecided().select_related("position", "department"),
        Position.objects.visible_to(user, on=on).select_related("department"),
        numbers,
        on=on,
    )
    trial = Trial()
    for name, raw, parts in asked:
        try:
            trial.assumptions.append(things.assumption(name, raw, parts))
        except (KeyError, ValueError, IndexError, InvalidOperation, ValidationError):
            trial.troubles.append(f"“{name}={raw}” in the address says nothing that can be assumed, so it is left out.")
    return trial


class _Things:
    """The departments, nominations and positions that an address speaks of."""

    def __init__(
        self,
        by_code: dict[str, Department],
        nominations: NominationQuerySet,
        positions: PositionQuerySet,
        numbers: dict[str, set[int]],
        *,
        on: date,
    ) -> None:
        self.on = on
        self.departments = by_code
        self.nominations = {each.pk: each for each in nominations.filter(pk__in=numbers[APPROVE])}
        self.positions = {each.pk: each for each in positions.filter(pk__in=numbers[REMOVE])}

    def assumption(self, name: str, raw: str, parts: list[str]) -> Assumption:
        """One assumption. Raises for what cannot be read, and for what is not there or not theirs to see."""
        if name == FTE:
            department, year, fte = self.departments[parts[0]], int(parts[1]), Decimal(parts[2])
            if not set(parts[2]) <= set("0123456789."):
                raise ValueError(raw)
            if not 0 <= fte < 10**8 or not departments.is_judged(year):
                raise ValueError(raw)
            words = f"{department} has {fte} permanent FTE in {departments.year_words(year)}"
            return Assumption(name, raw, words, department, number=fte, year=year)
        day = max(_day(parts[-1]), self.on)  # what is tried begins today at the earliest
        if name == MORE:
            department, number = self.departments[parts[0]], int(parts[1])
            if not 0 < number < 1000:
                raise ValueError(raw)
            words = f"{department} is authorized {number} additional from {in_words(day)}"
            return Assumption(name, raw, words, department, number=Decimal(number), day=day)
        if name == APPROVE:
            nomination = self.nominations[int(parts[0])]
            words = f"{nomination.position} is approved and holds a place from {in_words(day)}"
            return Assumption(name, raw, words, nomination.department, day=day, nomination=nomination)
        position = self.positions[int(parts[0])]
        words = f"{position} is removed: {in_words(day)} is its last day in the SES"
        return Assumption(name, raw, words, position.department, day=day, position=position)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def _day(text: str) -> date:
    day: date = DayField().clean(text)
    if day < departments.first_day():
        raise ValueError(text)
    return day


def assumed(known: Ledger, assumptions: Iterable[Assumption]) -> Ledger:
    """A copy of the ledger in which the assumptions hold."""
    held, owed = list(known.held), dict(known.owed)
    for each in assumptions:
        department = each.department.pk
        if each.name == FTE:
            owed[department] = owed[department].assuming(counts={each.year: each.number})
        elif each.name == MORE:
            grant = Grant(int(each.number), each.day, None, is_assumed=True)
            owed[department] = owed[department].assuming(counts={}, grants=[grant])
        elif each.nomination is not None:
            held.append(capacity.reservation(each.nomination, since=each.day, is_assumed=True))
        elif each.position is not None:
            held = [_ended(span, each) for span in held]
    return Ledger(known.plan, held, owed)


def _ended(span: Span, removal: Assumption) -> Span:
    """The place with its last day, where it is the one that is assumed to be removed."""
    is_it = removal.position is not None and span.position_id == removal.position.pk
    return replace(span, ends_on=removal.day, is_assumed=True) if is_it and span.holds(removal.day) else span


@dataclass(frozen=True)
class Compared:
    """The tightest day of one department, as it is and as assumed; with `outlook` where something is assumed of it."""

    department: Department
    now: Count
    now_on: date
    then: Count
    then_on: date
    outlook: Outlook | None

    @property
    def is_changed(self) -> bool:
        """Whether the assumptions make a difference."""
        return self.now != self.then


@dataclass(frozen=True)
class Result:
    """What the assumptions would make of the state and of each department, and what the rules say of it."""

    state: Outlook
    departments: list[Compared]
    findings: list[Finding]

    @property
    def above(self) -> list[Compared]:
        """Departments of which nothing is assumed and that have more than they may have all the same."""
        return [each for each in self.departments if each.outlook is None and each.then.is_over]


def judged(trial: Trial, user: User, *, on: date, plan: str = law.DEFAULT_PLAN) -> Result:
    """The assumptions tried from the day `on`, on every day that matters. Stores nothing; five queries."""
    shown = list(departments.shown_to(user, on=on).filter(is_principal=True).order_by("name"))
    everybody = {each.pk: each for each in [*shown, *(each.department for each in trial.assumptions)]}
    known = capacity.ledger(plan, since=on, departments=everybody.values())
    then = assumed(known, trial.assumptions)
    touched = {each.department.pk for each in trial.assumptions}
    compared = [_compared(known, then, each, since=on, is_touched=key in touched) for key, each in everybody.items()]
    findings = _findings(then, compared, plan=plan, on=on)
    return Result(of_state(then, since=on, beside=known), compared, findings)


def _compared(known: Ledger, then: Ledger, department: Department, *, since: date, is_touched: bool) -> Compared:
    key = department.pk
    now_on, now = capacity.tightest(known, key, since=since)
    then_on, will = capacity.tightest(then, key, since=since)
    outlook = of_department(then, key, since=since, with_state=False) if is_touched else None
    return Compared(department, Count(*now), now_on, Count(*will), then_on, outlook)


def _findings(then: Ledger, compared: list[Compared], *, plan: str, on: date) -> list[Finding]:
    """What the rules say of all of it together: the state's limit, and each department's."""
    day, most_taken = capacity.busiest(then.held, since=on)
    findings = validators.statewide_findings(taken=most_taken, plan=plan, on=day)
    for each in compared:
        if each.outlook is not None:
            day = each.then_on
            allowance = then.owed[each.department.pk].on(day)
            findings += validators.department_findings(
                each.department, placed=each.then.taken, allowance=allowance, plan=plan, on=day
            )
    return heaviest_first(findings)
