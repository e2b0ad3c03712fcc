"""Signatures by hand: recorded from a scan, attested, and with the effect of the day beside each of them."""

from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Membership
from contracts import executed, paper_signatures, standing
from contracts.models import Contract, ContractCopy, ExecutedCopy, PaperRecord, Signature
from contracts.paper_signatures import Written
from records import events as chain
from records import files, seal
from tests.cast import holds
from tests.contracts.stories import everybody_but, last_event, refused, told
from tests.factories import PROPOSED, SIGNED, ProposedContractFactory, at, sign

SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
RECORDED = date(2004, 7, 6)


def scan(content: bytes = SCAN, name: str = "signed.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def all_three(cast, on=SIGNED, **changed):
    days = {"employee": on, "appointing_authority": on, "director": on, **changed}
    people = {"employee": cast.executive, "appointing_authority": cast.superior, "director": cast.director}
    return {line: Written(people[line], day) for line, day in days.items() if day}


def record(contract, written, by, on=RECORDED, upload=None):
    return paper_signatures.record(contract, scan=upload or scan(), written=written, by=by, on=on, at=at(on))


def test_three_signatures_on_paper_conclude_the_contract_on_their_own_day(cast, proposed):
    record(proposed, all_three(cast), cast.hr)
    contract = Contract.unscoped.get(pk=proposed.pk)
    assert (contract.state, contract.signed_on) == ("signed", SIGNED)
    signatures = list(Signature.unscoped.order_by("pk"))
    assert [(each.line, each.signed_at, each.signed_on) for each in signatures] == [
        ("employee", None, SIGNED),
        ("appointing_authority", None, SIGNED),
        ("director", None, SIGNED),
    ]
    assert all(each.is_on_paper and each.sha256 == proposed.proposed_version.sha256 for each in signatures)
    made = PaperRecord.unscoped.get()
    assert (made.attested_by, made.office, made.recorded_on) == (cast.hr, "Department HR", RECORDED)
    assert files.read(made.document) == SCAN
    assert ContractCopy.unscoped.get().sent_on == RECORDED
    assert chain.breaks() == []


@pytest.mark.parametrize(
    ("signed_on", "late"),
    [(date(2004, 6, 29), 0), (date(2004, 6, 30), 0), (date(2004, 7, 1), 1), (date(2004, 7, 2), 2)],
)
def test_paper_counts_for_the_day_it_was_signed_and_not_for_that_of_its_recording(cast, proposed, signed_on, late):
    record(proposed, all_three(cast, signed_on), cast.hr)
    contract = Contract.unscoped.with_standing().get(pk=proposed.pk)
    assert standing.standing(contract, on=RECORDED).days_late == late
    assert ("CO-CON-1" in told(last_event_named(proposed, "record_paper"))) == bool(late)


def last_event_named(contract, verb):
    from tests.contracts.stories import events

    return [event for event in events(contract) if event.verb == verb][-1]


def test_paper_and_electronic_lines_are_mixed_each_in_its_turn(cast, proposed):
    record(proposed, all_three(cast, appointing_authority=None, director=None), cast.hr, on=SIGNED)
    sign(proposed, cast.superior)
    sign(proposed, cast.director)
    assert [each.is_on_paper for each in Signature.unscoped.order_by("pk")] == [True, False, False]
    proposed.refresh_from_db()
    assert proposed.state == "signed"


def test_the_last_line_on_paper_concludes_what_was_begun_here(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    record(contract, all_three(cast, employee=None, appointing_authority=None), cast.hr)
    contract.refresh_from_db()
    assert contract.state == "signed"
    event = last_event(contract)
    assert (event.verb, event.office) == ("conclude_on_paper", "Department HR")


def test_the_executed_copy_holds_the_scan_and_says_what_was_on_paper(cast, proposed):
    record(proposed, all_three(cast), cast.hr)
    executed.print_waiting()
    kept = files.read(ExecutedCopy.unscoped.get().document)
    assert seal.check(kept).holds
    with pikepdf.open(BytesIO(kept)) as opened:
        inside = {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
    assert inside["scan-1.pdf"] == SCAN
    assert set(inside) == {"scan-1.pdf", "version-1.pdf", "version-1.json"}


def test_only_hr_and_the_director_record_paper(cast, proposed):
    for person in everybody_but(cast, "hr", "director"):
        with refused(words="This takes the office of"):
            record(proposed, all_three(cast), person)


def test_the_director_attests_the_signatures_of_others_and_their_own_beside_them(cast, proposed):
    record(proposed, all_three(cast), cast.director)
    assert Signature.unscoped.count() == 3


def test_nobody_attests_nothing_but_their_own_signature(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    with refused("CO-CON-4", words="nothing but your own signature"):
        record(contract, all_three(cast, employee=None, appointing_authority=None), cast.director)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_day_to_come_is_refused_and_a_paper_older_than_its_print_is_flagged(cast, proposed, days):
    day = RECORDED + timedelta(days=days)
    if days > 0:
        with refused("CO-CON-4", words="is still to come"):
            record(proposed, all_three(cast, day), cast.hr)
        return
    record(proposed, all_three(cast, day), cast.hr)
    assert "CO-CON-4" not in told(last_event_named(proposed, "record_paper"))


def test_a_contract_signed_on_paper_before_it_was_entered_here_is_recorded_and_flagged(cast, proposed):
    record(proposed, all_three(cast, PROPOSED - timedelta(days=1)), cast.hr)
    assert "CO-CON-4" in told(last_event_named(proposed, "record_paper"))


def test_a_line_out_of_its_turn_is_refused(cast, proposed):
    with refused("CO-CON-4", words="is not next"):
        record(proposed, all_three(cast, employee=None), cast.hr)
    sign(proposed, cast.executive)
    with refused("CO-CON-4", words="already signed"):
        record(proposed, all_three(cast), cast.hr)


def test_who_held_no_office_on_that_day_did_not_sign_in_it(cast, proposed):
    Membership.unscoped.filter(user=cast.director).update(ends_on=SIGNED - timedelta(days=1))
    acting = holds(cast.stranger, "director", cast.agriculture, starts_on=SIGNED, is_acting=True)
    with refused(words="the office was not held"):
        record(proposed, all_three(cast), cast.hr)
    written = all_three(cast) | {"director": Written(acting.user, SIGNED)}
    record(proposed, written, cast.hr)
    assert Signature.unscoped.get(line="director").office == "Acting department director"


def test_without_a_line_or_without_a_director_nothing_is_recorded(cast, proposed):
    with refused(words="Enter at least one line"):
        record(proposed, {}, cast.hr)
    with refused(words="Say who signed as department director"):
        record(proposed, all_three(cast) | {"director": Written(None, SIGNED)}, cast.hr)


@pytest.mark.parametrize(("content", "name"), [(b"GIF89a", "scan.pdf"), (b"words", "scan.txt"), (b"", "scan.pdf")])
def test_a_scan_is_a_pdf_by_its_content(cast, proposed, content, name):
    from accounts.acting import StepRefused

    with pytest.raises((ValidationError, StepRefused)):
        record(proposed, all_three(cast), cast.hr, upload=scan(content, name))
    assert not Signature.unscoped.exists()


def test_a_draft_and_a_signed_contract_take_no_paper(cast, draft):
    with refused(words="not possible now"):
        record(draft, all_three(cast), cast.hr)
