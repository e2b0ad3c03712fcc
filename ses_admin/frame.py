"""What every page carries: the installation, the bar of a demonstration, the navigation, and who I am."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class Place:
    """One entry of the main navigation."""

    label: str
    url: str
    current: bool


PLACES = (
    ("Desk", "desk"),
    ("Positions", "positions:positions"),
    ("Departments", "positions:departments"),
    ("Nominations", "positions:nominations"),
    ("Contracts", "contracts:contracts"),
    ("Law", "law"),
)


def frame(request) -> dict:
    """Context for templates/base.html."""
    user = getattr(request, "user", None)
    context = {
        "installation_name": settings.INSTALLATION_NAME,
        "program_version": settings.VERSION,
        "demonstration": settings.DEMONSTRATION,
        "training_day": settings.TRAINING_DAY,
        "today": getattr(request, "today", None),
        "navigation": [],
        "standing_words": "",
    }
    if user is None or not user.is_authenticated:
        return context
    match = request.resolver_match
    here = match.view_name if match else ""
    area = here.split(":")[0]
    entries = []
    for label, name in PLACES:
        url = reverse(name)
        entries.append(Place(label, url, here == name or (area != "" and request.path.startswith(url) and url != "/")))
    held = user.memberships_on(request.today)
    if user.holds("administrator", on=request.today):
        url = reverse("accounts:offices")
        entries.append(Place("Offices", url, request.path.startswith(url)))
    words = "; ".join(_office_words(membership) for membership in held) or "no office today"
    return {**context, "navigation": entries, "standing_words": f"{user.name} — {words}"}


def _office_words(membership) -> str:
    where = f", {membership.department.name}" if membership.department_id else ""
    until = ""
    if membership.is_acting and membership.ends_on:
        day = membership.ends_on
        until = f" until {day:%B} {day.day}, {day.year}"
    return f"{membership.title}{where}{until}"
