"""The private address of a person's deadlines: made, found, and ended."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from accounts.models import CalendarAddress, User

LONG = 32  # bytes of chance in an address


def make(user: User, *, at: datetime) -> str:
    """A new secret part of the address of this person, shown this once; the one before ends."""
    secret = secrets.token_urlsafe(LONG)
    with transaction.atomic():
        CalendarAddress.objects.filter(user=user).delete()
        CalendarAddress.objects.create(user=user, sha256=_hash(secret), made_at=at)
    return secret


def end(user: User) -> None:
    """Nobody can read the deadlines of this person by an address from now on."""
    CalendarAddress.objects.filter(user=user).delete()


def whose(secret: str) -> User | None:
    """The person whose address has this secret part; None for an unknown one, or somebody who cannot sign in."""
    found = CalendarAddress.objects.filter(sha256=_hash(secret), user__is_active=True).select_related("user").first()
    return found.user if found else None


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
