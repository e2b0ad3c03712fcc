"""The act of recording a published ceiling, with its source."""

from datetime import date
from decimal import Decimal

from django.db import transaction

import law
from accounts.acting import ready
from accounts.models import User
from accounts.templatetags.words import money
from contracts import validators
from contracts.models import PayCeiling
from records.acts import begin


@transaction.atomic
def record_ceiling(
    *,
    fiscal_year: int,
    amount: Decimal,
    source: str,
    is_computed: bool = False,
    is_demonstration: bool = False,
    by: User,
    on: date,
    plan: str = law.DEFAULT_PLAN,
) -> PayCeiling:
    """Record the SES ceiling of a fiscal year, in dollars per month. A later row for the same year corrects it."""
    ceiling = PayCeiling(
        plan=plan,
        fiscal_year=fiscal_year,
        amount=amount,
        source=source,
        is_computed=is_computed,
        is_demonstration=is_demonstration,
        recorded_on=on,
        state="",
    )
    step = ready(ceiling, "record", by=by, on=on)
    if amount <= 0:
        raise step.refused("The ceiling must be above zero.")
    step.require_words(source, "Write where the figure comes from.")
    begin(
        ceiling,
        step,
        by=by,
        on=on,
        words=f"Recorded the ceiling of {money(amount)} for FY {validators.year_words(plan, fiscal_year)}",
        facts={"year": fiscal_year, "amount": str(amount), "source": source},
    )
    return ceiling


def computed_ceiling(lid: Decimal, *, on: date, plan: str = law.DEFAULT_PLAN) -> Decimal:
    """The ceiling offered when only the Management range maximum is known (reading 1), to be confirmed."""
    return law.plan(plan).contracts.ceiling_from_lid(lid, on=on)


def computed_for(fiscal_year: int, *, lid: Decimal, plan: str = law.DEFAULT_PLAN) -> Decimal:
    """The ceiling offered for a fiscal year, by the rule in force on its last day."""
    return computed_ceiling(lid, on=law.plan(plan).calendar.year_ends(fiscal_year), plan=plan)
