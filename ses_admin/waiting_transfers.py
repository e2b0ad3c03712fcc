"""Transfers that wait for the approval of a director, as rows of a desk."""

from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

import law
from accounts.models import User
from positions.models import Transfer, TransferApproval
from ses_admin.desk_rows import Asked, Item, Many

OWN = "own transfer"
KINDS = (Transfer.kind, OWN)
RECEIVING, LEAVING = "department_id", "from_department_id"


def rows(user: User, *, on: date) -> list[Any]:
    """The approvals that are missing in the departments of this person's offices: for either side, a query to be
    united with others of these columns: kind, key, plan, department, state, words, since, last day, position."""
    waiting = Transfer.objects.visible_to(user, on=on).filter(state="requested")
    receiving = _missing(waiting.filter(department__in=user.departments_seen(on)), user, RECEIVING)
    leaving = waiting.filter(from_department__in=user.departments_seen(on)).exclude(department=F("from_department"))
    return [receiving, _missing(leaving, user, LEAVING)]


def _missing(transfers: Any, user: User, side: str) -> Any:
    given = TransferApproval.objects.filter(transfer=OuterRef("pk"), department=OuterRef(side))
    told = {
        "told_kind": Case(When(person=user, then=Value(OWN)), default=Value(Transfer.kind)),
        "told_words": Concat("person__name", Value(" to "), "position__title"),
        "told_since": F("requested_on"),
        "told_last_day": F("starts_on"),
        "told_position": Cast(Value(None), BigIntegerField()),
    }
    columns = ("told_kind", "pk", "plan", side, "state", "told_words", "told_since", "told_last_day", "told_position")
    return transfers.exclude(Exists(given)).order_by().annotate(**told).values_list(*columns)


def item(
    user: User, kind: str, pk: int, plan: str, department_id: int, words: str, since: date, last_day: date, *, on: date
) -> Item:
    """One missing approval: this person's, unless they are the one who moves."""
    director = law.plan(plan).offices.DIRECTOR
    return Item(
        what=f"Approve the transfer of {words}",
        url=Transfer(pk=pk).get_absolute_url(),
        button="Open",
        rule="CO-APT-3",
        due_on=last_day,
        since=since,
        is_mine=kind != OWN and user.holds(director, on=on, department_id=department_id),
        waits_for=law.offices()[director].name,
        asked=Asked(None, (director,), department_id, but_not=user.pk),
        many=Many("Approve {} transfers", reverse("positions:transfers")),
    )
