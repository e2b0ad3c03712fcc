"""Pages of deadlines: the list, files for calendars, the private address, the report, and which mail is wanted."""

import io
import re
from datetime import date, timedelta

import openpyxl
import pytest
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from accounts import calendar_address
from accounts.models import MailOptOut
from positions.models import Flag
from records.models import Message
from ses_admin import calendar_feed, compliance, nightly
from tests.factories import PlacedPositionFactory, SignedContractFactory, at

pytestmark = pytest.mark.django_db

DAY = date(2005, 6, 23)
JUNE_30 = date(2005, 6, 30)


@pytest.fixture(autouse=True)
def the_day(settings):
    settings.TRAINING_DAY = DAY


@pytest.fixture
def owed(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, title="Director of Orchards")
    PlacedPositionFactory(department=cast.revenue, person=cast.other_executive, title="Director of Audits")
    nightly.run(DAY, at=at(DAY))
    return Flag.unscoped.get(duty="contract-for-the-year", person=cast.executive, due_on=JUNE_30)


def page(client, person, name, *args, **query):
    client.force_login(person)
    return client.get(reverse(name, args=args), query)


def events(content: bytes) -> list:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_the_list_says_by_when_what_about_whom_and_how_long_is_left(client, cast, owed):
    text = page(client, cast.hr, "deadlines").content.decode()
    assert "June 30, 2005" in text
    assert "in 7 days" in text
    assert "Eve Executive, Director of Orchards" in text
    assert "Director of Audits" not in text
    assert f'href="{reverse("law")}#CO-CON-1"' in text


def test_late_deadlines_can_be_chosen(client, cast, owed, settings):
    settings.TRAINING_DAY = date(2005, 7, 1)
    text = page(client, cast.hr, "deadlines", standing="late", words="2005-06").content.decode()
    assert "1 day late" in text
    assert "in 30 days" not in text


def test_a_deadline_is_a_whole_day_that_no_calendar_shifts(client, cast, owed):
    response = page(client, cast.hr, "deadline_event", owed.pk)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = events(response.content)
    assert event["DTSTART"].dt == JUNE_30
    assert event["DTEND"].dt == date(2005, 7, 1)  # the first day after, as RFC 5545 wants it
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert b"TZID" not in response.content
    assert event["UID"] == f"deadline-{owed.pk}@ses-admin"


def test_the_private_address_shows_the_deadlines_of_its_owner_without_signing_in(client, cast, owed):
    secret = calendar_address.make(cast.hr, at=at(DAY))
    found = events(client.get(reverse("calendar", args=[secret])).content)
    summaries = " ".join(str(event["SUMMARY"]) for event in found)
    assert "Director of Orchards" in summaries
    assert "Director of Audits" not in summaries


def test_a_new_address_ends_the_old_one_and_an_ended_one_is_gone(client, cast, owed):
    first = calendar_address.make(cast.hr, at=at(DAY))
    second = calendar_address.make(cast.hr, at=at(DAY))
    assert first != second
    assert client.get(reverse("calendar", args=[first])).status_code == 404
    assert client.get(reverse("calendar", args=[second])).status_code == 200
    client.force_login(cast.hr)
    client.post(reverse("accounts:end_calendar"))
    client.logout()
    assert client.get(reverse("calendar", args=[second])).status_code == 404


def test_the_address_of_somebody_who_was_disabled_is_dead(client, cast, owed):
    secret = calendar_address.make(cast.hr, at=at(DAY))
    type(cast.hr).objects.filter(pk=cast.hr.pk).update(is_active=False)
    assert client.get(reverse("calendar", args=[secret])).status_code == 404


def test_an_address_is_long_and_only_its_hash_is_kept(cast):
    secret = calendar_address.make(cast.hr, at=at(DAY))
    assert len(secret) >= 43  # 256 bits
    assert secret not in str(cast.hr.calendar_address.__dict__)


def test_an_office_that_has_ended_is_not_in_the_calendar_any_more(client, cast, owed, settings):
    secret = calendar_address.make(cast.hr, at=at(DAY))
    cast.hr.memberships.update(ends_on=DAY - timedelta(days=1))
    assert events(client.get(reverse("calendar", args=[secret])).content) == []


def test_no_calendar_says_a_salary(client, cast):
    contract = SignedContractFactory(cast=cast)
    nightly.run(date(2004, 6, 23), at=at(date(2004, 6, 23)))
    flags = Flag.unscoped.all()
    content = calendar_feed.calendar(flags, page="https://example.org/deadlines/", at=at(DAY), name="All").decode()
    assert "Eve Executive" in content
    assert f"{contract.monthly_salary:.0f}" not in content
    assert f"{contract.monthly_salary:,.0f}" not in content


