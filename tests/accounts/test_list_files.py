"""Every list as a file: what is on the page, all of it, for whom the page is, and no cell that does anything."""

import csv
import io
from datetime import date
from decimal import Decimal
from itertools import count

import django_tables2 as tables
import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import format_html

from accounts import exports
from accounts.models import User
from tests.access.table import DAY, rows
from tests.positions import scenes

HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "  =1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\u200b=1",
    '=HYPERLINK("http://example.org";"x")',
    "'=1",
]


@pytest.fixture
def at(cast, settings):
    """A browser in which somebody of the cast is signed in."""
    settings.TRAINING_DAY = DAY

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, who))
        return client

    return signed_in


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def cells(content: bytes) -> list[list]:
    return [list(row) for row in sheet(content).iter_rows(values_only=True)]


# --- no cell does anything ---


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_cell_is_text_in_csv(text):
    [[heading], [cell]] = csv_rows(exports.as_csv([text], [[text]]))
    assert heading.startswith("'") and cell.startswith("'")
    assert cell.removeprefix("'") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_cell_is_text_in_xlsx(text):
    written = sheet(exports.as_xlsx([("List", [text], [[text]])]))
    for cell in (written["A1"], written["A2"]):
        assert cell.data_type in ("s", "inlineStr")
        assert cell.value.replace("_x000D_", "\r").strip() == text.strip()
        assert cell.quotePrefix


@pytest.mark.parametrize("text", ["Director", "a=b", "555-1234", "Smith & Sons", "0012", "", "1.5", "June 30, 2027"])
def test_an_innocent_cell_is_written_as_it_is(text):
    assert csv_rows(exports.as_csv(["x"], [[text]]))[1] == [text]
    assert (sheet(exports.as_xlsx([("List", ["x"], [[text]])]))["A2"].value or "") == text


def test_characters_that_xlsx_cannot_hold_and_texts_that_are_too_long_do_not_break_the_file():
    written = sheet(exports.as_xlsx([("List", ["x"], [["a\x00b\x0bc\ud800"], ["y" * 40_000]])]))
    assert written["A2"].value == "abc"
    assert len(written["A3"].value) == exports.LONGEST


@pytest.mark.parametrize("name", ['a"\r\nSet-Cookie: x=1.csv', "../../etc/passwd", "ünïcode.csv", "a;b.csv"])
def test_a_hostile_file_name_stays_a_name(name):
    response = exports.attachment(b"", name=name, content_type=exports.CSV)
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert "\n" not in response["Content-Disposition"] and "Set-Cookie" not in response.headers


# --- days and figures are real ---


class Sample(tables.Table):
    """Every sort of cell."""

    caption = "A sample"

    name = tables.Column("Name")
    begins = tables.Column("Begins")
    due = tables.Column("Due, or signed", accessor="begins")
    pay = tables.Column("Pay")
    days = tables.Column("Days", empty_values=(), attrs={"td": {"class": "ses-number"}})
    number = tables.Column("Number")

    def render_begins(self, value) -> str:
        return f"{value:%B} {value.day}, {value.year}"

    def render_due(self, value) -> str:
        return format_html("<b>signed</b> {}<br><span>3 days &amp; a bit late</span>", self.render_begins(value))

    def render_pay(self, value) -> str:
        return f"${value:,}"

    def render_days(self) -> str:
        return "1,234"


ROW = {"name": "June 30, 2027", "begins": date(2026, 7, 1), "pay": Decimal("10763"), "number": "0012"}


def test_a_day_is_a_day_and_a_figure_a_figure_where_nothing_else_is_shown():
    [row] = exports.cells_of(Sample([ROW]))
    assert row == [
        "June 30, 2027",
        date(2026, 7, 1),
        "signed July 1, 2026; 3 days & a bit late",
        Decimal("10763"),
        Decimal("1234"),
        "0012",
    ]


def test_csv_writes_days_and_figures_so_that_every_program_reads_them():
    content = exports.answer(Sample([ROW]), "csv", on=DAY).content
    assert csv_rows(content)[1][1] == "2026-07-01"
    assert csv_rows(content)[1][3] == "10763"


def test_xlsx_holds_real_days_and_figures():
    written = sheet(exports.answer(Sample([ROW]), "xlsx", on=DAY).content)
    assert written["B2"].is_date and written["B2"].value.date() == date(2026, 7, 1)
    assert written["D2"].data_type == "n"
    assert written["F2"].data_type != "n"


