"""What keeps law/ pure: its imports, its clock, its docstrings, and plan codes that stay inside it."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import law

ROOT = Path(__file__).parents[2]
LAW = ROOT / "law"
IDENTIFIER = re.compile(r"(?:CO|FED)-[A-Z]+-\d+")
CLOCKS = {"today", "now", "utcnow", "localtime", "gmtime", "time_ns", "monotonic"}
TEXTS = {".py", ".html", ".txt", ".js"}
# The law may name its plans, tests may build them, and migrations repeat what the models said on their day.
NAMES_PLANS = {"law", "tests", "migrations"}

HIDE = """
import sys
for name in ("django", "celery"):
    sys.modules[name] = None
"""


def law_files() -> list[Path]:
    return sorted(LAW.rglob("*.py"))


def modules_imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "" if node.level == 0 else "law"


def foreign_imports(source: str) -> set[str]:
    tops = {name.partition(".")[0] for name in modules_imported(source)}
    return tops - {"law"} - sys.stdlib_module_names


def clocks_asked(source: str) -> set[str]:
    """Every way of asking what time it is: the methods by name, and the time module altogether."""
    tree = ast.parse(source)
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in CLOCKS}
    return asked | ({"time"} & set(modules_imported(source)))


def checks(source: str) -> list[ast.FunctionDef]:
    return [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("check_")
    ]


def broken_promises(check: ast.FunctionDef) -> list[str]:
    """What a rule promises and this one does not keep."""
    said = ast.get_docstring(check) or ""
    arguments = check.args
    broken = []
    if not IDENTIFIER.match(said):
        broken.append("its docstring does not start with an identifier")
    if "`on`" not in said:
        broken.append("its docstring does not say which day `on` means")
    if arguments.args or arguments.posonlyargs or arguments.vararg:
        broken.append("it takes facts by position")
    if "on" not in {argument.arg for argument in arguments.kwonlyargs}:
        broken.append("it takes no day")
    if check.returns is None or ast.unparse(check.returns) != "list[Finding]":
        broken.append("it does not return a list of findings")
    return broken


def plan_codes_in(text: str) -> list[str]:
    return [code for code in law.PLANS if code in text]


def files_outside_the_law() -> Iterator[Path]:
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in NAMES_PLANS | {"var"}]
        yield from (Path(folder) / name for name in names if Path(name).suffix in TEXTS)


def run_python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", HIDE + program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize("path", law_files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_law_imports_only_itself_and_the_standard_library(path):
    assert foreign_imports(path.read_text()) == set()


@pytest.mark.parametrize(
    ("planted", "foreign"),
    [
        ("import django", {"django"}),
        ("from django.db import models", {"django"}),
        ("def later():\n    import celery.app", {"celery"}),
        ("from contracts import models", {"contracts"}),
        ("from law.dated import Since\nimport datetime", set()),
    ],
)
def test_a_foreign_import_is_noticed(planted, foreign):
    assert foreign_imports(planted) == foreign


def test_law_can_be_imported_with_django_and_celery_hidden():
    done = run_python("import law\nfor code in law.PLANS:\n    law.plan(code)\nprint('imported')\n")
    assert (done.returncode, done.stdout.strip()) == (0, "imported"), done.stderr


def test_hiding_django_really_hides_it():
    done = run_python("import django\n")
    assert done.returncode != 0
    assert "ModuleNotFoundError" in done.stderr


def test_the_tests_of_the_law_pass_without_django():
    # No configuration file, no shared fixtures and no plugins: those of the project need Django.
    options = ["-c", os.devnull, f"--rootdir={ROOT}", "--noconftest", "-q", "-p", "no:cacheprovider", "tests/law"]
    done = run_python(
        "import os\n"
        "os.environ['PYTEST_DISABLE_PLUGIN_AUTOLOAD'] = '1'\n"
        "sys.path.insert(0, os.getcwd())\n"
        "import pytest\n"
        f"sys.exit(pytest.main({options!r}))\n"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout


@pytest.mark.parametrize("path", law_files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_law_never_asks_the_clock(path):
    assert clocks_asked(path.read_text()) == set()


@pytest.mark.parametrize(
    ("planted", "asked"),
    [
        ("from datetime import date\nday = date.today()", {"today"}),
        ("import datetime as d\nmoment = d.datetime.now(d.timezone.utc)", {"now"}),
        ("from datetime import datetime\nask = datetime.utcnow", {"utcnow"}),
        ("import time\nmoment = time.time()", {"time"}),
        ("from time import time as moment", {"time"}),
        ("from datetime import date, timedelta\nday = date(2004, 7, 1) + timedelta(days=30)", set()),
    ],
)
def test_asking_the_clock_is_noticed(planted, asked):
    assert clocks_asked(planted) == asked


@pytest.mark.parametrize(
    "check",
    [check for path in law_files() for check in checks(path.read_text())],
    ids=lambda check: check.name,
)
def test_every_rule_keeps_what_rules_promise(check):
    assert broken_promises(check) == []


GOOD = 'def check_cap(*, taken: int, on: date) -> list[Finding]:\n    """CO-CAP-1. At most so many; `on` is today."""\n'


@pytest.mark.parametrize(
    ("planted", "broken"),
    [
        (GOOD, []),
        (GOOD.replace("CO-CAP-1. ", ""), ["its docstring does not start with an identifier"]),
        (GOOD.replace("CO-CAP-1. At", "At CO-CAP-1"), ["its docstring does not start with an identifier"]),
        (GOOD.replace("; `on` is today", ""), ["its docstring does not say which day `on` means"]),
        (GOOD.replace("*, ", ""), ["it takes facts by position", "it takes no day"]),
        (GOOD.replace(", on: date", ""), ["it takes no day"]),
        (GOOD.replace("list[Finding]", "bool"), ["it does not return a list of findings"]),
        (GOOD.replace(" -> list[Finding]", ""), ["it does not return a list of findings"]),
    ],
)
def test_a_rule_that_breaks_a_promise_is_noticed(planted, broken):
    [check] = checks(planted)
    assert broken_promises(check) == broken


def test_the_code_of_a_plan_stands_only_under_law():
    found = {path.relative_to(ROOT).as_posix() for path in files_outside_the_law() if plan_codes_in(path.read_text())}
    assert found == set()


@pytest.mark.parametrize("code", law.PLANS)
def test_the_code_of_a_plan_is_noticed_elsewhere(code):
    assert plan_codes_in(f'if position.plan == "{code}":') == [code]
    assert plan_codes_in("{% if plan == '" + code + "' %}") == [code]
    assert plan_codes_in("if position.plan == law.DEFAULT_PLAN:") == []


def test_the_search_for_plan_codes_looks_at_the_apps_and_the_templates():
    seen = {path.relative_to(ROOT).parts[0] for path in files_outside_the_law()}
    assert {"accounts", "positions", "contracts", "ses_admin", "templates"} <= seen
    assert seen.isdisjoint({"law", "tests", "var", ".venv"})
