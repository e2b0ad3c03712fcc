"""Who leaves the SES on July 1, worked out from contracts and notices, and proposed by the nightly job (reading 7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

import law
from accounts.models import Membership
from appraisals import notice_validators
from appraisals.models import Appraisal, Notice, Overall
from contracts.models import Contract
from law.dated import NotInForce
from positions import july_first
from positions.models import Incumbency, Placement, Removal


@dataclass(frozen=True)
class Case:
    """One position in the SES on June 30: who holds it, and what July 1 brings about, with the facts it rests on."""

    placement: Placement
    holder: Incumbency | None
    outcome: Any
    evidence: dict[str, Any]


def cases(plan: str, *, year: int) -> Iterator[Case]:
    """Every position in the SES on the June 30 before the fiscal year `year`. Three queries, whatever the size."""
    rules = law.plan(plan)
    last_day, first_day = rules.calendar.year_ends(year - 1), rules.calendar.year_starts(year)
    held: dict[int, Incumbency] = {}
    theirs = {"position": OuterRef("position"), "employee": OuterRef("person")}
    of_the_year = {"starts_on__lte": rules.calendar.year_ends(year), "ends_on__gte": first_day}
    signed = Contract.unscoped.filter(plan=plan, state="signed", **of_the_year, **theirs).order_by("signed_on")
    incumbencies = Incumbency.unscoped.in_force(last_day).filter(plan=plan).select_related("person")
    incumbencies = incumbencies.annotate(
        contract_signed_on=Subquery(signed.values("signed_on")[:1]),
        is_unsatisfactory=Exists(_found_unsatisfactory(plan, year=year - 1)),
    )
    for row in incumbencies.order_by("is_acting", "pk"):
        held.setdefault(row.position_id, row)
    notices = {
        notice.incumbency_id: notice for notice in Notice.unscoped.standing().filter(plan=plan, fiscal_year=year - 1)
    }
    placements = Placement.unscoped.in_force(last_day).filter(plan=plan).exclude(ends_on=last_day)
    for placement in placements.select_related("position__department").order_by("pk"):
        holder = held.get(placement.position_id)
        yield _case(placement, holder, notices.get(holder.pk) if holder else None, year=year)


def _case(placement: Placement, holder: Any, notice: Notice | None, *, year: int) -> Case:
    rules = law.plan(placement.plan).notices
    standing = notice_validators.standing(notice) if notice else rules.Standing.NONE
    signed_on = holder.contract_signed_on if holder else None
    found = holder is not None and (holder.is_unsatisfactory or notice is not None)
    came_on = max(holder.starts_on, placement.starts_on) if holder else None
    outcome = rules.july_first(
        year=year,
        is_held=holder is not None and _goes_on(holder, year=year),
        signed_on=signed_on,
        unsatisfactory=found,
        standing=standing,
        moved_on=came_on,
    )
    evidence = {
        "year": year,
        "holder": holder.person.name if holder else "",
        "signed_on": str(signed_on or ""),
        "notice": standing.value,
        "unsatisfactory": found,
        "outcome": outcome.name,
        "words": outcome.value,
    }
    return Case(placement, holder, outcome, evidence)


def _goes_on(holder: Incumbency, *, year: int) -> bool:
    """Whether they hold the position beyond June 30: who resigned by then leaves a vacant position."""
    first_day = law.plan(holder.plan).calendar.year_starts(year)
    return holder.ends_on is None or holder.ends_on >= first_day or holder.ended_by == "separation"


def _found_unsatisfactory(plan: str, *, year: int) -> QuerySet[Appraisal]:
    """Final appraisals of that year of an appointment, with the lowest level as the overall (reading 12)."""
    calendar, lowest = law.plan(plan).calendar, law.plan(plan).appraisals.LOWEST
    overall = Overall.unscoped.filter(part="", level=lowest, appraisal__state="final", appraisal__plan=plan)
    final = Appraisal.unscoped.filter(pk__in=overall.values("appraisal"), contract__ends_on=calendar.year_ends(year))
    return final.filter(contract__position=OuterRef("position"), employee=OuterRef("person"))


def propose(plan: str, held: Iterable[Membership], *, on: date) -> int:
    """On July 1, open a removal for each position that left the SES by law. How many. On any other day none (CO-REM-4).

    `held` are the offices, whose holders are told. Called twice it proposes nothing twice. It decides nothing: DPA/DHR
    confirms each, or records the contract.
    """
    rules = law.plan(plan)
    year = rules.calendar.fiscal_year(on)
    if on != rules.calendar.year_starts(year):
        return 0
    try:
        found = list(cases(plan, year=year))
    except NotInForce:
        return 0
    leaving = (rules.notices.JulyFirst.CONVERTS, rules.notices.JulyFirst.CONVERTS_UNNOTICED)
    proposals = [july_first.Proposal(case.placement, case.evidence) for case in found if case.outcome in leaving]
    return july_first.propose(proposals, held, on=on) if proposals else 0


def signed_in_time(removal: Removal) -> tuple[date | None, date]:
    """What sets a proposal of July 1 aside: the last signature on the contract as recorded now, and when it was due."""
    rules = law.plan(removal.plan)
    year = rules.calendar.fiscal_year(removal.opened_on)
    first_day = rules.calendar.year_starts(year)
    contracts = Contract.unscoped.filter(
        position=removal.position, state="signed", starts_on__lte=rules.calendar.year_ends(year), ends_on__gte=first_day
    )
    days = list(contracts.values_list("signed_on", flat=True))
    return min(days, default=None), rules.calendar.year_ends(year - 1)
