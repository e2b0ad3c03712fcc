"""The lists of a desk: what is due first on top, and much of one kind as one row, so that no kind hides another."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ses_admin.desk_rows import Item, Many

MOST_OF_A_KIND = 10
"""How many rows of one kind stand one by one. When there are more, one row counts them and leads to their list."""


@dataclass(frozen=True)
class Part:
    """A list of the desk: everything in it, the rows that are shown of that, and how many are late."""

    everything: list[Item]
    rows: list[Item]
    late: int

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self.everything)

    @classmethod
    def of(cls, items: Iterable[Item], *, on: date) -> "Part":
        """The items, what is due first on top, and of those without a day what waits longest."""
        everything = sorted(items, key=_order)
        kinds: dict[Many, list[Item]] = {}
        for item in everything:
            if item.many is not None:
                kinds.setdefault(item.many, []).append(item)
        gathered = {kind: rows for kind, rows in kinds.items() if len(rows) > MOST_OF_A_KIND}
        shown = [item for item in everything if item.many not in gathered]
        shown += [_as_one(kind, rows, on=on) for kind, rows in gathered.items()]
        return cls(everything, sorted(shown, key=_order), sum(item.is_late(on) for item in everything))


def _order(item: Item) -> tuple[date, date]:
    return item.due_on or date.max, item.since or date.max


def _as_one(kind: Many, rows: list[Item], *, on: date) -> Item:
    """Many rows as one, due when the first of them is. Who each of them waits for is asked on its own page."""
    waits_for = {item.waits_for for item in rows}
    return replace(
        rows[0],
        what=kind.what.format(len(rows)),
        url=kind.url or rows[0].url,
        button=kind.button,
        since=min((item.since for item in rows if item.since), default=None),
        waits_for=waits_for.pop() if len(waits_for) == 1 else f"{len(waits_for)} people or offices",
        asked=None,
        is_red=any(item.is_red for item in rows),
        number=len(rows),
        late=sum(item.is_late(on) for item in rows),
    )
