"""Every address, for every office, in the own and in another department, and signed out."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.table import EVERYBODY, Row, rows
from tests.cast import Cast

ROWS = rows()
PAGES = [pytest.param(row, id=f"{row.name}{row.query}") for row in ROWS]
ACTS = [pytest.param(row, id=f"{row.name}{row.query}") for row in ROWS if row.act]
ADMIN = "admin:"  # the technical pages are one thing, tried as one below
SIGNED_OUT = "signed out"


def names(resolver: URLResolver, before: str = "") -> list[str]:
    """The full names of all addresses, "?" for one without a name."""
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            found.append(f"{before}{entry.name or '?' + str(entry.pattern)}")
        else:
            found += names(entry, f"{before}{entry.namespace}:" if entry.namespace else before)
    return found


def test_every_address_is_in_the_table():
    served = {name for name in names(get_resolver()) if not name.startswith(ADMIN)}
    listed = {row.name for row in ROWS}
    assert served - listed == set(), "addresses without a row"
    assert listed - served == set(), "rows without an address"


@dataclass
class Answer:
    """What somebody got: the status, the words, and whether the act was done."""

    status: int
    to_sign_in: bool
    words: str
    done: bool


class Undo(Exception):
    """Raised to roll the database back to the scene."""


class Stage:
    """The scene of a row, with everybody asking in turn; after each, everything is as before."""

    def __init__(self, row: Row, cast: Cast, settings: Any) -> None:
        settings.TRAINING_DAY = row.day
        self.row = row
        self.cast = cast
        self.thing = row.scene(cast)
        self.address = reverse(row.name, args=row.of("args", self.thing)) + row.query

    def ask(self, who: str, *, post: bool, token: bool = True) -> Answer:
        """What `who` gets."""
        client = Client(enforce_csrf_checks=not token)
        mail.outbox.clear()
        try:
            with transaction.atomic():
                if who != SIGNED_OUT:
                    client.force_login(type(self.cast.hr).objects.get(pk=getattr(self.cast, who).pk))
                data = self.row.of("data", self.thing) if post else {}
                response = client.post(self.address, data) if post else client.get(self.address)
                body = b"".join(response.streaming_content) if response.streaming else response.content
                answer = Answer(
                    response.status_code,
                    response.status_code == 302 and response["Location"].startswith(reverse("account_login")),
                    body.decode(errors="replace"),
                    self.is_done(),
                )
                raise Undo
        except Undo:
            return answer

    def is_done(self) -> bool:
        """Whether the act of the row was done, by the thing as the database has it."""
        if self.row.done is None:
            return False
        if hasattr(self.thing, "refresh_from_db"):
            self.thing.refresh_from_db()
        return bool(self.row.done(self.thing))


@pytest.fixture
def stage(request, cast, settings):
    return Stage(request.param, cast, settings)


def page_expected(row: Row, who: str) -> int:
    if who == SIGNED_OUT:
        return row.signed_out[0] if row.signed_out else 302
    if row.page is None:
        return 405
    if who in row.page:
        return row.page_status
    return row.turned_away if who in row.knows else 404


def act_expected(row: Row, who: str) -> int:
    if who == SIGNED_OUT:
        return row.signed_out[1] if row.signed_out else 302
    if row.act is None:
        return 405
    if who in row.act:
        return row.done_status
    return row.turned_away if who in {*row.knows, *(row.page or ())} else 404


@pytest.mark.parametrize("stage", PAGES, indirect=True)
def test_who_gets_the_page(stage):
    row, wrong = stage.row, []
    told = row.of("tells", stage.thing)
    for who in [*sorted(EVERYBODY), SIGNED_OUT]:
        answer, expected = stage.ask(who, post=False), page_expected(row, who)
        if answer.status != expected:
            wrong.append(f"{who}: {answer.status} instead of {expected}")
        if who == SIGNED_OUT and row.signed_out is None and not answer.to_sign_in:
            wrong.append(f"{who}: is not sent to the sign-in page")
        if told and (told in answer.words) != (who in row.told):
            wrong.append(f"{who}: {'may' if who in row.told else 'must not'} read {told!r}")
        if answer.done:
            wrong.append(f"{who}: asking for the page did the act")
    assert wrong == []


@pytest.mark.parametrize("stage", PAGES, indirect=True)
def test_who_may_do_the_act(stage):
    row, wrong = stage.row, []
    assert not stage.is_done(), "done before anybody did it"
    for who in [*sorted(EVERYBODY), SIGNED_OUT]:
        answer, expected = stage.ask(who, post=True), act_expected(row, who)
        if answer.status != expected:
            wrong.append(f"{who}: {answer.status} instead of {expected}")
        may = row.act is not None and who in row.act and row.done is not None
        if answer.done != may:
            wrong.append(f"{who}: {'did nothing' if may else 'did what only others may'}")
    assert wrong == []


@pytest.mark.parametrize("stage", ACTS, indirect=True)
def test_an_act_needs_the_token_of_a_form(stage):
    for who in sorted(stage.row.act):
        answer = stage.ask(who, post=True, token=False)
        assert (who, answer.status, answer.done) == (who, 403, False)


@pytest.mark.parametrize("who", [*sorted(EVERYBODY), SIGNED_OUT])
def test_no_office_opens_the_technical_pages(cast, who):
    client = Client()
    if who != SIGNED_OUT:
        client.force_login(getattr(cast, who))
    for name in names(get_resolver()):
        if name.startswith(ADMIN) and name not in ("admin:jsi18n", "admin:logout"):
            address = admin_address(name)
            if address:
                assert client.get(address).status_code in (302, 403), name


def admin_address(name: str) -> str:
    """The address of a page of the technical admin that needs no thing, or nothing."""
    if name.endswith(("_changelist", "_add", ":index", ":password_change")):
        return reverse(name)
    return ""
