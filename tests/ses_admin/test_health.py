"""Whether the installation is well: for monitors, in words, and without a word about people."""

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import timezone

from records.mail import send_message
from records.models import Message
from ses_admin import nightly
from tests.cast import person
from tests.servers import free_port


def asked(client) -> tuple[int, dict]:
    response = client.get(reverse("healthz"))
    told = response.json()
    assert response["Cache-Control"].startswith("max-age=0")
    return response.status_code, {name: check["words"] for name, check in told["checks"].items() if not check["well"]}


@pytest.fixture
def waiting(db):
    """A message that waits."""
    return send_message(to=person("Rhea Reader"), subject="Hello", text="Hello.", key="hello")


def test_a_sound_installation_is_well_and_needs_no_sign_in(db, client):
    assert asked(client) == (200, {})


def test_a_message_that_was_just_written_is_no_trouble(waiting, client):
    assert asked(client) == (200, {})


def test_messages_that_nobody_sends_mean_that_the_job_runner_is_not_working(waiting, client):
    Message.unscoped.update(written_at=timezone.now() - timedelta(minutes=16))
    status, wrong = asked(client)
    assert status == 503
    assert wrong == {"jobs": "1 message waits longer than 15 minutes: the job runner is not working."}


def test_messages_that_are_tried_again_or_go_to_nobody_are_no_trouble_of_the_job_runner(waiting, client):
    long_ago = timezone.now() - timedelta(hours=5)
    Message.unscoped.update(written_at=long_ago, tries=3, last_trouble="Mailbox full")
    assert asked(client) == (200, {})
    Message.unscoped.update(tries=0)
    type(waiting.to).objects.update(is_active=False)
    assert asked(client) == (200, {})


@pytest.mark.django_db(transaction=True)
def test_a_missing_migration_is_told(client):
    call_command("migrate", "accounts", "0001", verbosity=0)
    try:
        status, wrong = asked(client)
    finally:
        call_command("migrate", verbosity=0)
    assert status == 503
    assert "Run manage.py migrate." in wrong["migrations"]


def test_a_missing_job_folder_is_told(db, client, settings, tmp_path):
    settings.REDIS_URL = ""
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_out": str(tmp_path / "gone")}
    status, wrong = asked(client)
    assert (status, wrong) == (503, {"broker": "The job folder is missing."})


def test_a_broker_that_does_not_answer_is_told_and_soon(db, client, settings):
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
    started = time.monotonic()
    status, wrong = asked(client)
    assert time.monotonic() - started < 10
    assert (status, wrong) == (503, {"broker": "The broker does not answer; mail and seals wait until it does."})


def test_a_database_that_does_not_answer_is_told_without_a_trace(db, client, monkeypatch):
    def no_answer(*args, **kwargs):
        raise OperationalError("could not connect to server: password=hunter2")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", no_answer)
        response = client.get(reverse("healthz"))
    assert response.status_code == 503
    assert response.json()["checks"]["database"]["words"] == "The database does not answer."
    assert "hunter2" not in response.content.decode()


NOON = datetime(2027, 7, 9, 12, tzinfo=ZoneInfo("America/Denver"))


@pytest.mark.parametrize(("number", "well"), [(9, True), (8, False), (5, False)])
def test_nights_that_are_not_run_are_told(db, client, number, well):
    nightly.run(date(2027, 7, number), at=NOON.replace(day=number, hour=0, minute=5))
    with time_machine.travel(NOON, tick=False):
        status, wrong = asked(client)
    words = f"The last night that was run is that of July {number}, 2027: "
    words += "the nights since wait for the job runner and its scheduler."
    assert (status, wrong) == ((200, {}) if well else (503, {"nights": words}))


@pytest.mark.parametrize(("hours", "well"), [(25, True), (27, False)])
def test_a_site_whose_job_runner_was_never_started_is_told_after_a_day(db, client, hours, well):
    MigrationRecorder(connection).migration_qs.update(applied=timezone.now() - timedelta(hours=hours))
    status, wrong = asked(client)
    words = "No night was ever run: the job runner or its scheduler is not working."
    assert (status, wrong) == ((200, {}) if well else (503, {"nights": words}))


def test_the_page_of_the_site_says_that_the_nights_are_not_well(client, cast):
    long_ago = timezone.now() - timedelta(days=4)
    nightly.run(timezone.localdate() - timedelta(days=4), at=long_ago)
    client.force_login(cast.administrator)
    text = client.get(reverse("site")).content.decode()
    assert "not well" in text
    assert "wait for the job runner and its scheduler" in text
