"""The numbers of the law have one home: no other module compares or reckons with them, or writes its days."""

import ast
from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules

import pytest

import law.colorado
from law.dated import Dated
from tests.conventions.source import Module, at, dotted, modules

# One of two approvals; a share out of a hundred; the days of a year; years and forms that are kept.
PLAIN = {1, 2, 3, 5, 10, 100, 365}
DAYS = {(7, 1), (6, 30), (4, 30)}
"""The fiscal year begins and ends; notice is due. As month and day."""


def figures() -> set[Decimal]:
    """Every number of the law, and the two that are printed in its forms."""
    found = {Decimal("10763"), Decimal("8155")}
    for part in iter_modules(law.colorado.__path__):
        for value in vars(import_module(f"law.colorado.{part.name}")).values():
            if isinstance(value, Dated):
                found |= {Decimal(each.value) for each in value.entries if isinstance(each.value, int | Decimal)}
    return found - {Decimal(number) for number in PLAIN}


FIGURES = figures()


def complaints(module: Module) -> list[str]:
    """Comparisons and sums with a figure of the law, and days of the law written out."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.BinOp):
            parts = [node.left, node.right]
        else:
            parts = []
        for part in parts:
            if _number(part) in FIGURES:
                found.append(at(module, node, f"{_number(part)} is a figure of the law"))
        if isinstance(node, ast.Call) and _day(node) in DAYS:
            found.append(at(module, node, f"{_day(node)} is a day of the law"))
    return found


def _number(node: ast.AST) -> Decimal | None:
    if isinstance(node, ast.Call) and dotted(node.func).endswith("Decimal") and node.args:
        node = node.args[0]
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return None
    try:
        return Decimal(str(node.value)) if isinstance(node.value, int | float | str) else None
    except ArithmeticError:
        return None


def _day(node: ast.Call) -> tuple[int, int] | None:
    """Month and day of date(…, 7, 1), date(year=…, month=7, day=1) or day.replace(month=7, day=1)."""
    called = dotted(node.func).rsplit(".", 1)[-1]
    if called not in ("date", "datetime", "replace"):
        return None
    given = {word.arg: word.value for word in node.keywords}
    if called != "replace":
        given |= dict(zip(("year", "month", "day"), node.args, strict=False))
    month, day = (getattr(given.get(part), "value", None) for part in ("month", "day"))
    return (month, day) if isinstance(month, int) and isinstance(day, int) else None


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_no_figure_of_the_law_is_compared_or_reckoned_with_outside_it(module):
    assert complaints(module) == []


def test_the_figures_that_are_looked_for_come_from_the_law():
    assert {Decimal("125"), Decimal("15"), Decimal("30"), Decimal("1.25"), Decimal("10763")} <= FIGURES


@pytest.mark.parametrize(
    "line",
    [
        "taken >= 125",
        "if 15 < placed: pass",
        "ceiling = lid * Decimal('1.25')",
        "lid * 1.25",
        "due_on = starts_on + 30 * day",
        "salary > 10_763",
        "salary > Decimal('10763.00')",
        "starts_on = date(year, 7, 1)",
        "ends_on = date(year=year, month=6, day=30)",
        "notice = datetime.date(year, 4, 30)",
        "last = today.replace(month=6, day=30)",
    ],
)
def test_a_figure_of_the_law_elsewhere_is_noticed(line):
    assert complaints(Module.of(line))


@pytest.mark.parametrize("line", ["max_length=30", "CharField(max_length=15)", "share * 100", "date(year, month, 1)"])
def test_innocent_numbers_are_not_complained_about(line):
    assert complaints(Module.of(line)) == []
