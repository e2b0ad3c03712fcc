"""The contracts of the data for measuring, and what lies beside them: salary decisions, terms, copies."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from accounts.templatetags.words import day
from contracts import terms, validators
from contracts.models import Contract, ContractCopy, Element, Objective, SalaryDecision
from positions.models import Incumbency
from records.models import Event
from ses_admin.demonstration.scale_frame import RULES, Frame, Tenure
from ses_admin.demonstration.state import PROJECTS

DRAFT_EVERY = 25  # every so many positions this year's contract is still a draft
COPY_WAITS_EVERY = 10  # every so many positions DPA/DHR has not yet acknowledged this year's copy


def contracts(frame: Frame, tenure: Tenure, incumbency: Incumbency) -> Iterator[Contract]:
    """A contract for every year of the tenure: signed on paper, but this year's of some positions is a draft."""
    superior = frame.offices[incumbency.department_id].superior
    last_year = frame.year if tenure.last_year is None else tenure.last_year
    for year in range(tenure.first_year, last_year + 1):
        starts_on = RULES.calendar.year_starts(year)
        ends_on, due_on = validators.term_of(incumbency, starts_on=starts_on)
        signed_on = starts_on - timedelta(days=5 + tenure.place % 23)
        contract = Contract(
            department=incumbency.department,
            position=incumbency.position,
            employee=incumbency.person,
            appointing_authority=superior,
            state="signed",
            title=incumbency.position.title,
            department_name=incumbency.department.name,
            division=incumbency.position.division,
            appointing_authority_title="Deputy Executive Director",
            monthly_salary=_salary(tenure, year),
            starts_on=starts_on,
            ends_on=ends_on,
            due_on=due_on,
            understanding="discussion",
            planning_met_on=signed_on - timedelta(days=14),
            started_on=signed_on - timedelta(days=30),
        )
        if year == frame.year and tenure.place % DRAFT_EVERY == DRAFT_EVERY - 1:
            contract.state = "draft"
        else:
            contract.proposed_on, contract.signed_on = signed_on - timedelta(days=10), signed_on
            contract.brought_over = "Personnel file of the department (demonstration)"
        yield contract


def _salary(tenure: Tenure, year: int) -> Decimal:
    """Dollars per month: a first salary of the position's own, and a raise every year."""
    return Decimal(12000 + (tenure.place * 137) % 3000 + (year - tenure.first_year) * (50 + tenure.place % 100))


def beside(frame: Frame, contracts: list[Contract]) -> list[ContractCopy]:
    """What lies beside contracts: salary decisions, the written terms of this year's, and the copies.

    The terms of earlier years stay on paper, as when a department brings its contracts over.
    """
    last: dict[tuple[int, int], Decimal] = {}
    decisions = []
    for contract in contracts:
        before = last.get(whose := (contract.position_id, contract.employee_id))
        decisions.append(
            SalaryDecision(
                contract=contract,
                last_salary=before,
                factors=["experience", "market"] if before else [],
                performance_basis="Met the objectives of the year before." if before else "",
            )
        )
        last[whose] = contract.monthly_salary
    SalaryDecision.objects.bulk_create(decisions)
    _written_terms([contract for contract in contracts if contract.starts_on == frame.first_day])
    return ContractCopy.unscoped.bulk_create(
        _copy(frame, contract) for contract in contracts if contract.state == "signed"
    )


def _copy(frame: Frame, contract: Contract) -> ContractCopy:
    waits = contract.starts_on == frame.first_day and contract.position_id % COPY_WAITS_EVERY == 0
    return ContractCopy(
        contract=contract,
        department=contract.department,
        state="sent" if waits else "received",
        sent_on=contract.signed_on,
        received_on=None if waits else contract.signed_on + timedelta(days=6),
    )


def _written_terms(contracts: list[Contract]) -> None:
    words = RULES.form1
    elements = Element.objects.bulk_create(
        Element(contract=contract, code=code, title=title, order=order)
        for contract in contracts
        for order, (code, title) in enumerate(
            [*((area.code, area.title) for area in words.CORE), (terms.PROJECTS, words.PROJECTS_TITLE)], start=1
        )
    )
    printed = {area.code: area.objectives for area in words.CORE}
    lines = []
    for element in elements:
        for order, text in enumerate(printed.get(element.code, ()), start=1):
            lines.append(Objective(element=element, order=order, text=text, is_printed=True))
        if element.code == terms.PROJECTS:
            objective, results = PROJECTS[element.contract.position_id % len(PROJECTS)]
            lines.append(Objective(element=element, order=1, text=objective, results=results))
    Objective.objects.bulk_create(lines)


def told(frame: Frame, contract: Contract) -> Event:
    """The event of one contract."""
    if contract.state == "draft":
        return frame.told(contract, f"Started the contract of {contract.employee}", verb="start", end="draft")
    return frame.told(
        contract, f"Contract of {contract.employee} signed on paper on {day(contract.signed_on)}", end="signed"
    )
