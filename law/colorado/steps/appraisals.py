"""The legal moves of appraisals and of progress reviews."""

from law.colorado import sources
from law.colorado.offices import APPOINTING_AUTHORITY, DIRECTOR, EMPLOYEE, HR, SIGNERS
from law.steps import NOT_YET, Procedure, State, Step

_PREPARERS = (HR, APPOINTING_AUTHORITY, DIRECTOR)
_RATER = (APPOINTING_AUTHORITY,)

APPRAISAL = Procedure(
    states=(
        State("open", "Open for the executive’s account"),
        State("rating", "Being rated"),
        State("released", "Released to the executive"),
        State("final", "Final", final=True),
        State("withdrawn", "Withdrawn", final=True),
    ),
    steps=(
        Step("open", NOT_YET, "open", _PREPARERS, sources.EVALUATING, "Open the appraisal", rule="CO-EVA-3"),
        Step("account", "open", "open", (EMPLOYEE,), sources.FORM_EVALUATION, "Write my account", rule="CO-EVA-5"),
        # The executive's input is welcome until the rating is released.
        Step("account", "rating", "rating", (EMPLOYEE,), sources.FORM_EVALUATION, "Add to my account", rule="CO-EVA-5"),
        Step("hand in", "open", "rating", (EMPLOYEE,), sources.FORM_EVALUATION, "Hand in my account", rule="CO-EVA-5"),
        Step("begin", "open", "rating", _RATER, sources.EVALUATING, "Begin rating", rule="CO-EVA-3"),
        Step("rate", "rating", "rating", _RATER, sources.EVALUATING, "Rate", rule="CO-EVA-3"),
        Step("attach", "open", "open", (EMPLOYEE,), sources.EVALUATING, "Attach a file", rule="CO-EVA-5"),
        Step(
            "attach",
            "rating",
            "rating",
            (EMPLOYEE, APPOINTING_AUTHORITY),
            sources.EVALUATING,
            "Attach a file",
            rule="CO-EVA-5",
        ),
        Step(
            "meet",
            "rating",
            "rating",
            (APPOINTING_AUTHORITY, HR),
            sources.FORM_EVALUATION,
            "Record the meeting",
            rule="CO-EVA-4",
        ),
        Step(
            "meet",
            "released",
            "released",
            (APPOINTING_AUTHORITY, HR),
            sources.FORM_EVALUATION,
            "Record the meeting",
            rule="CO-EVA-4",
        ),
        Step("release", "rating", "released", _RATER, sources.EVALUATING, "Release to the executive", rule="CO-EVA-3"),
        Step(
            "return",
            "released",
            "rating",
            (APPOINTING_AUTHORITY, DIRECTOR),
            sources.EVALUATING,
            "Take the rating back",
            rule="CO-EVA-3",
        ),
        Step("comment", "released", "released", (EMPLOYEE,), sources.FORM_EVALUATION, "Comment", rule="CO-EVA-4"),
        # Offered and not signed: the texts are silent on it (see check_offer).
        Step(
            "attest",
            "released",
            "released",
            (APPOINTING_AUTHORITY, HR),
            sources.FORM_SALARY,
            "Record that it was not signed",
            rule="CO-EVA-3",
        ),
        Step("sign", "released", "released", SIGNERS, sources.FORM_SALARY, "Read and sign", rule="CO-EVA-3"),
        # The last signature makes the rating final: the same act takes this step right after signing.
        Step("conclude", "released", "final", SIGNERS, sources.FORM_SALARY, rule="CO-EVA-3"),
        # Opened by mistake: only while the executive has been shown nothing.
        *(
            Step(
                "withdraw",
                state,
                "withdrawn",
                _PREPARERS,
                sources.EVALUATING,
                "Withdraw the appraisal",
                rule="CO-EVA-3",
            )
            for state in ("open", "rating")
        ),
        *(
            Step("name rater", state, state, (HR, DIRECTOR), sources.EVALUATING, "Name who rates", rule="CO-EVA-3")
            for state in ("open", "rating", "released")
        ),
    ),
)

PROGRESS_REVIEW = Procedure(
    states=(State("recorded", "Recorded by one side"), State("acknowledged", "Acknowledged by both", final=True)),
    steps=(
        Step(
            "record",
            NOT_YET,
            "recorded",
            (EMPLOYEE, APPOINTING_AUTHORITY),
            sources.PROGRESS,
            "Record a progress review",
            rule="CO-CON-12",
        ),
        Step(
            "acknowledge",
            "recorded",
            "acknowledged",
            (EMPLOYEE, APPOINTING_AUTHORITY),
            sources.PROGRESS,
            "Acknowledge",
            rule="CO-CON-12",
        ),
    ),
)
