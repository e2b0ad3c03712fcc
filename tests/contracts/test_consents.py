"""Consent to sign electronically: asked once, kept with its words, withdrawable; without it, paper."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from contracts import consents, signing
from contracts.models import Consent, Signature
from records.models import Event
from tests.contracts.stories import refused
from tests.factories import SIGNED, at

LATER = date(2004, 6, 20)


def sign(contract, by, **more):
    seen = contract.proposed_version.sha256
    return signing.sign(contract, seen_hash=seen, by=by, on=SIGNED, at=at(SIGNED), **more)


def test_nobody_signs_electronically_who_has_not_agreed_to_it(cast, proposed):
    with refused(words="You have not agreed to sign electronically"):
        sign(proposed, cast.executive)
    assert not Consent.unscoped.exists()


def test_consent_is_given_once_and_kept_with_its_words(cast, proposed):
    sign(proposed, cast.executive, consent=consents.WORDS)
    consent = consents.standing(cast.executive)
    assert (consent.words, consent.given_on, consent.given_at) == (consents.WORDS, SIGNED, at(SIGNED))
    event = Event.unscoped.get(kind="consent")
    assert (event.actor, event.person, event.facts["words"]) == (cast.executive, cast.executive, consents.WORDS)
    assert consents.give(words="Other words.", by=cast.executive, on=LATER, at=at(LATER)) == consent
    assert Consent.unscoped.count() == 1


def test_every_signature_names_the_words_that_were_agreed_to(cast, proposed):
    consents.give(words="I agree to these words.", by=cast.executive, on=SIGNED, at=at(SIGNED))
    sign(proposed, cast.executive)
    assert Signature.unscoped.get().statement.endswith(" I agree to these words.")


def test_consent_is_withdrawn_for_what_is_signed_from_then_on(cast, proposed):
    sign(proposed, cast.executive, consent=consents.WORDS)
    consents.give(by=cast.superior, on=SIGNED, at=at(SIGNED))
    consents.withdraw(by=cast.superior, on=SIGNED, at=at(SIGNED))
    with refused(words="You have not agreed to sign electronically"):
        sign(proposed, cast.superior)
    assert Signature.unscoped.count() == 1
    assert consents.withdraw(by=cast.superior, on=LATER, at=at(LATER)) is None
    sign(proposed, cast.superior, consent=consents.WORDS)
    assert Signature.unscoped.count() == 2


def test_a_consent_is_never_changed(cast):
    consents.give(by=cast.executive, on=SIGNED, at=at(SIGNED))
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.unscoped.update(words="Other words")


def test_a_consent_is_seen_by_its_person_only(cast):
    consents.give(by=cast.executive, on=SIGNED, at=at(SIGNED))
    assert Consent.objects.visible_to(cast.executive, on=SIGNED).count() == 1
    assert not Consent.objects.visible_to(cast.hr, on=SIGNED).exists()
