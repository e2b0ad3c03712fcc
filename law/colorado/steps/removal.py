"""The legal moves of asking for more positions, of reviewing a department or a position, and of its conversion."""

from law.colorado import sources
from law.colorado.offices import ADMINISTRATOR, DIRECTOR, HR, PERSONNEL_DIRECTOR, REVIEWER
from law.steps import NOT_YET, Procedure, State, Step

_STATE = (PERSONNEL_DIRECTOR,)
_DEPARTMENT = (HR, DIRECTOR)
_CONFIRMS = (REVIEWER, PERSONNEL_DIRECTOR)
_RECORDERS = (REVIEWER, PERSONNEL_DIRECTOR, ADMINISTRATOR)
_REVIEWED = sources.REVIEWING_POSITIONS

AUTHORIZATION_REQUEST = Procedure(
    states=(
        State("draft", "Draft"),
        State("requested", "Requested"),
        State("granted", "Granted", final=True),
        State("refused", "Refused", final=True),
        State("withdrawn", "Withdrawn", final=True),
    ),
    steps=(
        Step("prepare", NOT_YET, "draft", _DEPARTMENT, sources.ALLOTMENT, "Prepare a request", rule="CO-CAP-4"),
        Step("edit", "draft", "draft", _DEPARTMENT, sources.ALLOTMENT, "Save", rule="CO-CAP-4"),
        Step("request", "draft", "requested", (DIRECTOR,), sources.ALLOTMENT, "Send the request", rule="CO-CAP-4"),
        Step("grant", "requested", "granted", _STATE, sources.ALLOTMENT, "Grant", rule="CO-CAP-4"),
        Step("refuse", "requested", "refused", _STATE, sources.ALLOTMENT, "Refuse", rule="CO-CAP-4"),
        Step("withdraw", "draft", "withdrawn", (DIRECTOR,), sources.ALLOTMENT, "Withdraw", rule="CO-CAP-4"),
        Step("withdraw", "requested", "withdrawn", (DIRECTOR,), sources.ALLOTMENT, "Withdraw", rule="CO-CAP-4"),
    ),
)

ALLOTMENT_REVIEW = Procedure(
    states=(State("open", "Under review"), State("settled", "Settled", final=True)),
    steps=(
        # Whoever records the count by which a department falls below its positions opens it with the same act.
        Step("open", NOT_YET, "open", _RECORDERS, sources.OVER_ALLOTMENT, "Open a review", rule="CO-CAP-6"),
        Step("settle", "open", "settled", _STATE, sources.OVER_ALLOTMENT, "Settle the review", rule="CO-CAP-6"),
    ),
)

REMOVAL = Procedure(
    states=(
        State("reviewing", "Under review"),
        State("asked", "Department asked"),
        State("unsupported", "Support withdrawn"),
        State("proposed", "Proposed by operation of the rule of July 1"),
        State("ordered", "Conversion ordered"),
        State("converted", "Converted to the Management plan", final=True),
        State("kept", "Kept in the SES", final=True),
    ),
    steps=(
        Step("review", NOT_YET, "reviewing", _STATE, _REVIEWED, "Review this position", rule="CO-REM-1"),
        Step("ask", "reviewing", "asked", _STATE, _REVIEWED, "Ask the department", rule="CO-REM-1"),
        Step("answer", "asked", "reviewing", (DIRECTOR,), _REVIEWED, "Answer", rule="CO-REM-1"),
        Step("keep", "reviewing", "kept", _STATE, _REVIEWED, "Keep it in the SES", rule="CO-REM-1"),
        Step("keep", "asked", "kept", _STATE, _REVIEWED, "Keep it in the SES", rule="CO-REM-1"),
        Step("order", "reviewing", "ordered", _STATE, _REVIEWED, "Order the conversion", rule="CO-REM-2"),
        Step("order", "asked", "ordered", _STATE, _REVIEWED, "Order the conversion", rule="CO-REM-2"),
        Step("unsupport", NOT_YET, "unsupported", (DIRECTOR,), _REVIEWED, "Withdraw support", rule="CO-REM-2"),
        Step("support", "unsupported", "kept", (DIRECTOR,), _REVIEWED, "Support it again", rule="CO-REM-2"),
        Step(
            "order",
            "unsupported",
            "ordered",
            (PERSONNEL_DIRECTOR, REVIEWER),
            _REVIEWED,
            "Order the conversion",
            rule="CO-REM-2",
        ),
        # The nightly job proposes it for DPA/DHR; people confirm it or set it aside (reading 8).
        Step("propose", NOT_YET, "proposed", (REVIEWER,), sources.LEAVING_ON_JULY_1, "Propose", rule="CO-REM-4"),
        Step(
            "confirm",
            "proposed",
            "ordered",
            _CONFIRMS,
            sources.LEAVING_ON_JULY_1,
            "Confirm the removal",
            rule="CO-REM-4",
        ),
        Step("set aside", "proposed", "kept", _CONFIRMS, sources.LEAVING_ON_JULY_1, "Set it aside", rule="CO-REM-4"),
        # With somebody in it, the director sets the salary in the Management plan; of a vacant one the order is all.
        Step("set_salary", "ordered", "converted", (DIRECTOR,), sources.SAVED_PAY, "Set the salary", rule="CO-PAY-10"),
        Step(
            "convert",
            "ordered",
            "converted",
            (PERSONNEL_DIRECTOR, REVIEWER),
            _REVIEWED,
            "Convert a vacant position",
            rule="CO-REM-2",
        ),
    ),
)

REGULAR_LID = Procedure(
    states=(State("recorded", "Recorded", final=True),),
    steps=(
        Step("record", NOT_YET, "recorded", _RECORDERS, sources.SAVED_PAY, "Record the regular lid", rule="CO-PAY-10"),
    ),
)
