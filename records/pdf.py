"""Printing: HTML in, a tagged PDF out. The one place that touches WeasyPrint.

What is printed may hold words that anybody typed, so the renderer opens nothing but the bundled fonts and
what stands inside the page itself (data: addresses): no network, no other file. The same input gives the
same bytes, in any process, as long as Pango and HarfBuzz stay the same; nothing asks the clock.
"""

import os
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

STATIC = Path(__file__).resolve().parent.parent / "static"
FONTS = STATIC / "fonts"
NO_SYSTEM_FONTS = STATIC / "print" / "fonts.conf"
FONT_FACES = "print/fonts.css"
PRINTING_FONTS = ("public-sans/PublicSans-Regular.ttf", "dejavu/DejaVuSans.ttf")
BOLD_FONTS = ("public-sans/PublicSans-Bold.ttf", "dejavu/DejaVuSans-Bold.ttf")

MOST_CHARACTERS = 2_000_000  # of HTML; a contract of five pages has about 40,000
MOST_ATTACHED = 25_000_000  # bytes, all attachments of one PDF together
MOST_PAGES = 500

# A record is kept: flat, PDF/A-3a and PDF/UA-1. A form is filled in by a reader: PDF/UA-1 with fields.
# Plain is what is only looked at or printed.
Variant = Literal["record", "form", "plain"]
OPTIONS: dict[str, dict[str, Any]] = {
    "record": {"pdf_variant": "pdf/a-3a"},
    "form": {"pdf_variant": "pdf/ua-1", "pdf_forms": True},
    "plain": {"pdf_variant": "pdf/ua-1"},
}

# Marks that turn the direction of writing: with them a printed sum could read otherwise than the stored one.
DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

# The second claim, PDF/UA-1, beside the PDF/A one that WeasyPrint writes. PDF/A wants the words of a foreign
# schema described, so the claim comes with its description.
PDF_UA_CLAIM = (
    b'<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>'
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    b' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>'
    b'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>'
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    b'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    b"<pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>"
    b"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
    b"</rdf:Description></rdf:RDF>"
)


class CannotPrint(ValueError):
    """The page cannot be printed as it stands. The message says why, in words for the person who wrote it."""


@dataclass(frozen=True)
class Attachment:
    """A file kept inside a PDF. `made_at` must be aware.

    `relationship` is PDF/A-3's word for what the file is to the page: "Source" (the page was made from it),
    "Data", "Alternative", "Supplement" or "Unspecified".
    """

    name: str
    data: bytes
    mime: str
    description: str
    made_at: datetime
    relationship: str = "Data"


def render(
    html: str,
    *,
    css: Sequence[str] = (),
    attachments: Iterable[Attachment] = (),
    variant: Variant = "record",
) -> bytes:
    """The PDF of a page of HTML. `css` names style sheets under static/, in order.

    For PDF/UA the page needs a language, a title, an h1 first, no skipped heading level, a scope on every
    table header and a text for every picture. Raises CannotPrint for too much input, too many pages,
    characters that no bundled font has (see `unprintable`) and a page that asks for anything outside.
    """
    from weasyprint.urls import FatalURLFetchingError

    attachments = tuple(attachments)
    _refuse_too_much(html, attachments)
    if strange := unprintable(unescape(html)):
        raise CannotPrint(f"The page has characters that cannot be printed: {strange}.")
    press = Press(css)
    # A name tree has its names in order.
    embedded = [_embedded(attachment) for attachment in sorted(attachments, key=lambda each: each.name)]
    options = OPTIONS[variant] | {"attachments": embedded}
    try:
        document = press.lay_out(html, **options)
        if len(document.pages) > MOST_PAGES:
            raise CannotPrint(f"This would print {len(document.pages):,} pages; the most is {MOST_PAGES:,}.")
        printed = document.write_pdf(finisher=_claim_pdf_ua if variant == "record" else None, **options)
    except FatalURLFetchingError:  # not an Exception: left alone, it would end the whole process
        printed = b""
    if press.refused:  # pictures inside pictures swallow the refusal, so it is also kept
        raise CannotPrint(f"A printed page may not open {press.refused[0]!r}.")
    return printed


class Press:
    """The bundled fonts and some style sheets, set up once: lays pages of HTML out. One thread has it at a time.

    `css` names style sheets under static/, in order. `refused` are the addresses that pages were not let open.
    """

    def __init__(self, css: Sequence[str] = ()) -> None:
        import weasyprint  # here, because it takes two seconds that not every process needs

        with _bundled_fonts_only():
            self._fonts = weasyprint.text.fonts.FontConfiguration()
        self._fetcher = _fetcher()
        self._sheets = [
            weasyprint.CSS(filename=_stylesheet(name), url_fetcher=self._fetcher, font_config=self._fonts)
            for name in (FONT_FACES, *css)
        ]

    @property
    def refused(self) -> list[str]:
        """The addresses that no page may open, as they were asked for."""
        return self._fetcher.refused

    def lay_out(self, html: str, **options: Any) -> Any:
        """WeasyPrint's document: its pages as they would print, not written yet."""
        import weasyprint

        page = weasyprint.HTML(string=html, url_fetcher=self._fetcher)
        return page.render(font_config=self._fonts, stylesheets=self._sheets, **options)


