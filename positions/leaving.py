"""Ending an appointment. The position keeps its place in the SES, vacant; only its removal takes it out."""

from datetime import date

from django.db import transaction

from accounts.acting import Ready, ready, refuse_if_stopped
from accounts.models import User
from accounts.templatetags.words import day as in_words
from positions import movement_validators as validators
from positions.models import Incumbency, Position
from records.acts import move
from records.mail import send_message

HEAVY = ("discipline", "lay_off", "separate")
"""Ends that the director decides about somebody, and that rest on something written."""


@transaction.atomic
def end(
    incumbency: Incumbency,
    *,
    way: str,
    ends_on: date,
    reason: str = "",
    cause: str = "",
    met_on: date | None = None,
    noticed_on: date | None = None,
    by: User,
    on: date,
) -> None:
    """Record the last day (inclusive) of an appointment and how it ends (CO-APT-5).

    Resignation, retirement, death and the end of acting are recorded by HR or the director; discipline (CO-DIS-1),
    layoff (CO-LAY-1) and separation after notice (CO-REM-3) by the director. `noticed_on` is handed over by whoever
    keeps the notices of unsatisfactory performance; without one nobody is separated. The place stays in the SES.
    Raises StepRefused: the law does not know this end, the days do not fit, or nothing is written where it must be.
    """
    known = validators.way(incumbency.plan, way)
    step = ready(incumbency, known.verb if known else "end", by=by, on=on)
    Position.unscoped.select_for_update().get(pk=incumbency.position_id)
    incumbency.refresh_from_db()
    findings = validators.ending_findings(
        incumbency, way=way, ends_on=ends_on, cause=cause, met_on=met_on, noticed_on=noticed_on, on=on
    )
    refuse_if_stopped(findings, act="end this appointment")
    if step.step.verb in HEAVY:
        _require_decision(incumbency, step, reason=reason, by=by)
    move(
        incumbency,
        step,
        by=by,
        on=on,
        words=f"{known.words}: the last day of {incumbency.person} in {incumbency.position} is {in_words(ends_on)}",
        facts={"way": way, "ends_on": ends_on.isoformat(), "reason": reason, "cause": cause},
        findings=findings,
        ends_on=ends_on,
        ended_by=way,
        ending_cause=cause if known.verb == "discipline" else "",
        ending_reason=reason,
        met_on=met_on if known.verb == "discipline" else None,
    )
    if way != "death":
        _tell(incumbency)


def _require_decision(incumbency: Incumbency, step: Ready, *, reason: str, by: User) -> None:
    """Raises StepRefused when nothing is written, or when somebody decides about themselves."""
    step.require_words(reason, "Write what this rests on.")
    if incumbency.person_id == by.pk:
        raise step.refused("Nobody decides this about themselves. Somebody who acts as director has to.")


def _tell(incumbency: Incumbency) -> None:
    send_message(
        to=incumbency.person,
        subject=f"Your last day: {incumbency.position.title}",
        text=f"Your last day in {incumbency.position} in {incumbency.department} is recorded as "
        f"{in_words(incumbency.ends_on)}. The page says how, and who recorded it.",
        key=f"appointment/{incumbency.pk}/ended/{incumbency.ends_on}",
        path=incumbency.get_absolute_url(),
    )
