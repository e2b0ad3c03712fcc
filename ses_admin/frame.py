"""What every page carries: the installation, the bar of a demonstration, the navigation, and who I am."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from positions import as_of
from positions.exchange.acts import may_bring_in
from positions.models import Incumbency
from records.today import nights_run_ahead, training_day
from ses_admin.demonstration import sign_ins


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
    ("Appraisals", "appraisals:appraisals"),
    ("Deadlines", "deadlines"),
    ("Law", "law"),
)

SHOW_A_DAY = ("positions:positions", "positions:departments", "positions:nominations")
"""Where the day that a page shows is kept when going on from it."""


def frame(request) -> dict:
    """Context for templates/base.html."""
    user = getattr(request, "user", None)
    here = request.resolver_match.view_name if request.resolver_match else ""
    today = getattr(request, "today", None)
    context = {
        "installation_name": settings.INSTALLATION_NAME,
        "program_version": settings.VERSION,
        "demonstration": settings.DEMONSTRATION,
        "training_day": training_day(),
        "nights_run_ahead": nights_run_ahead(on=today) if today else None,
        "today": today,
        "navigation": [],
        "standing_words": "",
    }
    if user is None or not user.is_authenticated:
        return {**context, **_demonstration(here, request)}
    held = user.memberships_on(request.today)
    words = "; ".join(_office_words(membership) for membership in held) or _position_words(user, request.today)
    return {**context, "navigation": _navigation(request, here), "standing_words": f"{user.name} — {words}"}


def _navigation(request, here: str) -> list[Place]:
    """The entries of the main navigation; the one whose address is the longest beginning of this page's is current."""
    names = [*PLACES]
    if may_bring_in(request.user, on=request.today):
        names.append(("Bring in", "positions:exchange"))
    if request.user.holds("administrator", on=request.today):
        names += [("Offices", "accounts:offices"), ("This site", "site")]
    addresses = {label: reverse(name) for label, name in names}
    under = [url for url in addresses.values() if url != "/" and request.path.startswith(url)]
    current = max(under, key=len) if under else ("/" if here == "desk" else "")
    shown = as_of.asked(request)
    dated = {label for label, name in names if name in SHOW_A_DAY}
    return [
        Place(label, shown.link(url) if label in dated else url, url == current) for label, url in addresses.items()
    ]


def _demonstration(here: str, request) -> dict:
    """On the sign-in page of the demonstration: whom one can sign in as."""
    if here != "account_login" or not settings.DEMONSTRATION:
        return {}
    return {
        "demonstration_sign_ins": sign_ins.sign_ins(request.today),
        "demonstration_password": sign_ins.password(),
    }


def _position_words(user, on) -> str:
    """What somebody without an office is here: the position they hold, if any."""
    held = Incumbency.objects.visible_to(user, on=on).in_force(on).filter(person=user)
    titles = held.order_by("starts_on").values_list("position__title", "department__name")
    return "; ".join(f"{title}, {department}" for title, department in titles) or "no office today"


def _office_words(membership) -> str:
    where = f", {membership.department.name}" if membership.department_id else ""
    until = ""
    if membership.is_acting and membership.ends_on:
        day = membership.ends_on
        until = f" until {day:%B} {day.day}, {day.year}"
    return f"{membership.title}{where}{until}"
