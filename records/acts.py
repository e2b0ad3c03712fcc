"""The one door to a state: compare-and-swap and its event, together."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.acting import Ready
from accounts.models import User
from law.findings import Finding
from records import events
from records.models import Event


def begin(
    thing: Any,
    ready: Ready,
    *,
    by: User,
    on: date,
    words: str,
    facts: dict[str, Any] | None = None,
    findings: Iterable[Finding] = (),
) -> Event:
    """Save a new thing in the state its first step leads to, and write the event."""
    thing.state = ready.step.end
    thing.save(force_insert=True)
    return events.record(
        thing,
        ready.step.verb,
        by=by,
        office=ready.title,
        on=on,
        words=words,
        end=ready.step.end,
        facts=facts,
        findings=findings,
    )


def move(
    thing: Any,
    ready: Ready,
    *,
    by: User,
    on: date,
    words: str,
    facts: dict[str, Any] | None = None,
    findings: Iterable[Finding] = (),
    **changes: Any,
) -> Event:
    """Take a step: change the state and `changes` where the old state still stands, and write the event.

    Raises StepRefused when somebody else moved the thing meanwhile; then nothing is changed.
    """
    rows = type(thing).unscoped.filter(pk=thing.pk, state=ready.step.start)
    if rows.update(state=ready.step.end, **changes) != 1:
        raise ready.refused("Somebody else has acted on this meanwhile. The page shows where it stands now.")
    for name, value in {**changes, "state": ready.step.end}.items():
        setattr(thing, name, value)
    return events.record(
        thing,
        ready.step.verb,
        by=by,
        office=ready.title,
        on=on,
        words=words,
        start=ready.step.start,
        end=ready.step.end,
        facts=facts,
        findings=findings,
    )
