"""Every day that matters: what changes on it, and how many places are then taken, in the state and in a department."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import law
from accounts.models import Department
from positions.capacity import Ledger, Span, busiest, counts, days_that_matter, ledger, reservation, tightest_day
from positions.entitlements import NEXT_DAY, Allowance, Entitlement
from positions.models import Nomination

MOST_DAYS = 24
"""More days than this are not listed; the fullest ones are, wherever they lie."""


@dataclass(frozen=True)
class Change:
    """Something that is otherwise from a day on, in words. `is_assumed`: only if what is asked were so."""

    words: str
    is_assumed: bool = False


@dataclass(frozen=True)
class Count:
    """So many places taken, of so many; `most` is None when nobody can tell how many there may be."""

    taken: int
    most: int | None

    @property
    def is_over(self) -> bool:
        """Whether more are taken than there may be, or nobody can tell."""
        return self.taken > self.most if self.most is not None else self.taken > 0

    @property
    def words(self) -> str:
        """Below, at, or above what there may be."""
        if self.most is None:
            return "cannot be judged: no FTE count"
        if self.taken == self.most:
            return "at the limit"
        return f"{self.most - self.taken} below" if self.taken < self.most else f"{self.taken - self.most} above"


@dataclass(frozen=True)
class Day:
    """One day, from which on the counts stand until the next one. `department` is None where the state is told.

    `beside` is what the state's count would be by other figures, where two are compared.
    """

    day: date
    changes: list[Change]
    statewide: Count
    department: Count | None = None
    allowance: Allowance | None = None
    beside: Count | None = None


@dataclass(frozen=True)
class Outlook:
    """The days that matter from a day on, in order; `unlisted` more are left out."""

    days: list[Day]
    unlisted: int

    @property
    def is_steady(self) -> bool:
        """Whether nothing changes after the first day."""
        return len(self.days) == 1


def ahead(department: Department, *, since: date, plan: str = law.DEFAULT_PLAN) -> Outlook:
    """As it stands: the days from `since` on, on which the department's own places or its allowance change."""
    known = ledger(plan, since=since, departments=[department], only=department)
    return of_department(known, department.pk, since=since, with_state=False)


def with_nomination(nomination: Nomination, known: Ledger, *, since: date) -> Outlook:
    """The days that matter for the state and for the department, with this nomination's place taken from `since` on."""
    own = reservation(nomination, since=since, is_assumed=nomination.state != "approved")
    with_it = replace(known, held=[*known.held, own])
    return of_department(with_it, nomination.department_id, since=since)


def of_state(ledger: Ledger, *, since: date, beside: Ledger | None = None) -> Outlook:
    """The days on which the count of the whole state changes; `beside` it what another ledger counts then."""
    days = days_that_matter([*ledger.held, *(beside.held if beside else ())], since=since)
    listed = _listed(days, {busiest(ledger.held, since=since)[0]})
    changes, statewide = _changes_of_places(ledger.held, set(listed)), counts(ledger.held, listed)
    others = counts(beside.held if beside else (), listed)
    told = []
    for day in listed:
        most = ledger.most(day)
        other = Count(others[day], most) if beside else None
        told.append(Day(day, changes[day], Count(statewide[day], most), beside=other))
    return Outlook(told, len(days) - len(listed))


def of_department(ledger: Ledger, department_id: int, *, since: date, with_state: bool = True) -> Outlook:
    """The days on which the department's places or its allowance change; `with_state` also those of the state's."""
    own, owed = ledger.own(department_id), ledger.owed[department_id]
    told_of = ledger.held if with_state else own
    days = {*days_that_matter(told_of, since=since), *owed.days_that_matter(since=since)}
    fullest = {tightest_day(own, owed, since=since), busiest(ledger.held, since=since)[0]} & days
    listed = _listed(sorted(days), fullest)
    changes = _changes_of_places(told_of, set(listed))
    statewide, placed = counts(ledger.held, listed), counts(own, listed)
    told = []
    for day in listed:
        allowance = owed.on(day)
        told.append(
            Day(
                day,
                [*changes[day], *(Change(*each) for each in owed.changes(day) or _assumed(owed, day, since=since))],
                Count(statewide[day], ledger.most(day)),
                Count(placed[day], allowance.most),
                allowance,
            )
        )
    return Outlook(told, len(days) - len(listed))


def _assumed(owed: Entitlement, day: date, *, since: date) -> list[tuple[str, bool]]:
    """What is only assumed and holds on the first day already, so that no later day would tell it."""
    return owed.assumed(day) if day == since else []


def _changes_of_places(held: Iterable[Span], days: set[date]) -> dict[date, list[Change]]:
    """For each of the days: the places that begin to be held on it, and those that are free from it on."""
    found: dict[date, list[Change]] = {day: [] for day in days}
    for span in held:
        if span.starts_on in days:
            act = "holds a place, its date not set" if span.is_reservation else "enters the SES"
            found[span.starts_on].append(Change(f"{span.name} {act}", span.is_assumed))
        if span.ends_on is not None and span.ends_on + NEXT_DAY in days:
            act = "no longer holds a place without a date" if span.is_reservation else "has left the SES"
            found[span.ends_on + NEXT_DAY].append(Change(f"{span.name} {act}", span.is_assumed))
    return found


def _listed(days: list[date], fullest: set[date]) -> list[date]:
    """The first of these days, and the fullest ones wherever they are."""
    return sorted({*days[:MOST_DAYS], *fullest})
