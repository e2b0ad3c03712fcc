"""The parts of SES Form 1 that a contract fills: lines, areas, projects, signatures."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Line:
    """A performance objective in a core area, with its rating from 1 to 4, or None before it is rated."""

    text: str
    rating: int | None = None

    @property
    def mark(self) -> str:
        """The rating as the column's heading has it; empty before it is rated."""
        return mark_of(self.rating)


@dataclass(frozen=True)
class Area:
    """A core area: its heading, its name in the chart, its lines, its overall rating.

    The first `printed` lines are those of the printed form; the others were added.
    """

    title: str
    chart_label: str
    lines: tuple[Line, ...]
    printed: int
    overall: int | None = None

    @property
    def mark(self) -> str:
        """The overall rating as the column's heading has it."""
        return mark_of(self.overall)


@dataclass(frozen=True)
class Project:
    """A special project or emphasis area."""

    objective: str
    results: str = ""
    rating: int | None = None

    @property
    def mark(self) -> str:
        """The rating as the column's heading has it."""
        return mark_of(self.rating)


@dataclass(frozen=True)
class Signed:
    """A signature given: on which line (the code of its office), by whom, holding which office, when (aware).

    `office` is what the person held, in words, when it says more than the line itself: "Acting director".
    `on_paper` is the day, in words, of a signature by hand, which has no moment. `not_signed` says, in place of a
    signature, why there is none.
    """

    line: str
    name: str
    at: datetime | None
    office: str = ""
    on_paper: str = ""
    not_signed: str = ""


@dataclass(frozen=True)
class SignatureLine:
    """A signature line of the form: what is printed under it, and who signed. Not signed: no name, and maybe why."""

    label: str
    name: str = ""
    office: str = ""
    moment: str = ""
    not_signed: str = ""


def mark_of(rating: int | None) -> str:
    """A rating as the heading of its column has it; empty before there is one."""
    return "" if rating is None else str(rating)
