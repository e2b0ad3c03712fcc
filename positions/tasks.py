"""Celery tasks of positions: one statement each."""

from celery import shared_task

from positions import history
from records.today import today


@shared_task
def let_titles_take_hold() -> int:
    """Write on the positions what they are called today. Can run twice, be killed, and be late."""
    return history.take_hold(on=today())
