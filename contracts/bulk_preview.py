"""What an act on many contracts would do to each: the rows of its page, with what the rules say of them now."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

import law
from accounts.acting import offices_among, procedure
from accounts.models import Department, User
from accounts.templatetags.words import day
from contracts import people, season, season_validators, validators
from contracts.models import Contract, ContractCopy
from law.findings import Finding


@dataclass(frozen=True)
class Candidate:
    """One row: `key` is sent back when it is chosen; `reason` says why it cannot be done, empty when it can.

    `findings` are what the rules say of it although it can be done; `remark` what to look at. `is_first`: there is
    no earlier contract that names an appointing authority.
    """

    key: int
    name: str
    url: str
    position: int
    contract: int | None = None
    revision: int | None = None
    reason: str = ""
    remark: str = ""
    findings: tuple[Finding, ...] = ()
    due_on: date | None = None
    is_first: bool = False

    @property
    def told(self) -> list[Finding]:
        """Of the findings those that are more than advice."""
        return [each for each in self.findings if each.weight.rank < _ADVICE]


_ADVICE = 3


def candidates(act: str, department: Department | None, year: int | None, user: User, *, on: date) -> list[Candidate]:
    """The rows of this act for this person on the day `on`, those that can be done first."""
    found = _ROWS[act](department, year, user, on=on)
    return sorted(found, key=lambda each: (bool(each.reason), each.name))


def _prepare(department: Department, year: int, user: User, *, on: date) -> list[Candidate]:
    return [
        Candidate(
            key=each.position.pk,
            name=each.name,
            url=(each.existing or each.position).get_absolute_url(),
            position=each.position.pk,
            reason=each.reason,
            remark=each.remark,
            is_first=each.last is None,
        )
        for each in season.seats(department, year, on=on)
    ]


def _propose(department: Department, year: int, user: User, *, on: date) -> list[Candidate]:
    rows = _of_year(Contract.objects.visible_to(user, on=on), department, year).filter(state="draft")
    wanted = rows.select_related("employee", "appointing_authority", "position", "department", "salary_decision")
    found = []
    for contract in wanted.order_by("employee__name", "pk"):
        if not _may(contract, "propose", user, on=on):
            continue
        known = validators.draft_findings(contract, on=on)
        findings = season_validators.for_reader(contract, known, user, on=on)
        stopping = [each for each in findings if each.stops]
        missing = people.missing_signers(contract, people.signers(contract, on=on))
        reason = " ".join([*(f"{each.words} ({each.code})" for each in stopping), *missing])
        found.append(
            Candidate(
                key=contract.pk,
                name=f"{contract.employee}, {contract.position}",
                url=reverse("contracts:edit", args=[contract.pk]) if reason else contract.get_absolute_url(),
                position=contract.position_id,
                contract=contract.pk,
                revision=contract.revision,
                reason=reason,
                findings=tuple(each for each in findings if not each.stops),
                due_on=contract.due_on,
            )
        )
    return found


def _copies(state: str, verb: str) -> Callable[..., list[Candidate]]:
    def rows(department: Department | None, year: int | None, user: User, *, on: date) -> list[Candidate]:
        contracts = _of_year(Contract.objects.visible_to(user, on=on), department, year)
        copies = ContractCopy.objects.visible_to(user, on=on).filter(state=state, contract__in=contracts)
        known = copies.select_related("contract__employee", "contract__position", "department")
        return [
            Candidate(
                key=copy.contract_id,
                name=f"{copy.contract.employee}, {copy.contract.position}, {copy.contract.department_name}",
                url=copy.get_absolute_url(),
                position=copy.contract.position_id,
                contract=copy.contract_id,
                remark=_of_copy(copy),
            )
            for copy in known.order_by("sent_on", "pk")
            if _may(copy, verb, user, on=on)
        ]

    return rows


def _of_copy(copy: ContractCopy) -> str:
    signed = f"Signed {day(copy.contract.signed_on)}, sent {day(copy.sent_on)}."
    return f"{signed} Returned: {copy.returned_reason}" if copy.state == "returned" else signed


def _of_year(rows, department: Department | None, year: int | None):
    if department is not None:
        rows = rows.filter(department=department)
    if year is not None:
        calendar = law.plan(law.DEFAULT_PLAN).calendar
        rows = rows.filter(starts_on__range=(calendar.year_starts(year), calendar.year_ends(year)))
    return rows


def _may(thing: Contract | ContractCopy, verb: str, user: User, *, on: date) -> bool:
    step = procedure(thing).step(verb, start=thing.state)
    held = offices_among(user.memberships_on(on), user, thing)
    return step is not None and bool(held.keys() & set(step.offices))


_ROWS: dict[str, Callable[..., list[Candidate]]] = {
    "prepare": _prepare,
    "propose": _propose,
    "acknowledge": _copies("sent", "acknowledge"),
    "send": _copies("returned", "send"),
}
