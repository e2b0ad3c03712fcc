"""What can be brought in from a file, and what each needs: columns, judging, saving."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from positions.exchange import departments, fte, incumbencies, people, positions
from positions.exchange.rows import CANNOT, Asking, Column, Given, Outcome
from positions.exchange.told import Taking
from records.models import Event
from records.sheets import Cell, Line, Sheet, Unreadable

LINE, WHY = "Line", "What to mend"
NOT_READ = ("Held by", LINE, WHY)
"""Columns of our own lists and of the list of what is to be mended: known, and not read."""


@dataclass(frozen=True)
class Subject:
    """Something that can be brought in."""

    code: str
    name: str
    unit: str
    about: str
    columns: tuple[Column, ...]
    judge: Callable[[list[Given], Asking], list[Outcome]]
    save: Callable[[list[Outcome], Taking], Iterator[Event]]

    def judged(self, sheet: Sheet, asking: Asking) -> list[Outcome]:
        """What each row of the file would do, in the order of the file. Raises Unreadable for wrong columns."""
        headings = self.headings(sheet)
        lines = [
            Given(line, {known: line.cells.get(written) for known, written in headings.items()}) for line in sheet.lines
        ]
        good = [each for each in lines if not each.line.trouble]
        outcomes = [*self.judge(good, asking), *(_unread(each.line) for each in lines if each.line.trouble)]
        return sorted(outcomes, key=lambda each: each.line.number)

    def headings(self, sheet: Sheet) -> dict[str, str]:
        """Each column that is there, and how its heading is written. Raises Unreadable."""
        meant = {said.casefold(): each.heading for each in self.columns for said in (each.heading, *each.also)}
        found: dict[str, str] = {}
        unknown = []
        for written in sheet.headings:
            heading = meant.get(written.casefold())
            if heading is None:
                unknown.append(written)
            elif heading in found:
                raise Unreadable(f"“{found[heading]}” and “{written}” mean the same column. Delete one of them.")
            else:
                found[heading] = written
        missing = [each.heading for each in self.columns if each.is_needed and each.heading not in found]
        left_out = {name.casefold() for name in NOT_READ}
        unknown = [name for name in unknown if name.casefold() not in left_out]
        if missing or unknown:
            raise Unreadable(self._wrong_columns(missing, unknown))
        return found

    def _wrong_columns(self, missing: list[str], unknown: list[str]) -> str:
        said = []
        if missing:
            columns = "This column is" if len(missing) == 1 else "These columns are"
            said.append(f"{columns} missing: {_listed(missing)}.")
        if unknown:
            columns = "This column is" if len(unknown) == 1 else "These columns are"
            said.append(f"{columns} not known here: {_listed(unknown)}. Correct or delete the heading.")
        known = _listed([each.heading for each in self.columns])
        return " ".join([*said, f"A file of {self.unit} has the columns {known}; the template has them all."])


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name[:60]}”" for name in names[:12]) + (" and more" if len(names) > 12 else "")


def _unread(line: Line) -> Outcome:
    return Outcome(line, CANNOT, line.trouble)


SUBJECTS: dict[str, Subject] = {
    each.code: each
    for each in (
        Subject(
            "departments",
            "Departments",
            "departments",
            "The departments of the state, and which are principal departments.",
            departments.COLUMNS,
            departments.judge,
            departments.save,
        ),
        Subject(
            "fte",
            "FTE counts",
            "FTE counts",
            "Permanent FTE of each department and fiscal year, from which its allotment follows.",
            fte.COLUMNS,
            fte.judge,
            fte.save,
        ),
        Subject(
            "people",
            "People",
            "people",
            "Executives and everybody who will hold an office. Offices are given on each person's page.",
            people.COLUMNS,
            people.judge,
            people.save,
        ),
        Subject(
            "positions",
            "Positions",
            "positions",
            "Positions, and the places they hold in the SES already.",
            positions.COLUMNS,
            positions.judge,
            positions.save,
        ),
        Subject(
            "incumbencies",
            "Appointments",
            "appointments",
            "Who holds, or held, which position, from which day on.",
            incumbencies.COLUMNS,
            incumbencies.judge,
            incumbencies.save,
        ),
    )
}
"""In the order in which a new installation brings them in: each needs what stands before it."""


def as_written(cell: Cell) -> str:
    """A cell for the list of what is to be mended: as it was, as far as text can say it."""
    return "" if cell is None else cell.isoformat() if hasattr(cell, "isoformat") else str(cell)
