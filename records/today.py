"""The one clock. A legal day is a day in Denver; outside production a training day may replace it."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """This moment, aware, in Denver. With a training day set: that day, at this time of day."""
    moment = timezone.localtime()
    if settings.TRAINING_DAY is None:
        return moment
    return timezone.make_aware(datetime.combine(settings.TRAINING_DAY, moment.time()))


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
