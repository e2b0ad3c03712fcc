"""The acts when the executive does not sign: recording it, and what the executive says after that.

The texts have the three sign and say nothing of one who does not (docs/decisions/0012).
"""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.acting import Ready, refuse_if_stopped
from accounts.models import User
from accounts.templatetags.words import day
from appraisals import telling, validators
from appraisals.models import Appraisal, LateComment, Offer
from appraisals.workflow import taken
from records import files
from records.acts import move
from records.models import Document


@transaction.atomic
def record_unsigned(
    appraisal: Appraisal,
    *,
    offered_on: date,
    how: str,
    said: str,
    upload: UploadedFile | None = None,
    by: User,
    on: date,
    at: datetime,
) -> Offer:
    """Attest that the executive was offered what is released now and did not sign it. It is the others' turn then.

    Raises StepRefused: not released, signed or recorded already, a day before the release or to come, the executive's
    own record; ValidationError: a scan that is no PDF.
    """
    appraisal.lock()
    step = taken(appraisal, "attest", by=by, on=on)
    findings = validators.offer_findings(appraisal, offered_on=offered_on, on=on)
    refuse_if_stopped(findings, act="record this")
    release = appraisal.current_release
    offer = Offer.unscoped.create(
        appraisal=appraisal,
        release=release,
        offered_on=offered_on,
        how=how,
        said=said.strip(),
        scan=_kept(upload, by=by) if upload else None,
        by=by,
        name=by.name,
        office=step.title,
        sha256=release.sha256,
        recorded_on=on,
        recorded_at=at,
    )
    move(
        appraisal,
        step,
        by=by,
        on=on,
        words=f"Recorded that {appraisal.employee} was offered the evaluation on {day(offered_on)} and did not sign it",
        facts={
            "release": release.number,
            "sha256": release.sha256,
            "offered_on": offered_on.isoformat(),
            "how": how,
            "said": offer.said,
            "scan": offer.scan.sha256 if offer.scan else "",
            "at": at.isoformat(),
        },
    )
    key = f"offered/{release.pk}"
    subject = "It is recorded that you were offered your evaluation and did not sign it; you still can"
    telling.tell_employee(appraisal, subject, key=key)
    telling.tell_next_signer(appraisal, key=f"sign/{release.pk}/offered", on=on)
    return offer


def _kept(upload: UploadedFile, *, by: User) -> Document:
    files.check_pdf(upload, otherwise="The scan is a PDF. Scan it as one and choose it again.")
    return files.store_upload(upload, purpose="evaluation not signed", by=by)


@transaction.atomic
def comment_late(appraisal: Appraisal, *, text: str, by: User, on: date, at: datetime) -> LateComment:
    """What the executive says after it was recorded that they did not sign: until they sign, or the last one has.

    What the others sign stays as it is; the words are kept beside it and printed on the evidence of the final copy.
    """
    appraisal.lock()
    step = taken(appraisal, "comment", by=by, on=on)
    step.require_words(text, "Write your comments.")
    if validators.lines_in_order(appraisal.plan)[0] in validators.signed_lines(appraisal):
        raise step.refused("You have signed it, so nothing is added any more.")
    made = LateComment.unscoped.create(
        appraisal=appraisal, release=appraisal.current_release, text=text.strip(), by=by, written_on=on, written_at=at
    )
    words = f"{appraisal.employee} commented on the appraisal after it was recorded as not signed"
    event = move(appraisal, step, by=by, on=on, words=words)
    telling.tell_rater(appraisal, "The executive has commented on the evaluation", key=f"late/{event.number}", on=on)
    return made


def require_not_offered(appraisal: Appraisal, step: Ready) -> None:
    """Raises StepRefused once what is released was offered and not signed: it is what the others sign."""
    if validators.offer_of(appraisal) is not None:
        raise step.refused(
            "It was offered for signature as it is, and the executive did not sign. Take the rating back to change it."
        )
