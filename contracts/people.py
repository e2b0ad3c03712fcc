"""Who can be the appointing authority of a contract, and where a person may begin one."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.acting import open_steps
from accounts.models import Department, Membership, User
from contracts.models import APPOINTING_OFFICES, Contract
from law.steps import NOT_YET


def departments_to_start_in(user: User, *, on: date) -> list[Department]:
    """The departments in which this person may begin a contract on the day `on`, by name."""
    held = {each.department_id: each.department for each in user.memberships_on(on) if each.department_id}
    return sorted(
        (
            department
            for department in held.values()
            if open_steps(user, Contract(department=department, appointing_authority=user, state=NOT_YET), on=on)
        ),
        key=lambda department: department.name,
    )


def appointing_authorities(department: Department, user: User, *, on: date) -> QuerySet[User]:
    """Whom `user` may name as appointing authority in this department: whoever holds that office, or is its director.

    The director and HR may name anybody of them; an appointing authority only themselves.
    """
    held = Membership.unscoped.filter(department=department, office__in=APPOINTING_OFFICES).held_on(on)
    people = User.objects.filter(pk__in=held.values("user"))
    if department.pk not in user.departments_seen(on):
        people = people.filter(pk=user.pk)
    return people.order_by("name")


@dataclass(frozen=True)
class Signers:
    """Who holds, on a day, an office of the contract's department that signs: the keys of people, directors by name."""

    held_by: frozenset[int]
    directors: dict[int, str]

    @property
    def director(self) -> str:
        """Whoever is director, by name."""
        return " or ".join(self.directors.values()) or "nobody holds this office today"


def signers(contract: Contract, *, on: date) -> Signers:
    """Who could sign for the department on the day `on`."""
    held = Membership.unscoped.filter(department=contract.department_id, office__in=APPOINTING_OFFICES).held_on(on)
    rows = list(held.order_by("pk").values_list("office", "user", "user__name"))
    directors = {person: name for office, person, name in rows if office == "director"}
    return Signers(frozenset(person for _, person, _ in rows), directors)


def missing_signers(contract: Contract, signers: Signers) -> list[str]:
    """Why the contract could not be signed by all that day: an office that nobody fit holds. A sentence each."""
    found = []
    if contract.appointing_authority_id not in signers.held_by:
        found.append(
            f"{contract.appointing_authority} holds no office in {contract.department_name} today that signs as "
            "appointing authority. Name somebody else, or have the office recorded."
        )
    if not signers.directors.keys() - {contract.employee_id}:
        found.append(
            f"Nobody is director of {contract.department_name} today who could sign this contract. Have the "
            "director's office recorded, acting or not."
        )
    return found
