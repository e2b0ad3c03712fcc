"""The director's request for additional positions, for good cause, and its decision (CO-CAP-4)."""

from datetime import date
from typing import Any

from django.db import transaction

import law
from accounts.acting import Ready, ready, refuse_if_stopped
from accounts.models import Department, User
from accounts.templatetags.words import day as in_words
from law.findings import Finding
from law.steps import NOT_YET
from positions import allotments, letters, validators
from positions.capacity import entitlement, spans, taken, tightest_day
from positions.models import AuthorizationRequest, Nomination, Roster
from positions.telling import tell_offices
from records.acts import begin, move
from records.models import Event


def unmade(department: Department, *, plan: str = law.DEFAULT_PLAN, **known: Any) -> AuthorizationRequest:
    """A request of this department that nobody has prepared yet, as far as it is known."""
    return AuthorizationRequest(plan=plan, department=department, state=NOT_YET, **known)


@transaction.atomic
def prepare(
    department: Department,
    *,
    number: int,
    starts_on: date,
    ends_on: date | None = None,
    cause: str,
    by: User,
    on: date,
    plan: str = law.DEFAULT_PLAN,
) -> AuthorizationRequest:
    """HR or the director writes a request, which the director sends. Raises StepRefused: days that do not fit."""
    terms = {"number": number, "starts_on": starts_on, "ends_on": ends_on, "cause": cause}
    request = unmade(department, plan=plan, prepared_on=on, **terms)
    step = ready(request, "prepare", by=by, on=on)
    Roster.lock(plan)
    if not department.is_principal:
        raise step.refused(f"{department} is not a principal department; only those have an allotment.")
    _refuse_impossible(request, on=on)
    if AuthorizationRequest.unscoped.filter(plan=plan, department=department, state="draft", **terms).exists():
        raise step.refused("The very same request is prepared already.")
    begin(request, step, by=by, on=on, words=f"Prepared the {_name(request)}", facts=_facts(request))
    return request


@transaction.atomic
def edit(
    request: AuthorizationRequest,
    *,
    revision: int,
    number: int,
    starts_on: date,
    ends_on: date | None,
    cause: str,
    by: User,
    on: date,
) -> None:
    """Rewrite a request that is not sent. Raises StepRefused when somebody saved it meanwhile."""
    step = ready(request, "edit", by=by, on=on)
    stored = AuthorizationRequest.unscoped.select_for_update().get(pk=request.pk)
    if stored.revision != revision:
        raise step.refused("Somebody else saved this request while you wrote. Compare with theirs, then save.")
    terms = {"number": number, "starts_on": starts_on, "ends_on": ends_on, "cause": cause}
    _refuse_impossible(unmade(request.department, plan=request.plan, **terms), on=on)
    move(
        request, step, by=by, on=on, words=f"Saved the {_name(request)}", facts={"cause": cause},
        revision=revision + 1, **terms,
    )  # fmt: skip


def _refuse_impossible(request: AuthorizationRequest, *, on: date) -> None:
    refuse_if_stopped(request_findings(request, on=on), act="ask for additional positions")


@transaction.atomic
def send(request: AuthorizationRequest, *, by: User, on: date) -> None:
    """The director sends the request to the State Personnel Director. Raises StepRefused: no good cause."""
    step = ready(request, "request", by=by, on=on)
    _refuse_impossible(request, on=on)
    move(request, step, by=by, on=on, words=f"Sent the {_name(request)}", facts=_facts(request), requested_on=on)
    tell_offices(
        "personnel_director",
        subject="A request for additional positions waits for your decision",
        text=f"{request}, from {in_words(request.starts_on)}.",
        key=f"authorization-request/{request.pk}/requested",
        path=request.get_absolute_url(),
        on=on,
    )


@transaction.atomic
def withdraw(request: AuthorizationRequest, *, reason: str, by: User, on: date) -> None:
    """The director takes the request back, which is possible until it is decided."""
    step = ready(request, "withdraw", by=by, on=on)
    step.require_words(reason, "Write why the request is withdrawn.")
    move(request, step, by=by, on=on, words=f"Withdrew the {_name(request)}", facts={"reason": reason})


