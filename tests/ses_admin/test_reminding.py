"""The button beside what waits for others: one mail a day for each row, to whoever it waits for."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from records.models import Message
from ses_admin import desk, desk_parts, reminding
from tests.access import movement_rows, notices_rows
from tests.appraisals import notice_scenes
from tests.cast import holds, person
from tests.factories import (
    ProposedContractFactory,
    ReturnedCopyFactory,
    SignedContractFactory,
    SubmittedNominationFactory,
)
from tests.positions import removal_scenes
from tests.positions import scenes as position_scenes

ON = date(2004, 6, 18)


@pytest.fixture
def press(cast, client, settings):
    """Press the button of a row as somebody, on a day."""

    def pressed(who, row: str, on: date = ON) -> str:
        settings.TRAINING_DAY = on
        client.force_login(who)
        return client.post(reverse("ask"), {"row": row}, follow=True).content.decode()

    return pressed


def row(who, on: date = ON, what: str = "Sign the contract") -> str:
    return next(item.key for item in desk.gather(who, on=on).others.rows if item.what.startswith(what))


def asked() -> list[str]:
    return list(Message.unscoped.filter(key__startswith="asked/").order_by("pk").values_list("to__name", flat=True))


def test_whoever_it_waits_for_gets_one_mail_a_day_whoever_presses(cast, press):
    ProposedContractFactory(cast=cast)
    page = press(cast.hr, row(cast.hr))
    assert "gets a mail: Sign the contract of Eve Executive. One a day at most." in page
    again = "was reminded today already: Sign the contract of Eve Executive. One mail a day at most."
    for who in (cast.hr, cast.director):
        page = press(who, row(who))
        assert again in page
        assert "gets a mail" not in page
    assert asked() == [cast.executive.name]
    press(cast.hr, row(cast.hr, ON + timedelta(days=1)), ON + timedelta(days=1))
    assert asked() == [cast.executive.name] * 2


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2004, 6, 29), "It is due by June 30, 2004."),
        (date(2004, 6, 30), "It is due by June 30, 2004."),
        (date(2004, 7, 1), "It was due by June 30, 2004."),
        (date(2005, 7, 1), "It was due by June 30, 2004."),
    ],
)
def test_what_is_over_was_due(cast, on, words):
    ProposedContractFactory(cast=cast)
    item = next(each for each in desk.gather(cast.hr, on=ON).others.rows if each.what.startswith("Sign the contract"))
    reminding.ask(item, by=cast.hr, on=on)
    assert words in Message.unscoped.get(key__startswith="asked/").text


def test_a_second_holder_of_the_office_is_told_although_the_first_was(cast, press):
    SubmittedNominationFactory(cast=cast)
    press(cast.hr, row(cast.hr, what="Review"))
    second = person("Rolf Reviewer")
    holds(second, "reviewer")
    assert "gets a mail" in press(cast.director, row(cast.director, what="Review"))
    assert asked() == [cast.reviewer.name, second.name]


def test_everybody_who_holds_the_office_is_told(cast, press):
    second = person("Rolf Reviewer")
    holds(second, "reviewer")
    SubmittedNominationFactory(cast=cast)
    press(cast.hr, row(cast.hr, what="Review"))
    assert asked() == [cast.reviewer.name, second.name]


def test_a_row_of_somebody_elses_desk_or_of_none_writes_nothing(cast, press):
    ProposedContractFactory(cast=cast)
    theirs = row(cast.hr)
    assert "waits for nobody any more" in press(cast.other_hr, theirs)
    assert "waits for nobody any more" in press(cast.hr, "0" * 20)
    assert "waits for nobody any more" in press(cast.hr, "")
    assert asked() == []


def test_the_mail_says_what_by_when_and_which_rule_and_no_salary(cast, press):
    contract = ProposedContractFactory(cast=cast)
    press(cast.hr, row(cast.hr))
    message = Message.unscoped.get(key__startswith="asked/")
    assert message.subject == "Waits for you: Sign the contract of Eve Executive"
    assert message.text == (
        "Hal Resources asks you: Sign the contract of Eve Executive.\n\nIt is due by June 30, 2004. Rule CO-CON-4."
    )
    assert message.path == contract.get_absolute_url()
    assert "9500" not in message.text.replace(",", "")


def test_the_button_stands_on_rows_that_wait_for_others_only(cast, client, settings):
    ProposedContractFactory(cast=cast)
    settings.TRAINING_DAY = ON
    for who, number in (("hr", 1), ("executive", 0)):
        client.force_login(getattr(cast, who))
        assert client.get(reverse("desk")).content.decode().count(reverse("ask")) == number


# --- everything that waits, also on its own page -------------------------------------------------------------------


def received_nowhere(cast):
    """The copy of a signed contract that DPA/DHR has not acknowledged."""
    return SignedContractFactory(cast=cast)


def returned(cast):
    """The contract whose copy DPA/DHR sent back."""
    return ReturnedCopyFactory(cast=cast).contract


WAITS = [
    # What waits, who looks, on which day, and to whom a mail then goes.
    (movement_rows.abroad, "hr", position_scenes.DAY, {"director"}),
    (removal_scenes.requested, "hr", position_scenes.DAY, {"personnel_director"}),
    (removal_scenes.fallen, "hr", position_scenes.DAY, {"personnel_director"}),
    (removal_scenes.asked, "reviewer", position_scenes.DAY, {"director"}),
    (notices_rows.proposed, "hr", notices_rows.JULY_1, {"reviewer", "personnel_director"}),
    (notice_scenes.draft, "hr", notice_scenes.DRAFTED, {"director"}),
    (notice_scenes.signed, "director", notice_scenes.SIGNED, {"hr", "executive"}),
    (notices_rows.on_may_1, "director", notices_rows.MAY_9, {"reviewer"}),
    (received_nowhere, "hr", date(2004, 6, 28), {"reviewer"}),
    (returned, "reviewer", date(2004, 6, 28), {"director", "hr"}),
]


NAMES = [each[0].__name__ for each in WAITS]


@pytest.mark.parametrize(("scene", "who", "day", "told"), WAITS, ids=NAMES)
def test_whoever_a_thing_waits_for_is_reminded_from_its_page(cast, client, settings, scene, who, day, told):
    settings.TRAINING_DAY = day
    thing = scene(cast)
    client.force_login(getattr(cast, who))
    page = client.get(thing.get_absolute_url()).content.decode()
    rows = re.findall(r'name="row" value="(\w+)"', page)
    assert rows
    for each in rows * 2:  # a second time on the same day writes nothing
        answer = client.post(reverse("ask"), {"row": each, "stay": "1"})
        assert answer.url.partition("#")[0] == thing.get_absolute_url()
    assert sorted(asked()) == sorted(getattr(cast, name).name for name in told)


@pytest.mark.parametrize(("scene", "who", "day"), [each[:3] for each in WAITS], ids=NAMES)
def test_who_only_reads_reminds_nobody(cast, client, settings, scene, who, day):
    settings.TRAINING_DAY = day
    thing = scene(cast)
    rows = [item.key for item in desk.gather(cast.auditor, on=day).others.rows]
    client.force_login(cast.auditor)
    for page in (reverse("desk"), thing.get_absolute_url()):
        assert reverse("ask") not in client.get(page).content.decode()
    for each in rows:
        client.post(reverse("ask"), {"row": each})
    assert asked() == []


def test_nobody_is_asked_to_deliver_the_notice_about_themselves(cast, press):
    holds(cast.executive, "hr", cast.agriculture)
    notice_scenes.signed(cast)
    press(cast.director, row(cast.director, notice_scenes.SIGNED, "Deliver the notice"), notice_scenes.SIGNED)
    assert asked() == [cast.hr.name]


def test_a_row_that_is_counted_with_others_is_found_from_its_page(cast, press, monkeypatch):
    monkeypatch.setattr(desk_parts, "MOST_OF_A_KIND", 0)
    ProposedContractFactory(cast=cast)
    (item,) = desk.gather(cast.hr, on=ON).others.everything
    (shown,) = desk.gather(cast.hr, on=ON).others.rows
    assert (shown.what, shown.asked) == ("Sign 1 contracts", None)
    press(cast.hr, item.key)
    assert asked() == [cast.executive.name]
