"""The legal moves of appointments, transfers, job descriptions, titles, corrections and vacant positions."""

from law.colorado import sources
from law.colorado.offices import DIRECTOR, HR, PERSONNEL_DIRECTOR, REVIEWER
from law.steps import NOT_YET, Procedure, State, Step

_DEPARTMENT = (HR, DIRECTOR)
_DPA = (PERSONNEL_DIRECTOR, REVIEWER)

APPOINTMENT = Procedure(
    states=(State("current", "Current"), State("ended", "Ended, or its last day is set")),
    steps=(
        Step("appoint", NOT_YET, "current", (DIRECTOR,), sources.APPOINTING, "Appoint", rule="CO-APT-1"),
        # The last approval of a transfer ends the old appointment and begins the new one.
        Step("transfer", NOT_YET, "current", (DIRECTOR,), sources.APPOINTING, "Transfer here", rule="CO-APT-3"),
        Step("transfer", "current", "ended", (DIRECTOR,), sources.APPOINTING, "Transfer away", rule="CO-APT-3"),
        Step("end", "current", "ended", (DIRECTOR, HR), sources.APPOINTING, "End the appointment", rule="CO-APT-5"),
        Step("discipline", "current", "ended", (DIRECTOR,), sources.DISCIPLINE, "End by discipline", rule="CO-DIS-1"),
        Step("lay_off", "current", "ended", (DIRECTOR,), sources.LAYOFF, "Lay off", rule="CO-LAY-1"),
        Step("separate", "current", "ended", (DIRECTOR,), sources.NOTICE, "Separate after notice", rule="CO-REM-3"),
        # The order to convert the position ends the appointment, or brings a later last day forward.
        Step("convert", "current", "ended", _DPA, sources.REVIEWING_POSITIONS, "Convert", rule="CO-REM-2"),
        Step("convert", "ended", "ended", _DPA, sources.REVIEWING_POSITIONS, "Convert", rule="CO-REM-2"),
        # Only a correction does this: the last day was recorded by mistake.
        Step("reopen", "ended", "current", _DEPARTMENT, sources.APPOINTING, "Take the last day away", rule="CO-APT-5"),
    ),
)

TRANSFER = Procedure(
    states=(
        State("requested", "Waits for approval"),
        State("approved", "Approved", final=True),
        State("declined", "Declined", final=True),
        State("withdrawn", "Withdrawn", final=True),
    ),
    steps=(
        Step("request", NOT_YET, "requested", _DEPARTMENT, sources.APPOINTING, "Ask for a transfer", rule="CO-APT-3"),
        Step("approve", "requested", "requested", (DIRECTOR,), sources.APPOINTING, "Approve", rule="CO-APT-3"),
        # The last approval concludes it: the same act takes this step right after approving.
        Step("conclude", "requested", "approved", (DIRECTOR,), sources.APPOINTING, rule="CO-APT-3"),
        Step("decline", "requested", "declined", (DIRECTOR,), sources.APPOINTING, "Decline", rule="CO-APT-3"),
        Step("withdraw", "requested", "withdrawn", _DEPARTMENT, sources.APPOINTING, "Withdraw", rule="CO-APT-3"),
    ),
)

JOB_DESCRIPTION = Procedure(
    states=(State("kept", "Kept", final=True),),
    steps=(
        Step("describe", NOT_YET, "kept", _DEPARTMENT, sources.NOMINATING, "Add a job description", rule="CO-NOM-2"),
    ),
)

DESIGNATION = Procedure(
    states=(State("recorded", "Recorded", final=True),),
    steps=(
        Step(
            "rename", NOT_YET, "recorded", _DEPARTMENT, sources.NOMINATING, "Change title or division", rule="CO-NOM-2"
        ),
        Step("correct_title", NOT_YET, "recorded", _DEPARTMENT, sources.NOMINATING, "Correct", rule="CO-NOM-2"),
    ),
)

CORRECTION = Procedure(
    states=(State("recorded", "Recorded", final=True),),
    steps=(
        Step("correct_placement", NOT_YET, "recorded", _DEPARTMENT, sources.PLACING, "Correct", rule="CO-NOM-7"),
        Step("correct_appointment", NOT_YET, "recorded", _DEPARTMENT, sources.APPOINTING, "Correct", rule="CO-APT-1"),
        # An end that the director decided about a person is not undone by somebody else.
        Step(
            "correct_decided_end",
            NOT_YET,
            "recorded",
            (DIRECTOR,),
            sources.APPOINTING,
            "Correct the last day",
            rule="CO-APT-5",
        ),
    ),
)

VACANCY = Procedure(
    states=(State("open", "Vacant"), State("filled", "No longer vacant", final=True)),
    steps=(
        Step("record", NOT_YET, "open", _DEPARTMENT, sources.LAYOFF, "Record a vacant position", rule="CO-LAY-2"),
        Step("fill", "open", "filled", _DEPARTMENT, sources.LAYOFF, "No longer vacant", rule="CO-LAY-2"),
    ),
)
