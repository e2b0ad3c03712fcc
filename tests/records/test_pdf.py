"""The printer: what it opens, what it refuses, and that it prints the same bytes for the same input."""

import hashlib
import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO

import pikepdf
import pytest

from records import pdf

PAGE = (
    '<!doctype html><html lang="en-US"><head><title>A page</title></head><body><h1>A page</h1>'
    '<p>Plain, <strong>bold</strong>, <em>slanted</em> and ☑ → Ω.</p><table><tr><th scope="col">One</th></tr>'
    "<tr><td>1</td></tr></table></body></html>"
)
MADE_AT = datetime(2004, 7, 1, 12, tzinfo=UTC)


def page(body: str) -> str:
    return f'<html lang="en-US"><head><title>A page</title></head><body><h1>A page</h1>{body}</body></html>'


def opened(printed: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(printed))


def font_names(printed: bytes) -> set[str]:
    """The names of the embedded fonts without the marks of their subsets."""
    with opened(printed) as document:
        descriptors = [
            each for each in document.objects if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each
        ]
        return {str(each.FontName).split("+")[1] for each in descriptors}


def attachment(**changes):
    facts = {"name": "terms.json", "data": b"{}", "mime": "application/json", "description": "The terms as data"}
    return pdf.Attachment(**(facts | {"made_at": MADE_AT} | changes))


# --- what comes out --------------------------------------------------------------------------


def test_a_record_is_tagged_and_says_both_what_it_is_called_and_its_language():
    with opened(pdf.render(PAGE)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.ViewerPreferences.DisplayDocTitle
        assert str(document.Root.Lang) == "en-US"
        assert document.Root.StructTreeRoot.K
        assert document.docinfo["/Title"] == "A page"


def test_a_record_claims_pdf_a_3a_and_pdf_ua_1():
    with opened(pdf.render(PAGE)).open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("variant", ["form", "plain"])
def test_what_is_not_a_record_claims_pdf_ua_only(variant):
    with opened(pdf.render(PAGE, variant=variant)).open_metadata() as metadata:
        assert metadata.pdfa_status == ""
        assert metadata["pdfuaid:part"] == "1"


def test_only_the_bundled_fonts_are_embedded_under_their_own_names():
    assert font_names(pdf.render(PAGE)) == {"SES-Sans", "SES-Sans-Bold", "SES-Sans-Italic", "SES-Signs"}


def test_a_font_of_the_machine_cannot_be_asked_for_by_name():
    with_another = page('<p style="font-family: Arial, Helvetica, sans-serif">Other</p>')
    assert font_names(pdf.render(with_another)) <= {"SES-Sans", "SES-Sans-Bold", "SES-Signs"}


def test_the_machines_own_font_settings_are_put_back(monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "/somewhere/fonts.conf")
    pdf.render(PAGE)
    assert os.environ["FONTCONFIG_FILE"] == "/somewhere/fonts.conf"
    monkeypatch.delenv("FONTCONFIG_FILE")
    pdf.render(PAGE)
    assert "FONTCONFIG_FILE" not in os.environ


# --- the same bytes --------------------------------------------------------------------------

PRINT_ELSEWHERE = """
import hashlib, sys
from datetime import UTC, datetime
from records import pdf
made_at = datetime(2004, 7, 1, 12, tzinfo=UTC)
attached = [pdf.Attachment("terms.json", b"{}", "application/json", "The terms as data", made_at)]
print(hashlib.sha256(pdf.render(sys.stdin.read(), attachments=attached)).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_prints_the_same_bytes(seed):
    here = hashlib.sha256(pdf.render(PAGE, attachments=[attachment()])).hexdigest()
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINT_ELSEWHERE],
        input=PAGE,
        capture_output=True,
        text=True,
        check=True,
        cwd=pdf.STATIC.parent,
        env=os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "PYTHONIOENCODING": "utf-8"},
    )
    assert elsewhere.stdout.strip() == here


def test_the_order_in_which_files_are_attached_does_not_matter():
    two = attachment(), attachment(name="a.json")
    assert pdf.render(PAGE, attachments=two) == pdf.render(PAGE, attachments=reversed(two))


# --- attached files --------------------------------------------------------------------------


def test_an_attached_file_keeps_its_bytes_its_kind_its_words_and_its_relationship():
    document = opened(pdf.render(PAGE, attachments=[attachment(data=b'{"a": 1}', relationship="Source")]))
    kept = document.attachments["terms.json"]
    assert kept.get_file().read_bytes() == b'{"a": 1}'
    assert kept.get_file().mime_type == "application/json"
    assert kept.description == "The terms as data"
    assert document.Root.AF[0].AFRelationship == "/Source"


def test_the_kind_of_an_attached_file_is_not_guessed_from_its_name():
    document = opened(pdf.render(PAGE, attachments=[attachment(name="terms.bin")]))
    assert document.attachments["terms.bin"].get_file().mime_type == "application/json"


def test_an_attached_file_is_dated_in_universal_time():
    denver = timezone(timedelta(hours=-6))
    document = opened(pdf.render(PAGE, attachments=[attachment(made_at=datetime(2004, 6, 30, 23, 30, tzinfo=denver))]))
    assert str(document.attachments["terms.json"].get_file().obj.Params.CreationDate) == "D:20040701053000Z"


def test_an_attached_file_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        pdf.render(PAGE, attachments=[attachment(made_at=datetime(2004, 7, 1))])  # noqa: DTZ001


# --- what it may open ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/picture.png",
        "https://example.org/style.css",
        "ftp://example.org/a",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "file://elsewhere/share/font.ttf",
        f"{pdf.FONTS.as_uri()}/../print/form1.css",
        f"{pdf.FONTS.as_uri()}/%2e%2e/print/form1.css",
        f"{pdf.FONTS.as_uri()}-elsewhere/font.ttf",
        "//example.org/a",
        "picture.png",
    ],
)
def test_nothing_outside_the_page_and_the_font_folder_may_be_opened(address):
    assert not pdf.may_open(address)


def test_the_bundled_fonts_and_what_stands_in_the_page_may_be_opened():
    assert pdf.may_open((pdf.FONTS / "dejavu" / "DejaVuSans.ttf").as_uri())
    assert pdf.may_open("data:text/plain,x")


@pytest.mark.parametrize(
    "body",
    [
        '<img src="http://127.0.0.1:9/x.png" alt="x">',
        '<img src="file:///etc/hostname" alt="x">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        "<style>@import 'file:///etc/passwd';</style>",
        "<style>p { background: url(http://127.0.0.1:9/x) }</style><p>x</p>",
        "<style>@font-face { font-family: x; src: url(http://127.0.0.1:9/x) } p { font-family: x }</style><p>x</p>",
        '<object data="file:///etc/passwd"></object>',
        '<embed src="file:///etc/passwd">',
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
        '<image href="http://127.0.0.1:9/x" width="9" height="9"/></svg>',
        """<img alt="x" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"""
        """<image href='http://127.0.0.1:9/x' width='9' height='9'/></svg>">""",
    ],
)
def test_a_page_that_asks_for_something_outside_is_not_printed(body):
    with pytest.raises(pdf.CannotPrint, match="may not open"):
        pdf.render(page(body))


