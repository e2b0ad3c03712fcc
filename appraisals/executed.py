"""The sealed copy of a final appraisal: printed once with its evidence, sealed, and from then on served as stored."""

import logging

from django.db import transaction
from django.utils import timezone

from appraisals import evaluation
from appraisals.models import ExecutedAppraisal
from records import claims, events, files, seal
from records.today import today

log = logging.getLogger(__name__)


def print_waiting() -> int:
    """Print and seal every final appraisal that waits; how many were. A failure is kept and tried again later."""
    done = 0
    waiting = ExecutedAppraisal.unscoped.select_related(
        "appraisal__employee", "appraisal__contract", "appraisal__current_release__document"
    )
    while (paper := claims.claim_next(waiting)) is not None:
        try:
            done += _finish(paper, _sealed(paper))
        except Exception as trouble:  # whatever it is, the next one is printed, and the administrator reads why
            log.exception("The sealed copy of appraisal %s could not be made.", paper.appraisal_id)
            claims.keep_trouble(paper, trouble)
    return done


def _sealed(paper: ExecutedAppraisal) -> bytes:
    printed, employee = evaluation.print_final(paper.appraisal, paper.appraisal.current_release)
    return seal.seal(printed, reason=f"Final SES appraisal of {employee}", at=timezone.localtime())


@transaction.atomic
def _finish(paper: ExecutedAppraisal, sealed: bytes) -> bool:
    """Keep the sealed bytes, once: a second worker that comes late keeps nothing. Whether these were kept."""
    appraisal = paper.appraisal
    held = ExecutedAppraisal.unscoped.select_for_update().get(pk=paper.pk)
    if held.sealed_at is not None:
        return False
    document = files.store(
        sealed,
        name=f"SES Form 1 - {appraisal.employee} - appraisal.pdf",
        content_type=files.PDF,
        purpose="final appraisal",
        by=None,
    )
    ExecutedAppraisal.unscoped.filter(pk=paper.pk).update(document=document, sealed_at=timezone.now(), last_trouble="")
    events.record(
        appraisal,
        "seal",
        by=None,
        office="Job",
        on=today(),
        words=f"Printed and sealed the final appraisal of {appraisal.employee}",
        facts={"sha256": document.sha256},
    )
    return True