@pytest.mark.parametrize("hostile", ["\r\nBEGIN:VEVENT", "a;b,c\\d", "=1+1", "<script>", "ü" * 200])
def test_hostile_words_stay_words_in_a_calendar(cast, owed, hostile):
    owed.about = hostile
    content = calendar_feed.calendar([owed], page="https://example.org/deadlines/", at=at(DAY), name="One")
    (event,) = events(content)
    assert str(event["SUMMARY"]).endswith(hostile.replace("\r\n", "\n"))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_the_report_counts_in_time_late_and_open(cast, settings):
    SignedContractFactory(cast=cast)
    PlacedPositionFactory(department=cast.agriculture, person=cast.stranger)
    for day in (date(2004, 6, 20), date(2004, 7, 10)):
        nightly.run(day, at=at(day))
    on = date(2004, 7, 10)
    report = compliance.report(cast.hr, year=2003, department=None, on=on)
    line = next(each for each in report.duties if each.rule == "CO-CON-1")
    assert (line.in_time, line.late, line.open, line.open_late, line.most_late) == (1, 0, 1, 1, 10)
    assert line.share == "50%"
    assert [flag.person for flag in report.open_flags if flag.rule == "CO-CON-1"] == [cast.stranger]


def test_the_turn_of_the_year_makes_no_duty_met_that_was_not(client, cast, settings):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=date(2004, 9, 10))
    for day in (date(2005, 6, 30), date(2005, 7, 1)):
        nightly.run(day, at=at(day))
        line = next(
            each
            for each in compliance.report(cast.hr, year=2004, department=None, on=day).duties
            if each.rule == "CO-CON-2"
        )
        assert (line.share, line.total, line.fell_away) == ("0%", 1, 0)
    assert (line.open, line.missed, line.most_late) == (0, 1, 264)
    settings.TRAINING_DAY = date(2005, 7, 1)
    told = page(client, cast.hr, "compliance", year="2004").content.decode().split('id="missed"')[1]
    assert "Eve Executive" in told.split('id="met-late"')[0]
    rows = page(client, cast.hr, "deadlines", standing="missed").content.decode()
    assert "never met; its time was over July 1, 2005" in rows
    book = openpyxl.load_workbook(
        io.BytesIO(page(client, cast.hr, "compliance", year="2004", export="xlsx").content), read_only=True
    )
    assert {row[3].value for row in book["Never met"].rows} >= {"About", "Eve Executive, Director of Markets"}


@pytest.mark.parametrize(("signed_on", "days_late"), [(date(2004, 6, 30), 0), (date(2004, 7, 6), 6)])
def test_the_report_says_who_met_a_duty_and_how_late(client, cast, settings, signed_on, days_late):
    SignedContractFactory(cast=cast, signed_on=signed_on)
    settings.TRAINING_DAY = on = date(2004, 7, 10)
    nightly.run(on, at=at(on))
    report = compliance.report(cast.hr, year=2003, department=None, on=on)
    [met] = [each for each in report.met if each.flag.duty == "contract-for-the-year"]
    assert met.days_late == days_late
    assert met.by == f"{cast.director.name}, Department director"
    late = page(client, cast.hr, "compliance", year="2003").content.decode().split('id="met-late"')[1]
    assert (met.by in late) == bool(days_late)
    sheets = openpyxl.load_workbook(
        io.BytesIO(page(client, cast.reviewer, "compliance", year="2003", export="xlsx").content)
    )
    [row] = [row for row in sheets["Met"].iter_rows(min_row=2, values_only=True) if row[3] == met.flag.words]
    assert (row[1].date(), row[2], row[7]) == (signed_on, days_late, met.by)


def test_the_printed_report_breaks_no_rule_in_two(client, cast, settings):
    SignedContractFactory(cast=cast, signed_on=date(2004, 7, 6))
    settings.TRAINING_DAY = on = date(2004, 7, 10)
    nightly.run(on, at=at(on))
    content = page(client, cast.reviewer, "compliance", year="2003", export="pdf").content
    words = "\n".join(each.extract_text() for each in PdfReader(io.BytesIO(content)).pages)
    assert "CO-CON-1" in words.split("Met late, and by whom")[1]
    assert not re.search(r"CO-(?:[A-Z]+-)?\s", words)


def test_what_came_without_an_act_names_nobody(cast, settings):
    """The ceiling of 2004-05 came with the program."""
    nightly.run(date(2004, 6, 20), at=at(date(2004, 6, 20)))
    met = compliance.report(cast.reviewer, year=2003, department=None, on=date(2004, 6, 20)).met
    assert [each.by for each in met if each.flag.duty == "ceiling"] == [""]


def test_a_department_reads_its_own_report_and_dpa_the_whole_state(client, cast, owed):
    own = page(client, cast.hr, "compliance", year="2004").content.decode()
    whole = page(client, cast.reviewer, "compliance", year="2004").content.decode()
    assert "Revenue" not in own
    assert "Revenue" in whole
    one = page(client, cast.reviewer, "compliance", year="2004", department="agriculture").content.decode()
    assert "Agriculture, July 1, 2004 to June 30, 2005" in one


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")])
def test_the_report_is_there_as_a_file(client, cast, owed, kind, begins):
    response = page(client, cast.reviewer, "compliance", year="2004", export=kind)
    assert response.content.startswith(begins)
    assert f'filename="compliance-2004-05.{kind}"' in response["Content-Disposition"]