def test_nobody_outside_hears_of_the_printing():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        here = f"http://127.0.0.1:{listener.getsockname()[1]}"
        everything = (
            f'<link rel="stylesheet" href="{here}/a"><style>p {{ list-style: url({here}/b); cursor: url({here}/c) }}'
            f'</style><p>x</p><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
            f'<use href="{here}/d#x"/><image href="{here}/e" width="9" height="9"/></svg>'
            f'<iframe src="{here}/f"></iframe><object data="{here}/g"></object><script src="{here}/h"></script>'
        )
        with pytest.raises(pdf.CannotPrint):
            pdf.render(page(everything))
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_a_style_sheet_outside_the_folder_of_static_files_is_refused():
    with pytest.raises(ValueError, match="not a style sheet"):
        pdf.render(PAGE, css=["../manage.py"])


# --- limits ----------------------------------------------------------------------------------


def test_too_long_a_page_is_refused_before_it_is_laid_out():
    with pytest.raises(pdf.CannotPrint, match="characters long"):
        pdf.render(page("x" * pdf.MOST_CHARACTERS))


def test_too_much_attached_is_refused():
    half = attachment(data=bytes(pdf.MOST_ATTACHED // 2 + 1))
    with pytest.raises(pdf.CannotPrint, match="attached files"):
        pdf.render(PAGE, attachments=[half, half])


def test_too_many_pages_are_refused(monkeypatch):
    monkeypatch.setattr(pdf, "MOST_PAGES", 3)
    with pytest.raises(pdf.CannotPrint, match="4 pages; the most is 3"):
        pdf.render(page("<p style='break-after: page'>x</p>" * 3 + "<p>x</p>"))


@pytest.mark.parametrize("strange", ["日本", "🦄", "\u200f", "\u202e000,1$", "\u2066", "\x00", "\x1b", "\ue000"])
def test_what_no_bundled_font_has_and_what_turns_the_writing_round_is_refused(strange):
    assert pdf.unprintable(f"Plan {strange}")
    with pytest.raises(pdf.CannotPrint, match="cannot be printed"):
        pdf.render(page(f"<p>{strange}</p>"))


def test_a_strange_character_hidden_in_an_entity_is_refused_too():
    with pytest.raises(pdf.CannotPrint, match="UNICORN FACE"):
        pdf.render(page("<p>&#129412;</p>"))


@pytest.mark.parametrize("text", ["", "Zoë Nguyễn-Ångström", "“$10,763” – 25% → ☑", "one\r\n\ttwo", "Ελλάδα, Україна"])
def test_names_and_signs_of_many_languages_can_be_printed(text):
    assert pdf.unprintable(text) == ""


def test_the_refusal_names_the_character():
    assert pdf.unprintable("Plan 🦄") == "“🦄” (UNICORN FACE)"
    assert pdf.unprintable("a\u202eb") == "a mark that is not seen (RIGHT-TO-LEFT OVERRIDE)"
