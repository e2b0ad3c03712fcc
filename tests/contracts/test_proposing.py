"""A draft is frozen as a version, printed once, and put before those who sign: if it could be signed."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal

import pytest

from contracts import terms, workflow
from contracts.models import Contract, Version
from positions.models import Incumbency
from records import files
from records.models import Event
from tests import cast as cast_module
from tests.contracts.stories import events, everybody_but, last_event, letters, refused, told
from tests.factories import (
    DRAFTED,
    PROPOSED,
    DraftContractFactory,
    PayCeilingFactory,
    PlacedPositionFactory,
    SignedContractFactory,
    at,
    write,
)


def propose(contract, *, by, on=PROPOSED, **more) -> Version:
    return workflow.propose(contract, by=by, on=on, at=at(on), **more)


def test_a_proposed_version_is_frozen_and_printed_once(cast, draft):
    stood = terms.of(draft)

    version = propose(draft, by=cast.hr, note="As we discussed.", revision=draft.revision)

    draft.refresh_from_db()
    assert (draft.state, draft.proposed_version, draft.version_number) == ("proposed", version, 1)
    assert draft.proposed_on == PROPOSED
    assert (version.number, version.is_counter, version.terms, version.note) == (1, False, stood, "As we discussed.")
    assert (version.made_by, version.office, version.made_on) == (cast.hr, "Department HR", PROPOSED)
    print_of_it = files.read(version.document)
    assert print_of_it.startswith(b"%PDF-")
    assert version.sha256 == version.document.sha256 == hashlib.sha256(print_of_it).hexdigest()


def test_the_event_names_the_version_its_hash_and_the_office(cast, draft):
    version = propose(draft, by=cast.superior)
    event = last_event(draft)
    assert (event.verb, event.start, event.end, event.on) == ("propose", "draft", "proposed", PROPOSED)
    assert (event.actor, event.office, event.person) == (cast.superior, "Appointing authority", cast.executive)
    assert (event.facts["version"], event.facts["sha256"]) == (1, version.sha256)


def test_the_employee_is_told_and_can_read_it(cast, draft):
    assert draft not in Contract.objects.visible_to(cast.executive, on=PROPOSED)
    propose(draft, by=cast.director)
    assert letters() == [("Eve Executive", "A performance contract waits for your signature")]
    assert draft in Contract.objects.visible_to(cast.executive, on=PROPOSED)
    assert [event.verb for event in Event.objects.visible_to(cast.executive, on=PROPOSED).about(draft)] == ["propose"]


def test_nobody_else_proposes(cast, draft):
    for person in everybody_but(cast, "hr", "superior", "director"):
        with refused(words="This takes the office of"):
            propose(draft, by=person)


def test_who_may_not_propose_is_not_told_what_is_wrong_with_the_draft(cast, draft):
    write(draft, by=cast.hr, on=DRAFTED, monthly_salary=Decimal("12000"))
    with refused(words="This takes the office of") as refusal:
        propose(draft, by=cast.stranger)
    assert refusal.value.findings == []


def test_a_proposed_contract_is_not_proposed_again(cast, proposed):
    with refused(words="not possible now: it is proposed"):
        propose(proposed, by=cast.hr)


def test_a_draft_that_changed_since_the_page_was_opened_is_not_proposed_unread(cast, draft):
    opened_with = draft.revision
    write(draft, by=cast.superior, on=DRAFTED, monthly_salary=Decimal("9999"))
    with refused(words="Somebody else changed this contract meanwhile"):
        propose(draft, by=cast.hr, revision=opened_with)


def test_what_was_just_saved_can_be_proposed_with_the_same_object_in_hand(cast, draft):
    write(draft, by=cast.hr, on=DRAFTED, monthly_salary=Decimal("9700"))
    assert propose(draft, by=cast.hr).terms["monthly_salary"] == "9700.00"


# --- what the law forbids


def test_the_ceiling_of_2004_05_itself_may_be_paid(cast):
    draft = DraftContractFactory(cast=cast, monthly_salary=Decimal("10763.00"))
    assert propose(draft, by=cast.hr).terms["ceiling"] == "10763.00"


def test_one_cent_above_the_ceiling_is_refused(cast):
    draft = DraftContractFactory(cast=cast, monthly_salary=Decimal("10763.01"))
    with refused("CO-PAY-2", words="$0.01 above the ceiling of $10,763 per month for FY 2004-05"):
        propose(draft, by=cast.hr)


def test_a_year_without_a_ceiling_cannot_be_proposed(cast):
    draft = DraftContractFactory(cast=cast, starts_on=date(2005, 7, 1))
    with refused("CO-PAY-2", words="No ceiling has been published for FY 2005-06"):
        propose(draft, by=cast.hr)

    PayCeilingFactory(amount=Decimal("9500.00"))
    assert propose(draft, by=cast.hr).terms["ceiling"] == "9500.00"


def test_the_ceiling_is_that_of_the_year_in_which_the_term_starts(cast):
    PayCeilingFactory(fiscal_year=2003, amount=Decimal("9000.00"))
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    draft = DraftContractFactory(cast=cast, position=position, starts_on=date(2004, 6, 30))
    with refused("CO-PAY-2", words="for FY 2003-04"):
        propose(draft, by=cast.hr)


def test_a_contract_states_a_salary(cast):
    draft = DraftContractFactory(cast=cast, monthly_salary=None)
    with refused("CO-CON-3"):
        propose(draft, by=cast.hr)


def test_a_project_states_an_objective(cast, draft):
    write(draft, by=cast.hr, on=DRAFTED, projects=[{"objective": "  ", "results": "By May 1"}])
    with refused("CO-CON-3", words="Special project 1 has no objective"):
        propose(draft, by=cast.hr)


@pytest.fixture
def second_year(cast):
    """A draft for 2005-06 at the salary of 2004-05, with nothing that it rests on."""
    PayCeilingFactory()
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    SignedContractFactory(cast=cast, position=position, monthly_salary=Decimal("9500.00"))
    return DraftContractFactory(
        cast=cast,
        position=position,
        starts_on=date(2005, 7, 1),
        drafted_on=date(2005, 5, 2),
        factors=(),
        performance_basis="",
    )


def test_a_salary_decision_rests_on_something(cast, second_year):
    on = date(2005, 5, 20)
    with refused("CO-PAY-5", words="Nothing is recorded that the salary decision rests on"):
        propose(second_year, by=cast.hr, on=on)

    write(second_year, by=cast.hr, on=on, factors=("bribery",), performance_basis="Met all objectives.")
    with refused("CO-PAY-5", words="is not one of the 6 factors"):
        propose(second_year, by=cast.hr, on=on)

    write(second_year, by=cast.hr, on=on, factors=("market",), performance_basis="", monthly_salary=Decimal("9900"))
    propose(second_year, by=cast.hr, on=on)
    assert "CO-PAY-5" in told(last_event(second_year))  # a change without a performance basis: flagged


def test_nothing_is_frozen_for_somebody_who_no_longer_holds_the_position(cast, draft):
    Incumbency.unscoped.update(ends_on=PROPOSED, state="ended")
    with refused(words="Nobody holds Director of Markets"):
        propose(draft, by=cast.hr)


def test_nothing_is_proposed_that_the_named_superior_could_not_sign(cast, draft):
    cast_module.Membership.unscoped.filter(user=cast.superior).update(ends_on=PROPOSED - timedelta(days=1))
    with refused(words="Ada Superior holds no office of Agriculture on June 1, 2004"):
        propose(draft, by=cast.hr)
    assert propose(draft, by=cast.hr, on=PROPOSED - timedelta(days=1)).number == 1


def test_what_cannot_be_printed_is_refused_in_words(cast, draft):
    write(draft, by=cast.hr, on=DRAFTED, lines={"other": ["Written in \U0001242b"]})
    with refused(words="cannot be printed"):
        propose(draft, by=cast.hr)


def test_a_late_proposal_is_possible_and_flagged(cast, draft):
    propose(draft, by=cast.hr, on=date(2004, 7, 1))
    assert "CO-CON-1" in told(last_event(draft))


# --- versions


def test_every_version_is_kept_and_can_be_compared(cast, draft):
    first = propose(draft, by=cast.hr)
    workflow.revise(draft, by=cast.hr, on=PROPOSED)
    write(draft, by=cast.hr, on=PROPOSED, monthly_salary=Decimal("9600"))
    second = propose(draft, by=cast.hr)

    draft.refresh_from_db()
    assert (draft.proposed_version, draft.version_number) == (second, 2)
    assert [version.number for version in Version.unscoped.order_by("number")] == [1, 2]
    first.refresh_from_db()
    changed = {term for term in first.terms if first.terms[term] != second.terms[term]}
    assert changed == {"monthly_salary"}
    assert first.sha256 != second.sha256
    assert [event.verb for event in events(draft)] == ["start", "edit", "propose", "revise", "edit", "propose"]
