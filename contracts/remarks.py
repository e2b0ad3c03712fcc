"""Comments beside the line of a version that they are about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from contracts.models import Comment

SALARY, TERM, CORE, PROJECT = "salary", "term", "core", "project"
MOST_WORDS = 12


@dataclass(frozen=True)
class Remarks:
    """The comments on one version, by line; `write_url` is where one is written, empty for who cannot."""

    by_line: dict[str, list[Comment]] = field(default_factory=dict)
    write_url: str = ""

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(map(len, self.by_line.values()))


def remarks(comments: Iterable[Comment], *, version: int, write_url: str = "") -> Remarks:
    """Those of the comments that are on the version with this primary key, in the order in which they were written."""
    found: dict[str, list[Comment]] = {}
    for comment in comments:
        if comment.version_id == version:
            found.setdefault(comment.line, []).append(comment)
    return Remarks(found, write_url)


def key(kind: str, *places: int) -> str:
    """The name of a line within its version: "core-2-3" is the third line of the second core area."""
    return "-".join([kind, *map(str, places)])


def lines(terms: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every line of frozen terms that can be commented on: its name, and what it is in words."""
    found = [(SALARY, "Salary"), (TERM, "Contract term")]
    for area, each in enumerate(terms.get("areas", ()), start=1):
        found += [
            (key(CORE, area, place), f"{each['title'].capitalize()}: {_short(text)}")
            for place, text in enumerate(each["lines"], start=1)
        ]
    found += [
        (key(PROJECT, place), f"Special project {place}: {_short(project['objective'])}")
        for place, project in enumerate(terms.get("projects", ()), start=1)
    ]
    return found


def words(comment: Comment) -> str:
    """What the line of a comment is, in words; empty when it is about all of the version."""
    return dict(lines(comment.version.terms)).get(comment.line, "") if comment.line else ""


def _short(text: str) -> str:
    pieces = text.split()
    return " ".join(pieces[:MOST_WORDS]) + ("…" if len(pieces) > MOST_WORDS else "")
