"""Search: what has all of these words, of each kind a few, and only what this person may see today.

Every kind is asked through its own `visible_to`, with one statement, and in the columns in which its list looks, so
that the list behind "all of them" begins with the same rows. No salary and no rating stands in a result.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from accounts.acting import procedure
from accounts.models import Department, Membership, User
from accounts.templatetags.words import day
from appraisals import filters as appraisal_filters
from appraisals.models import Appraisal
from contracts import filters as contract_filters
from contracts.models import Contract
from positions import departments, roster
from positions import filters as nomination_filters
from positions.models import Incumbency, Nomination, Position
from ses_admin import people

A_FEW = 5
"""Shown of each kind."""
MANY = 100
"""Shown of one kind that has no list of its own."""
MOST_WORDS = 8
LONGEST = 100  # characters


@dataclass(frozen=True)
class Asked:
    """What is looked for. `is_cut`: more was typed than is looked for."""

    words: str
    is_cut: bool = False


@dataclass(frozen=True)
class Found:
    """One result: what it is, where it is, and a line about it."""

    name: str
    url: str
    about: str


@dataclass(frozen=True)
class Group:
    """What was found of one kind. `more_url` leads to all of them when there are more."""

    code: str
    heading: str
    rows: list[Found]
    more_url: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of thing: `looked_in` names its columns, `rows` finds, `tell` makes a result, `full` is its list."""

    code: str
    heading: str
    looked_in: str
    rows: Callable[[User, date, str], QuerySet[Any]]
    tell: Callable[[Any], Found]
    full: Callable[[str], str] | None = None


def asked(typed: str) -> Asked:
    """What is looked for when this was typed: the beginning of it, if it is longer than anybody needs."""
    plain = " ".join(typed[: 2 * LONGEST].replace("\x00", " ").split())
    words = " ".join(plain[:LONGEST].split()[:MOST_WORDS])
    return Asked(words, is_cut=words != plain or len(typed) > 2 * LONGEST)


def search(words: str, *, user: User, on: date, only: str = "") -> list[Group]:
    """What `user` may see on `on` with all of these words: of each kind a few, or many of the `only` kind asked for."""
    kinds = [kind for kind in KINDS if kind.code == only and kind.full is None]
    most = MANY if kinds else A_FEW
    groups = [_group(kind, words, user=user, on=on, most=most) for kind in kinds or KINDS]
    return [group for group in groups if group.rows]


def _group(kind: Kind, words: str, *, user: User, on: date, most: int) -> Group:
    rows = list(kind.rows(user, on, words)[: most + 1])
    more = ""
    if len(rows) > most and most == A_FEW:
        more = kind.full(words) if kind.full else _link("search", words=words, only=kind.code)
    return Group(kind.code, kind.heading, [kind.tell(row) for row in rows[:most]], more)


def _link(name: str, **query: str) -> str:
    return f"{reverse(name)}?{urlencode(query)}"


def _line(*parts: str | None) -> str:
    return " · ".join(filter(None, parts))


def _term(first: date, last: date | None) -> str:
    return f"{day(first)} to {day(last)}" if last else f"since {day(first)}"


# --- positions ---


def _positions(user: User, on: date, words: str) -> QuerySet[Position]:
    found = roster.with_words(roster.roster(user, day=on, on=on), words)
    return found.order_by("title_then", "number", "pk")


def _position(position: Any) -> Found:
    held = f"held by {position.holder}" if position.holder else ("" if position.is_filled else "vacant")
    standing = held if position.entered_on else "not in the SES"
    about = _line(f"Position {position.number}", position.department.name, standing)
    return Found(position.title_then, position.get_absolute_url(), about)


# --- people ---


def _appointed(user: User, on: date, words: str) -> QuerySet[Incumbency]:
    found = Incumbency.objects.visible_to(user, on=on).select_related("person", "position__department")
    return _named(found, "person", words).order_by("-starts_on", "person__name", "pk")


def _appointment(held: Incumbency) -> Found:
    acting = "acting" if held.is_acting else ""
    about = _line(held.position.title, held.position.department.name, acting, _term(held.starts_on, held.ends_on))
    return Found(held.person.name, held.get_absolute_url(), about)


