"""An address that only takes an act says so on a page of the site."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_opening_an_act_as_a_page_leads_back_to_the_desk(client, cast):
    client.force_login(cast.hr)
    answer = client.get(reverse("contracts:propose", args=[1]))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    said = answer.content.decode()
    assert "only takes what a button sends" in said
    assert reverse("desk") in said
