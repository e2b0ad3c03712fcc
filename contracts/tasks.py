"""Celery tasks of the contracts: one statement each."""

from celery import shared_task

from contracts import bulk, executed


@shared_task
def print_executed_copies() -> int:
    """Print and seal what waits. Can run twice, be killed, and be late."""
    return executed.print_waiting()


@shared_task
def do_bulk_acts() -> int:
    """Do the rows that wait of acts on many contracts. Can run twice, be killed, and be late."""
    return bulk.do_waiting()
