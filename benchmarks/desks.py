"""Desks: the statewide one, with every place, department and flag, and those of the other offices."""

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


def measure(installation: Installation) -> list[Row]:
    """A row for each kind of desk."""
    return measure_pages(
        installation,
        [
            Page(name, "desk", offices, (lambda: Scene(reverse("desk"), by_office()),), most)
            for name, offices, most in DESKS
        ],
    )
