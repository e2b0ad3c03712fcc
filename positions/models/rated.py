"""Which positions an appointing authority looks after: those with a contract that names them."""

from datetime import date

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from positions.models.position import Position

STANDING = ("draft", "proposed", "declined", "signed")
"""The states of a contract that was not withdrawn."""


def rated_through(user: User, contract: Q, *, on: date) -> Q:
    """Rows with a `position` and a `department` where `user` is appointing authority in office on the day `on`, and
    named as that in a contract of the position that is as `contract` says (by `contracts__…`)."""
    here = {held.department_id for held in user.memberships_on(on) if held.office == "appointing_authority"}
    if not here:
        return Q(pk__in=[])
    named = Q(contracts__appointing_authority=user, contracts__state__in=STANDING) & contract
    return Q(Exists(Position.unscoped.filter(named, pk=OuterRef("position"))), department__in=here)
