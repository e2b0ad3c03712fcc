"""The legal moves of an amendment: expectations altered during the year by mutual agreement."""

from law.colorado import sources
from law.colorado.offices import APPOINTING_AUTHORITY, DIRECTOR, EMPLOYEE, HR, SIGNERS
from law.dated import Source
from law.steps import NOT_YET, Procedure, State, Step

_PREPARERS = (HR, APPOINTING_AUTHORITY, DIRECTOR)
_SOURCE: Source = sources.CONTRACT_CHANGES


def _step(verb: str, start: str, end: str, offices: tuple[str, ...], button: str = "") -> Step:
    return Step(verb, start, end, offices, _SOURCE, button, rule="CO-CON-6")


AMENDMENT = Procedure(
    states=(
        State("draft", "Draft"),
        State("proposed", "Proposed"),
        State("signed", "Signed", final=True),
        State("declined", "Declined by the employee"),
        State("withdrawn", "Withdrawn", final=True),
    ),
    steps=(
        _step("start", NOT_YET, "draft", _PREPARERS, "Amend the contract"),
        _step("edit", "draft", "draft", _PREPARERS, "Save"),
        _step("propose", "draft", "proposed", _PREPARERS, "Propose"),
        _step("revise", "proposed", "draft", _PREPARERS, "Revise"),
        _step("revise", "declined", "draft", _PREPARERS, "Revise"),
        _step("sign", "proposed", "proposed", SIGNERS, "Sign"),
        # The last signature concludes the amendment: the same act takes this step right after signing.
        _step("conclude", "proposed", "signed", SIGNERS),
        # What was signed on paper is recorded by the department; the last such line concludes the amendment as well.
        _step("record_paper", "proposed", "proposed", (HR, DIRECTOR), "Record signatures on paper"),
        _step("conclude_on_paper", "proposed", "signed", (HR, DIRECTOR), "Record the last signature on paper"),
        _step("decline", "proposed", "declined", (EMPLOYEE,), "Decline to sign"),
        _step("withdraw", "draft", "withdrawn", _PREPARERS, "Withdraw"),
        _step("withdraw", "proposed", "withdrawn", (HR, DIRECTOR), "Withdraw"),
        _step("withdraw", "declined", "withdrawn", (HR, DIRECTOR), "Withdraw"),
    ),
)
