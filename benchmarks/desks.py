"""Desks: the statewide one, with every place, department and flag, and those of the other offices; all places."""

from django.urls import reverse

from benchmarks.measuring.installation import Installation
from benchmarks.measuring.pages import Page, measure_pages
from benchmarks.measuring.people import Scene, by_office
from benchmarks.measuring.rows import Row

MOST_STATEMENTS = 20
MOST_STATEWIDE = 15

DESKS = (
    ("statewide desk", ("reviewer", "personnel_director", "auditor"), MOST_STATEWIDE),
    ("desk of a department", ("hr", "director", "appointing_authority"), MOST_STATEMENTS),
    ("desk of an executive", ("employee",), MOST_STATEMENTS),
    ("desk of the administrator", ("administrator",), MOST_STATEMENTS),
)


STATEWIDE = (
    ("all places", "positions:places", ""),
    ("all places, another day", "positions:places", "?as_of=2024-03-01"),
    ("what if", "positions:what_if", "?fte=agriculture,2026,99.9&more=agriculture,2,2027-01-01"),
)


def measure(installation: Installation) -> list[Row]:
    """A row for each kind of desk, and for each page of the whole state."""
    desks = [
        Page(name, "desk", offices, (lambda: Scene(reverse("desk"), by_office()),), most)
        for name, offices, most in DESKS
    ]
    pages = [
        Page(
            name,
            "statewide page",
            ("reviewer", "personnel_director", "auditor"),
            (lambda view=view, query=query: Scene(reverse(view) + query, by_office()),),
            MOST_STATEWIDE,
        )
        for name, view, query in STATEWIDE
    ]
    return measure_pages(installation, [*desks, *pages])
