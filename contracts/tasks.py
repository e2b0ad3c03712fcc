"""Celery tasks of the contracts: one statement each."""

from celery import shared_task
from django.utils import timezone

from contracts import archive, bulk, executed
from records import files


@shared_task
def print_executed_copies() -> int:
    """Print and seal what waits. Can run twice, be killed, and be late."""
    return executed.print_waiting()


@shared_task
def do_bulk_acts() -> int:
    """Do the rows that wait of acts on many contracts. Can run twice, be killed, and be late."""
    return bulk.do_waiting()


@shared_task
def make_archives() -> int:
    """Make the ZIPs that were asked for. Can run twice, be killed, and be late."""
    return archive.make_waiting()


@shared_task
def remove_old_archives() -> int:
    """Remove the ZIPs whose days are over."""
    return archive.remove_old(now=timezone.now())


@shared_task
def finish_disposals() -> int:
    """Remove what a killed process left of files that were disposed of."""
    return files.finish_disposals()
