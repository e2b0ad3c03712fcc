"""Whom a department or an office has to be told by mail."""

from datetime import date

from accounts.models import Department, Membership
from records.mail import send_message


def tell_offices(
    *offices: str, department: Department | None = None, subject: str, text: str, key: str, path: str, on: date
) -> None:
    """Write a message to everybody who holds one of these offices on the day `on` (of the department, where given)."""
    held = Membership.unscoped.filter(office__in=offices).held_on(on)
    if department is not None:
        held = held.filter(department=department)
    for membership in held.select_related("user"):
        send_message(to=membership.user, subject=subject, text=text, key=key, path=path)
