"""Lists of 25 rows: positions, nominations, contracts and departments, as first seen, turned, and as of another day;
and the search, which looks in all of them."""

from django.urls import reverse

from benchmarks.measuring.installation import Installation
from benchmarks.measuring.pages import Page, measure_pages
from benchmarks.measuring.people import Scene, by_office
from benchmarks.measuring.rows import Row

OFFICES = ("reviewer", "hr", "director", "auditor", "employee")
MOST_STATEMENTS = 12
MOST_BYTES = 120_000

LISTS = (
    ("positions", "positions:positions", ""),
    ("positions, page 3, sorted", "positions:positions", "?sort=-holder&page=3"),
    ("positions, searched", "positions:positions", "?words=director+policy"),
    ("positions, another day", "positions:positions", "?as_of=2024-03-01"),
    ("nominations", "positions:nominations", ""),
    ("nominations, every one", "positions:nominations", "?state=every&page=3"),
    ("contracts", "contracts:contracts", ""),
    ("contracts, page 3", "contracts:contracts", "?page=3"),
    ("nominations, another day", "positions:nominations", "?as_of=2026-07-15"),
    ("departments", "positions:departments", ""),
    ("departments, another day", "positions:departments", "?as_of=2024-03-01"),
    ("search", "search", "?words=director+policy"),
    ("search, nothing found", "search", "?words=zzz"),
)
WITHOUT_ONE_LIST = ("positions:departments", "search")
"""Their reference reads all that the page reads."""


def measure(installation: Installation) -> list[Row]:
    """A row for each list."""
    return measure_pages(
        installation,
        [
            Page(
                name=name,
                what="list page",
                offices=OFFICES,
                scenes=(lambda view=view, query=query: Scene(reverse(view) + query, by_office()),),
                most_statements=MOST_STATEMENTS,
                most_bytes=MOST_BYTES,
                is_list=view not in WITHOUT_ONE_LIST,
            )
            for name, view, query in LISTS
        ],
    )
