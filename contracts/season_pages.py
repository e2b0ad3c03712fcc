"""What the pages of the season need: whose board it is, which years, what can be done from it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

import law
from accounts.acting import StepRefused
from accounts.models import Department, User
from contracts import bulk, readiness, season
from contracts import year as stands
from contracts.board import Books, years_looked_at
from contracts.bulk_preview import Candidate
from contracts.models import BulkRun, PayCeiling
from contracts.year import Year

ACTS = {
    "prepare": ("Prepare drafts", "Prepare the drafts", "prepared"),
    "propose": ("Propose contracts", "Propose those chosen", "proposed"),
    "acknowledge": ("Acknowledge copies", "Acknowledge those chosen", "acknowledged"),
    "send": ("Send copies to DPA/DHR again", "Send those chosen", "sent"),
}
"""By act: the title of its page, its button, and what is then done to a contract."""
YEAR_DIGITS = 4


@dataclass(frozen=True)
class FiscalYear:
    """A contract year: its number, by the year it starts in, and its words."""

    number: int
    words: str


@dataclass(frozen=True)
class Scope:
    """Of which department and year an act is asked for; None: of all that this person may do it to."""

    act: str
    department: Department | None
    year: int | None

    @property
    def words(self) -> str:
        """ "Agriculture, 2005-06"."""
        calendar = law.plan(law.DEFAULT_PLAN).calendar
        return ", ".join(
            filter(None, [str(self.department or ""), self.year and calendar.fiscal_year_words(self.year)])
        )

    @property
    def back(self) -> str:
        """Where it was asked from."""
        if self.department is None or self.year is None:
            return reverse("contracts:season")
        return reverse("contracts:board", args=[self.department.code, self.year])


def departments(user: User, *, on: date) -> list[Department]:
    """The departments whose board this person sees: director and HR their own; the state's offices all."""
    rows = Department.objects.order_by("name")
    if user.sees_everything(on):
        return list(rows.filter(positions__placements__isnull=False).distinct())
    return list(rows.filter(pk__in=user.departments_seen(on)))


def overview(departments: list[Department], user: User, *, on: date) -> list[tuple[Department, list[Year]]]:
    """Each department with its contract years as they stand, the same queries for one and for many."""
    wanted = years(on=on)
    books = Books(user, [each.pk for each in departments], on=on, since=first_day(wanted[0].number))
    whole = [books.year(each.number) for each in wanted]
    return [(department, [_of(each, department) for each in whole]) for department in departments]


def _of(year: Year, department: Department) -> Year:
    """The part of a contract year that is one department's."""
    lines = [line for line in year.lines if line.placement.department_id == department.pk]
    return Year(year.words, lines, number=year.number)


def has_board(user: User, *, on: date) -> bool:
    """Whether there is a board that this person sees."""
    return user.sees_everything(on) or bool(user.departments_seen(on))


def years(*, on: date, and_also: int | None = None) -> list[FiscalYear]:
    """The years whose contracts are looked at on the day `on`, and one that was asked for."""
    plan = law.plan(law.DEFAULT_PLAN)
    wanted = {plan.calendar.fiscal_year(on), *years_looked_at(plan, on=on)}
    if and_also is not None:
        wanted.add(and_also)
    return [FiscalYear(number, plan.calendar.fiscal_year_words(number)) for number in sorted(wanted)]


def first_day(year: int) -> date:
    """The first day of a contract year."""
    return law.plan(law.DEFAULT_PLAN).calendar.year_starts(year)


def scope(act: str, asked: QueryDict, user: User, *, on: date) -> Scope | None:
    """Of which department and year this act is asked for, as the address says; None for one that there is not.

    An address that says none means the one department that somebody holds an office in, and the newest year looked
    at. Copies are acknowledged of the whole state, or of one department; of a year that nobody looks at any more,
    as if none was said.
    """
    newest = "" if act == "acknowledge" else str(years(on=on)[-1].number)
    number = asked.get("year", "") or newest
    year = int(number) if number.isdecimal() and len(number) == YEAR_DIGITS else None
    if act == "acknowledge":
        return Scope(act, None, year if year in _worked_on(on) else None)
    held = {each.department.code: each.department for each in user.memberships_on(on) if each.department}
    code = asked.get("department", "") or (next(iter(held)) if len(held) == 1 else "")
    return Scope(act, held[code], year) if act in ACTS and code in held and year is not None else None


def refused(scope: Scope, *, on: date) -> str:
    """Why this act cannot be asked for in the year that the address names; empty when it can."""
    if scope.year is None or (scope.act != "prepare" and scope.year in _worked_on(on)):
        return ""
    return season.closed(law.DEFAULT_PLAN, scope.year, on=on)


def _worked_on(on: date) -> tuple[int, ...]:
    """The contract years in which something may still be done: what can be prepared, and the one that is over."""
    this, coming = season.years_open(law.DEFAULT_PLAN, on=on)
    return this - 1, this, coming


