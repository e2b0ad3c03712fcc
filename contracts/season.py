"""The season: next year's drafts for the incumbents of a department, from the contracts of the year before.

Carried over are the parties, the division, the added lines of the core areas, and the objectives of the special
projects, as amended during the year; their results are not. The salary is last year's until the director has decided
it: the decision is empty, and a contract without one cannot be proposed (CO-PAY-5, CO-PAY-6). What is not signed yet is
not carried over, and who was given notice in time gets no draft (CO-REM-5).
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F

import law
from accounts.acting import StepRefused, refuse_if_stopped
from accounts.models import Department, Membership, User
from accounts.templatetags.words import day
from contracts import amendments, noticed, salary_validators, season_validators, terms, validators, workflow
from contracts.models import APPOINTING_OFFICES, Contract, SalaryDecision
from contracts.noticed import Noticed
from law.findings import Finding
from positions.models import Incumbency, Placement, Position


@dataclass(frozen=True)
class Seat:
    """An SES position in the season: who holds it on the first day of the year, and the contract to carry over.

    `reason` says why no draft is prepared; empty when one is. `existing`: the contract that there is already.
    `remark` says what to look at although a draft is prepared.
    """

    position: Position
    person: User | None
    last: Contract | None
    reason: str = ""
    remark: str = ""
    existing: Contract | None = None

    @property
    def name(self) -> str:
        """Of whom, in which position."""
        return f"{self.person}, {self.position}" if self.person else str(self.position)


def seats(department: Department, year: int, *, on: date, code: str = law.DEFAULT_PLAN) -> list[Seat]:
    """Every SES position of a department on the first day of a fiscal year, by title. Six queries."""
    calendar = law.plan(code).calendar
    first = calendar.year_starts(year)
    placements = Placement.unscoped.in_force(first).filter(plan=code, department=department)
    placed = list(placements.select_related("position__department").order_by("position__title", "pk"))
    positions = [each.position_id for each in placed]
    held = Incumbency.unscoped.filter(position__in=positions).exclude(ends_on__lt=on).select_related("person")
    stays: dict[int, list[Incumbency]] = {}
    for stay in held.order_by("is_acting", "starts_on"):  # whoever holds it for good before whoever acts
        stays.setdefault(stay.position_id, []).append(stay)
    contracts, leaving = _contracts(positions, first), noticed.among(positions, code, on=on)
    appointing = set(
        Membership.unscoped.filter(department=department, office__in=APPOINTING_OFFICES)
        .held_on(on)
        .values_list("user", flat=True)
    )
    return [
        _seat(
            each,
            stays.get(each.position_id, []),
            contracts.get(each.position_id, []),
            appointing,
            leaving,
            first=first,
            on=on,
        )
        for each in placed
    ]


def seat(position: Position, year: int, *, on: date) -> Seat:
    """One position, judged as `seats` judges all."""
    found = seats(position.department, year, on=on, code=position.plan)
    for each in found:
        if each.position.pk == position.pk:
            return each
    raise StepRefused(f"{position} is not in the SES on the first day of that year. (CO-CON-1)")


def _contracts(positions: list[int], first: date) -> dict[int, list[Contract]]:
    """By position: those of the year that begins on `first`, and the last ones before it, newest first."""
    rows = Contract.unscoped.live().with_leaving().filter(position__in=positions)
    rows = rows.filter(ends_on__gte=first.replace(year=first.year - 1))
    found: dict[int, list[Contract]] = {}
    for contract in rows.select_related("employee", "appointing_authority", "proposed_version").order_by(
        "-starts_on", "-pk"
    ):
        found.setdefault(contract.position_id, []).append(contract)
    return found


def _seat(
    placement: Placement,
    stays: list[Incumbency],
    contracts: list[Contract],
    appointing: set[int],
    leaving: dict[int, Noticed],
    *,
    first: date,
    on: date,
) -> Seat:
    position = placement.position
    stay = next((each for each in stays if _in_force(each, on=first)), None)
    if stay is None:
        return Seat(position, None, None, reason=_vacant(stays, first=first))
    mine = [each for each in contracts if each.employee_id == stay.person_id]
    existing = next((each for each in mine if each.ends_on > first), None)
    earlier = [each for each in mine if each.ends_on < first and each.starts_on >= stay.starts_on]
    last = next((each for each in earlier if each.state == "signed"), None)
    came_on = max(stay.starts_on, placement.starts_on)
    _ends_on, due_on = validators.term_of(stay, starts_on=first, came_on=came_on)
    stopping = _stopping(placement.plan, stay, earlier, leaving, first=first, on=on)
    reason = ""
    if existing is not None:
        reason = f"There is a contract for that year already, begun {day(existing.started_on)}."
    elif stopping:
        reason = " ".join(f"{each.words} ({each.code})" for each in stopping)
    elif due_on >= first:
        reason = (
            f"Hired, moved or placed on {day(came_on)}, shortly before the year begins: the contract is due on "
            f"{day(due_on)} and is begun by hand (reading 18, CO-CON-2)."
        )
    remark = ""
    if last is None:
        remark = "No contract of this stay in the position to carry over: the draft begins with the printed lines only."
    elif last.appointing_authority_id not in appointing:
        remark = f"{last.appointing_authority} holds no office in which to sign as appointing authority today."
    return Seat(position, stay.person, last, reason, remark, existing)


def _stopping(
    plan: str,
    stay: Incumbency,
    earlier: list[Contract],
    leaving: dict[int, Noticed],
    *,
    first: date,
    on: date,
) -> list[Finding]:
    """Why nothing is carried over although somebody holds the position: a notice in time, or a contract to be signed
    first."""
    given = season_validators.leaving_findings(plan, leaving.get(stay.pk), starts_on=first, on=on)
    unsigned = next((each for each in earlier if each.is_open_for_signing(on)), None)
    return [*given, *season_validators.order_findings(plan, unsigned, on=on)]


def _vacant(stays: list[Incumbency], *, first: date) -> str:
    leaving = next((each for each in stays if each.ends_on is not None and each.ends_on < first), None)
    coming = next((each for each in stays if each.starts_on > first), None)
    if coming is not None:
        return f"{coming.person} takes office on {day(coming.starts_on)}; that contract is begun by hand (CO-CON-2)."
    if leaving is not None:
        return f"{leaving.person} leaves on {day(leaving.ends_on)}; from then the position is vacant (reading 17)."
    return "Vacant: there is nobody to agree with (reading 17)."


def _in_force(row: Incumbency, *, on: date) -> bool:
    return row.starts_on <= on and (row.ends_on is None or on <= row.ends_on)


def years_open(plan: str, *, on: date) -> tuple[int, int]:
    """The contract years whose drafts can be prepared on the day `on`: the one that runs and the coming one."""
    this = law.plan(plan).calendar.fiscal_year(on)
    return this, this + 1


def closed(plan: str, year: int, *, on: date) -> str:
    """Why no draft of this contract year can be prepared on the day `on`; empty when one can."""
    this, coming = years_open(plan, on=on)
    if year in (this, coming):
        return ""
    named = [validators.year_words(plan, each) for each in (this, coming)]
    return (
        f"Contracts are prepared for this contract year, {named[0]}, and for the coming one, {named[1]}, "
        f"not for {validators.year_words(plan, year)}. (CO-CON-1)"
    )


@transaction.atomic
def prepare(
    position: Position,
    year: int,
    *,
    appointing_authority: User | None = None,
    appointing_authority_title: str = "",
    by: User,
    on: date,
) -> Contract:
    """Begin the draft of one position for a fiscal year and carry over what the year before agreed.

    `appointing_authority` is for positions without an earlier contract. Raises StepRefused with the reason why
    there is nothing to prepare; so asked twice, or by two people, nothing happens the second time.
    """
    if words := closed(position.plan, year, on=on):
        raise StepRefused(words)
    Position.unscoped.select_for_update().get(pk=position.pk)
    found = seat(position, year, on=on)
    if found.reason:
        raise StepRefused(found.reason if "CO-" in found.reason else f"{found.reason} (CO-CON-1)")
    last = found.last
    superior = last.appointing_authority if last else appointing_authority
    title = last.appointing_authority_title if last else appointing_authority_title
    if superior is None or not title.strip():
        raise StepRefused(
            f"There is no earlier contract of {found.person} that names an appointing authority. Choose one for those "
            "who have none, or begin this contract by hand. (CO-CON-4)"
        )
    contract = workflow.start(
        position,
        starts_on=law.plan(position.plan).calendar.year_starts(year),
        appointing_authority=superior,
        appointing_authority_title=title,
        by=by,
        on=on,
    )
    if last is not None:
        _carry(last, contract, on=on)
    return contract


def _carry(last: Contract, contract: Contract, *, on: date) -> None:
    """The salary as it is, the added lines, and the objectives of the projects without their results."""
    salary = last.monthly_salary
    refuse_if_stopped(
        salary_validators.carried_salary_findings(contract.plan, last=last.monthly_salary, carried=salary, on=on),
        act="prepare this contract",
    )
    Contract.unscoped.filter(pk=contract.pk).update(
        monthly_salary=salary, division=contract.division or last.division, revision=F("revision") + 1
    )
    agreed = amendments.terms_in_force(last, on=on)
    wanted = [
        {"objective": each["objective"], "results": ""} for each in agreed["projects"] if each["objective"].strip()
    ]
    terms.write_lines(contract, lines=terms.added_lines(contract.plan, agreed), projects=wanted)
    SalaryDecision.objects.filter(contract=contract).update(factors=[], performance_basis="")
    contract.refresh_from_db()
