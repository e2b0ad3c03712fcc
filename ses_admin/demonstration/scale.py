"""Many positions with ten years behind them, for measuring only: benchmarks/ says what is measured.

Everything is counted out, nothing is drawn by lot or taken from the clock, so the same number of positions in the
same fiscal year gives the same rows in every database. The numbers may pass every cap: no rule is asked here.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

import law
from accounts.models import Membership, User
from contracts.models import Contract
from positions import validators
from positions.models import Incumbency, Nomination, Placement, Position, Review
from records import events
from ses_admin.demonstration import scale_contracts, scale_frame
from ses_admin.demonstration.scale_frame import RULES, YEARS, Frame, Tenure
from ses_admin.demonstration.state import TITLES
from ses_admin.demonstration.stories import ANSWERS, RATIONALE

AT_ONCE = 200  # positions built together: what is held in memory at a time
CHANGES_EVERY = 6  # years somebody stays in a position
VACANT_EVERY = 12  # every so many positions one is vacant today
NOMINATED_FOR_EACH = 5  # for so many positions one more is nominated and waits for a decision


def build(*, positions: int, today: date) -> Iterator[int]:
    """Build `positions` positions in the SES, and say from time to time how many there are so far.

    Each has ten years of contracts up to the fiscal year of `today`. For every five of them one more is
    nominated. Must run inside a transaction, in an empty database.
    """
    frame = scale_frame.lay(RULES.calendar.fiscal_year(today))
    for first in range(0, positions, AT_ONCE):
        last = min(first + AT_ONCE, positions)
        _in_ses(frame, range(first, last))
        yield last
    nominated = positions // NOMINATED_FOR_EACH
    for first in range(0, nominated, AT_ONCE):
        _nominated(frame, range(positions + first, positions + min(first + AT_ONCE, nominated)))


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
    nominations = _approved(places, positions, entered)
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
            scale_contracts.contracts(frame, tenure, incumbency)
            for tenure, incumbency in zip(tenures, incumbencies, strict=True)
        )
    )
    copies = scale_contracts.beside(frame, contracts)
    events.record_all(
        chain(
            (frame.told(each, f"{each.position} is in the SES", end="placed") for each in nominations),
            (frame.told(each, f"{each.person} holds {each.position}", end=each.state) for each in incumbencies),
            (scale_contracts.told(frame, each) for each in contracts),
            (frame.told(each, "A copy went to DPA/DHR", end=each.state) for each in copies),
        )
    )


def _approved(places: range, positions: list[Position], entered: date) -> list[Nomination]:
    """How these positions came into the SES on the day `entered`."""
    return Nomination.unscoped.bulk_create(
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
    reviewer = Membership.unscoped.filter(office="reviewer").order_by("pk")[0].user
    codes = [asked.code for asked in validators.questions(law.DEFAULT_PLAN)]
    Review.unscoped.bulk_create(
        Review(
            nomination=each,
            reviewer=reviewer,
            answers={code: {"answer": "yes", "note": ""} for code in codes},
            recommends="approve",
            words=each.recommendation,
            revision=1,
            saved_on=frame.first_day,
            given_on=frame.first_day,
        )
        for each in nominations
        if each.state == "forwarded"
    )
    events.record_all(
        frame.told(each, f"{each.position} is nominated", verb="start", end=each.state) for each in nominations
    )
