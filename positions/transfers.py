"""Moving a person from one SES position to another, with the approval of the directors involved (CO-APT-3)."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from accounts.acting import OfficeNotHeld, Ready, StepRefused, open_steps, procedure, ready, refuse_if_stopped
from accounts.models import Department, User
from accounts.templatetags.words import day as in_words
from law.steps import NOT_YET, Step
from positions import movement_validators as validators
from positions.models import Incumbency, Placement, Position, Transfer, TransferApproval
from positions.one_position import require_no_other_position
from positions.telling import tell_offices
from positions.validators import appointment_findings, contract_due_on
from records.acts import begin, move
from records.mail import send_message

DAY = timedelta(days=1)


def wanted(position: Position, **known) -> Transfer:
    """A transfer to this position that is not asked for yet, as far as it is known."""
    return Transfer(plan=position.plan, department=position.department, position=position, state=NOT_YET, **known)


@transaction.atomic
def request(
    position: Position, *, person: User, starts_on: date, merit_basis: str = "", by: User, on: date
) -> Transfer:
    """Ask for the transfer of `person` to a vacant position from `starts_on` on. HR or the director of the position.

    Raises StepRefused: the person holds no SES position for good on the day before, the position is held or is not
    in the SES, a transfer of the person waits already, or the day is over.
    """
    transfer = wanted(position, person=person, starts_on=starts_on, merit_basis=merit_basis, requested_on=on)
    step = ready(transfer, "request", by=by, on=on)
    # Two requests for one person: the second sees the first
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    Position.unscoped.select_for_update().get(pk=position.pk)
    transfer.leaving = _held_by(person, until=starts_on, step=step)
    transfer.from_department = transfer.leaving.department
    _require_room(transfer, step)
    refuse_if_stopped(validators.approval_findings(transfer, on=on), act="ask for this transfer")
    if Transfer.unscoped.filter(person=person, state="requested").exists():
        raise step.refused(f"A transfer of {person} is asked for already and waits for approval.")
    begin(
        transfer,
        step,
        by=by,
        on=on,
        words=f"Asked for the transfer of {person} to {position} from {in_words(starts_on)}",
        facts={"from": transfer.leaving.pk, "starts_on": starts_on.isoformat()},
    )
    for department in transfer.departments:
        _tell(transfer, department, f"A transfer waits for your approval: {person}", "requested", on=on)
    return transfer


def _held_by(person: User, *, until: date, step: Ready) -> Incumbency:
    """The appointment that the person leaves. Raises StepRefused when there is none, or its last day is set."""
    day_before = until - DAY
    held = Incumbency.unscoped.in_force(day_before).filter(person=person, is_acting=False)
    in_ses = Placement.unscoped.in_force(day_before).values("position")
    found = held.filter(position__in=in_ses).select_related("department", "position", "person").first()
    if found is None:
        raise step.refused(
            f"{person} holds no SES position for good on {in_words(day_before)}: this is no transfer. Appoint instead."
        )
    if found.state != "current":
        raise step.refused(
            f"{person} leaves {found.position} after {in_words(found.ends_on)}, and that last day is set already"
            f" ({validators.way_words(found)}). Settle that first, or ask for somebody else."
        )
    return found


def _require_room(transfer: Transfer, step: Ready) -> None:
    """Raises StepRefused when the position is not in the SES that day, or is held by somebody from then on."""
    position, starts_on = transfer.position, transfer.starts_on
    if transfer.leaving.position_id == position.pk:
        raise step.refused(f"{transfer.person} holds this position already.")
    if not Placement.unscoped.in_force(starts_on).filter(position=position).exists():
        raise step.refused(f"{position} is not in the SES on {in_words(starts_on)}.")
    others = Incumbency.unscoped.filter(position=position, is_acting=False).overlapping(starts_on, None)
    if (other := others.select_related("person").first()) is not None:
        raise step.refused(f"{other.person} holds this position on that day or later. Choose a later day.")
    require_no_other_position(arrival(transfer, transfer.leaving), leaving=transfer.leaving)


def sides(transfer: Transfer) -> list[tuple[Department, TransferApproval | None]]:
    """The departments involved, each with its director's approval, or None while it is missing."""
    given = {each.department_id: each for each in TransferApproval.objects.filter(transfer=transfer)}
    return [(department, given.get(department.pk)) for department in transfer.departments]


