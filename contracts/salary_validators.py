"""What the law says of a salary: its ceiling, what it rests on, and what was paid before. For pages and acts alike."""

from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

import law
from contracts.models import Contract, PayCeiling, PayGuidance, SalaryDecision, Version
from law.findings import Finding
from positions.models import Incumbency, Placement


def salary_findings(
    plan: str, *, monthly: Decimal | None, ceiling: PayCeiling | None, starts_on: date, on: date
) -> list[Finding]:
    """CO-PAY-2 of a salary in dollars per month, for a contract that starts on `starts_on`."""
    rules = law.plan(plan)
    year = rules.calendar.fiscal_year_words(rules.calendar.fiscal_year(starts_on))
    return rules.contracts.check_salary(
        monthly=monthly, ceiling=ceiling.amount if ceiling else None, fiscal_year_words=year, on=on
    )


def decision_findings(
    contract: Contract, decision: SalaryDecision, *, last: Decimal | None, is_appraised: bool | None, on: date
) -> list[Finding]:
    """CO-PAY-5, CO-EVA-6 of what the salary decision rests on; `last` is what the contract before paid."""
    return law.plan(contract.plan).contracts.check_salary_decision(
        last=last,
        monthly=contract.monthly_salary,
        factors=tuple(decision.factors),
        performance_basis=decision.performance_basis,
        appraisal_complete=is_appraised,
        on=on,
    )


def asked_findings(contract: Contract, version: Version, *, on: date) -> list[Finding]:
    """CO-PAY-2 of the salary that the employee asks for in a counter-proposal; nothing of a proposed version."""
    asked = version.terms.get("monthly_salary")
    if not version.is_counter or asked is None:
        return []
    ceiling, starts_on = contract.ceiling, contract.starts_on
    return salary_findings(contract.plan, monthly=Decimal(asked), ceiling=ceiling, starts_on=starts_on, on=on)


def entered_salary_findings(plan: str, *, monthly: Decimal | None, on: date) -> list[Finding]:
    """CO-CON-3 of a salary that was entered: a draft may have none yet, but none that is not above zero."""
    return [] if monthly is None else law.plan(plan).contracts.check_salary_stated(monthly=monthly, on=on)


def carried_salary_findings(plan: str, *, last: Decimal | None, carried: Decimal | None, on: date) -> list[Finding]:
    """CO-PAY-6 of a salary that is carried over from one contract year to the next without anybody's decision."""
    return law.plan(plan).contracts.check_automatic_adjustment(automatic=carried != last, on=on)


def salary_in_force(contract: Contract) -> Decimal | None:
    """What a signed contract of this person in this position pays on days of this contract's term, if any.

    Whoever left and came back to the position is bound by it, within the contract year; whoever held another SES
    position in between came to new pay (CO-PAY-3, reading 9). One that never came in force binds nobody.
    """
    signed = Contract.unscoped.filter(position=contract.position_id, employee=contract.employee_id).ever_in_force()
    rows = signed.filter(starts_on__lte=contract.ends_on, ends_on__gte=contract.starts_on).exclude(pk=contract.pk)
    found = list(rows.order_by("starts_on"))
    moved = _held_elsewhere_since(contract) if found else []
    for each in found:
        first, last = sorted([each.starts_on, contract.starts_on])
        if not any(first < day <= last for day in moved):
            return each.monthly_salary
    return None


def _held_elsewhere_since(contract: Contract) -> list[date]:
    """The first days of this person, for good, in other positions that were in the SES then."""
    placed = Placement.unscoped.filter(position=OuterRef("position"), starts_on__lte=OuterRef("starts_on"))
    placed = placed.exclude(ends_on__lt=OuterRef("starts_on"))
    stays = Incumbency.unscoped.filter(Exists(placed), person=contract.employee_id, is_acting=False)
    return list(stays.exclude(position=contract.position_id).values_list("starts_on", flat=True))


def last_salary(contract: Contract) -> Decimal | None:
    """What the last signed contract of this person in this position paid before this term, if there was one."""
    here = [each for each in contract.earlier() if each.position_id == contract.position_id]
    return here[0].monthly_salary if here else None


def paid_before(contract: Contract) -> Contract | None:
    """The contract under which this person was paid last before this term, in whatever SES position; None without."""
    return next((each for each in contract.earlier() if each.monthly_salary is not None), None)


def factors(plan: str) -> tuple[tuple[str, str], ...]:
    """What may be considered beside performance in a salary decision: code and words."""
    return law.plan(plan).contracts.FACTORS


def guidance_findings(contract: Contract, *, last: Decimal | None, on: date) -> list[Finding]:
    """CO-PAY-9 of the change from the last salary, under the guidance for the year in which the term starts."""
    rules = law.plan(contract.plan)
    found = guidance_of(contract)
    year = rules.calendar.fiscal_year_words(rules.calendar.fiscal_year(contract.starts_on))
    return rules.contracts.check_guidance(
        last=last,
        monthly=contract.monthly_salary,
        most_increase=found.most_increase if found else None,
        fiscal_year_words=year,
        on=on,
    )


def guidance_of(contract: Contract) -> PayGuidance | None:
    """The guidance published for the fiscal year in which the term starts."""
    return contract.once(_guidance_of)


def _guidance_of(contract: Contract) -> PayGuidance | None:
    year = law.plan(contract.plan).calendar.fiscal_year(contract.starts_on)
    return PayGuidance.objects.of_year(contract.plan, year)


def change_in_percent(plan: str, *, last: Decimal, monthly: Decimal) -> Decimal:
    """By how many percent a salary changes from one contract to the next."""
    return law.plan(plan).contracts.change_in_percent(last=last, monthly=monthly)
