"""The acts that say how many positions a department may have: FTE counts and additional authorizations."""

from datetime import date
from decimal import Decimal

from django.db import transaction

import law
from accounts.acting import ready, refuse_if_stopped
from accounts.models import Department, User
from positions import validators
from positions.models import Authorization, FteCount, Roster
from records.acts import begin


@transaction.atomic
def authorize(
    department: Department,
    *,
    number: int,
    starts_on: date,
    cause: str,
    by: User,
    on: date,
    plan: str = law.DEFAULT_PLAN,
) -> Authorization:
    """The State Personnel Director allows a department more positions, in writing, for good cause (CO-CAP-4).

    Raises StepRefused: no number or cause, or the very same was granted today already (a button pressed twice).
    """
    authorization = Authorization(
        plan=plan,
        department=department,
        number=number,
        starts_on=starts_on,
        cause=cause,
        state="",
        granted_on=on,
    )
    step = ready(authorization, "authorize", by=by, on=on)
    Roster.lock(plan)
    refuse_if_stopped(validators.authorization_findings(authorization, on=on), act="authorize additional positions")
    same = {"plan": plan, "department": department, "number": number, "starts_on": starts_on, "cause": cause}
    if Authorization.unscoped.filter(granted_on=on, **same).exists():
        raise step.refused("This was authorized today already. Another one needs a cause of its own.")
    begin(
        authorization,
        step,
        by=by,
        on=on,
        words=f"Authorized {number} additional for {department} from {starts_on:%B} {starts_on.day}, {starts_on.year}",
        facts={"cause": cause},
    )
    return authorization


@transaction.atomic
def record_fte(
    department: Department,
    *,
    fiscal_year: int,
    fte: Decimal,
    source: str,
    by: User,
    on: date,
    plan: str = law.DEFAULT_PLAN,
) -> FteCount:
    """Record the permanent FTE of a department for a fiscal year, with where the figure comes from.

    A second count for the same year corrects the first, which stays. Raises StepRefused: no source, or the same
    figure from the same source is recorded already.
    """
    count = FteCount(plan=plan, department=department, fiscal_year=fiscal_year, fte=fte, source=source, state="")
    step = ready(count, "record", by=by, on=on)
    step.require_words(source, "Write where the figure comes from.")
    Roster.lock(plan)  # nobody decides about places while the figures change
    earlier = FteCount.unscoped.filter(plan=plan, department=department, fiscal_year=fiscal_year).order_by("pk").last()
    year = law.plan(plan).calendar.fiscal_year_words(fiscal_year)
    if earlier is not None and (earlier.fte, earlier.source) == (fte, source):
        raise step.refused(f"This count of {department} for {year} is already recorded.")
    act = "Recorded" if earlier is None else f"Corrected {earlier.fte} to"
    begin(
        count,
        step,
        by=by,
        on=on,
        words=f"{act} {fte} permanent FTE for {department}, {year}",
        facts={"year": fiscal_year, "fte": str(fte), "source": source},
    )
    return count
