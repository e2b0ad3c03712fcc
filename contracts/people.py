"""Who can be the appointing authority of a contract, and where a person may begin one."""

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


def missing_signers(contract: Contract, *, on: date) -> list[str]:
    """Why the contract could not be signed by all today: an office that nobody fit holds. A sentence each."""
    held = list(
        Membership.unscoped.filter(department=contract.department_id, office__in=APPOINTING_OFFICES)
        .held_on(on)
        .values_list("office", "user")
    )
    found = []
    if contract.appointing_authority_id not in {user for _, user in held}:
        found.append(
            f"{contract.appointing_authority} holds no office in {contract.department_name} today that signs as "
            "appointing authority. Name somebody else, or have the office recorded."
        )
    if all(office != "director" or user == contract.employee_id for office, user in held):
        found.append(
            f"Nobody is director of {contract.department_name} today who could sign this contract. Have the "
            "director's office recorded, acting or not."
        )
    return found
