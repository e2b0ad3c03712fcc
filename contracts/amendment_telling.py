"""Writing to those whom an act on an amendment concerns. No salary and no text of it is ever in a mail."""

from datetime import date

from accounts.acting import offices_held
from accounts.models import Membership, User
from contracts import terms
from contracts.models import Amendment
from records.mail import send_message


def tell_next_signer(amendment: Amendment, *, line: str, key: str, on: date) -> None:
    """Write to whoever signs `line`, which is next; when nobody can, to the department."""
    person = amendment.parties().get(line)
    if person is not None:
        waiting = [user for user in User.objects.filter(pk=person) if line in offices_held(user, amendment, on=on)]
    else:
        held = Membership.unscoped.filter(office=line, department=amendment.department).held_on(on)
        waiting = [each.user for each in held.select_related("user")]
    for user in waiting:
        _write(amendment, user, "An amendment of a contract waits for your signature", key)
    if not waiting:
        tell_department(amendment, "An amendment waits for a signature that nobody can give", key=key, on=on)


def tell_department(amendment: Amendment, subject: str, *, key: str, on: date) -> None:
    """Write to the director and HR of the department."""
    held = Membership.unscoped.filter(office__in=["director", "hr"], department=amendment.department).held_on(on)
    for user in sorted({each.user for each in held.select_related("user")}, key=lambda each: each.pk):
        _write(amendment, user, subject, key)


def tell_employee(amendment: Amendment, subject: str, *, key: str) -> None:
    """Write to the executive, to whom a draft or a withdrawn amendment is not shown: so to the contract."""
    _write(amendment, amendment.contract.employee, subject, key, path=amendment.contract.get_absolute_url())


def tell_signed(amendment: Amendment, *, on: date) -> None:
    """Write to both sides that the amendment is in force. DPA/DHR is written to with its copy."""
    subject = "An amendment of a contract is signed by all"
    _write(amendment, amendment.contract.employee, subject, "signed")
    tell_department(amendment, subject, key="signed", on=on)


def _write(amendment: Amendment, to: User, subject: str, key: str, *, path: str = "") -> None:
    contract = amendment.contract
    year = terms.fiscal_year_words(contract.plan, contract.starts_on)
    send_message(
        to=to,
        subject=subject,
        text=f"{subject}.\n\nExecutive: {contract.employee}\nPosition: {contract.title}, {contract.department_name}\n"
        f"Contract year: {year}\n{amendment}",
        key=f"amendment/{amendment.pk}/{key}",
        path=path or amendment.get_absolute_url(),
    )
