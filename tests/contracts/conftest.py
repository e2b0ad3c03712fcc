"""Contracts of Agriculture for 2004-05, each in another state."""

import pytest

from tests.factories import DraftContractFactory, ProposedContractFactory, SignedContractFactory


@pytest.fixture
def draft(cast):
    """A draft that lacks nothing."""
    return DraftContractFactory(cast=cast)


@pytest.fixture
def proposed(cast):
    """Version 1, which nobody has signed."""
    return ProposedContractFactory(cast=cast)


@pytest.fixture
def signed(cast):
    """Signed by all three."""
    return SignedContractFactory(cast=cast)


@pytest.fixture
def visit(client, settings):
    """`visit(user, on=day)` gives a browser of that person on that day."""

    def signed_in(user, *, on):
        settings.TRAINING_DAY = on
        client.logout()
        client.force_login(user)
        return client

    return signed_in
