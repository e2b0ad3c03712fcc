"""How far a nomination has come, and how full the SES is: where the stories of the positions begin."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from accounts.models import Department, User
from positions import review as reviewing
from positions import validators, workflow
from positions.models import FteCount, Nomination, Placement, Position, Review
from records import files
from tests.cast import Cast

DAY = date(2004, 9, 1)
AT = timezone.make_aware(datetime(2004, 9, 1, 10, 30))
RATIONALE = "Directs three divisions and answers to the commissioner."


def answers(**other: str) -> dict[str, str]:
    """Every question of the law answered, some otherwise."""
    asked = [question.code for question in validators.questions("colorado-ses") if not question.yes_or_no]
    return {code: f"The position answers for {code} in full." for code in asked} | other


def begun(cast: Cast, number: str = "AG-1", *, on: date = DAY) -> Nomination:
    """An empty draft of Agriculture, begun by its HR."""
    return workflow.start_nomination(cast.agriculture, number=number, title="Deputy Commissioner", by=cast.hr, on=on)


def write(nomination: Nomination, cast: Cast, *, on: date = DAY, **other) -> None:
    """Save the case as a complete one, with what is given otherwise."""
    case = {
        "revision": nomination.revision,
        "rationale": RATIONALE,
        "answers": answers(),
        "wanted_on": None,
        "title": "Deputy Commissioner",
        "division": "",
        "is_management_class": True,
    }
    workflow.edit_nomination(nomination, **(case | other), by=cast.hr, on=on)


def describe(nomination: Nomination, cast: Cast, *, dated_on: date = date(2004, 3, 1), on: date = DAY) -> None:
    """Attach a job description."""
    document = files.store(
        b"%PDF-1.4 what the position does %%EOF",
        name="Job description.pdf",
        content_type=files.PDF,
        purpose="job description",
        by=cast.hr,
    )
    workflow.attach_job_description(nomination, document, dated_on=dated_on, by=cast.hr, on=on)


def draft(cast: Cast, number: str = "AG-1", *, on: date = DAY, wanted_on: date | None = None) -> Nomination:
    """A complete draft of Agriculture that its director could submit."""
    nomination = begun(cast, number, on=on)
    write(nomination, cast, wanted_on=wanted_on, on=on)
    describe(nomination, cast, on=on)
    return nomination


def submitted(cast: Cast, number: str = "AG-1", *, on: date = DAY, wanted_on: date | None = None) -> Nomination:
    """With DPA/DHR."""
    nomination = draft(cast, number, on=on, wanted_on=wanted_on)
    workflow.nominate(nomination, by=cast.director, on=on)
    return nomination


def returned(cast: Cast, number: str = "AG-1", *, on: date = DAY) -> Nomination:
    """Back at the department, with questions."""
    nomination = submitted(cast, number, on=on)
    workflow.return_with_questions(nomination, questions="Which managers?", by=cast.reviewer, on=on, at=AT)
    return nomination


def review(nomination: Nomination, by: User, *, on: date = DAY, recommends: str = "approve", **other: str) -> None:
    """Keep a complete review: every criterion is met, but for what is answered otherwise, with a note."""
    codes = [question.code for question in validators.questions("colorado-ses")]
    stored = Review.unscoped.filter(nomination=nomination).first()
    reviewing.keep(
        nomination,
        answers={code: other.get(code, "yes") for code in codes},
        notes={code: f"What was found about {code}." for code in other},
        recommends=recommends,
        words="Properly allocated.",
        revision=stored.revision if stored else 0,
        by=by,
        on=on,
    )


def reviewed(cast: Cast, number: str = "AG-1", *, on: date = DAY, wanted_on: date | None = None) -> Nomination:
    """With DPA/DHR, its review complete and not yet given."""
    nomination = submitted(cast, number, on=on, wanted_on=wanted_on)
    review(nomination, cast.reviewer, on=on)
    return nomination


def forwarded(cast: Cast, number: str = "AG-1", *, on: date = DAY, wanted_on: date | None = None) -> Nomination:
    """With the State Personnel Director."""
    nomination = reviewed(cast, number, on=on, wanted_on=wanted_on)
    workflow.forward(nomination, recommendation="Properly allocated.", by=cast.reviewer, on=on)
    return nomination


def approved(cast: Cast, number: str = "AG-1", *, on: date = DAY, wanted_on: date | None = None) -> Nomination:
    """Approved, and not placed yet."""
    nomination = forwarded(cast, number, on=on, wanted_on=wanted_on)
    workflow.decide(nomination, approve=True, reason="Meets every criterion.", by=cast.personnel_director, on=on)
    return nomination


def placed(cast: Cast, number: str = "AG-1", *, on: date = DAY) -> Nomination:
    """In the SES from `on`."""
    nomination = approved(cast, number, on=on)
    workflow.place(nomination, placed_on=on, by=cast.hr, on=on)
    return nomination


def fill(
    department: Department,
    number: int,
    *,
    starts_on: date = date(2004, 7, 1),
    ends_on: date | None = None,
    prefix: str = "P",
) -> list[Position]:
    """So many positions of the department in the SES, brought over without acts of this program."""
    positions = Position.unscoped.bulk_create(
        Position(department=department, number=f"{prefix}-{department.pk}-{each}", title=f"Senior Director {each}")
        for each in range(1, number + 1)
    )
    Placement.unscoped.bulk_create(
        Placement(position=position, department=department, starts_on=starts_on, ends_on=ends_on)
        for position in positions
    )
    return positions


def enlarge(department: Department, fte: str = "5000.0") -> None:
    """Give the department so many FTE that its allotment is the most there can be."""
    FteCount.unscoped.create(department=department, fiscal_year=2003, fte=Decimal(fte), source="Invented")


def other_departments(number: int) -> list[Department]:
    """Departments with neither offices nor a count of FTE, to fill the state with."""
    return Department.objects.bulk_create(
        Department(code=f"department-{each}", name=f"Department {each}") for each in range(1, number + 1)
    )
