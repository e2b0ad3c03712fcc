"""A list as a file: the same rows in the same order as on the page, all pages of it, as CSV or XLSX.

What is shown is what is written. A cell that shows nothing but a day or a figure is a real day or a real figure in
XLSX; everything else is text and stays text, whatever it begins with: no cell can become a formula.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from html import unescape
from itertools import chain, islice
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django_tables2 import Table

from accounts.templatetags.words import amount, fte
from accounts.templatetags.words import day as in_words

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"csv": CSV, "xlsx": XLSX}

BEGINS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠﹢﹣﹦﹫−")
UNSEEN = " \t\r\n\v\f\xa0\u200b\u200c\u200d\u2060\ufeff'"
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
LINE_BREAK = re.compile(r"<br\s*/?>|</p>|</li>", re.IGNORECASE)
FIGURE = re.compile(r"-?\$?\d{1,3}(,?\d{3})*(\.\d+)?")
LONGEST = 32_767  # characters in a cell of XLSX
WIDEST = 60
MEASURED = 100  # rows of a sheet that say how wide its columns are

Cell = str | date | Decimal | int | None


def answer(table: Table, kind: str, *, on: date) -> HttpResponse:
    """The list as a download of this kind, "csv" or "xlsx". `on` stands in its name."""
    name = f"{slugify(getattr(table, 'caption', '')) or 'list'}-{on.isoformat()}.{kind}"
    headings = [str(column.header) for column in _written_columns(table)]
    return download(name, kind, headings, cells_of(table))


def download(name: str, kind: str, headings: list[str], rows: Iterable[list[Cell]]) -> HttpResponse:
    """A file of this kind, made now, under a name that no system trips over."""
    content = as_csv(headings, rows) if kind == "csv" else as_xlsx([("List", headings, rows)])
    return attachment(content, name=name, content_type=KINDS[kind])


def attachment(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """Bytes as a download that nobody keeps and no browser guesses about."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def cells_of(table: Table) -> Iterator[list[Cell]]:
    """Every row of the list, as it is shown, whatever page is asked for."""
    names = [
        (column.name, "ses-number" in (column.attrs["td"].get("class") or "").split())
        for column in _written_columns(table)
    ]
    for row in table.rows:
        yield [_cell(row.get_cell(name), _behind(table, row.record, name), is_figure) for name, is_figure in names]


def _written_columns(table: Table) -> list[Any]:
    """The columns that tell something; one that only offers a button says `exclude_from_export`."""
    return [column for column in table.columns if not column.column.exclude_from_export]


def _behind(table: Table, record: Any, name: str) -> Any:
    """The value that a cell is drawn from, if there is one."""
    try:
        return table.columns[name].accessor.resolve(record, safe=True, quiet=True)
    except (AttributeError, KeyError, ValueError, TypeError):
        return None


def _cell(shown: Any, value: Any, is_figure: bool) -> Cell:
    """What is written for what is `shown`: the `value` itself where nothing else is shown, else the words."""
    words = _words(shown)
    if isinstance(value, datetime) and words == in_words(value):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    if isinstance(value, date) and words == in_words(value):
        return value
    if _is_number(value) and words in (str(value), f"{value:,}", amount(value), fte(value)):
        return value
    if is_figure and FIGURE.fullmatch(words):
        return Decimal(words.replace("$", "").replace(",", ""))
    return words


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _words(shown: Any) -> str:
    """The text of a cell without its mark-up; line breaks become semicolons."""
    if hasattr(shown, "__html__"):
        shown = unescape(strip_tags(LINE_BREAK.sub("; ", shown.__html__())))
    return str(shown).strip().removesuffix(";").strip()


def inert(text: str) -> str:
    """The text as a cell of CSV that no spreadsheet takes for a formula: with an apostrophe before it, if needed."""
    begins = text.lstrip(UNSEEN)
    return f"'{text}" if text.startswith(BEGINS_A_FORMULA) or begins.startswith(BEGINS_A_FORMULA) else text


def as_csv(headings: list[str], rows: Iterable[list[Cell]]) -> bytes:
    """A file of comma-separated values in UTF-8, marked so that Excel reads it as such."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow([inert(heading) for heading in headings])
    for row in rows:
        writer.writerow([inert(cell) if isinstance(cell, str) else _written(cell) for cell in row])
    return b"\xef\xbb\xbf" + file.getvalue().replace("\x00", "").encode("utf-8", "replace")


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def as_xlsx(sheets: Iterable[tuple[str, list[str], Iterable[list[Cell]]]]) -> bytes:
    """A workbook: each sheet by its name, its headings and its rows."""
    from openpyxl import Workbook  # here, because most web workers never write one

    book = Workbook(write_only=True)
    for title, headings, rows in sheets:
        _fill(book.create_sheet(title), headings, rows)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Any, headings: list[str], rows: Iterable[list[Cell]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    bold, top = Font(bold=True), Alignment(vertical="top", wrap_text=True)
    waiting = iter(rows)
    first = list(islice(waiting, MEASURED))  # widths are written before the rows
    for number, heading in enumerate(headings):
        longest = max((len(row[number]) + 2 for row in first if isinstance(row[number], str)), default=0)
        width = min(WIDEST, max(14, len(heading) + 4, longest))
        sheet.column_dimensions[get_column_letter(number + 1)].width = width
    sheet.freeze_panes = "A2"

    def text(words: str, **style: Any) -> Any:
        cell = WriteOnlyCell(sheet, value="")
        cell._value, cell.data_type = NOT_IN_XML.sub("", words)[:LONGEST], "s"  # never "f": a formula
        if words.lstrip(UNSEEN).startswith(BEGINS_A_FORMULA):
            cell.quotePrefix = True
        for name, value in style.items():
            setattr(cell, name, value)
        return cell

    sheet.append([text(heading, font=bold, alignment=top) for heading in headings])
    for row in chain(first, waiting):
        sheet.append([text(cell) if isinstance(cell, str) else cell for cell in row])
