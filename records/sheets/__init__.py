"""A table that somebody uploads, CSV or XLSX: what it must be, and its lines as they stand in the file.

The file is judged by its content. Whatever cannot be read is refused with a sentence for the person; nothing is guessed
that could change what was meant.
"""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from records.sheets import comma_separated, workbooks
from records.sheets.lines import MOST_ROWS, Cell, Formula, Line, Sheet, Unreadable

__all__ = ["MOST_ROWS", "Cell", "Formula", "Line", "Received", "Sheet", "Unreadable", "read", "receive"]

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {".csv": CSV, ".txt": CSV, ".xlsx": XLSX}

OTHERS = {
    ".xls": "This is a workbook of the old Excel kind (.xls). Save it as an Excel workbook (.xlsx) or as CSV.",
    ".xlsm": "This workbook can hold macros (.xlsm). Save it as an Excel workbook without macros (.xlsx).",
    ".xlsb": "This is a binary workbook (.xlsb). Save it as an Excel workbook (.xlsx) or as CSV.",
    ".ods": "This is an OpenDocument table (.ods). Save it as an Excel workbook (.xlsx) or as CSV.",
}


@dataclass(frozen=True)
class Received:
    """An uploaded table: its bytes, what they are, and what they say."""

    content: bytes
    content_type: str
    sheet: Sheet


def receive(upload: UploadedFile) -> Received:
    """An uploaded table, read. Raises Unreadable when it is none that can be read."""
    name, most = upload.name or "", settings.UPLOAD_MOST_BYTES
    if not upload.size:
        raise Unreadable("This file is empty. Choose the file again.")
    if upload.size > most:
        raise Unreadable(f"This file is larger than {most // 1024 // 1024} MB. Cut it into smaller files.")
    kind = Path(name).suffix.lower()
    if kind not in KINDS:
        raise Unreadable(OTHERS.get(kind, "Only CSV and Excel (.xlsx) files are taken."))
    upload.seek(0)
    content = upload.read()
    return Received(content, KINDS[kind], read(content, content_type=KINDS[kind]))


def read(content: bytes, *, content_type: str) -> Sheet:
    """The table in these bytes. Raises Unreadable, with a sentence, when it cannot be read."""
    return workbooks.read(content) if content_type == XLSX else comma_separated.read(content)
