"""What the law says of altering a contract during its year: to pages and to acts alike."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import law
from contracts.models import Contract
from law.findings import Finding, heaviest_first


def performance_terms(plan: str) -> tuple[str, ...]:
    """The names of the terms that an amendment may change."""
    return law.plan(plan).contracts.PERFORMANCE_TERMS


def amendment_statement(plan: str, line: str) -> str:
    """The words that a signature on this line of an amendment agrees to."""
    return law.plan(plan).contracts.AMENDMENT_STATEMENTS[line]


def agreed_amendment_findings(plan: str, *, changes_pay: bool, on: date) -> list[Finding]:
    """CO-PAY-8 of an amendment on which both sides would agree."""
    return law.plan(plan).contracts.check_amendment(changes_pay=changes_pay, both_agree=True, on=on)


def amendment_day_findings(contract: Contract, *, on: date) -> list[Finding]:
    """CO-CON-6 of altering this contract on the day `on`: an act asks anew when the person left."""
    return standing_findings(Contract.unscoped.with_leaving().get(pk=contract.pk), on=on)


def standing_findings(contract: Contract, *, on: date) -> list[Finding]:
    """As `amendment_day_findings`, of a contract that comes with its standing: nothing more is asked."""
    return law.plan(contract.plan).contracts.check_amendment_day(
        signed=contract.state == "signed",
        starts_on=contract.starts_on,
        ends_on=contract.ends_on,
        left_on=contract.left_on,
        on=on,
    )


def amendment_findings(
    contract: Contract, *, before: Mapping[str, Any], after: Mapping[str, Any], on: date
) -> list[Finding]:
    """CO-CON-6, CO-PAY-8, CO-CON-3 of the terms as they would be amended, both whole."""
    rules = law.plan(contract.plan).contracts
    contents = rules.check_contents(
        monthly=contract.monthly_salary,
        core_lines=sum(len(area["lines"]) for area in after["areas"]),
        objectives=[project["objective"] for project in after["projects"]],
        on=on,
    )
    found = [
        *amendment_day_findings(contract, on=on),
        *rules.check_amended_terms(before=before, after=after, on=on),
        *contents,
    ]
    return heaviest_first(dict.fromkeys(found))
