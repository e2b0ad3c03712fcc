"""The state as the demonstration finds it: departments, counts, offices, places, incumbents, and paper contracts."""

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import law
from accounts.models import Department, Membership, User
from accounts.templatetags.words import day
from contracts import terms, validators
from contracts.models import Contract, ContractCopy, Element, Objective, PayCeiling, SalaryDecision
from positions.models import Authorization, FteCount, Incumbency, Placement, Position
from records import events
from ses_admin.demonstration.people import Everybody

FTE_FILE = Path(__file__).with_name("colorado_departments_fte.csv")
FTE_SOURCE = "Joint Budget Committee, Appropriations Report FY 2025-26, operating appropriations by department"
FTE_CARRIED = "Demonstration figure: the FTE of FY 2025-26 carried forward; no published count was found"
FTE_LATE = {"Higher Education": 18, "Military and Veterans Affairs": 5, "Local Affairs": None}
"""Departments whose count of a year comes so many days after July 31, or not at all. All others are in time."""

# Places in the SES by department: one is full at 15, one has more than its present allotment, and one with an
# allotment of 0 has an authorized position. How many executives a real department has is not published.
PLACED = {
    "Corrections": 15,
    "Human Services": 12,
    "Transportation": 9,
    "Natural Resources": 9,
    "Revenue": 8,
    "Public Safety": 9,
    "Public Health and Environment": 9,
    "Labor and Employment": 7,
    "Health Care Policy and Financing": 6,
    "Governor": 5,
    "Regulatory Agencies": 5,
    "Personnel and Administration": 5,
    "Education": 4,
    "Agriculture": 2,
    "Higher Education": 2,
    "Law": 2,
    "Early Childhood": 1,
    "Local Affairs": 1,
    "Military and Veterans Affairs": 1,
    "State": 1,
    "Treasury": 1,
}
TITLES = (
    "Deputy Executive Director",
    "Chief Financial Officer",
    "Director of Operations",
    "Director of Field Services",
    "Director of Information Systems",
    "Director of Policy and Planning",
    "Director of Programs",
    "Director of Facilities",
    "Director of Community Services",
    "Director of Human Resources",
    "Director of Licensing",
    "Director of Inspection",
    "Regional Director, North",
    "Regional Director, South",
    "Regional Director, West Slope",
)
VACANT_EVERY = 12  # every so many positions one is vacant
HISTORY_YEARS = 3


@dataclass
class Offices:
    """Who holds the offices of a department."""

    director: User
    hr: User
    superior: User


@dataclass
class State:
    """What was built, for the stories that follow."""

    today: date
    everybody: Everybody
    departments: dict[str, Department] = field(default_factory=dict)
    offices: dict[str, Offices] = field(default_factory=dict)
    reviewer: User | None = None
    personnel_director: User | None = None
    auditor: User | None = None
    administrator: User | None = None

    @property
    def plan(self) -> str:
        """The plan of the demonstration."""
        return law.DEFAULT_PLAN

    @property
    def fiscal_year(self) -> int:
        """The fiscal year of today, by the year it starts in."""
        return law.plan(self.plan).calendar.fiscal_year(self.today)

    @property
    def began_on(self) -> date:
        """The day on which everything was brought over from paper: the first of this fiscal year."""
        return self.year_starts(self.fiscal_year)

    def number(self, department: str, place: int) -> str:
        """An invented position number: the department's place in the list, then a number within it."""
        return f"{list(self.departments).index(department) + 1:02d}-{place}"

    def year_starts(self, year: int) -> date:
        """The first day of a fiscal year."""
        return law.plan(self.plan).calendar.year_starts(year)


def build(*, today: date) -> State:
    """The whole state of the demonstration as of `today`, in a few seconds."""
    state = State(today=today, everybody=Everybody())
    _departments(state)
    _offices(state)
    _ceilings(state)
    _authorization(state)
    placements = _positions(state)
    _incumbents(state, placements)
    return state


def _departments(state: State) -> None:
    with FTE_FILE.open(newline="") as file:
        for row in csv.DictReader(file):
            department = Department.objects.create(
                code=row["department"].lower().replace(" ", "-"),
                name=row["department"],
                is_principal=row["principal_department"] == "yes",
            )
            state.departments[department.name] = department
            if not department.is_principal:
                continue
            _count(department, 2024, row["fte_2024_25"], FTE_SOURCE, on=state.began_on)
            _count(department, 2025, row["fte_2025_26"], FTE_SOURCE, on=state.began_on)
            _counts_carried(state, department, row["fte_2025_26"])


