"""Deadlines, calendars, the compliance report, and the administrator's page of the site."""

from datetime import date

from accounts import calendar_address
from accounts.models import CalendarAddress, MailOptOut
from positions.models import Flag
from records.models import Event
from ses_admin import nightly
from tests.access.table import DEPARTMENT, DEPARTMENT_OFFICES, EVERYBODY, NOBODY, STATE, Row
from tests.factories import PlacedPositionFactory, at

DAY = date(2005, 6, 23)
ADMINISTRATOR = {"administrator"}
OTHERS = {"other_director", "other_hr", "other_superior"}


def owed(cast):
    """The contract that Agriculture owes its executive."""
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, title="Director of Orchards")
    nightly.run(DAY, at=at(DAY))
    return Flag.unscoped.get(duty="contract-for-the-year", person=cast.executive, due_on=date(2005, 6, 30))


def somebodys_address(cast):
    """The secret part of the calendar address of HR."""
    return calendar_address.make(cast.hr, at=at(DAY))


def everybodys_address(cast):
    """A calendar address of every person; which of them are there."""
    for name in EVERYBODY:
        calendar_address.make(getattr(cast, name), at=at(DAY))
    return cast.agriculture


def one_ended(_):
    return CalendarAddress.objects.count() == len(EVERYBODY) - 1


SEES = DEPARTMENT | STATE | ADMINISTRATOR | {"executive"}

ROWS = [
    Row("deadlines", page=EVERYBODY, args=[], scene=owed, day=DAY, tells="Director of Orchards", told=SEES),
    Row("deadline_event", page=SEES, scene=owed, day=DAY),
    Row(
        "calendar",
        page=EVERYBODY,
        scene=somebodys_address,
        args=lambda secret: [secret],
        day=DAY,
        signed_out=(200, 405),
    ),
    Row(
        "accounts:make_calendar",
        page=EVERYBODY,
        page_status=302,  # to my page: the address is shown once, after it is made
        act=EVERYBODY,
        args=[],
        done=lambda _: CalendarAddress.objects.exists(),
    ),
    Row("accounts:end_calendar", act=EVERYBODY, args=[], scene=everybodys_address, done=one_ended),
    Row("accounts:choose_mail", act=EVERYBODY, args=[], done=lambda _: MailOptOut.objects.count() == 2),
    Row(
        "compliance",
        page=DEPARTMENT_OFFICES | OTHERS | STATE | ADMINISTRATOR,
        scene=owed,
        args=[],
        query="?year=2004",
        day=DAY,
    ),
    Row("site", page=ADMINISTRATOR, args=[]),
    # A fixed day (as these stories have) is nobody's to set; that the administrator can is in test_site_page.
    Row(
        "set_clock",
        act=NOBODY,
        knows=ADMINISTRATOR,
        args=[],
        data={"real_day": "yes"},
        done=lambda _: Event.unscoped.filter(verb="set the clock").exists(),
    ),
]
