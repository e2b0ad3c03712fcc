"""Signatures by hand on an amendment: recorded from a scan, attested, in force from the day beside the last of them."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from pypdf import PdfReader

from contracts import amendment_paper, amendments, executed, paper_signatures, retention
from contracts.models import AmendmentCopy, AmendmentSignature, ExecutedAmendment, PaperRecord
from contracts.paper_signatures import Written
from records import events as chain
from records import files
from tests.cast import PASSWORD
from tests.contracts.page import buttons, words
from tests.contracts.stories import events, everybody_but, refused
from tests.contracts.test_amendments import NOW, PROJECTS, agreed, drafted, propose, sign
from tests.contracts.test_paper_signatures import SCAN, all_three, scan
from tests.factories import SignedContractFactory, at

SIGNED_ON = date(2004, 11, 4)
RECORDED = date(2004, 11, 9)


@pytest.fixture
def amendment(cast, signed):
    """Proposed on November 2, and signed by nobody."""
    made = drafted(cast, signed)
    propose(made, cast)
    return made


def record(amendment, written, by, on=RECORDED, upload=None):
    return amendment_paper.record(amendment, scan=upload or scan(), written=written, by=by, on=on, at=at(on))


def test_three_signatures_on_paper_put_it_in_force_on_their_own_day(cast, signed, amendment):
    record(amendment, all_three(cast, SIGNED_ON), cast.hr)
    amendment.refresh_from_db()
    assert (amendment.state, amendment.signed_on) == ("signed", SIGNED_ON)
    signatures = list(AmendmentSignature.unscoped.order_by("pk"))
    assert [(each.line, each.signed_at, each.signed_on, each.office) for each in signatures] == [
        ("employee", None, SIGNED_ON, "Employee"),
        ("appointing_authority", None, SIGNED_ON, "Appointing authority"),
        ("director", None, SIGNED_ON, "Department director"),
    ]
    made = PaperRecord.unscoped.get()
    assert (made.amendment, made.version, made.contract) == (amendment, None, signed)
    assert (made.attested_by, made.office, made.recorded_on) == (cast.hr, "Department HR", RECORDED)
    assert made.document in retention.documents(signed)
    copy = AmendmentCopy.unscoped.get()
    assert (copy.state, copy.sent_on) == ("sent", RECORDED)
    told = [event.verb for event in events(amendment)][-4:]
    assert told == ["record_paper", "record_paper", "record_paper", "conclude_on_paper"]
    assert chain.breaks() == []
    assert amendments.terms_in_force(signed, on=SIGNED_ON)["projects"] == PROJECTS
    assert amendments.terms_in_force(signed, on=NOW) == signed.proposed_version.terms


def test_paper_and_electronic_lines_are_mixed_each_in_its_turn(cast, amendment):
    sign(amendment, cast.executive)
    people = all_three(cast, SIGNED_ON)
    with refused(words="is not next"):
        record(amendment, {"director": people["director"]}, cast.hr)
    record(amendment, {"appointing_authority": people["appointing_authority"]}, cast.hr)
    amendment.refresh_from_db()
    assert (amendment.state, amendments.next_line(amendment)) == ("proposed", "director")
    sign(amendment, cast.director, on=RECORDED)
    amendment.refresh_from_db()
    assert (amendment.state, amendment.signed_on) == ("signed", RECORDED)
    assert [each.paper_id is None for each in AmendmentSignature.unscoped.order_by("pk")] == [True, False, True]


def test_nobody_but_hr_and_the_director_records_it(cast, amendment):
    for person in everybody_but(cast, "hr", "director"):
        with refused(words="This takes the office of"):
            record(amendment, all_three(cast, SIGNED_ON), person)


def test_only_what_is_proposed_is_signed_on_paper_and_each_line_once(cast, signed, amendment):
    record(amendment, all_three(cast, SIGNED_ON), cast.hr)
    with refused(words="not possible now: it is signed"):
        record(amendment, all_three(cast, SIGNED_ON), cast.hr)
    second = amendments.start(signed, by=cast.hr, on=RECORDED)
    with refused(words="not possible now: it is draft"):
        record(second, all_three(cast, SIGNED_ON), cast.hr)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2004, 11, 10), "is still to come"),
        (date(2004, 6, 30), "The contract begins on July 1, 2004"),
    ],
)
def test_a_day_to_come_or_before_the_contract_begins_is_refused(cast, amendment, day, said):
    with refused(words=said):
        record(amendment, all_three(cast, day), cast.hr)


def test_a_day_before_a_contract_that_was_signed_late_is_refused(cast):
    late = date(2004, 7, 10)
    contract = SignedContractFactory(cast=cast, signed_on=late)
    amendment = drafted(cast, contract)
    propose(amendment, cast)
    with refused(words="is before the contract was signed, on July 10, 2004"):
        record(amendment, all_three(cast, date(2004, 7, 9)), cast.hr)
    record(amendment, all_three(cast, late), cast.hr)


def test_a_day_before_the_last_amendment_is_refused(cast, signed):
    agreed(cast, signed, on=date(2004, 10, 20))
    second = drafted(cast, signed, projects=PROJECTS[1:])
    propose(second, cast)
    with refused(words="is before amendment 1 was signed, on October 20, 2004"):
        record(second, all_three(cast, date(2004, 10, 19)), cast.hr)
    record(second, all_three(cast, date(2004, 10, 20)), cast.hr)


def test_signed_in_the_year_it_is_recorded_after_the_year_and_signed_after_it_is_refused(cast, amendment):
    after = date(2005, 7, 6)
    with refused("CO-CON-6", words="The contract ended on June 30, 2005"):
        record(amendment, all_three(cast, date(2005, 7, 1)), cast.hr, on=after)
    record(amendment, all_three(cast, date(2005, 6, 30)), cast.hr, on=after)
    amendment.refresh_from_db()
    assert amendment.signed_on == date(2005, 6, 30)


def test_a_director_does_not_attest_nothing_but_their_own_signature(cast, amendment):
    sign(amendment, cast.executive)
    sign(amendment, cast.superior)
    with refused(words="You would attest nothing but your own signature"):
        record(amendment, {"director": Written(cast.director, SIGNED_ON)}, cast.director)


def test_who_did_not_hold_the_office_that_day_did_not_sign(cast, amendment):
    written = {**all_three(cast, SIGNED_ON), "director": Written(cast.stranger, SIGNED_ON)}
    with refused(words="the office was not held"):
        record(amendment, written, cast.hr)
    with refused(words="Say who signed as department director"):
        record(amendment, {**written, "director": Written(None, SIGNED_ON)}, cast.hr)
    with refused(words="Enter at least one line"):
        record(amendment, {}, cast.hr)


def test_a_scan_that_is_no_pdf_is_refused_and_nothing_is_kept(cast, amendment):
    with pytest.raises(ValidationError):
        record(amendment, all_three(cast, SIGNED_ON), cast.hr, upload=scan(b"no pdf"))
    assert not PaperRecord.unscoped.exists() and not AmendmentSignature.unscoped.exists()


def test_its_executed_copy_says_that_it_was_signed_on_paper_and_holds_the_scan(cast, amendment):
    record(amendment, all_three(cast, SIGNED_ON), cast.hr)
    executed.print_waiting()
    kept = files.read(ExecutedAmendment.unscoped.get().document)
    with pikepdf.open(BytesIO(kept)) as opened:
        inside = {name: spec.get_file().read_bytes() for name, spec in opened.attachments.items()}
    assert inside["scan-1.pdf"] == SCAN
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(kept)).pages).split())
    assert "Signed on paper, November 4, 2004" in told
    assert "Hal Resources, Department HR, recorded November 9, 2004" in told
    assert "A copy went to DPA/DHR on November 9, 2004." in told


def test_a_record_is_of_a_version_or_of_an_amendment_and_is_kept(cast, amendment):
    record(amendment, all_three(cast, SIGNED_ON), cast.hr)
    rows = PaperRecord.unscoped.all()
    for change in ({"amendment": None}, {"name": "Somebody Else"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    stray = rows.get()
    stray.pk, stray.amendment, stray.document = None, None, amendment.document
    with pytest.raises(DatabaseError), transaction.atomic():
        stray.save(force_insert=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        AmendmentSignature.unscoped.update(signed_on=NOW)


def test_hr_records_it_on_its_page_and_what_was_typed_comes_back(cast, amendment, visit):
    page, url = visit(cast.hr, on=RECORDED), reverse("contracts:record_amendment_paper", args=[amendment.pk])
    assert "Record signatures on paper" in buttons(page.get(amendment.get_absolute_url()))
    assert "Scan of the signed amendment (PDF)" in words(page.get(url))
    days = {f"{line}_on": SIGNED_ON.isoformat() for line in ("employee", "appointing_authority", "director")}
    sent = {**days, "director": cast.director.pk, "attests": "on", "password": PASSWORD}
    answer = page.post(url, {**sent, "employee_on": "2004-11-30", "scan": scan()})
    assert "is still to come" in words(answer)
    assert not PaperRecord.unscoped.exists()
    done = page.post(url, {**sent, "scan": scan()})
    assert done["Location"] == amendment.get_absolute_url()
    told = words(page.get(amendment.get_absolute_url()))
    assert "on paper, November 4, 2004" in told and "in force from November 4, 2004" in told
    record_of = PaperRecord.unscoped.get()
    address = reverse("contracts:scan", args=[amendment.contract_id, record_of.pk])
    assert address in page.get(amendment.get_absolute_url()).content.decode()
    assert page.get(address).content == SCAN
    assert record_of.statement == paper_signatures.ATTESTATION
