"""What the person in a position that leaves the SES was paid in it, and whether the salary after is far below."""

from collections.abc import Callable
from decimal import Decimal

import law
from law.findings import Finding
from positions.models import Removal

PAID: list[Callable[[Removal], Decimal | None]] = []
"""What was agreed is known above this app: whoever knows it puts the question here."""


def salary(removal: Removal) -> Decimal | None:
    """The monthly salary of the person in the SES, or None where nobody knows it."""
    return next((paid for paid in (asked(removal) for asked in PAID) if paid is not None), None)


def low_findings(removal: Removal, *, monthly_salary: Decimal | None) -> list[Finding]:
    """What the law says of a salary after the conversion that is far below the one before: CO-PAY-10."""
    if monthly_salary is None:
        return []
    found: list[Finding] = law.plan(removal.plan).positions.check_low_conversion_salary(
        monthly=monthly_salary, paid_before=salary(removal), on=removal.first_day_out or removal.opened_on
    )
    return found
