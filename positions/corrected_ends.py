"""Correcting the last day of an appointment: whose that is, whether it fits how it ended, and who is told."""

from datetime import date

from accounts.acting import Ready, open_steps, ready
from accounts.models import User
from accounts.templatetags.words import day as in_words
from law.findings import Finding
from positions import movement_validators as validators
from positions.leaving import HEAVY
from positions.models import Correction, Incumbency
from positions.telling import tell_offices
from records.mail import send_message

DECIDED = "correct_decided_end"


def is_decided(incumbency: Incumbency) -> bool:
    """Whether the director decided the end about the person: by discipline, layoff, or after notice."""
    known = validators.way(incumbency.plan, incumbency.ended_by)
    return known is not None and known.verb in HEAVY


def may_correct(incumbency: Incumbency, unmade: Correction, *, by: User, on: date) -> bool:
    """Whether the last day is this person's to correct: an end that the director decided is the director's."""
    if not is_decided(incumbency):
        return True
    return incumbency.person_id != by.pk and DECIDED in {step.verb for step in open_steps(by, unmade, on=on)}


def require_own(incumbency: Incumbency, correction: Correction, step: Ready, *, by: User, on: date) -> None:
    """Raises StepRefused when the director decided the end and somebody else, or the person, would correct it."""
    if not is_decided(incumbency):
        return
    ready(correction, DECIDED, by=by, on=on)
    if incumbency.person_id == by.pk:
        raise step.refused("Nobody corrects this about themselves. Somebody who acts as director has to.")


def findings(incumbency: Incumbency, *, on: date) -> list[Finding]:
    """What the law says of the end as it is recorded now; nothing where there is none, or a notice led to it."""
    if incumbency.ends_on is None or incumbency.ended_by in ("", "separation"):
        return []
    return validators.ending_findings(
        incumbency,
        way=incumbency.ended_by,
        ends_on=incumbency.ends_on,
        cause=incumbency.ending_cause,
        met_on=incumbency.met_on,
        on=on,
    )


def tell(incumbency: Incumbency, correction: Correction, *, was: date | None, way: str, on: date) -> None:
    """Tell the person, the director and HR that the last day is another one, or that there is none any more."""
    before = in_words(was) if was else "none"
    now = in_words(incumbency.ends_on) if incumbency.ends_on else "none: the appointment goes on"
    subject = f"The last day of an appointment was corrected: {incumbency.position.title}"
    text = (
        f"The last day of {incumbency.person} in {incumbency.position} in {incumbency.department} was recorded as "
        f"{before} and is corrected to {now}.\n\nBecause: {correction.reason}"
    )
    about = {"subject": subject, "text": text, "key": f"correction/{correction.pk}/end"}
    if way != "death":
        send_message(to=incumbency.person, path=incumbency.get_absolute_url(), **about)
    tell_offices("director", "hr", department=incumbency.department, path=incumbency.get_absolute_url(), on=on, **about)
