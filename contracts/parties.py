"""Who the parties of a contract are: the holder of the position, and a superior who can sign."""

from datetime import date

from accounts.acting import StepRefused, offices_held
from accounts.models import User
from accounts.templatetags.words import day
from contracts.models import Contract
from positions.models import Incumbency, Placement, Position


def require_holder(position: Position, *, on: date) -> Incumbency:
    """Who holds the position on the day `on`. Raises StepRefused when it is vacant or not in the SES that day.

    Our reading: while one person holds it and another acts in it, the contract is with the one who holds it.
    """
    held = Incumbency.unscoped.in_force(on).filter(position=position).select_related("person")
    held = held.order_by("is_acting", "pk").first()
    if held is None:
        raise StepRefused(f"Nobody holds {position} on {day(on)}; a vacant position owes no contract. (CO-CON-1)")
    if not Placement.unscoped.in_force(on).filter(position=position).exists():
        raise StepRefused(f"{position} is not in the SES on {day(on)}. (CO-CON-1)")
    return held


def require_same_holder(contract: Contract) -> None:
    """Raises StepRefused when somebody else, or nobody, holds the position on the first day of the term."""
    if require_holder(contract.position, on=contract.starts_on).person_id != contract.employee_id:
        raise StepRefused(
            f"{contract.employee} does not hold {contract.position} on {day(contract.starts_on)}. (CO-CON-4)"
        )


def require_two_parties(employee: User, appointing_authority: User) -> None:
    """Raises StepRefused when one person would be both parties: nobody signs for two."""
    if employee == appointing_authority:
        raise StepRefused("An executive cannot be their own appointing authority. Choose somebody else. (CO-CON-4)")


def require_superior_in_office(contract: Contract, *, on: date) -> None:
    """Raises StepRefused when the named appointing authority could not sign on the day `on`."""
    if "appointing_authority" not in offices_held(contract.appointing_authority, contract, on=on):
        raise StepRefused(
            f"{contract.appointing_authority} holds no office of {contract.department} on {day(on)} in which to sign "
            "as appointing authority. Name somebody who does. (CO-CON-4)"
        )
