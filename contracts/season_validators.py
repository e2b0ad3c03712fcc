"""What the law says of a contract beside other facts of its year: the year before, a notice, the printed ceiling."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import law
from accounts.models import User
from contracts import noticed
from contracts.models import Contract
from law.findings import Finding, heaviest_first

CONCLUDED = ("signed", "withdrawn")
"""States in which nothing of a contract is decided any more."""


def year_before_findings(contract: Contract, *, on: date) -> list[Finding]:
    """CO-PAY-5 of deciding a salary while the contract of an earlier year in this position can still be signed."""
    if contract.state in CONCLUDED:
        return []
    return order_findings(contract.plan, contract.unsigned_before(on), on=on)


def order_findings(plan: str, unsigned: Contract | None, *, on: date) -> list[Finding]:
    """CO-PAY-5 of a contract after `unsigned`, which can still be signed; None: there is none to be signed first."""
    rules = law.plan(plan)
    calendar = rules.calendar
    year = calendar.fiscal_year_words(calendar.fiscal_year(unsigned.starts_on)) if unsigned else ""
    return rules.contracts.check_year_before(unsigned=year, on=on)


def ceiling_findings(contract: Contract, *, on: date) -> list[Finding]:
    """CO-CON-9 of the ceiling that the proposed version prints. One that was recorded after the day `on`, on which a
    line was signed by hand, was not yet published then."""
    version, ceiling = contract.proposed_version, contract.ceiling
    if contract.state != "proposed" or version is None or ceiling is None:
        return []
    if ceiling.recorded_on is not None and ceiling.recorded_on > on:
        return []
    printed = version.terms.get("ceiling")
    return law.plan(contract.plan).contracts.check_printed_ceiling(
        printed=None if printed is None else Decimal(printed), published=ceiling.amount, on=on
    )


def for_reader(contract: Contract, findings: Iterable[Finding], user: User, *, on: date) -> list[Finding]:
    """What a page tells `user` of a contract: the findings of its act, and CO-REM-5 for whoever may read the notice.

    An act keeps its findings where others read them too; a notice is confidential, so it is told on the page only.
    """
    notice = None if contract.state in CONCLUDED else noticed.before(contract, user, on=on)
    return heaviest_first([*leaving_findings(contract.plan, notice, starts_on=contract.starts_on, on=on), *findings])


def leaving_findings(plan: str, notice: noticed.Noticed | None, *, starts_on: date, on: date) -> list[Finding]:
    """CO-REM-5 of a contract that would start on `starts_on` after this notice."""
    if notice is None:
        return []
    return law.plan(plan).contracts.check_contract_after_notice(
        delivered_on=notice.delivered_on, separated_on=notice.separated_on, starts_on=starts_on, on=on
    )