def steps_open(user: User, transfer: Transfer, *, on: date) -> list[Step]:
    """The steps that `user` may take now, for either department; the approval only while theirs is missing."""
    found: dict[str, Step] = {}
    for department, given in sides(transfer):
        for step in open_steps(user, transfer.seen_by(department), on=on):
            if step.verb != "conclude" and not (step.verb == "approve" and (given or transfer.person_id == user.pk)):
                found.setdefault(step.verb, step)
    return list(found.values())


def _side(transfer: Transfer, verb: str, *, by: User, on: date) -> tuple[Transfer, Ready]:
    """The side on which `by` takes this step, and the step. Raises as `ready` does."""
    refusals: list[StepRefused] = []
    for department, given in sides(transfer):
        side = transfer.seen_by(department)
        try:
            step = ready(side, verb, by=by, on=on)
        except OfficeNotHeld as trouble:
            refusals.append(trouble)
            continue
        if verb != "approve" or given is None:
            return side, step
        refusals.insert(0, step.refused(f"{department} has approved this transfer already."))
    raise refusals[0]


@transaction.atomic
def approve(transfer: Transfer, *, by: User, on: date) -> Incumbency | None:
    """A director involved approves. With the last approval the person moves: the new appointment, or None before.

    Raises StepRefused: nobody approves their own transfer, the day is over, or the position was filled meanwhile.
    """
    _lock(transfer)
    side, step = _side(transfer, "approve", by=by, on=on)
    if transfer.person_id == by.pk:
        raise step.refused("Nobody approves their own transfer. Somebody who acts as director has to.")
    findings = validators.approval_findings(transfer, on=on)
    refuse_if_stopped(findings, act="approve this transfer")
    if (refusal := hindrance(transfer)) is not None:
        raise refusal
    TransferApproval.objects.create(
        transfer=transfer, department=side.department, approved_by=by, office=step.title, approved_on=on
    )
    move(side, step, by=by, on=on, words=f"Approved the transfer of {transfer.person} for {side.department}")
    if validators.transfer_findings(transfer):
        return None
    return _conclude(transfer, side, by=by, on=on)


def hindrance(transfer: Transfer) -> StepRefused | None:
    """Why nobody can approve it as it stands, whoever they are: what has happened since it was asked for. Or None."""
    step = Ready(next(each for each in procedure(transfer).steps_from("requested") if each.verb == "approve"), "", "")
    try:
        _require_room(transfer, step)
        leaving = _held_by(transfer.person, until=transfer.starts_on, step=step)
        if leaving.pk != transfer.leaving_id:
            raise step.refused(f"{transfer.person} has moved meanwhile. Withdraw this transfer and ask again.")
    except StepRefused as refusal:
        return refusal
    return None


def _lock(transfer: Transfer) -> None:
    """Wait for everybody else who moves somebody into or out of these positions, and read the transfer again."""
    # Without the key: whoever ends the appointment meanwhile writes to this person, which only needs the key to stay.
    User.objects.select_for_update(no_key=True).get(pk=transfer.person_id)
    keys = [transfer.position_id, transfer.leaving.position_id]
    list(Position.unscoped.select_for_update().filter(pk__in=keys).order_by("pk"))
    transfer.refresh_from_db()


