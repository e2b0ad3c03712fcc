"""Check a PDF: what anybody is told about a file, what nobody is told, and files that mean harm."""

import zlib
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from records import checking, files, pdf, seal, throttle
from records.models import Document, Event

AT = datetime(2004, 7, 1, 5, 30, tzinfo=UTC)
PAGE = '<html lang="en-US"><head><title>A contract</title></head><body><h1>A contract</h1><p>Agreed.</p></body></html>'


@pytest.fixture(autouse=True)
def own_seal(settings, tmp_path):
    settings.SEAL_DIR = tmp_path / "seal"
    settings.SEAL_KEY_FILE = settings.SEAL_CERT_FILE = settings.SEAL_CHAIN_FILE = ""
    cache.clear()


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf.render(PAGE)


@pytest.fixture
def executed(db, printed) -> bytes:
    """A sealed copy that is kept."""
    return keep(seal.seal(printed, reason="Executed copy", at=AT), "executed copy")


def keep(content: bytes, purpose: str) -> bytes:
    files.store(content, name="SES Form 1 - Eve.pdf", content_type=files.PDF, purpose=purpose, by=None)
    return content


def changed(content: bytes, place: int) -> bytes:
    other = bytearray(content)
    other[place] ^= 1
    return bytes(other)


# --- what is told


def test_the_kept_copy_is_known_byte_for_byte_and_its_seal_holds(executed):
    answer = checking.check_pdf(executed)
    assert (answer.verdict, answer.is_ours, answer.name) == ("kept", True, "SES Form 1 - Eve.pdf")
    assert "the executed copy of a signed contract. Nothing in it was changed." in answer.words
    assert answer.seal.startswith("This PDF is ours and unchanged")


def test_a_frozen_version_is_known_and_said_to_show_no_signature(db, printed):
    answer = checking.check_pdf(keep(printed, "proposed version"))
    assert answer.is_ours
    assert "By itself it shows no signature" in answer.words


def test_any_changed_byte_is_told(executed):
    """Through the whole file, and densely around the seal, whose own room lies outside what it covers."""
    room = executed.rindex(b"/Contents <")
    places = {*range(0, len(executed), len(executed) // 60), *range(room, len(executed), 997), len(executed) - 1}
    for place in sorted(places):
        answer = checking.check_pdf(changed(executed, place), apart=False)
        assert not answer.is_ours, place
        assert answer.verdict in ("changed", "sealed", "unsealed", "unreadable", "foreign"), place
        assert answer.name == ""


def test_bytes_changed_where_the_seal_does_not_look_are_told_all_the_same(executed):
    """The seal's own room ends with zeros that no signature covers: PDF readers call such a file valid."""
    end = executed.index(b">", executed.rindex(b"/Contents <"))
    assert executed[end - 40 : end] == b"0" * 40
    answer = checking.check_pdf(changed(executed, end - 20))
    assert not answer.is_ours
    assert "Do not rely on it" in answer.words


@pytest.mark.parametrize("added", [b"\n", b"%more\n", b"\x00"])
def test_something_added_at_the_end_is_told(executed, added):
    answer = checking.check_pdf(executed + added)
    assert answer.verdict == "changed"


def test_a_file_of_another_installation_is_foreign(executed, printed, settings, tmp_path):
    settings.SEAL_DIR = tmp_path / "another"
    other = seal.seal(printed, reason="Executed copy", at=AT)
    settings.SEAL_DIR = tmp_path / "seal"
    answer = checking.check_pdf(other)
    assert answer.verdict == "foreign"
    assert "that is not our seal" in answer.words


def test_what_people_uploaded_is_confirmed_to_nobody(db, printed):
    for purpose in ("job description", "scan of signatures"):
        assert checking.check_pdf(keep(printed + purpose.encode(), purpose), apart=False).verdict != "kept"


def test_nothing_is_stored_and_nothing_recorded(executed):
    before = Document.unscoped.count(), Event.unscoped.count()
    checking.check_pdf(executed)
    checking.check_pdf(changed(executed, 500))
    assert (Document.unscoped.count(), Event.unscoped.count()) == before


# --- files that mean harm


def bomb() -> bytes:
    """A PDF whose table of objects unpacks to gigabytes."""
    packed = zlib.compress(b"\x00" * 200_000_000, 9)
    for _ in range(1):
        packed = zlib.compress(packed, 9)
    head = b"%PDF-1.7\n"
    body = (
        b"1 0 obj\n<</Type/XRef/Size 9999999/W[1 4 2]/Root 2 0 R/Filter[/FlateDecode/FlateDecode]/Length "
        + str(len(packed)).encode()
        + b">>\nstream\n"
        + packed
        + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
    )
    return head + body


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"%PDF-1.7\n" + b"<<" * 200_000,
        b"%PDF-1.7\n" + b"[" * 200_000 + b"\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\nxref\n0 99999999\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF",
    ],
)
def test_a_hostile_file_is_answered_in_words(db, content):
    answer = checking.check_pdf(content)
    assert answer.verdict in ("unsealed", "unreadable")


def test_a_file_that_unpacks_without_end_harms_only_the_process_that_reads_it(db, monkeypatch):
    monkeypatch.setattr(checking, "MOST_MEMORY", 400_000_000)
    assert checking.check_pdf(bomb()).verdict in ("unsealed", "unreadable")


def test_a_file_that_takes_too_long_is_given_up(db, monkeypatch):
    monkeypatch.setattr(checking, "MOST_SECONDS", 0.01)
    assert checking.check_pdf(b"%PDF-1.7\n").verdict == "unreadable"


# --- the page


def test_anybody_checks_without_signing_in(client, executed):
    url = reverse("check_pdf")
    assert client.get(url).status_code == 200
    answer = client.post(url, {"pdf": SimpleUploadedFile("x.pdf", executed)})
    assert "This is ours, unchanged" in answer.content.decode()
    answer = client.post(url, {"pdf": SimpleUploadedFile("x.pdf", changed(executed, 500))})
    assert "Do not rely on this file" in answer.content.decode()


def test_empty_large_and_missing_files_are_refused_in_words(client, db, settings):
    url = reverse("check_pdf")
    settings.UPLOAD_MOST_BYTES = 1000
    told = {
        b"": "This file is empty",
        b"x" * 1001: "This file is larger than",
    }
    for content, words in told.items():
        assert words in client.post(url, {"pdf": SimpleUploadedFile("x.pdf", content)}).content.decode()
    assert "Choose the PDF that you want to have checked" in client.post(url, {}).content.decode()


def test_too_often_is_refused_in_words(client, db):
    url, (times, _seconds) = reverse("check_pdf"), throttle.LIMITS["check_pdf"]
    for _ in range(times):
        assert client.post(url, {}).status_code == 200
    answer = client.post(url, {})
    assert answer.status_code == 429
    assert "That was too often" in answer.content.decode()
