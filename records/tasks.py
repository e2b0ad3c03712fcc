"""Celery tasks of the records: one statement each."""

from celery import shared_task

from records import mail


@shared_task
def deliver_messages() -> int:
    """Send what waits. Can run twice, be killed, and be late."""
    return mail.deliver()
