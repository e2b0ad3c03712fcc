"""Who leaves the SES on July 1, worked out from contracts and notices, and proposed by the nightly job (reading 7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery

import law
from accounts.acting import procedure
from accounts.models import Membership, User
from accounts.templatetags.words import day
from appraisals import notice_validators
from appraisals.models import Notice
from contracts import paper_signatures
from contracts.models import Contract, Signature
from law.dated import NotInForce
from law.findings import Finding
from positions import july_first
from positions.models import Incumbency, Placement, Removal


@dataclass(frozen=True)
class Case:
    """One position in the SES on June 30: who holds it, and what July 1 brings about, with the facts it rests on."""

    placement: Placement
    holder: Incumbency | None
    outcome: Any
    evidence: dict[str, Any]


def cases(plan: str, *, year: int, only: int | None = None) -> Iterator[Case]:
    """Every position in the SES on the June 30 before the fiscal year `year`. Three queries, whatever the size.

    `only`: one position alone, by its key.
    """
    rules = law.plan(plan)
    last_day, first_day = rules.calendar.year_ends(year - 1), rules.calendar.year_starts(year)
    held: dict[int, Incumbency] = {}
    theirs = {"position": OuterRef("position"), "employee": OuterRef("person")}
    of_the_year = {"starts_on__lte": rules.calendar.year_ends(year), "ends_on__gte": first_day}
    signed = Contract.unscoped.filter(plan=plan, state="signed", **of_the_year, **theirs).order_by("signed_on")
    incumbencies = Incumbency.unscoped.in_force(last_day).filter(plan=plan).select_related("person")
    incumbencies = incumbencies.annotate(contract_signed_on=Subquery(signed.values("signed_on")[:1]))
    placements = Placement.unscoped.in_force(last_day).filter(plan=plan).exclude(ends_on=last_day)
    if only is not None:
        incumbencies, placements = incumbencies.filter(position=only), placements.filter(position=only)
    for row in incumbencies.order_by("is_acting", "pk"):
        held.setdefault(row.position_id, row)
    notices = {
        notice.incumbency_id: notice for notice in Notice.unscoped.standing().filter(plan=plan, fiscal_year=year - 1)
    }
    for placement in placements.select_related("position__department").order_by("pk"):
        holder = held.get(placement.position_id)
        yield _case(placement, holder, notices.get(holder.pk) if holder else None, year=year)


def _case(placement: Placement, holder: Any, notice: Notice | None, *, year: int) -> Case:
    rules = law.plan(placement.plan).notices
    standing = notice_validators.standing(notice) if notice else rules.Standing.NONE
    signed_on = holder.contract_signed_on if holder else None
    found = standing is not rules.Standing.NONE  # reading 12: only a notice that was given says so, never a rating
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
    proposals = list(proposals_of(found))
    return july_first.propose(proposals, held, on=on) if proposals else 0


def proposals_of(found: Iterable[Case]) -> Iterator[july_first.Proposal]:
    """What is proposed to DPA/DHR: the positions that left the SES by law."""
    for case in found:
        outcomes = law.plan(case.placement.plan).notices.JulyFirst
        if case.outcome in (outcomes.CONVERTS, outcomes.CONVERTS_UNNOTICED):
            yield july_first.Proposal(case.placement, case.evidence)


@transaction.atomic
def confirm(removal: Removal, *, by: User, on: date) -> None:
    """DPA/DHR confirms it, unless by now a contract stands recorded as signed in time (CO-REM-4).

    Who records a contract at the same moment is waited for. Raises StepRefused as positions.july_first.confirm.
    """
    list(_of_the_holder(removal).select_for_update().values_list("pk", flat=True))
    signed_on, due_on = signed_in_time(removal)
    july_first.confirm(removal, signed_on=signed_on, due_on=due_on, by=by, on=on)


def signed_in_time(removal: Removal) -> tuple[date | None, date]:
    """What is recorded now of the contract: the day of its last signature, None without one, and its last day in time.

    It is asked for before a proposal of July 1 is confirmed, and before it is set aside.
    """
    signed = _of_the_holder(removal).filter(state="signed").order_by("signed_on")
    return signed.values_list("signed_on", flat=True).first(), _due_on(removal)


def _due_on(removal: Removal) -> date:
    calendar = law.plan(removal.plan).calendar
    return calendar.year_ends(calendar.fiscal_year(removal.opened_on) - 1)


def _of_the_holder(removal: Removal) -> QuerySet[Contract]:
    """The contracts for the new year, with whoever held the position on the last day of the year before."""
    calendar = law.plan(removal.plan).calendar
    year = calendar.fiscal_year(removal.opened_on)
    held = Incumbency.unscoped.in_force(_due_on(removal)).filter(position=removal.position_id)
    return Contract.unscoped.live().filter(
        position=removal.position_id,
        employee=Subquery(held.order_by("is_acting", "pk").values("person")[:1]),
        starts_on__lte=calendar.year_ends(year),
        ends_on__gte=calendar.year_starts(year),
    )


@dataclass(frozen=True)
class Known:
    """What is recorded by now of the contract whose absence proposed a removal. `contract` is one that the reader sees.

    `remarks` are what the law says of its signatures on paper, `findings` what it says of confirming the removal.
    """

    due_on: date
    contract: Contract | None
    stands: str
    remarks: list[Finding]
    findings: list[Finding]

    @property
    def may_be_confirmed(self) -> bool:
        """Whether nothing stands against confirming it."""
        return not any(finding.stops for finding in self.findings)


def known(removal: Removal, user: User, *, on: date) -> Known:
    """What is recorded on the day `on`, beside the evidence that the night of July 1 froze."""
    signed_on, due_on = signed_in_time(removal)
    seen = Contract.objects.visible_to(user, on=on).filter(pk__in=_of_the_holder(removal).values("pk"))
    signed_first = seen.order_by(F("signed_on").asc(nulls_last=True), "starts_on", "pk")
    contract = signed_first.select_related("proposed_version").first()
    by_hand = paper_signatures.on_paper(contract, user, on=on) if contract else []
    return Known(
        due_on=due_on,
        contract=contract,
        stands=_stands(contract, due_on=due_on, recorded=[each.paper.recorded_on for each in by_hand]),
        remarks=_remarks(contract, by_hand, on=on),
        findings=july_first.confirm_findings(removal, signed_on=signed_on, due_on=due_on, on=on),
    )


def _remarks(contract: Contract | None, by_hand: list[Signature], *, on: date) -> list[Finding]:
    if contract is None:
        return []
    return paper_signatures.older_than_print(contract.proposed_version, contract.plan, by_hand, on=on)


def _stands(contract: Contract | None, *, due_on: date, recorded: list[date]) -> str:
    """Where it stands, in a few words: when it was signed, whether that was in time, and when a scan was recorded."""
    if contract is None:
        return "none is recorded"
    if contract.signed_on is None:
        return f"not signed by all: {procedure(contract).words(contract.state).lower()}"
    late = (contract.signed_on - due_on).days
    in_time = f"{late} day{'' if late == 1 else 's'} after {day(due_on)}, the last day" if late > 0 else "in time"
    scan = f", recorded from a scan on {day(max(recorded))}" if recorded else ""
    return f"signed by all on {day(contract.signed_on)}, {in_time}{scan}"
