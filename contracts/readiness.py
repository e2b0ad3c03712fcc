"""Which drafts can be proposed as they stand, and what the next thing is for the others.

The rules are asked as the act of proposing asks them; here the facts of many drafts are gathered at once.
"""

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Subquery

from accounts.acting import offices_held
from accounts.models import User
from contracts import people, salary_validators, validators
from contracts.models import Contract, ContractQuerySet, Element, PayCeiling, SalaryDecision

READY = "the department to propose it"
UNDECIDED = "the director to decide the salary"
UNFINISHED = "the department to finish it"
UNSIGNED = "the department to name who signs"
YEAR_BEFORE = "the contract of the year before to be signed"


def with_pay(rows: ContractQuerySet) -> ContractQuerySet:
    """With the salary decision, and `last_pay`: dollars per month of the contract before this one in the position."""
    whose = {"position": OuterRef("position"), "employee": OuterRef("employee")}
    before = Contract.unscoped.filter(**whose, starts_on__lt=OuterRef("starts_on")).ever_in_force()
    last = before.order_by("-starts_on").values("monthly_salary")[:1]
    return rows.select_related("salary_decision").annotate(last_pay=Subquery(last))


def is_undecided(contract: Contract, *, on: date) -> bool:
    """Whether the salary of a draft, or what it rests on, is still to be decided. It must come from `with_pay()`."""
    decision = _decision(contract)
    last = _last(contract, decision)
    told = salary_validators.decision_findings(contract, decision, last=last, is_appraised=None, on=on)
    return contract.monthly_salary is None or any(each.stops for each in told)


def next_salary(contract: Contract, user: User, *, on: date) -> Contract | None:
    """The draft of the same department and year whose salary this director decides next, by name; None for others."""
    if "director" not in offices_held(user, contract, on=on):
        return None
    drafts = Contract.objects.visible_to(user, on=on).filter(state="draft", department=contract.department_id)
    rows = with_pay(drafts.filter(starts_on=contract.starts_on).exclude(pk=contract.pk)).select_related("employee")
    left = [each for each in rows.order_by("employee__name", "pk") if is_undecided(each, on=on)]
    mine = (contract.employee.name, contract.pk)
    return next((each for each in left if (each.employee.name, each.pk) > mine), next(iter(left), None))


def waits_for(drafts: Collection[Contract], *, ceiling: PayCeiling | None, year: int, on: date) -> dict[int, str]:
    """For whom each draft of a fiscal year waits, by contract; READY where nothing stops proposing it. Three queries,
    and two for each of those few who left and came back within the year.

    `ceiling` is the one published for that year, if there is one.
    """
    rows = with_pay(Contract.unscoped.filter(pk__in=[each.pk for each in drafts]))
    open_before, beside = _before(on), _beside()
    rows = rows.annotate(is_second=Exists(open_before), has_beside=Exists(beside))
    known = list(rows.select_related("appointing_authority"))
    lines: dict[int, list[tuple[str, str | None]]] = {each.pk: [] for each in known}
    parts = Element.objects.filter(contract__in=lines).order_by("order", "objectives__order")
    for contract, code, text in parts.values_list("contract", "code", "objectives__text"):
        lines[contract].append((code, text))
    departments = {each.department_id: each for each in known}
    signers = {department: people.signers(each, on=on) for department, each in departments.items()}
    return {
        each.pk: _waits_for(each, lines[each.pk], signers[each.department_id], ceiling=ceiling, year=year, on=on)
        for each in known
    }


def _before(on: date) -> ContractQuerySet:
    """The contract of an earlier year of the same person in the position that can still be signed (CO-PAY-5)."""
    rows = Contract.unscoped.filter(position=OuterRef("position"), employee=OuterRef("employee"))
    return rows.filter(ends_on__lt=OuterRef("starts_on")).open_for_signing(on)


def _beside() -> ContractQuerySet:
    """A signed contract of the same person in the position with days of the same term: who left and came back."""
    rows = Contract.unscoped.filter(position=OuterRef("position"), employee=OuterRef("employee"), state="signed")
    return rows.filter(starts_on__lte=OuterRef("ends_on"), ends_on__gte=OuterRef("starts_on"))


def _waits_for(
    draft: Contract,
    lines: Sequence[tuple[str, str | None]],
    signers: people.Signers,
    *,
    ceiling: PayCeiling | None,
    year: int,
    on: date,
) -> str:
    decision = _decision(draft)
    if draft.is_second:
        return YEAR_BEFORE
    in_force = salary_validators.salary_in_force(draft) if draft.has_beside else None
    facts = validators.Facts(lines, decision, _last(draft, decision), in_force, ceiling)
    if is_undecided(draft, on=on):
        return UNDECIDED
    if ceiling is None:
        return no_ceiling(draft.plan, year)
    if any(finding.stops for finding in validators.findings_from(draft, facts, on=on)):
        return UNFINISHED
    return UNSIGNED if people.missing_signers(draft, signers) else READY


def no_ceiling(plan: str, year: int) -> str:
    """For whom the contracts of a fiscal year wait that has no ceiling (CO-PAY-2)."""
    return f"DPA/DHR to record the ceiling of {validators.year_words(plan, year)}"


def _decision(contract: Contract) -> SalaryDecision:
    return getattr(contract, "salary_decision", None) or SalaryDecision()


def _last(contract: Contract, decision: SalaryDecision) -> Decimal | None:
    last = getattr(contract, "last_pay", None)
    return decision.last_salary if last is None else last