# --- every list has it ---


def lists() -> list:
    """Every address that somebody may open, once: which of them are lists, their pages say."""
    return [row for row in rows() if row.page and row.page_status == 200]


@pytest.mark.parametrize("row", lists(), ids=lambda row: f"{row.name}{row.query}")
def test_every_list_can_be_had_as_a_file(cast, settings, row):
    settings.TRAINING_DAY = row.day
    thing = row.scene(cast)
    address = reverse(row.name, args=row.of("args", thing))
    browser = Client()
    browser.force_login(getattr(cast, sorted(row.page)[0]))
    page = browser.get(address + row.query)
    listed = (page.context or {}).get("table") if page.context else None
    if not isinstance(listed, tables.Table):
        return
    join = "&" if row.query else "?"
    for kind, content_type in exports.KINDS.items():
        answer = browser.get(f"{address}{row.query}{join}{listed.prefix}export={kind}")
        assert answer.status_code == 200 and answer["Content-Type"] == content_type
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        read = csv_rows(answer.content) if kind == "csv" else cells(answer.content)
        assert read[0] == [str(each.header) for each in listed.columns if not each.column.exclude_from_export]
        assert len(read) - 1 == len(listed.rows)
    if len(listed.rows):
        assert "Excel (XLSX)" in page.content.decode()


def test_there_are_lists_to_look_at():
    assert {"positions:positions", "positions:nominations", "contracts:contracts", "accounts:offices"} <= {
        row.name for row in lists()
    }


# --- the rows of the page, and only those ---


@pytest.fixture
def many(cast):
    """Thirty positions of Agriculture and one of Revenue, which is given."""
    scenes.fill(cast.agriculture, 30)
    [of_revenue] = scenes.fill(cast.revenue, 1, prefix="R")
    return of_revenue


def numbers(browser, **query) -> list[str]:
    content = browser.get(reverse("positions:positions"), {"export": "csv", **query}).content
    return [row[1] for row in csv_rows(content)[1:]]


def test_the_file_has_all_pages_in_the_order_of_the_page(at, many):
    browser = at("reviewer")
    assert len(numbers(browser, page=2, per_page=25)) == 31
    assert numbers(browser, sort="-number") == list(reversed(numbers(browser, sort="number")))


def test_the_file_keeps_the_choices_of_the_page(at, many):
    assert numbers(at("reviewer"), department="revenue") == [many.number]
    assert numbers(at("reviewer"), words="nobody at all") == []


def test_the_file_holds_what_the_person_may_see_and_no_more(at, many):
    assert many.number not in numbers(at("hr"))
    assert numbers(at("other_hr")) == [many.number]
    assert numbers(at("stranger")) == []


@pytest.mark.parametrize("kind", ["pdf", "", "CSV", "xls"])
def test_another_kind_gives_the_page(at, kind):
    answer = at("hr").get(reverse("positions:positions"), {"export": kind})
    assert answer["Content-Type"].startswith("text/html")


def test_the_departments_are_a_list_too(at, many):
    answer = at("reviewer").get(reverse("positions:departments"), {"export": "xlsx"})
    read = cells(answer.content)
    assert read[0][:3] == ["Department", "Permanent FTE", "Allotment"]
    assert read[1][:3] == ["Agriculture", 332.1, 3]
    assert len(read) == 3


def test_a_hostile_title_in_the_list_is_inert(at, cast):
    [position] = scenes.fill(cast.agriculture, 1)
    type(position).unscoped.filter(pk=position.pk).update(title="=cmd|' /C calc'!A0")
    browser = at("hr")
    address = reverse("positions:positions")
    assert csv_rows(browser.get(address, {"export": "csv"}).content)[1][0] == "'=cmd|' /C calc'!A0"
    assert sheet(browser.get(address, {"export": "xlsx"}).content)["A2"].data_type != "f"


def test_a_long_file_takes_as_many_queries_as_a_short_one(at, cast):
    browser, spent = at("administrator"), []
    number = count()
    for more in (1, 40):
        for _each in range(more):
            User.objects.create_user(f"p{next(number)}@example.org", name="Somebody")
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("accounts:offices"), {"export": "csv"})
        spent.append(len(queries))
    assert spent[0] == spent[1]
