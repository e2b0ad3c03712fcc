"""Sessions end: on disable, on a new password, on the loss of an office, and by themselves."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from records import offices
from tests.accounts.conftest import Visitor
from tests.authenticator import app_of
from tests.cast import PASSWORD

NEW = "a new and long enough password"
ON = date(2004, 9, 1)


@pytest.fixture
def at_work(cast):
    """HR, signed in."""
    visitor = Visitor()
    visitor.sign_in(cast.hr.email)
    assert visitor.is_in
    return visitor


def test_disabling_a_person_ends_their_session(cast, at_work):
    offices.disable(cast.hr, by=cast.administrator, on=ON)
    assert not at_work.is_in


def test_enabling_them_again_does_not_bring_the_session_back(cast, at_work):
    offices.disable(cast.hr, by=cast.administrator, on=ON)
    offices.enable(cast.hr, by=cast.administrator, on=ON)
    assert not at_work.is_in


def test_losing_an_office_ends_the_session(cast, at_work):
    offices.end_office(Membership.unscoped.get(user=cast.hr), ends_on=ON, by=cast.administrator, on=ON)
    assert not at_work.is_in
    at_work.sign_in(cast.hr.email)
    assert at_work.is_in


def test_an_office_that_is_taken_back_ends_the_session(cast, at_work):
    later = offices.record_office(
        cast.hr,
        office="auditor",
        department=None,
        starts_on=ON + timedelta(days=9),
        by=cast.administrator,
        on=ON,
    )
    assert at_work.is_in, "a new office signs nobody out"
    offices.withdraw_office(later, by=cast.administrator, on=ON)
    assert not at_work.is_in


def test_removing_the_second_step_ends_the_session(cast, at_work):
    app_of(cast.hr)
    offices.remove_second_factor(cast.hr, by=cast.administrator, on=ON)
    assert not at_work.is_in


def test_nobody_elses_session_ends(cast, at_work):
    offices.disable(cast.director, by=cast.administrator, on=ON)
    assert at_work.is_in


def test_changing_a_password_ends_every_other_session(cast, at_work):
    elsewhere = Visitor()
    elsewhere.sign_in(cast.hr.email)
    at_work.client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    )
    assert at_work.is_in
    assert not elsewhere.is_in


def test_a_password_chosen_by_mail_ends_every_session(cast, at_work):
    cast.hr.set_password(NEW)
    cast.hr.save()
    assert not at_work.is_in


def test_a_session_lasts_a_working_day_and_no_longer(at_work):
    with time_machine.travel(timezone.now() + timedelta(hours=7, minutes=59), tick=True):
        assert at_work.is_in
    with time_machine.travel(timezone.now() + timedelta(hours=17), tick=True):
        assert not at_work.is_in


def test_an_office_whose_last_day_is_over_opens_nothing_although_the_session_goes_on(cast, at_work, settings):
    settings.TRAINING_DAY = ON
    Membership.unscoped.filter(user=cast.administrator).update(ends_on=ON)
    visitor = Visitor()
    visitor.sign_in(cast.administrator.email)
    assert visitor.client.get(reverse("accounts:offices")).status_code == 200
    settings.TRAINING_DAY = ON + timedelta(days=1)
    assert visitor.client.get(reverse("accounts:offices")).status_code == 404
