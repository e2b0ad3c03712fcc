"""The act of signing the evaluation: one release, three lines in the order of the form, each with its evidence."""

from datetime import date, datetime

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.acting import StepRefused, offices_held, ready, refuse_if_stopped
from accounts.models import User
from accounts.signin import PASSWORD
from appraisals import telling, validators
from appraisals.models import Appraisal, ExecutedAppraisal, RatingSignature
from records import files
from records.acts import move

CONSENT = (
    "I consent to sign this evaluation electronically. My electronic signature counts as my signature on paper would."
)


def lines_to_sign(appraisal: Appraisal, *, by: User, on: date) -> list[str]:
    """The lines `by` would sign now, by office and by turn. A director who is the rater has two.

    The executive who was offered it and did not sign still can, whoever's turn it is, until the last signature.
    """
    line = validators.next_line(appraisal)
    held = offices_held(by, appraisal, on=on)
    order = validators.lines_in_order(appraisal.plan)
    if line is not None and by.pk == appraisal.employee_id:
        return [order[0]] if order[0] not in validators.signed_lines(appraisal) else []
    if line is None or line not in held:
        return []
    following = order[order.index(line) + 1 :]
    if line == "appointing_authority" and following and following[0] in held:
        return [line, following[0]]
    return [line]


@transaction.atomic
def sign(
    appraisal: Appraisal,
    *,
    seen_hash: str,
    authentication: str = PASSWORD,
    consent: str = "",
    by: User,
    on: date,
    at: datetime,
) -> list[RatingSignature]:
    """Sign what is released, on the line or lines whose turn it is. The last signature makes the rating final.

    `seen_hash` is the SHA-256 of the print that was on the page. Raises StepRefused: not this person's turn or
    office, another release, for the other side.
    """
    appraisal.lock()
    held = offices_held(by, appraisal, on=on)
    if by.pk == appraisal.employee_id:
        held = {"employee": held["employee"]}
    step = ready(appraisal, "sign", by=by, on=on)
    line = waited_for = validators.next_line(appraisal)
    if line not in held:
        line = next((own for own in validators.lines_in_order(appraisal.plan) if own in held), step.office)
    findings = validators.signing_findings(appraisal, line=line, seen_hash=seen_hash, on=on)
    refuse_if_stopped(findings, act="sign")
    _require_whole(appraisal)
    made = []
    for each in lines_to_sign(appraisal, by=by, on=on):
        step = ready(appraisal, "sign", by=by, on=on, as_office=each)
        signature = RatingSignature.unscoped.create(
            appraisal=appraisal,
            release=appraisal.current_release,
            line=each,
            signer=by,
            name=by.name,
            office=step.title,
            statement=" ".join(filter(None, [validators.statement(appraisal, each, by=by), consent])),
            sha256=appraisal.current_release.sha256,
            authentication=authentication,
            signed_at=at,
            signed_on=on,
        )
        move(
            appraisal,
            step,
            by=by,
            on=on,
            words=f"Signed the evaluation of {appraisal.employee} as {step.title.lower()}",
            facts={
                "release": appraisal.current_release.number,
                "sha256": signature.sha256,
                "line": each,
                "statement": signature.statement,
                "authentication": authentication,
                "at": at.isoformat(),
            },
            findings=findings,
        )
        made.append(signature)
    following = validators.next_line(appraisal)
    if following is None:
        _conclude(appraisal, line=made[-1].line, by=by, on=on)
    elif following == waited_for:
        key = f"signed-after-all/{appraisal.current_release_id}"
        telling.tell_rater(appraisal, "The executive has signed the evaluation after all", key=key, on=on)
    else:
        telling.tell_next_signer(appraisal, key=f"sign/{appraisal.current_release_id}/{made[-1].line}", on=on)
    return made


def _require_whole(appraisal: Appraisal) -> None:
    """The frozen bytes are there and whole."""
    try:
        files.read(appraisal.current_release.document)
    except files.Damaged as trouble:
        raise StepRefused(
            "The kept print of this evaluation is damaged. Tell the administrator; sign nothing. (CO-EVA-3)"
        ) from trouble


def _conclude(appraisal: Appraisal, *, line: str, by: User, on: date) -> None:
    """The last line is signed: the rating is final, and its sealed copy is asked for."""
    step = ready(appraisal, "conclude", by=by, on=on, as_office=line)
    findings = validators.meeting_findings(appraisal, on=on)
    words = f"Appraisal of {appraisal.employee} is final"
    move(appraisal, step, by=by, on=on, words=words, findings=findings, final_on=on)
    ExecutedAppraisal.unscoped.create(appraisal=appraisal)
    telling.tell_employee(appraisal, "Your appraisal is final", key="final")
    telling.tell_rater(appraisal, "An appraisal is final", key="final", on=on)
    telling.tell_department(appraisal, "An appraisal is final", key="final", on=on)
    transaction.on_commit(_nudge, robust=True)


def _nudge() -> None:
    """Ask the job runner to print and seal now; if it cannot be reached, the sweep of the next minute does."""
    try:
        current_app.send_task("appraisals.tasks.print_final_appraisals", retry=False)
    except (OSError, OperationalError):
        return
