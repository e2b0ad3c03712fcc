"""The legal moves of contracts, and of the copies for DPA/DHR: of a contract, and of each amendment of it."""

from law.colorado import sources
from law.colorado.offices import (
    APPOINTING_AUTHORITY,
    DIRECTOR,
    EMPLOYEE,
    HR,
    REVIEWER,
    SIGNERS,
)
from law.steps import NOT_YET, Procedure, State, Step

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
        # What was signed on paper is recorded by the department; the last such line concludes the contract as well.
        Step(
            "record_paper",
            "proposed",
            "proposed",
            (HR, DIRECTOR),
            sources.FORM_PARTIES,
            "Record signatures on paper",
            rule="CO-CON-4",
        ),
        Step(
            "conclude_on_paper",
            "proposed",
            "signed",
            (HR, DIRECTOR),
            sources.CONTRACT_CONCLUDING,
            "Record the last signature on paper",
            rule="CO-CON-4",
        ),
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
        # Whoever signs last, or records the last signature on paper, sends the copy with the same act.
        Step("send", NOT_YET, "sent", (*SIGNERS, HR), sources.CONTRACT_CONCLUDING, "Send to DPA/DHR", rule="CO-CON-8"),
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
