"""The lists of transfers, of reviews and removals, and of requests for additional positions."""

from datetime import date

from positions import authorization_requests, removals
from tests.access.movement_rows import SEE_TRANSFER, abroad
from tests.access.positions_rows import held
from tests.access.table import DEPARTMENT, EVERYBODY, STATE, Row
from tests.positions.scenes import DAY


def under_review(cast):
    """A review of a position of Agriculture, which the executive holds."""
    return removals.review(held(cast), reason="Too small a segment.", by=cast.personnel_director, on=DAY)


def asked(cast):
    """A request of Agriculture for two more positions, sent."""
    made = authorization_requests.prepare(
        cast.agriculture, number=2, starts_on=date(2004, 10, 1), ends_on=None, cause="Grown.", by=cast.hr, on=DAY
    )
    authorization_requests.send(made, by=cast.director, on=DAY)
    return made


def page_of(thing) -> str:
    """The link to its page, which the list has for who sees it."""
    return f'href="{thing.get_absolute_url()}"'


LIST = {"page": EVERYBODY, "args": [], "tells": page_of}
ROWS = [
    Row("positions:transfers", scene=abroad, told=SEE_TRANSFER, **LIST),
    Row("positions:removals", scene=under_review, told=DEPARTMENT | STATE, **LIST),
    Row("positions:requests", scene=asked, told=DEPARTMENT | STATE, **LIST),
]
