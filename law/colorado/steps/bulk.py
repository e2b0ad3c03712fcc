"""Who may ask for an act on many contracts at once. Each row is judged anew when it is done, by its own steps."""

from law.colorado import sources
from law.colorado.offices import APPOINTING_AUTHORITY, DIRECTOR, HR, REVIEWER
from law.steps import NOT_YET, Procedure, State, Step

BULK = Procedure(
    states=(State("asked", "Asked for", final=True),),
    steps=(
        Step("prepare", NOT_YET, "asked", (HR, DIRECTOR), sources.PLANNING, "Prepare drafts", rule="CO-CON-1"),
        Step(
            "propose",
            NOT_YET,
            "asked",
            (HR, APPOINTING_AUTHORITY, DIRECTOR),
            sources.CONTRACT_DUE,
            "Propose contracts",
            rule="CO-CON-1",
        ),
        Step(
            "acknowledge",
            NOT_YET,
            "asked",
            (REVIEWER,),
            sources.CONTRACT_CONCLUDING,
            "Acknowledge copies",
            rule="CO-CON-8",
        ),
        Step(
            "send", NOT_YET, "asked", (HR, DIRECTOR), sources.CONTRACT_CONCLUDING, "Send copies again", rule="CO-CON-8"
        ),
    ),
)
