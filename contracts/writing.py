"""What a person is writing: the lines added to each core area and the special projects, before they are saved.

Lines and projects are added, moved and removed by plain buttons that send the page and get it back with what
was typed; nothing is saved by that, and no script is needed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django import forms
from django.http import QueryDict

from contracts import terms
from records.fields import LongText

MOST_LINES = 40  # of one core area, or projects: far more than any contract has
LINE_LENGTH = 500
TEXT_LENGTH = 8000
CHANGE = re.compile(r"(add|remove|up|down|move) ([a-z_]+)(?: (\d{1,3}))?(?: (\d{1,3}))?")


class LineForm(forms.Form):
    """One line added to a core area. Left empty, it is not kept."""

    text = LongText(required=False, rows=2, label="Added objective", most=LINE_LENGTH)


class ProjectForm(forms.Form):
    """One special project or emphasis area. Left empty altogether, it is not kept."""

    objective = LongText(required=False, rows=5, label="Objective", most=TEXT_LENGTH)
    results = LongText(required=False, rows=5, label="Results", most=TEXT_LENGTH)


@dataclass(frozen=True)
class Trouble:
    """Something that is wrong with what was sent: the id of its box, what the box is called, and the sentence."""

    box: str
    label: str
    words: str


@dataclass
class Rows:
    """Forms of one kind below each other. `is_left_empty`: the last of them was just removed."""

    kind: type[forms.Form]
    forms: list[forms.Form]
    is_left_empty: bool = False

    @classmethod
    def sent(cls, kind: type[forms.Form], data: Mapping[str, Any], prefix: str) -> Self:
        """As they were sent, in the order of their numbers."""
        found = {int(name[1]) for key in data if (name := re.fullmatch(rf"{prefix}-(\d{{1,3}})-[a-z]+", key))}
        return cls(kind, [kind(data, prefix=f"{prefix}-{number}") for number in sorted(found)[:MOST_LINES]])

    @classmethod
    def filled(cls, kind: type[forms.Form], values: Iterable[Mapping[str, Any]], prefix: str) -> Self:
        """With these values, not judged yet."""
        return cls(kind, [kind(initial=each, prefix=f"{prefix}-{number}") for number, each in enumerate(values)])

    def is_valid(self) -> bool:
        """Whether each can be kept. All are judged, so that all that is wrong is said at once."""
        return not [each for each in self.forms if not each.is_valid()]

    def kept(self) -> list[dict[str, str]]:
        """What was written in each that is not empty."""
        return [each.cleaned_data for each in self.forms if any(text.strip() for text in each.cleaned_data.values())]

    def errors(self, place: str) -> list[Trouble]:
        """What is wrong, row by row; `place` says what they are rows of."""
        return [
            Trouble(row[name].auto_id, f"{place} {number}, {row[name].label.lower()}", words)
            for number, row in enumerate(self.forms, start=1)
            for name in row.errors
            for words in row.errors[name]
        ]

    def go_on_with(self, number: int | None) -> None:
        """Put the cursor into this one when the page is there; without one, on the button that adds."""
        if number is None:
            self.is_left_empty = not self.forms
            return
        first = next(iter(self.forms[number].fields.values()))
        first.widget.attrs["autofocus"] = True

    def typed(self) -> list[dict[str, Any]]:
        """What is in the boxes, right or wrong."""
        return [{name: each[name].value() or "" for name in each.fields} for each in self.forms]


@dataclass
class AreaPart:
    """A core area on the page: its printed lines, which stay, and the lines added to it."""

    code: str
    title: str
    printed: Sequence[str]
    rows: Rows


@dataclass
class Sheet:
    """The parts of the form that can be added to: the core areas and the special projects."""

    plan: str
    areas: list[AreaPart] = field(default_factory=list)
    projects: Rows = field(default_factory=lambda: Rows(ProjectForm, []))

    @classmethod
    def sent(cls, plan: str, data: QueryDict) -> Self:
        """As it was sent."""
        sheet = cls(plan, projects=Rows.sent(ProjectForm, data, "projects"))
        for area in terms.core_areas(plan):
            rows = Rows.sent(LineForm, data, f"lines-{area.code}")
            sheet.areas.append(AreaPart(area.code, area.title, area.objectives, rows))
        return sheet

    @classmethod
    def filled(cls, plan: str, lines: Mapping[str, Iterable[str]], projects: Iterable[Mapping[str, str]]) -> Self:
        """With these added lines, by area code, and these projects."""
        sheet = cls(plan, projects=Rows.filled(ProjectForm, projects, "projects"))
        for area in terms.core_areas(plan):
            values = [{"text": text} for text in lines.get(area.code, ())]
            rows = Rows.filled(LineForm, values, f"lines-{area.code}")
            sheet.areas.append(AreaPart(area.code, area.title, area.objectives, rows))
        return sheet

    def is_valid(self) -> bool:
        """Whether everything on it can be kept."""
        return all([*(area.rows.is_valid() for area in self.areas), self.projects.is_valid()])

    def errors(self) -> list[Trouble]:
        """What is wrong, in the order of the page."""
        found = [trouble for area in self.areas for trouble in area.rows.errors(area.title.capitalize())]
        return found + self.projects.errors("Project")

    def lines(self) -> dict[str, list[str]]:
        """The added lines that are kept, by area code."""
        return {area.code: [each["text"] for each in area.rows.kept()] for area in self.areas}

    def after(self, change: str) -> Self:
        """The same sheet after a button was pressed: "add customers", "remove projects 2", "up projects 1"."""
        typed = {area.code: area.rows.typed() for area in self.areas} | {terms.PROJECTS: self.projects.typed()}
        pressed = CHANGE.fullmatch(change)
        fresh = _change(typed, *pressed.groups()) if pressed else None
        projects = typed.pop(terms.PROJECTS)
        lines = {code: [each["text"] for each in rows] for code, rows in typed.items()}
        sheet = self.filled(self.plan, lines, projects)
        for code, rows in [*((area.code, area.rows) for area in sheet.areas), (terms.PROJECTS, sheet.projects)]:
            if pressed and code == pressed[2]:
                rows.go_on_with(fresh)
        return sheet


def _change(
    typed: dict[str, list[dict[str, Any]]], verb: str, part: str, number: str | None, to: str | None
) -> int | None:
    """Do what the button says to the typed rows; "move projects 3 0" is what dragging sends.

    The number of the row to go on with; None when there is none.
    """
    rows = typed.get(part)
    if rows is None or (verb == "move") != (to is not None):
        return None
    if verb == "add":
        if len(rows) < MOST_LINES:
            rows.append({"objective": "", "results": ""} if part == terms.PROJECTS else {"text": ""})
        return len(rows) - 1
    place = int(number or 0)
    if place >= len(rows):
        return None
    if verb == "remove":
        del rows[place]
        return min(place, len(rows) - 1) if rows else None
    last = len(rows) - 1
    other = {"up": max(0, place - 1), "down": min(last, place + 1)}.get(verb, min(last, int(to or 0)))
    rows.insert(other, rows.pop(place))
    return other
