"""How far a request, a review or a removal has come: where their stories begin."""

from datetime import date
from decimal import Decimal

from positions import allotments, authorization_requests, lids, removals
from positions.models import AllotmentReview, AuthorizationRequest, Incumbency, Position, Removal
from tests.cast import Cast
from tests.positions import scenes
from tests.positions.scenes import DAY

LAST_DAY = date(2005, 6, 30)


def prepared(cast: Cast, *, number: int = 1, starts_on: date = DAY, ends_on: date | None = None):
    """A request of Agriculture that its HR has written."""
    terms = {"number": number, "starts_on": starts_on, "ends_on": ends_on, "cause": "A new statute."}
    return authorization_requests.prepare(cast.agriculture, **terms, by=cast.hr, on=DAY)


def requested(cast: Cast, **terms) -> AuthorizationRequest:
    """With the State Personnel Director."""
    request = prepared(cast, **terms)
    authorization_requests.send(request, by=cast.director, on=DAY)
    return request


def vacant(cast: Cast) -> Position:
    """A vacant position of Agriculture in the SES."""
    return scenes.fill(cast.agriculture, 1)[0]


def held(cast: Cast) -> Position:
    """A position of Agriculture in the SES that the executive holds."""
    position = vacant(cast)
    Incumbency.unscoped.create(
        position=position,
        department=cast.agriculture,
        person=cast.executive,
        state="current",
        starts_on=date(2004, 7, 1),
        method="selection",
    )
    return position


def reviewing(cast: Cast, position: Position | None = None) -> Removal:
    """A position under review."""
    return removals.review(position or held(cast), reason="Reorganized.", by=cast.personnel_director, on=DAY)


def asked(cast: Cast) -> Removal:
    """The department has been asked."""
    removal = reviewing(cast)
    removals.ask(removal, question="Which managers report to it?", by=cast.personnel_director, on=DAY)
    return removal


def unsupported(cast: Cast, position: Position | None = None) -> Removal:
    """The director no longer supports it."""
    return removals.withdraw_support(position or held(cast), reason="Divided.", by=cast.director, on=DAY)


def ordered(cast: Cast, position: Position | None = None, *, last_day: date = LAST_DAY) -> Removal:
    """Its conversion is ordered; the salary is not set."""
    removal = reviewing(cast, position)
    removals.order(removal, last_day=last_day, reason="Too small.", by=cast.personnel_director, on=DAY)
    return removal


def lid(cast: Cast, *, year: int = 2005, amount: str = "8610"):
    """The regular lid of the year after."""
    return lids.record_lid(
        fiscal_year=year, amount=Decimal(amount), source="Pay plan (invented)", by=cast.reviewer, on=DAY
    )


def fallen(cast: Cast, *, placed: int = 3, fte: str = "299.9") -> AllotmentReview:
    """Agriculture has more positions than it may have since its new count of FTE, and is under review."""
    scenes.fill(cast.agriculture, placed)
    allotments.record_fte(
        cast.agriculture, fiscal_year=2004, fte=Decimal(fte), source="Count (invented)", by=cast.reviewer, on=DAY
    )
    return AllotmentReview.unscoped.get(department=cast.agriculture)
