"""Reading XLSX: the first visible sheet, values only, within limits of size."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import ParseError  # noqa: S405 (an exception; parsing is defusedxml's)

from defusedxml.common import DefusedXmlException

from records.sheets.lines import MOST_CHARACTERS, Cell, Formula, Sheet, Unreadable, sheet

MOST_BYTES = 120 * 1024 * 1024  # unpacked
MOST_PARTS = 1000
MOST_SQUEEZED = 250  # times smaller than unpacked, of a part that is large
LARGE = 5 * 1024 * 1024
PIECE = 1024 * 1024
OLD_EXCEL = b"\xd0\xcf\x11\xe0"

MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:$]{2,30})\"")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
NOT_A_WORKBOOK = "The content of this file is not an Excel workbook, whatever its name says. Save it again as .xlsx."
BROKEN = "This workbook is damaged and cannot be read. Open it in Excel, save it again as .xlsx, and try again."


def read(content: bytes) -> Sheet:
    """The table on the first visible sheet of a workbook. Raises Unreadable."""
    from openpyxl.utils.exceptions import InvalidFileException

    if content.startswith(OLD_EXCEL):
        raise Unreadable("This workbook is protected by a password or of the old Excel kind. Save it as plain .xlsx.")
    if not content.startswith(b"PK\x03\x04"):
        raise Unreadable(NOT_A_WORKBOOK)
    try:
        _check_archive(content)
        return _read(content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, struct.error, InvalidFileException):
        raise Unreadable(NOT_A_WORKBOOK) from None
    except (ParseError, DefusedXmlException, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError):
        raise Unreadable(BROKEN) from None


def _check_archive(content: bytes) -> None:
    """Nothing in it unpacks to more than can be held, and it holds no program."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names or "[Content_Types].xml" not in names:
        raise Unreadable(NOT_A_WORKBOOK)
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for name in names):
        raise Unreadable("This workbook holds macros. Save it as an Excel workbook without macros (.xlsx).")
    squeezed = any(
        part.file_size > LARGE and part.file_size > MOST_SQUEEZED * max(part.compress_size, 1) for part in parts
    )
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES or squeezed:
        raise Unreadable("Unpacked, this workbook is too large to be read. Copy the table alone into a new workbook.")


def _read(content: bytes) -> Sheet:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    visible = [each for each in book.worksheets if each.sheet_state == "visible"]
    if not visible:
        raise Unreadable("Every sheet of this workbook is hidden. Show the sheet that is to be read.")
    page = visible[0]
    has_formulas = _look_through(content, _part_of(page))
    unknown = _without_result(content, page.title) if has_formulas else frozenset()
    notes = [f"Read from the sheet “{page.title}”."] if len(book.worksheets) > 1 else []
    if len(visible) < len(book.worksheets):
        notes.append("Hidden sheets are not read.")
    if has_formulas and not unknown:
        notes.append("Some cells are formulas: what they showed when the workbook was saved is read.")
    page.reset_dimensions()  # what the sheet says of its own size need not be true
    return sheet(_rows(page, unknown, book.epoch), notes)


def _part_of(page: Any) -> str:
    """The part of the archive that holds this sheet."""
    return str(page._worksheet_path).lstrip("/")


def _look_through(content: bytes, part: str) -> bool:
    """Whether there are formulas in this part. Raises Unreadable where cells are merged."""
    has_formulas, before = False, b""
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(part) as stream:
        while piece := stream.read(PIECE):
            text = before + piece
            if merged := MERGED.search(text):
                where = merged[1].decode()
                raise Unreadable(
                    f"The cells {where} are merged, so nobody can say to which line they belong. "
                    "Unmerge them and fill in every cell."
                )
            has_formulas = has_formulas or FORMULA.search(text) is not None
            before = text[-200:]
    return has_formulas


def _without_result(content: bytes, title: str) -> frozenset[tuple[int, int]]:
    """Row and column of each formula whose result is not kept in the file."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    shown = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    found = set()
    for written, results in zip(book[title].iter_rows(), shown[title].iter_rows(values_only=True), strict=False):
        for place, cell in enumerate(written):
            if cell.data_type == "f" and (place >= len(results) or results[place] is None):
                found.add((cell.row, place))
    return frozenset(found)


def _rows(page: Any, unknown: frozenset[tuple[int, int]], epoch: datetime) -> Iterator[tuple[int, list[Cell]]]:
    from openpyxl.utils import get_column_letter

    for number, values in enumerate(page.iter_rows(values_only=True), start=1):
        cells: list[Cell] = [_cell(value, epoch) for value in values]
        for place in range(len(cells)) if unknown else ():
            if (number, place) in unknown:
                cells[place] = Formula(f"{get_column_letter(place + 1)}{number}")
        while cells and cells[-1] is None:
            cells.pop()
        yield number, cells


def _cell(value: Any, epoch: datetime) -> Cell:
    """The value of a cell: text, a day, a figure, yes or no. A figure is a Decimal of what is written in the file."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        if len(value) > MOST_CHARACTERS:
            raise Unreadable(f"A cell has more than {MOST_CHARACTERS:,} characters. Shorten it.")
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, time | timedelta):
        return str(value)
    return Decimal(repr(value))
