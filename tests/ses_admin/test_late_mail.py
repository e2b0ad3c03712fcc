"""What is late: who is told, in which order, in which words. Whoever owes it first, then those above; nobody twice."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts import calendar_address
from law import DEFAULT_PLAN
from positions import letters, offices_held
from positions.models import Flag, Letter, Reminder
from records.models import Message
from ses_admin import desk, nightly, reminders, reminding
from tests.appraisals import notice_scenes
from tests.cast import holds
from tests.factories import at

pytestmark = pytest.mark.django_db

DUE = date(2005, 6, 30)
APRIL_30, MAY_1, MAY_2 = date(2005, 4, 30), date(2005, 5, 1), date(2005, 5, 2)


def owed(cast, owed_by: str, *, duty: str = "some-duty", **known) -> Flag:
    """A flag that is open, of something in Agriculture."""
    return Flag.unscoped.create(
        duty=duty,
        rule="CO-CAP-2",
        thing_kind="thing",
        thing_id=1,
        department=cast.agriculture,
        about="Agriculture",
        words="Do what is owed",
        consequence="Something follows.",
        owed_by=owed_by,
        opens_on=DUE - timedelta(days=45),
        due_on=DUE,
        raised_on=DUE - timedelta(days=45),
        **known,
    )


def told(flag: Flag, *, first: date = DUE + timedelta(days=1), days: int = 12) -> list[tuple[int, str]]:
    """How many days late on somebody was told, and who; every night was run."""
    for ahead in range(days):
        on = first + timedelta(days=ahead)
        reminders.remind(flag.plan, offices_held.read(on=on), on=on)
    rows = Reminder.objects.filter(flag=flag, occasion__startswith="late").values_list("told_on", "to__name")
    return sorted(((on - DUE).days, name) for on, name in rows)


LADDERS = [
    ("director", [(1, "director"), (1, "hr"), (7, "reviewer")]),
    ("hr", [(1, "hr"), (3, "director"), (7, "reviewer")]),
    ("reviewer", [(1, "reviewer"), (7, "personnel_director")]),
    ("personnel_director", [(1, "personnel_director"), (7, "reviewer")]),
    ("administrator", [(1, "administrator"), (7, "reviewer")]),
]


@pytest.mark.parametrize(("owed_by", "expected"), LADDERS, ids=[each[0] for each in LADDERS])
def test_whoever_owes_it_is_told_first_then_those_above_and_no_director_of_what_the_state_owes(cast, owed_by, expected):
    flag = owed(cast, owed_by)
    assert told(flag) == sorted((days, getattr(cast, who).name) for days, who in expected)


def test_a_rater_is_told_by_name_then_the_director_then_dpa(cast):
    flag = owed(cast, "appointing_authority", owed_by_person=cast.superior)
    expected = [(1, cast.hr), (1, cast.superior), (3, cast.director), (7, cast.reviewer)]
    assert told(flag) == sorted((days, who.name) for days, who in expected)


def test_who_owes_it_and_stands_above_is_told_once(cast):
    holds(cast.hr, "director", cast.agriculture)
    assert told(owed(cast, "hr")) == sorted([(1, "Hal Resources"), (3, cast.director.name), (7, cast.reviewer.name)])


def test_what_is_found_late_is_told_to_everybody_at_once_and_once(cast):
    flag = owed(cast, "hr")
    everybody = sorted([cast.hr.name, cast.director.name, cast.reviewer.name])
    assert told(flag, first=DUE + timedelta(days=9)) == [(9, name) for name in everybody]


def test_what_nobody_could_be_told_of_is_told_when_somebody_holds_the_office(cast):
    flag = owed(cast, "personnel_director")
    cast.personnel_director.memberships.update(starts_on=DUE + timedelta(days=4))
    assert (4, cast.personnel_director.name) in told(flag)


def test_what_the_department_weighs_stays_in_the_department_however_late(cast):
    flag = owed(cast, "director", person=cast.executive, is_confidential=True)
    assert {name for _days, name in told(flag)} == {cast.director.name, cast.hr.name}


@pytest.mark.parametrize(
    ("owed_by", "words"),
    [
        ("reviewer", "DPA/DHR reviewer"),
        ("personnel_director", "State Personnel Director"),
        ("director", "Department director"),
    ],
)
def test_each_line_says_once_who_owes_it(cast, owed_by, words):
    owed(cast, owed_by)
    day = DUE + timedelta(days=1)
    reminders.remind(DEFAULT_PLAN, offices_held.read(on=day), on=day)
    reminders.write_digests(since=None, on=day)
    assert Message.unscoped.get(to=getattr(cast, owed_by)).text == (
        f"Do what is owed: Agriculture\nBy June 30, 2005, 1 day late. Owed by: {words}. Rule CO-CAP-2. "
        "Something follows."
    )


# --- notices and separations: nothing about anybody's performance --------------------------------------------------


def mails(*, key: str = "digest/") -> list[Message]:
    return list(Message.unscoped.filter(key__startswith=key).order_by("key"))


@pytest.mark.parametrize(
    ("day", "when", "disputed"),
    [
        (date(2005, 4, 23), "in 7 days", False),
        (APRIL_30, "today", False),
        (MAY_1, "1 day late", True),
        (MAY_2, "2 days late", False),
    ],
)
def test_the_mail_about_a_notice_says_a_letter_the_day_and_on_may_1_that_it_is_still_accepted(
    cast, day, when, disputed
):
    notice_scenes.signed(cast)
    nightly.catch_up(until=day)
    (line,) = [each for each in line_of(cast.director) if each.startswith("A letter")]
    still = " Delivered today, May 1, 2005, it is still accepted, as disputed until DPA/DHR settles it."
    assert line == (
        "A letter has to be delivered: open it in SES Admin\n"
        f"By April 30, 2005, {when}. Owed by: Department director.{still if disputed else ''}"
    )


def line_of(person) -> list[str]:
    return Message.unscoped.get(key__startswith="digest/", to=person).text.split("\n\n")


JUDGEMENTS = ("notice", "unsatisfactory", "performance", "separat", "co-rem-3", "co-rem-5", "dismiss")


def says_a_judgement(words: str) -> list[str]:
    return [each for each in JUDGEMENTS if each in words.lower()]


SPRING = [
    (notice_scenes.draft, date(2005, 4, 23)),
    (notice_scenes.signed, APRIL_30),
    (lambda cast: notice_scenes.delivered(cast, on=date(2005, 4, 20)), date(2005, 6, 23)),
]


@pytest.mark.parametrize(("scene", "day"), SPRING, ids=["draft", "signed", "delivered"])
def test_no_mail_and_no_calendar_judges_anybody(cast, client, settings, scene, day):
    settings.TRAINING_DAY = day
    scene(cast)
    nightly.catch_up(until=day)
    assert mails()
    for message in Message.unscoped.all():
        assert says_a_judgement(f"{message.subject} {message.text} {message.path.replace('notices', '')}") == []
    for who in (cast.director, cast.hr, cast.executive, cast.reviewer):
        secret = calendar_address.make(who, at=at(day))
        content = client.get(reverse("calendar", args=[secret])).content.decode().replace("\r\n ", "")
        assert says_a_judgement(content) == []
    content = client.get(reverse("calendar", args=[calendar_address.make(cast.hr, at=at(day))])).content.decode()
    assert "open it in SES Admin" in content


@pytest.mark.parametrize(("scene", "day"), SPRING, ids=["draft", "signed", "delivered"])
def test_the_desk_and_the_page_of_deadlines_keep_the_words(cast, client, settings, scene, day):
    settings.TRAINING_DAY = day
    scene(cast)
    nightly.catch_up(until=day)
    client.force_login(cast.hr)
    text = client.get(reverse("deadlines")).content.decode()
    assert ("Give written notice of unsatisfactory performance" in text) or ("Carry out the separation" in text)
    assert "Eve Executive" in text


@pytest.mark.parametrize("kind", ["notice", "notice taken back", "separation"])
def test_letters_that_judge_are_neutral_in_mail(kind):
    assert letters.KINDS[kind].is_neutral


def test_the_mail_that_a_notice_is_there_has_a_neutral_subject_and_the_letter_its_own(cast):
    notice_scenes.signed(cast)
    letter = Letter.unscoped.get()
    assert letter.subject.startswith("Notice of unsatisfactory performance")
    told = mails(key=f"letter/{letter.pk}/")
    assert {each.to.name for each in told} == {cast.executive.name, cast.director.name, cast.hr.name}
    assert {each.subject for each in told} == {"A letter waits for you"}
    assert all(each.path == letter.get_absolute_url() for each in told)


def test_the_button_that_reminds_of_a_notice_writes_the_neutral_line(cast):
    notice = notice_scenes.draft(cast)
    on = notice_scenes.DRAFTED
    (item,) = [each for each in desk.gather(cast.hr, on=on).others.everything if "notice" in each.what]
    assert reminding.ask(item, by=cast.hr, on=on) == reminding.Told(people=1, now=1)
    (message,) = mails(key="asked/")
    assert message.subject == "A letter waits for you"
    assert message.text == "Hal Resources asks you to open a letter that waits for you.\n\nIt is due by April 30, 2005."
    assert message.path == notice.get_absolute_url()
