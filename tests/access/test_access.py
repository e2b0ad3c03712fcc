"""Every address, for every office, in the own and in another department, and signed out."""

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.access.table import EVERYBODY, Row, rows
from tests.cast import Cast
from tests.conventions.test_file_forms import without_enctype

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
    listed = {row.name for row in rows()}
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

    def __init__(self, row: Row, cast: Cast) -> None:
        self.row = row
        self.cast = cast
        self.thing = row.scene(cast)
        self.sessions = {who: self.sign_in(getattr(cast, who)) for who in EVERYBODY}
        self.address = reverse(row.name, args=row.of("args", self.thing)) + row.query

    def sign_in(self, user: User) -> str:
        """A session of this person: written as signing in does, without all that happens beside it."""
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        return session.session_key

    def ask(self, who: str, *, post: bool, token: bool = True) -> Answer:
        """What `who` gets."""
        client = Client(enforce_csrf_checks=not token)
        mail.outbox.clear()
        try:
            with transaction.atomic():
                if who != SIGNED_OUT:
                    client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
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
    settings.TRAINING_DAY = request.param.day
    return Stage(request.param, cast)


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


@pytest.mark.parametrize("stage", [pytest.param(row, id=f"{row.name}{row.query}") for row in rows()], indirect=True)
def test_who_gets_what(stage):
    """One scene for the page, the act, and the act without the token of a form: scenes take longest."""
    assert not stage.is_done(), "done before anybody did it"
    everybody = [*sorted(EVERYBODY), SIGNED_OUT]
    wrong = [complaint for who in everybody for complaint in about_the_page(stage, who)]
    wrong += [complaint for who in everybody for complaint in about_the_act(stage, who)]
    wrong += [complaint for who in sorted(stage.row.act or ()) for complaint in about_the_token(stage, who)]
    assert wrong == []


def about_the_page(stage: Stage, who: str) -> list[str]:
    row, answer, expected = stage.row, stage.ask(who, post=False), page_expected(stage.row, who)
    told, wrong = row.of("tells", stage.thing), []
    if answer.status != expected:
        wrong.append(f"GET, {who}: {answer.status} instead of {expected}")
    if who == SIGNED_OUT and row.signed_out is None and not answer.to_sign_in:
        wrong.append(f"GET, {who}: is not sent to the sign-in page")
    if told and (told in answer.words) != (who in row.told):
        wrong.append(f"GET, {who}: {'may' if who in row.told else 'must not'} read {told!r}")
    wrong += [f"GET, {who}: the file of {form} never arrives" for form in without_enctype(answer.words)]
    if answer.done:
        wrong.append(f"GET, {who}: asking for the page did the act")
    return wrong


def about_the_act(stage: Stage, who: str) -> list[str]:
    row, answer, expected = stage.row, stage.ask(who, post=True), act_expected(stage.row, who)
    told, wrong = row.of("tells", stage.thing), []
    if answer.status != expected:
        wrong.append(f"POST, {who}: {answer.status} instead of {expected}")
    may = row.act is not None and who in row.act and row.done is not None
    if answer.done != may:
        wrong.append(f"POST, {who}: {'did nothing' if may else 'did what only others may'}")
    if told and told in answer.words and who not in row.told:
        wrong.append(f"POST, {who}: must not read {told!r}")
    return wrong


def about_the_token(stage: Stage, who: str) -> list[str]:
    answer = stage.ask(who, post=True, token=False)
    if (answer.status, answer.done) == (403, False):
        return []
    return [f"POST without a token, {who}: {answer.status}{', and it was done' if answer.done else ''}"]


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
