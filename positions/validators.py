"""Gathers facts about positions, asks the law, and gives its findings: to pages and to acts alike."""

from datetime import date
from typing import Any

import law
from accounts.models import Department, User
from law.dated import NotInForce
from law.findings import Finding, heaviest_first
from positions import capacity
from positions.models import Authorization, Incumbency, Nomination, Review
from records.models import Event

DEPARTMENT_VERBS = ("start", "edit", "submit", "withdraw", "answer")
REVIEW_VERBS = ("review", "return", "ask", "forward")
QUESTION = "question"  # what a review says of a criterion on which the department has to be asked


def submission_findings(nomination: Nomination, *, on: date) -> list[Finding]:
    """What the law says of submitting this nomination on the day `on`: CO-CRIT, CO-NOM-2."""
    rules = law.plan(nomination.plan).positions
    described = nomination.job_description
    return heaviest_first(
        [
            *rules.check_nomination(
                rationale=nomination.rationale,
                has_job_description=described is not None,
                job_description_on=described.dated_on if described else None,
                on=on,
            ),
            *rules.check_criteria(
                management_class=nomination.position.is_management_class,
                answers=nomination.answers,
                statutory=nomination.position.is_statutory,
                on=on,
            ),
        ]
    )


def capacity_findings(nomination: Nomination, *, since: date, known: capacity.Ledger | None = None) -> list[Finding]:
    """What the caps say of a place held from `since` on, on every day from then: CO-CAP-1, -2, -3.

    `known` is what was read for it already, without the nomination; or what is assumed.
    """
    rules = law.plan(nomination.plan).positions
    known = known or capacity.ledger_for(nomination, since=since)
    day, most_taken = capacity.busiest(known.held, since=since)
    findings = list(rules.check_statewide_cap(already_in=most_taken, on=day))
    own, owed = known.own(nomination.department_id), known.owed[nomination.department_id]
    day = capacity.tightest_day(own, owed, since=since)
    findings += rules.check_department_cap(
        department=nomination.department.name,
        already_in=capacity.taken(own, on=day),
        fte=owed.fte(day),
        authorized=owed.authorized(day),
        on=day,
    )
    return heaviest_first(findings)


def case_findings(nomination: Nomination, *, on: date, known: capacity.Ledger | None = None) -> list[Finding]:
    """Everything the law says of the case as it stands on the day `on`: the criteria and the caps."""
    since = first_day_of_place(nomination, on=on)
    held = capacity_findings(nomination, since=since, known=known)
    return heaviest_first([*submission_findings(nomination, on=on), *held])


def decision_findings(nomination: Nomination, *, approve: bool, by: User, on: date) -> list[Finding]:
    """What the law says of deciding this case on the day `on`: separation of duties, and the caps if approved."""
    findings = separation_findings(nomination, by=by, on=on)
    if approve:
        findings = [*findings, *case_findings(nomination, on=on), *review_followed_findings(nomination, on=on)]
    return heaviest_first(findings)


def review_findings(nomination: Nomination, review: Review | None, *, on: date) -> list[Finding]:
    """What the law says of forwarding this case with this review on the day `on`: CO-NOM-3, CO-CRIT-4."""
    return heaviest_first(
        law.plan(nomination.plan).positions.check_review(
            answers=review.parts("answer") if review else {},
            notes=review.parts("note") if review else {},
            recommends=review.recommends if review else "",
            statutory=nomination.position.is_statutory,
            on=on,
        )
    )


def review_followed_findings(nomination: Nomination, *, on: date) -> list[Finding]:
    """What the law says of approving this case against its review on the day `on`: CO-CRIT-4."""
    review = Review.unscoped.filter(nomination=nomination).first()
    return law.plan(nomination.plan).positions.check_review_followed(
        answers=review.parts("answer") if review else {}, statutory=nomination.position.is_statutory, on=on
    )


def separation_findings(nomination: Nomination, *, by: User, on: date) -> list[Finding]:
    """Nobody reviews or decides a case in which they took part for the department, or decides one they reviewed."""
    done = set(
        Event.unscoped.filter(kind=nomination.kind, thing_id=nomination.pk, actor=by).values_list("verb", flat=True)
    )
    return law.plan(nomination.plan).positions.check_separation_of_duties(
        took_part_for_department=not done.isdisjoint(DEPARTMENT_VERBS),
        reviewed=nomination.state == "forwarded" and not done.isdisjoint(REVIEW_VERBS),
        on=on,
    )


