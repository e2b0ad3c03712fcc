"""SES Form 1: a contract as the paper form shows it, blank, frozen for signing, or executed.

A `Form1` holds everything the form prints and nothing that has to be looked up, so the same record always
prints the same bytes. The form's fixed words come from the law of its plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

import law
from contracts.evidence import EvidenceSheet, moment_in_denver
from contracts.form1_parts import Area, Line, Project, SignatureLine, Signed, mark_of
from contracts.paper import CONTINUED, lay_out
from records import pdf

__all__ = [
    "Area",
    "EvidenceSheet",
    "Form1",
    "Line",
    "Project",
    "SignatureLine",
    "Signed",
    "blank",
    "day_in_words",
    "from_terms",
    "html",
    "print_executed",
    "print_fillable",
    "print_form",
    "print_with",
]

STYLE = ("print/form1.css",)


@dataclass(frozen=True)
class Form1:
    """Everything SES Form 1 prints for one contract. Days are inclusive, money is dollars a month.

    `state` is printed small at the foot of every page, for instance "Version 2, proposed July 2, 2004";
    empty for a blank form. `overall` is the one overall rating of the chart.
    """

    plan: str
    employee: str = ""
    title: str = ""
    department: str = ""
    division: str = ""
    appointing_authority: str = ""
    appointing_authority_title: str = ""
    monthly_salary: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    fiscal_year: int | None = None
    ceiling: Decimal | None = None
    ceiling_is_demonstration: bool = False
    areas: tuple[Area, ...] = ()
    projects: tuple[Project, ...] = ()
    overall: int | None = None
    evaluated_on: date | None = None
    signatures: tuple[SignatureLine, ...] = ()
    rating_signatures: tuple[SignatureLine, ...] = ()
    with_instructions: bool = False
    state: str = ""
    is_blank: bool = False
    document_title: str = ""

    @property
    def words(self) -> ModuleType:
        """The fixed words of the form."""
        return law.plan(self.plan).form1

    @property
    def parties(self) -> list[tuple[str, str, str]]:
        """Code, label and value of each of the six lines that name the parties."""
        return [(code, label, getattr(self, code)) for code, label in self.words.PARTY_LABELS.items()]

    @property
    def salary(self) -> str:
        """The monthly salary without its sign: "10,763"."""
        return "" if self.monthly_salary is None else self.words.money(self.monthly_salary)

    @property
    def term_starts(self) -> str:
        """The first day in words; on a blank form what the form prints after the room for it."""
        if self.starts_on is None:
            return self.words.term_starts(fiscal_year=self.fiscal_year)
        return day_in_words(self.starts_on)

    @property
    def term_ends(self) -> str:
        """The last day in words."""
        if self.ends_on is None:
            return self.words.term_ends(fiscal_year=self.fiscal_year)
        return day_in_words(self.ends_on)

    @property
    def notes(self) -> list[tuple[str, str]]:
        """The four notes, each with what is printed beside it."""
        notes = self.words.notes(fiscal_year=self.fiscal_year, ceiling=self.ceiling)
        ceiling_note = self.words.note_ceiling(fiscal_year=self.fiscal_year, ceiling=self.ceiling)
        beside = "(demonstration figure)" if self.ceiling_is_demonstration else ""
        return [(note, beside if note == ceiling_note else "") for note in notes]

    @property
    def evaluated(self) -> str:
        """The date of evaluation in words; empty before there is one."""
        return "" if self.evaluated_on is None else day_in_words(self.evaluated_on)

    @property
    def mark(self) -> str:
        """The overall rating as the column's heading has it."""
        return mark_of(self.overall)


def blank(
    *, plan: str, fiscal_year: int | None = None, ceiling: Decimal | None = None, with_instructions: bool = True
) -> Form1:
    """The form to fill in by hand. Without a year or a ceiling, the places of the figures stay blank."""
    words = law.plan(plan).form1
    return Form1(
        plan=plan,
        fiscal_year=fiscal_year,
        ceiling=ceiling,
        areas=tuple(
            Area(area.title, area.chart_label, tuple(map(Line, area.objectives)), len(area.objectives))
            for area in words.CORE
        ),
        signatures=_signature_lines(words, ()),
        rating_signatures=_signature_lines(words, ()),
        with_instructions=with_instructions,
        is_blank=True,
        document_title=f"{words.FORM_NAME}: {words.TITLE}",
    )


