"""Celery tasks of the contracts: one statement each."""

from celery import shared_task

from contracts import executed


@shared_task
def print_executed_copies() -> int:
    """Print and seal what waits. Can run twice, be killed, and be late."""
    return executed.print_waiting()
