"""Deadlines as calendars: iCalendar (RFC 5545) for Outlook, Google and others. No salary, no rating, and nothing
about anybody's performance.

A deadline is a day in Denver, so it is written as a whole day (VALUE=DATE): no calendar shifts it by a time zone.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vText

import law
from accounts.models import User
from positions.models import Flag
from ses_admin import open_words

PRODUCT = "-//SES Admin//Deadlines//EN"
BACK, AHEAD = timedelta(days=30), timedelta(days=400)
"""How long after it was settled a deadline is still there, as cancelled; and how far ahead one is."""
ONLY = "only"
"""What the page of deadlines is asked with to show one of them."""
CALENDAR = "text/calendar; charset=utf-8"


def deadlines_of(user: User, *, on: date) -> QuerySet[Flag]:
    """What this person owes, by office or by name, and what is owed to them; on the day `on`, advice left out.

    What is open stays however late it is; what was settled is there for a while, so that calendars take it out."""
    owed = Q(owed_by_person=user)
    for held in user.memberships_on(on):
        here = Q() if law.offices()[held.office].where == "state" else Q(department=held.department_id)
        mine = Q(owed_by_person=None, owed_by=held.office)
        owed |= (mine | ~Q(owed_by__in=_state_offices()) if held.office == "hr" else mine) & here
    rows = Flag.objects.visible_to(user, on=on).filter(owed | Q(person=user, is_confidential=False))
    rows = rows.filter(Q(settled_on=None) | Q(settled_on__gt=on - BACK))
    return rows.filter(is_advice=False, due_on__lte=on + AHEAD).order_by("due_on", "pk")


def calendar(flags: Iterable[Flag], *, page: str, at: datetime, name: str) -> bytes:
    """A calendar with one whole-day event for each deadline. `page` is the address of the deadlines, `at` the moment.

    The format wants at least one component: with no deadline there is a time zone, which no calendar shows.
    """
    shown = Calendar()
    shown.add("prodid", PRODUCT)
    shown.add("version", "2.0")
    shown.add("calscale", "GREGORIAN")
    shown.add("method", "PUBLISH")
    shown.add("x-wr-calname", vText(name))  # else its commas would not be escaped
    for part in [_event(flag, page=page, at=at) for flag in flags] or [_time_zone()]:
        shown.add_component(part)
    return shown.to_ical()


def _event(flag: Flag, *, page: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"deadline-{flag.pk}@ses-admin")
    event.add("dtstamp", at)
    event.add("summary", open_words.what(flag))
    event.add("dtstart", flag.due_on)
    event.add("dtend", flag.due_on + timedelta(days=1))  # the first day after, as the format wants it
    event.add("transp", "TRANSPARENT")
    event.add("description", " ".join(["Last day.", *open_words.why(flag)]))
    event.add("url", f"{page}?{ONLY}={flag.pk}")
    if flag.settled_on:
        event.add("status", "CANCELLED")
    else:
        event.add("status", "CONFIRMED")
        event.add_component(_alarm(flag))
    return event


def _alarm(flag: Flag) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", open_words.what(flag))
    alarm.add("trigger", timedelta(days=-1))
    return alarm


def _time_zone() -> Timezone:
    """That of the world's clock, which never changes."""
    always = TimezoneStandard()
    always.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 (the format wants local time here)
    always.add("tzoffsetfrom", timedelta())
    always.add("tzoffsetto", timedelta())
    zone = Timezone()
    zone.add("tzid", "UTC")
    zone.add_component(always)
    return zone


def _state_offices() -> list[str]:
    return [code for code, office in law.offices().items() if office.where == "state"]
