"""Search: everybody may ask, and finds what is theirs to see."""

from tests.access.table import DEPARTMENT_OFFICES, EVERYBODY, STATE, Row
from tests.factories import PlacedPositionFactory


def a_position(cast):
    """A position of Agriculture with a holder."""
    return PlacedPositionFactory(department=cast.agriculture, person=cast.executive, title="Director of Orchards")


ROWS = [
    Row("search", page=EVERYBODY, args=[]),
    Row(
        "search",
        page=EVERYBODY,
        args=[],
        query="?words=orchards",
        scene=a_position,
        tells="Director of Orchards",
        told=DEPARTMENT_OFFICES | STATE | {"executive"},
    ),
]
