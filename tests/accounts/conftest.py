"""What stories of signing in begin with."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD

SIGN_IN, DESK = "account_login", "desk"


class Visitor:
    """Somebody at a browser of their own."""

    def __init__(self, address: str = "192.0.2.1") -> None:
        self.client = Client(REMOTE_ADDR=address)

    def sign_in(self, email: str, password: str = PASSWORD, **more):
        """Give a mail address and a password."""
        return self.client.post(reverse(SIGN_IN), {"login": email, "password": password, **more})

    def give_code(self, code: str | None):
        """Answer the question for the second step."""
        return self.client.post(reverse("mfa_authenticate"), {} if code is None else {"code": code})

    @property
    def is_in(self) -> bool:
        """Whether the desk opens."""
        return self.client.get(reverse(DESK)).status_code == 200


@pytest.fixture
def visitor(db):
    return Visitor()
