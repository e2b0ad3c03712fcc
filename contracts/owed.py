"""Contracts that nobody has begun: positions in the SES with an incumbent and no contract for the days to come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import law
from accounts.models import Department
from contracts import validators
from contracts.models import Contract
from law.dated import NotInForce
from positions.models import Incumbency, Placement


@dataclass(frozen=True)
class Owed:
    """A contract that is to be begun: for whom, from which day, until when it is to be signed, and why that day."""

    incumbency: Incumbency
    starts_on: date
    due_on: date
    why: str

    def days_late(self, on: date) -> int:
        """Days after the due day, on the day `on`."""
        return max(0, (on - self.due_on).days)


def owed(departments: Iterable[Department], *, on: date) -> list[Owed]:
    """What these departments owe on the day `on`, the soonest due first: this year's contracts, then the next year's.

    Three queries, however many there are.
    """
    departments = list(departments)
    current = Incumbency.unscoped.filter(department__in=departments).exclude(ends_on__lt=on)
    held = list(current.select_related("position", "person", "department"))
    entered = dict(
        Placement.unscoped.filter(position__in={each.position_id for each in held})
        .exclude(ends_on__lt=on)
        .values_list("position", "starts_on")
    )
    terms: dict[tuple[int, int], list[tuple[date, date]]] = {}
    known = Contract.unscoped.live().filter(department__in=departments, ends_on__gte=on)
    for position, employee, starts_on, ends_on in known.values_list("position", "employee", "starts_on", "ends_on"):
        terms.setdefault((position, employee), []).append((starts_on, ends_on))
    found = []
    held_for_good = {each.position_id for each in held if not each.is_acting and each.starts_on <= on}
    for each in held:
        if each.is_acting and each.position_id in held_for_good:  # the contract is with the one who holds it
            continue
        if each.position_id in entered:
            since = max(each.starts_on, entered[each.position_id])
            found += _of(each, since, terms.get((each.position_id, each.person_id), []), on=on)
    return sorted(found, key=lambda each: (each.due_on, each.incumbency.department.name, str(each.incumbency.position)))


def of(incumbency: Incumbency, *, on: date) -> Owed | None:
    """What is owed first for one incumbent, or None when nothing is."""
    mine = owed([incumbency.department], on=on)
    return next((each for each in mine if each.incumbency.pk == incumbency.pk), None)


def _of(incumbency: Incumbency, since: date, terms: list[tuple[date, date]], *, on: date) -> list[Owed]:
    """This year's contract, from July 1 or from the hire or movement, and the next year's."""
    calendar = law.plan(incumbency.plan).calendar
    this = calendar.year_starts(calendar.fiscal_year(on))
    following = calendar.year_starts(calendar.fiscal_year(on) + 1)
    wanted = [(max(since, following), "for the next contract year")]
    if since < following:
        why = "after the hire, the movement or the entry into the SES" if since > this else "for this contract year"
        wanted.insert(0, (max(since, this), why))
    found = []
    for starts_on, why in wanted:
        try:
            ends_on, due_on = validators.term_of(incumbency, starts_on=starts_on, came_on=since)
        except NotInForce:  # a term before the rules of the plan begin is owed by nobody
            continue
        taken = any(start <= ends_on and starts_on <= end for start, end in terms)
        gone = incumbency.ends_on is not None and incumbency.ends_on < starts_on
        if not taken and not gone:
            found.append(Owed(incumbency, starts_on, due_on, why))
    return found
