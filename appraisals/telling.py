"""Writing to those whom an act on an appraisal concerns. No rating is ever in a mail."""

from datetime import date

from accounts.acting import offices_held
from accounts.models import Membership, User
from accounts.templatetags.words import day
from appraisals import validators
from appraisals.models import Appraisal
from records.mail import send_message


def tell_employee(appraisal: Appraisal, subject: str, *, key: str) -> None:
    """Write to the executive."""
    _write(appraisal, appraisal.employee, subject, key)


def tell_rater(appraisal: Appraisal, subject: str, *, key: str, on: date) -> None:
    """Write to the rater while in office; else to the department, which names another."""
    if "appointing_authority" in offices_held(appraisal.rater, appraisal, on=on):
        _write(appraisal, appraisal.rater, subject, key)
    else:
        tell_department(appraisal, f"{subject}; name who rates, since the rater left office", key=key, on=on)


def tell_department(appraisal: Appraisal, subject: str, *, key: str, on: date) -> None:
    """Write to the director and HR."""
    held = Membership.unscoped.filter(office__in=["director", "hr"], department=appraisal.department).held_on(on)
    people = {membership.user for membership in held.select_related("user")} - {appraisal.employee}
    for user in sorted(people, key=lambda each: each.pk):
        _write(appraisal, user, subject, key)


def tell_next_signer(appraisal: Appraisal, *, key: str, on: date) -> None:
    """Write to whoever signs next."""
    line = validators.next_line(appraisal)
    subject = "An appraisal waits for your signature"
    if line == "appointing_authority":
        tell_rater(appraisal, subject, key=key, on=on)
    elif line in appraisal.parties():
        tell_employee(appraisal, subject, key=key)
    elif line:
        held = Membership.unscoped.filter(office=line, department=appraisal.department).held_on(on)
        for membership in held.exclude(user=appraisal.employee_id).select_related("user"):
            _write(appraisal, membership.user, subject, key)


def _write(appraisal: Appraisal, to: User, subject: str, key: str) -> None:
    contract = appraisal.contract
    send_message(
        to=to,
        subject=subject,
        text=f"{subject}.\n\nExecutive: {appraisal.employee}\nPosition: {contract.title}, {contract.department_name}\n"
        f"Contract: {day(contract.starts_on)} to {day(contract.ends_on)}",
        key=f"appraisal/{appraisal.pk}/{key}",
        path=appraisal.get_absolute_url(),
    )