def test_whoever_does_not_want_reminders_ahead_gets_those_of_the_day_and_the_late_ones(client, cast, settings):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    client.force_login(cast.hr)
    client.post(reverse("accounts:choose_mail"), {"wanted": []})
    assert set(MailOptOut.objects.values_list("mail_kind", flat=True)) == {"ahead", "near"}
    nightly.catch_up(until=date(2005, 6, 22))  # what was late before is told here
    for day, mails in ((date(2005, 6, 23), 0), (date(2005, 6, 29), 0), (JUNE_30, 1)):
        nightly.catch_up(until=day)
        assert Message.unscoped.filter(to=cast.hr).exclude(key__contains="2005-06-22").count() == mails, day
    assert Message.unscoped.filter(to=cast.director, key__contains="2005-06-23").exists()


@pytest.mark.parametrize("name", ["deadlines", "compliance"])
def test_the_pages_cost_the_same_whatever_there_is(client, cast, name, django_assert_max_num_queries):
    for number in range(40):
        PlacedPositionFactory(department=cast.agriculture, number=f"AG-{number:03d}")
    nightly.run(DAY, at=at(DAY))
    client.force_login(cast.reviewer)
    with django_assert_max_num_queries(12):
        assert client.get(reverse(name)).status_code == 200


def test_the_list_says_as_of_which_night(client, cast, owed):
    assert "as of the night of June 23, 2005." in page(client, cast.hr, "deadlines").content.decode()


def test_before_the_first_night_the_list_says_so(client, cast):
    assert "no night was run yet." in page(client, cast.hr, "deadlines").content.decode()


# --- the private address ---------------------------------------------------------------------------------------------


def made_address(client) -> str:
    """Press the button; the address that is shown then."""
    answer = client.post(reverse("accounts:make_calendar"), follow=True)
    return re.search(r'readonly value="([^"]+)"', answer.content.decode()).group(1)


def test_the_address_is_the_answer_to_a_page_that_can_be_loaded_again(client, cast, owed):
    client.force_login(cast.hr)
    answer = client.post(reverse("accounts:make_calendar"))
    assert (answer.status_code, answer.url) == (302, reverse("accounts:make_calendar"))
    address = re.search(r'readonly value="([^"]+)"', client.get(answer.url).content.decode()).group(1)
    again = client.get(answer.url, follow=True).content.decode()
    assert "An address is shown once, when it is made." in again
    assert address not in again
    assert client.get(address).status_code == 200


def test_another_press_makes_another_address_and_ends_the_first(client, cast, owed):
    client.force_login(cast.hr)
    first, second = made_address(client), made_address(client)
    assert first != second
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)


def test_nobody_else_is_shown_the_address(client, cast, owed):
    client.force_login(cast.hr)
    client.post(reverse("accounts:make_calendar"))
    client.force_login(cast.director)
    assert "readonly" not in client.get(reverse("accounts:make_calendar"), follow=True).content.decode()


# --- what stands in a calendar ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("due_on", "settled_on", "stays"),
    [
        (date(2004, 6, 29), None, True),  # open for a year
        (date(2005, 5, 24), None, True),
        (date(2004, 6, 29), date(2005, 6, 22), True),  # lately settled: there as cancelled
        (date(2005, 5, 20), date(2005, 5, 25), True),
        (date(2005, 5, 20), date(2005, 5, 24), False),
        (date(2005, 6, 30), date(2005, 5, 1), False),
        (date(2006, 7, 28), None, True),
        (date(2006, 7, 29), None, False),  # too far ahead
    ],
)
def test_what_is_open_stays_in_the_calendar_and_what_is_settled_goes_after_30_days(
    cast, owed, due_on, settled_on, stays
):
    Flag.unscoped.filter(pk=owed.pk).update(due_on=due_on, settled_on=settled_on)
    assert calendar_feed.deadlines_of(cast.hr, on=DAY).filter(pk=owed.pk).exists() is stays


def test_an_event_leads_to_its_own_deadline(client, cast, owed):
    secret = calendar_address.make(cast.hr, at=at(DAY))
    found = events(client.get(reverse("calendar", args=[secret])).content)
    (url,) = [str(event["URL"]) for event in found if event["UID"] == f"deadline-{owed.pk}@ses-admin"]
    assert url == f"http://testserver{reverse('deadlines')}?only={owed.pk}"
    client.force_login(cast.hr)
    text = client.get(url).content.decode()
    assert text.count(f'href="{reverse("law")}#CO-') == 1
    assert "Eve Executive, Director of Orchards" in text
    client.force_login(cast.other_hr)
    assert "Eve Executive" not in client.get(url).content.decode()


@pytest.mark.parametrize("asked", ["", "x", "0", "9" * 30, "-1", "²"])
def test_a_number_that_is_no_deadline_is_no_trouble(client, cast, owed, asked):
    assert page(client, cast.hr, "deadlines", only=asked).status_code == 200
