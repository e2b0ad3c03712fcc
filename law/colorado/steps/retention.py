"""The legal moves of what is kept: holds, disposals, and the ZIP of a year's forms for DPA/DHR."""

from law.colorado import sources
from law.colorado.offices import DIRECTOR, HR, PERSONNEL_DIRECTOR, REVIEWER
from law.steps import NOT_YET, Procedure, State, Step

HOLD = Procedure(
    states=(State("held", "On hold"), State("released", "Released", final=True)),
    steps=(
        Step(
            "hold", NOT_YET, "held", (HR, DIRECTOR, REVIEWER), sources.FORM_SALARY, "Put a hold on it", rule="CO-REC-1"
        ),
        Step("release", "held", "released", (HR, DIRECTOR, REVIEWER), sources.FORM_SALARY, "Release", rule="CO-REC-1"),
    ),
)

DISPOSAL = Procedure(
    states=(State("disposed", "Disposed of", final=True),),
    steps=(Step("dispose", NOT_YET, "disposed", (HR,), sources.FORM_SALARY, "Dispose of the files", rule="CO-REC-1"),),
)

ARCHIVE = Procedure(
    states=(State("asked", "Asked for", final=True),),
    steps=(
        Step(
            "ask",
            NOT_YET,
            "asked",
            (REVIEWER, PERSONNEL_DIRECTOR),
            sources.FORM_SALARY,
            "Make the ZIP",
            rule="CO-REC-2",
        ),
    ),
)
