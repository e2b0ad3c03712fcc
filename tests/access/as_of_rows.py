"""The pages of all places and of what would be if, and the review of a nomination."""

from positions.models import Review
from tests.access.table import DEPARTMENT, STATE, Row
from tests.positions import scenes


def a_place(cast):
    """A position of Agriculture in the SES."""
    return scenes.fill(cast.agriculture, 1)[0]


ROWS = [
    Row(
        "positions:places",
        page=STATE,
        scene=a_place,
        args=[],
        query="?as_of=2005-01-01",
        tells=lambda position: position.title,
        told=STATE,
    ),
    Row(
        "positions:what_if",
        page=STATE,
        scene=scenes.submitted,
        args=[],
        query="?fte=agriculture,2004,99.9",
        tells="permanent FTE in 2004-05",
        told=STATE,
    ),
    Row(
        "positions:review",
        act={"reviewer"},
        knows=DEPARTMENT | STATE,
        scene=scenes.submitted,
        data={"review_revision": "0", "answer_segments": "yes"},
        done=lambda nomination: Review.unscoped.filter(nomination=nomination).exists(),
    ),
]
