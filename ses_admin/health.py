"""Whether this installation is well: the database, its migrations, the job runner, and the nights."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.templatetags.words import day
from records.models import Message
from records.today import now
from ses_admin import nightly

PATIENCE = timedelta(minutes=15)
"""A message that waits longer than this means that no job runner is working."""


@dataclass(frozen=True)
class Check:
    """One thing looked at: its name, whether it is well, and a sentence."""

    name: str
    well: bool
    words: str


def checks() -> list[Check]:
    """Everything that has to be well. Nothing here says anything about people or about what is kept."""
    try:
        database, migrations = _database(), _migrations()
        nights = [_nights()] if migrations.well else []  # else the table may not be there
        return [database, migrations, _jobs(), *nights, _broker()]
    except DatabaseError:
        return [Check("database", False, "The database does not answer."), _broker()]


def _database() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Check("database", True, "The database answers.")


def _migrations() -> Check:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        return Check("migrations", False, f"{len(missing)} migrations are not applied. Run manage.py migrate.")
    return Check("migrations", True, "Every migration is applied.")


def _jobs() -> Check:
    late = Message.unscoped.waiting(now=timezone.now()).filter(tries=0, written_at__lt=timezone.now() - PATIENCE)
    waiting = late.count()
    if waiting:
        words = "1 message waits" if waiting == 1 else f"{waiting} messages wait"
        return Check("jobs", False, f"{words} longer than 15 minutes: the job runner is not working.")
    return Check("jobs", True, "No message waits for the job runner.")


def _nights() -> Check:
    """Whether the nightly job keeps up. One that never ran is well for its first 26 hours: it is asked every hour."""
    last = nightly.last_night()
    if last is None:
        applied = MigrationRecorder(connection).migration_qs.aggregate(last=Max("applied"))["last"]
        if applied is None or timezone.now() - applied <= nightly.MISSED_AFTER:
            return Check("nights", True, "No night was run yet. The job runner is asked for the first one every hour.")
        return Check("nights", False, "No night was ever run: the job runner or its scheduler is not working.")
    if not nightly.is_missing(at=now()):
        return Check("nights", True, f"The nights up to {day(last)} are run.")
    words = f"The last night that was run is that of {day(last)}: the nights since wait for the job runner and its "
    return Check("nights", False, f"{words}scheduler.")


def _broker() -> Check:
    if not settings.REDIS_URL:
        folder = Path(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_out"])
        if folder.is_dir():
            return Check("broker", True, "The job folder is there.")
        return Check("broker", False, "The job folder is missing.")
    try:
        with current_app.connection_for_write(url=settings.REDIS_URL) as broker:
            broker.ensure_connection(max_retries=0, timeout=2)
    except (OSError, OperationalError):
        return Check("broker", False, "The broker does not answer; mail and seals wait until it does.")
    return Check("broker", True, "The broker answers.")
