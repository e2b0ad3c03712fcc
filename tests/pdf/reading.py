"""Looking into printed PDFs: the text of each page, what is read aloud, what is attached."""

from io import BytesIO
from typing import Any

import pikepdf
from pypdf import PdfReader


def pages(printed: bytes) -> list[str]:
    """The text of every page, with single blanks and without the marks of lists, which are painted apart."""
    texts = (page.extract_text().replace("•", " ") for page in PdfReader(BytesIO(printed)).pages)
    return [" ".join(text.split()) for text in texts]


def laid_out(document: Any) -> list[str]:
    """The text of every page of a document that is laid out and not written, as `pages` gives it of a printed one.

    What is painted elsewhere on its page stands where the source has it.
    """
    boxes = ([box.text for box in page._page_box.descendants(True) if hasattr(box, "text")] for page in document.pages)
    return [" ".join(" ".join(texts).replace("•", " ").split()) for texts in boxes]


def attached(printed: bytes) -> dict[str, bytes]:
    """The attached files by name."""
    with pikepdf.open(BytesIO(printed)) as document:
        return {name: each.get_file().read_bytes() for name, each in document.attachments.items()}


def structure(printed: bytes) -> list[str]:
    """The kinds of the structure elements in reading order."""
    found: list[str] = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for each in node:
                walk(each)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(str(node.S))
            walk(node.get("/K"))

    with pikepdf.open(BytesIO(printed)) as document:
        walk(document.Root.StructTreeRoot.K)
    return found


def alternative_texts(printed: bytes) -> list[str]:
    """What is read aloud in the place of each picture."""
    with pikepdf.open(BytesIO(printed)) as document:
        return [
            str(each.Alt)
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]


def font_names(printed: bytes) -> set[str]:
    """The names of the embedded fonts without the marks of their subsets."""
    with pikepdf.open(BytesIO(printed)) as document:
        return {
            str(each.FontName).split("+")[1]
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        }
