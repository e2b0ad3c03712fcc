"""Letters: their page, the letter itself, the note of its delivery."""

from positions.models import Letter, LetterDelivery
from tests.access.table import DEPARTMENT, STATE, Row
from tests.positions import scenes

SEE_LETTER = DEPARTMENT | STATE


def decision(cast):
    """The letter of an approval, to Agriculture."""
    return Letter.unscoped.about(scenes.approved(cast)).get()


ROWS = [
    Row("positions:letter", page=SEE_LETTER, scene=decision, tells="Hal Resources", told=SEE_LETTER),
    Row("positions:letter_pdf", page=SEE_LETTER, scene=decision),
    Row(
        "positions:note_delivery",
        act=DEPARTMENT | {"reviewer", "personnel_director"},
        knows=SEE_LETTER,
        scene=decision,
        data={"how": "By hand", "delivered_on": "2004-09-01", "attested_by": "The messenger"},
        done=lambda letter: LetterDelivery.unscoped.filter(letter=letter).exists(),
    ),
]
