"""The events of what a file brought: one for each thing that became or changed, each with its line."""

from dataclasses import dataclass
from typing import Any

from positions.exchange.rows import Asking, Outcome
from positions.models import Import
from records import events
from records.models import Event


@dataclass(frozen=True)
class About:
    """What an event is about, where the thing itself has no procedure of its own."""

    kind: str
    pk: int
    department_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True)
class Taking:
    """A file being taken: which, for whom, and the office as it is printed."""

    brought: Import
    asking: Asking
    office: str

    def told(self, thing: Any, words: str, outcome: Outcome, *, verb: str = "bring in", **more: Any) -> Event:
        """The event of one thing brought in, in words without a full stop, as all events have them."""
        facts = {"import": self.brought.pk, "line": outcome.line.number, **more.pop("facts", {})}
        asking = self.asking
        return events.unwritten(
            thing,
            verb,
            by=asking.by,
            office=self.office,
            on=asking.on,
            words=words.removesuffix("."),
            facts=facts,
            **more,
        )
