import ast
import importlib
import pkgutil
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from law import colorado
from law.colorado import catalogue, readings, sources
from law.dated import Dated, NotInForce, Source

from .facts import DAY_AFTER, DAY_BEFORE, FIRST_DAY

CODE = re.compile(r"CO-[A-Z]+-\d+")
EVIDENCE = {"read in the law", "partly read", "guide only", "our reading"}
COUNT_OF_GROUP = {
    "CRIT": 4,
    "CAP": 6,
    "NOM": 7,
    "APT": 6,
    "PAY": 11,
    "CON": 12,
    "EVA": 6,
    "REM": 6,
    "LAY": 2,
    "DIS": 1,
    "RIG": 2,
    "REC": 2,
    "OTH": 2,
}
# Forbids or flags, and yet nothing in the law asks it: another part of the program does, or is still to.
ASKED_ELSEWHERE = {"CO-NOM-6"}


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(colorado.__path__, "law.colorado.")
    return [importlib.import_module(module.name) for module in found]


def codes_raised(source: str) -> set[str]:
    """The identifiers that stand in `source` as strings of their own, so not those inside docstrings."""
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value)
    }


def all_codes_raised() -> set[str]:
    paths = [Path(module.__file__ or "") for module in modules() if ".rules" not in module.__name__]
    return set().union(*(codes_raised(path.read_text()) for path in paths))


def codes_named(tests: list[str]) -> set[str]:
    return set().union(*(codes_raised(text) for text in tests))


def written_tests() -> list[str]:
    return [path.read_text() for path in Path(__file__).parent.glob("test_*.py") if path != Path(__file__)]


def test_every_finding_code_that_can_be_raised_is_named_in_a_test():
    assert all_codes_raised() - codes_named(written_tests()) == set()


def test_a_finding_code_that_no_test_names_is_noticed():
    planted = 'def check():\n    """CO-CAP-1. Said here."""\n    return Finding("CO-NEW-9", "words")\n'
    assert codes_raised(planted) == {"CO-NEW-9"}
    assert codes_raised(planted) - codes_named(written_tests()) == {"CO-NEW-9"}


def test_every_finding_code_that_can_be_raised_is_in_the_catalogue():
    raised = all_codes_raised()
    assert len(raised) > 20
    assert raised <= {rule.code for rule in catalogue.RULES}


def test_every_rule_of_the_plan_is_in_the_catalogue_once_and_in_order():
    expected = [f"CO-{group}-{number}" for group, count in COUNT_OF_GROUP.items() for number in range(1, count + 1)]
    assert [rule.code for rule in catalogue.RULES] == expected


@pytest.mark.parametrize("rule", catalogue.RULES, ids=lambda rule: rule.code)
def test_every_rule_has_words_a_source_with_an_edition_and_known_evidence(rule):
    assert rule.words.endswith(".") or rule.words.endswith(").")
    assert rule.source.cite
    assert rule.source.edition
    assert rule.evidence in EVIDENCE


@pytest.mark.parametrize("rule", [rule for rule in catalogue.RULES if rule.enforced_in], ids=lambda rule: rule.code)
def test_what_enforces_a_rule_exists_and_names_the_rule(rule):
    module_name, name = rule.enforced_in.rsplit(".", 1)
    enforcing = getattr(importlib.import_module(module_name), name)
    if name.startswith("check_") and rule.code != "CO-CAP-5":  # both caps together: each names its own
        assert rule.code in (enforcing.__doc__ or "")


@pytest.mark.parametrize("group", ["CRIT", "CAP", "NOM", "APT", "PAY", "CON", "LAY", "DIS"])
def test_every_rule_that_binds_an_act_is_enforced_in_the_groups_the_program_covers(group):
    in_group = [rule for rule in catalogue.RULES if rule.code.startswith(f"CO-{group}-")]
    told = {rule.code for rule in in_group if not rule.enforced_in}
    free = {rule.code for rule in in_group if rule.kind in ("Told", "Good practice")}
    assert told <= free | ASKED_ELSEWHERE


