"""A table as lines with cells under headings, whatever kind of file it came from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

MOST_ROWS = 20_000
MOST_COLUMNS = 60
MOST_CELLS = 400_000
MOST_CHARACTERS = 20_000  # in one cell


class Unreadable(Exception):
    """The file cannot be read as a table. `words` says why, and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Formula:
    """A cell with a formula whose result is not in the file, so that nobody can say what it holds."""

    place: str


Cell = str | date | Decimal | bool | Formula | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: its number in the file, and its cells by heading. `trouble`: why it cannot be read."""

    number: int
    cells: dict[str, Cell]
    trouble: str = ""


@dataclass(frozen=True)
class Sheet:
    """A table: its headings as they are written, and its lines. `notes` says how it was read."""

    headings: list[str]
    lines: list[Line]
    notes: list[str] = field(default_factory=list)


def is_blank(cells: Iterable[object]) -> bool:
    """Whether nothing stands in these cells."""
    return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in cells)


def tidy(heading: object) -> str:
    """A heading on one line, without marks that nobody sees."""
    return " ".join(str("" if heading is None else heading).replace("\ufeff", "").split())


def sheet(rows: Iterator[tuple[int, list[Cell]]], notes: list[str]) -> Sheet:
    """The table in these numbered rows: the first that is not blank holds the headings."""
    first = next(((number, cells) for number, cells in rows if not is_blank(cells)), None)
    if first is None:
        raise Unreadable("Nothing is written in this file. Choose another one.")
    headings = [tidy(cell) for cell in first[1]]
    while headings and not headings[-1]:
        headings.pop()
    _check_headings(headings)
    lines: list[Line] = []
    for number, cells in rows:
        if is_blank(cells):
            continue
        if len(lines) >= MOST_ROWS:
            raise Unreadable(f"This file has more than {MOST_ROWS:,} lines. Cut it into several files.")
        if len(lines) * len(headings) > MOST_CELLS:
            raise Unreadable(f"This file has more than {MOST_CELLS:,} cells. Cut it into several files.")
        lines.append(_line(number, headings, cells))
    if not lines:
        raise Unreadable("This file has headings and no line below them. Fill in at least one line.")
    return Sheet(headings, lines, notes)


def _check_headings(headings: list[str]) -> None:
    if len(headings) > MOST_COLUMNS:
        raise Unreadable(f"This file has {len(headings):,} columns; at most {MOST_COLUMNS} are read.")
    if "" in headings:
        place = headings.index("") + 1
        raise Unreadable(f"Column {place} has no heading. Give every column a heading, or delete the column.")
    known: set[str] = set()
    for heading in headings:
        if heading.casefold() in known:
            raise Unreadable(f"The heading “{heading}” is there twice. Delete one of the two columns.")
        known.add(heading.casefold())


def _line(number: int, headings: list[str], cells: list[Cell]) -> Line:
    more = len(cells) - len(headings)
    if more > 0 and not is_blank(cells[len(headings) :]):
        return Line(
            number,
            dict(zip(headings, cells, strict=False)),
            f"This line has {len(cells)} cells and there are {len(headings)} headings. In CSV, a text with a separator "
            "in it stands between quotation marks.",
        )
    return Line(number, dict(zip(headings, [*cells, *[None] * -more], strict=False)))
