"""The small state in which the life of positions is played at random: two departments, and hardly a place left."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.models import Department, User
from law.colorado import positions
from positions.models import FteCount, Placement, Position
from tests import cast as cast_module
from tests.factories import DepartmentFactory, PayCeilingFactory, PlacedPositionFactory

FIRST_DAY = date(2004, 5, 17)
FREE = 1  # place left in the state on the first day
FREE_ON_JULY_1 = 1  # and one more from then on


@dataclass
class Town:
    """Everybody and everything that is there before the play begins."""

    cast: cast_module.Cast
    departments: list[Department]
    people: list[User]


def build() -> Town:
    """Agriculture may have 3 positions and Revenue 1; each has one, with somebody in it. Others take the rest."""
    cast = cast_module.assemble()
    FteCount.unscoped.filter(department=cast.revenue).update(fte=Decimal("199.9"))
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, number="A-1")
    PlacedPositionFactory(department=cast.revenue, person=cast.other_executive, number="R-1")
    PayCeilingFactory(fiscal_year=2003, amount=Decimal("10500.00"))
    fill(positions.STATEWIDE_MOST.on(FIRST_DAY).value - 2 - FREE)
    everybody = [person for person in vars(cast).values() if isinstance(person, User)]
    return Town(cast, [cast.agriculture, cast.revenue], everybody)


def fill(number: int) -> None:
    """Place so many positions of a department that plays no part; a few leave the SES on June 30, 2004."""
    elsewhere = DepartmentFactory(code="elsewhere", name="Elsewhere")
    made = Position.unscoped.bulk_create(
        Position(department=elsewhere, number=f"E-{place}", title="Director") for place in range(number)
    )
    Placement.unscoped.bulk_create(
        Placement(
            position=position,
            department=elsewhere,
            starts_on=FIRST_DAY,
            ends_on=date(2004, 6, 30) if place < FREE_ON_JULY_1 else None,
        )
        for place, position in enumerate(made)
    )


def take_the_last_place() -> None:
    """The department that plays no part places one more: until July 1 the state is full."""
    elsewhere = Department.objects.get(code="elsewhere")
    position = Position.unscoped.create(department=elsewhere, number="E-last", title="Director")
    Placement.unscoped.create(position=position, department=elsewhere, starts_on=FIRST_DAY)
