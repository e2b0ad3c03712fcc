"""Tables that people upload: what is read, and what is refused with which sentence."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import exports
from records import sheets
from records.sheets import Formula, Unreadable, lines, workbooks


def csv_of(content: bytes | str) -> sheets.Sheet:
    return sheets.read(content.encode() if isinstance(content, str) else content, content_type=sheets.CSV)


def book(*rows, change=None) -> bytes:
    """A workbook with these rows, after `change(book, sheet)`."""
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    if change:
        change(made, made.active)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def xlsx_of(content: bytes) -> sheets.Sheet:
    return sheets.read(content, content_type=sheets.XLSX)


def cells(sheet: sheets.Sheet) -> list[list]:
    return [list(line.cells.values()) for line in sheet.lines]


def with_part(content: bytes, name: str, text: bytes, *, method=zipfile.ZIP_DEFLATED) -> bytes:
    """The same archive with one part replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", method) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, text)
    return file.getvalue()


# --- CSV ---


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_recognised(separator):
    read = csv_of(f'Name{separator}Title\r\n"Whitehorse, R; x"{separator}Chief\r\n')
    assert read.headings == ["Name", "Title"]
    assert cells(read) == [["Whitehorse, R; x", "Chief"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_letters_are_recognised(encoding):
    assert cells(csv_of("Name,Title\nJosé Müller – x,Chief\n".encode(encoding))) == [["José Müller – x", "Chief"]]


def test_it_is_said_when_the_letters_are_those_of_windows():
    assert "Windows-1252" in csv_of("Name\nJosé\n".encode("cp1252")).notes[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Nothing is written"),
        (b"\n\n , ,\n", "Nothing is written"),
        (b"Name,Title\n", "headings and no line below"),
        (b"Name,\xe9\x81\nx,y\n", "neither UTF-8 nor Windows-1252"),
        (b"Name\x00,Title\nx,y\n", "bytes that no text has"),
        (b"PK\x03\x04abc", "not a table of text"),
        (b"%PDF-1.7", "not a table of text"),
        (b"<html><table>", "not a table of text"),
        (b"\xff\xfex", "letters of this file cannot be read"),
        (b'Name,Title\n"x,y\n', "Line 2: a quotation mark is opened and not closed"),
        (b"Name,Name\nx,y\n", "“Name” is there twice"),
        (b"Name,name \nx,y\n", "is there twice"),
        (b"Name,,Title\nx,y,z\n", "Column 2 has no heading"),
        (b"Name\n" + b"x" * 30_000 + b"\n", "more than 20,000 characters"),
        (b"Name\n" + b"x\n" * (lines.MOST_ROWS + 1), "more than 20,000 lines"),
        (",".join(f"c{n}" for n in range(61)).encode() + b"\nx\n", "at most 60 are read"),
        (b",".join(b"%d" % n for n in range(50)) + b"\nx" * (lines.MOST_CELLS // 50 + 2), "more than 400,000 cells"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, words):
    with pytest.raises(Unreadable) as refused:
        csv_of(content)
    assert words in refused.value.words


def test_lines_are_numbered_as_in_the_file():
    read = csv_of('Name,Title\n\nx,"two\nlines"\n\ny,z\n')
    assert [line.number for line in read.lines] == [3, 6]


def test_a_line_with_too_many_cells_is_named_and_the_others_are_read():
    read = csv_of("Name,Title\nx,y,z\nx,y,,\nx\n")
    assert [bool(line.trouble) for line in read.lines] == [True, False, False]
    assert read.lines[2].cells == {"Name": "x", "Title": None}


@pytest.mark.parametrize("text", ["=1+1", "+1", "@x", "-1", "'=1", "  =1", "O'Hara", "'quoted'", ""])
def test_what_we_write_we_read_back(text):
    assert cells(csv_of(exports.as_csv(["Name", "x"], [[text, "y"]]))) == [[text, "y"]]


# --- XLSX ---


def test_values_of_a_workbook_are_read_as_they_are():
    row = ["text", 12, 332.1, date(2004, 7, 1), datetime(2004, 7, 1, 12), True, None, "0012"]
    read = xlsx_of(book([f"c{n}" for n in range(8)], row))
    assert cells(read) == [
        ["text", Decimal("12"), Decimal("332.1"), date(2004, 7, 1), date(2004, 7, 1), True, None, "0012"]
    ]


def test_a_formula_is_what_it_showed_when_the_workbook_was_saved():
    content = book(["a", "b"], ["x", "=1+1"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml")
    assert b"<v></v>" in page or b"<v />" in page or b"<v/>" in page
    shown = page.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    read = xlsx_of(with_part(content, "xl/worksheets/sheet1.xml", shown))
    assert cells(read) == [["x", Decimal("2")]]
    assert "formulas" in read.notes[0]


def test_a_formula_without_a_result_is_told_by_its_cell():
    assert cells(xlsx_of(book(["a", "b"], ["x", "=1+1"], ["y", 3]))) == [["x", Formula("B2")], ["y", Decimal("3")]]


def test_the_first_visible_sheet_is_read_and_it_is_said_which():
    def hide(made, page):
        page.sheet_state = "hidden"
        made.create_sheet("Rows").append(["Name"])
        made["Rows"].append(["x"])

    read = xlsx_of(book(["Secret"], ["y"], change=hide))
    assert read.headings == ["Name"]
    assert read.notes == ["Read from the sheet “Rows”.", "Hidden sheets are not read."]


def test_merged_cells_are_refused_by_their_place():
    with pytest.raises(Unreadable, match="A2:B2 are merged"):
        xlsx_of(book(["a", "b"], ["x", None], change=lambda _made, page: page.merge_cells("A2:B2")))


def test_a_sheet_that_lies_about_its_size_is_read_whole():
    content = book(["a", "b"], ["x", 1], ["y", 2])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        page = archive.read("xl/worksheets/sheet1.xml")
    lying = page.replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1:A1"')
    assert lying != page
    assert len(xlsx_of(with_part(content, "xl/worksheets/sheet1.xml", lying)).lines) == 2


def test_a_cell_far_below_does_not_cost_the_lines_between():
    read = xlsx_of(book(["a"], ["x"], change=lambda _made, page: page.cell(900_000, 1, "y")))
    assert [line.number for line in read.lines] == [2, 900_000]


BOMB = b"<a>" + b"0" * (7 * 1024 * 1024) + b"</a>"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" '
    b't="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"Name,Title\nx,y\n", "not an Excel workbook"),
        (b"\xd0\xcf\x11\xe0 old", "protected by a password or of the old Excel kind"),
        (b"PK\x03\x04 broken", "not an Excel workbook"),
        (with_part(book(["a"], ["x"]), "xl/vbaProject.bin", b"x"), "holds macros"),
        (with_part(book(["a"], ["x"]), "xl/worksheets/sheet1.xml", BOMB), "too large to be read"),
        (with_part(book(["a"], ["x"]), "xl/worksheets/sheet1.xml", LAUGHS), "damaged"),
        (with_part(book(["a"], ["x"]), "xl/worksheets/sheet1.xml", b"<worksheet"), "damaged"),
        (with_part(book(["a"], ["x"]), "xl/workbook.xml", b"<x/>"), ""),
        (book(), "Nothing is written"),
        (book(["a"]), "headings and no line below"),
    ],
)
def test_what_is_no_workbook_is_refused_with_a_sentence(content, words):
    with pytest.raises(Unreadable) as refused:
        xlsx_of(content)
    assert words in refused.value.words


def test_a_workbook_that_unpacks_to_too_much_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_BYTES", 1000)
    with pytest.raises(Unreadable, match="too large"):
        xlsx_of(book(["a"], ["x"]))


# --- the upload ---


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rows.csv", b"", "This file is empty"),
        ("rows.xls", b"x", "old Excel kind"),
        ("rows.xlsm", b"x", "can hold macros"),
        ("rows.xlsb", b"x", "binary workbook"),
        ("rows.ods", b"x", "OpenDocument"),
        ("rows.pdf", b"%PDF", "Only CSV and Excel"),
        ("rows", b"x", "Only CSV and Excel"),
        ("rows.xlsx", b"Name\nx\n", "not an Excel workbook"),
    ],
)
def test_an_upload_is_judged_by_its_content(name, content, words):
    with pytest.raises(Unreadable) as refused:
        sheets.receive(SimpleUploadedFile(name, content))
    assert words in refused.value.words


def test_an_upload_that_is_too_large_is_refused(settings):
    settings.UPLOAD_MOST_BYTES = 1024 * 1024
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        sheets.receive(SimpleUploadedFile("rows.csv", b"Name\n" + b"x\n" * 600_000))
