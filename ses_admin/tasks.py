"""Celery tasks of the whole site: one statement each."""

from celery import shared_task

from ses_admin import nightly


@shared_task
def flag_deadlines() -> int:
    """Run the nights that are missing. Can run twice, be killed, and be late."""
    return nightly.catch_up()
