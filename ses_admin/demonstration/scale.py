"""Many positions with ten years behind them, for measuring only: benchmarks/ says what is measured.

Everything is counted out, nothing is drawn by lot or taken from the clock, so the same number of positions in the
same fiscal year gives the same rows in every database. The numbers may pass every cap: no rule is asked here.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain

from django.utils import timezone

import law
from accounts.models import Department, Membership, User
from contracts import terms, validators
from contracts.models import Contract, ContractCopy, Element, Objective, PayCeiling, SalaryDecision
from positions.models import FteCount, Incumbency, Nomination, Placement, Position
from records import events
from records.models import Event
from ses_admin.demonstration.people import Everybody
from ses_admin.demonstration.state import FTE_FILE, FTE_SOURCE, PROJECTS, TITLES, Offices
from ses_admin.demonstration.stories import ANSWERS, RATIONALE

PLAN = law.DEFAULT_PLAN
RULES = law.plan(PLAN)
YEARS = 10
AT_ONCE = 200  # positions built together: what is held in memory at a time
CHANGES_EVERY = 6  # years somebody stays in a position
VACANT_EVERY = 12  # every so many positions one is vacant today
DRAFT_EVERY = 25  # every so many positions this year's contract is still a draft
COPY_WAITS_EVERY = 10  # every so many positions DPA/DHR has not yet acknowledged this year's copy
NOMINATED_FOR_EACH = 5  # for so many positions one more is nominated and waits for a decision


@dataclass
class Frame:
    """What every row is hung on: the fiscal year, its departments and their offices, and who comes next."""

    year: int
    departments: list[Department]
    offices: dict[int, Offices]
    everybody: Everybody

    @property
    def first_day(self) -> date:
        """The first day of the fiscal year: the legal day of all that is entered."""
        return RULES.calendar.year_starts(self.year)

    @property
    def moment(self) -> datetime:
        """The moment of all that is entered: noon of that day, in Denver."""
        return timezone.make_aware(datetime.combine(self.first_day, time(12)))

    def told(self, thing, words: str, *, verb: str = "bring over", end: str = "") -> Event:
        """The event of one thing brought over."""
        return events.unwritten(
            thing,
            verb,
            by=None,
            office="Demonstration",
            on=self.first_day,
            words=words,
            end=end,
            recorded_at=self.moment,
        )


@dataclass(frozen=True)
class Tenure:
    """Somebody in a position, the `place`-th, from a fiscal year to a fiscal year (inclusive; None: still)."""

    place: int
    position: Position
    first_year: int
    last_year: int | None


def build(*, positions: int, today: date) -> Iterator[int]:
    """Build `positions` positions in the SES, and say from time to time how many there are so far.

    Each has ten years of contracts up to the fiscal year of `today`. For every five of them one more is
    nominated. Must run inside a transaction, in an empty database.
    """
    frame = _frame(RULES.calendar.fiscal_year(today), positions)
    for first in range(0, positions, AT_ONCE):
        last = min(first + AT_ONCE, positions)
        _in_ses(frame, range(first, last))
        yield last
    nominated = positions // NOMINATED_FOR_EACH
    for first in range(0, nominated, AT_ONCE):
        _nominated(frame, range(positions + first, positions + min(first + AT_ONCE, nominated)))


def _frame(year: int, positions: int) -> Frame:
    """Departments with their FTE counts and offices, the state's offices, and a ceiling for each of the ten years."""
    start = RULES.calendar.year_starts(year)
    joined = timezone.make_aware(datetime.combine(start, time(12)))
    with FTE_FILE.open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["principal_department"] == "yes"]
    departments = Department.objects.bulk_create(
        Department(code=row["department"].lower().replace(" ", "-"), name=row["department"]) for row in rows
    )
    frame = Frame(year, departments, {}, Everybody(salt="scale", joined_at=joined))
    counts = FteCount.unscoped.bulk_create(
        FteCount(department=department, fiscal_year=counted, fte=Decimal(row["fte_2025_26"]), source=FTE_SOURCE)
        for department, row in zip(departments, rows, strict=True)
        for counted in range(year - YEARS + 1, year + 1)
    )
    events.record_all(
        frame.told(count, f"Recorded {count.fte} permanent FTE for {count.department}", verb="record")
        for count in counts
    )
    PayCeiling.objects.bulk_create(
        PayCeiling(
            fiscal_year=each,
            amount=Decimal(17200 + 350 * (each - year + YEARS)),
            source="Invented for measuring",
            is_demonstration=True,
            recorded_on=RULES.calendar.year_starts(each) - timedelta(days=75),
        )
        for each in range(year - YEARS + 1, year + 1)
    )
    _offices(frame)
    return frame


def _offices(frame: Frame) -> None:
    since = RULES.calendar.year_starts(frame.year - YEARS)
    held = []
    for department in frame.departments:
        director, hr, superior = frame.everybody.several(3)
        frame.offices[department.pk] = Offices(director, hr, superior)
        for user, office in ((director, "director"), (hr, "hr"), (superior, "appointing_authority")):
            held.append(Membership(user=user, office=office, department=department, starts_on=since))
    state = ("reviewer", "personnel_director", "auditor", "administrator")
    for user, office in zip(frame.everybody.several(len(state)), state, strict=True):
        held.append(Membership(user=user, office=office, starts_on=since))
    Membership.unscoped.bulk_create(held)


