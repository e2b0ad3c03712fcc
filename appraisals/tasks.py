"""Celery tasks of the appraisals: one statement each."""

from celery import shared_task

from appraisals import executed


@shared_task
def print_final_appraisals() -> int:
    """Print and seal what waits. Can run twice, be killed, and be late."""
    return executed.print_waiting()
