"""The acts on progress reviews: one side records, the other acknowledges. No rating is given."""

from datetime import date

from django.db import transaction

from accounts.acting import ready
from accounts.models import User
from accounts.templatetags.words import day
from appraisals.models import ProgressReview
from appraisals.notes import rater_of
from contracts.models import Contract
from records.acts import begin, move
from records.mail import send_message


def new_review(contract: Contract) -> ProgressReview:
    """A review of this contract that nobody has recorded yet."""
    return ProgressReview(
        plan=contract.plan, contract=contract, department=contract.department, rater=rater_of(contract), state=""
    )


@transaction.atomic
def record_review(
    contract: Contract, *, met_on: date, discussed: str, plans: str, by: User, on: date
) -> ProgressReview:
    """Write down a meeting of both sides; whoever does acknowledges it by that. The other side is told."""
    review = new_review(contract)
    step = ready(review, "record", by=by, on=on)
    if contract.state != "signed":
        raise step.refused("This contract is not signed, so no year of it has begun.")
    step.require_words(discussed, "Write what was discussed.")
    if met_on > contract.ends_on:
        raise step.refused(f"The contract ended on {day(contract.ends_on)}; a review of its year was held by then.")
    if not contract.starts_on <= met_on <= on:
        raise step.refused(f"The meeting lies between {day(contract.starts_on)}, when the contract begins, and today.")
    review.met_on, review.discussed, review.plans = met_on, discussed.strip(), plans.strip()
    review.recorded_by, review.recorded_as, review.recorded_on = by, step.title, on
    review.by_employee = step.office == "employee"
    begin(review, step, by=by, on=on, words=f"Recorded the progress review of {day(met_on)} with {contract.employee}")
    other = review.rater if review.by_employee else contract.employee
    send_message(
        to=other,
        subject="A progress review waits for you to acknowledge it",
        text=f"A progress review was recorded.\n\nExecutive: {contract.employee}\nDay of the meeting: {day(met_on)}",
        key=f"progress-review/{review.pk}/recorded",
        path=review.get_absolute_url(),
    )
    return review


@transaction.atomic
def acknowledge(review: ProgressReview, *, reply: str, by: User, on: date) -> None:
    """The other side acknowledges, with a reply if there is one. Acknowledging is not agreeing."""
    step = ready(review, "acknowledge", by=by, on=on)
    if (step.office == "employee") == review.by_employee:
        raise step.refused("You recorded this review. The other side acknowledges it.")
    move(
        review,
        step,
        by=by,
        on=on,
        words=f"Acknowledged the progress review of {day(review.met_on)} with {review.contract.employee}",
        reply=reply.strip(),
        acknowledged_by=by,
        acknowledged_as=step.title,
        acknowledged_on=on,
    )
