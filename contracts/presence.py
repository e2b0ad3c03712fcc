"""Who has a draft open on their page just now, so that two people who write in it know of each other.

Kept in the cache only: it is a courtesy, not a lock and not a record. Who saves over somebody else's text is told
by the act itself, whatever stands here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache

from accounts.models import User
from contracts.models import Contract

GONE_AFTER = timedelta(minutes=10)  # without a sign of life


@dataclass(frozen=True)
class Present:
    """Somebody else who has the draft open, and since when they were last seen in it."""

    name: str
    seen_at: datetime


def note(contract: Contract, user: User, *, at: datetime) -> None:
    """This person has the draft open."""
    cache.set(_key(contract), {**_known(contract), user.pk: (user.name, at)}, GONE_AFTER.total_seconds())


def leave(contract: Contract, user: User) -> None:
    """This person has closed the draft."""
    known = _known(contract)
    if known.pop(user.pk, None):
        cache.set(_key(contract), known, GONE_AFTER.total_seconds())


def others(contract: Contract, user: User, *, at: datetime) -> list[Present]:
    """Who else has it open, by name."""
    present = [Present(*seen) for person, seen in _known(contract).items() if person != user.pk]
    return sorted((each for each in present if at - each.seen_at < GONE_AFTER), key=lambda each: each.name)


def _key(contract: Contract) -> str:
    return f"draft-open-{contract.pk}"


def _known(contract: Contract) -> dict[int, tuple[str, datetime]]:
    return cache.get(_key(contract)) or {}
