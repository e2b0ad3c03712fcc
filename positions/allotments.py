"""The acts that say how many positions a department may have: FTE counts and additional authorizations."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

import law
from accounts.acting import offices_among, ready, refuse_if_stopped
from accounts.models import Department, User
from accounts.templatetags.words import day as in_words
from law.findings import Finding
from law.steps import NOT_YET
from positions import allotment_reviews, letters, validators
from positions.entitlements import entitlement
from positions.models import Authorization, AuthorizationRequest, FteCount, Roster
from records.acts import begin
from records.models import Event

ASKING_VERBS = ("prepare", "edit", "request", "withdraw")
"""What the department does with a request for additional positions."""


@transaction.atomic
def authorize(
    department: Department,
    *,
    number: int,
    starts_on: date,
    cause: str,
    ends_on: date | None = None,
    by: User,
    on: date,
    plan: str = law.DEFAULT_PLAN,
) -> Authorization:
    """The State Personnel Director allows a department more positions, in writing, for good cause (CO-CAP-4).

    From `starts_on` to `ends_on`, both inclusive; None is without end. The department is told by letter. Raises
    StepRefused: no number or cause, days that do not fit, or the very same was granted today already.
    """
    authorization = give(
        department, number=number, starts_on=starts_on, ends_on=ends_on, cause=cause, by=by, on=on, plan=plan
    )
    letters.write(
        kind="authorization decision",
        thing=authorization,
        to=letters.to_department(department, on=on),
        on=on,
        by=by,
        office=ready(unmade(department, plan=plan), "authorize", by=by, on=on).title,
        facts={**decided_facts(authorization), "decision": "granted"},
    )
    return authorization


def unmade(department: Department, *, plan: str = law.DEFAULT_PLAN, **known: Any) -> Authorization:
    """An authorization of the department that nobody has given yet, as far as it is known."""
    return Authorization(plan=plan, department=department, state=NOT_YET, **known)


def give(
    department: Department,
    *,
    number: int,
    starts_on: date,
    ends_on: date | None,
    cause: str,
    by: User,
    on: date,
    plan: str,
) -> Authorization:
    """The authorization itself, without its letter: part of `authorize`, and of granting a request."""
    terms = {"number": number, "starts_on": starts_on, "ends_on": ends_on, "cause": cause}
    authorization = unmade(department, plan=plan, granted_on=on, **terms)
    step = ready(authorization, "authorize", by=by, on=on)
    Roster.lock(plan)
    refuse_if_stopped(apart_findings(authorization, by=by, on=on), act="authorize additional positions")
    findings = validators.authorization_findings(authorization, on=on)
    refuse_if_stopped(findings, act="authorize additional positions")
    if Authorization.unscoped.filter(plan=plan, department=department, granted_on=on, **terms).exists():
        raise step.refused("This was authorized today already. Another one needs a cause of its own.")
    until = f" to {in_words(ends_on)}" if ends_on else ""
    begin(
        authorization,
        step,
        by=by,
        on=on,
        words=f"Authorized {number} additional for {department} from {in_words(starts_on)}{until}",
        facts={"cause": cause},
        findings=findings,
    )
    return authorization


def apart_findings(authorization: Authorization, *, by: User, on: date) -> list[Finding]:
    """Nobody authorizes positions for a department whose director they are, or that asked for them through them.

    They asked when they took part in a request on which nothing was granted, however the authorization is given.
    """
    department = authorization.department
    requests = AuthorizationRequest.unscoped.filter(plan=authorization.plan, department=department, authorization=None)
    asked = Event.unscoped.filter(
        kind=AuthorizationRequest.kind, thing_id__in=requests.values("pk"), actor=by, verb__in=ASKING_VERBS
    )
    is_director = "director" in offices_among(by.memberships_on(on), by, authorization)
    return law.plan(authorization.plan).positions.check_decided_apart(
        code="CO-CAP-4", took_part_for_department=is_director or asked.exists(), on=on
    )


def decided_facts(authorization: Authorization) -> dict[str, Any]:
    """What a letter says of an authorization, or of one that was asked for and refused."""
    allowance = entitlement(authorization.plan, authorization.department).on(authorization.starts_on)
    positions = f"{allowance.most} positions" if allowance.most != 1 else "1 position"
    may_have = f"{positions}: allotment {allowance.allotment}, additionally authorized {allowance.authorized}"
    return {
        "department": str(authorization.department),
        "number": authorization.number,
        "starts_on": authorization.starts_on,
        "ends_on": authorization.ends_on,
        "cause": authorization.cause,
        "may_have": "" if allowance.most is None else may_have,
    }


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

    A second count for the same year corrects the first, which stays. A department that falls below its positions by
    it goes to review, and loses nothing (CO-CAP-6). Raises StepRefused: no source, or the same figure from the same
    source is recorded already.
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
    allotment_reviews.open_where_needed(
        department, day=max(on, law.plan(plan).calendar.year_starts(fiscal_year)), by=by, on=on, plan=plan
    )
    return count
