"""The regular lid of a fiscal year, as it was published: what a salary outside the SES may not pass (CO-PAY-10)."""

from datetime import date
from decimal import Decimal

from django.db import transaction

import law
from accounts.acting import ready
from accounts.models import User
from accounts.templatetags.words import money
from law.steps import NOT_YET
from positions.models import RegularLid
from records.acts import begin


def year_of(plan: str, day: date) -> str:
    """The fiscal year of `day`, in words: "2004-05"."""
    calendar = law.plan(plan).calendar
    words: str = calendar.fiscal_year_words(calendar.fiscal_year(day))
    return words


def of_day(plan: str, day: date) -> RegularLid | None:
    """The lid that holds on `day`; None when none is recorded for its year."""
    return RegularLid.objects.of_year(plan, law.plan(plan).calendar.fiscal_year(day))


def unrecorded(plan: str = law.DEFAULT_PLAN) -> RegularLid:
    """A lid before anybody recorded it: for asking who may."""
    return RegularLid(plan=plan, state=NOT_YET)


@transaction.atomic
def record_lid(
    *,
    fiscal_year: int,
    amount: Decimal,
    source: str,
    is_demonstration: bool = False,
    by: User,
    on: date,
    plan: str = law.DEFAULT_PLAN,
) -> RegularLid:
    """Record the regular lid of a fiscal year, in dollars per month. A later row for the same year corrects it.

    Raises StepRefused: no amount, no source, or the very same is recorded already.
    """
    lid = RegularLid(
        plan=plan,
        fiscal_year=fiscal_year,
        amount=amount,
        source=source,
        is_demonstration=is_demonstration,
        recorded_on=on,
        state=NOT_YET,
    )
    step = ready(lid, "record", by=by, on=on)
    if amount <= 0:
        raise step.refused("The lid must be above zero.")
    step.require_words(source, "Write where the figure comes from.")
    held = RegularLid.objects.of_year(plan, fiscal_year)
    year = law.plan(plan).calendar.fiscal_year_words(fiscal_year)
    if held is not None and (held.amount, held.source) == (amount, source):
        raise step.refused(f"This lid of FY {year} is recorded already.")
    begin(
        lid,
        step,
        by=by,
        on=on,
        words=f"Recorded the regular lid of {money(amount)} for FY {year}",
        facts={"year": fiscal_year, "amount": str(amount), "source": source},
    )
    return lid