def _position(frame: Frame, place: int) -> Position:
    department = frame.departments[place % len(frame.departments)]
    return Position(
        department=department,
        number=f"{place % len(frame.departments) + 1:02d}-{10000 + place}",
        title=TITLES[(place // len(frame.departments)) % len(TITLES)],
        division=f"Division of {('Administration', 'Operations', 'Programs', 'Regions')[place % 4]}",
    )


def _in_ses(frame: Frame, places: range) -> None:
    """Positions in the SES, how they came in, who held them, and their contracts."""
    positions = Position.unscoped.bulk_create(_position(frame, place) for place in places)
    entered = RULES.calendar.year_starts(frame.year - YEARS + 1)
    nominations = Nomination.unscoped.bulk_create(
        Nomination(
            department=position.department,
            position=position,
            state="placed",
            rationale=RATIONALE,
            answers=ANSWERS,
            started_on=entered - timedelta(days=90 + place % 60),
            submitted_on=entered - timedelta(days=80 + place % 60),
            decided_on=entered - timedelta(days=30 + place % 30),
            decision_reason="All criteria are met.",
        )
        for place, position in zip(places, positions, strict=True)
    )
    Placement.unscoped.bulk_create(
        Placement(position=each.position, department=each.department, nomination=each, starts_on=entered)
        for each in nominations
    )
    tenures = [
        tenure for place, position in zip(places, positions, strict=True) for tenure in _tenures(frame, place, position)
    ]
    incumbencies = Incumbency.unscoped.bulk_create(
        _incumbency(tenure, person)
        for tenure, person in zip(tenures, frame.everybody.several(len(tenures)), strict=True)
    )
    contracts = Contract.unscoped.bulk_create(
        chain.from_iterable(
            _contracts(frame, tenure, incumbency) for tenure, incumbency in zip(tenures, incumbencies, strict=True)
        )
    )
    copies = _beside_contracts(frame, contracts)
    events.record_all(
        chain(
            (frame.told(each, f"{each.position} is in the SES", end="placed") for each in nominations),
            (frame.told(each, f"{each.person} holds {each.position}", end=each.state) for each in incumbencies),
            (_contract_told(frame, each) for each in contracts),
            (frame.told(each, "A copy went to DPA/DHR", end=each.state) for each in copies),
        )
    )


def _tenures(frame: Frame, place: int, position: Position) -> Iterator[Tenure]:
    """Who follows whom: every position changes hands every six years, each in a different year of its own."""
    first = frame.year - YEARS + 1
    for year in range(first + 1, frame.year + 1):
        if (place + year) % CHANGES_EVERY == 0:
            yield Tenure(place, position, first, year - 1)
            first = year
    is_vacant = place % VACANT_EVERY == VACANT_EVERY - 1
    if not is_vacant:
        yield Tenure(place, position, first, None)
    elif first < frame.year:
        yield Tenure(place, position, first, frame.year - 1)


def _incumbency(tenure: Tenure, person: User) -> Incumbency:
    calendar = RULES.calendar
    ended = tenure.last_year is not None
    return Incumbency(
        position=tenure.position,
        department=tenure.position.department,
        person=person,
        state="ended" if ended else "current",
        starts_on=calendar.year_starts(tenure.first_year),
        ends_on=calendar.year_ends(tenure.last_year) if ended else None,
        method=("selection", "transfer", "selection", "reinstatement")[tenure.place % 4],
        merit_basis="Brought over from the personnel file",
        is_certified=tenure.place % 3 != 0,
        previously_certified_class="Management" if tenure.place % 3 else "",
    )


def _contracts(frame: Frame, tenure: Tenure, incumbency: Incumbency) -> Iterator[Contract]:
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


def _beside_contracts(frame: Frame, contracts: list[Contract]) -> list[ContractCopy]:
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


def _contract_told(frame: Frame, contract: Contract) -> Event:
    if contract.state == "draft":
        return frame.told(contract, f"Started the contract of {contract.employee}", verb="start", end="draft")
    return frame.told(
        contract, f"Contract of {contract.employee} signed on paper on {contract.signed_on}", end="signed"
    )


def _nominated(frame: Frame, places: range) -> None:
    """Positions outside the SES whose nominations wait, in turn for each office that can be waited for."""
    positions = Position.unscoped.bulk_create(_position(frame, place) for place in places)
    states = ("draft", "submitted", "returned", "forwarded")
    nominations = Nomination.unscoped.bulk_create(
        Nomination(
            department=position.department,
            position=position,
            state=(state := states[place % len(states)]),
            rationale=RATIONALE,
            answers=ANSWERS,
            started_on=frame.first_day - timedelta(days=40 + place % 20),
            submitted_on=None if state == "draft" else frame.first_day - timedelta(days=30 + place % 10),
            recommendation="Allocation is right." if state == "forwarded" else "",
        )
        for place, position in zip(places, positions, strict=True)
    )
    events.record_all(
        frame.told(each, f"{each.position} is nominated", verb="start", end=each.state) for each in nominations
    )
