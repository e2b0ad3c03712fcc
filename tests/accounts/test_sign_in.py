"""Signing in: who gets in, who is kept out, and where one lands."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings as project
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests.accounts.conftest import Visitor
from tests.cast import PASSWORD

WRONG = "not the password at all"


def page(response) -> str:
    return response.content.decode()


def test_the_right_password_opens_the_desk(cast, visitor):
    assert visitor.sign_in(cast.hr.email).headers["Location"] == reverse("desk")
    assert visitor.is_in


def test_letters_of_the_mail_address_may_be_large_or_small(cast, visitor):
    visitor.sign_in(cast.hr.email.upper())
    assert visitor.is_in


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(cast, visitor):
    wrong = visitor.sign_in(cast.hr.email, WRONG)
    unknown = visitor.sign_in("nobody@example.org", WRONG)
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    said = "The email address and/or password you specified are not correct."
    assert said in page(wrong)
    assert said in page(unknown)


def test_a_disabled_person_is_told_no_more_than_anybody(cast, visitor):
    type(cast.hr).objects.filter(pk=cast.hr.pk).update(is_active=False)
    visitor.sign_in(cast.hr.email)
    assert not visitor.is_in


def test_after_five_wrong_passwords_even_the_right_one_does_not_open(cast, visitor):
    answers = [visitor.sign_in(cast.hr.email, WRONG) for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "Too many tries" in page(answers[-1])
    assert "Too many tries" in page(visitor.sign_in(cast.hr.email))
    assert not visitor.is_in


def test_a_lockout_is_of_one_address_from_one_place(cast, visitor):
    for _ in range(5):
        visitor.sign_in(cast.hr.email, WRONG)
    elsewhere, other = Visitor("198.51.100.9"), Visitor("192.0.2.1")
    elsewhere.sign_in(cast.hr.email)
    other.sign_in(cast.director.email)
    assert elsewhere.is_in or "login attempts" in page(elsewhere.sign_in(cast.hr.email))
    assert other.is_in


def test_a_lockout_ends_by_itself(cast, visitor):
    for _ in range(5):
        visitor.sign_in(cast.hr.email, WRONG)
    with time_machine.travel(timezone.now() + timedelta(minutes=16), tick=True):
        visitor.sign_in(cast.hr.email)
        assert visitor.is_in


def test_a_right_password_forgets_the_wrong_ones(cast):
    for _ in range(3):
        visitor = Visitor()
        for _ in range(3):
            visitor.sign_in(cast.hr.email, WRONG)
        visitor.sign_in(cast.hr.email)
        assert visitor.is_in


def test_writing_the_address_another_way_does_not_get_more_tries(cast, visitor):
    ways = [cast.hr.email, cast.hr.email.upper(), cast.hr.email.title(), f" {cast.hr.email}", f"{cast.hr.email} "]
    answers = [visitor.sign_in(way, WRONG).status_code for way in ways]
    assert answers[-1] == 429


@pytest.mark.parametrize(
    ("asked", "landed"),
    [
        ("/law/", "/law/"),
        ("/law/?on=2004-09-01", "/law/?on=2004-09-01"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("https:///elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http://testserver@elsewhere.example/", "/"),
    ],
)
def test_after_signing_in_one_lands_on_this_site(cast, visitor, asked, landed):
    assert visitor.sign_in(cast.hr.email, next=asked).headers["Location"] == landed


def test_a_session_that_was_there_before_is_not_the_one_that_is_signed_in(cast):
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[project.SESSION_COOKIE_NAME] = before = session.session_key
    client.post(reverse("account_login"), {"login": cast.hr.email, "password": PASSWORD})
    assert client.cookies[project.SESSION_COOKIE_NAME].value != before


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(cast, visitor):
    cookie = visitor.sign_in(cast.hr.email).cookies[project.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_asking_for_the_page_signs_nobody_out(cast, visitor):
    visitor.sign_in(cast.hr.email)
    visitor.client.get(reverse("account_logout"))
    assert visitor.is_in
    visitor.client.post(reverse("account_logout"))
    assert not visitor.is_in


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_confirm_email",
        "account_email_verification_sent",
        "account_request_login_code",
        "account_set_password",
        "socialaccount_connections",
    ],
)
def test_what_the_program_does_not_use_is_not_served(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["/account/signup/", "/account/email/", "/account/", "/account/login/code/"])
def test_no_guessed_address_signs_anybody_up(cast, visitor, path):
    assert visitor.client.get(path).status_code == 404
    assert visitor.client.post(path, {"email": "new@example.org", "password1": PASSWORD}).status_code == 404


def test_the_technical_pages_have_no_sign_in_of_their_own(cast, visitor):
    cast.stranger.is_superuser = cast.stranger.is_staff = True
    cast.stranger.save()
    answer = visitor.client.post("/admin/login/", {"username": cast.stranger.email, "password": PASSWORD})
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert not visitor.is_in
