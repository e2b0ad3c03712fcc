"""What a desk shows: a row with what has to happen, by when and why; and the steps that such rows are made of."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.urls import reverse

import law


@dataclass(frozen=True)
class Asked:
    """Whom a row waits for: a person, or else whoever holds one of these offices (in that department, or the state).

    `but_not` is the person whom it is about, where they may not act in it.
    """

    person: int | None = None
    offices: tuple[str, ...] = ()
    department: int | None = None
    but_not: int | None = None


@dataclass(frozen=True)
class Many:
    """Rows of one kind, when there are so many that they are one row: `what` with {} for their number, and where all
    of them are listed, or done in one go; without a `url` the page of the first, which leads to the next."""

    what: str
    url: str
    button: str = "See all"


@dataclass(frozen=True)
class Item:
    """One row of a desk: `what` has to happen, at `url`, and the `rule` that says so.

    `due_on` is the last day (inclusive) or None where the law sets none; `since` the day it began to wait.
    `is_mine`: it waits for the person whose desk this is; otherwise `waits_for` says for whom. `page` is the name of
    the page on which it is done, for rows of which several can be done in one go. `asked`: to whom a mail can be sent.
    `is_red`: urgent before its last day is over. `many`: what it is one of. `person` and `position`: whom and which it
    is about, for the rows of which that is asked. `number` and `late`: how many it stands for, and how many are late.
    """

    what: str
    url: str
    button: str
    rule: str
    due_on: date | None = None
    since: date | None = None
    is_mine: bool = True
    waits_for: str = ""
    page: str = ""
    asked: Asked | None = None
    is_red: bool = False
    many: Many | None = None
    person: int | None = None
    position: int | None = None
    number: int = 1
    late: int = 0

    @property
    def key(self) -> str:
        """What tells this row from every other."""
        return sha256(f"{self.url} {self.what}".encode()).hexdigest()[:20]

    @property
    def why(self) -> str:
        """The words of the rule; nothing for what only the installation asks."""
        plans = law.PLANS.values()
        return next((rule.words for plan in plans for rule in plan.catalogue.RULES if rule.code == self.rule), "")

    def is_late(self, on: date) -> bool:
        """Whether the last day is over on the day `on`."""
        return self.due_on is not None and self.due_on < on


@dataclass(frozen=True)
class Turn:
    """The step that moves a thing on from a state: `what` it is in words, and the rule it is asked by.

    `page` is where it is done by whose turn it is; without one, on the page of the thing. `many`: what several of them
    are in words; `listed`: the list that has them all, with what is chosen in it.
    """

    verb: str
    what: str
    button: str
    rule: str
    page: str = ""
    many: str = ""
    listed: str = ""

    @property
    def gathered(self) -> Many | None:
        """How several of them are one row."""
        if self.many and not self.listed:
            return Many(self.many, "", self.button)
        name, _mark, chosen = self.listed.partition("?")
        return Many(self.many, f"{reverse(name)}?{chosen}") if self.many else None

    def url(self, thing: Any, *, is_mine: bool) -> str:
        """Where the row leads."""
        return reverse(self.page, args=[thing.pk]) if is_mine and self.page else thing.get_absolute_url()
