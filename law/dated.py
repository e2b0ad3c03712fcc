"""Numbers of the law that change over time, each with the place it comes from."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Source:
    """Where a rule or a number is written.

    `edition` is part of the citation, because rule numbers are reused. `evidence` says how well
    the text was seen: "read in the law", "partly read", "guide only" or "our reading".
    """

    cite: str
    edition: str
    evidence: str

    def __str__(self) -> str:
        return f"{self.cite} ({self.edition})"


@dataclass(frozen=True)
class Since:
    """A value in force from `start` (inclusive), with its source and, if the text is unclear, our reading."""

    start: date
    value: Any
    source: Source
    reading: str = ""


class NotInForce(LookupError):
    """The number was asked for on a day on which it has no value. Unknown is never zero, nor "no limit"."""


class Dated:
    """A number of the law with its history. `ended` is the first day on which it no longer holds."""

    def __init__(self, name: str, *entries: Since, unit: str = "", ended: date | None = None) -> None:
        if not entries or list(entries) != sorted(entries, key=lambda entry: entry.start):
            raise ValueError(f"{name}: give at least one entry, oldest first.")
        self.name = name
        self.unit = unit
        self.entries = entries
        self.ended = ended

    def on(self, day: date) -> Since:
        """The entry in force on `day`. Raises NotInForce before the first entry and from `ended` on."""
        if self.ended is None or day < self.ended:
            for entry in reversed(self.entries):
                if entry.start <= day:
                    return entry
        raise NotInForce(f"{self.name}: nothing is in force on {day:%B} {day.day}, {day.year}.")
