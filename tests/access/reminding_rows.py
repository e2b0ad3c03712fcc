"""Asking whoever a row of one's desk waits for."""

from datetime import date

from records.models import Message
from ses_admin import desk
from tests.access.table import DEPARTMENT_OFFICES, EVERYBODY, Row
from tests.factories import ProposedContractFactory

DAY = date(2004, 6, 18)


def waits_for_the_executive(cast):
    """A contract that the executive has to sign: the row as the department has it on its desks."""
    ProposedContractFactory(cast=cast)
    return next(item.key for item in desk.gather(cast.hr, on=DAY).others.rows if item.asked)


ROWS = [
    # Everybody may ask about the rows of their own desk; a row that is not there writes nothing.
    Row(
        "ask",
        act=DEPARTMENT_OFFICES,
        knows=EVERYBODY - DEPARTMENT_OFFICES,
        scene=waits_for_the_executive,
        args=[],
        data=lambda key: {"row": key},
        done=lambda _: Message.unscoped.filter(key__startswith="asked/").exists(),
        day=DAY,
    ),
]
