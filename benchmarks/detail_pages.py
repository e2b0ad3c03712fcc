"""The page of one position, nomination, contract or department, my own page, and the page of the law."""

from collections.abc import Callable

from django.db.models import Count, Max
from django.urls import reverse

from accounts.models import Department
from benchmarks.measuring.installation import Installation
from benchmarks.measuring.pages import Page, measure_pages
from benchmarks.measuring.people import Scene, by_office
from benchmarks.measuring.rows import Row
from contracts.models import Contract
from positions.models import Incumbency, Nomination
from records.today import today

MOST_STATEMENTS = 20


def _position(order: str) -> Callable[[], Scene]:
    """The one with the most ("-behind") or the fewest ("behind") incumbents up to now, the last still in it."""

    def scene() -> Scene:
        held = Incumbency.unscoped.in_force(today()).annotate(behind=Count("position__incumbencies"))
        held = held.select_related("position__department", "person").order_by(order, "pk").first()
        return Scene(held.position.get_absolute_url(), by_office(held.department, employee=held.person))

    return scene


def _nomination(state: str) -> Callable[[], Scene]:
    def scene() -> Scene:
        found = Nomination.unscoped.filter(state=state).select_related("department").order_by("pk").first()
        return Scene(found.get_absolute_url(), by_office(found.department))

    return scene


def _contract(state: str, order: str) -> Callable[[], Scene]:
    """This year's, of somebody who came to the position long ago ("since") or lately ("-since")."""

    def scene() -> Scene:
        found = Contract.unscoped.filter(state=state, starts_on__lte=today(), ends_on__gte=today())
        found = found.annotate(since=Max("position__incumbencies__starts_on"))
        found = found.select_related("department", "employee").order_by(order, "pk").first()
        return Scene(found.get_absolute_url(), by_office(found.department, employee=found.employee))

    return scene


def _department() -> Scene:
    first = Department.objects.order_by("pk").first()
    return Scene(first.get_absolute_url(), by_office(first))


def _fixed(name: str) -> Callable[[], Scene]:
    return lambda: Scene(reverse(name), by_office())


STATE = ("reviewer", "personnel_director", "auditor")
OWN = ("hr", "director")
PAGES = (
    ("position", (_position("-behind"), _position("behind")), (*STATE, *OWN, "employee")),
    ("nomination, draft", (_nomination("draft"),), OWN),
    ("nomination under review", (_nomination("submitted"),), (*STATE, *OWN)),
    ("nomination to decide", (_nomination("forwarded"),), (*STATE, *OWN)),
    ("nomination, placed", (_nomination("placed"),), (*STATE, *OWN)),
    ("contract, draft", (_contract("draft", "since"), _contract("draft", "-since")), OWN),
    ("contract, signed", (_contract("signed", "since"), _contract("signed", "-since")), (*STATE, *OWN, "employee")),
    ("department", (_department,), (*STATE, *OWN)),
    ("my page", (_fixed("accounts:me"),), (*STATE, *OWN, "employee")),
    ("the law", (_fixed("law"),), STATE),
)


def measure(installation: Installation) -> list[Row]:
    """A row for each page."""
    return measure_pages(
        installation,
        [Page(name, "detail page", offices, scenes, MOST_STATEMENTS) for name, scenes, offices in PAGES],
    )
