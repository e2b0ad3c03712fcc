"""The administrator's pages: what was typed is kept, what happened is said."""

from datetime import date

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, User
from tests.authenticator import app_of
from tests.cast import PASSWORD, holds, person

ON = date(2004, 9, 1)


@pytest.fixture
def administrator(cast, client, settings):
    """A browser in which the administrator is signed in."""
    settings.TRAINING_DAY = ON
    client.force_login(cast.administrator)
    return client


def said(response) -> str:
    """What the page after the act says about it."""
    return " ".join(str(message) for message in response.context["messages"])


def page(client, name: str, *args, **query) -> str:
    return client.get(reverse(f"accounts:{name}", args=args), query).content.decode()


def post(client, name: str, pk: int, **data):
    return client.post(reverse(f"accounts:{name}", args=[pk]), data, follow=True)


def test_people_are_found_by_name_office_and_department(cast, administrator):
    assert "Hal Resources" in page(administrator, "offices")
    by_name = page(administrator, "offices", q="HAL.RES")
    assert "Hal Resources" in by_name
    assert "Dana Director" not in by_name
    by_office = page(administrator, "offices", office="hr")
    assert "Otto Resources" in by_office
    assert "Dana Director" not in by_office
    by_department = page(administrator, "offices", office="hr", department="agriculture")
    assert "Hal Resources" in by_department
    assert "Otto Resources" not in by_department
    assert "Nobody fits what is chosen." in page(administrator, "offices", q="nobody of this name")


def test_the_list_is_of_a_day(cast, administrator):
    holds(cast.stranger, "auditor", starts_on=date(2005, 1, 1))
    assert "Stan Stranger" not in page(administrator, "offices", office="auditor")
    assert "Stan Stranger" in page(administrator, "offices", office="auditor", on="2005-01-01")


def test_the_list_asks_few_questions_however_many_people_there_are(cast, administrator):
    for number in range(60):
        holds(person(f"Person Number{number}"), "hr", cast.revenue)
    with CaptureQueriesContext(connection) as asked:
        page(administrator, "offices", per_page="100")
    assert len(asked) <= 12


def test_a_person_whose_address_is_taken_is_not_entered_and_what_was_typed_is_kept(cast, administrator):
    taken = administrator.post(
        reverse("accounts:add_person"), {"name": "Second Hal", "email": "hal.resources@example.org"}
    ).content.decode()
    assert "There is already a person with the mail address hal.resources@example.org." in taken
    assert 'value="Second Hal"' in taken
    assert mail.outbox == []


def test_when_the_mail_cannot_be_sent_the_person_is_entered_and_the_administrator_told(cast, administrator, settings):
    settings.EMAIL_BACKEND = "tests.records.test_mail.Unreachable"
    answer = administrator.post(
        reverse("accounts:add_person"), {"name": "Nora Newcomer", "email": "nora@example.org"}, follow=True
    )
    assert "could not be sent. Try again from the person's page." in said(answer)
    assert User.objects.filter(email="nora@example.org").exists()


def test_an_office_is_recorded_and_shown(cast, administrator):
    answer = post(
        administrator,
        "record_office",
        cast.stranger.pk,
        office="hr",
        department=cast.agriculture.pk,
        starts_on="2004-09-01",
        is_acting="on",
    )
    assert said(answer) == (
        "Recorded: Stan Stranger is Acting department HR, Agriculture. They get a message about it."
    )
    assert "Recorded Stan Stranger as Acting department HR, Agriculture" in answer.content.decode()


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"office": "hr", "starts_on": "2004-09-01"}, "This office is held in a department: choose which."),
        ({"office": "auditor", "starts_on": "2004-09-01", "ends_on": "2004-08-01"}, "cannot be before the first day"),
        ({"office": "auditor", "starts_on": "tomorrow"}, "Write the month, day and year"),
        ({"office": "emperor", "starts_on": "2004-09-01"}, "emperor"),
        ({"office": "employee", "starts_on": "2004-09-01"}, "employee"),
        ({"starts_on": "2004-09-01"}, "Fill this in."),
    ],
)
def test_an_office_that_makes_no_sense_is_refused_beside_the_field(cast, administrator, terms, words):
    answer = post(administrator, "record_office", cast.stranger.pk, **terms)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Membership.unscoped.filter(user=cast.stranger).exists()


def test_a_second_director_is_refused_and_what_was_typed_is_kept(cast, administrator):
    answer = post(
        administrator,
        "record_office",
        cast.stranger.pk,
        office="director",
        department=cast.agriculture.pk,
        starts_on="2004-09-15",
    ).content.decode()
    assert "Dana Director is Department director, Agriculture on some of these days." in answer
    assert 'value="2004-09-15"' in answer


def test_a_last_day_is_set(cast, administrator):
    held = Membership.unscoped.get(user=cast.hr)
    answer = post(administrator, "end_office", held.pk, ends_on="2004-09-30")
    assert "signed out everywhere" in said(answer)
    assert "September 30, 2004" in answer.content.decode()


@pytest.mark.parametrize(
    ("day", "words"), [("", "Fill this in."), ("soon", "Write the month"), ("1999-01-01", "withdraw it")]
)
def test_a_last_day_that_makes_no_sense_is_refused_with_words(cast, administrator, day, words):
    held = Membership.unscoped.get(user=cast.hr)
    assert words in said(post(administrator, "end_office", held.pk, ends_on=day))
    held.refresh_from_db()
    assert held.ends_on is None


def test_what_cannot_be_done_to_oneself_is_not_offered(cast, administrator):
    own = page(administrator, "person", cast.administrator.pk)
    assert "Disable the sign-in" not in own
    assert "Record an office" not in own
    other = page(administrator, "person", cast.hr.pk)
    assert "Disable the sign-in" in other
    assert "Remove the second step" not in other
    app_of(cast.hr)
    assert "Remove the second step" in page(administrator, "person", cast.hr.pk)


def test_a_hostile_name_is_shown_as_letters(cast, administrator):
    cast.stranger.name = "<script>alert(1)</script>"
    cast.stranger.save()
    for shown in (page(administrator, "offices"), page(administrator, "person", cast.stranger.pk)):
        assert "<script>alert(1)</script>" not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_extra_fields_change_nothing_else(cast, administrator):
    post(
        administrator,
        "record_office",
        cast.stranger.pk,
        office="auditor",
        starts_on="2004-09-01",
        state="withdrawn",
        user=cast.administrator.pk,
        is_superuser="on",
    )
    held = Membership.unscoped.get(user=cast.stranger)
    assert (held.office, held.state) == ("auditor", "recorded")
    assert not User.objects.filter(is_superuser=True).exists()


def test_my_page_tells_my_offices_and_how_i_sign_in(cast, client, settings):
    settings.TRAINING_DAY = ON
    client.post(reverse("account_login"), {"login": cast.hr.email, "password": PASSWORD})
    own = client.get(reverse("accounts:me")).content.decode()
    assert "Department HR, Agriculture" in own
    assert "July 1, 2003" in own
    assert "Off. With it, a stolen password alone opens nothing." in own
    app_of(cast.hr)
    assert "Second step and recovery codes" in client.get(reverse("accounts:me")).content.decode()
