"""The act of recording the State Personnel Director's yearly guidance on pay adjustments (CO-PAY-9)."""

from datetime import date
from decimal import Decimal

from django.db import transaction

import law
from accounts.acting import StepRefused, ready
from accounts.models import User
from contracts import validators
from contracts.models import PayGuidance
from records.acts import begin


@transaction.atomic
def record_guidance(
    *,
    fiscal_year: int,
    text: str,
    most_increase: Decimal | None,
    source: str,
    is_demonstration: bool = False,
    by: User,
    on: date,
    plan: str = law.DEFAULT_PLAN,
) -> PayGuidance:
    """Record the guidance for the contracts of a fiscal year. A later row for the same year corrects it.

    `most_increase` is the highest increase in percent, or None where the guidance names none.
    """
    guidance = PayGuidance(
        plan=plan,
        fiscal_year=fiscal_year,
        text=text,
        most_increase=most_increase,
        source=source,
        is_demonstration=is_demonstration,
        recorded_on=on,
        state="",
    )
    step = ready(guidance, "record", by=by, on=on)
    if not text.strip():
        raise StepRefused("Write what the guidance says. (CO-PAY-9)")
    if not source.strip():
        raise StepRefused("Write where the guidance is published. (CO-PAY-9)")
    if most_increase is not None and most_increase < 0:
        raise StepRefused("The highest increase cannot be below zero. Write 0 when nothing may rise. (CO-PAY-9)")
    begin(
        guidance,
        step,
        by=by,
        on=on,
        words=f"Recorded the pay guidance for FY {validators.year_words(plan, fiscal_year)}",
        facts={
            "year": fiscal_year,
            "most_increase": None if most_increase is None else str(most_increase),
            "source": source,
        },
    )
    return guidance
