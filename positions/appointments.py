"""The act of appointing an executive to a position."""

from datetime import date

from django.db import transaction

from accounts.acting import StepRefused, ready, refuse_if_stopped
from accounts.models import User
from law.steps import NOT_YET
from positions import validators
from positions.models import Incumbency, Placement, Position
from positions.movement_validators import occupancy_findings
from positions.one_position import require_no_other_position
from records.acts import begin
from records.mail import send_message


def vacancy(position: Position, **known) -> Incumbency:
    """An appointment to this position that does not exist yet, as far as it is known."""
    return Incumbency(plan=position.plan, position=position, department=position.department, state=NOT_YET, **known)


@transaction.atomic
def appoint(
    position: Position,
    *,
    person: User,
    starts_on: date,
    method: str,
    merit_basis: str,
    is_acting: bool = False,
    is_encumbered: bool = False,
    is_certified: bool | None = None,
    previously_certified_class: str = "",
    by: User,
    on: date,
) -> Incumbency:
    """The director appoints a person to a position, on merit and fitness (CO-APT-1), from `starts_on` (inclusive).

    Our reading: the duties go on while the incumbent is away, so one person may act in a position that somebody holds,
    and while it is vacant; never two who act, and never two who hold it for good. Who holds another SES position for
    good comes by transfer, with its approvals (CO-APT-3), and may act here meanwhile.
    Raises StepRefused: not the director, nobody appoints themselves, the position is held, or the method is none.
    """
    incumbency = vacancy(
        position,
        person=person,
        starts_on=starts_on,
        method=method,
        merit_basis=merit_basis,
        is_acting=is_acting,
        is_encumbered=is_encumbered,
        is_certified=is_certified,
        previously_certified_class=previously_certified_class,
    )
    step = ready(incumbency, "appoint", by=by, on=on)
    # Two departments at once: the second sees the first's
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    Position.unscoped.select_for_update().get(pk=position.pk)
    if person == by:
        raise StepRefused("Nobody appoints themselves. (CO-APT-1)")
    if not Placement.unscoped.in_force(starts_on).filter(position=position).exists():
        raise StepRefused(
            f"{position} is not in the SES on {starts_on:%B} {starts_on.day}, {starts_on.year}. (CO-NOM-7)"
        )
    require_no_other_position(incumbency)
    refuse_if_stopped(occupancy_findings(incumbency), act="appoint")
    findings = validators.appointment_findings(incumbency)
    refuse_if_stopped(findings, act="appoint")
    begin(
        incumbency,
        step,
        by=by,
        on=on,
        words=f"Appointed {person} to {position} from {starts_on:%B} {starts_on.day}, {starts_on.year}",
        findings=findings,
    )
    _tell(incumbency)
    return incumbency


def _tell(incumbency: Incumbency) -> None:
    person, position, starts_on = incumbency.person, incumbency.position, incumbency.starts_on
    send_message(
        to=person,
        subject=f"Your appointment: {position.title}",
        text=f"You are appointed to {position} in {position.department} from {starts_on:%B} {starts_on.day}, "
        f"{starts_on.year}. A performance contract follows within 30 days of that day.",
        key=f"appointed/{incumbency.pk}",
        path=position.get_absolute_url(),
    )
