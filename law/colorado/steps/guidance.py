"""The legal move of the yearly guidance on pay adjustments."""

from law.colorado import sources
from law.colorado.offices import PERSONNEL_DIRECTOR, REVIEWER
from law.steps import NOT_YET, Procedure, State, Step

GUIDANCE = Procedure(
    states=(State("recorded", "Recorded", final=True),),
    steps=(
        Step(
            "record",
            NOT_YET,
            "recorded",
            (PERSONNEL_DIRECTOR, REVIEWER),
            sources.PAY_GUIDANCE,
            "Record the guidance",
            rule="CO-PAY-9",
        ),
    ),
)