def _people(user: User, on: date, words: str) -> QuerySet[Any]:
    """For the administrator everybody; for others who holds an office today."""
    if user.holds("administrator", on=on):
        return people.with_words(people.seen_by(user, on=on), words).order_by("name", "pk")
    found = Membership.objects.visible_to(user, on=on).held_on(on).select_related("user", "department")
    return _named(found, "user", words).order_by("user__name", "pk")


def _person(row: User | Membership) -> Found:
    if isinstance(row, User):
        return Found(row.name, reverse("accounts:person", args=[row.pk]), _line(row.email, _disabled(row)))
    return Found(row.user.name, "", _line(str(row), _term(row.starts_on, row.ends_on)))


def _disabled(person: User) -> str:
    return "" if person.is_active else "disabled"


def _named(rows: QuerySet[Any], path: str, words: str) -> QuerySet[Any]:
    for word in words.split():
        rows = rows.filter(**{f"{path}__name__icontains": word})
    return rows


# --- cases, contracts, appraisals, departments ---


def _nominations(user: User, on: date, words: str) -> QuerySet[Nomination]:
    found = Nomination.objects.visible_to(user, on=on).select_related("position", "department")
    return nomination_filters.with_words(found, words).order_by("-started_on", "-pk")


def _nomination(nomination: Nomination) -> Found:
    position, state = nomination.position, procedure(nomination).words(nomination.state)
    about = _line(f"Position {position.number}", nomination.department.name, state)
    return Found(position.title, nomination.get_absolute_url(), about)


def _contracts(user: User, on: date, words: str) -> QuerySet[Contract]:
    found = Contract.objects.visible_to(user, on=on).select_related("employee")
    return contract_filters.with_words(found, words).order_by("-starts_on", "employee__name", "pk")


def _contract(contract: Contract) -> Found:
    state = procedure(contract).words(contract.state)
    about = _line(contract.title, contract.department_name, _term(contract.starts_on, contract.ends_on), state)
    return Found(contract.employee.name, contract.get_absolute_url(), about)


def _appraisals(user: User, on: date, words: str) -> QuerySet[Appraisal]:
    found = Appraisal.objects.visible_to(user, on=on).select_related("employee", "contract")
    return appraisal_filters.with_words(found, words).order_by("-contract__starts_on", "employee__name", "pk")


def _appraisal(appraisal: Appraisal) -> Found:
    contract = appraisal.contract
    about = _line(contract.title, contract.department_name, _term(contract.starts_on, contract.ends_on))
    return Found(appraisal.employee.name, appraisal.get_absolute_url(), about)


def _departments(user: User, on: date, words: str) -> QuerySet[Department]:
    found = departments.shown_to(user, on=on)
    for word in words.split():
        found = found.filter(name__icontains=word)
    return found.order_by("name")


def _department(department: Department) -> Found:
    return Found(department.name, department.get_absolute_url(), "its places, counts and authorizations")


KINDS = (
    Kind(
        "positions",
        "Positions",
        "positions (title, number, division, department, holder)",
        _positions,
        _position,
        lambda words: _link("positions:positions", standing="every", words=words),
    ),
    Kind("appointments", "People in positions", "people in positions (name)", _appointed, _appointment),
    Kind("people", "People in offices", "people in offices (name)", _people, _person),
    Kind(
        "nominations",
        "Nominations",
        "nominations (position, department)",
        _nominations,
        _nomination,
        lambda words: _link("positions:nominations", state="every", words=words),
    ),
    Kind(
        "contracts",
        "Contracts",
        "contracts (executive, title, department)",
        _contracts,
        _contract,
        lambda words: _link("contracts:contracts", words=words),
    ),
    Kind(
        "appraisals",
        "Appraisals",
        "appraisals (executive, title, department)",
        _appraisals,
        _appraisal,
        lambda words: _link("appraisals:appraisals", words=words),
    ),
    Kind("departments", "Departments", "departments (name)", _departments, _department),
)


def looked_in(kinds: Iterable[Kind] = KINDS) -> str:
    """Everything that is looked in, in words."""
    *most, last = (kind.looked_in for kind in kinds)
    return f"{', '.join(most)} and {last}"
