"""The legal moves of published figures and of offices held."""

from law.colorado import sources
from law.colorado.offices import (
    ADMINISTRATOR,
    PERSONNEL_DIRECTOR,
    REVIEWER,
)
from law.steps import NOT_YET, Procedure, State, Step

PUBLISHED = Procedure(
    states=(State("recorded", "Recorded", final=True),),
    steps=(
        Step(
            "record",
            NOT_YET,
            "recorded",
            (REVIEWER, PERSONNEL_DIRECTOR, ADMINISTRATOR),
            sources.PAY,
            "Record",
            rule="CO-PAY-2",
        ),
    ),
)

COUNTED = Procedure(
    states=PUBLISHED.states,
    steps=(
        Step(
            "record",
            NOT_YET,
            "recorded",
            (REVIEWER, PERSONNEL_DIRECTOR, ADMINISTRATOR),
            sources.ALLOTMENT,
            "Record the FTE count",
            rule="CO-CAP-2",
        ),
    ),
)

OFFICES_HELD = Procedure(
    states=(
        State("recorded", "Recorded"),
        State("withdrawn", "Withdrawn before it began", final=True),
    ),
    steps=(
        Step("record", NOT_YET, "recorded", (ADMINISTRATOR,), sources.MEMBERSHIPS, "Record"),
        Step("end", "recorded", "recorded", (ADMINISTRATOR,), sources.MEMBERSHIPS, "Set the last day"),
        # For an office recorded by mistake; the act refuses it once the office has been held.
        Step("withdraw", "recorded", "withdrawn", (ADMINISTRATOR,), sources.MEMBERSHIPS, "Withdraw"),
    ),
)
