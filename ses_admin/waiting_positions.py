"""Whose turn it is about the places themselves: requests for more, reviews, positions that leave, transfers."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import DateField, F, Value
from django.db.models.functions import Cast, Coalesce

import law
from accounts.acting import offices_among, procedure
from accounts.models import User
from positions.models import AllotmentReview, AuthorizationRequest, Removal
from ses_admin import waiting_transfers
from ses_admin.waiting import Item, Turn

REQUESTS = {
    "draft": Turn("request", "Send the request of {} for additional positions", "Open", "CO-CAP-4"),
    "requested": Turn("grant", "Decide the request of {} for additional positions", "Decide", "CO-CAP-4"),
}
REVIEWS = {"open": Turn("settle", "Settle the review of {}, which has too many positions", "Settle", "CO-CAP-6")}
REMOVALS = {
    "reviewing": Turn("order", "Decide the review of {}", "Decide", "CO-REM-1"),
    "asked": Turn("answer", "Answer the questions about {}", "Answer", "CO-REM-1"),
    "unsupported": Turn("order", "Order the conversion of {}, no longer supported", "Order", "CO-REM-2"),
    "ordered": Turn("set_salary", "Set the salary of {} in the Management plan", "Set the salary", "CO-PAY-10"),
}


NO_DAY = Cast(Value(None), DateField())
THINGS: dict[str, tuple[Any, dict[str, Turn]]] = {
    AuthorizationRequest.kind: (AuthorizationRequest, REQUESTS),
    AllotmentReview.kind: (AllotmentReview, REVIEWS),
    Removal.kind: (Removal, REMOVALS),
}
COLUMNS = ("told_kind", "pk", "plan", "department_id", "state", "told_words", "told_since", "told_last_day")


def place_items(user: User, *, on: date) -> Iterator[Item]:
    """A row for each of them that is open and that `user` sees. One query; none for who sees no department."""
    if not (user.sees_everything(on) or user.departments_seen(on)):
        return
    requests = _rows(AuthorizationRequest, user, Coalesce("requested_on", "prepared_on"), F("department__name"), on=on)
    reviews = _rows(AllotmentReview, user, F("opened_on"), F("department__name"), on=on)
    removals = _rows(Removal, user, Coalesce("decided_on", "opened_on"), F("position__title"), F("last_day"), on=on)
    united = requests.union(reviews, removals, *waiting_transfers.rows(user, on=on), all=True)
    for kind, pk, plan, department_id, state, words, since, last_day in united:
        if kind in waiting_transfers.KINDS:
            yield waiting_transfers.item(user, kind, pk, plan, department_id, words, since, last_day, on=on)
            continue
        model, turns = THINGS[kind]
        thing = model(pk=pk, plan=plan, department_id=department_id, state=state)
        if kind == Removal.kind:
            thing.last_day = last_day
        yield _item(thing, turns[state], words, user, on=on, since=since)


def _rows(model: Any, user: User, since: Any, words: Any, last_day: Any = NO_DAY, *, on: date) -> Any:
    """The open ones that this person sees, in the same columns for each kind."""
    rows = model.objects.visible_to(user, on=on).filter(state__in=THINGS[model.kind][1])
    told = {"told_kind": Value(model.kind), "told_words": words, "told_since": since, "told_last_day": last_day}
    return rows.order_by().annotate(**told).values_list(*COLUMNS)


def _item(thing: Any, turn: Turn, words: str, user: User, *, on: date, since: date) -> Item:
    step = procedure(thing).step(turn.verb, start=thing.state)
    offices = step.offices if step else ()
    mine = bool(offices_among(user.memberships_on(on), user, thing).keys() & set(offices))
    return Item(
        what=turn.what.format(words),
        url=turn.url(thing, is_mine=mine),
        button=turn.button,
        rule=turn.rule,
        due_on=getattr(thing, "due_on", None),
        since=since,
        is_mine=mine,
        waits_for=" or ".join(law.offices()[office].name for office in offices),
    )
