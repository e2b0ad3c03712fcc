"""The desk, the law, health, my page and the administrator's pages."""

from datetime import date

from django.core import mail

from accounts.models import Membership, User
from records import offices
from tests.access.table import EVERYBODY, Row
from tests.cast import Cast

ADMINISTRATOR = {"administrator"}


def somebody(cast: Cast) -> User:
    """A person about whom nothing is decided yet."""
    return offices.add_person(
        name="Nora Newcomer", email="nora@example.org", by=cast.administrator, on=date(2004, 8, 1)
    )


def disabled(cast: Cast) -> User:
    """A person who cannot sign in."""
    person = somebody(cast)
    offices.disable(person, by=cast.administrator, on=date(2004, 8, 1))
    return person


def with_second_factor(cast: Cast) -> User:
    """A person with an authenticator app."""
    person = somebody(cast)
    person.authenticator_set.create(type="totp", data={"secret": "not asked here"})
    return person


def office(cast: Cast) -> Membership:
    """An office of theirs, held today."""
    return offices.record_office(
        somebody(cast),
        office="hr",
        department=cast.agriculture,
        starts_on=date(2004, 9, 1),
        by=cast.administrator,
        on=date(2004, 8, 1),
    )


def has_office(person: User) -> bool:
    return Membership.unscoped.filter(user=person).exists()


def has_second_factor(person: User) -> bool:
    return person.authenticator_set.exists()


def was_written_to(person: User) -> bool:
    return any(person.email in message.to for message in mail.outbox)


ROWS = [
    Row("desk", page=EVERYBODY, args=[]),
    Row("law", page=EVERYBODY, args=[]),
    Row("law", page=EVERYBODY, args=[], query="?on=not-a-day"),
    Row("healthz", page=EVERYBODY, args=[], signed_out=(200, 405)),
    Row("accounts:me", page=EVERYBODY, args=[]),
    Row(
        "accounts:offices",
        page=ADMINISTRATOR,
        args=[],
        query="?q=nora",
        scene=somebody,
        tells="nora@example.org",
        told=ADMINISTRATOR,
    ),
    Row(
        "accounts:add_person",
        page=ADMINISTRATOR,
        act=ADMINISTRATOR,
        args=[],
        data={"name": "Nora Newcomer", "email": "nora@example.org"},
        done=lambda _department: User.objects.filter(email="nora@example.org").exists(),
    ),
    Row("accounts:person", page=ADMINISTRATOR, scene=somebody, tells="nora@example.org", told=ADMINISTRATOR),
    Row(
        "accounts:correct_person",
        page=ADMINISTRATOR,
        act=ADMINISTRATOR,
        scene=somebody,
        data={"name": "Nora Newname", "email": "nora@example.org"},
        done=lambda person: person.name == "Nora Newname",
        tells="nora@example.org",
        told=ADMINISTRATOR,
    ),
    Row(
        "accounts:record_office",
        act=ADMINISTRATOR,
        scene=somebody,
        data={"office": "auditor", "starts_on": "2004-09-01"},
        done=has_office,
    ),
    Row(
        "accounts:end_office",
        act=ADMINISTRATOR,
        scene=office,
        data={"ends_on": "2004-09-30"},
        done=lambda membership: membership.ends_on == date(2004, 9, 30),
    ),
    Row(
        "accounts:withdraw_office",
        act=ADMINISTRATOR,
        scene=office,
        done=lambda membership: membership.state == "withdrawn",
    ),
    Row("accounts:disable", act=ADMINISTRATOR, scene=somebody, done=lambda person: not person.is_active),
    Row("accounts:enable", act=ADMINISTRATOR, scene=disabled, done=lambda person: person.is_active),
    Row(
        "accounts:remove_second_factor",
        act=ADMINISTRATOR,
        scene=with_second_factor,
        done=lambda person: not has_second_factor(person),
    ),
    Row("accounts:send_password", act=ADMINISTRATOR, scene=somebody, done=was_written_to),
]
