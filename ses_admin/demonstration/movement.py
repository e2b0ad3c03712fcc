"""People who move: a transfer that waits for a director, somebody acting, a layoff with vacancies, another title."""

from datetime import timedelta

from positions import appointments, corrections, history, leaving, transfers, vacancies
from positions.models import Incumbency, Placement, Position
from ses_admin.demonstration.state import State

HOME = "Natural Resources"
CLASS = "General Professional VII"


def tell(state: State) -> None:
    """What somebody who signs in at Natural Resources finds of movement."""
    quiet = list(_holders(state)[:6])
    if len(quiet) < 6:
        return
    _transfer(state, quiet[5])  # the first leaves the SES with its position, the fifth has a notice
    _acting(state, quiet[1])
    _layoff(state, quiet[2])
    _title(state, quiet[3].position)


def _holders(state: State):
    """Executives of Natural Resources who came before this program, so that no other story is about them."""
    held = Incumbency.unscoped.in_force(state.today).filter(department=state.departments[HOME], is_acting=False)
    return held.filter(ends_on=None, starts_on__lt=state.today - timedelta(days=365)).order_by("-pk")


def _transfer(state: State, leaving_position: Incumbency) -> None:
    """Another department has asked and approved; the director of Natural Resources decides next."""
    today = state.today
    filled = Incumbency.unscoped.exclude(ends_on__lt=today).values("position")
    free = Placement.unscoped.in_force(today).exclude(position__in=filled).exclude(department=state.departments[HOME])
    place = free.select_related("position__department").order_by("pk").first()
    if place is None:
        return
    offices = state.offices[place.department.name]
    asked = transfers.request(
        place.position,
        person=leaving_position.person,
        starts_on=today + timedelta(days=25),
        merit_basis="Has led a comparable division for years; chosen among three who asked to move.",
        by=offices.hr,
        on=today - timedelta(days=4),
    )
    transfers.approve(asked, by=offices.director, on=today - timedelta(days=2))


def _acting(state: State, held: Incumbency) -> None:
    """Somebody acts while the executive is away."""
    appointments.appoint(
        held.position,
        person=state.everybody.next(),
        starts_on=state.today - timedelta(days=10),
        method="acting",
        merit_basis="Deputy of the executive, who is away until the spring.",
        is_acting=True,
        is_certified=False,
        by=state.offices[HOME].director,
        on=state.today - timedelta(days=12),
    )


def _layoff(state: State, held: Incumbency) -> None:
    """What was recorded at entry is corrected first; two classified positions of the class are vacant."""
    day = state.today - timedelta(days=6)
    offices, other = state.offices[HOME], state.offices["Agriculture"]
    corrections.correct_appointment(
        held,
        is_certified=True,
        previously_certified_class=CLASS,
        reason="The personnel file shows the certification of 1998, which was not brought over.",
        by=offices.hr,
        on=day,
    )
    leaving.end(
        held,
        way="layoff",
        ends_on=state.today + timedelta(days=40),
        reason="The division is closed for lack of funds.",
        by=offices.director,
        on=day,
    )
    for department, by, number in ((HOME, offices.hr, "C-410"), ("Agriculture", other.hr, "C-117")):
        vacancies.record(
            state.departments[department],
            number=f"{state.number(department, 0)[:2]}-{number}",
            title="Program Manager",
            job_class=CLASS,
            vacant_from=day - timedelta(days=30),
            by=by,
            on=day,
        )


def _title(state: State, position: Position) -> None:
    """The position is called otherwise from the first day of a later month on."""
    history.rename(
        position,
        title=f"{position.title} and Outreach",
        division=position.division,
        starts_on=(state.today + timedelta(days=45)).replace(day=1),
        reason="Outreach moves to this position.",
        by=state.offices[HOME].hr,
        on=state.today - timedelta(days=3),
    )
