"""The technical admin shows what is in the SES to a superuser, and lets nobody change it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from positions.models import Nomination
from tests.positions import scenes

MODELS = [
    "position",
    "nomination",
    "placement",
    "incumbency",
    "ftecount",
    "authorization",
    "jobdescription",
    "nominationnote",
]


@pytest.fixture
def root(db):
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org", "a long sentence of words", name="Root"))
    return client


@pytest.mark.parametrize("model", MODELS)
def test_rows_are_shown_and_none_is_added(cast, root, model):
    scenes.placed(cast)
    assert root.get(reverse(f"admin:positions_{model}_changelist")).status_code == 200
    assert root.get(reverse(f"admin:positions_{model}_add")).status_code == 403


def test_a_state_cannot_be_written_from_the_admin(cast, root):
    nomination = scenes.forwarded(cast)
    for name in ("change", "delete"):
        address = reverse(f"admin:positions_nomination_{name}", args=[nomination.pk])
        assert root.post(address, {"state": "approved", "post": "yes"}).status_code == 403
    assert Nomination.unscoped.get(pk=nomination.pk).state == "forwarded"
