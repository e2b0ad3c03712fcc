"""Whose turn it is about the places themselves: requests for more, reviews, positions that leave, transfers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any

from django.db.models import BigIntegerField, DateField, F, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat

import law
from accounts.acting import offices_among, procedure
from accounts.models import User
from positions import allotment_reviews, departments
from positions.departments import Standing
from positions.models import AllotmentReview, AuthorizationRequest, Removal, Transfer
from ses_admin import waiting_transfers
from ses_admin.desk_rows import Asked, Item, Turn

REQUESTS = {
    "draft": Turn("request", "Send the request of {} for additional positions", "Open", "CO-CAP-4"),
    "requested": Turn("grant", "Decide the request of {} for additional positions", "Decide", "CO-CAP-4"),
}
REVIEWS = {"open": Turn("settle", "Settle the review of {}, which has too many positions", "Settle", "CO-CAP-6")}
PROPOSED = "proposed"
REMOVALS = {
    PROPOSED: Turn(
        "confirm",
        "Confirm that {}, left the SES on July 1, or set it aside",
        "Decide",
        "CO-REM-4",
        many="Confirm that {} positions left the SES on July 1, or set them aside",
        listed="positions:removals?state=proposed",
    ),
    "reviewing": Turn(
        "order",
        "Decide the review of {}",
        "Decide",
        "CO-REM-1",
        many="Decide the reviews of {} positions",
        listed="positions:removals?state=reviewing",
    ),
    "asked": Turn(
        "answer",
        "Answer the questions about {}",
        "Answer",
        "CO-REM-1",
        many="Answer the questions about {} positions",
        listed="positions:removals?state=asked",
    ),
    "unsupported": Turn(
        "order",
        "Order the conversion of {}, no longer supported",
        "Order",
        "CO-REM-2",
        many="Order the conversion of {} positions, no longer supported",
        listed="positions:removals?state=unsupported",
    ),
    "ordered": Turn(
        "set_salary",
        "Set the salary of {} in the Management plan",
        "Set the salary",
        "CO-PAY-10",
        many="Set the salaries of {} positions in the Management plan",
        listed="positions:removals?state=ordered",
    ),
}


NO_DAY, NO_POSITION = Cast(Value(None), DateField()), Cast(Value(None), BigIntegerField())
POSITION = Concat(F("position__title"), Value(" ("), F("position__number"), Value("), "), F("department__name"))
THINGS: dict[str, tuple[Any, dict[str, Turn]]] = {
    AuthorizationRequest.kind: (AuthorizationRequest, REQUESTS),
    AllotmentReview.kind: (AllotmentReview, REVIEWS),
    Removal.kind: (Removal, REMOVALS),
}
COLUMNS = (
    "told_kind",
    "pk",
    "plan",
    "department_id",
    "state",
    "told_words",
    "told_since",
    "told_last_day",
    "told_position",
)


def place_items(
    user: User, *, on: date, standings: Iterable[Standing] = (), only: tuple[str, int] | None = None
) -> Iterator[Item]:
    """A row for each of them that is open and that `user` sees. One query.

    Who sees no department is told of the removals alone that concern them. Of `standings`, those with too many
    positions that nobody reviews or has reviewed this fiscal year get a row too. `only`: the rows of one of them alone,
    by kind and key.
    """
    since, last_day = Coalesce("decided_on", "opened_on"), F("last_day")
    removals = _rows(Removal, user, since, POSITION, last_day, F("position_id"), on=on)
    each = {Removal.kind: [removals]}
    if user.sees_everything(on) or user.departments_seen(on):
        asked_on, name = Coalesce("requested_on", "prepared_on"), F("department__name")
        each[AuthorizationRequest.kind] = [_rows(AuthorizationRequest, user, asked_on, name, on=on)]
        each[AllotmentReview.kind] = [
            _rows(AllotmentReview, user, F("opened_on"), name, on=on, also=_settled_lately(on))
        ]
        each[Transfer.kind] = waiting_transfers.rows(user, on=on)
    if only:
        each = {kind: [rows.filter(pk=only[1]) for rows in found] for kind, found in each.items() if kind == only[0]}
    if not each:  # of this kind nothing waits for whoever sees no department
        return
    first, *others = chain.from_iterable(each.values())
    united = first.union(*others, all=True) if others else first
    reviewed = set()
    for kind, pk, plan, department_id, state, words, since, last_day, position in united:
        if kind in waiting_transfers.KINDS:
            yield waiting_transfers.item(user, kind, pk, plan, department_id, words, since, last_day, on=on)
            continue
        model, turns = THINGS[kind]
        if kind == AllotmentReview.kind:
            reviewed.add(department_id)
        if state not in turns:
            continue
        thing = model(pk=pk, plan=plan, department_id=department_id, state=state)
        if kind == Removal.kind:
            thing.last_day, thing.opened_on = last_day, since
        item = _item(thing, turns[state], words, user, on=on, since=since)
        yield replace(item, position=position, is_red=state == PROPOSED)
    yield from _to_review((each for each in standings if each.department.pk not in reviewed), user, on=on)


def to_confirm(items: Iterable[Item]) -> dict[int, Item]:
    """Of the rows of a desk those of positions whose removal the rule of July 1 proposed, by position."""
    return {item.position: item for item in items if item.position and item.rule == REMOVALS[PROPOSED].rule}


def _settled_lately(on: date) -> Q:
    """Reviews that were settled in this fiscal year: their departments are not asked about again."""
    calendar = law.plan(law.DEFAULT_PLAN).calendar
    return Q(state="settled", settled_on__gte=calendar.year_starts(calendar.fiscal_year(on)))


def _to_review(standings: Iterable[Standing], user: User, *, on: date) -> Iterator[Item]:
    """Departments that have too many positions (CO-CAP-6), for whoever may open the review."""
    for standing in standings:
        unopened = allotment_reviews.unopened(standing.department)
        step = procedure(unopened).step("open", start=unopened.state)
        if step and departments.findings(standing, on=on):
            held = offices_among(user.memberships_on(on), user, unopened)
            yield Item(
                what=f"Open a review of {standing.department}, which has too many positions",
                url=standing.department.get_absolute_url(),
                button="Open",
                rule="CO-CAP-6",
                is_mine=bool(held.keys() & set(step.offices)),
                waits_for=" or ".join(law.offices()[office].name for office in step.offices),
                asked=Asked(None, tuple(step.offices), standing.department.pk),
            )


def _rows(
    model: Any,
    user: User,
    since: Any,
    words: Any,
    last_day: Any = NO_DAY,
    position: Any = NO_POSITION,
    *,
    on: date,
    also: Q | None = None,
) -> Any:
    """The open ones that this person sees, and those of `also`, in the same columns for each kind."""
    rows = model.objects.visible_to(user, on=on).filter(Q(state__in=THINGS[model.kind][1]) | (also or Q()))
    told = {"told_kind": Value(model.kind), "told_words": words, "told_since": since, "told_last_day": last_day}
    told["told_position"] = position
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
        asked=Asked(None, tuple(offices), thing.department_id),
        many=turn.gathered,
    )
