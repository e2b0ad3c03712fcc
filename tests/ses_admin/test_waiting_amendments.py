"""Amendments on the desk: with whose turn it is, and with the others."""

from datetime import date

from django.urls import reverse

from tests.access.records_kept_rows import NOW, proposed
from tests.contracts.test_amendments import sign

WORDS = "Sign amendment 1 of the contract of Eve Executive"


def mine(user, *, on=NOW):
    from ses_admin import desk

    user.forget_offices()
    gathered = desk.gather(user, on=on)
    return [item.what for item in gathered.mine.rows], [(item.what, item.waits_for) for item in gathered.others.rows]


def test_it_waits_for_each_signer_in_turn(cast):
    amendment = proposed(cast)
    assert WORDS in mine(cast.executive)[0]
    assert (WORDS, "Eve Executive (employee)") in mine(cast.hr)[1]
    sign(amendment, cast.executive, on=NOW)
    assert WORDS in mine(cast.superior)[0]
    assert (WORDS, "Ada Superior (appointing authority)") in mine(cast.executive)[1]
    sign(amendment, cast.superior, on=NOW)
    assert WORDS in mine(cast.director)[0]
    sign(amendment, cast.director, on=NOW)
    assert WORDS not in [what for part in mine(cast.director) for what in part]


def test_nobody_elsewhere_is_told(cast):
    proposed(cast)
    for person in (cast.stranger, cast.other_hr, cast.other_director):
        told, others = mine(person)
        assert WORDS not in told and WORDS not in dict(others)


def test_the_row_leads_to_the_amendment(cast, client, settings):
    amendment = proposed(cast)
    settings.TRAINING_DAY = date(2004, 9, 1)
    client.force_login(cast.executive)
    assert reverse("contracts:amendment", args=[amendment.pk]) in client.get(reverse("desk")).content.decode()
