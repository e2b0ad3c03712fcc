"""The copy of a signed contract: sent with the last signature, received by DPA/DHR, or returned with a reason."""

from datetime import date

import pytest

from contracts import copies
from contracts.models import ContractCopy
from records import events as chain
from tests.contracts.stories import events, everybody_but, last_event, letters, refused
from tests.factories import ProposedContractFactory, ReturnedCopyFactory, sign

RECEIVED = date(2004, 6, 21)
SENT_AGAIN = date(2004, 6, 25)


@pytest.fixture
def copy(signed):
    """The copy, on its way."""
    return ContractCopy.unscoped.get(contract=signed)


@pytest.fixture
def returned(cast):
    """The copy, returned to the department."""
    return ReturnedCopyFactory(cast=cast)


def send_back(copy, by, reason="The second page cannot be read."):
    return copies.return_copy(copy, reason=reason, by=by, on=RECEIVED)


# --- acknowledging


def test_dpa_dhr_acknowledges_the_copy(cast, copy):
    copies.acknowledge(copy, by=cast.reviewer, on=RECEIVED)
    copy.refresh_from_db()
    assert (copy.state, copy.received_on) == ("received", RECEIVED)
    event = last_event(copy)
    assert (event.verb, event.start, event.end, event.on) == ("acknowledge", "sent", "received", RECEIVED)
    assert (event.actor, event.office, event.department) == (cast.reviewer, "DPA/DHR reviewer", cast.agriculture)


def test_nobody_else_acknowledges_or_returns(cast, copy):
    for person in everybody_but(cast, "reviewer"):
        with refused(words="This takes the office of DPA/DHR reviewer"):
            copies.acknowledge(copy, by=person, on=RECEIVED)
        with refused(words="This takes the office of DPA/DHR reviewer"):
            send_back(copy, person)


def test_a_copy_is_acknowledged_once(cast, copy):
    copies.acknowledge(copy, by=cast.reviewer, on=RECEIVED)
    with refused(words="not possible now: it is received"):
        copies.acknowledge(copy, by=cast.reviewer, on=RECEIVED)
    with refused(words="not possible now: it is received"):
        send_back(copy, cast.reviewer)
    with refused(words="not possible now: it is received"):
        copies.send_again(copy, by=cast.hr, on=RECEIVED)


def test_a_page_that_was_open_before_acknowledges_nothing(cast, copy):
    in_hand = ContractCopy.unscoped.get(pk=copy.pk)
    send_back(copy, cast.reviewer)
    with refused(words="Somebody else has acted on this meanwhile"):
        copies.acknowledge(in_hand, by=cast.reviewer, on=RECEIVED)


# --- returning


def test_dpa_dhr_returns_the_copy_with_a_reason_and_the_contract_stays_signed(cast, copy):
    before = len(letters())
    send_back(copy, cast.reviewer)

    copy.refresh_from_db()
    assert (copy.state, copy.returned_reason) == ("returned", "The second page cannot be read.")
    assert copy.contract.state == "signed"
    event = last_event(copy)
    assert (event.verb, event.start, event.end) == ("return", "sent", "returned")
    assert event.facts["reason"] == "The second page cannot be read."
    subject = "DPA/DHR returned the copy of a contract"
    assert sorted(letters()[before:]) == [("Dana Director", subject), ("Hal Resources", subject)]


def test_a_copy_is_not_returned_without_a_reason(cast, copy):
    with refused(words="Write why the copy is returned"):
        send_back(copy, cast.reviewer, reason=" ")


# --- sending again


@pytest.mark.parametrize("office", ["hr", "director"])
def test_the_department_sends_a_returned_copy_again(cast, returned, office):
    before = len(letters())
    copies.send_again(returned, by=getattr(cast, office), on=SENT_AGAIN)

    returned.refresh_from_db()
    assert (returned.state, returned.sent_on) == ("sent", SENT_AGAIN)
    event = last_event(returned)
    assert (event.verb, event.start, event.end, event.actor) == ("send", "returned", "sent", getattr(cast, office))
    assert letters()[before:] == [("Rita Reviewer", "A signed contract is with DPA/DHR")]


def test_nobody_else_sends_it_again(cast, returned):
    for person in everybody_but(cast, "hr", "director"):
        with refused(words="This takes the office of"):
            copies.send_again(returned, by=person, on=SENT_AGAIN)


def test_a_copy_that_is_on_its_way_is_not_sent_again(cast, copy):
    with refused(words="not possible now: it is sent"):
        copies.send_again(copy, by=cast.hr, on=SENT_AGAIN)


def test_every_return_and_every_sending_is_told_anew(cast, returned):
    copies.send_again(returned, by=cast.hr, on=SENT_AGAIN)
    send_back(returned, cast.reviewer, reason="The third page, too.")
    copies.send_again(returned, by=cast.hr, on=SENT_AGAIN)

    subjects = [subject for name, subject in letters() if name in ("Rita Reviewer", "Hal Resources")]
    assert subjects.count("A signed contract is with DPA/DHR") == 3
    assert subjects.count("DPA/DHR returned the copy of a contract") == 2
    assert [event.verb for event in events(returned)] == ["send", "return", "send", "return", "send"]
    assert chain.breaks() == []


def test_there_is_no_copy_before_the_last_signature(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    assert not ContractCopy.unscoped.exists()
    sign(contract, cast.director)
    assert ContractCopy.unscoped.get().contract == contract
