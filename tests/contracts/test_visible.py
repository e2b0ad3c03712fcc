"""Who sees a contract and its salary: the table of offices and states, and never somebody else's."""

from dataclasses import fields
from datetime import date

import pytest

from contracts import workflow
from contracts.models import Contract, ContractCopy
from records.models import Event, Message
from tests import cast as cast_module
from tests.factories import (
    IN_SES_SINCE,
    SIGNED,
    DeclinedContractFactory,
    DraftContractFactory,
    IncumbencyFactory,
    ProposedContractFactory,
    SignedContractFactory,
    VacantPositionFactory,
)

DEPARTMENT = {"hr", "director", "superior"}
STATEWIDE = {"reviewer", "personnel_director", "auditor"}
EVERYBODY_CONCERNED = DEPARTMENT | STATEWIDE | {"executive"}


def who_sees(contract, cast, *, on=SIGNED) -> set[str]:
    """The offices of the cast whose holder sees it on that day."""
    people = {each.name: getattr(cast, each.name) for each in fields(cast)}
    for person in people.values():
        person.__dict__.pop("_memberships", None)
    return {
        name
        for name, person in people.items()
        if name not in ("agriculture", "revenue") and contract in Contract.objects.visible_to(person, on=on)
    }


@pytest.mark.parametrize(
    ("factory", "seen_by"),
    [
        (DraftContractFactory, DEPARTMENT),
        (ProposedContractFactory, EVERYBODY_CONCERNED),
        (DeclinedContractFactory, EVERYBODY_CONCERNED),
        (SignedContractFactory, EVERYBODY_CONCERNED),
    ],
)
def test_who_sees_a_contract_in_each_state(cast, factory, seen_by):
    assert who_sees(factory(cast=cast), cast) == seen_by


def test_a_withdrawn_draft_is_seen_by_the_department_only(cast, draft):
    workflow.withdraw(draft, by=cast.hr, on=SIGNED)
    assert who_sees(draft, cast) == DEPARTMENT


def test_a_contract_taken_back_is_a_draft_again_for_everybody(cast, proposed):
    workflow.revise(proposed, by=cast.hr, on=SIGNED)
    assert who_sees(proposed, cast) == DEPARTMENT


def test_the_person_who_held_the_position_before_does_not_see_the_contract_of_the_next(cast):
    position = VacantPositionFactory(department=cast.agriculture)
    IncumbencyFactory(position=position, person=cast.executive, ends_on=date(2004, 9, 30), state="ended")
    IncumbencyFactory(position=position, person=cast.other_executive, starts_on=date(2004, 10, 1))
    former = SignedContractFactory(cast=cast, position=position)
    present = SignedContractFactory(cast=cast, position=position, starts_on=date(2004, 10, 1))

    assert list(Contract.objects.visible_to(cast.executive, on=present.starts_on)) == [former]
    assert list(Contract.objects.visible_to(cast.other_executive, on=present.starts_on)) == [present]
    assert list(ContractCopy.objects.visible_to(cast.executive, on=present.starts_on)) == [former.copy]


def test_a_colleague_in_the_department_sees_nothing(cast, signed):
    cast_module.holds(cast.stranger, "appointing_authority", cast.agriculture)
    IncumbencyFactory(
        position=VacantPositionFactory(department=cast.agriculture), person=cast.other_executive, starts_on=IN_SES_SINCE
    )
    assert who_sees(signed, cast) == EVERYBODY_CONCERNED


def test_an_office_shows_a_contract_only_between_its_days(cast, signed):
    cast_module.holds(cast.stranger, "hr", cast.agriculture, starts_on=date(2004, 6, 10), ends_on=date(2004, 6, 20))
    seen = {on: "stranger" in who_sees(signed, cast, on=date(2004, 6, on)) for on in (9, 10, 20, 21)}
    assert seen == {9: False, 10: True, 20: True, 21: False}


def test_an_appointing_authority_who_left_the_office_no_longer_sees_it(cast, signed):
    cast_module.Membership.unscoped.filter(user=cast.superior).update(ends_on=SIGNED)
    assert "superior" in who_sees(signed, cast)
    assert "superior" not in who_sees(signed, cast, on=date(2004, 6, 16))


def test_being_the_appointing_authority_of_one_shows_no_other(cast, signed):
    cast_module.holds(cast.stranger, "appointing_authority", cast.agriculture)
    position = VacantPositionFactory(department=cast.agriculture)
    IncumbencyFactory(position=position, person=cast.other_executive)
    other = DraftContractFactory(cast=cast, position=position, appointing_authority=cast.stranger)
    assert who_sees(other, cast) == {"hr", "director", "stranger"}
    assert "stranger" not in who_sees(signed, cast)


def test_the_program_owner_without_an_office_sees_nothing(cast, signed):
    cast.stranger.is_staff = cast.stranger.is_superuser = True
    cast.stranger.save()
    assert "stranger" not in who_sees(signed, cast)


def test_no_salary_is_in_the_event_log_or_in_a_letter(cast, signed):
    """Both reach further than the contract does."""
    told = [f"{event.words} {event.facts}" for event in Event.unscoped.all()]
    written = [f"{message.subject} {message.text}" for message in Message.unscoped.all()]
    assert signed.monthly_salary == 9500
    assert not [text for text in told + written if "9500" in text or "9,500" in text]