def unprintable(text: str) -> str:
    """The characters of `text` that cannot be printed, named, or "" when all can.

    A character that no bundled font has would come out as an empty box, and a mark that turns the direction
    of writing could make the paper read otherwise than what is stored; a record must do neither. Forms that
    take text for a record ask this and refuse beside the field.
    """
    strange = sorted(set(text) - _printable())
    return ", ".join(f"{_shown(each)} ({unicodedata.name(each, f'U+{ord(each):04X}')})" for each in strange)


def _shown(character: str) -> str:
    return f"“{character}”" if character.isprintable() else "a mark that is not seen"


@cache
def _printable() -> frozenset[str]:
    """What some bundled face has both in its plain and in its bold weight, and white space."""
    known = set("\t\n\r\f")
    for plain, bold in zip(PRINTING_FONTS, BOLD_FONTS, strict=True):
        known |= _characters(plain) & _characters(bold)
    return frozenset(known - DIRECTION_MARKS)


def _characters(font_name: str) -> set[str]:
    from fontTools.ttLib import TTFont

    with TTFont(FONTS / font_name, lazy=True) as font:
        characters = {chr(code) for code in font.getBestCmap()}
    return {each for each in characters if unicodedata.category(each) != "Cc"}


def _refuse_too_much(html: str, attachments: Iterable[Attachment]) -> None:
    if len(html) > MOST_CHARACTERS:
        raise CannotPrint(f"This is {len(html):,} characters long; the most is {MOST_CHARACTERS:,}.")
    attached = sum(len(attachment.data) for attachment in attachments)
    if attached > MOST_ATTACHED:
        raise CannotPrint(f"The attached files have {attached:,} bytes; the most is {MOST_ATTACHED:,}.")


_environment = threading.Lock()


@contextmanager
def _bundled_fonts_only() -> Iterator[None]:
    """While this lasts, font configurations are made without the fonts of the machine.

    Fontconfig takes its file from the environment only. It is put back at once: other programs that this
    process starts have a right to the machine's fonts.
    """
    with _environment:
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(NO_SYSTEM_FONTS)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


def _fetcher() -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

    class BundledFontsOnly(URLFetcher):
        """Opens data: addresses and the bundled fonts. Anything else is kept in `refused` and stops the printing."""

        refused: list[str]

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not may_open(url):
                self.refused.append(url)
                raise FatalURLFetchingError(url)
            return super().fetch(url, headers)

    fetcher = BundledFontsOnly(allowed_protocols=("data", "file"), allow_redirects=False)
    fetcher.refused = []
    return fetcher


def may_open(url: str) -> bool:
    """Whether a printed page may open this address: data:, or a file in the folder of bundled fonts."""
    parts = urlsplit(url)
    if parts.scheme == "data":
        return True
    if parts.scheme != "file" or parts.netloc:
        return False
    return Path(unquote(parts.path)).resolve().is_relative_to(FONTS)


def _stylesheet(name: str) -> str:
    path = (STATIC / name).resolve()
    if not path.is_relative_to(STATIC):
        raise ValueError(f"{name!r} is not a style sheet under static/.")
    return str(path)


def _embedded(attachment: Attachment) -> Any:
    from weasyprint import Attachment as Embedded

    if attachment.made_at.tzinfo is None:
        raise ValueError(f"{attachment.name}: made_at needs a time zone.")
    made_at = attachment.made_at.astimezone(UTC)  # WeasyPrint writes the figures as they stand, with a Z
    embedded = Embedded(
        string=b"",
        name=attachment.name,
        description=attachment.description,
        created=made_at,
        modified=made_at,
        relationship=attachment.relationship,
    )
    # Given this way the kind of file is ours to say; otherwise it is guessed from the name.
    embedded.source = nullcontext((BytesIO(attachment.data), None, None, attachment.mime))
    return embedded


def _claim_pdf_ua(_document: Any, pdf: Any) -> None:
    """Adds the PDF/UA-1 claim to the metadata of a PDF/A file, just before it is written."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [
        part.replace(b"</rdf:RDF>", PDF_UA_CLAIM, 1) if isinstance(part, bytes) else part for part in metadata.stream
    ]
