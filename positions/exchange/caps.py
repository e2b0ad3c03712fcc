"""The caps over a whole file: what it brings is counted together with all that is there, on every day."""

from dataclasses import dataclass
from datetime import date

import law
from accounts.models import Department
from law.findings import Finding
from positions import capacity
from positions.exchange.rows import Asking, Outcome


@dataclass(frozen=True)
class Place:
    """A place that a row of the file would take."""

    outcome: Outcome
    department: Department
    starts_on: date
    ends_on: date | None

    @property
    def span(self) -> capacity.Span:
        """As places are counted."""
        return capacity.Span(self.department.pk, self.starts_on, self.ends_on)


def refuse_over(places: list[Place], asking: Asking) -> None:
    """CO-CAP-1, -2, -3. Refuses the rows of a department, or of the state, whose places together pass a cap.

    Every day is judged on which a place of the file is held, from the first day of the rules on. A past day before
    the department's first FTE count is not judged for the department: nobody knows what it could have.
    """
    if not places:
        return
    first = law.plan(asking.plan).positions.STATEWIDE_MOST.entries[0].start
    since = max(first, min(place.starts_on for place in places))
    held = capacity.spans(asking.plan, ending_from=since)
    departments = {place.department.pk: place.department for place in places}
    owed = capacity.entitlements(asking.plan, departments.values())
    for key, department in departments.items():
        own = [place for place in places if place.department.pk == key]
        there = [span for span in held if span.department_id == key]
        _refuse(own, _in_department(department, own, there, owed[key], asking, since), whose=f"of {department}")
    rest = [place for place in places if place.outcome.is_good]
    _refuse(rest, _in_state(rest, held, asking, since), whose="of the whole state")


def _refuse(places: list[Place], finding: Finding | None, *, whose: str) -> None:
    for place in places if finding else ():
        place.outcome.refuse(
            f"The places {whose} in this file are too many together. {finding.words} ({finding.code}) "
            "Take lines out of the file, or check “In the SES since” and “Last day in the SES”."
        )


def _in_state(places: list[Place], held: list, asking: Asking, since: date) -> Finding | None:
    rules = law.plan(asking.plan).positions
    for day, count in _days(places, held, since, set()):
        if found := rules.check_statewide_cap(already_in=count - 1, on=day):
            return found[0]
    return None


def _in_department(
    department: Department,
    places: list[Place],
    held: list,
    owed: capacity.Entitlement,
    asking: Asking,
    since: date,
) -> Finding | None:
    rules = law.plan(asking.plan).positions
    for day, count in _days(places, held, since, {asking.on, *owed.days_that_matter(since=since)}):
        fte = owed.fte(day)
        if fte is None and day < asking.on:
            continue
        if found := rules.check_department_cap(
            department=department.name, already_in=count - 1, fte=fte, authorized=owed.authorized(day), on=day
        ):
            return found[0]
    return None


def _days(places: list[Place], held: list, since: date, more: set[date]) -> list[tuple[date, int]]:
    """Each day on which a count changes and a place of the file is held, with the count of that day."""
    new = [place.span for place in places]
    every = [*held, *new]
    days = sorted({*capacity.days_that_matter(every, since=since), *(day for day in more if day >= since)})
    of_file, of_all = _counts(new, days), _counts(every, days)
    return [(day, of_all[day]) for day in days if of_file[day]]


def _counts(held: list, days: list[date]) -> dict[date, int]:
    """How many of these places are held on each of these days (in order), in one sweep."""
    starts = sorted(span.starts_on for span in held)
    ends = sorted(span.ends_on for span in held if span.ends_on is not None)
    counts, begun, over = {}, 0, 0
    for day in days:
        while begun < len(starts) and starts[begun] <= day:
            begun += 1
        while over < len(ends) and ends[over] < day:
            over += 1
        counts[day] = begun - over
    return counts
