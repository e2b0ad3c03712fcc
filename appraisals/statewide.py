"""How a contract year was appraised: who, with what spread of ratings, what pay followed, and who left.

It is shown and nothing follows from it: no share of any rating is asked for, expected or marked anywhere.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Max, Min

import law
from accounts.models import User
from appraisals import notice_validators as validators
from appraisals.hidden import FEWEST, Edge, hidden
from appraisals.models import Appraisal, BoardAppeal, Notice, Overall
from appraisals.models.appraisal import the_appraisal
from contracts.models import Contract, ContractQuerySet
from positions.models import Incumbency

WHOLE = "All departments"
UNSHOWN = "hidden"
CHANGES = {"lower": "Lower", "same": "The same", "higher": "Higher", "none": "No next contract"}
"""What the salary of the next contract is beside that of the appraised one."""
END = "end"

Row = dict[str, Any]


@dataclass(frozen=True)
class Rated:
    """One final overall rating, and what pay followed it. Only counted, never shown."""

    department: str
    level: int
    change: str


@dataclass(frozen=True)
class Picture:
    """The whole picture of a contract year: rows of four tables, each department a row."""

    year: int
    words: str
    levels: list[tuple[int, str]]
    appraised: list[Row]
    spread: list[Row]
    pay: list[Row]
    left: list[Row]
    departments: int = 0
    rated: int = 0
    fewest: int = FEWEST


@dataclass(frozen=True)
class Hidden:
    """How many counts of a table there are, and how many of them are hidden."""

    counts: int
    hidden: int

    @property
    def is_all(self) -> bool:
        """Whether there is nothing to show but the total."""
        return self.hidden == self.counts

    @classmethod
    def of(cls, rows: list[Row]) -> "Hidden":
        """Of the rows of a published table. How many are appraised is no rating, and no such count."""
        counts = [
            value
            for row in rows
            for name, value in row.items()
            if name not in ("department", "level", "final") and (name, row.get("level", "")) != ("ratings", None)
        ]
        return cls(len(counts), counts.count(UNSHOWN))


def contracts_of(user: User, *, on: date) -> ContractQuerySet:
    """The signed contracts that are counted for `user`: the state's, or those of the departments they see whole."""
    rows = Contract.objects.visible_to(user, on=on).filter(state="signed")
    return rows if user.sees_everything(on) else rows.filter(department__in=user.departments_seen(on))


def may_see(user: User, *, on: date) -> bool:
    """The statewide offices; director and HR for their department."""
    return user.sees_everything(on) or bool(user.departments_seen(on))


def years(user: User, *, on: date, plan: str = law.DEFAULT_PLAN) -> list[tuple[int, str]]:
    """The contract years that began by the day `on`, the newest first."""
    calendar = law.plan(plan).calendar
    begun = contracts_of(user, on=on).filter(starts_on__lte=on)
    ends = begun.order_by().aggregate(first=Min("starts_on"), last=Max("starts_on"))
    first = calendar.fiscal_year(ends["first"] or on)
    last = calendar.fiscal_year(ends["last"] or on)
    return [(year, calendar.fiscal_year_words(year)) for year in range(last, first - 1, -1)]


def newest_rated(user: User, *, on: date, plan: str = law.DEFAULT_PLAN) -> int | None:
    """The newest contract year with a final appraisal that `user` may see; None without any."""
    rows = contracts_of(user, on=on).filter(appraisals__state="final")
    last = rows.order_by().aggregate(last=Max("starts_on"))["last"]
    return law.plan(plan).calendar.fiscal_year(last) if last else None


def picture(user: User, *, year: int, on: date, plan: str = law.DEFAULT_PLAN) -> Picture:
    """Contract year `year` as `user` may see it on the day `on`. Seven queries, whatever the size."""
    calendar, levels = law.plan(plan).calendar, list(law.plan(plan).appraisals.LEVELS)
    span = (calendar.year_starts(year), calendar.year_ends(year))
    rows = contracts_of(user, on=on).filter(plan=plan, starts_on__range=span)
    stands = rows.annotate(appraisal=the_appraisal()).order_by("department__name")
    standing = list(stands.values_list("department__name", "appraisal__state"))
    rated = _rated(user, rows, year=year, on=on, plan=plan)
    spread, pay = published(rated, [level for level, _ in levels])
    return Picture(
        year,
        calendar.fiscal_year_words(year),
        levels,
        _appraised(standing, _unsigned(user, rows, on=on)),
        spread,
        pay,
        _left(user, year=year, span=span, on=on, plan=plan),
        departments=len({each.department for each in rated}),
        rated=len(rated),
    )


def _unsigned(user: User, rows: ContractQuerySet, *, on: date) -> list[str]:
    """The department of each final appraisal that the executive was offered and did not sign."""
    seen = Appraisal.objects.visible_to(user, on=on).filter(state="final", contract__in=rows.order_by().values("pk"))
    return list(seen.with_standing().filter(is_unsigned=True).values_list("department__name", flat=True))


