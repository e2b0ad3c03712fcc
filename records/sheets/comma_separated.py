"""Reading CSV: which letters, which separator, and where a line begins."""

import csv
import io
from collections.abc import Iterator

from accounts.exports import inert
from records.sheets.lines import MOST_CHARACTERS, Cell, Sheet, Unreadable, sheet

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
NOT_WINDOWS = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
OTHER_KINDS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")


def read(content: bytes) -> Sheet:
    """The table in a CSV file. Raises Unreadable."""
    text, notes = _text(content)
    separator = _separator(text)
    if separator != ",":
        notes.append(f"The cells are separated by {SEPARATORS[separator]}.")
    return sheet(_rows(text, separator), notes)


def _text(content: bytes) -> tuple[str, list[str]]:
    """The letters of the file: UTF-8 (with a mark or without), UTF-16 with its mark, or Windows-1252."""
    if content.startswith(OTHER_KINDS) or content.lstrip()[:1] == b"<":
        raise Unreadable("The content of this file is not a table of text, whatever its name says. Save it as CSV.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), ["The letters are UTF-16."]
        except UnicodeDecodeError:
            raise Unreadable("The letters of this file cannot be read. Save it as CSV UTF-8.") from None
    if b"\x00" in content:
        raise Unreadable("This file holds bytes that no text has. Save the table as CSV UTF-8 and try again.")
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        if NOT_WINDOWS.isdisjoint(content):
            return content.decode("cp1252"), ["The letters are Windows-1252. Look at names with accents in the list."]
    raise Unreadable(
        "The letters of this file are neither UTF-8 nor Windows-1252, so names could be read wrongly. "
        "In Excel choose “CSV UTF-8 (comma delimited)” when you save."
    )


def _separator(text: str) -> str:
    """What stands between the headings, outside quotation marks."""
    first = next((line for line in text.splitlines() if line.strip(" ,;|\t")), "")
    outside = "".join(first.split('"')[::2])
    counts = {separator: outside.count(separator) for separator in SEPARATORS}
    best = max(counts, key=lambda separator: counts[separator])
    return best if counts[best] else ","


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[Cell]]]:
    """The rows, each with the number of the line it begins on."""
    csv.field_size_limit(MOST_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as trouble:
            raise Unreadable(_why(number, trouble)) from None
        yield number, [_plain(cell) for cell in cells]


def _plain(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell.startswith("'") and inert(cell[1:]) == cell else cell


def _why(number: int, trouble: csv.Error) -> str:
    if "field larger" in str(trouble):
        return (
            f"A cell that begins on line {number} has more than {MOST_CHARACTERS:,} characters. "
            "Perhaps a quotation mark is opened and not closed."
        )
    return f"Line {number}: a quotation mark is opened and not closed, or stands inside a cell. Mend it there."
