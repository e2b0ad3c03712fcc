"""The ZIP of a year's forms: its index, its memory, whose it is, and its end."""

import csv
import io
import tracemalloc
import zipfile
from datetime import date, timedelta

import openpyxl
import pytest
from django.utils import timezone

import law
from contracts import archive, executed
from contracts.models import Archive, ExecutedCopy
from positions.models import Incumbency
from records import files, seal
from records.models import Message
from tests.access.records_kept_rows import agreed, scanned
from tests.contracts.page import words
from tests.contracts.stories import everybody_but, refused
from tests.contracts.test_paper_signatures import all_three, record
from tests.factories import SIGNED, PlacedPositionFactory, SignedContractFactory, UserFactory, at, sign

NOW = date(2004, 9, 1)


def asked(cast, year=2004):
    return archive.ask(plan=law.DEFAULT_PLAN, fiscal_year=year, by=cast.reviewer, on=NOW, at=at(NOW))


def made(cast, year=2004):
    wanted = asked(cast, year)
    archive.make_waiting()
    wanted.refresh_from_db()
    return wanted


def opened(kept: Archive) -> zipfile.ZipFile:
    return zipfile.ZipFile(archive.path(kept))


def index(bundle: zipfile.ZipFile) -> list[dict]:
    return list(csv.DictReader(io.StringIO(bundle.read("index.csv").decode("utf-8-sig"))))


def test_every_executed_form_of_the_year_is_in_it_with_an_index(cast, settings, tmp_path):
    amendment = agreed(cast)
    kept = made(cast)
    assert (kept.total, kept.done, kept.forms) == (1, 1, 2)
    with opened(kept) as bundle:
        rows = index(bundle)
        assert [(row["Person"], row["What"], row["How"]) for row in rows] == [
            ("Eve Executive", "contract", "electronically"),
            ("Eve Executive", "amendment 1", "electronically"),
        ]
        for row in rows:
            assert seal.check(bundle.read(row["File name"])).holds
        copy = ExecutedCopy.unscoped.get(contract=amendment.contract)
        assert bundle.read(rows[0]["File name"]) == files.read(copy.document)
        assert rows[0]["SHA-256"] == copy.document.sha256
        sheet = openpyxl.load_workbook(io.BytesIO(bundle.read("index.xlsx"))).active
        assert [cell.value for cell in sheet[1]] == archive.HEADINGS
        assert sheet.max_row == 3


def test_paper_and_what_is_not_sealed_yet_are_said_in_the_index(cast):
    contract = scanned(cast)
    sign(contract, cast.superior)
    sign(contract, cast.director)
    kept = made(cast)
    with opened(kept) as bundle:
        (row,) = index(bundle)
    assert (row["How"], row["File name"]) == ("partly on paper; the executed copy is not sealed yet", "")


def test_the_index_says_on_paper_where_all_lines_are_and_whether_the_contract_came_in_force(cast, proposed):
    record(proposed, all_three(cast, SIGNED), cast.hr)
    Incumbency.unscoped.filter(position=proposed.position).update(ends_on=SIGNED)
    with opened(made(cast)) as bundle:
        (row,) = index(bundle)
    assert row["How"].startswith("on paper")
    assert row["Contract in force"] == "never in force: Eve Executive left the position on June 15, 2004"


def test_the_page_of_a_finished_zip_says_when_in_whole_sentences(cast, visit):
    kept = made(cast)
    told = words(visit(cast.reviewer, on=NOW).get(kept.get_absolute_url()))
    assert "It is removed 7 days after it was finished" in told
    assert "m.." not in told


def test_a_year_without_forms_gives_an_index_alone(cast):
    with opened(made(cast, 1999)) as bundle:
        assert sorted(bundle.namelist()) == ["index.csv", "index.xlsx"]


def test_a_name_is_no_formula_and_no_path(cast):
    cast.executive.name = '=HYPERLINK("x") ../../etc'
    cast.executive.save()
    SignedContractFactory(cast=cast)
    executed.print_waiting()
    with opened(made(cast)) as bundle:
        (row,) = index(bundle)
        assert row["Person"].startswith("'=")
        assert ".." not in row["File name"].replace("../", "/../") or "/.." not in row["File name"]
        assert row["File name"].count("/") == 1


def test_who_asks_and_whose_it_is(cast):
    for person in everybody_but(cast, "reviewer", "personnel_director"):
        with refused(words="This takes the office of"):
            archive.ask(plan=law.DEFAULT_PLAN, fiscal_year=2004, by=person, on=NOW, at=at(NOW))
    kept = made(cast)
    assert list(Archive.objects.visible_to(cast.reviewer, on=NOW)) == [kept]
    for person in everybody_but(cast, "reviewer"):
        assert not Archive.objects.visible_to(person, on=NOW).exists()
    assert Message.unscoped.get(to=cast.reviewer).subject == "The SES forms of 2004-05 are ready"


def test_the_same_is_not_made_twice_at_once(cast):
    asked(cast)
    with refused(words="being made already"):
        asked(cast)


def test_trouble_is_told_and_tried_again(cast, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "file"
    settings.DATA_DIR.write_text("not a folder")
    wanted = asked(cast)
    assert archive.make_waiting() == 0
    wanted.refresh_from_db()
    assert wanted.finished_at is None and wanted.last_trouble
    settings.DATA_DIR = tmp_path
    Archive.unscoped.update(claimed_until=timezone.now() - timedelta(minutes=1))
    assert archive.make_waiting() == 1


@pytest.mark.parametrize(("days", "stays"), [(6, True), (7, True), (8, False)])
def test_it_is_removed_after_some_days(cast, days, stays):
    kept = made(cast)
    later = kept.finished_at + timedelta(days=days)
    assert archive.remove_old(now=later) == (0 if stays else 1)
    assert archive.path(kept).exists() == stays
    assert archive.remove_old(now=later) == 0


def test_memory_does_not_grow_with_the_number_of_forms(cast, monkeypatch):
    """Forms of a megabyte each: no more than a few of them are in memory at a time, however many there are."""
    for number in range(6):
        person = UserFactory(name=f"Person {number}")
        SignedContractFactory(
            cast=cast, position=PlacedPositionFactory(department=cast.agriculture, person=person, number=f"Z-{number}")
        )
    for copy in ExecutedCopy.unscoped.all():
        executed._finish(copy, bytes([copy.pk % 256]) * 1_000_000)
    wanted = asked(cast)
    tracemalloc.start()
    archive._make(wanted)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    wanted.refresh_from_db()
    assert (wanted.forms, most < 4_000_000) == (6, True), most
