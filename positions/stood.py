"""How transfers, reviews, removals and requests stood on another day: by their events, and the days they record.

What is made here is looked at and never saved. On today and later days everything stands as it stands now.
"""

from copy import copy
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Department
from positions.as_of import AsOf
from positions.models import (
    AllotmentReview,
    AuthorizationRequest,
    LetterQuerySet,
    Removal,
    Transfer,
    TransferApproval,
)
from positions.timeline import Line
from records.models import Event


def as_of(rows: Any, *, begun: str, day: date, today: date) -> Any:
    """Of these rows those whose day `begun` is not after `day`, each with `state_then`, the state in which it stood."""
    state: Any = F("state")
    if day < today:
        moved = Event.unscoped.filter(kind=rows.model.kind, thing_id=OuterRef("pk")).exclude(start=F("end"))
        then = moved.filter(on__lte=day).order_by("-number").values("end")[:1]
        first = moved.order_by("number").values("end")[:1]
        state = Coalesce(Subquery(then), Subquery(first), F("state"))
    return rows.filter(**{f"{begun}__lte": day}).annotate(state_then=state)


def lines(told: list[Line], *, shown: AsOf) -> list[Line]:
    """What had been done by the day shown; all of it on today and later days."""
    return told if shown.day >= shown.today else [line for line in told if line.on <= shown.day]


def sides(
    approvals: list[tuple[Department, TransferApproval | None]], *, shown: AsOf
) -> list[tuple[Department, TransferApproval | None]]:
    """The departments involved in a transfer, each with the approval given by the day shown."""
    return [(department, each if each and each.approved_on <= shown.day else None) for department, each in approvals]


def letters(sent: LetterQuerySet, *, shown: AsOf) -> LetterQuerySet:
    """The letters that had been sent by the day shown."""
    return sent if shown.day >= shown.today else sent.filter(sent_on__lte=shown.day)


def removal(now: Removal, *, day: date, today: date) -> Removal:
    """The review or removal of a position as it stood: what was asked, answered and decided by `day`."""
    if day >= today:
        return now
    done = _done(now, day=day)
    verbs = [event.verb for event in done]
    said = {event.verb: event.facts.get("reason", "") for event in done}
    is_answered = "answer" in verbs and verbs[::-1].index("answer") < verbs[::-1].index("ask")
    known: dict[str, Any] = {"question": said.get("ask", ""), "answer": said["answer"] if is_answered else ""}
    if "set_salary" not in verbs:
        known["monthly_salary"] = None
    if now.decided_on is None or now.decided_on > day:
        known |= {"decided_on": None, "decision_reason": "", "last_day": None, "person": None}
    return _picture(now, state=_state(now, done), **known)


def request(now: AuthorizationRequest, *, day: date, today: date) -> AuthorizationRequest:
    """A request for additional positions as it stood."""
    if day >= today:
        return now
    known: dict[str, Any] = {}
    if now.decided_on is None or now.decided_on > day:
        known = {"decided_on": None, "decision_reason": "", "authorization": None}
    return _picture(now, state=_state(now, _done(now, day=day)), **known)


def transfer(now: Transfer, *, day: date, today: date) -> Transfer:
    """A transfer as it stood."""
    if day >= today:
        return now
    state = _state(now, _done(now, day=day))
    return _picture(now, state=state, made=now.made if state == "approved" else None)


def review(now: AllotmentReview, *, day: date, today: date) -> AllotmentReview:
    """The review of a department as it stood."""
    if day >= today or (now.settled_on is not None and now.settled_on <= day):
        return now
    return _picture(now, state="open", outcome="", settled_on=None, settled_reason="")


def _picture(now: Any, **known: Any) -> Any:
    """A copy to be looked at, with what was known of it then. It is no step, and nothing of it is stored."""
    then = copy(now)
    for name, value in known.items():
        setattr(then, name, value)
    return then


def _done(thing: Any, *, day: date) -> list[Event]:
    """The events about a thing up to the end of `day`, in their order."""
    return list(Event.unscoped.about(thing).filter(on__lte=day).order_by("number"))


def _state(thing: Any, done: list[Event]) -> str:
    """The state to which its last step led; that of the first one before any; the known one where there is none."""
    moved = [event for event in done if event.start != event.end]
    if moved:
        return moved[-1].end
    first = Event.unscoped.about(thing).order_by("number").first()
    return first.end if first else thing.state
