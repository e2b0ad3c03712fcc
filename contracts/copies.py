"""The copy of a signed contract that goes to DPA/DHR (CO-CON-8): sent, received, or returned with a reason."""

from datetime import date

from django.db import transaction

from accounts.acting import Ready, ready
from accounts.models import Membership, User
from contracts.models import Contract, ContractCopy
from records.acts import begin, move
from records.mail import send_message


def send(contract: Contract, *, office: str, by: User, on: date) -> ContractCopy:
    """Send the copy, in the transaction of the last signature, by the office that gave or recorded it."""
    copy = ContractCopy(plan=contract.plan, contract=contract, department=contract.department, state="", sent_on=on)
    step = ready(copy, "send", by=by, on=on, as_office=office)
    begin(copy, step, by=by, on=on, words=f"Sent the contract of {contract.employee} to DPA/DHR")
    _tell_reviewers(copy, key="sent", on=on)
    return copy


@transaction.atomic
def acknowledge(copy: ContractCopy, *, by: User, on: date) -> None:
    """DPA/DHR has received the copy."""
    step = ready(copy, "acknowledge", by=by, on=on)
    _require_somebody_else(copy, step, by=by)
    move(copy, step, by=by, on=on, words=f"Received the contract of {copy.contract.employee}", received_on=on)


@transaction.atomic
def return_copy(copy: ContractCopy, *, reason: str, by: User, on: date) -> None:
    """DPA/DHR returns the copy to the department, saying why. The contract stays signed."""
    step = ready(copy, "return", by=by, on=on)
    _require_somebody_else(copy, step, by=by)
    step.require_words(reason, "Write why the copy is returned.")
    event = move(
        copy,
        step,
        by=by,
        on=on,
        words=f"Returned the copy of the contract of {copy.contract.employee}",
        facts={"reason": reason},
        returned_reason=reason,
    )
    held = Membership.unscoped.filter(office__in=["director", "hr"], department=copy.department).held_on(on)
    for membership in held.select_related("user"):
        _write(copy, membership.user, "DPA/DHR returned the copy of a contract", key=f"returned/{event.number}")


@transaction.atomic
def send_again(copy: ContractCopy, *, by: User, on: date) -> None:
    """The department sends a returned copy again."""
    step = ready(copy, "send", by=by, on=on)
    event = move(
        copy,
        step,
        by=by,
        on=on,
        words=f"Sent the contract of {copy.contract.employee} to DPA/DHR again",
        sent_on=on,
    )
    _tell_reviewers(copy, key=f"sent/{event.number}", on=on)


def _require_somebody_else(copy: ContractCopy, step: Ready, *, by: User) -> None:
    """Raises StepRefused when the reviewer is who the contract is about: nobody receives their own for the state."""
    if by.pk == copy.contract.employee_id:
        raise step.refused("This is your own contract: another reviewer receives or returns its copy.")


def _tell_reviewers(copy: ContractCopy, *, key: str, on: date) -> None:
    for held in Membership.unscoped.filter(office="reviewer").held_on(on).select_related("user"):
        _write(copy, held.user, "A signed contract is with DPA/DHR", key=key)


def _write(copy: ContractCopy, to: User, subject: str, *, key: str) -> None:
    contract = copy.contract
    send_message(
        to=to,
        subject=subject,
        text=f"{subject}.\n\nExecutive: {contract.employee}\nPosition: {contract.title}, {contract.department_name}",
        key=f"copy/{copy.pk}/{key}",
        path=contract.get_absolute_url(),
    )
