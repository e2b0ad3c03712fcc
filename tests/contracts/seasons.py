"""What the stories about the season begin with: a department with contracts of 2004-05, in the spring of 2005."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from contracts import bulk, bulk_preview
from contracts.models import BulkRow, BulkRun, Contract, SalaryDecision
from contracts.terms import make_elements, write_lines
from tests.cast import Cast, person
from tests.factories import PayCeilingFactory, PlacedPositionFactory, at

ON = date(2005, 5, 16)
YEAR = 2005


def department_of(cast: Cast, number: int) -> list[Contract]:
    """So many executives of Agriculture, each with a signed contract of 2004-05, brought over from paper."""
    return [_signed(cast, person(f"Exec {'ABCDEFGHIJKLMNOPQRST'[place]}son")) for place in range(number)]


def _signed(cast: Cast, executive: User) -> Contract:
    position = PlacedPositionFactory(department=cast.agriculture, person=executive, title=f"Director for {executive}")
    contract = Contract(
        department=cast.agriculture,
        position=position,
        employee=executive,
        appointing_authority=cast.superior,
        title=position.title,
        department_name="Agriculture",
        division="Division of Markets",
        appointing_authority_title="Deputy Commissioner",
        monthly_salary=Decimal(9000),
        starts_on=date(2004, 7, 1),
        ends_on=date(2005, 6, 30),
        due_on=date(2004, 6, 30),
        started_on=date(2004, 6, 1),
        signed_on=date(2004, 6, 20),
        brought_over="Personnel file",
    )
    setattr(contract, "state", "draft")  # noqa: B010 (a row of the past, written as an import would)
    contract.save()
    make_elements(contract)
    write_lines(contract, lines={}, projects=[{"objective": "Open the office", "results": "Open by May"}])
    SalaryDecision.objects.create(contract=contract, factors=["market"])
    Contract.unscoped.filter(pk=contract.pk).update(state="signed")
    contract.refresh_from_db()
    return contract


def ask(
    cast: Cast, act: str, *, by: User | None = None, on: date = ON, year: int | None = YEAR, **more: Any
) -> BulkRun:
    """Press the button of this act with every row that can be done chosen."""
    who = by or cast.hr
    department = None if act == "acknowledge" else cast.agriculture
    found = bulk_preview.candidates(act, department, year, who, on=on)
    asked = bulk.Asked(act, department, year, more.pop("choices", {}), more.pop("key", uuid.uuid4()))
    chosen = {each.key for each in found if not each.reason}
    return bulk.ask(asked, found, chosen, by=who, on=on, at=at(on))


def decide(contracts: list[Contract]) -> None:
    """The director has decided each salary, and how understanding was secured is written down."""
    for contract in contracts:
        SalaryDecision.objects.filter(contract=contract).update(performance_basis="Met the objectives.")
        Contract.unscoped.filter(pk=contract.pk).update(understanding="discussion", planning_met_on=ON)


def ceiling() -> None:
    """The ceiling of 2005-06 is published."""
    PayCeilingFactory()


def rows(run: BulkRun) -> list[tuple[str, str, str]]:
    """Name, outcome and words of each row of the report."""
    return list(BulkRow.unscoped.filter(run=run).order_by("order").values_list("name", "outcome", "words"))
