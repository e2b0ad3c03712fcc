"""The terms of a contract as plain data: what a version freezes, what a counter-proposal changes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import law
from contracts.models import Contract, Element, Objective

PROJECTS = "projects"


def fiscal_year(plan: str, day: date) -> int:
    """The fiscal year of `day`, by the year it starts in."""
    return law.plan(plan).calendar.fiscal_year(day)


def fiscal_year_words(plan: str, day: date) -> str:
    """The fiscal year of `day` as people say it: "2004-05"."""
    calendar = law.plan(plan).calendar
    return calendar.fiscal_year_words(calendar.fiscal_year(day))


def year_words(plan: str, year: int) -> str:
    """A fiscal year, by the year it starts in, as people say it: "2004-05"."""
    return law.plan(plan).calendar.fiscal_year_words(year)


def year_days(plan: str, year: int) -> tuple[date, date]:
    """The first and the last day of a fiscal year, by the year it starts in."""
    calendar = law.plan(plan).calendar
    return calendar.year_starts(year), calendar.year_ends(year)


def is_first_day(plan: str, day: date) -> bool:
    """Whether a contract year begins on `day`."""
    calendar = law.plan(plan).calendar
    return calendar.year_starts(calendar.fiscal_year(day)) == day


def core_areas(plan: str) -> Sequence[Any]:
    """The core areas of the printed form, in its order: each with code, title and printed objectives."""
    return law.plan(plan).form1.CORE


def projects_printed(plan: str) -> int:
    """How many special projects the printed form has room for."""
    return law.plan(plan).form1.PROJECTS_PRINTED


def make_elements(contract: Contract) -> None:
    """Give a new contract the printed core areas with their lines, and an empty list of special projects."""
    words = law.plan(contract.plan).form1
    for order, area in enumerate(words.CORE, start=1):
        element = Element.objects.create(contract=contract, code=area.code, title=area.title, order=order)
        Objective.objects.bulk_create(
            Objective(element=element, order=place, text=text, is_printed=True)
            for place, text in enumerate(area.objectives, start=1)
        )
    Element.objects.create(contract=contract, code=PROJECTS, title=words.PROJECTS_TITLE, order=len(words.CORE) + 1)


def write_lines(
    contract: Contract, *, lines: Mapping[str, Iterable[str]], projects: Iterable[Mapping[str, str]]
) -> None:
    """Replace the added lines of the core areas (by area code) and the special projects. Printed lines stay."""
    for element in contract.elements.order_by("order"):
        element.objectives.filter(is_printed=False).delete()
        first = element.objectives.count() + 1
        if element.code == PROJECTS:
            added = [
                Objective(element=element, order=place, text=each["objective"], results=each.get("results", ""))
                for place, each in enumerate(projects, start=first)
            ]
        else:
            added = [
                Objective(element=element, order=place, text=text)
                for place, text in enumerate(lines.get(element.code, ()), start=first)
            ]
        Objective.objects.bulk_create(added)


def written(contract: Contract) -> tuple[dict[str, list[str]], list[dict[str, str]]]:
    """What the department has written: the added lines by area code, and the special projects, in their order."""
    lines: dict[str, list[str]] = {}
    projects: list[dict[str, str]] = []
    added = Objective.objects.filter(element__contract=contract, is_printed=False).select_related("element")
    for line in added.order_by("element__order", "order"):
        if line.element.code == PROJECTS:
            projects.append({"objective": line.text, "results": line.results})
        else:
            lines.setdefault(line.element.code, []).append(line.text)
    return lines, projects


def of(contract: Contract) -> dict[str, Any]:
    """The terms of a contract as they stand now, ready to be frozen as JSON."""
    ceiling = contract.ceiling
    elements = list(contract.elements.order_by("order").prefetch_related("objectives"))
    listed = {element.code: sorted(element.objectives.all(), key=lambda line: line.order) for element in elements}
    return {
        "employee": contract.employee.name,
        "title": contract.title,
        "department": contract.department_name,
        "division": contract.division,
        "appointing_authority": contract.appointing_authority.name,
        "appointing_authority_title": contract.appointing_authority_title,
        "monthly_salary": None if contract.monthly_salary is None else str(contract.monthly_salary),
        "starts_on": contract.starts_on.isoformat(),
        "ends_on": contract.ends_on.isoformat(),
        "fiscal_year": fiscal_year(contract.plan, contract.starts_on),
        "ceiling": None if ceiling is None else str(ceiling.amount),
        "ceiling_is_demonstration": bool(ceiling and ceiling.is_demonstration),
        "areas": [
            {"code": element.code, "title": element.title, "lines": [line.text for line in listed[element.code]]}
            for element in elements
            if element.code != PROJECTS
        ],
        "projects": [{"objective": line.text, "results": line.results} for line in listed.get(PROJECTS, ())],
        "understanding": contract.understanding,
        "planning_met_on": contract.planning_met_on.isoformat() if contract.planning_met_on else None,
        "planning_late_reason": contract.planning_late_reason,
    }


def added_lines(plan: str, terms: Mapping[str, Any]) -> dict[str, list[str]]:
    """The lines of frozen terms that are not printed on the form, by area code."""
    printed = {area.code: set(area.objectives) for area in law.plan(plan).form1.CORE}
    return {
        area["code"]: [line for line in area["lines"] if line not in printed.get(area["code"], set())]
        for area in terms["areas"]
    }


def with_changes(
    plan: str,
    terms: Mapping[str, Any],
    *,
    monthly_salary: Decimal | None,
    lines: Mapping[str, Iterable[str]],
    projects: Iterable[Mapping[str, str]],
) -> dict[str, Any]:
    """Frozen terms with another salary, other added lines and other projects: a counter-proposal."""
    printed = {area.code: list(area.objectives) for area in law.plan(plan).form1.CORE}
    return {
        **terms,
        "monthly_salary": None if monthly_salary is None else str(monthly_salary),
        "areas": [
            {**area, "lines": [*printed.get(area["code"], area["lines"]), *lines.get(area["code"], ())]}
            for area in terms["areas"]
        ],
        "projects": [{"objective": each["objective"], "results": each.get("results", "")} for each in projects],
    }
