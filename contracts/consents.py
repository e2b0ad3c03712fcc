"""Consent to sign electronically: given once by each person, with the words agreed to, and withdrawable.

Who has not consented signs on paper: see paper_signatures.py.
"""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from contracts.models import Consent
from records import events

WORDS = (
    "I consent to sign contracts and amendments electronically. My electronic signature binds me as my signature on "
    "paper would. I can withdraw this consent at any time for what I sign from then on, and sign on paper instead."
)
WITHDRAWN = "I withdraw my consent to sign electronically. What I have signed so far stays signed."


def standing(person: User) -> Consent | None:
    """The consent of this person that holds now, or None."""
    last = Consent.unscoped.filter(person=person).order_by("pk").last()
    return last if last is not None and last.agrees else None


@transaction.atomic
def give(*, words: str = WORDS, by: User, on: date, at: datetime) -> Consent:
    """Agree to sign electronically, in these words. Who has agreed already goes on under what they agreed to."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two pages open at once: one consent
    return standing(by) or _add(words, agrees=True, told="Agreed to sign electronically", by=by, on=on, at=at)


@transaction.atomic
def withdraw(*, by: User, on: date, at: datetime) -> Consent | None:
    """Take the consent back, for what is signed from now on. None when there was none."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if standing(by) is None:
        return None
    return _add(WITHDRAWN, agrees=False, told="Withdrew the consent to sign electronically", by=by, on=on, at=at)


def _add(words: str, *, agrees: bool, told: str, by: User, on: date, at: datetime) -> Consent:
    consent = Consent.unscoped.create(person=by, agrees=agrees, words=words, given_on=on, given_at=at)
    events.record(
        consent,
        "consent" if agrees else "withdraw",
        by=by,
        office="Person",
        on=on,
        words=told,
        facts={"words": words, "at": at.isoformat()},
    )
    return consent
