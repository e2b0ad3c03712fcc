"""Gathers facts about a contract, asks the law, and gives its findings: to pages and to acts alike."""

from datetime import date
from decimal import Decimal

import law
from accounts.models import User
from contracts.models import Contract, PayCeiling, SalaryDecision, Signature, Version
from contracts.terms import PROJECTS
from law.findings import Finding, heaviest_first
from positions.models import Incumbency


def salary_findings(
    plan: str, *, monthly: Decimal | None, ceiling: PayCeiling | None, starts_on: date, on: date
) -> list[Finding]:
    """CO-PAY-2 of a salary in dollars per month, for a contract that starts on `starts_on`."""
    rules = law.plan(plan)
    year = rules.calendar.fiscal_year_words(rules.calendar.fiscal_year(starts_on))
    return rules.contracts.check_salary(
        monthly=monthly, ceiling=ceiling.amount if ceiling else None, fiscal_year_words=year, on=on
    )


def draft_findings(contract: Contract, *, on: date) -> list[Finding]:
    """Everything the law says of the contract as it stands on the day `on`: CO-CON, CO-PAY."""
    rules = law.plan(contract.plan).contracts
    lines = list(contract.elements.order_by("order", "objectives__order").values_list("code", "objectives__text"))
    projects = [text for code, text in lines if code == PROJECTS and text is not None]
    core_lines = sum(code != PROJECTS and text is not None for code, text in lines)
    decision = SalaryDecision.objects.filter(contract=contract).first() or SalaryDecision()
    in_force = salary_in_force(contract)
    findings = [
        *rules.check_term(starts_on=contract.starts_on, ends_on=contract.ends_on, on=on),
        *rules.check_contents(monthly=contract.monthly_salary, core_lines=core_lines, objectives=projects, on=on),
        *salary_findings(
            contract.plan,
            monthly=contract.monthly_salary,
            ceiling=contract.ceiling,
            starts_on=contract.starts_on,
            on=on,
        ),
        *rules.check_salary_decision(
            last=decision.last_salary,
            monthly=contract.monthly_salary,
            factors=tuple(decision.factors),
            performance_basis=decision.performance_basis,
            appraisal_complete=None,
            on=on,
        ),
        *rules.check_understanding(how=contract.understanding, on=on),
        *rules.check_planning_meeting(met_on=contract.planning_met_on, starts_on=contract.starts_on, on=on),
        *rules.check_signing_day(due_on=contract.due_on, on=on),
    ]
    if contract.monthly_salary is not None:
        findings += rules.check_freeze(
            in_force_salary=in_force, monthly=contract.monthly_salary, same_position=True, on=contract.starts_on
        )
    return heaviest_first(dict.fromkeys(findings))


def salary_in_force(contract: Contract) -> Decimal | None:
    """What a signed contract of the same person in the same position pays on this contract's first day, if any."""
    return (
        Contract.unscoped.in_force(contract.starts_on)
        .filter(position=contract.position_id, employee=contract.employee_id)
        .exclude(pk=contract.pk)
        .values_list("monthly_salary", flat=True)
        .first()
    )


def signing_findings(contract: Contract, *, line: str, by: User, seen_hash: str, on: date) -> list[Finding]:
    """What the law says of `by` signing `line` of the proposed version on the day `on`: CO-CON, CO-PAY-2, -3."""
    rules = law.plan(contract.plan).contracts
    version = contract.proposed_version
    signed = signed_lines(version)
    return heaviest_first(
        dict.fromkeys(
            [
                *rules.check_same_version(signed_hash=seen_hash, current_hash=version.sha256 if version else "", on=on),
                *rules.check_signature_order(line=line, signed=signed, on=on),
                *(finding for finding in draft_findings(contract, on=on)),
            ]
        )
    )


def signed_lines(version: Version | None) -> tuple[str, ...]:
    """The lines of this version that are signed, in the order they were."""
    if version is None:
        return ()
    return tuple(Signature.unscoped.filter(version=version).order_by("pk").values_list("line", flat=True))


def next_line(contract: Contract) -> str | None:
    """The line whose turn it is, or None when nothing is proposed or all are signed."""
    if contract.state != "proposed":
        return None
    signed = signed_lines(contract.proposed_version)
    return next((line for line in law.plan(contract.plan).offices.SIGNERS if line not in signed), None)


def lines_in_order(plan: str) -> tuple[str, ...]:
    """The signature lines in the order in which they are signed."""
    return law.plan(plan).offices.SIGNERS


def statement(plan: str, line: str) -> str:
    """The words that a signature on this line agrees to."""
    return law.plan(plan).contracts.STATEMENTS[line]


def office_name(plan: str, office: str) -> str:
    """An office as people say it."""
    return law.plan(plan).offices.OFFICES[office].name


def factors(plan: str) -> tuple[tuple[str, str], ...]:
    """What may be considered beside performance in a salary decision: code and words."""
    return law.plan(plan).contracts.FACTORS


def understandings(plan: str) -> tuple[tuple[str, str], ...]:
    """The ways in which the employee's understanding may have been secured: code and words."""
    return law.plan(plan).contracts.UNDERSTANDINGS


def edition(plan: str) -> str:
    """Which rules a contract is made under, for its evidence."""
    rules = law.plan(plan)
    return f"{rules.NAME}: {rules.sources.CONTRACT_DUE}"


def term_of(incumbency: Incumbency, *, starts_on: date) -> tuple[date, date]:
    """The last day of a contract that starts on `starts_on`, and the day on which its signing is due."""
    calendar = law.plan(incumbency.plan).calendar
    return (
        calendar.contract_ends_on(starts_on),
        calendar.contract_due_on(starts_on=starts_on, hired_on=incumbency.starts_on),
    )
