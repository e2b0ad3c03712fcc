"""Notices of unsatisfactory performance to the executive of Agriculture, in every state, in spring 2005."""

from datetime import date
from decimal import Decimal

from accounts.models import User
from appraisals import notices
from appraisals.models import Notice
from contracts.models import Contract
from positions.models import Incumbency, Position
from records import files
from records.models import Document
from tests.cast import Cast
from tests.factories import PlacedPositionFactory, at

DRAFTED = date(2005, 4, 11)
SIGNED = date(2005, 4, 18)
GROUNDS = "Two of five projects were not begun, and three budget reports came late."


def appointment(cast: Cast) -> Incumbency:
    """The executive in a position of Agriculture, since the rules began."""
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    return Incumbency.unscoped.get(position=position)


def draft(cast: Cast, *, incumbency: Incumbency | None = None, on: date = DRAFTED) -> Notice:
    """Begun by HR, with its grounds."""
    return notices.start(incumbency or appointment(cast), grounds=GROUNDS, by=cast.hr, on=on)


def signed(cast: Cast, *, on: date = SIGNED) -> Notice:
    """Signed by the director, not delivered."""
    notice = draft(cast, on=min(on, DRAFTED))
    notices.sign(notice, revision=notice.revision, by=cast.director, on=on, at=at(on))
    return notice


def scan(name: str = "receipt.pdf") -> Document:
    """A kept scan."""
    return files.store(b"%PDF-1.4 scan", name=name, content_type=files.PDF, purpose="proof of delivery", by=None)


def delivered(cast: Cast, *, on: date) -> Notice:
    """Acknowledged by the executive on the day `on`."""
    notice = signed(cast, on=min(on, SIGNED))
    notices.acknowledge(notice, by=cast.executive, on=on)
    return notice


def contract_of_the_next_year(position: Position, person: User, *, on: date, state: str = "signed") -> None:
    """A contract for 2005-06, by default signed by all on that day, as a fact: how one signs is told elsewhere."""
    Contract.unscoped.create(
        department=position.department,
        position=position,
        employee=person,
        appointing_authority=person,
        state=state,
        title=position.title,
        department_name=position.department.name,
        appointing_authority_title="Deputy",
        monthly_salary=Decimal("9000"),
        starts_on=date(2005, 7, 1),
        ends_on=date(2006, 6, 30),
        due_on=date(2005, 6, 30),
        started_on=on,
        proposed_on=on,
        signed_on=on if state == "signed" else None,
    )
