"""Signing many: one fresh proof of who signs covers a sitting, in which each contract is read and signed on its own.

A sitting is bound to the session it was begun in. It is over after MOST, when the person signs out, changes the
password, is signed out everywhere, or loses an office they held when it began. Real time counts, not a training day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from accounts.acting import offices_among
from accounts.models import User
from accounts.templatetags.words import moment
from contracts import board, validators
from contracts.models import Contract

MOST = timedelta(minutes=15)
_KEY = "sitting"


@dataclass(frozen=True)
class Sitting:
    """A sitting that is open: since when, until when (both inclusive), and how the person proved who they are.

    `shown_at` is its beginning as the evidence tells it, which in training is on the training day.
    """

    began_at: datetime
    how: str
    shown_at: str = ""

    @property
    def ends_at(self) -> datetime:
        """The last moment at which it covers a signature."""
        return self.began_at + MOST

    @property
    def until(self) -> str:
        """The time at which it ends, as people say it: "10:17 a.m." """
        at = timezone.localtime(self.ends_at)
        return f"{at.hour % 12 or 12}:{at:%M} {'a.m.' if at.hour < 12 else 'p.m.'}"

    @property
    def evidence(self) -> str:
        """What is kept with each signature that is given in it."""
        minutes = int(MOST.total_seconds() // 60)
        return f"{self.how} on {self.shown_at}, for a sitting of {minutes} minutes"


def begin(session: SessionBase, user: User, *, how: str, on: date, at: datetime) -> None:
    """Open a sitting: the person has just, at the moment `at`, proved who they are in the way `how` says."""
    session[_KEY] = {
        "began_at": timezone.now().isoformat(),
        "shown_at": moment(at),
        "how": how.removesuffix(" at the moment of signing"),
        "proof": user.get_session_auth_hash(),
        "offices": sorted(held.pk for held in user.memberships_on(on)),
    }


def end(session: SessionBase) -> None:
    """Close the sitting, if one is open."""
    session.pop(_KEY, None)


def of(session: SessionBase, user: User, *, on: date) -> Sitting | None:
    """The sitting that is open now, or None. One that is over is forgotten."""
    known: dict[str, Any] | None = session.get(_KEY)
    if known is None:
        return None
    sitting = Sitting(datetime.fromisoformat(known["began_at"]), known["how"], known["shown_at"])
    held = {membership.pk for membership in user.memberships_on(on)}
    in_time = sitting.began_at <= timezone.now() <= sitting.ends_at
    same_person = known["proof"] == user.get_session_auth_hash()
    if in_time and same_person and set(known["offices"]) <= held:
        return sitting
    end(session)
    return None


def waiting(user: User, *, on: date) -> list[Contract]:
    """The contracts that wait for the signature of this person on the day `on`, the soonest due first. Two queries."""
    rows = Contract.objects.visible_to(user, on=on).filter(state="proposed")
    rows = rows.select_related("employee", "appointing_authority", "department", "proposed_version")
    proposed = list(rows.order_by("due_on", "employee__name", "pk"))
    signed = board.signatures(proposed)
    return [each for each in proposed if _is_turn_of(user, each, signed[each.pk], on=on)]


def after(contract: Contract, user: User, *, on: date) -> tuple[Contract | None, int]:
    """The contract to sign after this one, and how many wait in all."""
    left = [each for each in waiting(user, on=on) if each.pk != contract.pk]
    return (left[0] if left else None), len(left)


def _is_turn_of(user: User, contract: Contract, signed: Iterable[str], *, on: date) -> bool:
    """Whether the line whose turn it is can be signed by this person, as `signing.lines_to_sign` judges it."""
    order = validators.lines_in_order(contract.plan)
    line = next((each for each in order if each not in set(signed)), None)
    if line is None or line not in offices_among(user.memberships_on(on), user, contract):
        return False
    return line == order[0] or user.pk != contract.employee_id
