"""What the data for measuring are hung on: the fiscal year, its departments and their offices."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

import law
from accounts.models import Department, Membership
from contracts.models import PayCeiling
from positions.models import FteCount, Position
from records import events
from records.models import Event
from ses_admin.demonstration.people import Everybody
from ses_admin.demonstration.state import FTE_FILE, FTE_SOURCE, Offices

RULES = law.plan(law.DEFAULT_PLAN)
YEARS = 10


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


def lay(year: int) -> Frame:
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
