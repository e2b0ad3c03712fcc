"""Papers that wait to be printed and sealed: claimed by one worker at a time, and their trouble kept.

A paper is a row with sealed_at, claimed_until, tries and last_trouble.
"""

from datetime import timedelta
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

CLAIM_LASTS = timedelta(minutes=5)


def claim_next(papers: QuerySet) -> Any:
    """Take the next of `papers` that waits, or None. The update names the old claim, so one worker wins."""
    now = timezone.now()
    while True:
        waiting = papers.filter(Q(claimed_until=None) | Q(claimed_until__lt=now), sealed_at=None)
        paper = waiting.order_by("pk").first()
        if paper is None:
            return None
        mine = papers.model.unscoped.filter(pk=paper.pk, claimed_until=paper.claimed_until, sealed_at=None)
        if mine.update(claimed_until=now + CLAIM_LASTS, tries=F("tries") + 1) == 1:
            return paper


def keep_trouble(paper: Any, trouble: Exception) -> None:
    """Keep why a paper could not be made, for the administrator; unless another worker has finished meanwhile."""
    told = f"{type(trouble).__name__}: {trouble}"[:300]
    type(paper).unscoped.filter(pk=paper.pk, sealed_at=None).update(last_trouble=told)
