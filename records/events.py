"""The one writer of events, and the walk that proves the chain whole."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from django.db import connection
from django.utils import timezone

from accounts.models import User
from law.findings import Finding
from records import together
from records.models import Chain, Event

AT_ONCE = 1000  # events held in memory while many are written


def record(
    thing: Any,
    verb: str,
    *,
    by: User | None,
    office: str,
    on: date,
    words: str,
    start: str = "",
    end: str = "",
    facts: dict[str, Any] | None = None,
    findings: Iterable[Finding] = (),
) -> Event:
    """Write what happened to `thing` on the legal day `on`, in the transaction that made it so.

    `by` is None for a job. `office` is the office as it is printed. `findings` are those that were
    open when the act was done. Must run inside a transaction.
    """
    chain = _end_of_chain()  # first: so the order in the chain is the order of the moments
    event = unwritten(
        thing, verb, by=by, office=office, on=on, words=words, start=start, end=end, facts=facts, findings=findings
    )
    _append(event, chain)
    event.save(force_insert=True)
    chain.save()
    return event


def record_all(events: Iterable[Event], *, at_once: int = AT_ONCE) -> int:
    """Write many events made by `unwritten`, in their order, in the transaction that made them so; how many.

    For bringing over, for imports and for the nightly job. `events` may be endless: no more than `at_once` are held at
    a time, and written in one statement. Making them must not itself write an event. Must run inside a transaction.
    """
    chain = _end_of_chain()
    waiting = iter(events)
    first_number = chain.last_number
    while some := list(islice(waiting, at_once)):
        for event in some:
            _append(event, chain)
        together.insert(some)
    chain.save()
    return chain.last_number - first_number


def unwritten(
    thing: Any,
    verb: str,
    *,
    by: User | None,
    office: str,
    on: date,
    words: str,
    start: str = "",
    end: str = "",
    facts: dict[str, Any] | None = None,
    findings: Iterable[Finding] = (),
    recorded_at: datetime | None = None,
) -> Event:
    """What `record` would write, not yet in the chain: for `record_all`. `recorded_at` (aware) is now unless given."""
    return Event(
        kind=thing.kind,
        thing_id=thing.pk,
        verb=verb,
        start=start,
        end=end,
        on=on,
        recorded_at=recorded_at or timezone.now(),
        actor=by,
        actor_name=by.name if by else "SES Admin",
        office=office,
        department_id=getattr(thing, "department_id", None),
        person_id=getattr(thing, "person_id", None),
        words=words[:400],
        facts={**(facts or {}), **({"findings": [_told(f) for f in findings]} if findings else {})},
    )


def _end_of_chain() -> Chain:
    """The end of the chain, locked: nobody else writes an event until this transaction ends."""
    if not connection.in_atomic_block:
        raise RuntimeError("An event is written in the transaction of its act.")
    chain, _created = Chain.objects.select_for_update().get_or_create(pk=1)
    return chain


def _append(event: Event, chain: Chain) -> None:
    """Give the event its place behind the last one, and make it the last one. Nothing is written yet."""
    event.number = chain.last_number + 1
    event.previous_hash = chain.last_hash
    event.hash = digest(event)
    chain.last_number, chain.last_hash = event.number, event.hash


def _told(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "words": finding.words,
        "weight": finding.weight.value,
        "source": str(finding.source),
    }


def digest(event: Event) -> str:
    """The SHA-256 of everything an event says and of the hash before it."""
    told = {
        "number": event.number,
        "kind": event.kind,
        "thing": event.thing_id,
        "verb": event.verb,
        "start": event.start,
        "end": event.end,
        "on": event.on.isoformat(),
        "recorded_at": event.recorded_at.astimezone(UTC).isoformat(),
        "actor": event.actor_id,
        "actor_name": event.actor_name,
        "office": event.office,
        "department": event.department_id,
        "person": event.person_id,
        "words": event.words,
        "facts": event.facts,
        "previous": event.previous_hash,
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode()).hexdigest()


def breaks() -> list[str]:
    """Walk the whole chain and say, in a sentence each, where it does not hold. Empty when it is whole."""
    found: list[str] = []
    number, previous = 0, ""
    for event in Event.unscoped.order_by("number").iterator(chunk_size=2000):
        number += 1
        if event.number != number:
            found.append(f"Event {number} is missing: the next one kept is {event.number}.")
            number = event.number
        elif event.previous_hash != previous:
            found.append(f"Event {event.number} does not follow event {event.number - 1}: the one before was changed.")
        if event.hash != digest(event):
            found.append(f"Event {event.number} was changed after it was written ({event.words}).")
        previous = event.hash
    chain = Chain.objects.filter(pk=1).first()
    last = chain.last_number if chain else 0
    if last != number:
        found.append(f"The chain should end with event {last}; it ends with event {number}.")
    elif chain and chain.last_hash != previous:
        found.append(f"Event {number} is not the one that was written last.")
    return found
