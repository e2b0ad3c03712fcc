"""Who asks for pages: one person for each office, in the database in use."""

from dataclasses import dataclass

from accounts.models import Department, Membership, User
from contracts.models import Contract
from records.today import today


@dataclass(frozen=True)
class Scene:
    """An address, and who asks for it, by office."""

    url: str
    people: dict[str, User]


def by_office(department: Department | None = None, *, employee: User | None = None) -> dict[str, User]:
    """One person for each office held today, those of `department` first, and an executive as "employee"."""
    found: dict[str, User] = {}
    held = list(Membership.unscoped.held_on(today()).select_related("user").order_by("pk"))
    for membership in sorted(held, key=lambda each: department is None or each.department_id != department.pk):
        found.setdefault(membership.office, membership.user)
    found["employee"] = employee or _executive()
    return found


def _executive() -> User:
    return Contract.unscoped.in_force(today()).select_related("employee").order_by("pk").first().employee
