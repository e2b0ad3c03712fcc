"""What the pages of the season need: whose board it is, which years, what can be done from it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

import law
from accounts.acting import StepRefused
from accounts.models import Department, User
from contracts import bulk
from contracts import year as stands
from contracts.board import Books, years_looked_at
from contracts.bulk_preview import Candidate
from contracts.models import BulkRun
from contracts.year import Year

ACTS = {
    "prepare": ("Prepare drafts", "Prepare the drafts", "prepared"),
    "propose": ("Propose contracts", "Propose those chosen", "proposed"),
    "acknowledge": ("Acknowledge copies", "Acknowledge those chosen", "acknowledged"),
    "send": ("Send copies to DPA/DHR again", "Send those chosen", "sent"),
}
"""By act: the title of its page, its button, and what is then done to a contract."""


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
    at. Copies are acknowledged of the whole state, or of one department.
    """
    plan = law.plan(law.DEFAULT_PLAN)
    newest = "" if act == "acknowledge" else str(years(on=on)[-1].number)
    number = asked.get("year", "") or newest
    this = plan.calendar.fiscal_year(on)
    year = int(number) if number.isdecimal() and int(number) in (this - 1, this, this + 1) else None
    if act == "acknowledge":
        return Scope(act, None, year)
    held = {each.department.code: each.department for each in user.memberships_on(on) if each.department}
    code = asked.get("department", "") or (next(iter(held)) if len(held) == 1 else "")
    return Scope(act, held[code], year) if act in ACTS and code in held and year is not None else None


def steps(department: Department, year: int, board: Year, user: User, *, on: date) -> list[dict[str, Any]]:
    """The acts on many contracts that this person may ask for from the board, the one that is next first."""
    counts = dict(board.counts)
    copies = sum(line.stands == stands.SIGNED and bool(line.waits_for) for line in board.lines)
    wanted = [
        ("prepare", counts.get(stands.NOT_BEGUN, 0), "Prepare {} draft{}"),
        ("propose", counts.get(stands.DRAFT, 0), "Propose {} draft{}"),
        ("send", counts.get(stands.RETURNED, 0), "Send {} returned cop{} again"),
        ("acknowledge", copies, "Acknowledge {} cop{}"),
    ]
    found: list[dict[str, Any]] = []
    for act, number, words in wanted:
        scope = None if act == "acknowledge" else department
        if not number or not bulk.may_ask(act, scope, user, on=on):
            continue
        ending = ("y" if number == 1 else "ies") if "cop{}" in words else ("" if number == 1 else "s")
        url = f"{reverse('contracts:bulk', args=[act])}?department={department.code}&year={year}"
        found.append({"button": words.format(number, ending), "url": url, "main": not found})
    return found


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
