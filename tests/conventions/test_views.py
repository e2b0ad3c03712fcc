"""Pages do not reach past the scope, and get what the law says from the validators."""

import ast

import pytest

from tests.conventions.source import APPS, Module, at, dotted, views

PAST_THE_SCOPE = {"unscoped", "_default_manager", "_base_manager"}


def scope_complaints(module: Module) -> list[str]:
    """Where a view reaches past the scope."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in PAST_THE_SCOPE:
            found.append(at(module, node, f"{node.attr} asks without saying for whom"))
        if not isinstance(node, ast.Call):
            continue
        called = dotted(node.func)
        if called.rsplit(".", 1)[-1] in ("get_object_or_404", "get_list_or_404") and isinstance(node.args[0], ast.Name):
            name = node.args[0].id
            if name[:1].isupper():
                found.append(at(module, node, f"{called}({name}, …) takes the default manager; ask visible_to"))
        if called.endswith(".all") and not called.endswith("objects.all"):
            found.append(at(module, node, f"{called}() follows a relation to all its rows; ask visible_to"))
        if called.endswith(".objects.all"):
            found.append(at(module, node, f"{called}() asks without saying for whom"))
        if called.endswith("_set.filter"):
            found.append(at(module, node, f"{called}() follows a relation; ask visible_to"))
        if called.endswith(("render", ".update", ".delete", ".save", ".create", ".bulk_create")):
            verb = called.rsplit(".", 1)[-1]
            if verb in ("delete", "save", "create", "bulk_create") or (verb == "update" and "filter()" in called):
                found.append(at(module, node, f"{called}() changes rows in a view; that is an act"))
    return found


def law_complaints(module: Module) -> list[str]:
    """Where a view of an app asks the law itself."""
    found = []
    for node in ast.walk(module.tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        found += [at(module, node, f"imports {name}") for name in names if name.split(".")[0] == "law"]
    return found


@pytest.mark.parametrize("module", views(), ids=lambda module: module.path)
def test_views_do_not_reach_past_the_scope(module):
    assert scope_complaints(module) == []


@pytest.mark.parametrize("module", views(*APPS), ids=lambda module: module.path)
def test_views_of_the_apps_do_not_ask_the_law(module):
    assert law_complaints(module) == []


def test_there_are_views_to_look_at():
    paths = {module.path for module in views()}
    assert {"ses_admin/views.py", "accounts/views.py", "ses_admin/views_offices.py"} <= paths
    assert any(path.startswith("positions/views") for path in paths)
    assert any(path.startswith("contracts/views") for path in paths)


@pytest.mark.parametrize(
    "line",
    [
        "Contract.unscoped.get(pk=pk)",
        "Contract._default_manager.get(pk=pk)",
        "get_object_or_404(Contract, pk=pk)",
        "shortcuts.get_object_or_404(Contract, pk=pk)",
        "list(position.contracts.all())",
        "Contract.objects.all()",
        "position.contract_set.filter(state='signed')",
        "Comment.objects.create(text=text)",
        "contract.save()",
        "contract.delete()",
        "Contract.objects.visible_to(user, on=on).filter(pk=pk).update(state='signed')",
    ],
)
def test_reaching_past_the_scope_is_noticed(line):
    assert scope_complaints(Module.of(line))


@pytest.mark.parametrize(
    "line",
    [
        "get_object_or_404(Contract.objects.visible_to(user, on=on), pk=pk)",
        "Comment.objects.filter(contract=contract)",
        "context.update(more)",
        "render(request, 'page.html', {})",
    ],
)
def test_asking_for_what_a_person_may_see_is_not_complained_about(line):
    assert scope_complaints(Module.of(line)) == []


@pytest.mark.parametrize("line", ["import law", "from law.colorado import caps", "from law.findings import Weight"])
def test_asking_the_law_in_a_view_is_noticed(line):
    assert law_complaints(Module.of(line))
