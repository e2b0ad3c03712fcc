"""What the page tests of the positions ask for."""

import pytest
from django.test import Client

from tests.positions.scenes import DAY


@pytest.fixture
def at(cast, settings):
    """A browser in which somebody of the cast is signed in, on the day of the scenes: `at("hr")`."""
    settings.TRAINING_DAY = DAY

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, who))
        return client

    return signed_in
