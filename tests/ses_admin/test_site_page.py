"""The administrator's page of the site: whether the nightly job runs, and the training clock."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.acting import StepRefused
from positions.models import NightlyRun
from records import training
from records.models import Event
from records.today import today, training_file
from ses_admin import nightly
from tests.factories import at

DAY = date(2027, 6, 29)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks(execute=True)


def test_the_site_takes_the_day_for_today_that_the_administrator_sets(cast, committed):
    with committed:
        training.set_day(DAY, by=cast.administrator, on=today())
    assert today() == DAY
    event = Event.unscoped.order_by("-number").first()
    assert (event.actor, event.words) == (cast.administrator, "Set the site's day to June 29, 2027")


def test_the_clock_goes_back_to_the_real_day(cast, django_capture_on_commit_callbacks):
    real = today()
    for day in (DAY, None):
        with django_capture_on_commit_callbacks(execute=True):
            training.set_day(day, by=cast.administrator, on=today())
    assert today() == real


def test_the_job_obeys_the_clock(cast, committed):
    with committed:
        training.set_day(DAY, by=cast.administrator, on=today())
    nightly.catch_up()
    assert NightlyRun.objects.get().day == DAY


@pytest.mark.parametrize("who", ["hr", "director", "reviewer", "personnel_director", "auditor", "stranger"])
def test_nobody_but_the_administrator_sets_the_clock(cast, who):
    with pytest.raises(StepRefused):
        training.set_day(DAY, by=getattr(cast, who), on=today())
    assert not training_file().exists()


@pytest.mark.parametrize(
    ("day", "goes"), [(date(2004, 4, 30), False), (date(2004, 5, 1), True), (date(2004, 5, 2), True)]
)
def test_no_day_before_the_rules_begin(cast, day, goes):
    if goes:
        training.set_day(day, by=cast.administrator, on=today())
    else:
        with pytest.raises(StepRefused, match="The rules begin on May 1, 2004"):
            training.set_day(day, by=cast.administrator, on=today())


def test_production_has_no_training_clock(cast, settings):
    training_file().write_text(DAY.isoformat())
    settings.PRODUCTION = True
    assert today() != DAY
    with pytest.raises(StepRefused, match="no training clock"):
        training.set_day(DAY, by=cast.administrator, on=today())


def test_a_file_that_is_no_day_changes_nothing(db):
    real = today()
    training_file().write_text("tomorrow")
    assert today() == real


def test_every_page_says_the_training_day(client, cast, committed):
    with committed:
        training.set_day(DAY, by=cast.administrator, on=today())
    client.force_login(cast.hr)
    for name in ("desk", "law", "deadlines"):
        assert "This site takes today to be June 29, 2027." in client.get(reverse(name)).content.decode()


def test_the_page_sets_the_clock(client, cast, committed):
    client.force_login(cast.administrator)
    with committed:
        response = client.post(reverse("set_clock"), {"day": "2027-06-29"}, follow=True)
    assert "The site takes today to be June 29, 2027." in response.content.decode()


def test_the_page_says_what_the_last_nights_did(client, cast):
    nightly.run(today(), at=at(today()))
    client.force_login(cast.administrator)
    text = client.get(reverse("site")).content.decode()
    assert f"{today():%B} {today().day}, {today().year}" in text


@pytest.mark.parametrize(("has_run", "told"), [(True, False), (False, True)])
def test_dpa_sees_on_the_desk_that_the_job_has_not_run(client, cast, has_run, told):
    if has_run:
        nightly.catch_up()
    client.force_login(cast.reviewer)
    assert ("The nightly job has not run for 26 hours" in client.get(reverse("desk")).content.decode()) is told
