"""The executed copy: printed once, sealed, kept, and from then on served as kept."""

import hashlib
import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from contracts import executed, tasks
from contracts.models import ExecutedCopy, Signature
from records import events as chain
from records import files, seal
from records.models import Document, Event
from tests.contracts.stories import events, last_event
from tests.factories import PlacedPositionFactory, SignedContractFactory

LONG_AGO = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def own_seal(settings, tmp_path):
    """Every story has an authority of its own, so that one can spoil it."""
    settings.SEAL_DIR = tmp_path / "seal"


def copy_of(contract) -> ExecutedCopy:
    return ExecutedCopy.unscoped.select_related("document").get(contract=contract)


def attachments(pdf: bytes) -> dict[str, bytes]:
    """The files inside a PDF, by name."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}


def claim(contract, *, until) -> None:
    ExecutedCopy.unscoped.filter(contract=contract).update(claimed_until=until)


# --- what it is


def test_the_executed_copy_is_sealed_and_holds_what_was_signed(cast, signed):
    assert tasks.print_executed_copies() == 1

    copy = copy_of(signed)
    kept = files.read(copy.document)
    report = seal.check(kept)
    assert report.holds, report.words
    inside = attachments(kept)
    assert set(inside) == {"version-1.pdf", "version-1.json"}
    frozen = hashlib.sha256(inside["version-1.pdf"]).hexdigest()
    assert {each.sha256 for each in Signature.unscoped.filter(contract=signed)} == {frozen}
    assert frozen == signed.proposed_version.sha256
    assert json.loads(inside["version-1.json"]) == signed.proposed_version.terms


def test_it_is_recorded_with_its_hash_and_no_person_did_it(cast, signed):
    executed.print_waiting()
    copy, event = copy_of(signed), last_event(signed)
    assert (event.verb, event.actor, event.actor_name, event.office) == ("seal", None, "SES Admin", "Job")
    assert event.facts == {"sha256": copy.document.sha256}
    assert (event.start, event.end) == ("", "")
    assert copy.document.name == "SES Form 1 - Eve Executive - executed.pdf"
    assert chain.breaks() == []


def test_it_is_printed_once_and_served_as_kept(cast, signed):
    executed.print_waiting()
    first = copy_of(signed)
    before = files.read(first.document)

    assert executed.print_waiting() == 0

    second = copy_of(signed)
    assert (second.document, second.sealed_at, second.tries) == (first.document, first.sealed_at, 1)
    response = files.serve(second.document)
    assert response.content == before
    assert response["Content-Type"] == "application/pdf"
    assert [event.verb for event in events(signed)].count("seal") == 1


def test_one_changed_byte_breaks_the_seal(cast, signed):
    executed.print_waiting()
    kept = bytearray(files.read(copy_of(signed).document))
    kept[len(kept) // 2] ^= 1
    assert not seal.check(bytes(kept)).holds


def test_contracts_that_are_not_signed_have_none(cast, proposed):
    assert executed.print_waiting() == 0
    assert not ExecutedCopy.unscoped.exists()


# --- trouble


def spoil_the_seal(settings) -> None:
    settings.SEAL_KEY_FILE = settings.SEAL_CERT_FILE = "/nowhere/seal.pem"


def mend_the_seal(settings) -> None:
    settings.SEAL_KEY_FILE = settings.SEAL_CERT_FILE = ""


def test_a_seal_that_fails_holds_up_nothing_that_was_signed_and_is_tried_again(cast, signed, settings):
    spoil_the_seal(settings)
    assert executed.print_waiting() == 0

    copy = copy_of(signed)
    signed.refresh_from_db()
    assert signed.state == "signed"
    assert (copy.document, copy.sealed_at, copy.tries) == (None, None, 1)
    assert copy.last_trouble.startswith("CannotSeal: ")

    mend_the_seal(settings)
    assert executed.print_waiting() == 0  # not at once again and again
    with time_machine.travel(timezone.now() + executed.CLAIM_LASTS + LONG_AGO):
        assert executed.print_waiting() == 1
    copy = copy_of(signed)
    assert seal.check(files.read(copy.document)).holds
    assert (copy.tries, copy.last_trouble) == (2, "")


def test_one_that_cannot_be_made_does_not_hold_up_the_next(cast, signed):
    """The kept print of the first contract is lost; the second is printed all the same."""
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.other_executive)
    second = SignedContractFactory(cast=cast, position=position)
    frozen = signed.proposed_version.document
    (kept,) = Path(files.settings.FILES_DIR).rglob(frozen.stored_name)
    kept.unlink()

    assert executed.print_waiting() == 1

    assert copy_of(signed).last_trouble.startswith("Damaged: The kept file")
    assert copy_of(second).sealed_at is not None


# --- several workers, and one that is killed


def test_what_one_worker_has_claimed_another_leaves_alone(cast, signed):
    claim(signed, until=timezone.now() + executed.CLAIM_LASTS)
    assert executed.print_waiting() == 0
    assert copy_of(signed).tries == 0


def test_a_claim_is_taken_by_one_of_two_who_saw_the_same(cast, signed):
    mine = executed._claim_next()
    assert mine.contract == signed
    assert executed._claim_next() is None


def test_what_a_killed_worker_left_is_taken_up_again(cast, signed):
    """Its claim runs out. Whatever it had written without entering it is nobody's."""
    claim(signed, until=timezone.now() - LONG_AGO)
    assert executed.print_waiting() == 1
    assert seal.check(files.read(copy_of(signed).document)).holds


