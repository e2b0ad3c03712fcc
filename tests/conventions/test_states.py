"""There is one door to a state: records/acts.py."""

import ast

import pytest

from tests.conventions.source import Module, at, dotted, modules

DOOR = "records/acts.py"
QUESTIONS = {"Q", "When"}
WRITERS = {"update", "create", "get_or_create", "update_or_create", "bulk_create"}


def complaints(module: Module) -> list[str]:
    """Where a state is set by hand. A thing that does not exist yet has the state ""."""
    found = []
    for node in ast.walk(module.tree):
        for target in _targets(node):
            if isinstance(target, ast.Attribute) and target.attr == "state":
                found.append(at(module, node, f"{dotted(target)} is assigned; take a step with move() or begin()"))
        if isinstance(node, ast.Call):
            called = dotted(node.func)
            if called.rsplit(".", 1)[-1] in WRITERS and any(word.arg == "state" for word in node.keywords):
                found.append(at(module, node, f"{called}(state=…) writes a state past its step"))
            if called == "setattr" and len(node.args) == 3 and getattr(node.args[1], "value", "") == "state":
                found.append(at(module, node, "setattr(…, 'state', …) writes a state past its step"))
            is_model = called[:1].isupper() and "." not in called and called not in QUESTIONS
            if is_model and any(_is_given_a_state(word) for word in node.keywords):
                found.append(at(module, node, f"{called}(state=…) begins in the middle; begin with a step"))
    return found


def _targets(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, ast.Assign):
        return [part for target in node.targets for part in ast.walk(target)]
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def _is_given_a_state(word: ast.keyword) -> bool:
    return word.arg == "state" and isinstance(word.value, ast.Constant) and word.value.value not in ("", None)


@pytest.mark.parametrize("module", list(modules()), ids=lambda module: module.path)
def test_states_are_set_by_steps_only(module):
    if module.path == DOOR:
        assert complaints(module), "the door has moved"
    else:
        assert complaints(module) == []


@pytest.mark.parametrize(
    "line",
    [
        "contract.state = 'signed'",
        "contract.state, other = 'signed', 1",
        "self.contract.state += 'x'",
        "setattr(contract, 'state', 'signed')",
        "Contract.unscoped.filter(pk=1).update(state='signed')",
        "Contract.unscoped.create(state='signed')",
        "Contract(state='signed').save()",
    ],
)
def test_a_state_set_by_hand_is_noticed(line):
    assert complaints(Module.of(line))


@pytest.mark.parametrize(
    "line",
    [
        "Contract(state='')",
        "Q(state='signed')",
        "contract.state == 'signed'",
        "rows.filter(state='signed')",
        "state = models.CharField()",
    ],
)
def test_asking_for_a_state_is_not_complained_about(line):
    assert complaints(Module.of(line)) == []
