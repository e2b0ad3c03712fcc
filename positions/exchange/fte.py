"""FTE counts from a file: permanent FTE of a department for a fiscal year, with where the figure comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import law
from accounts.acting import procedure
from accounts.models import Department
from accounts.templatetags.words import fte as in_words
from positions import allotment_reviews
from positions.exchange import values
from positions.exchange.rows import ADD, CHANGE, SAME, Asking, Column, Departments, Given, Outcome, once
from positions.exchange.told import Taking
from positions.models import FteCount
from records.models import Event

DEPARTMENT, YEAR, FTE, SOURCE = "Department", "Fiscal year", "Permanent FTE", "Source"
COLUMNS = (
    Column(DEPARTMENT, "The name or the code of the department.", "Agriculture", is_needed=True),
    Column(YEAR, "The fiscal year as 2026-27, or the year in which it begins.", "2026-27", is_needed=True),
    Column(
        FTE, "Permanent personnel-system FTE, with one decimal place at most.", "332.1", is_needed=True, also=("FTE",)
    ),
    Column(SOURCE, "Where the figure comes from.", "Workforce report of July 2026", is_needed=True),
)
MOST = Decimal("99999999.9")
EARLIEST = 1990
YEARS = re.compile(r"(\d{4})(?:\s*[-–/]\s*(\d{2}|\d{4}))?")


@dataclass
class Row:
    """A count as a row has it."""

    department: Department
    year: int
    fte: Decimal
    source: str


def judge(lines: list[Given], asking: Asking) -> list[Outcome]:
    """What each row would do."""
    known = Departments()
    counts: dict[tuple[int, int], tuple[Decimal, str]] = {}
    recorded = FteCount.unscoped.filter(plan=asking.plan).order_by("pk")  # a correction comes later
    for department, year, fte, source in recorded.values_list("department_id", "fiscal_year", "fte", "source"):
        counts[department, year] = (fte, source)
    outcomes = [_judge(given, asking, known, counts) for given in lines]
    once(outcomes, lambda each: (each.makes.department.pk, each.makes.year), thing="department and year")
    return outcomes


def _judge(given: Given, asking: Asking, known: Departments, counts: dict) -> Outcome:
    department = known.find(given, DEPARTMENT)
    year = _year(given, asking)
    fte = given.ask(FTE, values.figure, places=1, most=MOST, is_needed=True)
    source = given.text(SOURCE, most=250, is_needed=True)
    if given.troubles or department is None or year is None or fte is None:
        return given.cannot()
    words = f"{in_words(fte)} permanent FTE of {department} for {_words(asking, year)}"
    row, before = Row(department, year, fte, source), counts.get((department.pk, year))
    if before is None:
        return Outcome(given.line, ADD, f"{words} are recorded.", row)
    if before == (fte, source):
        return Outcome(given.line, SAME, f"{words} are recorded from this source.", row)
    return Outcome(given.line, CHANGE, f"{words} correct {in_words(before[0])}; the earlier count is kept.", row)


def _year(given: Given, asking: Asking) -> int | None:
    said = given.text(YEAR, most=20, is_needed=True)
    if not said:
        return None
    latest = law.plan(asking.plan).calendar.fiscal_year(asking.on) + 1
    match = YEARS.fullmatch(said)
    if match is None:
        given.wrong(YEAR, f"says “{said}”. Write the fiscal year as {_words(asking, latest)}.")
        return None
    year = int(match[1])
    if match[2] and int(match[2]) % 100 != (year + 1) % 100:
        given.wrong(YEAR, f"says {said}, and a fiscal year is one year long: {_words(asking, year)}?")
        return None
    if not EARLIEST <= year <= latest:
        given.wrong(
            YEAR,
            f"says {said}; counts are kept from {_words(asking, EARLIEST)} to the next year, "
            f"{_words(asking, latest)}. Check the year.",
        )
        return None
    return year


def _words(asking: Asking, year: int) -> str:
    return str(law.plan(asking.plan).calendar.fiscal_year_words(year))


def save(outcomes: list[Outcome], taking: Taking) -> Iterator[Event]:
    """Save the good rows; give the event of each. A corrected count is one more row.

    A department that falls below its positions by it goes to review, as with a count that is typed (CO-CAP-6).
    """
    asking = taking.asking
    good = [each for each in outcomes if each.what in (ADD, CHANGE)]
    counts = [
        FteCount(
            plan=asking.plan,
            department=each.makes.department,
            fiscal_year=each.makes.year,
            fte=each.makes.fte,
            source=each.makes.source,
        )
        for each in good
    ]
    for count, outcome in zip(FteCount.unscoped.bulk_create(counts, batch_size=500), good, strict=True):
        yield taking.told(
            count,
            outcome.words,
            outcome,
            verb="record",
            end=procedure(count).steps[0].end,
            facts={"year": count.fiscal_year, "fte": str(count.fte), "source": count.source},
        )
    for row in {each.makes.department.pk: each.makes for each in sorted(good, key=lambda one: one.makes.year)}.values():
        day = max(asking.on, law.plan(asking.plan).calendar.year_starts(row.year))
        allotment_reviews.open_where_needed(row.department, day=day, by=asking.by, on=asking.on, plan=asking.plan)
