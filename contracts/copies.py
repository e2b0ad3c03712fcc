"""The copy of what is signed that goes to DPA/DHR (CO-CON-8): sent, received, or returned with a reason.

Of a contract, and of each amendment of it: the same procedure, each with a receipt of its own.
"""

from datetime import date

from django.db import IntegrityError, transaction

from accounts.acting import Ready, ready
from accounts.models import Membership, User
from contracts.models import Amendment, AmendmentCopy, Contract, ContractCopy
from records.acts import begin, move
from records.mail import send_message

Copy = ContractCopy | AmendmentCopy


def send(contract: Contract, *, office: str, by: User, on: date) -> ContractCopy:
    """Send the copy, in the transaction of the last signature, by the office that gave or recorded it."""
    copy = ContractCopy(plan=contract.plan, contract=contract, department=contract.department, state="", sent_on=on)
    _begin(copy, ready(copy, "send", by=by, on=on, as_office=office), by=by, on=on)
    return copy


@transaction.atomic
def send_amendment(amendment: Amendment, *, office: str = "", by: User, on: date) -> AmendmentCopy:
    """Send the copy of an amendment, as that of a contract in the transaction of the last signature.

    One that was signed before its copies were sent can be sent later by whoever may send one.
    """
    copy = unsent(amendment, on=on)
    step = ready(copy, "send", by=by, on=on, as_office=office)
    if amendment.state != "signed":
        raise step.refused("Only a signed amendment goes to DPA/DHR.")
    try:
        with transaction.atomic():
            _begin(copy, step, by=by, on=on)
    except IntegrityError:
        raise step.refused("The copy of this amendment was sent already.") from None
    return copy


def unsent(amendment: Amendment, *, on: date) -> AmendmentCopy:
    """The copy of this amendment as it would be sent on that day."""
    return AmendmentCopy(
        plan=amendment.plan, amendment=amendment, department_id=amendment.department_id, state="", sent_on=on
    )


def _begin(copy: Copy, step: Ready, *, by: User, on: date) -> None:
    begin(copy, step, by=by, on=on, words=f"Sent {copy.of} to DPA/DHR")
    _tell_reviewers(copy, key="sent", on=on)


@transaction.atomic
def acknowledge(copy: Copy, *, by: User, on: date) -> None:
    """DPA/DHR has received the copy."""
    step = ready(copy, "acknowledge", by=by, on=on)
    _require_somebody_else(copy, step, by=by)
    move(copy, step, by=by, on=on, words=f"Received {copy.of}", received_on=on)


@transaction.atomic
def return_copy(copy: Copy, *, reason: str, by: User, on: date) -> None:
    """DPA/DHR returns the copy to the department, saying why. What was signed stays signed."""
    step = ready(copy, "return", by=by, on=on)
    _require_somebody_else(copy, step, by=by)
    step.require_words(reason, "Write why the copy is returned.")
    event = move(
        copy,
        step,
        by=by,
        on=on,
        words=f"Returned the copy of {copy.of}",
        facts={"reason": reason},
        returned_reason=reason,
    )
    held = Membership.unscoped.filter(office__in=["director", "hr"], department=copy.department).held_on(on)
    for membership in held.select_related("user"):
        _write(copy, membership.user, f"DPA/DHR returned the copy of {_a(copy)}", key=f"returned/{event.number}")


@transaction.atomic
def send_again(copy: Copy, *, by: User, on: date) -> None:
    """The department sends a returned copy again."""
    step = ready(copy, "send", by=by, on=on)
    event = move(copy, step, by=by, on=on, words=f"Sent {copy.of} to DPA/DHR again", sent_on=on)
    _tell_reviewers(copy, key=f"sent/{event.number}", on=on)


def _require_somebody_else(copy: Copy, step: Ready, *, by: User) -> None:
    """Raises StepRefused when the reviewer is who the contract is about: nobody receives their own for the state."""
    if by.pk == copy.contract.employee_id:
        raise step.refused("This is your own contract: another reviewer receives or returns its copy.")


def _tell_reviewers(copy: Copy, *, key: str, on: date) -> None:
    signed = "A signed amendment" if copy.kind == AmendmentCopy.kind else "A signed contract"
    for held in Membership.unscoped.filter(office="reviewer").held_on(on).select_related("user"):
        _write(copy, held.user, f"{signed} is with DPA/DHR", key=key)


def _a(copy: Copy) -> str:
    return "an amendment" if copy.kind == AmendmentCopy.kind else "a contract"


def _write(copy: Copy, to: User, subject: str, *, key: str) -> None:
    contract = copy.contract
    which = f"\n{copy.amendment}" if isinstance(copy, AmendmentCopy) else ""
    send_message(
        to=to,
        subject=subject,
        text=f"{subject}.\n\nExecutive: {contract.employee}\n"
        f"Position: {contract.title}, {contract.department_name}{which}",
        key=f"{copy.kind}/{copy.pk}/{key}",
        path=copy.get_absolute_url(),
    )
