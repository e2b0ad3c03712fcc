"""The one clock. A legal day is a day in Denver; outside production a training day may replace it.

The training day is fixed by SES_TODAY, or set by the administrator in the site: then it stands in a file of the
data folder, which the web workers and the job runner both read, so that one day holds for all of them.
"""

from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def training_file() -> Path:
    """Where the day that the administrator has set stands."""
    return Path(settings.DATA_DIR) / "training-day"


def training_day() -> date | None:
    """The day that this site takes for today, or None for the real one. Never in production."""
    if settings.PRODUCTION:
        return None
    if settings.TRAINING_DAY is not None:
        return settings.TRAINING_DAY
    return _day_in(training_file())


def nights_file() -> Path:
    """Where it stands up to which day the nights were run when the administrator put the clock back before it."""
    return Path(settings.DATA_DIR) / "nights-run"


def nights_run_ahead(*, on: date) -> date | None:
    """The last night that was run, if the clock was put back and that night is after the day `on`; else None."""
    if settings.PRODUCTION:
        return None
    last = _day_in(nights_file())
    return last if last is not None and last > on else None


def _day_in(file: Path) -> date | None:
    try:
        return date.fromisoformat(file.read_text(encoding="ascii"))
    except (FileNotFoundError, ValueError):
        return None


def now() -> datetime:
    """This moment, aware, in Denver. With a training day set: that day, at this time of day."""
    moment = timezone.localtime()
    day = training_day()
    if day is None:
        return moment
    return timezone.make_aware(datetime.combine(day, moment.time()))


def today() -> date:
    """The legal day: the date in Denver, or the training day."""
    return now().date()


class TodayMiddleware:
    """Gives every request its moment and its legal day, so that one page speaks of one day only."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.now = now()
        request.today = request.now.date()
        return self.get_response(request)
