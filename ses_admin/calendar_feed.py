"""Deadlines as calendars: iCalendar (RFC 5545) for Outlook, Google and others. No salary, no rating.

A deadline is a day in Denver, so it is written as a whole day (VALUE=DATE): no calendar shifts it by a time zone.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from icalendar import Alarm, Calendar, Event, vText

import law
from accounts.models import User
from positions.models import Flag

PRODUCT = "-//SES Admin//Deadlines//EN"
BACK, AHEAD = timedelta(days=30), timedelta(days=400)
CALENDAR = "text/calendar; charset=utf-8"


def deadlines_of(user: User, *, on: date) -> QuerySet[Flag]:
    """What this person owes, by office or by name, and what is owed to them; near the day `on`, advice left out."""
    owed = Q(owed_by_person=user)
    for held in user.memberships_on(on):
        here = Q() if law.offices()[held.office].where == "state" else Q(department=held.department_id)
        mine = Q(owed_by_person=None, owed_by=held.office)
        owed |= (mine | ~Q(owed_by__in=_state_offices()) if held.office == "hr" else mine) & here
    rows = Flag.objects.visible_to(user, on=on).filter(owed | Q(person=user, is_confidential=False))
    return rows.filter(is_advice=False, due_on__gte=on - BACK, due_on__lte=on + AHEAD).order_by("due_on", "pk")


def calendar(flags: Iterable[Flag], *, site: str, at: datetime, name: str) -> bytes:
    """A calendar with one whole-day event for each deadline. `site` is the address of the desk, `at` the moment."""
    shown = Calendar()
    shown.add("prodid", PRODUCT)
    shown.add("version", "2.0")
    shown.add("calscale", "GREGORIAN")
    shown.add("method", "PUBLISH")
    shown.add("x-wr-calname", vText(name))  # else its commas would not be escaped
    for flag in flags:
        shown.add_component(_event(flag, site=site, at=at))
    return shown.to_ical()


def _event(flag: Flag, *, site: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"deadline-{flag.pk}@ses-admin")
    event.add("dtstamp", at)
    event.add("summary", f"{flag.words}: {flag.about}")
    event.add("dtstart", flag.due_on)
    event.add("dtend", flag.due_on + timedelta(days=1))  # the first day after, as the format wants it
    event.add("transp", "TRANSPARENT")
    event.add("description", f"Last day. Rule {flag.rule}. {flag.consequence}")
    event.add("url", site)
    if flag.settled_on:
        event.add("status", "CANCELLED")
    else:
        event.add("status", "CONFIRMED")
        event.add_component(_alarm(flag))
    return event


def _alarm(flag: Flag) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{flag.words}: {flag.about}")
    alarm.add("trigger", timedelta(days=-1))
    return alarm


def _state_offices() -> list[str]:
    return [code for code, office in law.offices().items() if office.where == "state"]