def _appraised(standing: Iterable[tuple[str, str | None]], unsigned: Iterable[str]) -> list[Row]:
    """For each department: its contracts of the year, how many are appraised, of these without the signature of the
    executive, how many under way, and neither."""
    found: dict[str, Counter] = {}
    for department in unsigned:
        found.setdefault(department, Counter())["unsigned"] += 1
    for department, state in standing:
        stands = "none" if state is None else "final" if state == "final" else "under_way"
        found.setdefault(department, Counter())[stands] += 1
        found[department]["contracts"] += 1
    return _with_whole(found, ("contracts", "final", "unsigned", "under_way", "none"))


def _with_whole(found: dict[str, Counter], names: Iterable[str]) -> list[Row]:
    """A row for each department, and one for all where there are several."""
    rows = [{"department": name, **{key: found[name][key] for key in names}} for name in sorted(found)]
    if len(rows) > 1:
        rows.append({"department": WHOLE, **{key: sum(row[key] for row in rows) for key in names}})
    return rows


def _rated(user: User, rows: ContractQuerySet, *, year: int, on: date, plan: str) -> list[Rated]:
    """Every final overall rating of these contracts that `user` may see, with the pay change after it."""
    calendar = law.plan(plan).calendar
    span = (calendar.year_starts(year + 1), calendar.year_ends(year + 1))
    following: dict[int, Decimal] = {}
    after = contracts_of(user, on=on).filter(plan=plan, starts_on__range=span).order_by("-starts_on", "-pk")
    for person, salary in after.values_list("employee", "monthly_salary"):
        following[person] = salary  # the first of the year is what stays
    final = Overall.objects.visible_to(user, on=on).filter(part="", appraisal__state="final")
    told = final.filter(appraisal__contract__in=rows.order_by().values("pk")).exclude(level=None)
    path = "appraisal__contract__"
    columns = (f"{path}department__name", "level", f"{path}employee", f"{path}monthly_salary")
    return [
        Rated(department, level, _change(salary, following.get(person)))
        for department, level, person, salary in told.values_list(*columns)
    ]


def _change(before: Decimal, after: Decimal | None) -> str:
    if after is None:
        return "none"
    return "same" if after == before else "higher" if after > before else "lower"


def published(rated: list[Rated], levels: list[int]) -> tuple[list[Row], list[Row]]:
    """The spread by department and the ratings against pay, with everything hidden that would tell of a few."""
    departments = sorted({each.department for each in rated})
    counts: dict[Edge, int] = {}
    for level in levels:
        of_level = [each for each in rated if each.level == level]
        by_department = Counter(each.department for each in of_level)
        by_change = Counter(each.change for each in of_level)
        counts |= {(("department", name), ("level", level)): by_department[name] for name in departments}
        counts[("level", level), ("rated", level)] = len(of_level)
        counts |= {(("rated", level), ("change", code)): by_change[code] for code in CHANGES}
    followed = Counter(each.change for each in rated)
    counts |= {(("change", code), END): followed[code] for code in CHANGES}
    unshown = hidden(counts)

    def told(edge: Edge) -> int | str:
        return UNSHOWN if edge in unshown else counts[edge]

    whole = {f"level_{level}": told((("level", level), ("rated", level))) for level in levels}
    spread = [
        {
            "department": name,
            "final": sum(each.department == name for each in rated),
            **{f"level_{level}": told((("department", name), ("level", level))) for level in levels},
        }
        for name in departments
    ]
    if len(departments) > 1:
        spread.append({"department": WHOLE, "final": len(rated), **whole})
    pay = [
        {
            "level": level,
            **{code: told((("rated", level), ("change", code))) for code in CHANGES},
            "ratings": whole[f"level_{level}"],
        }
        for level in levels
    ]
    pay.append({"level": None, **{code: told((("change", code), END)) for code in CHANGES}, "ratings": len(rated)})
    return spread, pay if rated else []


def _left(user: User, *, year: int, span: tuple[date, date], on: date, plan: str) -> list[Row]:
    """For each department: notices as they stand for June 30, separations after them, and appeals of these."""
    found: dict[str, Counter] = {}
    here = {} if user.sees_everything(on) else {"department__in": user.departments_seen(on)}
    given = Notice.objects.visible_to(user, on=on).filter(**here, plan=plan, fiscal_year=year)
    for notice in given.exclude(delivered_on=None).select_related("department"):
        stands = validators.standing(notice, still_stood=notice.state == "reversed").name.lower()
        found.setdefault(notice.department.name, Counter())["taken_back" if stands == "none" else stands] += 1
    left = Incumbency.objects.visible_to(user, on=on).filter(
        **here, plan=plan, ended_by="separation", ends_on__range=span
    )
    appeals = BoardAppeal.objects.visible_to(user, on=on).filter(
        **here, plan=plan, against="separation", action_on__range=span
    )
    for name, rows in (("separated", left), ("appealed", appeals)):
        for department in rows.values_list("department__name", flat=True):
            found.setdefault(department, Counter())[name] += 1
    return _with_whole(found, ("in_time", "disputed", "late", "taken_back", "separated", "appealed"))
