"""Where an appraisal stands, in words: its state, whose turn it is, what the executive sees, each signature line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import law
from accounts.acting import procedure
from accounts.models import Membership
from accounts.templatetags.words import day
from appraisals import validators
from appraisals.models import Appraisal, Offer, RatingSignature

TONES = {"open": "draft", "rating": "waiting", "released": "waiting", "final": "done", "withdrawn": "ended"}


UNSIGNED = " · the executive did not sign"


@dataclass(frozen=True)
class Standing:
    """An appraisal on a day. `waits_for` completes "waits for …"; empty where nobody is waited for."""

    words: str
    tone: str
    since: str
    waits_for: str

    @property
    def more(self) -> str:
        """The one line that stands behind the state."""
        waits = f"waits for {self.waits_for}" if self.waits_for else ""
        return " · ".join(filter(None, [self.since, waits]))


@dataclass(frozen=True)
class SignatureLine:
    """A line under the evaluation: whose it is, who signs it, the signature if there is one, whether it is next, and
    the record that it was offered and not signed, if there is one."""

    code: str
    office: str
    who: str
    signature: RatingSignature | None
    is_next: bool
    offer: Offer | None = None


def standing(appraisal: Appraisal) -> Standing:
    """Where this appraisal stands. It must come from `with_standing()`: nothing is asked here."""
    since = {
        "open": f"opened {day(appraisal.opened_on)}",
        "rating": f"account handed in {day(appraisal.handed_in_on)}" if appraisal.handed_in_on else "",
        "released": day(appraisal.released_on),
        "final": f"{day(appraisal.final_on)}{UNSIGNED if appraisal.is_unsigned else ''}",
        "withdrawn": day(appraisal.withdrawn_on),
    }
    return Standing(
        procedure(appraisal).words(appraisal.state),
        TONES[appraisal.state],
        since[appraisal.state],
        waits_for(appraisal),
    )


def waits_for(appraisal: Appraisal) -> str:
    """Who has to act next, as people say it."""
    if appraisal.state == "open":
        return f"{appraisal.employee} to hand in the account"
    if appraisal.state == "rating":
        return f"{appraisal.rater} to rate"
    return f"{whose_turn(appraisal)} to sign" if appraisal.state == "released" else ""


def whose_turn(appraisal: Appraisal) -> str:
    """Who signs next: "Eve Executive (employee)", "the department director". Empty: nobody."""
    order = validators.lines_in_order(appraisal.plan)
    if appraisal.state != "released" or appraisal.lines_answered >= len(order):
        return ""
    line = order[appraisal.lines_answered]
    office = validators.office_name(appraisal.plan, line).lower()
    named = {"employee": appraisal.employee, "appointing_authority": appraisal.rater}
    return f"{named[line]} ({office})" if line in named else f"the {office}"


def what_the_executive_sees(appraisal: Appraisal, *, is_employee: bool) -> str:
    """What the executive can see now, said at the top of every page of the appraisal."""
    who, whose = ("You", "your") if is_employee else (str(appraisal.employee), "their")
    sees = "see" if is_employee else "sees"
    if appraisal.is_shown:
        return f"{who} can see everything on this page: every rating, every note of the rater beside it, and the print."
    can = f"{who} {sees} the objectives, {whose} own account and files, notes of the year shared with both sides"
    if appraisal.state == "withdrawn":
        return f"{can}, and why the appraisal was withdrawn. No rating and no note beside one was shown, or will be."
    return f"{can}, and where the appraisal stands. No rating and no note beside one is visible before the release."


def signature_lines(
    appraisal: Appraisal, signatures: Iterable[RatingSignature], *, offer: Offer | None, on: date
) -> list[SignatureLine]:
    """The lines of what is released now, in the order in which they are signed. `offer`: the executive did not sign."""
    if appraisal.current_release_id is None:
        return []
    by_line = {row.line: row for row in signatures if row.release_id == appraisal.current_release_id}
    order = validators.lines_in_order(appraisal.plan)
    offered = {order[0]: offer} if offer else {}
    following = next((line for line in order if line not in by_line and line not in offered), None)
    named = {"employee": appraisal.employee.name, "appointing_authority": appraisal.rater.name}
    return [
        SignatureLine(
            code=line,
            office=validators.office_name(appraisal.plan, line),
            who=by_line[line].name if line in by_line else named.get(line) or _directors(appraisal, on=on),
            signature=by_line.get(line),
            is_next=line == following,
            offer=offered.get(line),
        )
        for line in order
    ]


def _directors(appraisal: Appraisal, *, on: date) -> str:
    held = Membership.unscoped.filter(department=appraisal.department_id, office="director").held_on(on)
    names = held.exclude(user=appraisal.employee_id).order_by("pk").values_list("user__name", flat=True)
    return " or ".join(names) or "nobody holds this office today"


def states() -> list[tuple[str, str]]:
    """Every state an appraisal can be in, with its words, for choosing from a list."""
    return [
        (state.code, state.words)
        for plan in law.PLANS.values()
        for state in plan.steps.PROCEDURES[Appraisal.kind].states
    ]
