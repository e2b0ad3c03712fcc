"""Where everything of a filled SES Form 1 goes on paper: what stays in its box, what goes to the attached sheet.

The printed form has its places: core requirements on page 2, two projects on page 3, three on page 4, the
chart on page 5. They hold whatever is filled in. Added lines, long texts and further projects that do not
fit continue on a sheet after page 5, and the place they left says so.

The sizes here are those of static/print/form1.css, in points; the tests of the printed form hold them together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contracts.fitting import Box, count, shortened, split
from contracts.form1_parts import Area, Line, Project

if TYPE_CHECKING:
    from contracts.form1 import Form1

CONTINUED = "Continued on the attached sheet."

# Page 1: the line of a party. With more lines in all, the page is set smaller.
PARTY_LINE = Box(width=345, size=10.5, lines=1)
PARTY_LINES = 10

# Page 2: the height that the rows of the four tables have together, and the height of a row.
CORE_ROOM = 598.0
CORE_ROW = 16.5
CORE_MORE_LINE = 12.0
CORE_LINE = Box(width=352, size=9.5, lines=3)  # a longer one goes to the attached sheet whole

# Pages 3 and 4: the inside of a cell. All boxes of a page are as high as each other.
BOX_ON_PAGE_3 = Box(width=172, size=9.5, lines=20)
BOX_ON_PAGE_4 = Box(width=172, size=9.5, lines=13)

# The attached sheet: a project with longer texts than this cannot stand on one page.
FURTHER = Box(width=172, size=9.5, lines=45)

# Page 5: rows of the chart for projects, and the line that names one.
CHART_ROWS = 10
CHART_LINE = Box(width=303, size=9.5, lines=1)


@dataclass(frozen=True)
class Table:
    """A core area as page 2 shows it. `blank_row`: nothing was added, so its room to write stays."""

    area: Area
    lines: tuple[Line, ...]
    blank_row: bool
    continued: bool


@dataclass(frozen=True)
class Cell:
    """The text in one box, and whether it goes on elsewhere."""

    text: str
    continued: bool


@dataclass(frozen=True)
class ProjectBox:
    """A project in its place on page 3 or 4; an empty place has empty cells."""

    number: int
    cells: tuple[Cell, Cell]
    mark: str

    @property
    def name(self) -> str:
        """What the place is called where it needs a name: "Project 3"."""
        return f"Project {self.number}"


@dataclass(frozen=True)
class ChartRow:
    """A project in the evaluation chart: the beginning of its objective and its rating."""

    name: str
    words: str
    mark: str


@dataclass(frozen=True)
class Continuation:
    """What the attached sheet holds, in the order of the form. Empty: there is no attached sheet.

    Of each further project: its number, itself, and whether it is kept whole on one page.
    """

    areas: tuple[tuple[str, tuple[Line, ...]], ...]
    texts: tuple[tuple[str, str], ...]
    projects: tuple[tuple[int, Project, bool], ...]
    chart: tuple[ChartRow, ...]

    def __bool__(self) -> bool:
        return bool(self.areas or self.texts or self.projects or self.chart)


@dataclass(frozen=True)
class Paper:
    """A form laid out: page 1, page 2, pages 3 and 4, the chart of page 5, and the attached sheet.

    `crowded`: names and titles are so long that page 1 has to be set smaller to stay one page.
    """

    crowded: bool
    tables: tuple[Table, ...]
    page_3: tuple[ProjectBox, ...]
    page_4: tuple[ProjectBox, ...]
    chart: tuple[ChartRow, ...]
    continuation: Continuation


def lay_out(form: Form1) -> Paper:
    """The places of everything in `form`."""
    words = form.words
    tables, left_areas = _core(form)
    boxes, left_texts = [], []
    for number in range(1, words.PROJECTS_PRINTED + 1):
        project = form.projects[number - 1] if number <= len(form.projects) else None
        page = 3 if number <= words.PROJECTS_ON_PAGE_3 else 4
        box, left = _project_box(project, number=number, page=page, columns=words.PROJECT_COLUMNS)
        boxes.append(box)
        left_texts += left
    named = [(shortened(each.objective, CHART_LINE), each.mark) for each in form.projects]
    named += [("", "")] * (words.PROJECTS_PRINTED - len(named))
    rows = [ChartRow(f"Project {number}", *row) for number, row in enumerate(named, start=1)]
    numbered = tuple(enumerate(form.projects, start=1))
    further = tuple((number, each, _fits_a_page(each)) for number, each in numbered[words.PROJECTS_PRINTED :])
    return Paper(
        crowded=_is_crowded(form),
        tables=tables,
        page_3=tuple(boxes[: words.PROJECTS_ON_PAGE_3]),
        page_4=tuple(boxes[words.PROJECTS_ON_PAGE_3 :]),
        chart=tuple(rows[:CHART_ROWS]),
        continuation=Continuation(left_areas, tuple(left_texts), further, tuple(rows[CHART_ROWS:])),
    )


def _project_box(
    project: Project | None, *, number: int, page: int, columns: tuple[str, str]
) -> tuple[ProjectBox, list[tuple[str, str]]]:
    if project is None:
        return ProjectBox(number, (Cell("", False), Cell("", False)), ""), []
    room = BOX_ON_PAGE_3 if page == 3 else BOX_ON_PAGE_4
    cells, left = [], []
    for column, text in zip(columns, (project.objective, project.results), strict=True):
        stays, goes = split(text, room)
        cells.append(Cell(stays, bool(goes)))
        if goes:
            left.append((f"Project {number} on page {page}: {column}, continued", goes))
    return ProjectBox(number, (cells[0], cells[1]), project.mark), left


def _fits_a_page(project: Project) -> bool:
    return all(count(text, FURTHER) <= FURTHER.lines for text in (project.objective, project.results))


def _is_crowded(form: Form1) -> bool:
    values = [value for _code, _label, value in form.parties] + [line.name for line in form.signatures]
    return sum(count(value, PARTY_LINE) for value in values) > PARTY_LINES


def _core(form: Form1) -> tuple[tuple[Table, ...], tuple[tuple[str, tuple[Line, ...]], ...]]:
    """Page 2. If not all lines find room, the areas take turns, one added line each, behind the printed lines."""
    printed = [area.lines[: area.printed] for area in form.areas]
    added = [area.lines[area.printed :] for area in form.areas]
    # Each table has its heading, its lines and its overall; one row more, blank, where nothing was added.
    room = CORE_ROOM - sum(2 * CORE_ROW + sum(map(_height, lines)) for lines in printed)
    if sum(sum(map(_height, lines)) or CORE_ROW for lines in added) <= room and not any(map(_too_long, _all(added))):
        shown = added
    else:
        # Now that row is kept for the words that point to the attached sheet.
        shown = _in_turns(added, room - CORE_ROW * len(added))
    tables = tuple(
        Table(area, (*first, *more), blank_row=not waiting, continued=len(more) < len(waiting))
        for area, first, more, waiting in zip(form.areas, printed, shown, added, strict=True)
    )
    left = tuple(
        (area.title, waiting[len(more) :])
        for area, more, waiting in zip(form.areas, shown, added, strict=True)
        if len(more) < len(waiting)
    )
    return tables, left


def _in_turns(added: list[tuple[Line, ...]], room: float) -> list[tuple[Line, ...]]:
    """As many added lines of each area as find room when every area in turn places one."""
    placed = [0] * len(added)
    open_areas = list(range(len(added)))
    while open_areas:
        for area in tuple(open_areas):
            line = added[area][placed[area]] if placed[area] < len(added[area]) else None
            if line is None or _too_long(line) or _height(line) > room:
                open_areas.remove(area)
                continue
            placed[area] += 1
            room -= _height(line)
    return [lines[:number] for lines, number in zip(added, placed, strict=True)]


def _all(areas: Iterable[tuple[Line, ...]]) -> list[Line]:
    return [line for lines in areas for line in lines]


def _too_long(line: Line) -> bool:
    return count(line.text, CORE_LINE) > CORE_LINE.lines


def _height(line: Line) -> float:
    return CORE_ROW + CORE_MORE_LINE * (count(line.text, CORE_LINE) - 1)
