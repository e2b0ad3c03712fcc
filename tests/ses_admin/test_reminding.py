"""The button beside what waits for others: one mail a day for each row, to whoever it waits for."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from records.models import Message
from ses_admin import desk
from tests.cast import holds, person
from tests.factories import ProposedContractFactory, SubmittedNominationFactory

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
    press(cast.hr, row(cast.hr))
    press(cast.director, row(cast.director))
    assert asked() == [cast.executive.name]
    press(cast.hr, row(cast.hr, ON + timedelta(days=1)), ON + timedelta(days=1))
    assert asked() == [cast.executive.name] * 2


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