@dataclass(frozen=True)
class Ahead:
    """What the drafts of a board wait for before they can be proposed: how many can be, and sentences about the rest.

    `lacks` are sentences; `url` is where each of those drafts is listed with what it lacks.
    """

    ready: int
    lacks: tuple[str, ...] = ()
    url: str = ""
    ceiling_url: str = ""


def ahead(department: Department, year: int, board: Year, user: User, *, on: date) -> Ahead:
    """Write for whom each draft of the board waits, and tell what is missing; nothing for who sees no drafts."""
    open_lines = [line for line in board.lines if line.stands in (stands.NOT_BEGUN, stands.DRAFT)]
    if not open_lines:
        return Ahead(0)
    ceiling = PayCeiling.objects.of_year(law.DEFAULT_PLAN, year)
    drafts = [line.contract for line in open_lines if line.contract is not None]
    waits = readiness.waits_for(drafts, ceiling=ceiling, year=year, on=on) if drafts else {}
    for line in open_lines:
        if line.contract is not None:
            line.waits_for = waits[line.contract.pk]
    counted = Counter(each for each in waits.values() if each != readiness.READY)
    lacks = [f"{number} {'waits' if number == 1 else 'wait'} for {whom}." for whom, number in counted.items()]
    if ceiling is None and not counted[readiness.no_ceiling(law.DEFAULT_PLAN, year)]:
        lacks.append(f"All wait for {readiness.no_ceiling(law.DEFAULT_PLAN, year)}.")
    may_look = bool(counted) and bulk.may_ask("propose", department, user, on=on)
    return Ahead(
        ready=sum(each == readiness.READY for each in waits.values()),
        lacks=tuple(lacks),
        url=_bulk_url("propose", department, year) if may_look else "",
        ceiling_url=reverse("contracts:ceilings") if ceiling is None else "",
    )


def no_board(year: int, *, on: date) -> str:
    """Why there is no board of this contract year: it has not come near yet, or is before the rules; else empty."""
    plan = law.plan(law.DEFAULT_PLAN)
    first = plan.calendar.fiscal_year(plan.calendar.YEAR_STARTS.entries[0].start)
    is_past = first <= year <= plan.calendar.fiscal_year(on)
    return "" if is_past else season.closed(law.DEFAULT_PLAN, year, on=on)


def steps(department: Department, year: int, board: Year, user: User, *, ready: int, on: date) -> list[dict[str, Any]]:
    """The acts on many contracts that this person may ask for from the board, the one that is next first.

    `ready` is how many drafts can be proposed: no button is there for what would be refused.
    """
    counts = dict(board.counts)
    unbegun = 0 if season.closed(law.DEFAULT_PLAN, year, on=on) else counts.get(stands.NOT_BEGUN, 0)
    copies = sum(line.stands == stands.SIGNED and bool(line.waits_for) for line in board.lines)
    wanted = [
        ("prepare", unbegun, "Prepare {} draft{}"),
        ("propose", ready, "Propose {} draft{}"),
        ("send", counts.get(stands.RETURNED, 0), "Send {} returned cop{} again"),
        ("acknowledge", copies, "Acknowledge {} cop{}"),
    ]
    found: list[dict[str, Any]] = []
    for act, number, words in wanted:
        scope = None if act == "acknowledge" else department
        if not number or not bulk.may_ask(act, scope, user, on=on):
            continue
        ending = ("y" if number == 1 else "ies") if "cop{}" in words else ("" if number == 1 else "s")
        url = _bulk_url(act, department, year)
        found.append({"button": words.format(number, ending), "url": url, "main": not found})
    return found


def _bulk_url(act: str, department: Department, year: int) -> str:
    return f"{reverse('contracts:bulk', args=[act])}?department={department.code}&year={year}"


def bulk_page(scope: Scope, form: Any, candidates: list[Candidate], refusal: StepRefused | None) -> dict[str, Any]:
    """The context of templates/contracts/bulk.html."""
    title, button, done = ACTS[scope.act]
    return {
        "title": f"{title}: {scope.words}" if scope.words else title,
        "crumb": title,
        "act": scope.act,
        "beside": "What the rules say" if scope.act in ("prepare", "propose") else "The copy",
        "button": button,
        "done": done,
        "form": form,
        "possible": [(each, str(each.key) in form.picked) for each in candidates if not each.reason],
        "left_out": [each for each in candidates if each.reason],
        "refusal": refusal,
        "back": scope.back,
        "crumbs": _crumbs(scope),
    }


def _crumbs(scope: Scope) -> list[tuple[str, str]]:
    above = [("Contracts", reverse("contracts:contracts")), ("Contract season", reverse("contracts:season"))]
    return [*above, (scope.words, scope.back)] if scope.department is not None else above


def crumbs(run: BulkRun) -> list[tuple[str, str]]:
    """The pages above the report of an act."""
    return _crumbs(Scope(run.act, run.department, run.fiscal_year))
