"""What a person sees when something is not there, not theirs, or went wrong: words, and no trace."""

import re

import pytest
from django.conf import settings as project
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.views import defaults

from tests.cast import PASSWORD


def test_a_page_that_is_not_there(cast, client):
    client.force_login(cast.hr)
    for answer in (client.get("/nowhere/"), client.get("/contracts/999999/"), Client().get("/nowhere/")):
        assert answer.status_code == 404
        assert "There is no such page" in answer.content.decode()


def test_absent_and_not_yours_get_the_same_answer(cast, client):
    client.force_login(cast.hr)
    absent = client.get(reverse("accounts:person", args=[999999]))
    not_yours = client.get(reverse("accounts:person", args=[cast.director.pk]))
    assert (absent.status_code, not_yours.status_code) == (404, 404)
    token = re.compile(rb"[A-Za-z0-9]{64}")  # of the form to sign out: another one on every page
    assert token.sub(b"", absent.content) == token.sub(b"", not_yours.content)


def test_a_form_that_waited_too_long(cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("account_login"), {"login": cast.hr.email, "password": PASSWORD})
    assert answer.status_code == 403
    assert "This page waited too long" in answer.content.decode()


def test_a_host_that_is_not_ours(client):
    answer = client.get("/account/login/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "This request could not be read" in answer.content.decode()


def test_something_that_went_wrong_on_our_side(rf):
    answer = defaults.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


@pytest.mark.parametrize("trouble", [OperationalError, InterfaceError])
def test_a_database_that_does_not_answer_is_told_in_words_and_comes_back_by_itself(cast, monkeypatch, trouble):
    client = Client(raise_request_exception=False)
    client.force_login(cast.hr)

    def no_answer(*args, **kwargs):
        raise trouble("could not connect to server: password=hunter2")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", no_answer)
        answers = [client.get("/"), client.post("/ask/"), client.get("/contracts/")]
    for answer in answers:
        assert answer.status_code == 503
        assert answer["Retry-After"]
        text = answer.content.decode()
        assert "The records do not answer just now" in text
        assert "Traceback" not in text
        assert "hunter2" not in text
    assert client.get("/").status_code == 200


def test_a_mistake_of_the_program_is_not_taken_for_the_database(cast, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(cast.hr)

    def mistaken(*args, **kwargs):
        raise ValueError("hunter2")

    with monkeypatch.context() as broken:
        broken.setattr(connection, "cursor", mistaken)
        answer = client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.content.decode()
    assert "hunter2" not in answer.content.decode()


def test_every_answer_carries_its_headers(cast, client):
    client.force_login(cast.hr)
    for path in ("/", "/nowhere/", "/law/", "/healthz"):
        answer = client.get(path)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe-inline" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Referrer-Policy"] == project.SECURE_REFERRER_POLICY
        assert "camera=()" in answer["Permissions-Policy"]
