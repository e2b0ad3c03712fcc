"""Gathers facts about a contract, asks the law, and gives its findings: to pages and to acts alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import law
from accounts.models import User
from contracts import appraised, salary_validators, season_validators
from contracts.models import Contract, PayCeiling, SalaryDecision, Signature, Version
from contracts.terms import PROJECTS
from law.findings import Finding, heaviest_first
from positions.models import Incumbency, Placement


@dataclass(frozen=True)
class Facts:
    """What the rules ask of a draft beside its own row.

    `lines` are the code of the part and the text of each line; `last` is what the contract before paid, `in_force`
    what a signed contract of the same days pays, in dollars per month.
    """

    lines: Sequence[tuple[str, str | None]]
    decision: SalaryDecision
    last: Decimal | None
    in_force: Decimal | None
    ceiling: PayCeiling | None
    appraisal_complete: bool | None = None


def draft_findings(contract: Contract, *, on: date) -> list[Finding]:
    """Everything the law says of the contract as it stands on the day `on`: CO-CON, CO-PAY."""
    facts = _facts(contract, on=on)
    paid = salary_validators.paid_before(contract)
    findings = [
        *findings_from(contract, facts, on=on),
        *salary_validators.guidance_findings(contract, last=paid.monthly_salary if paid else facts.last, on=on),
        *season_validators.year_before_findings(contract, on=on),
        *season_validators.ceiling_findings(contract, on=on),
    ]
    return heaviest_first(dict.fromkeys(findings))


def _facts(contract: Contract, *, on: date) -> Facts:
    lines = list(contract.elements.order_by("order", "objectives__order").values_list("code", "objectives__text"))
    decision = SalaryDecision.objects.filter(contract=contract).first() or SalaryDecision()
    known = salary_validators.last_salary(contract)
    return Facts(
        lines=lines,
        decision=decision,
        last=decision.last_salary if known is None else known,
        in_force=None if contract.monthly_salary is None else salary_validators.salary_in_force(contract),
        ceiling=contract.ceiling,
        appraisal_complete=appraised.is_complete(contract, on=on),
    )


def findings_from(contract: Contract, facts: Facts, *, on: date) -> list[Finding]:
    """What the law says of a draft of which these facts are known: all that can stop it, whoever gathered them."""
    rules = law.plan(contract.plan).contracts
    projects = [text for code, text in facts.lines if code == PROJECTS and text is not None]
    core_lines = sum(code != PROJECTS and text is not None for code, text in facts.lines)
    findings = [
        *rules.check_term(starts_on=contract.starts_on, ends_on=contract.ends_on, on=on),
        *rules.check_contents(monthly=contract.monthly_salary, core_lines=core_lines, objectives=projects, on=on),
        *salary_validators.salary_findings(
            contract.plan,
            monthly=contract.monthly_salary,
            ceiling=facts.ceiling,
            starts_on=contract.starts_on,
            on=on,
        ),
        *salary_validators.decision_findings(
            contract, facts.decision, last=facts.last, is_appraised=facts.appraisal_complete, on=on
        ),
        *rules.check_understanding(how=contract.understanding, on=on),
        *rules.check_planning_meeting(
            met_on=contract.planning_met_on,
            starts_on=contract.starts_on,
            why_later=contract.planning_late_reason,
            on=on,
        ),
        *rules.check_signing_day(due_on=contract.due_on, on=on),
    ]
    if contract.monthly_salary is not None:
        findings += rules.check_freeze(
            in_force_salary=facts.in_force,
            monthly=contract.monthly_salary,
            same_position=True,
            on=contract.starts_on,
        )
    return findings


def term_findings(plan: str, *, starts_on: date, on: date) -> list[Finding]:
    """CO-CON-1 of a term that starts on `starts_on` and, as all do, ends on the next June 30."""
    rules = law.plan(plan)
    ends_on = rules.calendar.contract_ends_on(starts_on)
    return rules.contracts.check_term(starts_on=starts_on, ends_on=ends_on, on=on)


def same_term(contract: Contract, *, since: date) -> Contract | None:
    """Another contract of this person in this position, not withdrawn, with days of the same term. `since`: only
    of the stay in the position that began that day; who left and came back is appointed anew."""
    return (
        Contract.unscoped.live()
        .filter(position=contract.position_id, employee=contract.employee_id, starts_on__gte=since)
        .filter(starts_on__lte=contract.ends_on, ends_on__gte=contract.starts_on)
        .exclude(pk=contract.pk)
        .order_by("starts_on")
        .first()
    )


def overlapping(contract: Contract) -> Contract | None:
    """A contract of this person in another position that still runs on days of this one's term.

    A contract runs as long as its person is in its position: after a movement what was signed stands as it was,
    and its term is over (CO-CON-2).
    """
    rows = Contract.unscoped.live().filter(employee=contract.employee_id).exclude(position=contract.position_id)
    rows = rows.filter(starts_on__lte=contract.ends_on, ends_on__gte=contract.starts_on).exclude(pk=contract.pk)
    mine = runs_until(contract)
    for other in rows.order_by("starts_on"):
        if runs_until(other) >= max(other.starts_on, contract.starts_on) and mine >= other.starts_on:
            return other
    return None


def runs_until(contract: Contract) -> date:
    """The last day of the term, or the day on which the person left the position, when that was earlier."""
    stays = Incumbency.unscoped.filter(position=contract.position_id, person=contract.employee_id)
    ends = list(stays.filter(starts_on__lte=contract.starts_on).values_list("ends_on", flat=True))
    left = [each for each in ends if each is not None]
    return contract.ends_on if not left or len(left) < len(ends) else min(contract.ends_on, max(left))


def signing_findings(
    contract: Contract, *, line: str, by: User, seen_hash: str, signed: Sequence[str] | None = None, on: date
) -> list[Finding]:
    """What the law says of `by` signing `line` of the proposed version on the day `on`: CO-CON, CO-PAY-2, -3.

    `signed` are the lines that are signed, where a page knows them already; an act asks.
    """
    rules = law.plan(contract.plan).contracts
    version = contract.proposed_version
    signed = signed_lines(version) if signed is None else signed
    return heaviest_first(
        dict.fromkeys(
            [
                *rules.check_same_version(signed_hash=seen_hash, current_hash=version.sha256 if version else "", on=on),
                *rules.check_signature_order(line=line, signed=signed, on=on),
                *(finding for finding in draft_findings(contract, on=on)),
            ]
        )
    )


def paper_findings(
    contract: Contract, *, line: str, signed: list[str], signed_on: date, before: list[tuple[str, date]], on: date
) -> list[Finding]:
    """What the law says of a line signed by hand: its turn, its day, and the day of the line `before` it. CO-CON-4."""
    rules, version = law.plan(contract.plan).contracts, contract.proposed_version
    return [
        *rules.check_signature_order(line=line, signed=signed, on=on),
        *rules.check_paper_day(signed_on=signed_on, frozen_on=version.made_on if version else on, on=on),
        *rules.check_paper_order(signed_on=signed_on, before=before[0][1] if before else None, on=on),
    ]


def attestation_findings(plan: str, *, attests_only_own: bool, on: date) -> list[Finding]:
    """CO-CON-4 of who attests signatures on paper."""
    return law.plan(plan).contracts.check_attestation(attests_only_own=attests_only_own, on=on)


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


def year_words(plan: str, fiscal_year: int) -> str:
    """A fiscal year as people say it: "2004-05"."""
    return law.plan(plan).calendar.fiscal_year_words(fiscal_year)


def understandings(plan: str) -> tuple[tuple[str, str], ...]:
    """The ways in which the employee's understanding may have been secured: code and words."""
    return law.plan(plan).contracts.UNDERSTANDINGS


def edition(plan: str) -> str:
    """Which rules a contract is made under, for its evidence."""
    rules = law.plan(plan)
    return f"{rules.NAME}: {rules.sources.CONTRACT_DUE}"


def term_of(incumbency: Incumbency, *, starts_on: date, came_on: date | None = None) -> tuple[date, date]:
    """The last day of a contract that starts on `starts_on`, and the day on which its signing is due.

    `came_on` is the day on which the person and the place in the SES came together, by default the hire.
    """
    calendar = law.plan(incumbency.plan).calendar
    return (
        calendar.contract_ends_on(starts_on),
        calendar.contract_due_on(starts_on=starts_on, hired_on=came_on or incumbency.starts_on),
    )


def came_on(incumbency: Incumbency, *, on: date) -> date:
    """The later of the hire and the day on which the position entered the SES: from then 30 days run (CO-CON-2).

    A position may enter the SES with somebody in it who was hired years before.
    """
    entered = Placement.unscoped.in_force(on).filter(position=incumbency.position_id)
    return max([incumbency.starts_on, *entered.values_list("starts_on", flat=True)])
