"""Whose turn it is: every open nomination, contract and copy as a row of a desk, with by when and why."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

import law
from accounts.acting import offices_among, procedure
from accounts.models import User
from contracts import readiness
from contracts.board import Signed, signatures
from contracts.models import AmendmentCopy, Contract, ContractCopy
from positions.models import Nomination
from records.models import Event
from ses_admin.department_year import Books
from ses_admin.desk_rows import Asked, Item, Many, Turn
from ses_admin.turns import (
    AMENDMENT_COPIES,
    CONTRACTS,
    COPIES,
    COUNTER,
    DECIDE,
    NOMINATIONS,
    RECEIVING,
    SIGNING,
    UNDECIDED,
)

__all__ = [
    "AMENDMENT_COPIES",
    "COPIES",
    "RECEIVING",
    "SIGNING",
    "Asked",
    "Item",
    "Turn",
    "amendment_copy_item",
    "contract_items",
    "copy_item",
    "nomination_items",
    "nominations",
]


def nominations(user: User, *, on: date) -> list[Nomination]:
    """Open nominations that `user` sees, oldest first, each with `since`: the day it came where it stands."""
    rows = Nomination.objects.visible_to(user, on=on).filter(state__in=NOMINATIONS)
    rows = rows.select_related("position", "department").annotate(since=_came_here("nomination"))
    return list(rows.order_by(F("since").asc(nulls_first=True), "pk"))


def nomination_items(rows: Iterable[Nomination], user: User, *, on: date) -> Iterator[Item]:
    """A row for each open nomination."""
    for nomination in rows:
        turn = NOMINATIONS[nomination.state]
        yield _item(nomination, turn, nomination.position.title, user, on=on, since=nomination.since)


def contract_items(user: User, *, on: date, books: Books | None) -> Iterator[Item]:
    """A row for each open contract of this person and of the departments in which they hold an office.

    `books` has the signatures that were read already, and knows who leaves before the contract begins.
    """
    known = books.signatures if books else {}
    near = Q(employee=user) | Q(department__in=user.departments_held(on))
    rows = list(
        readiness.with_pay(Contract.objects.visible_to(user, on=on))
        .filter(near, state__in=CONTRACTS)
        .select_related("employee", "appointing_authority", "proposed_version")
        .order_by("due_on", "pk")
    )
    missing = [row for row in rows if row.state == "proposed" and row.pk not in known]
    signed = {**known, **signatures(missing)}
    for contract in rows:
        if books is None or not books.is_over(contract):
            yield _contract_item(contract, signed.get(contract.pk, {}), user, on=on)


def _contract_item(contract: Contract, signed: Signed, user: User, *, on: date) -> Item:
    turn = CONTRACTS[contract.state]
    who = contract.employee.name
    if contract.state == "draft" and not _begins_a_year(contract):
        turn = replace(turn, rule="CO-CON-2")
    if contract.state == "draft" and readiness.is_undecided(contract, on=on):
        turn = DECIDE if "director" in offices_among(user.memberships_on(on), user, contract) else UNDECIDED
    if contract.state != "proposed":
        item = _item(contract, turn, who, user, on=on, since=contract.proposed_on or contract.started_on)
        return replace(item, person=contract.employee_id)
    since = max([contract.proposed_on, *signed.values()])
    if contract.version_number > contract.proposed_version.number:
        item = _item(contract, COUNTER, who, user, on=on, since=since)
        return replace(item, person=contract.employee_id)
    line = next(each for each in law.plan(contract.plan).offices.SIGNERS if each not in signed)
    held = offices_among(user.memberships_on(on), user, contract)
    is_party = contract.employee_id == user.pk
    own = line in held and (not is_party or line == law.plan(contract.plan).offices.SIGNERS[0])
    named = {contract.employee_id: contract.employee, contract.appointing_authority_id: contract.appointing_authority}
    person = named.get(contract.parties().get(line))
    office = law.offices()[line].name
    return Item(
        what="Sign your contract" if own and is_party else turn.what.format(who),
        url=turn.url(contract, is_mine=own),
        button=turn.button,
        rule=turn.rule,
        due_on=contract.due_on,
        since=since,
        is_mine=own,
        waits_for=f"{person.name} ({office.lower()})" if person else office,
        page=turn.page,
        asked=Asked(person.pk if person else None, (line,), contract.department_id),
        many=Many(turn.many, reverse("contracts:sitting"), "Sign in one sitting") if own else turn.gathered,
        person=contract.employee_id,
    )


def _begins_a_year(contract: Contract) -> bool:
    """Whether the contract begins with the contract year, and not after a hire or a movement in it."""
    calendar = law.plan(contract.plan).calendar
    return contract.starts_on == calendar.year_starts(calendar.fiscal_year(contract.starts_on))


def copy_item(copy: ContractCopy, executive: str, user: User, *, on: date) -> Item:
    """The row of a contract copy that is not received, for the departments and for DPA/DHR."""
    item = _item(copy, COPIES[copy.state], executive, user, on=on, since=copy.sent_on)
    if copy.state != "sent":
        return item
    at_once = Many(COPIES["sent"].many, reverse(RECEIVING, args=["acknowledge"]), "Acknowledge them at once")
    return replace(item, page=RECEIVING, many=at_once if item.is_mine else item.many)


def amendment_copy_item(copy: AmendmentCopy, user: User, *, on: date) -> Item:
    """The row of the copy of an amendment that is not received, for the department and for DPA/DHR."""
    return _item(copy, AMENDMENT_COPIES[copy.state], copy.of, user, on=on, since=copy.sent_on)


def _item(thing: Any, turn: Turn, words: str, user: User, *, on: date, since: date | None) -> Item:
    step = procedure(thing).step(turn.verb, start=thing.state)
    held = offices_among(user.memberships_on(on), user, thing)
    mine = bool(held.keys() & set(step.offices))
    what = turn.what.format(words)
    if mine and thing.kind == "nomination" and thing.state == "draft" and "director" in held:
        what = f"Submit the nomination of {words}"
    return Item(
        what=what,
        url=turn.url(thing, is_mine=mine),
        button=turn.button,
        rule=turn.rule,
        due_on=getattr(thing, "due_on", None),
        since=since,
        is_mine=mine,
        waits_for=" or ".join(law.offices()[office].name for office in step.offices),
        asked=Asked(None, step.offices, thing.department_id),
        many=turn.gathered,
    )


def _came_here(kind: str) -> Subquery:
    """The legal day of the last event that changed the state of a thing of this kind."""
    moved: QuerySet = Event.unscoped.filter(kind=kind, thing_id=OuterRef("pk")).exclude(start=F("end"))
    return Subquery(moved.order_by("-number").values("on")[:1])