@transaction.atomic
def grant(
    request: AuthorizationRequest,
    *,
    number: int,
    starts_on: date,
    ends_on: date | None = None,
    reason: str,
    by: User,
    on: date,
) -> None:
    """The State Personnel Director grants so many, from a day and maybe to a day, in writing with reasons.

    It lifts the limit of the department, never that of the state. Raises StepRefused: no reasons, days that do not
    fit, or who decides took part in the request.
    """
    Roster.lock(request.plan)
    step = ready(request, "grant", by=by, on=on)
    step.require_words(reason, "Write the reasons for the decision.")
    refuse_if_stopped(apart_findings(request, by=by, on=on), act="decide this request")
    terms = {"number": number, "starts_on": starts_on, "ends_on": ends_on, "cause": request.cause}
    findings = request_findings(unmade(request.department, plan=request.plan, **terms), on=on)
    authorization = allotments.give(request.department, **terms, by=by, on=on, plan=request.plan)
    move(
        request,
        step,
        by=by,
        on=on,
        words=f"Granted {number} of the {_name(request)}",
        facts={"reason": reason, "number": number, "starts_on": starts_on.isoformat()},
        findings=findings,
        decided_on=on,
        decision_reason=reason,
        authorization=authorization,
    )
    _write(request, step, {**allotments.decided_facts(authorization), "decision": "granted"}, by=by, on=on)


@transaction.atomic
def refuse(request: AuthorizationRequest, *, reason: str, by: User, on: date) -> None:
    """The State Personnel Director refuses the request, in writing with reasons."""
    step = ready(request, "refuse", by=by, on=on)
    step.require_words(reason, "Write the reasons for the decision.")
    refuse_if_stopped(apart_findings(request, by=by, on=on), act="decide this request")
    move(
        request,
        step,
        by=by,
        on=on,
        words=f"Refused the {_name(request)}",
        facts={"reason": reason},
        decided_on=on,
        decision_reason=reason,
    )
    facts = allotments.decided_facts(allotments.unmade(request.department, plan=request.plan, **_terms(request)))
    _write(request, step, {**facts, "decision": "refused", "may_have": ""}, by=by, on=on)


def _write(request: AuthorizationRequest, step: Ready, facts: dict[str, Any], *, by: User, on: date) -> None:
    letters.write(
        kind="authorization decision",
        thing=request,
        to=letters.to_department(request.department, on=on),
        on=on,
        by=by,
        office=step.title,
        facts={**facts, "reason": request.decision_reason},
    )


def request_findings(request: AuthorizationRequest, *, on: date) -> list[Finding]:
    """What the law says of authorizing what this request asks for: the cause, the days, and the day it is needed."""
    asked = allotments.unmade(request.department, plan=request.plan, **_terms(request))
    return validators.authorization_findings(asked, wanted_on=first_wanted(request), on=on)


def apart_findings(request: AuthorizationRequest, *, by: User, on: date) -> list[Finding]:
    """Nobody decides a request in which they took part for the department."""
    took_part = Event.unscoped.about(request).filter(actor=by, verb__in=allotments.ASKING_VERBS).exists()
    return law.plan(request.plan).positions.check_decided_apart(
        code="CO-CAP-4", took_part_for_department=took_part, on=on
    )


def first_wanted(request: AuthorizationRequest) -> date | None:
    """The first day on which a nomination of the department, not decided yet, wants its place; None when none says."""
    days = Nomination.unscoped.undecided().filter(department=request.department, wanted_on__isnull=False)
    return days.order_by("wanted_on").values_list("wanted_on", flat=True).first()


def figures(request: AuthorizationRequest, *, on: date) -> list[tuple[str, str]]:
    """The figures a decision rests on: the department before and after, and the state, which nothing lifts."""
    day = max(request.starts_on, on)
    held = spans(request.plan, ending_from=day)
    own = [span for span in held if span.department_id == request.department_id]
    owed = entitlement(request.plan, request.department)
    tight = tightest_day(own, owed, since=day)
    now = owed.on(tight)
    most = law.plan(request.plan).positions.STATEWIDE_MOST.on(day).value
    has, may = taken(own, on=tight), now.most
    return [
        (
            f"{request.department}, {in_words(tight)}",
            f"allotment {'unknown' if now.allotment is None else now.allotment}, authorized {now.authorized}; "
            f"placed or reserved {has}",
        ),
        ("It may have", "unknown: no FTE count" if may is None else f"{may}, with this request {may + request.number}"),
        ("The whole state", f"{taken(held, on=day)} of {most} on {in_words(day)}. Nothing lifts {most}."),
    ]


def _terms(request: AuthorizationRequest) -> dict[str, Any]:
    return {name: getattr(request, name) for name in ("number", "starts_on", "ends_on", "cause")}


def _facts(request: AuthorizationRequest) -> dict[str, Any]:
    return {"number": request.number, "starts_on": request.starts_on.isoformat(), "cause": request.cause}


def _name(request: AuthorizationRequest) -> str:
    name = str(request)
    return f"{name[0].lower()}{name[1:]}"
