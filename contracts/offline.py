"""SES Form 1 filled in away from this program: what it says, beside what the draft has, to be taken part by part.

The names of the boxes are those that templates/contracts/form1.html gives them. Nothing is taken unasked, and who
the parties are is never taken: that is chosen in the draft.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.templatetags.words import day
from contracts import terms
from contracts.forms import DraftForm, SalaryField, typed
from contracts.models import Contract
from contracts.writing import LineForm, ProjectForm
from records.filled_forms import FilledForm

PROJECT_BOX = re.compile(r"(Objective|Results) (\d{1,2})")
RATING = re.compile(r".*, level \d+|Chart, .*|evaluated_on")
COLUMNS = {"Objective": "objective", "Results": "results"}


@dataclass(frozen=True)
class Offer:
    """One box that was filled in. `code` names it in what is sent back; `stands` is what the draft has now.

    `trouble` says why it cannot be taken; `is_new`: the draft has nothing there, so taking it replaces nothing.
    """

    code: str
    label: str
    read: str
    stands: str
    trouble: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the draft has nothing there yet."""
        return not self.stands


@dataclass(frozen=True)
class Reading:
    """What a filled form gives: what can be taken, what agrees already, and sentences about the rest."""

    offers: list[Offer]
    same: list[str]
    told: list[str]


def compare(contract: Contract, filled: FilledForm) -> Reading:
    """What this form says, held against the draft."""
    texts = {name: _tidy(text) for name, text in filled.texts.items()}
    boxes = dict(_boxes(contract))
    offers: list[Offer] = []
    same: list[str] = []
    for name, (code, label, stands, field) in boxes.items():
        read = texts.get(name, "")
        if not read:
            continue
        if _alike(read, stands, field):
            same.append(label)
        else:
            offers.append(Offer(code, label, read, stands, _trouble(field, read)))
    told = [*_about_parties(contract, texts), *_about_the_rest(contract, texts, filled, set(boxes))]
    return Reading(offers, same, told)


def taken(contract: Contract, values: Mapping[str, str], *, revision: str) -> QueryDict:
    """What the page of the draft would send with these values, by code, put into what is saved now."""
    stored = DraftForm.stored(contract)
    lines, projects = terms.written(contract)
    data = QueryDict(mutable=True)
    for name, value in stored.items():
        data.setlist(name, [str(each) for each in value] if isinstance(value, list) else [_sent(value)])
    data["revision"] = revision
    for code, text in values.items():
        kind, _, place = code.partition(" ")
        if kind == "line":
            lines.setdefault(place, []).append(text)
        elif kind in COLUMNS.values() and place.isdecimal():
            number = int(place)
            projects += [{"objective": "", "results": ""} for _ in range(number - len(projects))]
            projects[number - 1] = {**projects[number - 1], kind: text}
        elif code in ("division", "appointing_authority_title", "monthly_salary"):
            data[code] = text
    for area, texts in lines.items():
        for number, text in enumerate(texts):
            data[f"lines-{area}-{number}-text"] = text
    for number, project in enumerate(projects):
        for name, text in project.items():
            data[f"projects-{number}-{name}"] = text
    return data


def known_codes(contract: Contract) -> set[str]:
    """Every code that can be sent back."""
    return {code for _name, (code, *_rest) in _boxes(contract)}


def _boxes(contract: Contract) -> Iterator[tuple[str, tuple[str, str, str, forms.Field]]]:
    """Every box that can be taken: its name, and its code, label, what the draft has, and the field that judges it."""
    lines, projects = terms.written(contract)
    fields: dict[str, Any] = DraftForm.base_fields
    line, project = LineForm.base_fields["text"], ProjectForm.base_fields
    yield "division", ("division", "Division", contract.division, fields["division"])
    yield (
        "appointing_authority_title",
        (
            "appointing_authority_title",
            "Title of the appointing authority",
            contract.appointing_authority_title,
            fields["appointing_authority_title"],
        ),
    )
    yield "salary", ("monthly_salary", "Salary per month", typed(contract.monthly_salary), SalaryField())
    for area in terms.core_areas(contract.plan):
        stands = "\n".join(lines.get(area.code, ()))
        yield f"{area.title}, added objective", (f"line {area.code}", f"{area.title}: added line", stands, line)
    for number in range(1, terms.projects_printed(contract.plan) + 1):
        known = projects[number - 1] if number <= len(projects) else {}
        for column, code in COLUMNS.items():
            label = f"Project {number}, {column.lower()}"
            yield f"{column} {number}", (f"{code} {number}", label, known.get(code, ""), project[code])


def _about_parties(contract: Contract, texts: Mapping[str, str]) -> Iterator[str]:
    named = {
        "employee": ("employee", contract.employee.name),
        "title": ("title", contract.title),
        "department": ("department", contract.department_name),
        "appointing_authority": ("appointing authority", contract.appointing_authority.name),
    }
    for box, (what, stands) in named.items():
        read = texts.get(box, "")
        if read and _plain(read) != _plain(stands):
            yield f"The form names “{read}” as {what}; this contract has “{stands}”. That is not taken from the form."
    term = texts.get("term", "")
    if term and _plain(term) not in _plain(f"{day(contract.starts_on)} – {day(contract.ends_on)}"):
        yield f"The form says “{term}” for the term; this contract begins {day(contract.starts_on)} and ends " + (
            f"{day(contract.ends_on)}. That is not taken from the form."
        )


def _about_the_rest(contract: Contract, texts: Mapping[str, str], filled: FilledForm, known: set[str]) -> Iterator[str]:
    parties = {"employee", "title", "department", "appointing_authority", "term"}
    names = [*(name for name, text in texts.items() if text), *filled.ticked]
    if any(RATING.fullmatch(name) for name in names):
        yield "Ratings and the evaluation chart are filled in. They belong to the appraisal and are not read here."
    strange = [name for name in names if name not in known | parties and not RATING.fullmatch(name)]
    if strange:
        shown = ", ".join(f"“{name[:60]}”" for name in strange[:8]) + (" and others" if len(strange) > 8 else "")
        yield f"Boxes that this form does not have, or that were renamed, were not read: {shown}."
    missing = known - set(filled.texts)
    if missing and len(missing) < len(known):
        yield f"{len(missing)} boxes of the form are not in this file, so it may be an older or a changed form."
    if len(missing) == len(known):
        yield "None of the boxes of SES Form 1 is in this file. Is it another form?"


def _trouble(field: forms.Field, read: str) -> str:
    try:
        field.clean(read)
    except ValidationError as wrong:
        return " ".join(wrong.messages)
    return ""


def _alike(read: str, stands: str, field: forms.Field) -> bool:
    if isinstance(field, SalaryField) and not _trouble(field, read):
        return bool(stands) and field.clean(read) == field.clean(stands)
    return _plain(read) in {_plain(each) for each in (stands, *stands.split("\n"))}


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _sent(value: Any) -> str:
    return "" if value is None else value.isoformat() if hasattr(value, "isoformat") else str(value)


class UploadForm(forms.Form):
    """The filled-in form."""

    file = forms.FileField(label="The filled-in SES Form 1 (PDF)", allow_empty_file=True)
