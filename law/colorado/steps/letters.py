"""The legal moves of letters: sent with the act they tell of, and their delivery noted once."""

from law.colorado import sources
from law.colorado.offices import DIRECTOR, HR, PERSONNEL_DIRECTOR, REVIEWER
from law.steps import NOT_YET, Procedure, State, Step

_WRITERS = (PERSONNEL_DIRECTOR, REVIEWER, DIRECTOR, HR)

LETTER = Procedure(
    states=(State("sent", "Sent", final=True),),
    steps=(Step("send", NOT_YET, "sent", _WRITERS, sources.PLACING, "Send the letter", rule="CO-NOM-6"),),
)

DELIVERY = Procedure(
    states=(State("noted", "Delivery noted", final=True),),
    steps=(Step("note", NOT_YET, "noted", _WRITERS, sources.PLACING, "Note the delivery", rule="CO-NOM-6"),),
)
