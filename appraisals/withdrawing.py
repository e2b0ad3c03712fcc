"""The act that ends an appraisal which was opened by mistake: nothing of it is lost, and another can be opened."""

from datetime import date

from django.db import transaction

from accounts.models import User
from appraisals import telling
from appraisals.models import Appraisal
from appraisals.workflow import taken
from records.acts import move


@transaction.atomic
def withdraw(appraisal: Appraisal, *, reason: str, by: User, on: date) -> None:
    """Withdraw an appraisal that was never released. What was written and rated is kept, seen by who saw it before.

    Raises StepRefused: office, no reason, shown to the executive once: then it is rated anew, not withdrawn.
    """
    appraisal.lock()
    step = taken(appraisal, "withdraw", by=by, on=on)
    step.require_words(reason, "Write why the appraisal is withdrawn.")
    if appraisal.release_number:
        raise step.refused("A rating was released to the executive before. Rate it anew; it is not withdrawn any more.")
    move(
        appraisal,
        step,
        by=by,
        on=on,
        words=f"Withdrew the appraisal of {appraisal.employee}",
        facts={"reason": reason.strip()},
        withdrawn_on=on,
        withdrawn_reason=reason.strip(),
    )
    telling.tell_employee(appraisal, "Your appraisal was opened by mistake and is withdrawn", key="withdrawn")
    telling.tell_rater(appraisal, "An appraisal that you rate was withdrawn", key="withdrawn", on=on)
