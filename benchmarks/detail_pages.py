"""The page of one position, nomination, contract or department, and my own page."""

from django.urls import reverse

from accounts.models import Department, User
from benchmarks.measuring.installation import Installation
from benchmarks.measuring.pages import Page, measure_pages
from benchmarks.measuring.rows import Row
from contracts.models import Contract
from positions.models import Nomination, Position
from records.today import today

MOST_STATEMENTS = 20


def _position(user: User) -> str:
    """The position with most behind it: the most incumbents, then the first."""
    seen = Position.objects.visible_to(user, on=today()).in_ses(today())
    return max(seen.order_by("pk")[:10], key=lambda each: each.incumbencies.count()).get_absolute_url()


def _nomination(state: str):
    def address(user: User) -> str:
        seen = Nomination.objects.visible_to(user, on=today()).filter(state=state)
        return seen.order_by("pk").first().get_absolute_url()

    return address


def _contract(user: User) -> str:
    return Contract.objects.visible_to(user, on=today()).in_force(today()).order_by("pk").first().get_absolute_url()


def _draft(user: User) -> str:
    return Contract.objects.visible_to(user, on=today()).filter(state="draft").order_by("pk").first().get_absolute_url()


def _department(user: User) -> str:
    return Department.objects.order_by("pk").first().get_absolute_url()


STATE = ("reviewer", "personnel_director", "auditor")
PAGES = (
    ("position", _position, (*STATE, "hr", "director", "employee")),
    ("nomination under review", _nomination("submitted"), (*STATE, "hr", "director")),
    ("nomination to decide", _nomination("forwarded"), STATE),
    ("nomination, placed", _nomination("placed"), (*STATE, "hr", "director")),
    ("contract, signed", _contract, (*STATE, "hr", "director", "employee")),
    ("contract, draft", _draft, ("hr", "director")),
    ("department", _department, (*STATE, "hr", "director")),
    ("my page", lambda user: reverse("accounts:me"), ("reviewer", "hr", "employee")),
    ("the law", lambda user: reverse("law"), ("reviewer",)),
)


def measure(installation: Installation) -> list[Row]:
    """A row for each page."""
    return measure_pages(
        installation,
        [Page(name, "detail page", offices, address, MOST_STATEMENTS) for name, address, offices in PAGES],
    )
