"""A department's contract year: every SES position with who holds it, how far its contract is, and what is at risk."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from types import ModuleType

from django.db.models import F, OuterRef, Q, Subquery

import law
from accounts.models import User
from contracts import standing
from contracts.models import Contract, Signature
from contracts.year import (
    DECLINED,
    DRAFT,
    NOT_BEGUN,
    NOT_PROPOSED,
    PARTLY,
    PROPOSED,
    RECEIVED,
    RETURNED,
    SIGNED,
    VACANT,
    Line,
    Stage,
    Year,
)
from law.dated import NotInForce
from positions.models import Incumbency, Placement, Removal

SEASON = timedelta(days=90)
"""How long before its day the contract of the next year is looked for."""
AT_RISK = timedelta(days=30)
"""How long before its last day a contract that is not signed is at risk."""

Signed = dict[str, date]
"""The lines signed on a version that is proposed, each with its day."""


class Books:
    """What departments have on a day and later, read once (five queries, whatever the size) and asked by year.

    `since`: also what was over before today, from that day on, for a year that has passed.
    """

    def __init__(
        self,
        user: User,
        departments: Collection[int],
        *,
        on: date,
        since: date | None = None,
        with_paper: bool = True,
        code: str = law.DEFAULT_PLAN,
    ) -> None:
        self.on = on
        self.plan = law.plan(code)
        self.sees_drafts = set(departments) <= user.departments_seen(on)
        first = min(since or on, on)
        placements = Placement.objects.visible_to(user, on=on).filter(plan=code, department__in=departments)
        held = Incumbency.objects.visible_to(user, on=on).filter(department__in=departments)
        proposed = Removal.objects.visible_to(user, on=on).filter(placement=OuterRef("pk"), state="proposed")
        placements = placements.annotate(
            removal=Subquery(proposed.values("pk")[:1]), removal_opened_on=Subquery(proposed.values("opened_on")[:1])
        )
        self.placements = list(
            _not_over(placements, on=first).select_related("position__department").order_by("starts_on")
        )
        # Whoever acts comes first, so that the one who holds the position for good is taken for its holder.
        incumbents = _not_over(held, on=first).select_related("person", "position")
        self.incumbencies = list(incumbents.order_by("-is_acting", "starts_on"))
        contracts = Contract.objects.visible_to(user, on=on).live().filter(plan=code, department__in=departments)
        wanted = contracts.filter(ends_on__gte=first).select_related("copy", "employee", "appointing_authority")
        self.contracts, self.others = _of_each_year(wanted.with_asking().order_by("starts_on", "pk"))
        self.signatures = signatures(each for each in self.contracts.values() if each.state == "proposed")
        # A desk does not show what was signed by hand, so it does not ask.
        self.on_paper = _on_paper(self.contracts.values()) if with_paper else set()

    @property
    def years(self) -> list[int]:
        """The fiscal years whose contracts are looked for."""
        return years_looked_at(self.plan, on=self.on)

    def year(self, year: int) -> Year:
        """The contract year as it stands; one that is over, as it stood on its last day."""
        first, last = self.plan.calendar.year_starts(year), self.plan.calendar.year_ends(year)
        day = min(max(self.on, first), last)
        holders = {each.position_id: each for each in self.incumbencies if _in_force(each, on=day)}
        lines = []
        for placement in self.placements:
            if not _in_force(placement, on=day):
                continue
            line = Line(placement, holders.get(placement.position_id), may_be_begun=self.sees_drafts)
            if line.incumbency is not None:
                key = (placement.position_id, line.incumbency.person_id, last)
                line.contract, line.others = self.contracts.get(key), self.others.get(key, [])
                came_on = max(line.incumbency.starts_on, placement.starts_on)
                line.starts_on = max(first, came_on)
                line.due_on = _due_on(self.plan, starts_on=line.starts_on, came_on=came_on)
            if placement.removal is not None and self.plan.calendar.fiscal_year(placement.removal_opened_on) == year:
                line.removal = placement.removal
            self._tell(line)
            lines.append(line)
        lines.sort(key=lambda line: (line.risk, line.due_on or last, line.placement.position.title))
        return Year(self.plan.calendar.fiscal_year_words(year), lines, number=year)

    def vacant(self) -> list[Placement]:
        """Positions in the SES today that nobody holds, and for which nobody is appointed."""
        filled = {each.position_id for each in self.incumbencies}
        return [each for each in self.placements if each.starts_on <= self.on and each.position_id not in filled]

    def _tell(self, line: Line) -> None:
        """Write where a line stands and its stages in words, and how much it is at risk."""
        contract = line.contract
        if line.incumbency is None:
            line.stands, line.risk = VACANT, 6
            return
        if contract is None:
            line.stands = NOT_BEGUN if self.sees_drafts else NOT_PROPOSED
            line.waits_for = "the department to prepare it"
            line.stages, line.risk = [Stage(line.stands)], 1
        elif contract.state == "declined":
            line.stands, line.waits_for = DECLINED, "the department to revise it or leave it"
            line.stages = [Stage("Drafted", contract.started_on), Stage("Declined by the employee", is_next=True)]
            line.risk = 1
        else:
            self._follow(line, contract)
            line.is_on_paper = contract.pk in self.on_paper
        unsigned = line.due_on is not None and not line.is_signed
        line.is_late = unsigned and line.due_on < self.on
        line.is_at_risk = unsigned and line.due_on - self.on <= AT_RISK
        if line.is_late:
            line.risk = 0
        elif line.removal is not None:
            line.risk = 1

    def _follow(self, line: Line, contract: Contract) -> None:
        """The stages of a contract that is on its way, and for whom it waits since when."""
        path = self._path(contract)
        waits = next((at for at, (_words, done_on) in enumerate(path) if done_on is None), len(path))
        line.stages = [Stage(words, done_on, is_next=at == waits) for at, (words, done_on) in enumerate(path)]
        line.risk = {"draft": 2, "proposed": 3}.get(contract.state, 4 if waits < len(path) else 5)
        line.since = max((done_on for _words, done_on in path[:waits] if done_on), default=None)
        copy = getattr(contract, "copy", None)
        if contract.state == "draft":
            line.stands, line.waits_for = DRAFT, "the department to propose it"
        elif contract.state == "proposed":
            signed = self.signatures.get(contract.pk, {})
            line.stands = PARTLY if signed else PROPOSED
            line.waits_for = f"{standing.next_to_sign(contract, len(signed))} to sign"
            if contract.asked_on is not None:
                line.waits_for, line.since = standing.answer_owed(contract), contract.asked_on
        elif copy is None or copy.state == "received":
            line.stands, line.since = (RECEIVED if copy else SIGNED), None
        elif copy.state == "returned":
            line.stands, line.waits_for = RETURNED, "the department to send the copy again"
        else:
            line.stands, line.waits_for, line.since = SIGNED, "DPA/DHR to acknowledge the copy", copy.sent_on

    def _path(self, contract: Contract) -> list[tuple[str, date | None]]:
        """The stages of a contract from the draft to DPA/DHR, each with the day it was reached."""
        copy = getattr(contract, "copy", None)
        received = ("Received by DPA/DHR", copy.received_on if copy else None)
        if contract.state == "signed":
            return [("Signed by all", contract.signed_on), *([received] if copy else [])]
        offices = self.plan.offices
        signed = self.signatures.get(contract.pk, {})
        return [
            ("Drafted", contract.started_on),
            ("Proposed", None if contract.state == "draft" else contract.proposed_on),
            *((f"Signed by {offices.OFFICES[line].name.lower()}", signed.get(line)) for line in offices.SIGNERS),
            received,
        ]


Key = tuple[int, int, date]
"""A position, who holds it, and the last day of a contract year."""


def _of_each_year(contracts: Iterable[Contract]) -> tuple[dict[Key, Contract], dict[Key, list[Contract]]]:
    """The contract that the duty of the year rests on: the first one that is signed, else the newest; and the others
    of that year. `contracts` come by their first day."""
    found: dict[Key, Contract] = {}
    others: dict[Key, list[Contract]] = {}
    for contract in contracts:
        key = (contract.position_id, contract.employee_id, contract.ends_on)
        if key not in found:
            found[key] = contract
        elif found[key].state == "signed":
            others.setdefault(key, []).append(contract)
        else:
            others.setdefault(key, []).append(found[key])
            found[key] = contract
    return found, others


def signatures(contracts: Iterable[Contract]) -> dict[int, Signed]:
    """What is signed of the versions that these contracts propose; an entry for each that proposes one. One query."""
    found: dict[int, Signed] = {contract.pk: {} for contract in contracts if contract.proposed_version_id}
    if found:
        made = Signature.unscoped.filter(contract__in=found, version=F("contract__proposed_version"))
        for contract, line, signed_on in made.values_list("contract", "line", "signed_on"):
            found[contract][line] = signed_on
    return found


def _on_paper(contracts: Iterable[Contract]) -> set[int]:
    """Those of these contracts of whose version, as it is proposed or signed, a line was signed by hand. One query."""
    contracts = list(contracts)
    by_hand = Signature.unscoped.filter(
        contract__in=[each.pk for each in contracts], version=F("contract__proposed_version"), paper__isnull=False
    )
    brought_over = {each.pk for each in contracts if each.brought_over}
    return brought_over | set(by_hand.values_list("contract", flat=True)) if contracts else set()


def years_looked_at(plan: ModuleType, *, on: date) -> list[int]:
    """The fiscal years whose contracts are looked for: this one, and in the season the next one too."""
    year = plan.calendar.fiscal_year(on)
    return [year, year + 1] if plan.calendar.year_ends(year) - on <= SEASON else [year]


def _not_over(rows, *, on: date):
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=on))


def _in_force(row: Placement | Incumbency, *, on: date) -> bool:
    return row.starts_on <= on and (row.ends_on is None or on <= row.ends_on)


def _due_on(plan: ModuleType, *, starts_on: date, came_on: date) -> date | None:
    """The last day for the contract; None for a year before the rules."""
    try:
        return plan.calendar.contract_due_on(starts_on=starts_on, hired_on=came_on)
    except NotInForce:
        return None
