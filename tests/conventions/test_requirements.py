"""The pinned packages."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "requirements"
NAMES = ("runtime", "dev")
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)( ; [^\\]+)? \\$", re.MULTILINE)


def pins(name: str) -> set[tuple[str, str, str]]:
    """(package, version, for which machines) of one list."""
    return set(PIN.findall((FOLDER / f"{name}.txt").read_text()))


def asked_for(name: str) -> set[str]:
    """The packages that a .in file names."""
    lines = (FOLDER / f"{name}.in").read_text().splitlines()
    return {re.split(r"[\s\[<>=;]", line)[0] for line in lines if line and line[0] not in "#-"}


@pytest.mark.parametrize("name", NAMES)
def test_a_list_of_pins_names_no_address(name):
    text = (FOLDER / f"{name}.txt").read_text()
    assert "://" not in text
    assert "index-url" not in text


@pytest.mark.parametrize("name", NAMES)
def test_every_package_asked_for_is_pinned_with_hashes(name):
    text = (FOLDER / f"{name}.txt").read_text()
    assert asked_for(name) <= {package for package, _, _ in pins(name)}
    starts = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(starts) == len(pins(name))  # no line that is not a pin
    for block in re.split(r"\n(?=\S)", text.strip()):
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_tests_run_with_the_versions_of_the_program():
    assert pins("runtime") <= pins("dev")


def test_the_newer_database_driver_stays_out():
    """Django would take psycopg 3 as soon as it can be imported; the program is made and tried with psycopg2."""
    assert not {package for package, _, _ in pins("dev")} & {"psycopg", "psycopg-binary"}
