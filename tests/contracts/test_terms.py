"""Terms after a hire or a movement: 30 days, until June 30, one after the other, never two at once."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from contracts import owed, validators, workflow
from contracts.models import Contract, Signature
from contracts.standing import standing
from law.colorado.calendar import contract_ends_on
from positions import transfers
from positions.models import Incumbency
from tests.contracts.stories import refused
from tests.factories import (
    PlacedPositionFactory,
    SignedContractFactory,
    VacantPositionFactory,
    at,
    sign,
    write,
)

MOVED = date(2004, 10, 11)
LAST_DAY = date(2004, 10, 10)


@pytest.fixture
def old(cast):
    """The contract of the position that is left, at $9,500."""
    return SignedContractFactory(cast=cast)


@pytest.fixture
def moved(cast, old):
    """Eve Executive is transferred to another position of the department from October 11 on."""
    other = VacantPositionFactory(department=cast.agriculture, title="Director of Fairs")
    transfer = transfers.request(other, person=cast.executive, starts_on=MOVED, by=cast.hr, on=date(2004, 9, 20))
    transfers.approve(transfer, by=cast.director, on=date(2004, 9, 21))
    assert Incumbency.unscoped.get(position=old.position).ends_on == LAST_DAY
    return other


def begin(cast, position, starts_on=MOVED, on=MOVED) -> Contract:
    """HR begins the contract of this position."""
    return workflow.start(
        position,
        starts_on=starts_on,
        appointing_authority=cast.superior,
        appointing_authority_title="Deputy Commissioner",
        by=cast.hr,
        on=on,
    )


def stands(contract: Contract, on: date) -> str:
    return standing(Contract.unscoped.with_standing().get(pk=contract.pk), on=on).since


@pytest.mark.parametrize(
    ("hired_on", "due_on"),
    [
        (date(2004, 7, 10), date(2004, 8, 9)),
        (date(2005, 2, 1), date(2005, 3, 3)),
        (date(2005, 6, 29), date(2005, 7, 29)),
    ],
)
def test_who_is_hired_in_the_year_has_thirty_calendar_days_and_a_term_to_june_30(cast, hired_on, due_on):
    """CO-CON-2, reading 10: July 10 gives August 9."""
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=hired_on)
    listed = owed.owed([cast.agriculture], on=hired_on)[0]
    assert (listed.starts_on, listed.due_on) == (hired_on, due_on)
    contract = begin(cast, position, starts_on=hired_on, on=hired_on)
    assert (contract.ends_on, contract.due_on) == (date(2005, 6, 30), due_on)


@pytest.mark.parametrize(
    ("signed_on", "late"), [(date(2004, 8, 8), False), (date(2004, 8, 9), False), (date(2004, 8, 10), True)]
)
def test_the_thirtieth_day_is_in_time_and_the_next_is_flagged(cast, signed_on, late):
    hired_on = date(2004, 7, 10)
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=hired_on)
    contract = begin(cast, position, starts_on=hired_on, on=hired_on)
    found = {each.code for each in validators.draft_findings(contract, on=signed_on)}
    assert ("CO-CON-2" in found) is late
    assert "CO-CON-1" not in found, "no July 1 follows from it"


@pytest.mark.parametrize(
    ("hired_on", "due_on"),
    [
        (date(2005, 5, 31), date(2005, 6, 30)),
        (date(2005, 6, 1), date(2005, 7, 1)),
        (date(2005, 6, 20), date(2005, 7, 20)),
    ],
)
def test_who_is_hired_shortly_before_july_1_has_until_the_later_day(cast, hired_on, due_on):
    """Reading 18."""
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=hired_on)
    wanted = [each for each in owed.owed([cast.agriculture], on=hired_on) if each.starts_on == date(2005, 7, 1)]
    assert [each.due_on for each in wanted] == [due_on]


def test_after_a_movement_the_new_contract_is_offered_from_that_day(cast, moved):
    """CO-CON-2: the old position owes nothing more, the new one within thirty days."""
    listed = [each for each in owed.owed([cast.agriculture], on=MOVED) if each.starts_on < date(2005, 7, 1)]
    assert [(each.incumbency.position, each.starts_on, each.due_on) for each in listed] == [
        (moved, MOVED, date(2004, 11, 10))
    ]
    assert "movement" in listed[0].why


def test_the_old_contract_is_shown_as_over_and_what_was_signed_is_unchanged(cast, old, moved):
    before = (old.proposed_version.sha256, old.ends_on, Signature.unscoped.filter(contract=old).count())
    new = begin(cast, moved)
    old.refresh_from_db()
    assert (old.proposed_version.sha256, old.ends_on, Signature.unscoped.filter(contract=old).count()) == before
    assert old.ends_on == new.ends_on == date(2005, 6, 30)
    assert stands(old, MOVED) == (
        "June 15, 2004 · in force July 1, 2004 to October 10, 2004, when Eve Executive left the position; "
        "signed to run until June 30, 2005"
    )
    assert validators.runs_until(old) == LAST_DAY
    assert validators.runs_until(new) == date(2005, 6, 30)


def test_a_position_that_is_another_may_pay_otherwise(cast, moved, old):
    """CO-PAY-3, reading 9: there is no other door."""
    new = begin(cast, moved)
    write(new, by=cast.hr, on=MOVED, monthly_salary=Decimal(10100), planning_met_on=None)
    workflow.propose(new, by=cast.hr, on=MOVED, at=at(MOVED))
    for person in (cast.executive, cast.superior, cast.director):
        sign(new, person, on=MOVED)
    new.refresh_from_db()
    assert (new.state, new.monthly_salary) == ("signed", Decimal(10100))
    old.refresh_from_db()
    assert old.monthly_salary == Decimal(9500)


def test_in_the_same_position_no_second_contract_begins_within_the_term(cast, old):
    with refused(words="CO-PAY-3"):
        begin(cast, old.position, starts_on=date(2004, 10, 1), on=date(2004, 10, 1))


def second_position(cast) -> Contract:
    """A second position that the person holds at the same time, as acting."""
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.stranger, title="Director of Fairs")
    Incumbency.unscoped.filter(position=position).update(person=cast.executive, is_acting=True)
    return position


def test_the_terms_of_one_person_never_overlap_by_the_act(cast, old):
    with refused(words="the terms of one person do not overlap") as refusal:
        begin(cast, second_position(cast), starts_on=date(2004, 7, 1), on=date(2004, 6, 20))
    assert "has a contract as Director of Markets until June 30, 2005" in refusal.value.words
    assert refusal.value.words.endswith("(CO-PAY-3)")


def copy_of(contract: Contract, **changed) -> Contract:
    made = Contract.unscoped.get(pk=contract.pk)
    made.pk, made.proposed_version = None, None
    for name, value in {"state": "draft", **changed}.items():
        setattr(made, name, value)
    return made


@pytest.mark.parametrize(
    ("starts_on", "fits"),
    [(date(2005, 6, 30), False), (date(2004, 7, 2), False), (date(2005, 7, 1), True)],
)
def test_the_terms_of_one_person_never_overlap_in_the_database(cast, old, starts_on, fits):
    second = copy_of(old, starts_on=starts_on, ends_on=contract_ends_on(starts_on))
    if fits:
        second.save()
        return
    with pytest.raises(DatabaseError, match="do not overlap"), transaction.atomic():
        second.save()


@pytest.mark.parametrize(("starts_on", "fits"), [(LAST_DAY, False), (MOVED, True)])
def test_after_a_movement_the_database_lets_the_next_term_begin(cast, old, moved, starts_on, fits):
    second = copy_of(old, position=moved, starts_on=starts_on)
    if fits:
        second.save()
        return
    with pytest.raises(DatabaseError, match="do not overlap"), transaction.atomic():
        second.save()


def test_moving_a_term_into_another_is_refused_by_the_database(cast, old):
    second = copy_of(old, starts_on=date(2005, 7, 1), ends_on=date(2006, 6, 30))
    second.save()
    with pytest.raises(DatabaseError, match="do not overlap"), transaction.atomic():
        Contract.unscoped.filter(pk=second.pk).update(starts_on=date(2005, 6, 30))


def test_a_withdrawn_draft_is_in_nobodys_way(cast, old):
    Contract.unscoped.filter(pk=begin_next_year(cast, old).pk).update(starts_on=date(2005, 7, 2))


def begin_next_year(cast, old) -> Contract:
    draft = begin(cast, old.position, starts_on=date(2005, 7, 1), on=date(2005, 5, 16))
    workflow.withdraw(draft, by=cast.hr, on=date(2005, 5, 16))
    return begin(cast, old.position, starts_on=date(2005, 7, 1), on=date(2005, 5, 16))


@pytest.mark.parametrize("starts_on", [date(2004, 7, 1), date(2004, 7, 2), date(2005, 1, 31), date(2005, 6, 30)])
def test_every_term_ends_on_june_30(cast, starts_on):
    """CO-CON-1."""
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=date(2004, 5, 3))
    contract = begin(cast, position, starts_on=starts_on, on=starts_on)
    assert contract.ends_on == date(2005, 6, 30)
