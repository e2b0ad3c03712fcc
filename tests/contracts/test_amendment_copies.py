"""The copy of a signed amendment: sent with the last signature, received by DPA/DHR or returned, and sent again."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

import law
from contracts import copies, deadlines, executed
from contracts.models import AmendmentCopy, ContractCopy, ExecutedAmendment
from records import events as chain
from records import files, triggers
from ses_admin import desk
from tests.cast import holds
from tests.contracts.page import buttons, filled, words
from tests.contracts.stories import events, everybody_but, last_event, letters, refused
from tests.contracts.test_amendments import NOW, agreed, drafted, propose, sign

RECEIVED = date(2004, 11, 5)
SENT_AGAIN = date(2004, 11, 9)
WHY = "The second page cannot be read."


@pytest.fixture
def amendment(cast, signed):
    """An amendment that both sides have signed."""
    return agreed(cast, signed)


@pytest.fixture
def copy(amendment):
    """Its copy, on the way."""
    return AmendmentCopy.unscoped.get(amendment=amendment)


@pytest.fixture
def returned(cast, copy):
    """Its copy, returned to the department."""
    copies.return_copy(copy, reason=WHY, by=cast.reviewer, on=RECEIVED)
    return copy


# --- sent with the last signature


def test_it_is_sent_with_the_last_signature_by_who_gave_it_and_dpa_dhr_is_told(cast, signed):
    made = drafted(cast, signed)
    propose(made, cast)
    for person in (cast.executive, cast.superior):
        sign(made, person)
    assert not AmendmentCopy.unscoped.exists()
    sign(made, cast.director)

    copy = AmendmentCopy.unscoped.get(amendment=made)
    assert (copy.state, copy.sent_on, copy.department) == ("sent", NOW, cast.agriculture)
    event = last_event(copy)
    assert (event.verb, event.start, event.end, event.actor) == ("send", "", "sent", cast.director)
    assert (event.office, event.person) == ("Department director", cast.executive)
    assert event.words == "Sent amendment 1 of the contract of Eve Executive to DPA/DHR"
    assert letters()[-4:].count(("Rita Reviewer", "A signed amendment is with DPA/DHR")) == 1
    assert chain.breaks() == []


def test_the_copy_of_the_contract_stays_as_it_was(cast, signed):
    before = ContractCopy.unscoped.filter(contract=signed).values().get()
    copies.acknowledge(AmendmentCopy.unscoped.get(amendment=agreed(cast, signed)), by=cast.reviewer, on=RECEIVED)
    assert ContractCopy.unscoped.filter(contract=signed).values().get() == before


def test_its_evidence_sheet_says_when_it_was_sent(cast, amendment):
    executed.print_waiting()
    kept = files.read(ExecutedAmendment.unscoped.get(amendment=amendment).document)
    told = " ".join(page.extract_text() for page in PdfReader(BytesIO(kept)).pages)
    assert "A copy went to DPA/DHR on November 2, 2004." in " ".join(told.split())


# --- received, returned, sent again


def test_dpa_dhr_receives_it_once(cast, copy):
    copies.acknowledge(copy, by=cast.reviewer, on=RECEIVED)
    copy.refresh_from_db()
    assert (copy.state, copy.received_on) == ("received", RECEIVED)
    event = last_event(copy)
    assert (event.verb, event.start, event.end, event.office) == (
        "acknowledge",
        "sent",
        "received",
        "DPA/DHR reviewer",
    )
    for act in (copies.acknowledge, copies.send_again):
        with refused(words="not possible now: it is received"):
            act(copy, by=cast.reviewer, on=RECEIVED)


def test_nobody_else_receives_or_returns_it(cast, copy):
    for person in everybody_but(cast, "reviewer"):
        with refused(words="This takes the office of DPA/DHR reviewer"):
            copies.acknowledge(copy, by=person, on=RECEIVED)
        with refused(words="This takes the office of DPA/DHR reviewer"):
            copies.return_copy(copy, reason=WHY, by=person, on=RECEIVED)


def test_a_page_that_was_open_before_receives_nothing(cast, copy):
    in_hand = AmendmentCopy.unscoped.get(pk=copy.pk)
    copies.return_copy(copy, reason=WHY, by=cast.reviewer, on=RECEIVED)
    with refused(words="Somebody else has acted on this meanwhile"):
        copies.acknowledge(in_hand, by=cast.reviewer, on=RECEIVED)


def test_a_reviewer_does_not_receive_or_return_the_copy_of_their_own(cast, copy):
    holds(cast.executive, "reviewer")
    with refused(words="This is your own contract") as refusal:
        copies.acknowledge(copy, by=cast.executive, on=RECEIVED)
    assert "CO-CON-8" in refusal.value.words
    with refused(words="This is your own contract"):
        copies.return_copy(copy, reason=WHY, by=cast.executive, on=RECEIVED)


def test_it_is_returned_with_a_reason_and_the_amendment_stays_in_force(cast, amendment, copy):
    with refused(words="Write why the copy is returned"):
        copies.return_copy(copy, reason=" ", by=cast.reviewer, on=RECEIVED)
    before = len(letters())
    copies.return_copy(copy, reason=WHY, by=cast.reviewer, on=RECEIVED)
    copy.refresh_from_db()
    amendment.refresh_from_db()
    assert (copy.state, copy.returned_reason, amendment.state) == ("returned", WHY, "signed")
    assert last_event(copy).facts["reason"] == WHY
    subject = "DPA/DHR returned the copy of an amendment"
    assert sorted(letters()[before:]) == [("Dana Director", subject), ("Hal Resources", subject)]


@pytest.mark.parametrize("office", ["hr", "director"])
def test_the_department_sends_a_returned_copy_again(cast, returned, office):
    before = len(letters())
    copies.send_again(returned, by=getattr(cast, office), on=SENT_AGAIN)
    returned.refresh_from_db()
    assert (returned.state, returned.sent_on) == ("sent", SENT_AGAIN)
    assert [event.verb for event in events(returned)] == ["send", "return", "send"]
    assert letters()[before:] == [("Rita Reviewer", "A signed amendment is with DPA/DHR")]


def test_nobody_else_sends_it_again_and_one_on_its_way_is_not_sent_again(cast, returned):
    for person in everybody_but(cast, "hr", "director"):
        with refused(words="This takes the office of"):
            copies.send_again(returned, by=person, on=SENT_AGAIN)
    copies.send_again(returned, by=cast.hr, on=SENT_AGAIN)
    with refused(words="not possible now: it is sent"):
        copies.send_again(returned, by=cast.hr, on=SENT_AGAIN)


# --- signed before copies of amendments were sent


@pytest.fixture
def unsent(amendment, copy):
    """A signed amendment from the time before, of which no copy was sent."""
    triggers.lift()
    copy.delete()
    triggers.restore()
    return type(amendment).unscoped.get(pk=amendment.pk)


def test_human_resources_sends_the_copy_of_one_that_was_signed_before(cast, unsent, visit):
    page = visit(cast.hr, on=RECEIVED)
    assert buttons(page.get(unsent.get_absolute_url()))[0] == "Send to DPA/DHR"
    page.post(reverse("contracts:send_amendment", args=[unsent.pk]))
    assert AmendmentCopy.unscoped.get(amendment=unsent).sent_on == RECEIVED
    with refused(words="was sent already"):
        copies.send_amendment(unsent, by=cast.hr, on=RECEIVED)


def test_what_is_not_signed_is_not_sent_and_others_do_not_send_it(cast, signed):
    made = drafted(cast, signed)
    with refused(words="Only a signed amendment goes to DPA/DHR"):
        copies.send_amendment(made, by=cast.hr, on=NOW)
    for person in (cast.reviewer, cast.auditor, cast.other_hr, cast.stranger):
        with refused(words="This takes the office of"):
            copies.send_amendment(made, by=person, on=NOW)


# --- frozen


def test_what_was_received_refuses_every_change_and_nothing_is_deleted(cast, copy):
    rows = AmendmentCopy.unscoped.filter(pk=copy.pk)
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        rows.delete()
    contracts = ContractCopy.unscoped.all()
    copies.acknowledge(copy, by=cast.reviewer, on=RECEIVED)
    copies.acknowledge(contracts.get(), by=cast.reviewer, on=RECEIVED)
    for found in (rows, contracts):
        stood = found.values().get()
        for change in ({"state": "sent"}, {"received_on": NOW}, {"returned_reason": "No."}, {"sent_on": RECEIVED}):
            with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
                found.update(**change)
        with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
            found.delete()
        assert found.values().get() == stood


def test_the_database_takes_no_copy_of_what_is_not_signed(cast, signed):
    made = drafted(cast, signed)
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO contracts_amendmentcopy (plan, amendment_id, department_id, state, sent_on, returned_reason) "
            "VALUES (%s, %s, %s, 'sent', %s, '')",
            [made.plan, made.pk, made.department_id, NOW],
        )


# --- no duty of the law


def test_the_law_asks_for_no_copy_of_an_amendment_so_none_is_ever_late(cast, returned):
    late = RECEIVED + timedelta(days=60)
    owed = [each for each in deadlines.owing(law.DEFAULT_PLAN, on=late) if "copy" in each.thing_kind]
    assert {(each.thing_kind, each.met_on is None) for each in owed} <= {("copy", False)}


# --- the pages


def waits_for(user, *, on=NOW):
    user.forget_offices()
    gathered = desk.gather(user, on=on)
    return [item.what for item in gathered.mine.rows], [item.what for item in gathered.others.rows]


def test_it_waits_on_the_desk_of_dpa_dhr_and_when_returned_on_that_of_the_department(cast, copy):
    row = "Acknowledge amendment 1 of the contract of Eve Executive"
    assert row in waits_for(cast.reviewer)[0]
    assert row in waits_for(cast.hr)[1]
    copies.return_copy(copy, reason=WHY, by=cast.reviewer, on=RECEIVED)
    row = "Send amendment 1 of the contract of Eve Executive to DPA/DHR again"
    assert row in waits_for(cast.hr, on=RECEIVED)[0]
    assert row in waits_for(cast.reviewer, on=RECEIVED)[1]
    copies.send_again(copy, by=cast.hr, on=RECEIVED)
    copies.acknowledge(copy, by=cast.reviewer, on=RECEIVED)
    mine, others = waits_for(cast.reviewer, on=RECEIVED)
    assert not [row for row in (*mine, *others) if "amendment" in row]


def test_dpa_dhr_receives_it_on_the_page_of_the_amendment(cast, amendment, visit):
    page = visit(cast.reviewer, on=RECEIVED)
    first = page.get(amendment.get_absolute_url())
    assert "waits for DPA/DHR to acknowledge the copy" in words(first)
    assert buttons(first)[0] == "Acknowledge the copy"
    page.post(reverse("contracts:acknowledge_amendment", args=[amendment.pk]))
    told = words(page.get(amendment.get_absolute_url()))
    assert "Received November 5, 2004. It was sent November 2, 2004." in told
    assert "Received amendment 1 of the contract of Eve Executive" in told
    contract = words(page.get(amendment.contract.get_absolute_url()))
    assert "DPA/DHR received its copy November 5, 2004" in contract


def test_a_return_without_a_reason_comes_back_with_its_page(cast, amendment, visit):
    page, url = visit(cast.reviewer, on=RECEIVED), reverse("contracts:return_amendment", args=[amendment.pk])
    answer = page.post(url, {"reason": " "})
    assert answer.status_code == 200 and "Write why the copy is returned." in words(answer)
    page.post(url, {"reason": WHY})
    answer = visit(cast.hr, on=RECEIVED).get(amendment.get_absolute_url())
    assert f"DPA/DHR returned it. Why: {WHY}" in words(answer)
    assert buttons(answer)[0] == "Send again to DPA/DHR"
    assert "reason" not in filled(answer)


def test_an_office_that_may_not_is_offered_nothing(cast, amendment, visit):
    for person in (cast.auditor, cast.executive, cast.hr):
        told = buttons(visit(person, on=RECEIVED).get(amendment.get_absolute_url()))
        assert "Acknowledge the copy" not in told and "Send again to DPA/DHR" not in told
