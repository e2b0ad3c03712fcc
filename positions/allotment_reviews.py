"""The review of a department that has more positions than it may have (CO-CAP-6). Nothing leaves the SES by itself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

import law
from accounts.acting import Ready, ready
from accounts.models import Department, User
from accounts.templatetags.words import day as in_words
from law.findings import Finding
from law.steps import NOT_YET
from positions import departments, removals, validators
from positions.capacity import ledger, tightest
from positions.departments import Standing
from positions.models import AllotmentReview, Position, Roster
from positions.telling import tell_offices
from records.acts import begin, move

KEPT, REMOVAL = "kept", "removal"
OUTCOMES = (
    (KEPT, "All positions are kept"),
    (REMOVAL, "Positions are to be removed: each is reviewed by itself"),
)


def unopened(department: Department, *, plan: str = law.DEFAULT_PLAN) -> AllotmentReview:
    """The review of this department before anybody opened it: for asking who may."""
    return AllotmentReview(plan=plan, department=department, state=NOT_YET)


def current(department: Department, *, plan: str = law.DEFAULT_PLAN) -> AllotmentReview | None:
    """The review of this department that is not settled."""
    return AllotmentReview.unscoped.filter(plan=plan, department=department, state="open").first()


@transaction.atomic
def open_review(department: Department, *, by: User, on: date, plan: str = law.DEFAULT_PLAN) -> AllotmentReview:
    """Send a department to review that has more positions than it may have today.

    Raises StepRefused: it has not, or it is under review already.
    """
    review = unopened(department, plan=plan)
    step = ready(review, "open", by=by, on=on)
    Roster.lock(plan)
    standing, found = _flagged(department, day=on, plan=plan)
    if not found:
        raise step.refused(f"{department} does not have more positions than it may have.")
    if current(department, plan=plan) is not None:
        raise step.refused(f"{department} is under review already.")
    return _open(review, step, standing, found, by=by, on=on)


def open_where_needed(
    department: Department, *, day: date, by: User, on: date, plan: str = law.DEFAULT_PLAN
) -> AllotmentReview | None:
    """With a new count: the review of a department that has too many positions on `day`, unless it is under review."""
    standing, found = _flagged(department, day=day, plan=plan)
    if not found or current(department, plan=plan) is not None:
        return None
    review = unopened(department, plan=plan)
    return _open(review, ready(review, "open", by=by, on=on), standing, found, by=by, on=on)


def _flagged(department: Department, *, day: date, plan: str) -> tuple[Standing, list[Finding]]:
    [standing] = departments.standings([department], on=day, plan=plan)
    return standing, departments.findings(standing, on=day, plan=plan)


def _open(
    review: AllotmentReview, step: Ready, standing: Standing, found: list[Finding], *, by: User, on: date
) -> AllotmentReview:
    review.opened_on, review.placed, review.most = on, standing.placed, standing.allowance.most
    review.words = found[0].words
    begin(
        review,
        step,
        by=by,
        on=on,
        words=f"{review.department} goes to review: it has more SES positions than it may have",
        facts={"placed": review.placed, "most": review.most},
        findings=found,
    )
    _tell(review, f"{review.department} has more SES positions than it may have", on=on)
    return review


@dataclass(frozen=True)
class Now:
    """How a department under review stands on a day, and on its tightest day from then on, with what the rule says.

    `found` is empty when it has not more positions than it may have on any day that is known.
    """

    standing: Standing
    day: date
    placed: int
    most: int | None
    found: list[Finding]


def stands(review: AllotmentReview, *, on: date) -> Now:
    """The figures of the day `on` for a review: those at its opening may be long corrected. Eight queries."""
    department, plan = review.department, review.plan
    [standing] = departments.standings([department], on=on, plan=plan)
    known = ledger(plan, since=on, departments=[department], only=department)
    known = replace(known, held=[each for each in known.held if not each.is_reservation])
    day, (placed, most) = tightest(known, department.pk, since=on)
    allowance = known.owed[department.pk].on(day)
    found = validators.department_findings(department, placed=placed, allowance=allowance, plan=plan, on=day)
    return Now(standing, day, placed, most, found)


@transaction.atomic
def settle(
    review: AllotmentReview, *, outcome: str, reason: str, positions: Sequence[Position] = (), by: User, on: date
) -> None:
    """The State Personnel Director settles the review with reasons: all kept, or some to be removed.

    Of each of `positions` a review of its own begins (CO-REM-1); it keeps its place until that is decided. Raises
    StepRefused: no outcome or reasons, or positions that do not fit the outcome.
    """
    step = ready(review, "settle", by=by, on=on)
    if outcome not in dict(OUTCOMES):
        raise step.refused("Choose whether all positions are kept or some are to be removed.")
    step.require_words(reason, "Write the reasons.")
    if (outcome == REMOVAL) != bool(positions):
        raise step.refused(
            "Choose the positions that are to be removed." if outcome == REMOVAL else "All are kept, so choose none."
        )
    if any(position.department_id != review.department_id for position in positions):
        raise step.refused("Choose positions of this department.")
    move(
        review,
        step,
        by=by,
        on=on,
        words=f"Settled the review of {review.department}: {dict(OUTCOMES)[outcome].lower()}",
        facts={"reason": reason, "positions": [position.number for position in positions]},
        outcome=outcome,
        settled_on=on,
        settled_reason=reason,
    )
    for position in positions:
        removals.review(position, reason=reason, by=by, on=on)
    _tell(review, f"The review of {review.department} is settled", on=on)


def _tell(review: AllotmentReview, subject: str, *, on: date) -> None:
    about = {
        "subject": subject,
        "text": f"{subject}.\n\n{review.words}\n\n{in_words(on)}",
        "key": f"allotment-review/{review.pk}/{review.state}",
        "path": review.get_absolute_url(),
        "on": on,
    }
    tell_offices("personnel_director", "reviewer", **about)
    tell_offices("director", "hr", department=review.department, **about)