def _counts_carried(state: State, department: Department, fte: str) -> None:
    """Counts of the years after the published ones, up to now: most in July, a few late, one missing."""
    for year in range(2026, state.fiscal_year + 1):
        days_late = FTE_LATE.get(department.name, -(len(department.name) % 20))
        if days_late is None:
            continue
        recorded_on = state.year_starts(year) + timedelta(days=30 + days_late)
        if recorded_on <= state.today:
            _count(department, year, fte, FTE_CARRIED, on=recorded_on)


def _count(department: Department, year: int, fte: str, source: str, *, on: date) -> None:
    count = FteCount.unscoped.create(department=department, fiscal_year=year, fte=Decimal(fte), source=source)
    events.record(
        count,
        "record",
        by=None,
        office="Demonstration",
        on=on,
        words=f"Recorded {count.fte} permanent FTE for {department}",
        facts={"year": year, "fte": fte, "source": source},
    )


def _offices(state: State) -> None:
    since = state.year_starts(state.fiscal_year - HISTORY_YEARS)

    def hold(user: User, office: str, department: Department | None = None, **more) -> User:
        Membership.unscoped.create(user=user, office=office, department=department, **{"starts_on": since, **more})
        return user

    for name, department in state.departments.items():
        if not department.is_principal:
            continue
        director, hr, superior = state.everybody.several(3)
        state.offices[name] = Offices(
            hold(director, "director", department),
            hold(hr, "hr", department),
            hold(superior, "appointing_authority", department),
        )
    state.reviewer = hold(state.everybody.next(), "reviewer")
    state.personnel_director = hold(state.everybody.next(), "personnel_director")
    state.auditor = hold(state.everybody.next(), "auditor")
    state.administrator = hold(state.everybody.next(), "administrator")


def _ceilings(state: State) -> None:
    """Ceilings of the years of the demonstration: invented, and marked so. The real one of 2004-05 is there already."""
    first = state.fiscal_year - HISTORY_YEARS
    for step, year in enumerate(range(first, state.fiscal_year + 1)):
        PayCeiling.objects.create(
            fiscal_year=year,
            amount=Decimal(17200 + 350 * step),
            source="Invented for the demonstration; no published figure was found",
            is_demonstration=True,
            recorded_on=state.year_starts(year) - timedelta(days=75),
        )


def _authorization(state: State) -> None:
    """Treasury has an allotment of 0 and one authorized position."""
    authorization = Authorization.unscoped.create(
        department=state.departments["Treasury"],
        number=1,
        starts_on=state.year_starts(state.fiscal_year - 2),
        cause="The deputy treasurer directs the investment of all state funds, with fewer than 100 staff.",
        state="granted",
        granted_on=state.year_starts(state.fiscal_year - 2) - timedelta(days=40),
    )
    events.record(
        authorization,
        "authorize",
        by=state.personnel_director,
        office="State Personnel Director",
        on=authorization.granted_on,
        words="Authorized 1 additional for Treasury",
        end="granted",
    )


def _positions(state: State) -> list[Placement]:
    made = []
    first_year = state.fiscal_year - HISTORY_YEARS
    for name, number in PLACED.items():
        department = state.departments[name]
        for place in range(number):
            position = Position(
                department=department,
                number=state.number(name, 1000 + place * 7),
                title=TITLES[place % len(TITLES)],
                division=f"Division of {('Administration', 'Operations', 'Programs', 'Regions')[place % 4]}",
            )
            if name == "Agriculture" and place == 1:
                position.title = "Manager of the State Fair Authority"
                position.statutory_source = "Section 35-65-403, C.R.S."
            made.append(position)
    positions = Position.unscoped.bulk_create(made)
    since = state.year_starts(first_year - 2)
    placements = Placement.unscoped.bulk_create(
        Placement(
            position=position,
            department=position.department,
            # Treasury's could not enter before it was authorized.
            starts_on=state.year_starts(state.fiscal_year - 2) if position.department.code == "treasury" else since,
        )
        for position in positions
    )
    for placement in placements:
        _brought_over(placement.position, "placement", placement.pk, f"{placement.position} is in the SES", state)
    return placements


def _incumbents(state: State, placements: list[Placement]) -> None:
    """An executive in every position but a few; every fourth position changed hands a year ago."""
    for place, placement in enumerate(placements):
        changed = place % 4 == 3
        first_day = placement.starts_on
        change_day = state.year_starts(state.fiscal_year - 1)
        if changed and first_day < change_day:
            former = appoint(state, placement, first_day, change_day - timedelta(days=1), place)
            paper_contracts(state, former, place)
            first_day = change_day
        if place % VACANT_EVERY == VACANT_EVERY - 1:
            continue
        paper_contracts(state, appoint(state, placement, first_day, None, place), place)


