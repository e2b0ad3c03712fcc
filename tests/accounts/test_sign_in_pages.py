"""What a person sees on the way in, and where there is nothing to see."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.template import RequestContext, Template
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD


def page(response):
    return response.content.decode()


def heading(response):
    return re.search(r"<h1>\s*(.*?)\s*</h1>", page(response), re.DOTALL).group(1)


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    """The sign-in library counts tries in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def visitor(db):
    return Client()


@pytest.fixture
def director(cast):
    client = Client()
    client.post(reverse("account_login"), {"login": cast.director.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("account_login", "Sign in"),
        ("account_reset_password", "Set a new password"),
        ("account_reset_password_done", "Look in your mail"),
        ("account_reset_password_from_key_done", "Your password is changed"),
        ("account_inactive", "This account is closed"),
    ],
)
def test_pages_for_people_who_are_not_signed_in(visitor, name, said):
    response = visitor.get(reverse(name))
    assert response.status_code == 200
    assert heading(response) == said
    assert f"<title>{said} | SES Admin</title>" in page(response)
    assert '<html lang="en">' in page(response)
    assert "Skip to the main content" in page(response)
    assert "Sign out" not in page(response)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("account_logout", "Sign out"),
        ("account_change_password", "Change my password"),
        ("account_reauthenticate", "Is it still you?"),
        ("mfa_index", "Second step at sign-in"),
    ],
)
def test_pages_for_people_who_are_signed_in(director, name, said):
    response = director.get(reverse(name))
    assert response.status_code == 200
    assert heading(response) == said
    assert "Dana Director" in page(response)


def test_the_secret_of_an_authenticator_app_is_drawn_inside_the_page(director):
    set_up = director.get(reverse("mfa_activate_totp"), follow=True)
    assert heading(set_up) == "Is it still you?"
    set_up = director.post(set_up.request["PATH_INFO"] + "?" + set_up.request["QUERY_STRING"], {"password": PASSWORD})
    html = page(director.get(set_up.url))
    assert "Set up an authenticator app" in html
    assert re.search(r'<svg role="img" aria-label="A picture that holds the secret[^"]*"', html)
    assert "data:image" not in html
    assert "<?xml" not in html


def test_signing_out_is_one_button_on_every_page(director):
    html = page(director.get(reverse("law")))
    form = re.search(rf'<form method="post" action="{reverse("account_logout")}".*?</form>', html, re.DOTALL).group(0)
    assert "csrfmiddlewaretoken" in form and ">Sign out</button>" in form


def test_a_refused_sign_in_says_what_is_wrong_and_keeps_the_address(visitor):
    response = visitor.post(reverse("account_login"), {"login": "nobody@example.org", "password": "not this one"})
    html = page(response)
    assert response.status_code == 200
    assert "ses-error-summary" in html
    assert 'value="nobody@example.org"' in html
    assert "not this one" not in html


def test_nobody_is_offered_a_sign_in_outside_the_demonstration(visitor):
    assert "Demonstration sign-ins" not in page(visitor.get(reverse("account_login")))


def test_a_demonstration_sign_in_is_one_click(rf):
    person = {"office": "Department HR", "name": "Dana Ortiz", "email": "dana@example.org", "department": "Agriculture"}
    html = Template('{% include "account/_demonstration_sign_ins.html" %}').render(
        RequestContext(rf.get("/"), {"demonstration_sign_ins": [person], "demonstration_password": "open sesame"}, [])
    )
    assert f'action="{reverse("account_login")}"' in html
    assert '<input type="hidden" name="login" value="dana@example.org">' in html
    assert 'Sign in<span class="usa-sr-only"> as Dana Ortiz, Department HR</span>' in html


def test_a_forgotten_password_is_set_anew_by_mail(visitor, cast):
    visitor.post(reverse("account_reset_password"), {"email": cast.director.email})
    (message,) = mail.outbox
    assert "Choose a new password" in message.subject
    assert "If neither is so, do nothing" in message.body
    address = re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)
    response = visitor.get(address, follow=True)
    assert heading(response) == "Choose a new password"
    chosen = {"password1": "a wholly different phrase", "password2": "a wholly different phrase"}
    response = visitor.post(response.request["PATH_INFO"], chosen, follow=True)
    assert heading(response) == "Your password is changed"
    cast.director.refresh_from_db()
    assert cast.director.check_password("a wholly different phrase")
    assert heading(visitor.get(address, follow=True)) == "This link no longer works"


@pytest.mark.parametrize("status", ["400", "403_csrf", "500"])
def test_error_pages_stand_without_a_request(status):
    html = render_to_string(f"{status}.html")
    assert re.search(r"<h1>[^<]+</h1>", html)
    assert '<html lang="en">' in html
    assert "/static/css/plain.css" in html


def test_a_page_that_is_not_there_is_told_the_same_to_everybody(director, visitor):
    for client in (director, visitor):
        response = client.get("/no/such/page/")
        assert response.status_code in (302, 404)
    response = director.get("/no/such/page/")
    assert response.status_code == 404
    assert heading(response) == "There is no such page"


def test_a_form_without_its_token_is_told_to_load_the_page_again(db):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x", "password": "y"})
    assert response.status_code == 403
    assert heading(response) == "This page waited too long"


def test_too_many_wrong_passwords_close_the_door_in_words(visitor, cast, settings):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = visitor.post(reverse("account_login"), {"login": cast.director.email, "password": "wrong password"})
    assert response.status_code == 429
    assert heading(response) == "Too many tries"
    assert "set a new password" in page(response)
