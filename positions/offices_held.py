"""The offices of everybody, read once for a night and handed to all that asks who holds which."""

from collections.abc import Iterable
from datetime import date, timedelta

from accounts.models import Membership

LOOKED_AT = timedelta(days=60)
"""How far back and ahead offices are looked at; further than any of them is spoken of."""


def read(*, on: date) -> list[Membership]:
    """Who holds, held lately or will hold which office. One query."""
    rows = Membership.unscoped.standing().exclude(ends_on__lt=on - LOOKED_AT)
    return list(rows.select_related("user", "department").order_by("pk"))


def of_the_day(held: Iterable[Membership], *, on: date) -> list[Membership]:
    """Those in force on the day `on`: first and last day included."""
    return [each for each in held if each.starts_on <= on and (each.ends_on is None or each.ends_on >= on)]
