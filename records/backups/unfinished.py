"""A restore that was begun and not finished: a file in DATA_DIR says so, and nothing else starts until it is."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

WORDS = """The restore of {archive} was begun and is not finished. What is here is not whole: do not work with it.
Give the same command again, and it goes on:
manage.py restore {archive}
Manifest: {digest}
"""


def marker() -> Path:
    """The file that says so."""
    return Path(settings.DATA_DIR) / "RESTORE-NOT-FINISHED.txt"


def words() -> str:
    """What it says, or nothing when there is no such restore."""
    try:
        return marker().read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def digest() -> str:
    """Of the manifest of the archive whose restore is not finished; empty when there is none."""
    found = re.search(r"^Manifest: ([0-9a-f]{64})$", words(), re.MULTILINE)
    return found[1] if found else ("unknown" if marker().exists() else "")


def check(**_about: Any) -> list[checks.CheckMessage]:
    """For manage.py and the job runner: an error while a restore is not finished."""
    said = words()
    return [checks.Error(said.strip(), id="records.E001")] if said else []
