"""What the page of the law shows: rules, numbers in force on a day, and the amounts published each year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from types import ModuleType
from typing import Any

import law
from contracts.models import PayCeiling
from positions.models import FteCount

SUBJECTS = {
    "CRIT": "What makes a position an SES position",
    "CAP": "How many positions there can be",
    "NOM": "Nomination and placement",
    "APT": "Appointment and movement",
    "PAY": "Pay",
    "CON": "The yearly contract",
    "EVA": "Reviews and evaluation",
    "REM": "Removal of positions, and notice",
    "LAY": "Layoff",
    "DIS": "Discipline",
    "RIG": "Rights",
    "REC": "Records",
    "OTH": "Other laws that touch the SES",
}
MONTH_AND_DAY = "month and day"


@dataclass(frozen=True)
class Subject:
    """The rules about one subject."""

    title: str
    anchor: str
    rules: list[Any]


@dataclass(frozen=True)
class Figure:
    """A number in force: what it is called, its value in words, and the entry of the law it comes from."""

    name: str
    value: str
    since: date
    source: Any
    reading: str


@dataclass(frozen=True)
class LawShown:
    """One plan as the page shows it on a day."""

    name: str
    subjects: list[Subject]
    figures: list[Figure]
    ceilings: list[tuple[str, PayCeiling]]
    counts_year: str
    counts: list[tuple[str, FteCount]]
    later: Iterable[Any]


def shown(code: str, *, on: date) -> LawShown:
    """The law of the plan `code` on the day `on`. Two queries."""
    plan = law.plan(code)
    year = plan.calendar.fiscal_year(on)
    counts = FteCount.objects.filter(plan=code, fiscal_year__lte=year).select_related("department")
    latest: dict[int, FteCount] = {count.department_id: count for count in counts.order_by("fiscal_year")}
    return LawShown(
        name=plan.NAME,
        subjects=_subjects(plan),
        figures=[
            Figure(number.name, _in_words(number), number.entry.start, number.entry.source, number.entry.reading)
            for number in plan.catalogue.numbers(on)
        ],
        ceilings=[
            (plan.calendar.fiscal_year_words(ceiling.fiscal_year), ceiling)
            for ceiling in PayCeiling.objects.filter(plan=code).order_by("-fiscal_year", "-pk")
        ],
        counts_year=plan.calendar.fiscal_year_words(year),
        counts=[
            (plan.calendar.fiscal_year_words(count.fiscal_year), count)
            for count in sorted(latest.values(), key=lambda count: count.department.name)
        ],
        later=plan.catalogue.LATER,
    )


def _subjects(plan: ModuleType) -> list[Subject]:
    found = []
    for key, rules in groupby(plan.catalogue.RULES, key=lambda rule: rule.code.split("-")[1]):
        found.append(Subject(SUBJECTS.get(key, key), key.lower(), list(rules)))
    return found


def _in_words(number: Any) -> str:
    value = number.entry.value
    if number.unit == MONTH_AND_DAY:
        month, day = value
        return f"{date(2004, month, day):%B} {day}"
    unit = number.unit.removesuffix("s") if value == 1 else number.unit
    return f"{value:,} {unit}".strip()
