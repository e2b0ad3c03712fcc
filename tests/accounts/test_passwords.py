"""Choosing a password by a mailed link: bound to one person, used once, dead after a while."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from records import offices
from tests.accounts.conftest import Visitor
from tests.authenticator import app_of
from tests.cast import PASSWORD

NEW = "a new and long enough password"
ON = date(2004, 9, 1)


def ask(visitor, email: str) -> None:
    answer = visitor.client.post(reverse("account_reset_password"), {"email": email})
    assert answer.headers["Location"] == reverse("account_reset_password_done")


def link(number: int = -1) -> str:
    """The address in the last mail."""
    return re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", mail.outbox[number].body).group(1)


def choose(visitor, path: str, password: str = NEW):
    """Follow the link and choose a password."""
    page = visitor.client.get(path, follow=True)
    return visitor.client.post(page.request["PATH_INFO"], {"password1": password, "password2": password})


def opens(user, password: str) -> bool:
    visitor = Visitor()
    visitor.sign_in(user.email, password)
    return visitor.is_in


def test_a_link_gives_its_person_a_new_password(cast, visitor):
    ask(visitor, cast.hr.email)
    choose(visitor, link())
    assert opens(cast.hr, NEW)
    assert not opens(cast.hr, PASSWORD)


def test_a_link_works_once(cast, visitor):
    ask(visitor, cast.hr.email)
    path = link()
    choose(visitor, path)
    choose(Visitor(), path, "another new and long password")
    assert opens(cast.hr, NEW)


def test_a_link_of_one_person_changes_nobody_else(cast, visitor):
    ask(visitor, cast.hr.email)
    ask(visitor, cast.director.email)
    hr_uid, director_uid = (re.search(r"/key/([^-]+)-", link(number)).group(1) for number in (-2, -1))
    choose(visitor, link(-2).replace(f"/key/{hr_uid}-", f"/key/{director_uid}-"))
    assert opens(cast.director, PASSWORD)
    assert opens(cast.hr, PASSWORD)


def test_a_link_dies_after_a_while(cast, visitor):
    ask(visitor, cast.hr.email)
    path = link()
    with time_machine.travel(timezone.now() + timedelta(days=4), tick=True):
        choose(visitor, path)
    assert opens(cast.hr, PASSWORD)


def test_a_link_dies_with_the_next_password(cast, visitor):
    ask(visitor, cast.hr.email)
    cast.hr.set_password("changed in the meantime, long enough")
    cast.hr.save()
    choose(visitor, link())
    assert opens(cast.hr, "changed in the meantime, long enough")


def test_a_disabled_person_gets_no_link_and_an_old_one_does_not_let_them_in(cast, visitor):
    ask(visitor, cast.hr.email)
    path = link()
    offices.disable(cast.hr, by=cast.administrator, on=ON)
    choose(visitor, path)
    assert not opens(cast.hr, NEW)
    mail.outbox.clear()
    ask(visitor, cast.hr.email)
    assert mail.outbox == []


def test_an_unknown_address_gets_the_same_answer_and_no_mail(cast, visitor):
    ask(visitor, "nobody@example.org")
    assert mail.outbox == []


def test_a_link_names_this_site_whatever_the_browser_says(cast, visitor):
    answer = visitor.client.post(
        reverse("account_reset_password"), {"email": cast.hr.email}, headers={"host": "elsewhere.example"}
    )
    assert answer.status_code == 400
    assert mail.outbox == []


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012", "hal.resources"])
def test_a_weak_password_is_not_taken(cast, visitor, password):
    ask(visitor, cast.hr.email)
    assert choose(visitor, link(), password).status_code == 200
    assert opens(cast.hr, PASSWORD)


def test_a_new_person_has_no_password_until_they_choose_one(cast, visitor):
    visitor.client.force_login(cast.administrator)
    entered = visitor.client.post(
        reverse("accounts:add_person"), {"name": "Nora Newcomer", "email": "nora@example.org"}
    )
    person = type(cast.hr).objects.get(email="nora@example.org")
    assert entered.headers["Location"] == reverse("accounts:person", args=[person.pk])
    assert not opens(person, "")
    assert mail.outbox[-1].to == ["nora@example.org"]
    choose(Visitor(), link())
    assert opens(person, NEW)


def test_a_link_does_not_skip_the_second_step(cast, visitor):
    app_of(cast.hr)
    ask(visitor, cast.hr.email)
    choose(visitor, link())
    assert not visitor.is_in
    assert not opens(cast.hr, NEW)


def test_changing_a_password_asks_for_the_old_one(cast, visitor):
    visitor.sign_in(cast.hr.email)
    change = reverse("account_change_password")
    visitor.client.post(change, {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    assert opens(cast.hr, PASSWORD)
    visitor.client.post(change, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert opens(cast.hr, NEW)