def from_terms(
    *,
    plan: str,
    terms: Mapping[str, Any],
    signatures: Iterable[Signed] = (),
    ratings: Mapping[str, Any] | None = None,
    rating_signatures: Iterable[Signed] = (),
    with_instructions: bool = False,
    state: str = "",
) -> Form1:
    """The form of a frozen version. `terms` are the version's own, as it keeps them (JSON).

    `ratings` when the contract has been evaluated: {"areas": {code: {"lines": [1..4 or None], "overall": 1..4}},
    "projects": [1..4 or None], "results": [str], "overall": 1..4, "evaluated_on": ISO day}. Lines and projects
    are in the order of the terms; "results", if given, replaces the results of the terms.
    """
    words = law.plan(plan).form1
    ratings = ratings or {}
    by_area = ratings.get("areas", {})
    evaluated_on = ratings.get("evaluated_on")
    return Form1(
        plan=plan,
        **{code: terms.get(code) or "" for code in words.PARTY_LABELS},
        monthly_salary=_decimal(terms.get("monthly_salary")),
        starts_on=_day(terms.get("starts_on")),
        ends_on=_day(terms.get("ends_on")),
        fiscal_year=terms.get("fiscal_year"),
        ceiling=_decimal(terms.get("ceiling")),
        ceiling_is_demonstration=bool(terms.get("ceiling_is_demonstration")),
        areas=tuple(_area(words, area, by_area.get(area["code"], {})) for area in terms["areas"]),
        projects=_projects(terms["projects"], ratings),
        overall=ratings.get("overall"),
        evaluated_on=_day(evaluated_on),
        signatures=_signature_lines(words, signatures),
        rating_signatures=_signature_lines(words, rating_signatures),
        with_instructions=with_instructions,
        state=state,
        document_title=f"{words.TITLE}: {terms.get('employee') or 'nobody named'}",
    )


def html(
    form: Form1, *, evidence: EvidenceSheet | None = None, fillable: bool = False, appended: SafeString | None = None
) -> str:
    """The form as a page of HTML, ready to be printed. `appended`: further pages, as finished sections."""
    context = {
        "form": form,
        "words": form.words,
        "paper": lay_out(form),
        "sheet": evidence,
        "fillable": fillable,
        "continued": CONTINUED,
        "appended": appended,
    }
    return render_to_string("contracts/form1.html", context)


def print_form(form: Form1) -> bytes:
    """The form as it is kept or frozen for signing: flat, PDF/A-3a and PDF/UA-1. Raises pdf.CannotPrint."""
    return pdf.render(html(form), css=STYLE)


def print_with(form: Form1, appended: SafeString, attachments: Iterable[pdf.Attachment] = ()) -> bytes:
    """The form with further pages behind it, for what else is kept together with it. Raises pdf.CannotPrint."""
    return pdf.render(html(form, appended=appended), css=STYLE, attachments=attachments)


def print_fillable(form: Form1) -> bytes:
    """The blank form with fields that a PDF reader can fill in: PDF/UA-1."""
    return pdf.render(html(form, fillable=True), css=STYLE, variant="form")


def print_executed(form: Form1, evidence: EvidenceSheet, attachments: Iterable[pdf.Attachment]) -> bytes:
    """The executed copy, not yet sealed: the signed form, the evidence as its last page, the files inside it."""
    return pdf.render(html(form, evidence=evidence), css=STYLE, attachments=attachments)


def day_in_words(day: date) -> str:
    """ "June 30, 2005"."""
    return f"{day:%B} {day.day}, {day.year}"


def _area(words: ModuleType, area: Mapping[str, Any], ratings: Mapping[str, Any]) -> Area:
    known = next((core for core in words.CORE if core.code == area["code"]), None)
    levels = list(ratings.get("lines", ())) + [None] * len(area["lines"])
    return Area(
        title=known.title if known else area["title"],
        chart_label=known.chart_label if known else area["title"],
        lines=tuple(Line(text, level) for text, level in zip(area["lines"], levels, strict=False)),
        printed=len(known.objectives) if known else 0,
        overall=ratings.get("overall"),
    )


def _projects(projects: Iterable[Mapping[str, Any]], ratings: Mapping[str, Any]) -> tuple[Project, ...]:
    projects = list(projects)
    levels = list(ratings.get("projects", ())) + [None] * len(projects)
    results = ratings.get("results") or [project.get("results") or "" for project in projects]
    return tuple(
        Project(project.get("objective") or "", result, level)
        for project, result, level in zip(projects, results, levels, strict=False)
    )


def _signature_lines(words: ModuleType, signed: Iterable[Signed]) -> tuple[SignatureLine, ...]:
    by_line = {each.line: each for each in signed}
    return tuple(_signature_line(label, by_line.get(code)) for code, label in words.SIGNATURE_LABELS.items())


def _signature_line(label: str, each: Signed | None) -> SignatureLine:
    if each is None or each.not_signed:
        return SignatureLine(label, not_signed=each.not_signed if each else "")
    return SignatureLine(
        label,
        each.name,
        office="" if each.office.casefold() == label.casefold() else each.office,
        moment=f"on paper, {each.on_paper}" if each.at is None else moment_in_denver(each.at),
    )


def _decimal(amount: str | None) -> Decimal | None:
    return None if amount in (None, "") else Decimal(amount)


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
