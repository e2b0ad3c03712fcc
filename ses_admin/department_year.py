"""A department's contract year: every SES position with who holds it and how far its contract is."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import ModuleType

from django.db.models import Q
from django.urls import reverse

import law
from accounts.models import User
from contracts.models import Contract
from law.dated import NotInForce
from positions.models import Incumbency, Placement
from ses_admin.waiting import signatures

SEASON = timedelta(days=90)
"""How long before its day the contract of the next year is looked for."""
MOST_LINES = 50
FINISHED = 5
"""The risk from which nothing is owed any more: signed and received, or vacant."""


@dataclass(frozen=True)
class Stage:
    """One step on the way of a contract, in words: done on a day, next, or still to come."""

    words: str
    done_on: date | None = None
    is_next: bool = False


@dataclass
class Line:
    """One SES position in one contract year. `risk` 0 is the highest."""

    placement: Placement
    incumbency: Incumbency | None = None
    contract: Contract | None = None
    starts_on: date | None = None
    due_on: date | None = None
    stages: list[Stage] = field(default_factory=list)
    risk: int = 9
    is_late: bool = False

    @property
    def is_signed(self) -> bool:
        """Whether the contract of the year is signed by all."""
        return self.contract is not None and self.contract.state == "signed"

    @property
    def is_missing(self) -> bool:
        """Whether somebody holds the position and nobody has begun the contract."""
        return self.incumbency is not None and self.contract is None

    @property
    def url(self) -> str:
        """Where to go on: the contract, else the page that begins it, else the position."""
        if self.contract is not None:
            return self.contract.get_absolute_url()
        if self.is_missing:
            return reverse("contracts:start", args=[self.placement.position_id])
        return self.placement.position.get_absolute_url()


@dataclass(frozen=True)
class Year:
    """A contract year, position by position, those most at risk first."""

    words: str
    lines: list[Line]
    finished: int = 0

    def unfinished(self) -> "Year":
        """The same year without its positions that owe nothing more; `finished` says how many those are."""
        left = [line for line in self.lines if line.risk < FINISHED]
        return Year(self.words, left, finished=len(self.lines) - len(left))

    @property
    def owed(self) -> int:
        """How many contracts are owed: one for every position that somebody holds."""
        return sum(line.incumbency is not None for line in self.lines)

    @property
    def signed(self) -> int:
        """How many of them are signed by all."""
        return sum(line.is_signed for line in self.lines)

    @property
    def late(self) -> int:
        """How many of them are not signed although their last day is over."""
        return sum(line.is_late for line in self.lines)

    @property
    def has_several_departments(self) -> bool:
        """Whether the positions are of more than one department."""
        return len({line.placement.department_id for line in self.lines}) > 1

    @property
    def shown(self) -> list[Line]:
        """The lines that the desk shows."""
        return self.lines[:MOST_LINES]

    @property
    def unshown(self) -> int:
        """How many lines it does not show."""
        return len(self.lines) - len(self.shown)


class Books:
    """What departments have on a day and later, read once (four queries, whatever the size) and asked by year."""

    def __init__(self, user: User, departments: Collection[int], *, on: date, code: str = law.DEFAULT_PLAN) -> None:
        self.on = on
        self.plan = law.plan(code)
        placements = Placement.objects.visible_to(user, on=on).filter(plan=code, department__in=departments)
        held = Incumbency.objects.visible_to(user, on=on).filter(department__in=departments)
        self.placements = list(
            _not_over(placements, on=on).select_related("position__department").order_by("starts_on")
        )
        self.incumbencies = list(_not_over(held, on=on).select_related("person", "position").order_by("starts_on"))
        contracts = Contract.objects.visible_to(user, on=on).live().filter(plan=code, department__in=departments)
        self.contracts = {
            (contract.position_id, contract.employee_id, contract.ends_on): contract
            for contract in contracts.filter(ends_on__gte=on).select_related("copy")
        }
        self.signatures = signatures(each for each in self.contracts.values() if each.state == "proposed")

    @property
    def years(self) -> list[int]:
        """The fiscal years whose contracts are looked for."""
        return years_looked_at(self.plan, on=self.on)

    def year(self, year: int) -> Year:
        """The contract year as it stands."""
        first, last = self.plan.calendar.year_starts(year), self.plan.calendar.year_ends(year)
        day = max(self.on, first)
        holders = {each.position_id: each for each in self.incumbencies if _in_force(each, on=day)}
        lines = []
        for placement in self.placements:
            if not _in_force(placement, on=day):
                continue
            line = Line(placement, holders.get(placement.position_id))
            if line.incumbency is not None:
                line.contract = self.contracts.get((placement.position_id, line.incumbency.person_id, last))
                came_on = max(line.incumbency.starts_on, placement.starts_on)
                line.starts_on = max(first, came_on)
                line.due_on = _due_on(self.plan, starts_on=line.starts_on, came_on=came_on)
            self._tell(line)
            lines.append(line)
        lines.sort(key=lambda line: (line.risk, line.due_on or last, line.placement.position.title))
        return Year(self.plan.calendar.fiscal_year_words(year), lines)

    def vacant(self) -> list[Placement]:
        """Positions in the SES today that nobody holds, and for which nobody is appointed."""
        filled = {each.position_id for each in self.incumbencies}
        return [each for each in self.placements if each.starts_on <= self.on and each.position_id not in filled]

    def _tell(self, line: Line) -> None:
        """Write the stages of a line in words, and how much it is at risk."""
        contract = line.contract
        if line.incumbency is None:
            line.risk = 6
            return
        if contract is None:
            line.stages, line.risk = [Stage("Not begun")], 1
        elif contract.state == "declined":
            line.stages = [Stage("Drafted", contract.started_on), Stage("Declined by the employee", is_next=True)]
            line.risk = 1
        else:
            path = self._path(contract)
            waits = next((at for at, (_words, done_on) in enumerate(path) if done_on is None), len(path))
            line.stages = [Stage(words, done_on, is_next=at == waits) for at, (words, done_on) in enumerate(path)]
            line.risk = {"draft": 2, "proposed": 3}.get(contract.state, 4 if waits < len(path) else 5)
        line.is_late = line.due_on is not None and line.due_on < self.on and not line.is_signed
        if line.is_late:
            line.risk = 0

    def _path(self, contract: Contract) -> list[tuple[str, date | None]]:
        """The stages of a contract from the draft to DPA/DHR, each with the day it was reached."""
        copy = getattr(contract, "copy", None)
        received = ("Received by DPA/DHR", copy.received_on if copy else None)
        if contract.state == "signed":
            return [("Signed by all", contract.signed_on), received]
        offices = self.plan.offices
        signed = self.signatures.get(contract.pk, {})
        return [
            ("Drafted", contract.started_on),
            ("Proposed", None if contract.state == "draft" else contract.proposed_on),
            *((f"Signed by {offices.OFFICES[line].name.lower()}", signed.get(line)) for line in offices.SIGNERS),
            received,
        ]


def years_looked_at(plan: ModuleType, *, on: date) -> list[int]:
    """The fiscal years whose contracts are looked for: this one, and in the season the next one too."""
    year = plan.calendar.fiscal_year(on)
    return [year, year + 1] if plan.calendar.year_ends(year) - on <= SEASON else [year]


def _not_over(rows, *, on: date):
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=on))


def _in_force(row: Placement | Incumbency, *, on: date) -> bool:
    return row.starts_on <= on and (row.ends_on is None or on <= row.ends_on)


def _due_on(plan: ModuleType, *, starts_on: date, came_on: date) -> date | None:
    """The last day for the contract; None for a year before the rules."""
    try:
        return plan.calendar.contract_due_on(starts_on=starts_on, hired_on=came_on)
    except NotInForce:
        return None


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