def test_a_worker_killed_while_keeping_leaves_nothing_half_done(cast, signed):
    class Killed(BaseException):
        """As a signal would end it."""

    copy = executed._claim_next()
    with pytest.raises(Killed), transaction.atomic():
        assert executed._finish(copy, b"%PDF-1.7 half a copy")
        raise Killed

    assert copy_of(signed).sealed_at is None
    assert not Document.unscoped.filter(purpose="executed copy").exists()
    assert "seal" not in [event.verb for event in events(signed)]
    claim(signed, until=timezone.now() - LONG_AGO)
    assert executed.print_waiting() == 1


def test_a_worker_that_comes_late_keeps_nothing(cast, signed):
    """Its claim ran out while it printed, and another one finished meanwhile."""
    late = executed._claim_next()
    claim(signed, until=timezone.now() - LONG_AGO)
    executed.print_waiting()
    kept = copy_of(signed)

    assert executed._finish(late, b"%PDF-1.7 another print") is False

    assert copy_of(signed).document == kept.document
    assert Document.unscoped.filter(purpose="executed copy").count() == 1
    assert Event.unscoped.filter(verb="seal").count() == 1


def test_trouble_of_a_worker_that_comes_late_is_not_told_of_a_sealed_copy(cast, signed):
    late = executed._claim_next()
    claim(signed, until=timezone.now() - LONG_AGO)
    executed.print_waiting()
    executed._keep_trouble(late, seal.CannotSeal("The key is gone."))
    assert copy_of(signed).last_trouble == ""


def test_the_database_replaces_no_sealed_copy(cast, signed):
    executed.print_waiting()
    copy = copy_of(signed)
    other = files.store(b"%PDF-1.7", name="other.pdf", content_type=files.PDF, purpose="executed copy", by=None)
    for change in ({"document": other}, {"sealed_at": None}, {"last_trouble": "Oh"}):
        with pytest.raises(Exception, match="of a kept row"), transaction.atomic():
            ExecutedCopy.unscoped.filter(pk=copy.pk).update(**change)
    with pytest.raises(Exception, match="of a kept row"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM contracts_executedcopy WHERE id = %s", [copy.pk])
    assert copy_of(signed).document == copy.document
