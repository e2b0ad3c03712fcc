"""What the stories about contracts ask again and again: what was refused, what was recorded, who was told."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields

import pytest

from accounts.acting import StepRefused
from accounts.models import User
from contracts.models import Comment, ContractCopy, Signature, Version
from records.models import Document, Event, Message
from tests.cast import Cast

EVIDENCE = (Event, Message, Document, Version, Signature, Comment, ContractCopy)


@contextmanager
def refused(*codes: str, words: str = "") -> Iterator[pytest.ExceptionInfo]:
    """What is done inside is refused, naming these rules and these words, and leaves nothing behind."""
    before = _evidence()
    with pytest.raises(StepRefused) as refusal:
        yield refusal
    assert _evidence() == before
    assert set(codes) <= {finding.code for finding in refusal.value.findings}, refusal.value.findings
    assert words in refusal.value.words


def _evidence() -> dict[str, int]:
    return {model.__name__: getattr(model, "unscoped", model._default_manager).count() for model in EVIDENCE}


def everybody_but(cast: Cast, *names: str) -> list[User]:
    """Every person of the cast, save these."""
    people = [each.name for each in fields(cast) if each.name not in ("agriculture", "revenue", *names)]
    return [getattr(cast, name) for name in people]


def events(thing) -> list[Event]:
    """What was recorded about a thing, oldest first."""
    return list(Event.unscoped.filter(kind=thing.kind, thing_id=thing.pk).order_by("number"))


def last_event(thing) -> Event:
    """What was recorded last about a thing."""
    return events(thing)[-1]


def told(event: Event) -> set[str]:
    """The codes of the findings that were open when this was done."""
    return {finding["code"] for finding in event.facts.get("findings", ())}


def letters() -> list[tuple[str, str]]:
    """Every message so far: to whom, and its subject."""
    return list(Message.unscoped.order_by("pk").values_list("to__name", "subject"))
