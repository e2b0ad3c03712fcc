"""Calendars line by line, as RFC 5545 has it and as Outlook and Google read it: read here without the library that
wrote them."""

import re
from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from positions.models import Flag
from ses_admin import calendar_feed, nightly
from tests.factories import PlacedPositionFactory, at

DAY = date(2005, 6, 23)
HOSTILE = 'Director; of, "Parks"\\n\nBEGIN:VEVENT\r\nATTENDEE:mailto:x@example.org é 山 ' + "long " * 40
ONCE_IN_CALENDAR = {"PRODID", "VERSION", "CALSCALE", "METHOD", "X-WR-CALNAME"}
IN_EVENT = {"UID", "DTSTAMP", "SUMMARY", "DTSTART", "DTEND", "TRANSP", "DESCRIPTION", "URL", "STATUS"}
IN_ALARM = {"ACTION", "DESCRIPTION", "TRIGGER"}
TEXT = {"SUMMARY", "DESCRIPTION", "X-WR-CALNAME"}
Line = tuple[str, str, str]


def lines(content: bytes) -> list[Line]:
    """Every content line: name, parameters, value. Fails on whatever the format forbids in a line."""
    assert content.endswith(b"\r\n")
    physical = content.removesuffix(b"\r\n").split(b"\r\n")
    assert not any(b"\r" in each or b"\n" in each for each in physical), "a line ends with CR LF and nothing else"
    assert max(len(each) for each in physical) <= 75, "a line is at most 75 octets"
    assert not any(byte < 32 and byte != 9 for each in physical for byte in each)
    unfolded = b"\r\n".join(physical).replace(b"\r\n ", b"").decode("utf-8").split("\r\n")
    found = []
    for each in unfolded:
        match = re.fullmatch(r"([A-Z][A-Z0-9-]*)((?:;[A-Z-]+=[^:;,\"]+)*):(.*)", each)
        assert match, each
        name, parameters, value = match.groups()
        if name in TEXT:
            assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), f"not escaped: {value}"
            assert re.fullmatch(r"(?:[^\\]|\\[\\;,nN])*", value), f"no such escape: {value}"
        found.append((name, parameters, value))
    return found


def events(content: bytes) -> list[list[Line]]:
    """The events of a calendar, each with its alarm; what stands outside of them is checked here."""
    found, open_parts, outside, event, parts = [], [], [], [], 0
    for name, parameters, value in lines(content):
        if name == "BEGIN":
            open_parts.append(value)
            event = event if value == "VALARM" else []
        elif name == "END":
            assert open_parts.pop() == value
            if value == "VEVENT":
                found.append(event)
            parts += open_parts == ["VCALENDAR"]
        elif open_parts == ["VCALENDAR"]:
            outside.append(name)
        else:
            event.append((f"{open_parts[-1]}.{name}", parameters, value))
    assert open_parts == []
    assert parts > 0, "a calendar has at least one component"
    assert sorted(outside) == sorted(ONCE_IN_CALENDAR)
    return found


@pytest.fixture
def owed(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    nightly.run(DAY, at=at(DAY))
    return calendar_feed.deadlines_of(cast.hr, on=DAY)


def made(flags) -> bytes:
    return calendar_feed.calendar(
        flags, page="https://ses.example.gov/deadlines/", at=at(DAY), name="SES deadlines of Hal; & Co"
    )


def test_a_calendar_keeps_to_the_format(owed):
    found = events(made(owed))
    assert len(found) == owed.count() > 0
    identifiers = [value for event in found for name, _parameters, value in event if name == "VEVENT.UID"]
    assert len(set(identifiers)) == len(found)
    for event in found:
        own = {name.removeprefix("VEVENT.") for name, _parameters, _value in event if name.startswith("VEVENT.")}
        alarm = {name.removeprefix("VALARM.") for name, _parameters, _value in event if name.startswith("VALARM.")}
        assert own == IN_EVENT
        assert alarm in (IN_ALARM, set())


def test_outlook_and_google_see_one_whole_day_and_the_moment_in_utc(owed):
    for event in events(made(owed)):
        by_name = {name: (parameters, value) for name, parameters, value in event}
        first, after = by_name["VEVENT.DTSTART"], by_name["VEVENT.DTEND"]
        assert first[0] == after[0] == ";VALUE=DATE", "a day without a time zone stays that day everywhere"
        days = [datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC) for _parameters, value in (first, after)]
        assert (days[1] - days[0]).days == 1
        assert re.fullmatch(r"\d{8}T\d{6}Z", by_name["VEVENT.DTSTAMP"][1])
        assert by_name["VEVENT.TRANSP"][1] == "TRANSPARENT", "a deadline does not make anybody busy"


def test_an_event_keeps_its_identifier_from_day_to_day(owed):
    def identifiers():
        return [value for event in events(made(owed)) for name, _, value in event if name == "VEVENT.UID"]

    before = identifiers()
    nightly.run(date(2005, 6, 24), at=at(date(2005, 6, 24)))
    assert identifiers() == before


def test_what_is_settled_is_taken_out_of_a_calendar_that_has_it(owed):
    Flag.unscoped.update(settled_on=DAY, is_met=True)
    for event in events(made(owed)):
        values = {name: value for name, _parameters, value in event}
        assert values["VEVENT.STATUS"] == "CANCELLED"
        assert "VALARM.TRIGGER" not in values


def test_hostile_words_add_no_line_and_no_event(owed):
    Flag.unscoped.update(about=HOSTILE[:250], words=HOSTILE[:250], consequence=HOSTILE[:250])
    found = events(made(owed))
    assert len(found) == owed.count()
    assert not any(name.endswith("ATTENDEE") for event in found for name, _parameters, _value in event)


def test_a_calendar_without_a_deadline_is_still_one(db):
    content = made([])
    assert events(content) == []
    (zone,) = Calendar.from_ical(content).subcomponents
    assert (zone.name, zone["TZID"]) == ("VTIMEZONE", "UTC")
    assert [(part.name, part["DTSTART"].to_ical()) for part in zone.subcomponents] == [("STANDARD", b"19700101T000000")]
