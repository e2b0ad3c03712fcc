"""Pages in the mix in which people open them: who asks, and for what."""

from django.urls import reverse

from benchmarks.measuring.installation import LARGE, Installation
from benchmarks.measuring.pages import SignedIn
from benchmarks.measuring.people import by_office
from contracts.models import Contract
from positions.models import Nomination, Position

LISTS = ("positions:positions", "positions:nominations", "contracts:contracts", "positions:departments")
EACH = 20  # different positions, contracts and nominations


def lists(installation: Installation, positions: int) -> list[tuple[str, str]]:
    """The list pages, each as the reviewer and as department HR: address and Cookie header."""
    with installation.using(positions):
        people = by_office()
        return [
            (reverse(name), cookies)
            for cookies in (SignedIn(people["reviewer"]).cookies, SignedIn(people["hr"]).cookies)
            for name in LISTS
        ]


def pages(installation: Installation) -> list[tuple[str, str]]:
    """Lists, desks, details and the law, as several offices: address and Cookie header."""
    mix = lists(installation, LARGE)
    with installation.using(LARGE):
        people = by_office()
        reviewer = SignedIn(people["reviewer"]).cookies
        mix += [(reverse("desk"), SignedIn(people[office]).cookies) for office in ("reviewer", "hr", "employee")]
        mix += [(reverse(name), reviewer) for name in ("law", "accounts:me")]
        things = [
            *Position.unscoped.order_by("pk")[:EACH],
            *Nomination.unscoped.exclude(state="draft").order_by("-pk")[:EACH],
            *Contract.unscoped.filter(state="signed").order_by("pk")[:EACH],
        ]
        return [*mix, *((thing.get_absolute_url(), reviewer) for thing in things)]


def blank_form(installation: Installation) -> tuple[str, str]:
    """The blank form, a PDF: a worker that printed one holds the printing machinery from then on."""
    with installation.using(LARGE):
        return reverse("contracts:blank_form"), SignedIn(by_office()["hr"]).cookies
