"""Who asks for pages: one person for each office, in the database in use."""

from accounts.models import Membership, User
from contracts.models import Contract
from records.today import today

OFFICES = ("reviewer", "personnel_director", "auditor", "administrator", "hr", "director", "appointing_authority")


def by_office() -> dict[str, User]:
    """One person for each office held today, and an executive with a signed contract as "employee"."""
    found: dict[str, User] = {}
    for membership in Membership.unscoped.held_on(today()).select_related("user").order_by("pk"):
        found.setdefault(membership.office, membership.user)
    contract = Contract.unscoped.in_force(today()).select_related("employee").order_by("pk").first()
    found["employee"] = contract.employee
    return found
