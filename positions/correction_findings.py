"""What the law says of correcting the first day of a position in the SES."""

from datetime import date

import law
from law.findings import Finding
from positions import capacity
from positions.models import Placement


def placement_findings(placement: Placement, *, starts_on: date, on: date) -> list[Finding]:
    """What the law says of another first day in the SES: CO-NOM-7, and the caps on every day taken anew."""
    rules = law.plan(placement.plan).positions
    approved_on = placement.nomination.decided_on if placement.nomination else None
    findings = list(rules.check_placement_day(placed_on=starts_on, approved_on=approved_on or starts_on, on=on))
    findings += rules.check_far_day(of="placement", starts_on=starts_on, on=on)
    if starts_on < placement.starts_on:
        findings += _caps_between(placement, starts_on, placement.starts_on)
    return findings


def _caps_between(placement: Placement, first: date, until: date) -> list[Finding]:
    """The caps on every day from `first` to the day before `until`: the days that the position would take anew.

    Days before the rules are not judged: there was no cap that is known here.
    """
    rules = law.plan(placement.plan).positions
    first = max(first, rules.STATEWIDE_MOST.entries[0].start)
    held = [
        span
        for span in capacity.spans(placement.plan, ending_from=first)
        if span.position_id != placement.position_id or span.is_reservation
    ]
    own = [span for span in held if span.department_id == placement.department_id]
    owed = capacity.entitlement(placement.plan, placement.department)
    days = {*capacity.days_that_matter(held, since=first), *owed.days_that_matter(since=first)}
    found: dict[str, Finding] = {}
    for day in sorted(each for each in days if each < until):
        for finding in (
            *rules.check_statewide_cap(already_in=capacity.taken(held, on=day), on=day),
            *rules.check_department_cap(
                department=placement.department.name,
                already_in=capacity.taken(own, on=day),
                fte=owed.fte(day),
                authorized=owed.authorized(day),
                on=day,
            ),
        ):
            found.setdefault(finding.code, finding)
    return list(found.values())
