"""Files: what is taken and what is refused, how they are kept, and that a damaged one is never served."""

import io
import stat
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from records import files
from records.models import Document
from tests.cast import person

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def archive(*names: str) -> bytes:
    """A ZIP file with these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "content")
    return made.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


@pytest.fixture
def writer(db):
    return person("Wanda Writer")


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("description.pdf", PDF, files.PDF),
        ("DESCRIPTION.PDF", PDF, files.PDF),
        ("description.docx", DOCX, files.DOCX),
        ("description.txt", "Führt die Abteilung — 指導".encode(), files.TEXT),
    ],
)
def test_a_file_is_known_by_its_content(name, content, kind):
    assert files.check_upload(upload(name, content)) == kind


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.pdf", b"", "empty"),
        ("program.exe", b"MZ", "Only PDF, Word"),
        ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Only PDF, Word"),
        ("page.html", b"<html></html>", "Only PDF, Word"),
        ("no-ending", PDF, "Only PDF, Word"),
        (".pdf", PDF, "Only PDF, Word"),
        ("description.pdf.exe", PDF, "Only PDF, Word"),
        ("page.pdf", b"<html><script>alert(1)</script></html>", "not what its name"),
        ("cut-off.pdf", PDF[:20], "not what its name"),
        ("late.pdf", b"<html>" + PDF, "not what its name"),
        ("page.txt", b"\xef\xbb\xbf \n<!doctype html><p>hello", "not what its name"),
        ("script.txt", b"#!/bin/sh\n", "not what its name"),
        ("form.txt", PDF, "not what its name"),
        ("packed.txt", DOCX, "not what its name"),
        ("latin.txt", "é".encode("latin-1"), "not what its name"),
        ("zeros.txt", b"a\x00b", "not what its name"),
        ("sheet.docx", archive("xl/workbook.xml"), "not what its name"),
        ("macros.docx", archive("word/document.xml", "word/vbaProject.bin"), "not what its name"),
        ("two-kinds.docx", b"<html></html>" + DOCX, "not what its name"),
        ("broken.docx", DOCX[:-10], "not what its name"),
        ("not-packed.docx", b"PK\x03\x04 not an archive", "not what its name"),
        ("form.docx", PDF, "not what its name"),
    ],
)
def test_a_file_that_is_not_wanted_is_refused_with_a_sentence(name, content, words):
    with pytest.raises(ValidationError, match=words):
        files.check_upload(upload(name, content))


def test_a_file_may_have_the_most_bytes_and_not_one_more(settings):
    settings.UPLOAD_MOST_BYTES = 1024 * 1024
    just_right = PDF + b" " * (1024 * 1024 - len(PDF) - 6) + b"%%EOF\n"
    assert files.check_upload(upload("large.pdf", just_right)) == files.PDF
    with pytest.raises(ValidationError, match="larger than 1 MB"):
        files.check_upload(upload("larger.pdf", just_right + b" "))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("/absolute/path.pdf", "path.pdf"),
        ("..", "file"),
        ("", "file"),
        ("with\r\nSet-Cookie: a=b.pdf", "with__Set-Cookie_ a_b.pdf"),
        ("quoted\"name'.pdf", "quoted_name_.pdf"),
        ("turned\u202efdp.exe", "turned_fdp.exe"),
        ("zero\x00byte.pdf", "zero_byte.pdf"),
        ("Begründung (Entwurf).pdf", "Begründung (Entwurf).pdf"),
        ("a" * 300 + ".pdf", "a" * 100 + ".pdf"),
    ],
)
def test_a_name_loses_whatever_a_system_could_trip_over(name, kept):
    assert files.safe_name(name) == kept


def test_a_file_is_kept_under_a_random_name_for_the_owner_only(writer, settings):
    document = files.store_upload(upload("../../evil.pdf", PDF), purpose="job description", by=writer)
    path = settings.FILES_DIR / document.stored_name[:2] / document.stored_name
    assert path.read_bytes() == PDF
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (document.name, document.size, document.stored_by) == ("evil.pdf", len(PDF), writer)
    assert len(document.stored_name) == 64
    assert "evil" not in document.stored_name
    assert [each for each in settings.FILES_DIR.rglob("*") if each.is_file()] == [path]


def test_a_refused_upload_keeps_nothing(writer, settings):
    with pytest.raises(ValidationError):
        files.store_upload(upload("page.pdf", b"<html>"), purpose="job description", by=writer)
    assert not settings.FILES_DIR.exists()
    assert Document.unscoped.count() == 0


def test_a_file_is_served_as_a_download_that_no_browser_opens_as_a_page(writer):
    document = files.store(PDF, name="Zoë’s “form”.pdf", content_type=files.PDF, purpose="x", by=writer)
    response = files.serve(document)
    assert response.content == PDF
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_a_changed_or_missing_file_is_never_served_and_verify_records_names_it(writer, settings):
    document = files.store(PDF, name="form.pdf", content_type=files.PDF, purpose="x", by=writer)
    path = settings.FILES_DIR / document.stored_name[:2] / document.stored_name
    path.write_bytes(PDF.replace(b"1 0 obj", b"2 0 obj"))
    with pytest.raises(files.Damaged, match=rf"form.pdf \(document {document.pk}\) was changed"):
        files.serve(document)
    with pytest.raises(CommandError, match="was changed"):
        call_command("verify_records")
    path.unlink()
    with pytest.raises(files.Damaged, match="is missing"):
        files.read(document)
    with pytest.raises(CommandError, match="is missing"):
        call_command("verify_records")
