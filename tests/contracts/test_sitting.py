"""One fresh proof covers a sitting of 15 minutes, in one session, of one person who keeps the offices held."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from contracts import sitting
from contracts.models import Signature
from tests.cast import PASSWORD, holds, person
from tests.contracts.page import said, words
from tests.factories import SIGNED, PlacedPositionFactory, ProposedContractFactory, sign

BEGAN = timezone.make_aware(datetime(2004, 6, 15, 10, 2, 0))


@pytest.fixture
def two(cast):
    """Two contracts that wait for the director alone."""
    made = []
    for name in ("First Anderson", "Second Baker"):
        position = PlacedPositionFactory(department=cast.agriculture, person=person(name))
        made.append(
            ProposedContractFactory(cast=cast, position=position, signed_by=("employee", "appointing_authority"))
        )
    return made


@pytest.fixture
def clock():
    """The clock, at two minutes past ten."""
    with time_machine.travel(BEGAN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def director(cast, visit):
    return visit(cast.director, on=SIGNED)


def begin(browser, password=PASSWORD):
    return browser.post(reverse("contracts:sitting"), {"password": password})


def press(browser, contract, **more):
    contract.refresh_from_db()
    data = {"seen_hash": contract.proposed_version.sha256, "consent": "on", **more}
    return browser.post(reverse("contracts:sign", args=[contract.pk]), data)


def signed_by(person) -> int:
    return Signature.unscoped.filter(signer=person).count()


def test_what_waits_is_listed_and_the_sitting_leads_to_the_first(clock, director, two):
    page = words(director.get(reverse("contracts:sitting")))
    assert "2 contracts wait for your signature" in page
    answer = begin(director)
    assert answer["Location"] == reverse("contracts:sign", args=[two[0].pk])


def test_each_is_shown_and_signed_on_its_own_page_and_the_next_is_offered(clock, director, two, cast):
    begin(director)
    page = words(director.get(reverse("contracts:sign", args=[two[0].pk])))
    assert "You proved who you are for this sitting" in page
    press(director, two[0])
    receipt = words(director.get(reverse("contracts:receipt", args=[two[0].pk])))
    assert "Next: read and sign the contract of Second Baker" in receipt
    press(director, two[1])
    assert signed_by(cast.director) == 2
    assert "No contract waits" in words(director.get(reverse("contracts:sitting")))


def test_the_evidence_says_how_and_when_the_signer_proved_who_they_are(clock, director, two, cast):
    begin(director)
    clock.shift(timedelta(minutes=3))
    press(director, two[0])
    made = Signature.unscoped.get(signer=cast.director)
    assert made.authentication == "Password given again on June 15, 2004 at 10:02 a.m., for a sitting of 15 minutes"
    assert timezone.localtime(made.signed_at).strftime("%H:%M") == "10:05"


@pytest.mark.parametrize(
    ("later", "covers"),
    [
        (timedelta(minutes=14, seconds=59), True),
        (timedelta(minutes=15), True),
        (timedelta(minutes=15, seconds=1), False),
        (timedelta(seconds=-1), False),
    ],
    ids=["before the last second", "of the last second", "after it", "the clock was put back"],
)
def test_it_covers_fifteen_minutes_to_the_second(clock, director, two, cast, later, covers):
    begin(director)
    clock.shift(later)
    press(director, two[0])
    assert signed_by(cast.director) == covers


def test_after_it_the_password_is_asked_for_again_on_the_page(clock, director, two):
    begin(director)
    clock.shift(timedelta(minutes=16))
    answer = press(director, two[0])
    assert answer.status_code == 200
    assert "Your password" in words(answer)


def test_a_wrong_password_begins_nothing(clock, director, two, cast):
    assert "This is not your password" in words(begin(director, "something else entirely"))
    press(director, two[0])
    assert signed_by(cast.director) == 0


def test_signing_out_ends_it(clock, cast, two, visit):
    browser = visit(cast.director, on=SIGNED)
    begin(browser)
    browser = visit(cast.director, on=SIGNED)
    press(browser, two[0])
    assert signed_by(cast.director) == 0


def test_a_new_password_ends_it_although_the_session_goes_on(clock, director, two, cast):
    begin(director)
    cast.director.set_password("another long and good one")
    cast.director.save()
    session = director.session
    session["_auth_user_hash"] = cast.director.get_session_auth_hash()
    session.save()
    press(director, two[0])
    assert signed_by(cast.director) == 0
    assert director.get(reverse("contracts:sitting")).status_code == 200, "still signed in"


def test_losing_any_office_ends_it(clock, director, two, cast):
    other = holds(cast.director, "appointing_authority", cast.agriculture)
    begin(director)
    Membership.unscoped.filter(pk=other.pk).update(ends_on=SIGNED - timedelta(days=1))
    press(director, two[0])
    assert signed_by(cast.director) == 0


def test_being_signed_out_everywhere_ends_it(clock, director, two, cast):
    begin(director)
    cast.director.end_sessions()
    assert "login" in press(director, two[0])["Location"]


def test_it_can_be_ended_by_hand(clock, director, two, cast):
    begin(director)
    answer = director.post(reverse("contracts:end_sitting"))
    assert "The sitting is over" in said(answer)
    press(director, two[0])
    assert signed_by(cast.director) == 0


def test_it_is_bound_to_the_session_in_which_it_was_begun(clock, director, two, cast):
    begin(director)
    elsewhere = Client()
    elsewhere.force_login(cast.director)
    press(elsewhere, two[0])
    assert signed_by(cast.director) == 0


def test_the_queue_is_what_each_page_of_signing_offers(cast, two):
    third = ProposedContractFactory(cast=cast)
    assert sitting.waiting(cast.director, on=SIGNED) == two
    assert sitting.waiting(cast.executive, on=SIGNED) == [third]
    assert sitting.waiting(cast.superior, on=SIGNED) == []
    sign(third, cast.executive)
    assert sitting.waiting(cast.superior, on=SIGNED) == [third]
    assert sitting.waiting(cast.hr, on=SIGNED) == []


def test_the_queue_takes_the_same_queries_for_one_and_for_many(cast, two, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        sitting.waiting(cast.director, on=SIGNED)
