"""What becomes of one row of a file, and how its cells are asked for by column."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from accounts.models import Department, User
from positions.exchange import values
from positions.exchange.values import Mistake
from records.sheets import Cell, Line

ADD, SAME, CHANGE, CANNOT = "add", "same", "change", "cannot"
OUTCOMES = {
    CANNOT: "Cannot be taken",
    CHANGE: "Changes something",
    ADD: "Will be added",
    SAME: "Is already so",
}
DONE = {CANNOT: "Left out", CHANGE: "Changed", ADD: "Added", SAME: "Was already so"}


@dataclass(frozen=True)
class Column:
    """A column of a file: its heading, other headings that mean it, what to write in it, and an example."""

    heading: str
    meaning: str
    example: str = ""
    is_needed: bool = False
    also: tuple[str, ...] = ()

    @property
    def needed_words(self) -> str:
        """Whether it must be there."""
        return "Yes" if self.is_needed else "No, may be left out or empty"


@dataclass
class Outcome:
    """What taking one row would do: `words` say it in a sentence; `makes` is what taking it saves."""

    line: Line
    what: str
    words: str
    makes: Any = None

    @property
    def shown(self) -> str:
        """What becomes of it, in words."""
        return OUTCOMES[self.what]

    @property
    def is_good(self) -> bool:
        """Whether it can be taken."""
        return self.what != CANNOT

    def refuse(self, words: str) -> None:
        """It cannot be taken after all."""
        self.what, self.words, self.makes = CANNOT, words, None


@dataclass(frozen=True)
class Asking:
    """For whom a file is judged: who brings it in, on which day, for which plan, and for which department only."""

    by: User
    on: date
    plan: str
    department: Department | None = None

    def is_elsewhere(self, department: Department) -> bool:
        """Whether this department is none of theirs."""
        return self.department is not None and self.department.pk != department.pk


@dataclass
class Given:
    """The cells of one line, asked for by heading. What is wrong with them collects in `troubles`."""

    line: Line
    cells: dict[str, Cell]
    troubles: list[str] = field(default_factory=list)

    def ask(self, heading: str, read: Callable[..., Any], *, is_needed: bool = False, **limits: Any) -> Any:
        """The value under this heading; None, and one more trouble, when it cannot be understood."""
        try:
            value = read(self.cells.get(heading), **limits)
            if is_needed and (value is None or value == ""):
                raise Mistake("is empty. Fill it in.")
        except Mistake as mistake:
            self.wrong(heading, str(mistake))
            return None
        return value

    def text(self, heading: str, *, most: int, is_needed: bool = False) -> str:
        """A text; empty when there is none."""
        return self.ask(heading, values.text, most=most, is_needed=is_needed) or ""

    def day(self, heading: str, *, is_needed: bool = False) -> date | None:
        """A day."""
        return self.ask(heading, values.day, is_needed=is_needed)

    def wrong(self, heading: str, words: str) -> None:
        """Something is wrong in this column. `words` go on after its name."""
        self.troubles.append(f"“{heading}” {words}")

    def cannot(self, words: str = "") -> Outcome:
        """The row cannot be taken, for all that is wrong with it."""
        return Outcome(self.line, CANNOT, " ".join([*self.troubles, *([words] if words else [])]))


class Departments:
    """Every department, found by its code or its name however it is written."""

    def __init__(self) -> None:
        self.known: dict[str, Department] = {}
        for each in Department.objects.order_by("pk"):
            self.known[each.name.casefold()] = each
            self.known.setdefault(each.code.casefold(), each)

    def find(self, given: Given, heading: str) -> Department | None:
        """The department that a cell names."""
        name = given.text(heading, most=120, is_needed=True)
        if not name:
            return None
        found = self.known.get(name.casefold())
        if found is None:
            given.wrong(heading, f"says “{name}”, and no department is called so. Bring in the departments first.")
        return found


def once(outcomes: Iterable[Outcome], key: Callable[[Outcome], Any], *, thing: str) -> None:
    """Refuses each good row whose key stands on an earlier good line already."""
    seen: dict[Any, int] = {}
    for outcome in outcomes:
        this = key(outcome) if outcome.is_good else None
        if this is None:
            continue
        if this in seen:
            outcome.refuse(f"The same {thing} stands on line {seen[this]} already. Keep one of the two lines.")
        else:
            seen[this] = outcome.line.number