def appoint(state: State, placement: Placement, first: date, last: date | None, place: int) -> Incumbency:
    incumbency = Incumbency.unscoped.create(
        position=placement.position,
        department=placement.department,
        person=state.everybody.next(),
        state="ended" if last else "current",
        starts_on=first,
        ends_on=last,
        method=("selection", "transfer", "selection", "reinstatement")[place % 4],
        merit_basis="Brought over from the personnel file",
        is_certified=place % 3 != 0,
        previously_certified_class="Management" if place % 3 else "",
    )
    _brought_over(
        placement.position, "appointment", incumbency.pk, f"{incumbency.person} holds {placement.position}", state
    )
    return incumbency


def paper_contracts(state: State, incumbency: Incumbency, place: int) -> None:
    """The signed paper contracts of the last years, as they were brought over when the program began."""
    offices = state.offices[incumbency.department.name]
    salary = Decimal(12200 + (place * 137) % 4300)
    last: Decimal | None = None
    for year in range(state.fiscal_year - HISTORY_YEARS, state.fiscal_year + 1):
        starts_on = state.year_starts(year)
        ends_on, due_on = validators.term_of(incumbency, starts_on=starts_on)
        if incumbency.starts_on > starts_on or (incumbency.ends_on and incumbency.ends_on < starts_on):
            continue
        signed_on = starts_on - timedelta(days=5 + place % 23)
        contract = Contract.unscoped.create(
            department=incumbency.department,
            position=incumbency.position,
            employee=incumbency.person,
            appointing_authority=offices.superior,
            state="signed",
            title=incumbency.position.title,
            department_name=incumbency.department.name,
            division=incumbency.position.division,
            appointing_authority_title="Deputy Executive Director",
            monthly_salary=salary,
            starts_on=starts_on,
            ends_on=ends_on,
            due_on=due_on,
            understanding="discussion",
            planning_met_on=signed_on - timedelta(days=14),
            started_on=signed_on - timedelta(days=30),
            proposed_on=signed_on - timedelta(days=10),
            signed_on=signed_on,
            brought_over="Personnel file of the department (demonstration)",
        )
        _paper_terms(contract, last, place)
        copy = ContractCopy.unscoped.create(
            contract=contract,
            department=contract.department,
            state="received",
            sent_on=signed_on,
            received_on=signed_on + timedelta(days=6),
        )
        _brought_over(
            contract.position, "contract", contract.pk, f"Contract signed on paper on {day(signed_on)}", state, contract
        )
        _brought_over(contract.position, "copy", copy.pk, "DPA/DHR has a copy", state, contract)
        last, salary = salary, salary + Decimal((place * 53) % 260)


def _paper_terms(contract: Contract, last: Decimal | None, place: int) -> None:
    SalaryDecision.objects.create(
        contract=contract,
        last_salary=last,
        factors=["experience", "market"] if last else [],
        performance_basis="Met the objectives of the year before." if last else "",
    )
    words = law.plan(contract.plan).form1
    elements = Element.objects.bulk_create(
        [
            *(Element(contract=contract, code=a.code, title=a.title, order=n) for n, a in enumerate(words.CORE, 1)),
            Element(contract=contract, code=terms.PROJECTS, title=words.PROJECTS_TITLE, order=len(words.CORE) + 1),
        ]
    )
    lines = [
        Objective(element=element, order=n, text=text, is_printed=True)
        for element, area in zip(elements, words.CORE, strict=False)
        for n, text in enumerate(area.objectives, 1)
    ]
    project = PROJECTS[place % len(PROJECTS)]
    Objective.objects.bulk_create(
        [*lines, Objective(element=elements[-1], order=1, text=project[0], results=project[1])]
    )


PROJECTS = (
    ("Shorten the time from application to decision", "Median of 20 working days by March"),
    ("Replace the paper intake with an online service", "In use in every region by June 1"),
    ("Bring the facilities plan up to date", "Plan with costs for ten years, approved by the director"),
    ("Fill the vacancies in field services", "Vacancies below 5 percent by the end of the year"),
)


class _Thing:
    """What an event of the bringing-over is about."""

    def __init__(self, kind: str, pk: int, department_id: int, person_id: int | None) -> None:
        self.kind, self.pk, self.department_id, self.person_id = kind, pk, department_id, person_id


def _brought_over(
    position: Position, kind: str, pk: int, words: str, state: State, contract: Contract | None = None
) -> None:
    thing = _Thing(kind, pk, position.department_id, contract.employee_id if contract else None)
    events.record(
        thing,
        "bring over",
        by=None,
        office="Demonstration",
        on=state.began_on,
        words=f"Brought over from paper: {words}",
    )
