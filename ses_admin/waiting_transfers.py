"""Transfers that wait for the approval of a director, as rows of a desk."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

import law
from accounts.models import Department, User
from positions.models import Transfer, TransferApproval
from ses_admin.waiting import Item


def transfer_items(user: User, *, on: date) -> Iterator[Item]:
    """A row for each approval that is missing, of the transfers of this person's departments. Two queries."""
    near = user.departments_held(on)
    rows = Transfer.objects.visible_to(user, on=on).filter(state="requested")
    rows = rows.filter(Q(department__in=near) | Q(from_department__in=near) | Q(person=user))
    found = list(rows.select_related("person", "position", "department", "from_department").order_by("starts_on", "pk"))
    given = set(TransferApproval.objects.filter(transfer__in=found).values_list("transfer", "department"))
    for transfer in found:
        for department in transfer.departments:
            if (transfer.pk, department.pk) not in given:
                yield _item(transfer, department, user, on=on)


def _item(transfer: Transfer, department: Department, user: User, *, on: date) -> Item:
    """Whose approval is missing: this person's, unless they are the one who moves."""
    director = law.plan(transfer.plan).offices.DIRECTOR
    mine = user.holds(director, on=on, department_id=department.pk) and transfer.person_id != user.pk
    return Item(
        what=f"Approve the transfer of {transfer.person} to {transfer.position.title}",
        url=transfer.get_absolute_url(),
        button="Open",
        rule="CO-APT-3",
        due_on=transfer.starts_on,
        since=transfer.requested_on,
        is_mine=mine,
        waits_for=f"{law.offices()[director].name} of {department}",
    )
