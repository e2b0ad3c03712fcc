"""The legal moves of notices of unsatisfactory performance, of separations, and of appeals to the Board."""

from law.colorado import sources
from law.colorado.offices import DIRECTOR, EMPLOYEE, HR, REVIEWER
from law.steps import NOT_YET, Procedure, State, Step

_DEPARTMENT = (HR, DIRECTOR)

NOTICE = Procedure(
    states=(
        State("draft", "Draft"),
        State("signed", "Signed, not delivered"),
        State("delivered", "Delivered"),
        State("separated", "Separated"),
        State("reversed", "Reversed by the State Personnel Board", final=True),
        State("rescinded", "Taken back", final=True),
        State("withdrawn", "Withdrawn", final=True),
    ),
    steps=(
        Step("start", NOT_YET, "draft", _DEPARTMENT, sources.NOTICE, "Draft a notice", rule="CO-REM-3"),
        Step("edit", "draft", "draft", _DEPARTMENT, sources.NOTICE, "Save", rule="CO-REM-3"),
        Step("withdraw", "draft", "withdrawn", (DIRECTOR,), sources.NOTICE, "Withdraw", rule="CO-REM-3"),
        Step("sign", "draft", "signed", (DIRECTOR,), sources.NOTICE, "Sign the notice", rule="CO-REM-3"),
        Step(
            "acknowledge", "signed", "delivered", (EMPLOYEE,), sources.NOTICE, "I have received this", rule="CO-REM-3"
        ),
        Step("attest", "signed", "delivered", _DEPARTMENT, sources.NOTICE, "Attest the delivery", rule="CO-REM-3"),
        # Only a notice of May 1 is anybody's to settle (reading 6).
        Step(
            "settle",
            "delivered",
            "delivered",
            (REVIEWER,),
            sources.NOTICE_IN_TIME,
            "Settle the dispute",
            rule="CO-REM-3",
        ),
        Step("rescind", "signed", "rescinded", (DIRECTOR,), sources.NOTICE, "Take the notice back", rule="CO-REM-3"),
        Step("rescind", "delivered", "rescinded", (DIRECTOR,), sources.NOTICE, "Take the notice back", rule="CO-REM-3"),
        Step("separate", "delivered", "separated", (DIRECTOR,), sources.NOTICE, "Separate", rule="CO-REM-3"),
        # Recording that the Board reversed the separation takes this step of its notice.
        Step("reverse", "separated", "reversed", _DEPARTMENT, sources.BOARD_APPEAL, "Reversed", rule="CO-REM-6"),
    ),
)

BOARD_APPEAL = Procedure(
    states=(
        State("filed", "Filed with the State Personnel Board"),
        State("upheld", "The Board upheld the action", final=True),
        State("reversed", "The Board reversed the action", final=True),
        State("ended", "Withdrawn or settled", final=True),
    ),
    steps=(
        Step("file", NOT_YET, "filed", (EMPLOYEE, HR, DIRECTOR), sources.NOTICE, "Record the appeal", rule="CO-REM-6"),
        Step("uphold", "filed", "upheld", _DEPARTMENT, sources.BOARD_APPEAL, "Upheld", rule="CO-REM-6"),
        Step("reverse", "filed", "reversed", _DEPARTMENT, sources.BOARD_APPEAL, "Reversed", rule="CO-REM-6"),
        Step("close", "filed", "ended", _DEPARTMENT, sources.BOARD_APPEAL, "Withdrawn or settled", rule="CO-REM-6"),
    ),
)
