"""The authenticator app of somebody in a test, and the time at which its code does not change between two lines."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import time_machine
from allauth.mfa import app_settings
from allauth.mfa.totp.internal import auth as totp

PERIOD = app_settings.TOTP_PERIOD  # seconds


def app_of(user) -> str:
    """Set up an authenticator app for this person; its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_of(secret: str, *, periods: int = 0) -> str:
    """What the app shows now, or some periods of thirty seconds from now."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // PERIOD + periods))


@contextmanager
def early_in_a_period() -> Iterator[None]:
    """The clock a second after the app's code changed: a code that is read now is still good when it is given."""
    with time_machine.travel(time.time() // PERIOD * PERIOD + 1, tick=True):
        yield
