"""What differs between two states of a contract's terms, line by line, in words."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from accounts.templatetags.words import day, money
from contracts import salary_validators, validators

PARTIES = (
    ("employee", "Employee"),
    ("title", "Title"),
    ("department", "Department"),
    ("division", "Division"),
    ("appointing_authority", "Appointing authority"),
    ("appointing_authority_title", "Title of the appointing authority"),
)
LISTED = ("Core requirements", "Special project", "Factor")
"""Places of which there are several: a new line there may be another line, not the old one changed. Of what
stands once on the form, the new text always takes the place of the old."""
ALIKE = 0.4
WORDS = re.compile(r"\s+|\S+")
SENTENCES = re.compile(r"[^.!?\n]+[.!?]*\s*|[.!?\s]+")
MOST_PIECES = 2000
"""Of a text that is compared by words. Longer ones are compared by sentences, and if these are more, shown whole."""


@dataclass(frozen=True)
class Piece:
    """A part of a line: it stands in both, was "removed" or was "added"."""

    text: str
    change: str = ""


@dataclass(frozen=True)
class Difference:
    """One line that differs: where it stands, how it read before and reads after, and the change as a word."""

    place: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    change: str


@dataclass(frozen=True)
class Comparison:
    """Every line that differs, and how many are the same."""

    differences: tuple[Difference, ...]
    same: int


def compare(plan: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """The lines of `after` against those of `before`: added, removed, or changed with the words that changed."""
    old, new = lines(plan, before), lines(plan, after)
    found: list[Difference] = []
    same = 0
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            same += last - first
        else:
            found += _block(old[first:last], new[start:end])
    return Comparison(tuple(found), same)


def lines(plan: str, terms: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The terms as lines in the form's order: the place of each and what it says. Empty ones are left out."""
    listed = [(label, terms.get(code) or "") for code, label in PARTIES]
    listed += [("Salary", _money(terms.get("monthly_salary"))), ("Ceiling of the year", _money(terms.get("ceiling")))]
    term = [_day(terms.get("starts_on")), _day(terms.get("ends_on"))]
    listed.append(("Contract term", " to ".join(filter(None, term))))
    for area in terms.get("areas", ()):
        listed += [(f"Core requirements, {area['title'].lower()}", text) for text in area["lines"]]
    for project in terms.get("projects", ()):
        listed.append(("Special project, objective", project["objective"]))
        listed.append(("Special project, results", project["results"]))
    ways, factors = dict(validators.understandings(plan)), dict(salary_validators.factors(plan))
    listed.append(("How understanding is secured", ways.get(terms.get("understanding") or "", "")))
    listed.append(("Planning meeting", _day(terms.get("planning_met_on"))))
    listed.append(("Why the planning meeting was later", terms.get("planning_late_reason") or ""))
    listed += [("Factor considered", factors.get(code, code)) for code in terms.get("factors", ())]
    listed.append(("Performance basis", terms.get("performance_basis") or ""))
    return [(place, text) for place, text in listed if text]


def _block(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[Difference]:
    """A run of lines that differ: each old line is held against the new one of its place that is most like it."""
    found: list[Difference] = []
    left = [(place, text, Counter(text.split())) for place, text in new]
    for place, text in old:
        spoken = Counter(text.split())
        candidates = [line for line in left if line[0] == place]
        match = max(candidates, key=lambda line: _likeness(spoken, line[2]), default=None)
        if match is None or (place.startswith(LISTED) and _likeness(spoken, match[2]) < ALIKE):
            found.append(Difference(place, (Piece(text),), (), "removed"))
            continue
        left.remove(match)
        found.append(Difference(place, *_pieces(text, match[1]), "changed"))
    return [*found, *(Difference(place, (), (Piece(text),), "added") for place, text, _ in left)]


def _likeness(before: Counter[str], after: Counter[str]) -> float:
    """How many of the words of both are the same, from 0 to 1."""
    total = before.total() + after.total()
    return 2 * (before & after).total() / total if total else 1.0


def _pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in parts, with the words that were removed from the one and added to the other."""
    for pattern in (WORDS, SENTENCES):
        old, new = pattern.findall(before), pattern.findall(after)
        if len(old) + len(new) <= MOST_PIECES:
            break
    else:
        return (Piece(before, "removed"),), (Piece(after, "added"),)
    was: list[Piece] = []
    becomes: list[Piece] = []
    for kind, first, last, start, end in SequenceMatcher(None, old, new).get_opcodes():
        same = kind == "equal"
        if last > first:
            was.append(Piece("".join(old[first:last]), "" if same else "removed"))
        if end > start:
            becomes.append(Piece("".join(new[start:end]), "" if same else "added"))
    return tuple(was), tuple(becomes)


def _money(amount: str | None) -> str:
    return money(Decimal(amount)) if amount else ""


def _day(iso: str | None) -> str:
    return day(date.fromisoformat(iso)) if iso else ""
