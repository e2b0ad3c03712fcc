"""Writing to those whom an act on a contract concerns. No salary is ever in a mail."""

from datetime import date

from accounts.acting import offices_held
from accounts.models import Membership, User
from accounts.templatetags.words import day
from contracts import validators
from contracts.models import Contract
from records.mail import send_message


def tell_next_signer(contract: Contract, *, key: str, on: date) -> None:
    """Write to whoever signs next: the employee, the appointing authority, or whoever is director that day.

    When nobody holds that office any more, the department is told, which can revise the contract.
    """
    line = validators.next_line(contract)
    person = contract.parties().get(line) if line else None
    if person is not None:
        named = User.objects.filter(pk=person)
        waiting = [user for user in named if line in offices_held(user, contract, on=on)]
    else:
        held = Membership.unscoped.filter(office=line, department=contract.department).held_on(on)
        waiting = [membership.user for membership in held.select_related("user")]
    for user in waiting:
        _write(contract, user, "A performance contract waits for your signature", key)
    if not waiting:
        tell_department(contract, "A performance contract waits for a signature that nobody can give", key=key, on=on)


def tell_department(contract: Contract, subject: str, *, key: str, on: date) -> None:
    """Write to the director, HR and, while in office, the appointing authority of the contract."""
    held = Membership.unscoped.filter(office__in=["director", "hr"], department=contract.department).held_on(on)
    people = {membership.user for membership in held.select_related("user")}
    if "appointing_authority" in offices_held(contract.appointing_authority, contract, on=on):
        people.add(contract.appointing_authority)
    for user in sorted(people, key=lambda each: each.pk):
        _write(contract, user, subject, key)


def tell_revised(contract: Contract, *, key: str) -> None:
    """Write to the employee, who does not see a draft: why the contract is gone, and that a new version comes."""
    send_message(
        to=contract.employee,
        subject="Your performance contract is being revised",
        text="The department has taken the proposed contract back to revise it. You are told when a new version is "
        f"proposed. Nothing that was signed before binds you to it.\n\nPosition: {contract.title}, "
        f"{contract.department_name}\nDue: {day(contract.due_on)}",
        key=f"contract/{contract.pk}/{key}",
    )


def tell_signed(contract: Contract, *, on: date) -> None:
    """Write to the employee and the department that the contract is signed by all."""
    _write(contract, contract.employee, "Your performance contract is signed by all", "signed")
    tell_department(contract, "A performance contract is signed by all", key="signed", on=on)


def _write(contract: Contract, to: User, subject: str, key: str) -> None:
    send_message(
        to=to,
        subject=subject,
        text=f"{subject}.\n\nExecutive: {contract.employee}\nPosition: {contract.title}, {contract.department_name}\n"
        f"Due: {day(contract.due_on)}",
        key=f"contract/{contract.pk}/{key}",
        path=contract.get_absolute_url(),
    )
