"""The compliance report as a file: PDF, XLSX or CSV."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from accounts import exports
from records import pdf
from ses_admin.compliance import Line, Report

KINDS = ("pdf", "xlsx", "csv")
HEADINGS = [
    "What",
    "Rule",
    "Met in time",
    "Met late",
    "Open",
    "Open and late",
    "Never met",
    "Most days late",
    "No longer owed",
    "In time of those over",
]
MET_HEADINGS = ["By", "Met on", "Days late", "What", "About", "Department", "How", "By whom", "Rule"]
OPEN_HEADINGS = ["By", "Days late", "What", "About", "Department", "Rule"]
MISSED_HEADINGS = ["By", "Time over on", "What", "About", "Department", "Rule"]


def answer(report: Report, kind: str, *, where: str) -> HttpResponse:
    """The report as a download of this kind."""
    name = f"compliance-{report.year_words}.{kind}"
    if kind == "pdf":
        printed = pdf.render(
            render_to_string("deadlines/print.html", {"report": report, "where": where}), css=["print/report.css"]
        )
        return exports.attachment(printed, name=name, content_type="application/pdf")
    if kind == "csv":
        return exports.download(name, kind, HEADINGS, [_row(line) for line in [*report.duties, report.whole]])
    sheets = [
        ("Duties", HEADINGS, [_row(line) for line in [*report.duties, report.whole]]),
        ("Departments", HEADINGS, [_row(line) for line in report.departments]),
        ("Open and late", OPEN_HEADINGS, _open(report)),
        ("Never met", MISSED_HEADINGS, _missed(report)),
        ("Met", MET_HEADINGS, _met(report)),
    ]
    return exports.attachment(exports.as_xlsx(sheets), name=name, content_type=exports.XLSX)


def _row(line: Line) -> list[exports.Cell]:
    what = f"{line.name} (good practice)" if line.is_advice else line.name
    return [
        what,
        line.rule,
        line.in_time,
        line.late,
        line.open,
        line.open_late,
        line.missed,
        line.most_late,
        line.fell_away,
        line.share,
    ]


def _open(report: Report) -> list[list[exports.Cell]]:
    return [
        [
            flag.due_on,
            flag.days_late(report.on),
            flag.words,
            flag.about,
            flag.department.name if flag.department else "",
            flag.rule,
        ]
        for flag in report.open_flags
    ]


def _missed(report: Report) -> list[list[exports.Cell]]:
    return [
        [
            flag.due_on,
            flag.settled_on,
            flag.words,
            flag.about,
            flag.department.name if flag.department else "",
            flag.rule,
        ]
        for flag in report.missed
    ]


def _met(report: Report) -> list[list[exports.Cell]]:
    return [
        [
            each.flag.due_on,
            each.flag.settled_on,
            each.days_late,
            each.flag.words,
            each.flag.about,
            each.flag.department.name if each.flag.department else "",
            each.flag.settled_how,
            each.by,
            each.flag.rule,
        ]
        for each in report.met
    ]
