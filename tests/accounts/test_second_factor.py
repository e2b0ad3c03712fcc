"""The second step at sign-in: a code that is missing, wrong, used, old or somebody else's opens nothing."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse
from django.utils import timezone

from tests.accounts.conftest import Visitor
from tests.authenticator import app_of, code_of, early_in_a_period


@pytest.fixture
def secret(cast):
    """The secret of the director's app."""
    with early_in_a_period():
        yield app_of(cast.director)


@pytest.fixture
def waiting(cast, secret, visitor):
    """The director has given the password and is asked for the code."""
    answer = visitor.sign_in(cast.director.email)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    return visitor


def test_the_code_of_the_app_opens(waiting, secret):
    assert waiting.give_code(code_of(secret)).headers["Location"] == reverse("desk")
    assert waiting.is_in


def test_the_password_alone_opens_nothing(waiting):
    assert not waiting.is_in
    assert waiting.client.get(reverse("mfa_index")).status_code == 302


@pytest.mark.parametrize("code", [None, "", " ", "000000", "1234567", "abcdef", "１２３４５６", "0" * 5000])
def test_a_code_that_is_none_opens_nothing(waiting, code):
    assert waiting.give_code(code).status_code == 200
    assert not waiting.is_in


def test_somebody_elses_code_opens_nothing(cast, waiting):
    others = app_of(cast.hr)
    waiting.give_code(code_of(others))
    assert not waiting.is_in


def test_a_code_is_used_once(cast, waiting, secret):
    code = code_of(secret)
    waiting.give_code(code)
    again = Visitor()
    again.sign_in(cast.director.email)
    again.give_code(code)
    assert not again.is_in


@pytest.mark.parametrize("periods", [-4, -2, 2, 4])
def test_an_old_code_or_one_of_later_opens_nothing(waiting, secret, periods):
    waiting.give_code(code_of(secret, periods=periods))
    assert not waiting.is_in


def test_guessing_codes_is_stopped(waiting, secret):
    for guess in range(10):
        waiting.give_code(f"{guess:06d}")
    waiting.give_code(code_of(secret))
    assert not waiting.is_in


def test_the_question_for_the_code_does_not_stay_open_for_ever(waiting, secret):
    with time_machine.travel(timezone.now() + timedelta(minutes=20), tick=True):
        waiting.give_code(code_of(secret))
        assert not waiting.is_in


def test_a_recovery_code_opens_once(cast, waiting):
    codes = RecoveryCodes.activate(cast.director)
    code = codes.get_unused_codes()[0]
    waiting.give_code(code)
    assert waiting.is_in
    again = Visitor()
    again.sign_in(cast.director.email)
    again.give_code(code)
    assert not again.is_in


def test_the_secret_is_not_readable_in_the_database(cast, secret):
    stored = Authenticator.objects.get(user=cast.director)
    assert secret not in str(stored.data)


def test_the_secret_can_be_read_after_the_key_of_the_site_is_changed(waiting, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of this installation, long enough for it"
    waiting.give_code(code_of(secret))
    assert waiting.is_in


def test_setting_up_and_turning_off_ask_who_one_is_first(cast, visitor, secret):
    visitor.client.force_login(cast.director)
    for name in ("mfa_deactivate_totp", "mfa_generate_recovery_codes"):
        answer = visitor.client.post(reverse(name))
        assert answer.status_code == 302
        assert "reauthenticate" in answer.headers["Location"]
    assert Authenticator.objects.filter(user=cast.director).exists()
