"""Transfers that wait for the approval of a director, as rows of a desk."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q

import law
from accounts.models import Department, User
from positions.models import Transfer, TransferApproval
from ses_admin.waiting import Item


def transfer_items(user: User, *, on: date) -> Iterator[Item]:
    """A row for each approval that is missing, of transfers of the departments of this person's offices. One query."""
    near = user.departments_seen(on)
    if not near:
        return
    rows = Transfer.objects.visible_to(user, on=on).filter(state="requested")
    rows = rows.filter(Q(department__in=near) | Q(from_department__in=near)).annotate(
        approved_here=_given("department"), approved_there=_given("from_department")
    )
    related = rows.select_related("person", "position", "department", "from_department")
    for transfer in related.order_by("starts_on", "pk"):
        given = {transfer.department_id: transfer.approved_here, transfer.from_department_id: transfer.approved_there}
        for department in transfer.departments:
            if not given[department.pk]:
                yield _item(transfer, department, user, on=on)


def _given(department: str) -> Exists:
    return Exists(TransferApproval.objects.filter(transfer=OuterRef("pk"), department=OuterRef(department)))


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
