"""What is signed about a position and would be untrue if the position or its holder had not been there."""

from decimal import Decimal

from accounts.templatetags.words import day
from contracts.models import Contract
from positions.corrections import Rest
from positions.models import Position, Removal


def signed(position: Position) -> list[Rest]:
    """The signed contracts of this position: each rests on its employee holding it on the first day of the term."""
    contracts = Contract.unscoped.filter(state="signed", position=position).select_related("employee")
    return [
        Rest(each.employee_id, each.starts_on, f"The signed contract of {each.employee} from {day(each.starts_on)}")
        for each in contracts.order_by("starts_on")
    ]


def paid(removal: Removal) -> Decimal | None:
    """The monthly salary of the last signed contract of whoever is in the position that leaves the SES."""
    if removal.person_id is None:
        return None
    signed = Contract.unscoped.filter(state="signed", position=removal.position_id, employee=removal.person_id)
    return signed.order_by("-starts_on", "-pk").values_list("monthly_salary", flat=True).first()
