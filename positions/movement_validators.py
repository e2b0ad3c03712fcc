"""Gathers facts about appointments, transfers, ends and descriptions, asks the law, and gives its findings."""

from datetime import date
from typing import Any

import law
from law.dated import NotInForce
from law.findings import Finding, heaviest_first
from positions.models import Incumbency, JobDescription, Position, Transfer, TransferApproval

RECORDED_ELSEWHERE = ("separation", "transfer", "conversion")
"""Ends that nobody chooses on the page of an appointment: a notice, a transfer or the conversion of the position leads
to them."""


def others_in(incumbency: Incumbency) -> dict[str, str]:
    """Who else is in the position in the days of this appointment: "held_by" for good, "acted_by"; or empty."""
    others = Incumbency.unscoped.filter(position=incumbency.position_id).exclude(pk=incumbency.pk)
    others = others.overlapping(incumbency.starts_on, incumbency.ends_on)
    found = {True: "", False: ""}
    for other in others.select_related("person").order_by("-starts_on"):
        found[other.is_acting] = str(other.person)
    return {"held_by": found[False], "acted_by": found[True]}


def occupancy_findings(incumbency: Incumbency) -> list[Finding]:
    """What the law says of who else is in the position in the days of this appointment: CO-APT-1."""
    return law.plan(incumbency.plan).positions.check_acting(
        acting=incumbency.is_acting, method=incumbency.method, **others_in(incumbency), on=incumbency.starts_on
    )


def ending_findings(
    incumbency: Incumbency,
    *,
    way: str,
    ends_on: date,
    cause: str = "",
    met_on: date | None = None,
    noticed_on: date | None = None,
    on: date,
) -> list[Finding]:
    """What the law says of ending this appointment so, recorded on the day `on`: CO-APT-5, CO-DIS-1, CO-LAY."""
    rules = law.plan(incumbency.plan).positions
    findings = rules.check_ending(
        way=way,
        acting=incumbency.is_acting,
        starts_on=incumbency.starts_on,
        ends_on=ends_on,
        cause=cause,
        met_on=met_on,
        noticed_on=noticed_on,
        on=on,
    )
    if way == "layoff":
        findings = [*findings, *layoff_findings(incumbency, ends_on=ends_on)]
    return heaviest_first(findings)


def layoff_findings(incumbency: Incumbency, *, ends_on: date) -> list[Finding]:
    """What the law says of laying this person off with `ends_on` as the last day: CO-LAY-1, CO-LAY-2."""
    return law.plan(incumbency.plan).positions.check_layoff(
        certified=incumbency.is_certified,
        previously_certified_class=incumbency.previously_certified_class,
        on=ends_on,
    )


def privilege(incumbency: Incumbency) -> Any:
    """The privilege of reinstatement of somebody laid off; None when there is none, or nobody can tell. CO-LAY-2."""
    if incumbency.ended_by != "layoff" or incumbency.ends_on is None:
        return None
    return law.plan(incumbency.plan).positions.reinstatement_privilege(
        certified=incumbency.is_certified,
        previously_certified_class=incumbency.previously_certified_class,
        on=incumbency.ends_on,
    )


def approval_findings(transfer: Transfer, *, on: date) -> list[Finding]:
    """What the law says of approving this transfer on the day `on`, before it is counted: CO-APT-3."""
    return law.plan(transfer.plan).positions.check_transfer_day(starts_on=transfer.starts_on, on=on)


def transfer_findings(transfer: Transfer) -> list[Finding]:
    """Whether the directors involved have all approved: CO-APT-3."""
    try:
        return law.plan(transfer.plan).positions.check_transfer(
            approvals=TransferApproval.objects.filter(transfer=transfer).count(),
            same_department=transfer.department_id == transfer.from_department_id,
            on=transfer.starts_on,
        )
    except NotInForce:
        return []


def description_findings(described: JobDescription, *, on: date) -> list[Finding]:
    """Whether this job description is current on the day `on`: CO-NOM-2. Nothing is asked before the rules."""
    try:
        return law.plan(described.plan).positions.check_description_age(dated_on=described.dated_on, on=on)
    except NotInForce:
        return []


def far_day_findings(plan: str, *, of: str, starts_on: date, on: date) -> list[Finding]:
    """Whether the day of a "placement" or an "authorization" is so far ahead that it is questioned."""
    return law.plan(plan).positions.check_far_day(of=of, starts_on=starts_on, on=on)


def ways_to_choose(incumbency: Incumbency, *, decides: bool) -> list[tuple[str, str]]:
    """The ways in which this appointment can be ended on its page: code and words.

    `decides`: for the director, who also lays off and disciplines.
    """
    plain = [each for each in law.plan(incumbency.plan).positions.WAYS if each.code not in RECORDED_ELSEWHERE]
    fitting = [each for each in plain if each.verb == "end"] if incumbency.is_acting or not decides else plain
    return [(each.code, each.words) for each in fitting if incumbency.is_acting or each.code != "acting_over"]


def way(plan: str, code: str) -> Any:
    """The way of ending that goes by this code, or None."""
    return next((each for each in law.plan(plan).positions.WAYS if each.code == code), None)


def way_words(incumbency: Incumbency) -> str:
    """How the appointment ended, in words."""
    known = way(incumbency.plan, incumbency.ended_by)
    return known.words if known else ""


def causes(plan: str) -> tuple[tuple[str, str], ...]:
    """The causes of discipline: code and words."""
    return law.plan(plan).positions.CAUSES


def cause_words(incumbency: Incumbency) -> str:
    """The cause of discipline, in words."""
    return dict(causes(incumbency.plan)).get(incumbency.ending_cause, "")


def reaches(position: Position, held_privilege: Any) -> bool:
    """Whether the privilege of reinstatement may be used for this position. CO-LAY-2."""
    return held_privilege.reaches(position.job_class)
