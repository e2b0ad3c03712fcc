"""The pages of bringing in: from the template to the rows that were taken."""

import io
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from positions.exchange import acts
from positions.exchange.subjects import SUBJECTS
from positions.models import Import, Placement, Position
from records import sheets
from tests.positions import scenes
from tests.positions.exchange.bringing import PEOPLE, POSITIONS, brought, csv_file, seen
from tests.positions.scenes import DAY

ROSA = ["Rosa Whitehorse", "rosa@example.org"]


@pytest.fixture
def at(cast, settings):
    """A browser in which somebody of the cast is signed in, on the day of the scenes."""
    settings.TRAINING_DAY = DAY

    def signed_in(who: str) -> Client:
        client = Client()
        client.force_login(getattr(cast, who))
        return client

    return signed_in


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def upload(browser, subject, file):
    return browser.post(reverse("positions:bring_in", args=[subject]), {"file": file}, follow=True)


def test_upload_look_and_take(at):
    browser = at("reviewer")
    page = upload(browser, "people", csv_file(PEOPLE, ROSA))
    assert "Every row can be taken.</strong> Nothing is saved yet." in words(page)
    assert "Rosa Whitehorse is entered" in words(page)
    assert Import.unscoped.get().document.sha256 in words(page)
    assert not User.objects.filter(email="rosa@example.org").exists()
    mark = page.context["now"].mark
    page = browser.post(reverse("positions:take_import", args=[Import.unscoped.get().pk]), {"mark": mark}, follow=True)
    assert "Taken: 1 added, 0 changed." in words(page)
    assert User.objects.filter(email="rosa@example.org").exists()


def test_with_a_bad_row_the_page_offers_the_good_ones_and_the_list_of_the_rest(at):
    browser = at("reviewer")
    page = upload(browser, "people", csv_file(PEOPLE, ROSA, ["Nobody", "no address"]))
    assert "1 of 2 rows cannot be taken, and nothing is saved." in words(page)
    assert "Take the 1 good row" in words(page) and "Take all" not in words(page)
    [imported] = Import.unscoped.all()
    rest = reverse("positions:import_rest", args=[imported.pk])
    assert b"no address" in browser.get(rest).content
    take = reverse("positions:take_import", args=[imported.pk])
    browser.post(take, {"mark": page.context["now"].mark})
    assert Import.unscoped.get().state == "checked"
    page = browser.post(take, {"mark": page.context["now"].mark, "rows": "good"}, follow=True)
    assert "are left out" in words(page)
    assert b"no address" in browser.get(rest).content


def test_what_was_wrong_stands_beside_the_file(at):
    page = upload(at("reviewer"), "people", csv_file(["Name", "Colour"], ["A", "red"]))
    assert "not known here: “Colour”" in words(page)
    assert not Import.unscoped.exists()
    page = upload(at("reviewer"), "people", SimpleUploadedFile("x.xls", b"x"))
    assert "Save it as an Excel workbook (.xlsx) or as CSV." in words(page)


def test_rows_are_paged_and_chosen_by_outcome(at):
    people = [[f"Person {number}", f"p{number}@example.org"] for number in range(30)]
    browser = at("reviewer")
    page = upload(browser, "people", csv_file(PEOPLE, *people, ["Nobody", "no address"]))
    table = page.context["table"]
    assert table.page.paginator.count == 31 and len(table.paginated_rows) == 25
    assert table.paginated_rows[0].record.what == "cannot"
    address = Import.unscoped.get().get_absolute_url()
    assert browser.get(address, {"what": "cannot"}).context["table"].page.paginator.count == 1
    assert len(browser.get(address, {"export": "csv"}).content.splitlines()) == 32


def test_a_hostile_cell_is_shown_as_text(at):
    page = upload(at("reviewer"), "people", csv_file(PEOPLE, ["<script>alert(1)</script>", "x@example.org"]))
    assert "<script>alert(1)" not in page.content.decode()
    assert "&lt;script&gt;" in page.content.decode()


