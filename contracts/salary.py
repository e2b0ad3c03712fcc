"""The line under a salary: the ceiling of its year, and how far the salary is from it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import law
from accounts.templatetags.words import amount, money
from contracts import salary_validators, terms
from contracts.models import Contract, PayCeiling
from law.findings import Finding


@dataclass(frozen=True)
class SalaryLine:
    """What is said under the salary. `findings` are those that an act would refuse it for."""

    ceiling: str
    distance: str
    findings: list[Finding]


def salary_line(contract: Contract, *, monthly: Decimal | None, on: date) -> SalaryLine:
    """How `monthly` dollars stand to the ceiling of the contract's year. Judged by the rule that signing obeys."""
    ceiling = contract.ceiling
    found = salary_validators.salary_findings(
        contract.plan, monthly=monthly, ceiling=ceiling, starts_on=contract.starts_on, on=on
    )
    if monthly is None and ceiling is not None:
        found = []  # nothing is typed yet: the ceiling alone helps
    return SalaryLine(
        ceiling=f"Ceiling FY {_year(contract)}: {described(ceiling)}." if ceiling else "",
        distance="" if found or ceiling is None or monthly is None else _distance(monthly, ceiling.amount),
        findings=found,
    )


def described(ceiling: PayCeiling) -> str:
    """A ceiling with what it is worth: "$17,550 per month (demonstration figure)"."""
    return f"{money(ceiling.amount)}{kind_of(ceiling)}"


def kind_of(ceiling: PayCeiling) -> str:
    """What has to be said behind a figure that nobody has published; nothing behind a published one."""
    if ceiling.is_demonstration:
        return " (demonstration figure)"
    return " (computed from the lid, not yet confirmed)" if ceiling.is_computed else ""


def years_to_record(on: date, plan: str = law.DEFAULT_PLAN) -> list[tuple[int, str]]:
    """Fiscal years whose ceiling can be recorded on the day `on`: the next one and all since the rules began."""
    calendar = law.plan(plan).calendar
    first = calendar.fiscal_year(calendar.YEAR_STARTS.entries[0].start)
    following = calendar.fiscal_year(on) + 1
    return [(year, calendar.fiscal_year_words(year)) for year in range(following, first - 1, -1)]


def _year(contract: Contract) -> str:
    return terms.fiscal_year_words(contract.plan, contract.starts_on)


def _distance(monthly: Decimal, most: Decimal) -> str:
    if monthly == most:
        return f"{amount(monthly)} is the ceiling."
    return f"{amount(monthly)} is {amount(most - monthly)} below."
