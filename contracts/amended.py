"""What a contract says as amended, and where an amendment stands: read here, acted on in amendments.py."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import law
from accounts.acting import offices_held
from accounts.models import User
from contracts import amendment_print, amendment_validators, terms, validators
from contracts.models import Amendment, AmendmentSignature, Contract
from law.findings import Finding


def terms_in_force(contract: Contract, *, on: date) -> dict[str, Any]:
    """The terms of the contract as amended until the end of the day `on`: those an appraisal rates.

    Salary, parties and term are those of the contract; of an unsigned one, its terms as they stand.
    """
    version = contract.proposed_version
    found = dict(version.terms) if version is not None else terms.of(contract)
    signed = Amendment.unscoped.filter(contract=contract, state="signed", signed_on__lte=on)
    last = signed.order_by("number").last()
    return found if last is None else {**found, **amendment_print.performance(last)}


def after(amendment: Amendment, before: Mapping[str, Any]) -> dict[str, Any]:
    """The whole terms as they would be: `before` with the lines and projects of this draft."""
    salary = before["monthly_salary"]
    return terms.with_changes(
        amendment.plan,
        before,
        monthly_salary=None if salary is None else Decimal(salary),
        lines=amendment.lines,
        projects=amendment.projects,
    )


def findings(amendment: Amendment, *, on: date) -> list[Finding]:
    """What the law says of this amendment as it stands."""
    before = terms_in_force(amendment.contract, on=on)
    return amendment_validators.amendment_findings(
        amendment.contract, before=before, after=after(amendment, before), on=on
    )


def paper_findings(
    amendment: Amendment, *, line: str, signed: list[str], signed_on: date, above: date | None, on: date
) -> list[Finding]:
    """What the law says of a line signed by hand: its turn, its day, the day of the line `above`, and the terms."""
    rules, contract = law.plan(amendment.plan).contracts, amendment.contract
    before = terms_in_force(contract, on=on)
    return [
        *rules.check_signature_order(line=line, signed=signed, on=on),
        *rules.check_paper_day(signed_on=signed_on, frozen_on=amendment.proposed_on or on, on=on),
        *rules.check_paper_order(signed_on=signed_on, before=above, on=on),
        *amendment_validators.amendment_findings(contract, before=before, after=after(amendment, before), on=signed_on),
    ]


def signed_lines(amendment: Amendment) -> list[str]:
    """The lines of the proposed print that are signed, in their order."""
    signed = AmendmentSignature.unscoped.filter(document=amendment.document_id) if amendment.document_id else None
    return [] if signed is None else list(signed.order_by("pk").values_list("line", flat=True))


def next_line(amendment: Amendment) -> str | None:
    """The line whose turn it is, or None when nothing is proposed or all are signed."""
    if amendment.state != "proposed":
        return None
    signed = signed_lines(amendment)
    return next((line for line in validators.lines_in_order(amendment.plan) if line not in signed), None)


def lines_to_sign(amendment: Amendment, *, by: User, on: date) -> list[str]:
    """The lines `by` would sign now. A director who is the appointing authority has two."""
    line, order = next_line(amendment), validators.lines_in_order(amendment.plan)
    held = offices_held(by, amendment, on=on)
    if line is None or line not in held or (by.pk == amendment.contract.employee_id and line != order[0]):
        return []
    following = order[order.index(line) + 1 :]
    both = line != order[0] and following and following[0] in held
    return [line, following[0]] if both else [line]
