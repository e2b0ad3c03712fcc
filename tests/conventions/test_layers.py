"""That the settings of import-linter leave nothing out; the layers themselves are checked by `lint-imports`."""

import tomllib
from pathlib import Path

import law

TOP = Path(__file__).resolve().parents[2]
SETTINGS = tomllib.loads((TOP / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in SETTINGS["contracts"]}


def packages_of_the_program() -> set[str]:
    return {path.parent.name for path in TOP.glob("*/__init__.py")} - {"tests", "benchmarks"}


def test_every_package_has_its_layer():
    layers = {layer.strip("()") for layer in CONTRACTS["layers"]["layers"]}
    assert packages_of_the_program() <= layers
    assert packages_of_the_program() <= set(SETTINGS["root_packages"])


def test_the_layers_stand_in_their_order():
    order = [layer.strip("()") for layer in CONTRACTS["layers"]["layers"]]
    assert order == ["ses_admin", "appraisals", "contracts", "positions", "records", "accounts", "law"]


def test_every_plan_is_kept_apart_from_the_others():
    plans = {path.parent.name for path in (TOP / "law").glob("*/__init__.py")}
    assert plans == {module.__name__.rpartition(".")[2] for module in law.PLANS.values()}
    assert set(CONTRACTS["plans"]["modules"]) == {f"law.{plan}" for plan in plans}


def test_the_law_may_not_use_django_or_celery():
    assert CONTRACTS["pure-law"]["source_modules"] == ["law"]
    assert {"django", "celery"} <= set(CONTRACTS["pure-law"]["forbidden_modules"])
