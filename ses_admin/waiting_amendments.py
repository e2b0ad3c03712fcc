"""Amendments that wait for a signature, an answer, or the receipt of their copy, as rows of a desk."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, F, Q

import law
from accounts.acting import offices_among
from accounts.models import User
from contracts.models import Amendment
from ses_admin.desk_rows import Asked, Item
from ses_admin.waiting import AMENDMENT_COPIES, amendment_copy_item

RULE = "CO-CON-6"


def amendment_items(user: User, *, on: date, only: int | None = None) -> Iterator[Item]:
    """A row for each amendment that is proposed or declined, of this person and of their departments; and for each
    whose copy DPA/DHR has not received. One query. `only`: of one amendment alone, by its key."""
    near = Q(contract__employee=user) | Q(department__in=user.departments_held(on))
    on_this_print = Q(signatures__document=F("document"))
    rows = (
        Amendment.objects.visible_to(user, on=on)
        .filter(Q(near, state__in=["proposed", "declined"]) | Q(copy__state__in=AMENDMENT_COPIES))
        .annotate(signed=Count("signatures", filter=on_this_print))
        .select_related("contract__employee", "appointing_authority", "copy")
        .order_by("proposed_on", "pk")
    )
    for amendment in rows if only is None else rows.filter(pk=only):
        if amendment.state == "signed":
            yield amendment_copy_item(amendment.copy, user, on=on)
        else:
            yield _item(amendment, user, on=on)


def _item(amendment: Amendment, user: User, *, on: date) -> Item:
    employee = amendment.contract.employee
    held = offices_among(user.memberships_on(on), user, amendment)
    offices = law.plan(amendment.plan).offices
    if amendment.state == "declined":
        return Item(
            what=f"Answer {employee}, who declined {str(amendment).lower()}",
            url=amendment.get_absolute_url(),
            button="Open",
            rule=RULE,
            since=amendment.proposed_on,
            is_mine=bool(held.keys() & {offices.HR, offices.DIRECTOR}),
            waits_for=law.offices()[offices.HR].name,
            asked=Asked(None, (offices.HR,), amendment.department_id),
        )
    line = offices.SIGNERS[min(amendment.signed, len(offices.SIGNERS) - 1)]
    mine = line in held and (employee.pk != user.pk or line == offices.SIGNERS[0])
    named = {offices.EMPLOYEE: employee, offices.APPOINTING_AUTHORITY: amendment.appointing_authority}
    office = law.offices()[line].name
    return Item(
        what=f"Sign {str(amendment).lower()} of the contract of {employee}",
        url=amendment.get_absolute_url(),
        button="Read and sign" if mine else "Open",
        rule=RULE,
        since=amendment.proposed_on,
        is_mine=mine,
        waits_for=f"{named[line]} ({office.lower()})" if line in named else office,
        asked=Asked(named[line].pk if line in named else None, (line,), amendment.department_id),
    )
