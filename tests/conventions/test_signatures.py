"""Whose act it is, on which day, and every yes or no, are said by name where a function is called."""

import ast

import pytest

from tests.conventions.source import Module, at, modules

SAID_BY_NAME = {"on", "by"}


def complaints(module: Module) -> list[str]:
    """Parameters of public functions that may be given by position and must not be.

    A day that is the only thing asked about needs no name: `rows.in_force(today)`.
    """
    found = []
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        given = [each for each in (*node.args.posonlyargs, *node.args.args) if each.arg not in ("self", "cls")]
        for each in given:
            if each.arg in SAID_BY_NAME and len(given) - len(node.args.defaults) > 1:
                found.append(at(module, node, f"{node.name}: {each.arg} is given by name only"))
            if isinstance(each.annotation, ast.Name) and each.annotation.id == "bool":
                found.append(at(module, node, f"{node.name}: the yes or no of {each.arg} is given by name only"))
    return found


@pytest.mark.parametrize("module", modules("contracts", "positions", "records", "accounts"), ids=lambda it: it.path)
def test_days_actors_and_booleans_are_given_by_name(module):
    assert complaints(module) == []


@pytest.mark.parametrize(
    "line",
    [
        "def sign(contract, by): pass",
        "def due(contract, on): pass",
        "def decide(case, approve: bool): pass",
        "def decide(case, /, approve: bool, *, on): pass",
    ],
)
def test_a_day_an_actor_or_a_boolean_by_position_is_noticed(line):
    assert complaints(Module.of(line))


def test_a_day_that_is_the_only_question_needs_no_name():
    assert complaints(Module.of("class Rows:\n    def in_force(self, on): pass")) == []