def first_day_of_place(nomination: Nomination, *, on: date) -> date:
    """The first day on which approving on the day `on` would hold a place: the day wanted, never before `on`."""
    return max(nomination.wanted_on, on) if nomination.wanted_on else on


def placement_findings(nomination: Nomination, *, placed_on: date | None, on: date) -> list[Finding]:
    """What the law says of placing the approved position on `placed_on`: CO-NOM-7, and the caps from that day."""
    rules = law.plan(nomination.plan).positions
    findings = list(rules.check_placement_day(placed_on=placed_on, approved_on=nomination.decided_on or on, on=on))
    if placed_on is not None and not findings:
        findings += capacity_findings(nomination, since=placed_on)
        findings += rules.check_far_day(of="placement", starts_on=placed_on, on=on)
    return heaviest_first(findings)


def appointment_findings(incumbency: Incumbency) -> list[Finding]:
    """What the law says of this appointment on its first day: CO-APT-1, -2, -4, -6."""
    return heaviest_first(
        law.plan(incumbency.plan).positions.check_appointment(
            method=incumbency.method,
            merit_basis=incumbency.merit_basis,
            certified=incumbency.is_certified,
            previously_certified_class=incumbency.previously_certified_class,
            encumbered=incumbency.is_encumbered,
            on=incumbency.starts_on,
        )
    )


def contract_due_on(incumbency: Incumbency) -> date | None:
    """The last day on which a contract that begins with this appointment is signed in time; None before the rules."""
    try:
        return law.plan(incumbency.plan).calendar.contract_due_on(
            starts_on=incumbency.starts_on, hired_on=incumbency.starts_on
        )
    except NotInForce:
        return None


def late_authorization_findings(nomination: Nomination, *, starts_on: date, on: date) -> list[Finding]:
    """What the law says of approving with an authorization that begins only on `starts_on`: CO-CAP-4."""
    found: list[Finding] = law.plan(nomination.plan).positions.check_authorized_days(
        number=1, starts_on=starts_on, ends_on=None, wanted_on=first_day_of_place(nomination, on=on), on=on
    )
    return found


def authorization_findings(authorization: Authorization, *, wanted_on: date | None = None, on: date) -> list[Finding]:
    """What the law says of authorizing additional positions: CO-CAP-4. `wanted_on`: the first day they are needed."""
    rules = law.plan(authorization.plan).positions
    return heaviest_first(
        [
            *rules.check_good_cause(cause=authorization.cause, number=authorization.number, on=on),
            *rules.check_authorized_days(
                number=authorization.number,
                starts_on=authorization.starts_on,
                ends_on=authorization.ends_on,
                wanted_on=wanted_on,
                on=on,
            ),
            *rules.check_far_day(of="authorization", starts_on=authorization.starts_on, on=on),
            *rules.check_authorized_in_the_past(starts_on=authorization.starts_on, on=on),
        ]
    )


def statewide_findings(*, taken: int, plan: str, on: date) -> list[Finding]:
    """What the law says of so many places taken in the whole state on the day `on`: CO-CAP-1."""
    return law.plan(plan).positions.check_statewide_cap(already_in=taken - 1, on=on)


def department_findings(
    department: Department, *, placed: int, allowance: capacity.Allowance, plan: str, on: date
) -> list[Finding]:
    """What the law says of a department's places on the day `on`: CO-CAP-6."""
    return law.plan(plan).positions.check_over_allotment(
        department=department.name, placed=placed, fte=allowance.fte, authorized=allowance.authorized, on=on
    )


def questions(plan: str) -> tuple[Any, ...]:
    """What a nomination has to answer, in the law's order."""
    return law.plan(plan).positions.QUESTIONS


def review_answers(plan: str) -> tuple[tuple[str, str], ...]:
    """What a review can say of a criterion: code and words."""
    return law.plan(plan).positions.REVIEW_ANSWERS


def recommendations(plan: str) -> tuple[tuple[str, str], ...]:
    """What a review can recommend: code and words."""
    return law.plan(plan).positions.RECOMMENDATIONS


def recommends_words(review: Review | None, plan: str) -> str:
    """What the review recommends, in words; nothing where there is none."""
    return dict(recommendations(plan)).get(review.recommends, "") if review else ""


def methods(plan: str) -> tuple[tuple[str, str], ...]:
    """The lawful methods of filling a position: code and words."""
    return law.plan(plan).positions.METHODS


def method_words(incumbency: Incumbency) -> str:
    """How the position was filled, in words."""
    return dict(methods(incumbency.plan)).get(incumbency.method, incumbency.method)
