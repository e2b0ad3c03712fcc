"""Which night it is: Denver decides, on both daylight-saving days, on the leap day, wherever the server stands."""

import time
from datetime import UTC, date, datetime

import pytest
import time_machine

from positions.models import NightlyRun
from ses_admin import nightly

pytestmark = pytest.mark.django_db

# The last minute of a day in Denver and the first of the next, as the same moments are written in UTC.
MIDNIGHTS = {
    "an ordinary summer night": (datetime(2027, 7, 2, 5, 59), datetime(2027, 7, 2, 6, 1), date(2027, 7, 1)),
    "before clocks go back": (datetime(2027, 11, 7, 5, 59), datetime(2027, 11, 7, 6, 1), date(2027, 11, 6)),
    "the day of 25 hours": (datetime(2027, 11, 8, 6, 59), datetime(2027, 11, 8, 7, 1), date(2027, 11, 7)),
    "before clocks go forward": (datetime(2028, 3, 12, 6, 59), datetime(2028, 3, 12, 7, 1), date(2028, 3, 11)),
    "the day of 23 hours": (datetime(2028, 3, 13, 5, 59), datetime(2028, 3, 13, 6, 1), date(2028, 3, 12)),
    "into the leap day": (datetime(2028, 2, 29, 6, 59), datetime(2028, 2, 29, 7, 1), date(2028, 2, 28)),
    "out of the leap day": (datetime(2028, 3, 1, 6, 59), datetime(2028, 3, 1, 7, 1), date(2028, 2, 29)),
}


@pytest.fixture(params=["UTC", "America/Denver", "Asia/Tokyo"])
def server_zone(request, monkeypatch):
    """The time zone of the machine."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("midnight", MIDNIGHTS)
def test_a_night_begins_at_midnight_in_denver(midnight, server_zone):
    before, after, day = MIDNIGHTS[midnight]
    with time_machine.travel(before.replace(tzinfo=UTC), tick=False):
        assert nightly.catch_up() == 1
        assert nightly.catch_up() == 0
    assert list(NightlyRun.objects.values_list("day", flat=True)) == [day]
    with time_machine.travel(after.replace(tzinfo=UTC), tick=False):
        assert nightly.catch_up() == 1
    assert (NightlyRun.objects.latest("day").day - day).days == 1
