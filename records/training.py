"""The training clock: outside production the administrator sets the day that the whole site takes for today."""

import contextlib
import os
from datetime import date
from pathlib import Path

from celery import current_app
from django.conf import settings
from django.db import transaction
from kombu.exceptions import OperationalError

import law
from accounts.acting import StepRefused, ready
from accounts.models import Membership, User
from records import events
from records.today import nights_file, training_file


def can_be_set() -> bool:
    """Whether this site has a training clock: not in production, and not where SES_TODAY fixes the day."""
    return not settings.PRODUCTION and settings.TRAINING_DAY is None


@transaction.atomic
def set_day(day: date | None, *, by: User, on: date, last_night: date | None = None) -> None:
    """The site takes `day` for today from now on; None: the real day again. The nights up to it are run by the job.

    `on` is the legal day so far, `last_night` the last night that was run: where the clock goes back before it, no
    night is run until the clock has passed it again, and every page says so. Raises StepRefused: in production, fixed
    by SES_TODAY, not the administrator, or a day on which no rule is in force.
    """
    office = ready(Membership(user=by, state=""), "record", by=by, on=on).title
    if not can_be_set():
        raise StepRefused("This site has no training clock: it is a real one, or SES_TODAY fixes its day.")
    first = law.plan(law.DEFAULT_PLAN).sources.IN_FORCE_FROM
    if day is not None and day < first:
        raise StepRefused(f"The rules begin on {_words(first)}. Choose that day or a later one.")
    words = f"Set the site's day to {_words(day)}" if day else "Set the site's day back to the real one"
    events.record(by, "set the clock", by=by, office=office, on=on, words=words, facts={"day": str(day or "")})
    transaction.on_commit(lambda: _write(day, last_night))


def _write(day: date | None, last_night: date | None) -> None:
    """Both days; then the job is asked for the nights up to the new one."""
    _replace(nights_file(), last_night)
    _replace(training_file(), day)
    with contextlib.suppress(OSError, OperationalError):  # the hourly sweep finds the nights in any case
        current_app.send_task("ses_admin.tasks.flag_deadlines", retry=False)


def _replace(file: Path, day: date | None) -> None:
    """Write the file in one step, so that nobody reads half a day; no file for no day."""
    if day is None:
        file.unlink(missing_ok=True)
    else:
        half = file.with_suffix(".new")
        half.write_text(day.isoformat(), encoding="ascii")
        os.replace(half, file)


def _words(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