def test_a_rule_is_found_by_its_identifier_and_an_unknown_one_is_refused():
    assert catalogue.rule("CO-CAP-1").enforced_in == "law.colorado.positions.check_statewide_cap"
    with pytest.raises(LookupError, match="CO-CAP-99"):
        catalogue.rule("CO-CAP-99")


def test_every_number_of_the_plan_is_listed():
    found = {
        id(value): name for module in modules() for name, value in vars(module).items() if isinstance(value, Dated)
    }
    listed = {id(number) for number in catalogue.NUMBERS}
    assert {name for identity, name in found.items() if identity not in listed} == set()
    assert len(listed) == len(catalogue.NUMBERS)


@pytest.mark.parametrize("number", catalogue.NUMBERS, ids=lambda number: number.name)
def test_every_dated_entry_has_a_source_with_an_edition(number):
    for entry in number.entries:
        assert entry.source.cite
        assert entry.source.edition
        assert entry.source.evidence in EVIDENCE


@pytest.mark.parametrize("number", catalogue.NUMBERS, ids=lambda number: number.name)
def test_every_number_is_unknown_before_may_1_2004_and_holds_from_that_day_on(number):
    with pytest.raises(NotInForce):
        number.on(DAY_BEFORE)
    assert number.on(FIRST_DAY) is number.on(DAY_AFTER)


def test_every_number_carries_the_reading_it_rests_on():
    assert [
        (number.entry.value, number.entry.reading.partition(":")[0]) for number in catalogue.numbers(FIRST_DAY)
    ] == [
        (125, "Reading 3"),
        (100, "Reading 2"),
        (15, "Reading 2"),
        (365, "Our reading"),
        (365, "Our reading"),
        (1, "Our reading"),
        (2, "Our reading"),
        (Decimal("1.25"), "Reading 1"),
        ((7, 1), ""),
        (30, "Reading 10"),
        ((4, 30), "Reading 6"),
        (5, "Reading 13"),
        (9, "Reading 13"),
        (5, "Reading 14"),
        (10, "Reading 14"),
        (3, "Reading 14"),
        ((4, 1), "Our reading"),
        (7, "Reading 13"),
        ((5, 1), "Reading 6"),
        (10, "Our reading"),
    ]


def test_the_numbers_in_force_on_a_day_are_listed_and_none_before():
    assert catalogue.numbers(DAY_BEFORE) == []
    listed = catalogue.numbers(FIRST_DAY)
    assert len(listed) == len(catalogue.NUMBERS)
    assert (listed[0].name, listed[0].entry.value) == ("Positions in the SES, statewide, at most", 125)


@pytest.mark.parametrize("day", [date(2012, 12, 31), date(2013, 1, 1), date(2025, 6, 30), date(2025, 7, 1)])
def test_reading_16_what_happened_later_switches_nothing_off(day):
    assert [number.entry for number in catalogue.numbers(day)] == [
        number.entry for number in catalogue.numbers(FIRST_DAY)
    ]


def test_reading_16_what_happened_in_2013_and_2025_is_told():
    assert [event.happened_on for event in catalogue.LATER] == [date(2013, 1, 1), date(2025, 7, 1)]
    assert all(event.source.edition and event.source.evidence == "read in the law" for event in catalogue.LATER)


def test_the_readings_are_numbered_and_each_says_its_own_number():
    assert list(readings.READINGS) == list(range(1, 19))
    for number, words in readings.READINGS.items():
        assert words.startswith(f"Reading {number}: ")


def test_every_source_has_an_edition_and_known_evidence():
    found = [value for value in vars(sources).values() if isinstance(value, Source)]
    assert len(found) > 30
    for source in found:
        assert source.cite
        assert source.edition
        assert source.evidence in EVIDENCE


def test_no_source_is_left_without_a_rule_a_number_or_a_step():
    used = set()
    for module in modules():
        tree = ast.parse(Path(module.__file__ or "").read_text())
        used |= {
            node.attr
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "sources"
        }
    named = {name for name, value in vars(sources).items() if isinstance(value, Source)}
    assert named - used == set()
