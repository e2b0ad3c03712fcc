"""Every refusal of an act under the law names its rule."""

import ast
import re

import pytest

from tests.conventions.source import Module, at, modules

RULE = re.compile(r"\(CO-[A-Z]+-\d+\)")


def words_of(call: ast.Call) -> str:
    """All that is said by the first argument of a call, as far as it is written there."""
    said = call.args[0] if call.args else None
    return "".join(
        node.value for node in ast.walk(said) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def complaints(module: Module) -> list[str]:
    """Refusals whose words name no rule.

    Words that come in a variable cannot be read here; a step's own `refused` and `require_words` name its rule.
    """
    return [
        at(module, node, "this refusal names no rule: write (CO-…), or use the step's `refused`")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "StepRefused"
        and not RULE.search(words_of(node))
        and not (node.args and isinstance(node.args[0], ast.Name))
    ]


@pytest.mark.parametrize("module", modules("positions", "contracts", "appraisals"), ids=lambda it: it.path)
def test_a_refusal_names_its_rule(module):
    assert complaints(module) == []


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ('raise StepRefused("No.")', 1),
        ('raise StepRefused(f"No, {name}.")', 1),
        ('raise StepRefused("No. (CO-CAP-1)")', 0),
        ('raise StepRefused(f"No, {name}. (CO-CON-4)")', 0),
        ('raise step.refused("No.")', 0),
    ],
)
def test_a_refusal_without_its_rule_is_noticed(line, number):
    assert len(complaints(Module.of(line))) == number
