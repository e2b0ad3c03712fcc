"""The administrator's page of the site: whether the nightly job runs, and the training clock."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.acting import StepRefused
from positions.models import NightlyRun
from records import training
from records.models import Event
from records.today import nights_file, nights_run_ahead, today, training_file
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


# --- the job is behind ------------------------------------------------------------------------------------------------

BEHIND = "The nightly job is behind"
JULY_9, JULY_12 = date(2027, 7, 9), date(2027, 7, 12)


@pytest.mark.parametrize("who", ["reviewer", "personnel_director", "auditor", "administrator", "hr", "executive"])
@pytest.mark.parametrize("has_run", [True, False])
def test_who_sees_on_the_desk_that_the_job_does_not_run(client, cast, who, has_run):
    if has_run:
        nightly.catch_up()
    client.force_login(getattr(cast, who))
    told = BEHIND in client.get(reverse("desk")).content.decode()
    assert told is (not has_run and who not in ("hr", "executive"))


@pytest.mark.parametrize(("today", "told"), [(JULY_9, False), (date(2027, 7, 10), True), (JULY_12, True)])
def test_a_clock_that_was_moved_on_without_a_job_runner_is_told(client, cast, settings, today, told):
    settings.TRAINING_DAY = JULY_9
    nightly.catch_up()
    settings.TRAINING_DAY = today
    for who, name in ((cast.reviewer, "desk"), (cast.administrator, "desk"), (cast.administrator, "site")):
        client.force_login(who)
        assert (BEHIND in client.get(reverse(name)).content.decode()) is told
    assert ("the last night that was run is that of July 9, 2027" in site_page(client, cast)) is told


def site_page(client, cast) -> str:
    client.force_login(cast.administrator)
    return client.get(reverse("site")).content.decode()


def set_clock(client, cast, committing, **typed) -> str:
    client.force_login(cast.administrator)
    with committing(execute=True):
        answer = client.post(reverse("set_clock"), typed)
    return (client.get(answer.url) if answer.status_code == 302 else answer).content.decode()


@pytest.fixture
def run_to_july_12(client, cast, django_capture_on_commit_callbacks):
    """The clock was set to July 12, 2027, and the job ran that night."""
    set_clock(client, cast, django_capture_on_commit_callbacks, day="2027-07-12")
    nightly.catch_up()


def test_where_the_nights_are_ahead_it_is_said_before_a_day_is_chosen(client, cast, run_to_july_12):
    text = site_page(client, cast)
    assert (
        "The last night that was run is that of July 12, 2027: on a day before July 13, 2027 no night is run." in text
    )
    assert "The clock was put back" not in text


@pytest.mark.parametrize("typed", [{"day": "2027-07-09"}, {"real_day": "yes"}])
def test_a_clock_that_was_put_back_says_from_when_on_nights_are_run_again(
    client, cast, run_to_july_12, django_capture_on_commit_callbacks, typed
):
    text = set_clock(client, cast, django_capture_on_commit_callbacks, **typed)
    assert "The nights up to July 12, 2027 were run already; the next night that will be run is July 13, 2027." in text
    assert "The nights up to it are run by the job" not in text
    assert BEHIND not in text
    assert "The next night that will be run is that of July 13, 2027." in text
    bar = "The nights up to July 12, 2027 were run already; no night is run until the clock passes that day."
    for who in (cast.hr, cast.administrator):
        client.force_login(who)
        assert bar in client.get(reverse("law")).content.decode()
    assert nightly.catch_up() == 0
    text = set_clock(client, cast, django_capture_on_commit_callbacks, day="2027-07-13")
    assert "The nights up to it are run by the job." in text
    assert "The clock was put back" not in text
    assert nightly.catch_up() == 1


@pytest.mark.parametrize("typed", ["", " ", "02/30/2027", "2027-02-30", "07/2027"])
def test_half_a_day_or_one_that_does_not_exist_changes_nothing(
    client, cast, run_to_july_12, django_capture_on_commit_callbacks, typed
):
    """A browser sends an empty box for a date that is not complete."""
    events = Event.unscoped.count()
    text = set_clock(client, cast, django_capture_on_commit_callbacks, day=typed)
    assert today() == JULY_12
    assert Event.unscoped.count() == events
    assert "usa-error-message" in text
    assert "The site" not in text.split("<h1")[0]


def test_production_has_no_bar_of_nights_ahead(settings):
    nights_file().write_text("2027-07-12")
    assert nights_run_ahead(on=JULY_9) == JULY_12
    settings.PRODUCTION = True
    assert nights_run_ahead(on=JULY_9) is None