def _conclude(transfer: Transfer, side: Transfer, *, by: User, on: date) -> Incumbency:
    """All have approved: the old appointment ends the day before, the new one begins, the 30 days run (CO-CON-2)."""
    step = ready(side, "conclude", by=by, on=on)
    leaving = _held_by(transfer.person, until=transfer.starts_on, step=step)
    words = f"{transfer.person} moves from {leaving.position} to {transfer.position} on {in_words(transfer.starts_on)}"
    away = procedure(leaving).step("transfer", start=leaving.state)
    move(
        leaving,
        Ready(away, step.office, step.title),
        by=by,
        on=on,
        words=words,
        ends_on=transfer.starts_on - DAY,
        ended_by="transfer",
    )
    made = arrival(transfer, leaving)
    here = procedure(made).step("transfer", start=made.state)
    arrived = Ready(here, step.office, step.title)
    begin(made, arrived, by=by, on=on, words=words, findings=appointment_findings(made))
    move(side, step, by=by, on=on, words=f"The transfer of {transfer.person} is approved", made=made)
    transfer.refresh_from_db()
    _tell_all(transfer, made, on=on)
    return made


def arrival(transfer: Transfer, leaving: Incumbency) -> Incumbency:
    """The new appointment: what was recorded of the person at entry comes along (CO-APT-6)."""
    return Incumbency(
        plan=transfer.plan,
        position=transfer.position,
        department=transfer.department,
        person=transfer.person,
        state=NOT_YET,
        starts_on=transfer.starts_on,
        method="transfer",
        merit_basis=transfer.merit_basis,
        is_certified=leaving.is_certified,
        previously_certified_class=leaving.previously_certified_class,
    )


@transaction.atomic
def decline(transfer: Transfer, *, reason: str, by: User, on: date) -> None:
    """A director involved says no, with a reason; then it is over, and can be asked for again."""
    side, step = _side(transfer, "decline", by=by, on=on)
    _finish(transfer, side, step, reason, "Declined", by=by, on=on)


@transaction.atomic
def withdraw(transfer: Transfer, *, reason: str, by: User, on: date) -> None:
    """HR or a director of a department involved takes the request back while it waits."""
    side, step = _side(transfer, "withdraw", by=by, on=on)
    _finish(transfer, side, step, reason, "Withdrew", by=by, on=on)


def _finish(transfer: Transfer, side: Transfer, step: Ready, reason: str, word: str, *, by: User, on: date) -> None:
    step.require_words(reason, "Write why.")
    move(side, step, by=by, on=on, words=f"{word} the transfer of {transfer.person}", facts={"reason": reason})
    transfer.refresh_from_db()
    for department in transfer.departments:
        _tell(transfer, department, f"The transfer of {transfer.person} will not take place", step.step.end, on=on)


def _tell(transfer: Transfer, department: Department, subject: str, what: str, *, on: date) -> None:
    tell_offices(
        "director",
        "hr",
        department=department,
        subject=subject,
        text=f"{subject}.\n\n{transfer}\nFirst day in the new position: {in_words(transfer.starts_on)}",
        key=f"transfer/{transfer.pk}/{what}/{department.pk}",
        path=transfer.get_absolute_url(),
        on=on,
    )


def _tell_all(transfer: Transfer, made: Incumbency, *, on: date) -> None:
    """The person and both departments learn of the move, and by when the new contract is due."""
    due_on = contract_due_on(made)
    then = f" A new performance contract is due by {in_words(due_on)}." if due_on else ""
    send_message(
        to=transfer.person,
        subject=f"Your transfer: {transfer.position.title}",
        text=f"You move to {transfer.position} in {transfer.department} on {in_words(transfer.starts_on)}.{then}",
        key=f"transfer/{transfer.pk}/approved",
        path=transfer.get_absolute_url(),
    )
    for department in transfer.departments:
        subject = f"{transfer.person} moves to {transfer.position.title} on {in_words(transfer.starts_on)}"
        _tell(transfer, department, subject, "approved", on=on)


def waiting_at(position: Position) -> Q:
    """Which transfers wait for approval, into or out of this position."""
    return Q(state="requested") & (Q(position=position) | Q(leaving__position=position))
