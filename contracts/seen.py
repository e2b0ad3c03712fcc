"""What a person who signs has read of a contract: which versions a page has shown them as a whole, since which day.

It is written down when such a page is opened, by a GET: for the reader alone, once for each version. It moves nothing
and proves nothing; what binds is the signature.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.acting import offices_among
from accounts.models import User
from contracts import validators
from contracts.models import Contract, Version, VersionRead


@dataclass(frozen=True)
class Seen:
    """What somebody had read before they opened this version: the newest version before it, and this one itself.

    `number` and `read_on` are of that earlier version, `this_on` is the day on which this one was first read.
    """

    number: int | None = None
    read_on: date | None = None
    this_on: date | None = None


def with_read_on(versions: QuerySet[Any], user: User) -> QuerySet[Any]:
    """These versions, each with `read_on`: the day on which `user` first read it, or None."""
    own = VersionRead.unscoped.filter(version=OuterRef("pk"), person=user)
    return versions.annotate(read_on=Subquery(own.values("read_on")[:1]))


def before(version: Version, versions: Iterable[Any]) -> Seen:
    """What was read up to now; `versions` are those of the contract, from `with_read_on`."""
    known = {each.number: each.read_on for each in versions if each.read_on is not None}
    last = max((number for number in known if number < version.number), default=None)
    return Seen(last, known.get(last), known.get(version.number))


def note(contract: Contract, version: Version, user: User, *, seen: Seen, on: date) -> None:
    """Write down that this person has this version before them now, if it is new to them and theirs to sign."""
    if seen.this_on is None and contract.state == "proposed" and not version.is_counter:
        held = offices_among(user.memberships_on(on), user, contract)
        if held.keys() & set(validators.lines_in_order(contract.plan)):
            read = VersionRead(person=user, version=version, read_on=on)
            VersionRead.unscoped.bulk_create([read], ignore_conflicts=True)
