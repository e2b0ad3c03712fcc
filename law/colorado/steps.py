"""The legal moves of the Colorado plan: which exist, and which office may make them.

Pages draw their buttons from these tables and acts check the same rows. Editing a draft and recording
a published figure are steps too, so there is no second list of permissions.
"""

from law.colorado import sources
from law.colorado.offices import (
    ADMINISTRATOR,
    APPOINTING_AUTHORITY,
    DIRECTOR,
    EMPLOYEE,
    HR,
    PERSONNEL_DIRECTOR,
    REVIEWER,
    SIGNERS,
)
from law.steps import NOT_YET, Procedure, State, Step

NOMINATION = Procedure(
    states=(
        State("draft", "Draft"),
        State("submitted", "Submitted"),
        State("returned", "Returned with questions"),
        State("forwarded", "Forwarded for decision"),
        State("approved", "Approved"),
        State("denied", "Denied", final=True),
        State("withdrawn", "Withdrawn", final=True),
        State("placed", "Placed", final=True),
    ),
    steps=(
        Step("start", NOT_YET, "draft", (HR, DIRECTOR), sources.NOMINATING, "Prepare a nomination", rule="CO-NOM-1"),
        Step("edit", "draft", "draft", (HR, DIRECTOR), sources.NOMINATING, "Save", rule="CO-NOM-1"),
        Step("edit", "returned", "returned", (HR, DIRECTOR), sources.NOMINATING, "Save", rule="CO-NOM-1"),
        Step("submit", "draft", "submitted", (DIRECTOR,), sources.NOMINATING, "Submit to DPA/DHR", rule="CO-NOM-1"),
        Step(
            "submit",
            "returned",
            "submitted",
            (DIRECTOR,),
            sources.NOMINATING,
            "Submit again to DPA/DHR",
            rule="CO-NOM-1",
        ),
        Step(
            "return", "submitted", "returned", (REVIEWER,), sources.REVIEWING, "Return with questions", rule="CO-NOM-3"
        ),
        Step(
            "forward", "submitted", "forwarded", (REVIEWER,), sources.REVIEWING, "Forward for decision", rule="CO-NOM-3"
        ),
        Step("approve", "forwarded", "approved", (PERSONNEL_DIRECTOR,), sources.REVIEWING, "Approve", rule="CO-NOM-4"),
        Step("deny", "forwarded", "denied", (PERSONNEL_DIRECTOR,), sources.REVIEWING, "Deny", rule="CO-NOM-4"),
        Step("withdraw", "draft", "withdrawn", (DIRECTOR,), sources.NOMINATING, "Withdraw", rule="CO-NOM-1"),
        Step("withdraw", "submitted", "withdrawn", (DIRECTOR,), sources.NOMINATING, "Withdraw", rule="CO-NOM-1"),
        Step("withdraw", "returned", "withdrawn", (DIRECTOR,), sources.NOMINATING, "Withdraw", rule="CO-NOM-1"),
        Step("withdraw", "forwarded", "withdrawn", (DIRECTOR,), sources.NOMINATING, "Withdraw", rule="CO-NOM-1"),
        Step(
            "place", "approved", "placed", (DIRECTOR, HR), sources.PLACING, "Set the date of placement", rule="CO-NOM-7"
        ),
    ),
)

AUTHORIZATION = Procedure(
    states=(State("granted", "Granted", final=True),),
    steps=(
        Step(
            "authorize",
            NOT_YET,
            "granted",
            (PERSONNEL_DIRECTOR,),
            sources.ALLOTMENT,
            "Authorize additional positions",
            rule="CO-CAP-4",
        ),
    ),
)

APPOINTMENT = Procedure(
    states=(State("current", "Current"), State("ended", "Ended", final=True)),
    steps=(
        Step("appoint", NOT_YET, "current", (DIRECTOR,), sources.APPOINTING, "Appoint", rule="CO-APT-1"),
        Step("end", "current", "ended", (DIRECTOR, HR), sources.APPOINTING, "End the appointment", rule="CO-APT-1"),
    ),
)

_PREPARERS = (HR, APPOINTING_AUTHORITY, DIRECTOR)

CONTRACT = Procedure(
    states=(
        State("draft", "Draft"),
        State("proposed", "Proposed"),
        State("signed", "Signed", final=True),
        State("declined", "Declined by the employee"),
        State("withdrawn", "Withdrawn", final=True),
    ),
    steps=(
        Step("start", NOT_YET, "draft", _PREPARERS, sources.PLANNING, "Prepare a contract", rule="CO-CON-4"),
        Step("edit", "draft", "draft", _PREPARERS, sources.PLANNING, "Save", rule="CO-CON-4"),
        Step("propose", "draft", "proposed", _PREPARERS, sources.CONTRACT_DUE, "Propose", rule="CO-CON-1"),
        Step("comment", "proposed", "proposed", (*SIGNERS, HR), sources.CONTRACT_DUE, "Comment", rule="CO-CON-4"),
        Step("counter", "proposed", "proposed", (EMPLOYEE,), sources.CONTRACT_DUE, "Ask for a change", rule="CO-CON-4"),
        Step("revise", "proposed", "draft", _PREPARERS, sources.CONTRACT_DUE, "Revise", rule="CO-CON-4"),
        Step("revise", "declined", "draft", _PREPARERS, sources.CONTRACT_DUE, "Revise", rule="CO-CON-4"),
        Step("sign", "proposed", "proposed", SIGNERS, sources.FORM_PARTIES, "Sign", rule="CO-CON-4"),
        # The last signature concludes the contract: the same act takes this step right after signing.
        Step("conclude", "proposed", "signed", SIGNERS, sources.CONTRACT_CONCLUDING, rule="CO-CON-4"),
        Step("decline", "proposed", "declined", (EMPLOYEE,), sources.CONTRACT_DUE, "Decline to sign", rule="CO-CON-4"),
        Step(
            "withdraw", "draft", "withdrawn", (HR, DIRECTOR), sources.CONTRACT_CONCLUDING, "Withdraw", rule="CO-CON-4"
        ),
    ),
)

COPY = Procedure(
    states=(
        State("sent", "Sent"),
        State("received", "Received", final=True),
        State("returned", "Returned"),
    ),
    steps=(
        # Whoever signs last sends the copy with the same act.
        Step("send", NOT_YET, "sent", SIGNERS, sources.CONTRACT_CONCLUDING, "Send to DPA/DHR", rule="CO-CON-8"),
        Step(
            "acknowledge", "sent", "received", (REVIEWER,), sources.CONTRACT_CONCLUDING, "Acknowledge", rule="CO-CON-8"
        ),
        Step("return", "sent", "returned", (REVIEWER,), sources.CONTRACT_CONCLUDING, "Return", rule="CO-CON-8"),
        Step(
            "send",
            "returned",
            "sent",
            (HR, DIRECTOR),
            sources.CONTRACT_CONCLUDING,
            "Send again to DPA/DHR",
            rule="CO-CON-8",
        ),
    ),
)

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

PROCEDURES: dict[str, Procedure] = {
    "nomination": NOMINATION,
    "authorization": AUTHORIZATION,
    "appointment": APPOINTMENT,
    "contract": CONTRACT,
    "copy": COPY,
    "published": PUBLISHED,
    "membership": OFFICES_HELD,
}
