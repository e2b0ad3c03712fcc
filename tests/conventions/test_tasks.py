"""A task is one statement: what it does can be called, and tested, without a job runner."""

import ast

import pytest

from tests.conventions.source import Module, at, dotted, modules

DECORATORS = {"shared_task", "app.task", "celery_app.task"}


def tasks(module: Module) -> list[ast.FunctionDef]:
    """The functions that the job runner knows."""
    return [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
        and any(dotted(mark).removesuffix("()") in DECORATORS for mark in node.decorator_list)
    ]


def complaints(module: Module) -> list[str]:
    """Tasks that do more than one thing, and tasks that stand elsewhere than in tasks.py."""
    found = []
    for task in tasks(module):
        body = [each for each in task.body if not _is_docstring(each)]
        if len(body) != 1 or not isinstance(body[0], ast.Return | ast.Expr):
            found.append(at(module, task, f"{task.name} is more than one statement"))
        if not module.path.endswith("/tasks.py"):
            found.append(at(module, task, f"{task.name} does not stand in tasks.py"))
    return found


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def test_every_task_is_one_statement():
    assert [each for module in modules() for each in complaints(module)] == []


def test_there_are_tasks_to_look_at():
    found = {task.name for module in modules() for task in tasks(module)}
    assert {"deliver_messages", "print_executed_copies"} <= found


@pytest.mark.parametrize(
    "body",
    ["x = 1\n    return x", "for each in rows: each.send()", "if late(): send()", "with lock: send()"],
)
def test_a_task_that_decides_is_noticed(body):
    assert complaints(Module.of(f"@shared_task\ndef work():\n    '''Work.'''\n    {body}", "records/tasks.py"))


def test_a_task_in_another_module_is_noticed():
    assert complaints(Module.of("@shared_task(bind=True)\ndef work(self):\n    return send()", "records/mail.py"))
