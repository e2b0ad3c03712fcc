"""The acts by which the executive sees the rating: release, comment, the meeting; and taking it back before signing.

Whatever changes what is shown is printed again: everybody signs what was read.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.acting import Ready, refuse_if_stopped
from accounts.models import User
from accounts.templatetags.words import day
from appraisals import evaluation, offers, telling, validators
from appraisals.models import Appraisal, Release
from appraisals.workflow import SAVED_MEANWHILE, require_nobody_signed, require_rater_in_office, taken
from law.findings import Finding
from records import files, pdf
from records.acts import move


def release(appraisal: Appraisal, *, revision: int | None = None, by: User, on: date, at: datetime) -> Release:
    """Show the executive the complete rating, frozen and printed. `revision` is the one that was on the page.

    Raises StepRefused: not the rater, something not rated, something else rated, saved meanwhile.
    """
    appraisal.refresh_from_db()
    step = taken(appraisal, "release", by=by, on=on)
    if revision is not None and revision != appraisal.revision:
        raise step.refused(SAVED_MEANWHILE)
    refuse_if_stopped(validators.rater_findings(appraisal, by=by, on=on), act="release this rating")
    found = validators.release_findings(appraisal, on=on)
    refuse_if_stopped(found, act="release this rating")
    made = _freeze(
        appraisal,
        "release",
        by=by,
        on=on,
        at=at,
        words=f"Released the appraisal of {appraisal.employee} to the executive",
        findings=[finding for finding in found if finding.code != "CO-EVA-2"],  # it would tell a level
        changes={"released_on": on},
    )
    with transaction.atomic():
        telling.tell_employee(appraisal, "Your appraisal is released to you", key=f"released/{made.number}")
    return made


def comment(appraisal: Appraisal, *, text: str, by: User, on: date, at: datetime) -> Release:
    """The executive's comments, before signing: they are printed with the rating and signed by all.

    Once it is recorded that the executive did not sign, comments are kept beside what the others sign (see offers.py).
    """
    appraisal.refresh_from_db()
    if validators.offer_of(appraisal) is not None:
        return offers.comment_late(appraisal, text=text, by=by, on=on, at=at).release
    step = taken(appraisal, "comment", by=by, on=on)
    step.require_words(text, "Write your comments.")
    return _freeze(
        appraisal,
        "comment",
        by=by,
        on=on,
        at=at,
        words=f"{appraisal.employee} commented on the appraisal",
        changes={"comment": text.strip()},
    )


def record_meeting(appraisal: Appraisal, *, met_on: date, notes: str, by: User, on: date, at: datetime) -> None:
    """Record the meeting of rater and executive on the rating: its day and what was said, before anybody signs."""
    appraisal.refresh_from_db()
    step = taken(appraisal, "meet", by=by, on=on)
    if met_on > on:
        raise step.refused(f"{day(met_on)} is still to come. Record the meeting when it has been held.")
    if met_on < appraisal.contract.starts_on:
        raise step.refused(f"The contract begins on {day(appraisal.contract.starts_on)}; the meeting is after that.")
    words = f"Recorded the meeting of {day(met_on)} on the appraisal of {appraisal.employee}"
    changes = {"met_on": met_on, "meeting_notes": notes.strip()}
    if appraisal.state == "released":
        _freeze(appraisal, "meet", by=by, on=on, at=at, words=words, changes=changes)
        return
    with transaction.atomic():
        appraisal.lock()
        move(appraisal, taken(appraisal, "meet", by=by, on=on), by=by, on=on, words=words, **changes)


@transaction.atomic
def take_back(appraisal: Appraisal, *, reason: str, by: User, on: date) -> None:
    """Take a released rating back to be rated again: before the first signature only. What was printed is kept."""
    appraisal.lock()
    step = taken(appraisal, "return", by=by, on=on)
    step.require_words(reason, "Write why the rating is taken back.")
    require_nobody_signed(appraisal, step)
    event = move(
        appraisal,
        step,
        by=by,
        on=on,
        words=f"Took back the released rating of {appraisal.employee}",
        facts={"reason": reason},
        current_release=None,
    )
    telling.tell_employee(appraisal, "The rating that was released to you was taken back", key=f"back/{event.number}")
    telling.tell_rater(appraisal, "A rating was taken back and waits for you", key=f"back/{event.number}", on=on)


def _freeze(
    appraisal: Appraisal,
    verb: str,
    *,
    by: User,
    on: date,
    at: datetime,
    words: str,
    changes: dict[str, Any],
    findings: list[Finding] | None = None,
) -> Release:
    """Freeze what the executive is shown from now on, print it, and take the step, in one transaction.

    It is printed before the transaction: that takes most of a second, and nobody should wait for a lock that long.
    """
    number = appraisal.release_number + 1
    _allowed(appraisal, verb, by=by, on=on)
    evaluated_on = changes.get("released_on") or appraisal.released_on
    data = _with(appraisal, changes, on=evaluated_on)
    try:
        printed = evaluation.print_release(appraisal, data, number=number, on=evaluated_on)
    except pdf.CannotPrint as trouble:
        raise taken(appraisal, verb, by=by, on=on).refused(f"This cannot be printed. {trouble}") from trouble
    with transaction.atomic():
        appraisal.lock()
        step = _allowed(appraisal, verb, by=by, on=on)
        if appraisal.release_number != number - 1 or _with(appraisal, changes, on=evaluated_on) != data:
            raise step.refused(SAVED_MEANWHILE)
        document = files.store(
            printed,
            name=f"SES Form 1 - {appraisal.employee} - evaluation {number}.pdf",
            content_type=files.PDF,
            purpose="released evaluation",
            by=by,
        )
        made = Release.unscoped.create(
            appraisal=appraisal,
            number=number,
            data=data,
            document=document,
            sha256=document.sha256,
            made_by=by,
            office=step.title,
            made_on=on,
            made_at=at,
        )
        move(
            appraisal,
            step,
            by=by,
            on=on,
            words=words,
            facts={"release": number, "sha256": document.sha256},
            findings=findings or (),
            release_number=number,
            current_release=made,
            **changes,
        )
    return made


def _allowed(appraisal: Appraisal, verb: str, *, by: User, on: date) -> Ready:
    step = taken(appraisal, verb, by=by, on=on)
    if appraisal.state == "released":
        require_nobody_signed(appraisal, step)
        offers.require_not_offered(appraisal, step)
    require_rater_in_office(appraisal, on=on)
    return step


def _with(appraisal: Appraisal, changes: dict[str, Any], *, on: date) -> dict[str, Any]:
    """What would be frozen with these changes."""
    kept = {name: getattr(appraisal, name) for name in changes}
    for name, value in changes.items():
        setattr(appraisal, name, value)
    try:
        return evaluation.frozen(appraisal, on=on)
    finally:
        for name, value in kept.items():
            setattr(appraisal, name, value)
