"""A request for more positions, and positions on their way out of the SES: one in each state that waits."""

from datetime import date, timedelta
from decimal import Decimal

from positions import authorization_requests, lids, removals
from positions.models import Incumbency, Position
from ses_admin.demonstration.state import State

LID = Decimal("13500")  # invented, and marked as a demonstration figure


def tell(state: State) -> None:
    """Dated in the weeks before today."""
    ago = state.today - timedelta(days=16)
    for year in (state.fiscal_year, state.fiscal_year + 1):
        lids.record_lid(
            fiscal_year=year, amount=LID, source="Invented for the demonstration", is_demonstration=True,
            by=state.reviewer, on=ago,
        )  # fmt: skip
    _request(state)
    reviewed, unsupported, *_others = _held(state, "Corrections")
    leaving, *_others = _held(state, "Natural Resources")
    removals.review(
        reviewed, reason="Its programs were moved to another division last year.", by=state.personnel_director, on=ago
    )
    removals.withdraw_support(
        unsupported,
        reason="After the reorganization the position directs one bureau only.",
        by=state.offices["Corrections"].director,
        on=ago,
    )
    removal = removals.review(
        leaving, reason="The segment it directs is to be divided.", by=state.personnel_director, on=ago
    )
    removals.order(
        removal,
        last_day=_year_ends(state),
        reason="It no longer directs a large segment of the department.",
        by=state.personnel_director,
        on=ago + timedelta(days=6),
    )


def _year_ends(state: State) -> date:
    """The last day of this fiscal year."""
    return state.year_starts(state.fiscal_year + 1) - timedelta(days=1)


def _request(state: State) -> None:
    offices = state.offices["Natural Resources"]
    request = authorization_requests.prepare(
        state.departments["Natural Resources"],
        number=1,
        starts_on=state.today + timedelta(days=30),
        cause="A statute of this year creates a division of outdoor recreation with its own director.",
        by=offices.hr,
        on=state.today - timedelta(days=7),
    )
    authorization_requests.send(request, by=offices.director, on=state.today - timedelta(days=5))


def _held(state: State, department: str) -> list[Position]:
    """The last three positions of the department that somebody has held for long."""
    long_ago = state.today - timedelta(days=90)
    held = Incumbency.unscoped.in_force(state.today).filter(ends_on=None, starts_on__lt=long_ago).values("position")
    rows = Position.unscoped.in_ses(state.today).filter(department=state.departments[department], pk__in=held)
    return list(rows.order_by("-pk")[:3])
