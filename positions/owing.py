"""What is owed by a day and by whom, as the three apps find it; and the flags kept of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import law
from law.duties import Duty
from positions.models import Flag, Incumbency
from records import together
from records.models import Event
from records.today import today

Key = tuple[str, str, int, date]
FELL_AWAY = "It is no longer owed."
MISSED = "It was not met, and its time is over."


@dataclass(frozen=True)
class Owing:
    """A duty of the law about one thing. `met_on` is the legal day on which it was met, None while it is not.

    `about` says in words what it is about, without salary or rating. `owed_by_person` is the person where the law
    means one (the appointing authority of a contract), None where whoever holds the office owes it. `person` is
    whom it concerns; `is_confidential`: not to be told to that person.
    """

    duty: Duty
    thing_kind: str
    thing_id: int
    about: str
    department: int | None = None
    position: int | None = None
    person: int | None = None
    owed_by_person: int | None = None
    met_on: date | None = None
    met_how: str = ""
    is_confidential: bool = False

    @property
    def key(self) -> Key:
        """What makes two of them the same."""
        return (self.duty.code, self.thing_kind, self.thing_id, self.duty.due_on)


@dataclass(frozen=True)
class Kept:
    """What a night changed: how many flags it raised and how many it settled."""

    raised: int
    settled: int


def ended_later(*, on: date) -> set[int]:
    """Appointments whose end was recorded after the day `on`. A night that is made up takes them as going on, so that
    it finds what it would have found on its own day. No query on the day itself: nothing is recorded later."""
    if on >= today():
        return set()
    later = Event.unscoped.filter(kind=Incumbency.kind, end="ended", on__gt=on)
    return set(later.values_list("thing_id", flat=True))


def keep(plan: str, found: Iterable[Owing], *, on: date) -> Kept:
    """Raise what is spoken of on the day `on`, and settle what was met by then or is no longer owed.

    What is no longer owed after its last day was not met. It fell away only when it was owed by another day all along:
    the day it is counted from was corrected, and the same is owed by a new day of the same fiscal year.

    Set-based: two reads, then one write for what is new and one for what is settled, however many there are. Called
    twice for the same day it changes nothing. Runs inside the transaction of its caller.
    """
    owed = {each.key: each for each in found if each.duty.is_open(on)}
    known = dict(_flags(plan, settled_on=None))
    new = [each for key, each in owed.items() if key not in known]
    days = [each.duty.due_on for each in new]
    over = {"due_on__gte": min(days, default=on), "due_on__lte": max(days, default=on), "settled_on__isnull": False}
    before = dict(_flags(plan, **over)) if new else {}
    raised = [_raised(plan, each, on=on) for each in new if each.key not in before]
    together.insert(raised)
    year = law.plan(plan).calendar.fiscal_year
    corrected = {_of_the_year(each.key, year) for each in new if not each.duty.is_advice}
    settled = []
    for key, pk in known.items():
        each = owed.get(key)
        if each is None:
            is_missed = key[-1] < on and _of_the_year(key, year) not in corrected
            how = MISSED if is_missed else FELL_AWAY
            settled.append(Flag(pk=pk, settled_on=on, settled_how=how, is_missed=is_missed))
        elif each.met_on is not None and each.met_on <= on:
            settled.append(Flag(pk=pk, settled_on=each.met_on, settled_how=each.met_how, is_met=True))
    together.update(settled, ["settled_on", "settled_how", "is_met", "is_missed"])
    return Kept(len(raised), len(settled) + sum(flag.settled_on is not None for flag in raised))


def _of_the_year(key: Key, year: Callable[[date], int]) -> tuple[str, str, int, int]:
    """The same duty about the same thing, in the fiscal year of its last day."""
    duty, kind, thing, due_on = key
    return duty, kind, thing, year(due_on)


def _flags(plan: str, **standing: Any) -> Iterator[tuple[Key, int]]:
    """Flags that stand so, each with its own key."""
    rows = Flag.unscoped.filter(plan=plan, **standing).order_by()
    for duty, kind, thing, due_on, pk in rows.values_list("duty", "thing_kind", "thing_id", "due_on", "pk"):
        yield (duty, kind, thing, due_on), pk


def _raised(plan: str, each: Owing, *, on: date) -> Flag:
    duty = each.duty
    is_met = each.met_on is not None and each.met_on <= on
    return Flag(
        plan=plan,
        duty=duty.code,
        rule=duty.rule,
        thing_kind=each.thing_kind,
        thing_id=each.thing_id,
        department_id=each.department,
        position_id=each.position,
        person_id=each.person,
        about=each.about[:250],
        words=duty.words[:250],
        consequence=duty.consequence[:250],
        owed_by=duty.owed_by,
        owed_by_person_id=each.owed_by_person,
        is_advice=duty.is_advice,
        is_confidential=each.is_confidential,
        opens_on=duty.opens_on,
        due_on=duty.due_on,
        raised_on=on,
        settled_on=each.met_on if is_met else None,
        settled_how=each.met_how if is_met else "",
        is_met=is_met,
    )
