"""How a position leaves the SES: by review, or because its director no longer supports it (CO-REM-1, CO-REM-2).

The position holds its place through its last day and the place is free from the next; what the person is paid in
the Management plan is set beside it (CO-PAY-10). Nobody can appeal (CO-NOM-5), so there is nothing here to appeal with.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

import law
from accounts.acting import Ready, procedure, ready, refuse_if_stopped
from accounts.models import User
from accounts.templatetags.words import day as in_words
from law.findings import Finding, heaviest_first
from law.steps import NOT_YET
from positions import letters, lids, paid_before
from positions.models import Incumbency, Placement, Position, Removal, Roster
from positions.telling import tell_offices
from records.acts import begin, move
from records.models import Event

DEPARTMENT_VERBS = ("unsupport", "answer", "support")


def unopened(position: Position) -> Removal:
    """The removal of this position before anybody opened it: for asking who may."""
    return Removal(plan=position.plan, department=position.department, position=position, state=NOT_YET)


def current(position: Position) -> Removal | None:
    """The removal of this position that is not finished."""
    return Removal.unscoped.unfinished().filter(position=position).first()


def review_cause(removal: Removal) -> str:
    """The cause of the removals that begin as a review by the State Personnel Director."""
    return law.plan(removal.plan).positions.REVIEW


def cause_words(removal: Removal) -> str:
    """Why it leaves, or would leave, the SES."""
    return dict(law.plan(removal.plan).positions.REMOVAL_CAUSES).get(removal.cause, removal.cause)


def state_words(removal: Removal, state: str, *, day: date) -> str:
    """Where it stood in `state` on `day`: what is decided for a later day is told as that."""
    out = removal.first_day_out
    if state == "converted" and out is not None and day < out:
        return f"Converts to the Management plan on {in_words(out)}"
    return procedure(removal).words(state)


@transaction.atomic
def review(position: Position, *, reason: str, by: User, on: date) -> Removal:
    """The State Personnel Director begins a review of a position, which is possible at any time (CO-REM-1)."""
    cause = law.plan(position.plan).positions.REVIEW
    words = f"Began a review of {position}"
    return _open(position, "review", cause=cause, reason=reason, words=words, by=by, on=on)


@transaction.atomic
def withdraw_support(position: Position, *, reason: str, by: User, on: date) -> Removal:
    """The department director no longer supports the position in the SES, with reasons; DPA/DHR is told (CO-REM-2)."""
    cause = law.plan(position.plan).positions.NO_SUPPORT
    words = f"Withdrew the support of {position} in the SES"
    return _open(position, "unsupport", cause=cause, reason=reason, words=words, by=by, on=on)


def _open(position: Position, verb: str, *, cause: str, reason: str, words: str, by: User, on: date) -> Removal:
    removal = unopened(position)
    step = ready(removal, verb, by=by, on=on)
    Position.unscoped.select_for_update().get(pk=position.pk)
    step.require_words(reason, "Write the reasons.")
    placement = Placement.unscoped.in_force(on).filter(position=position).first()
    if placement is None:
        raise step.refused(f"{position} is not in the SES on {in_words(on)}.")
    if placement.ends_on is not None:
        raise step.refused(f"{position} leaves the SES after {in_words(placement.ends_on)} already.")
    if current(position) is not None:
        raise step.refused(f"{position} is under review or on its way out of the SES already.")
    removal.cause, removal.reason, removal.opened_on, removal.placement = cause, reason, on, placement
    begin(removal, step, by=by, on=on, words=words, facts={"reason": reason})
    tell(removal, words, on=on)
    return removal


@transaction.atomic
def ask(removal: Removal, *, question: str, by: User, on: date) -> None:
    """The State Personnel Director asks the department."""
    step = ready(removal, "ask", by=by, on=on)
    step.require_words(question, "Write what the department should answer.")
    words = f"Asked the department about {removal.position}"
    move(removal, step, by=by, on=on, words=words, facts={"reason": question}, question=question, answer="")
    tell(removal, words, on=on)


@transaction.atomic
def answer(removal: Removal, *, text: str, by: User, on: date) -> None:
    """The director answers."""
    step = ready(removal, "answer", by=by, on=on)
    step.require_words(text, "Write the answer.")
    words = f"Answered about {removal.position}"
    move(removal, step, by=by, on=on, words=words, facts={"reason": text}, answer=text)
    tell(removal, words, on=on)


@transaction.atomic
def keep(removal: Removal, *, reason: str, by: User, on: date) -> None:
    """The position stays: so decided by the State Personnel Director, or supported again by its director."""
    verb = "support" if removal.state == "unsupported" else "keep"
    step = ready(removal, verb, by=by, on=on)
    step.require_words(reason, "Write the reasons.")
    if verb == "keep":
        refuse_if_stopped(apart_findings(removal, by=by, on=on), act="decide about this position")
    words = f"{removal.position} stays in the SES"
    move(removal, step, by=by, on=on, words=words, facts={"reason": reason}, decided_on=on, decision_reason=reason)
    tell(removal, words, on=on)


@transaction.atomic
def order(removal: Removal, *, last_day: date | None, reason: str, by: User, on: date) -> None:
    """Order the conversion to the Management plan: `last_day` in the SES (inclusive), and why (CO-REM-2).

    The place is free from the next day, and whoever holds the position holds it in the SES through `last_day`.
    Director, HR, DPA/DHR and the incumbent are told by letter. Raises StepRefused: no reasons, a day that does not fit,
    somebody appointed from a later day, or who decides took part for the department.
    """
    Roster.lock(removal.plan)
    step = ready(removal, "order", by=by, on=on)
    step.require_words(reason, "Write the reasons for the decision.")
    removal.placement.refresh_from_db()
    findings = order_findings(removal, last_day=last_day, by=by, on=on)
    refuse_if_stopped(findings, act="order the conversion of this position")
    if last_day is None:
        raise step.refused("Enter the last day in the SES.")
    words = f"Ordered the conversion of {removal.position}; its last day in the SES is {in_words(last_day)}"
    carry_out(removal, step, last_day=last_day, reason=reason, words=words, findings=findings, by=by, on=on)


def carry_out(
    removal: Removal,
    step: Ready,
    *,
    last_day: date,
    reason: str,
    words: str,
    findings: list[Finding],
    by: User,
    on: date,
) -> None:
    """The position leaves the SES after `last_day`, with whoever holds it; letters are written. Under the lock."""
    going_on = _going_on(removal, step, last_day=last_day)
    holder = next((each for each in going_on if not each.is_acting), None)
    move(
        removal,
        step,
        by=by,
        on=on,
        words=words,
        facts={"reason": reason, "last_day": last_day.isoformat()},
        findings=findings,
        decided_on=on,
        decision_reason=reason,
        last_day=last_day,
        person=holder.person if holder else None,
    )
    Placement.unscoped.filter(pk=removal.placement_id).update(ends_on=last_day)
    for incumbency in going_on:
        _end(incumbency, removal, last_day=last_day, by=by, on=on)
    by_law = removal.cause == law.plan(removal.plan).positions.JULY_FIRST
    kind = "conversion of July 1" if by_law else "conversion"
    _write(removal, kind, step, _order_facts(removal), by=by, on=on)
    if holder is None:
        words = f"{removal.position} is vacant: its conversion takes no salary"
        move(removal, ready(removal, "convert", by=by, on=on), by=by, on=on, words=words)


def _going_on(removal: Removal, step: Ready, *, last_day: date) -> list[Incumbency]:
    """Who holds the position on `last_day` and would go on. Raises StepRefused when somebody begins only later."""
    held = Incumbency.unscoped.filter(position=removal.position).select_related("person")
    later = held.filter(starts_on__gt=last_day).order_by("starts_on").first()
    if later is not None:
        begins = in_words(later.starts_on)
        raise step.refused(f"{later.person} is appointed to this position from {begins}. Settle that first.")
    return [each for each in held.in_force(last_day).order_by("pk") if each.ends_on != last_day]


def _end(incumbency: Incumbency, removal: Removal, *, last_day: date, by: User, on: date) -> None:
    move(
        incumbency,
        ready(incumbency, "convert", by=by, on=on),
        by=by,
        on=on,
        words=f"The last day of {incumbency.person} in {removal.position} in the SES is {in_words(last_day)}",
        facts={"way": "conversion", "ends_on": last_day.isoformat(), "removal": removal.pk},
        ends_on=last_day,
        ended_by="conversion",
        ending_reason=removal.decision_reason,
    )


@transaction.atomic
def set_salary(removal: Removal, *, monthly_salary: Decimal | None, by: User, on: date) -> None:
    """The director sets the salary in the Management plan, not above the regular lid of that year (CO-PAY-10)."""
    step = ready(removal, "set_salary", by=by, on=on)
    findings = salary_findings(removal, monthly_salary=monthly_salary)
    refuse_if_stopped(findings, act="set this salary")
    move(
        removal,
        step,
        by=by,
        on=on,
        words=f"Set the salary of {removal.person} in the Management plan from {in_words(removal.first_day_out)}",
        findings=paid_before.low_findings(removal, monthly_salary=monthly_salary),
        monthly_salary=monthly_salary,
    )
    day = removal.first_day_out or on
    lid = lids.of_day(removal.plan, day)
    facts = {
        "position": str(removal.position),
        "name": removal.person.name if removal.person else "",
        "first_day_out": day,
        "salary": monthly_salary,
        "lid": lid.amount if lid else None,
        "lid_source": lid.source if lid else "",
        "lid_year": lids.year_of(removal.plan, day),
    }
    _write(removal, "conversion salary", step, facts, by=by, on=on)


def order_findings(removal: Removal, *, last_day: date | None, by: User, on: date) -> list[Finding]:
    """What the law says of ordering the conversion with this last day: CO-REM-2."""
    placement = removal.placement
    found = law.plan(removal.plan).positions.check_conversion_day(
        last_day=last_day, in_ses_since=placement.starts_on, leaves_on=placement.ends_on, on=on
    )
    return heaviest_first([*apart_findings(removal, by=by, on=on), *found])


def salary_findings(removal: Removal, *, monthly_salary: Decimal | None) -> list[Finding]:
    """What the law says of this salary in the Management plan: CO-PAY-10."""
    day = removal.first_day_out or removal.opened_on
    lid = lids.of_day(removal.plan, day)
    return law.plan(removal.plan).positions.check_conversion_salary(
        monthly=monthly_salary,
        lid=lid.amount if lid else None,
        fiscal_year_words=lids.year_of(removal.plan, day),
        on=day,
    )


def apart_findings(removal: Removal, *, by: User, on: date) -> list[Finding]:
    """Nobody decides about a position on whose way out they acted for the department."""
    took_part = Event.unscoped.about(removal).filter(actor=by, verb__in=DEPARTMENT_VERBS).exists()
    return law.plan(removal.plan).positions.check_decided_apart(
        code="CO-REM-2", took_part_for_department=took_part, on=on
    )


def _order_facts(removal: Removal) -> dict[str, Any]:
    return {
        "position": str(removal.position),
        "incumbent": removal.person.name if removal.person else "",
        "last_day": removal.last_day,
        "last_day_words": in_words(removal.last_day),
        "first_day_out": removal.first_day_out,
        "cause": cause_words(removal),
        "reason": removal.decision_reason,
    }


def _write(removal: Removal, kind: str, step: Ready, facts: dict[str, Any], *, by: User, on: date) -> None:
    incumbent = letters.to_person(removal.person, removal.position.title) if removal.person else []
    to = [*incumbent, *letters.to_department(removal.department, on=on), *letters.to_dpa(on=on)]
    letters.write(kind=kind, thing=removal, to=to, on=on, by=by, office=step.title, facts=facts)


def tell(removal: Removal, subject: str, *, on: date) -> None:
    """DPA/DHR, the State Personnel Director and the department (CO-REM-2)."""
    number = Event.unscoped.about(removal).values_list("number", flat=True).first()
    about = {
        "subject": subject,
        "text": f"{subject}.\n\nPosition: {removal.position}\nDepartment: {removal.department}",
        "key": f"removal/{removal.pk}/{number}",
        "path": removal.get_absolute_url(),
        "on": on,
    }
    tell_offices("personnel_director", "reviewer", **about)
    tell_offices("director", "hr", department=removal.department, **about)