def test_posted_fields_beside_the_file_change_nothing(at, cast):
    browser = at("hr")
    data = {
        "file": csv_file(POSITIONS[:3], ["AG-1", "Chief", "Agriculture"]),
        "department": cast.revenue.pk,
        "state": "taken",
        "uploaded_by": cast.reviewer.pk,
    }
    browser.post(reverse("positions:bring_in", args=["positions"]), data)
    imported = Import.unscoped.get()
    assert (imported.department, imported.state, imported.uploaded_by) == (cast.agriculture, "checked", cast.hr)


def test_the_page_costs_the_same_for_few_rows_and_for_many(at, cast):
    spent = []
    for count in (2, 400):
        people = [[f"Person {number}", f"p{number}@example.org"] for number in range(count)]
        address = brought("people", csv_file(PEOPLE, *people), by=cast.reviewer).get_absolute_url()
        browser = at("reviewer")
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(address)
        spent.append(len(queries))
    assert spent[0] == spent[1] <= 12
    assert len(page.content) < 120_000


# --- templates ---


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_headings_of_a_template_are_taken(at, subject, kind):
    content = at("reviewer").get(reverse("positions:template", args=[subject, kind])).content
    headings = [each.heading for each in SUBJECTS[subject].columns]
    if kind == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert [cell.value for cell in book.worksheets[0][1]] == headings
        assert [row[0].value for row in book["Explanations"].iter_rows(min_row=2)] == headings
        book.worksheets[0].append(["x"])
        file = io.BytesIO()
        book.save(file)
        sheet = sheets.read(file.getvalue(), content_type=sheets.XLSX)
    else:
        sheet = sheets.read(content + b'"x"\r\n', content_type=sheets.CSV)
    assert list(SUBJECTS[subject].headings(sheet)) == headings


@pytest.mark.parametrize("kind", ["pdf", "xls"])
def test_there_is_no_template_of_another_kind(at, kind):
    assert at("reviewer").get(reverse("positions:template", args=["people", kind])).status_code == 404


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_examples_of_the_columns_are_understood(cast, subject):
    columns = SUBJECTS[subject].columns
    file = csv_file([each.heading for each in columns], [each.example for each in columns])
    [outcome] = seen(brought(subject, file, by=cast.reviewer, on=DAY), by=cast.reviewer).outcomes
    assert "which is no" not in outcome.words and "Write" not in outcome.words.replace("Write one of", "")


# --- there and back ---


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_of_positions_can_be_brought_in_as_it_was_given(at, cast, kind):
    scenes.fill(cast.agriculture, 2)
    [odd] = scenes.fill(cast.agriculture, 1, prefix="ODD")
    Position.unscoped.filter(pk=odd.pk).update(title="=1+1", division="-Markets")
    listed = at("reviewer").get(reverse("positions:positions"), {"export": kind}).content
    file = SimpleUploadedFile(f"positions.{kind}", listed)
    now = seen(brought("positions", file, by=cast.reviewer), by=cast.reviewer)
    assert [each.words for each in now.outcomes if each.what != "same"] == []
    assert now.counts["same"] == 3


def test_an_empty_installation_takes_the_list_of_another(at, cast):
    scenes.fill(cast.agriculture, 3)
    listed = at("reviewer").get(reverse("positions:positions"), {"export": "xlsx"}).content
    before = sorted(Placement.unscoped.values_list("position__number", "position__title", "starts_on"))
    Placement.unscoped.all().delete()
    Position.unscoped.all().delete()
    imported = brought("positions", SimpleUploadedFile("positions.xlsx", listed), by=cast.reviewer)
    acts.take(imported, mark=seen(imported, by=cast.reviewer).mark, by=cast.reviewer, on=DAY)
    assert sorted(Placement.unscoped.values_list("position__number", "position__title", "starts_on")) == before
