"""The legal moves of nominations and authorizations."""

from law.colorado import sources
from law.colorado.offices import (
    DIRECTOR,
    HR,
    PERSONNEL_DIRECTOR,
    REVIEWER,
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
        State("lapsed", "Approved, and lapsed", final=True),
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
        Step("review", "submitted", "submitted", (REVIEWER,), sources.REVIEWING, "Save the review", rule="CO-NOM-3"),
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
        Step(
            "lapse",
            "approved",
            "lapsed",
            (PERSONNEL_DIRECTOR, DIRECTOR),
            sources.PLACING,
            "Let the approval lapse",
            rule="CO-NOM-7",
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
