"""Whom the sign-in page of the demonstration offers: one person for each office."""

from dataclasses import dataclass

from django.conf import settings

from accounts.models import Membership, User
from contracts.models import Contract
from ses_admin.demonstration.people import PASSWORD

DEPARTMENT = "natural-resources"
ORDER = ("hr", "director", "appointing_authority", "reviewer", "personnel_director", "auditor", "administrator")


@dataclass(frozen=True)
class SignIn:
    """One line of the table on the sign-in page."""

    office: str
    name: str
    email: str
    department: str


def sign_ins(on) -> list[SignIn]:
    """One sign-in for each office on the day `on`, an executive first. Nothing outside the demonstration."""
    if not settings.DEMONSTRATION:
        return []
    found = []
    contract = (
        Contract.unscoped.filter(department__code=DEPARTMENT, state="proposed")
        .select_related("employee", "department")
        .order_by("pk")
        .first()
    )
    if contract is not None:
        found.append(_line("Employee", contract.employee, contract.department_name))
    held = Membership.unscoped.held_on(on).filter(office__in=ORDER).select_related("user", "department")
    by_office: dict[str, Membership] = {}
    for membership in held.order_by("pk"):
        if membership.department_id is None or membership.department.code == DEPARTMENT:
            by_office.setdefault(membership.office, membership)
    for office in ORDER:
        if office in by_office:
            membership = by_office[office]
            where = membership.department.name if membership.department_id else "Statewide"
            found.append(_line(membership.title, membership.user, where))
    return found


def password() -> str:
    """The password that everybody in the demonstration shares; nothing outside it."""
    return PASSWORD if settings.DEMONSTRATION else ""


def _line(office: str, user: User, department: str) -> SignIn:
    return SignIn(office, user.name, user.email, department)
