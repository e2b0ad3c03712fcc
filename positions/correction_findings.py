"""What the law says of correcting the days of a position in the SES."""

from datetime import date

import law
from law.findings import Finding
from positions import capacity
from positions.correction_fits import Days, days_of
from positions.models import Placement


def placement_findings(placement: Placement, *, new: Days, on: date) -> list[Finding]:
    """What the law says of other days in the SES: CO-NOM-7, and the caps on every day taken anew."""
    rules = law.plan(placement.plan).positions
    findings: list[Finding] = []
    if new.first != placement.starts_on:
        approved_on = placement.nomination.decided_on if placement.nomination else None
        findings += rules.check_placement_day(placed_on=new.first, approved_on=approved_on or new.first, on=on)
        findings += rules.check_far_day(of="placement", starts_on=new.first, on=on)
    for taken_anew in new.without(days_of(placement)):
        findings += _caps_over(placement, taken_anew)
    return findings


def _caps_over(placement: Placement, days: Days) -> list[Finding]:
    """The caps on every one of the days that the position would take anew.

    Days before the rules are not judged: there was no cap that is known here.
    """
    rules = law.plan(placement.plan).positions
    first = max(days.first, rules.STATEWIDE_MOST.entries[0].start)
    held = [
        span
        for span in capacity.spans(placement.plan, ending_from=first, without=placement.nomination)
        if span.position_id != placement.position_id or span.is_reservation
    ]
    own = [span for span in held if span.department_id == placement.department_id]
    owed = capacity.entitlement(placement.plan, placement.department)
    matter = {*capacity.days_that_matter(held, since=first), *owed.days_that_matter(since=first)}
    found: dict[str, Finding] = {}
    for day in sorted(each for each in matter if days.holds(each)):
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
