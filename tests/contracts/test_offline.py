"""SES Form 1 filled in with a PDF reader: read, held against the draft, taken part by part; hostile files."""

import io
import subprocess
import zlib
from decimal import Decimal

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader, PdfWriter

from contracts import offline, printing, terms
from contracts.models import Contract, SalaryDecision
from records import filled_forms
from tests.contracts.page import filled, said, words
from tests.factories import DRAFTED, write
from tests.pdf.tools import program

TYPED = {
    "employee": "Eve Executive",
    "division": "Division of Plants",
    "salary": "$9,750.50",
    "CUSTOMERS, added objective": "Calls are answered within a day",
    "Objective 1": "Open the three closed offices\nin the north — été",
    "Results 2": "In use by June 1",
    "Objective 2": "Replace the paper intake",
}


@pytest.fixture(scope="module")
def blank() -> bytes:
    import law
    from contracts import form1

    return form1.print_fillable(form1.blank(plan=law.DEFAULT_PLAN, fiscal_year=2004, ceiling=Decimal("10763")))


def by_pypdf(blank: bytes, values: dict[str, str]) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(blank))
    for page in writer.pages:
        if any(note.get_object().get("/T") in values for note in page.get("/Annots", ())):
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    return _written(writer)


def by_qpdf(blank: bytes, values: dict[str, str]) -> bytes:
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) in values:
                field.V = pikepdf.String(values[str(field.T)])
        kept = io.BytesIO()
        pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return kept.getvalue()


def without_appearances(blank: bytes, values: dict[str, str]) -> bytes:
    """As small programs save: the values alone, and the note that a reader has to draw them."""

    def fill(pdf):
        pdf.Root.AcroForm.NeedAppearances = True
        for field in pdf.Root.AcroForm.Fields:
            if "/AP" in field:
                del field.AP
            if str(field.T) in values:
                field.V = pikepdf.String(values[str(field.T)])

    return changed(blank, fill)


def by_browser(blank: bytes, values: dict[str, str]) -> bytes:
    """As the viewers of browsers save: behind the form as it was stands an update with the boxes and how they look."""
    writer = PdfWriter(io.BytesIO(blank), incremental=True)
    writer.set_need_appearances_writer()
    for page in writer.pages:
        if any(note.get_object().get("/T") in values for note in page.get("/Annots", ())):
            writer.update_page_form_field_values(page, values, auto_regenerate=False)
    saved = _written(writer)
    assert saved.startswith(blank)
    return saved


def saved_again(blank: bytes, values: dict[str, str]) -> bytes:
    """Saved in a browser, opened, changed and saved again: the last update holds."""
    return by_browser(by_browser(blank, dict.fromkeys(values, "A first thought")), values)


def repacked(blank: bytes, values: dict[str, str]) -> bytes:
    """Saved in a browser, then sent through a program that packs all objects anew."""
    with pikepdf.open(io.BytesIO(by_browser(blank, values))) as pdf:
        kept = io.BytesIO()
        pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
        return kept.getvalue()


def _written(writer: PdfWriter) -> bytes:
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def changed(blank: bytes, change) -> bytes:
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        change(pdf)
        kept = io.BytesIO()
        pdf.save(kept)
        return kept.getvalue()


# ---- reading ----


@pytest.mark.parametrize("fill", [by_pypdf, by_qpdf, without_appearances, by_browser, saved_again, repacked])
def test_what_was_typed_into_the_boxes_is_read(blank, fill):
    read = filled_forms.read(fill(blank, TYPED))
    assert {name: text for name, text in read.texts.items() if text} == TYPED
    assert read.ticked == ()


def test_other_alphabets_are_read_as_typed(blank):
    typed = {"Objective 1": "Žluťoučký kůň Ωmega", "division": "Pläne “A”"}
    assert filled_forms.read(by_qpdf(blank, typed)).texts["Objective 1"] == typed["Objective 1"]


def test_ticked_boxes_are_told_by_name(blank):
    def tick(pdf):
        field = next(each for each in pdf.Root.AcroForm.Fields if str(each.T).endswith("level 3"))
        field.V = pikepdf.Name("/Yes")

    assert len(filled_forms.read(changed(blank, tick)).ticked) == 1


# ---- what cannot be read ----


def test_a_flattened_form_is_told_in_a_sentence(blank):
    def flatten(pdf):
        del pdf.Root.AcroForm

    with pytest.raises(filled_forms.CannotRead, match="scanned, or printed to a new PDF"):
        filled_forms.read(changed(blank, flatten))


@pytest.mark.pdf
def test_a_form_printed_to_a_new_pdf_by_poppler_is_told_in_a_sentence(blank, tmp_path):
    poppler = program("pdftocairo", install="poppler-utils")
    (tmp_path / "filled.pdf").write_bytes(by_qpdf(blank, TYPED))
    subprocess.run([poppler, "-pdf", "filled.pdf", "printed.pdf"], cwd=tmp_path, check=True)
    with pytest.raises(filled_forms.CannotRead, match="scanned, or printed to a new PDF"):
        filled_forms.read((tmp_path / "printed.pdf").read_bytes())


def test_a_locked_form_is_told_in_a_sentence(blank):
    writer = PdfWriter(clone_from=io.BytesIO(blank))
    writer.encrypt("secret")
    with pytest.raises(filled_forms.CannotRead, match="locked with a password"):
        filled_forms.read(_written(writer))


def test_a_form_that_only_one_maker_reads_is_told_in_a_sentence(blank):
    def only_xfa(pdf):
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pikepdf.String("<xdp/>"))

    with pytest.raises(filled_forms.CannotRead, match="only one maker"):
        filled_forms.read(changed(blank, only_xfa))


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing\n%%EOF", b"%PDF-1.4\n" + b"\x00" * 5000 + b"%%EOF"])
def test_a_damaged_file_is_told_in_a_sentence(content):
    with pytest.raises(filled_forms.CannotRead, match="damaged"):
        filled_forms.read(content)


def test_a_cut_file_is_told_in_a_sentence(blank):
    with pytest.raises(filled_forms.CannotRead):
        filled_forms.read(blank[: len(blank) // 2])


def test_a_file_that_is_too_large_or_has_too_many_pages_is_refused(blank):
    with pytest.raises(filled_forms.CannotRead, match="larger than 5 MB"):
        filled_forms.read(b"%PDF-1.7" + b"0" * filled_forms.MOST_BYTES)

    def many_pages(pdf):
        for _ in range(10):
            pdf.pages.extend(pdf.pages[:7])

    with pytest.raises(filled_forms.CannotRead, match="more than 60 pages"):
        filled_forms.read(changed(blank, many_pages))


def test_fields_that_name_each_other_in_a_circle_end(blank):
    def circle(pdf):
        field = pdf.make_indirect(pikepdf.Dictionary(T=pikepdf.String("round")))
        field.Kids = pikepdf.Array([field] * 50)
        pdf.Root.AcroForm.Fields = pikepdf.Array([field] * 50)

    assert filled_forms.read(changed(blank, circle)).texts == {}


def test_a_bomb_of_compressed_zeros_takes_no_memory_of_this_process(monkeypatch):
    monkeypatch.setattr(filled_forms, "SECONDS", 8)
    bomb = zlib.compress(b"0" * 300_000_000, 9)
    body = (
        b"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>> endobj\n"
        b"2 0 obj <</Type/Pages/Count 1/Kids[]>> endobj\n"
        b"3 0 obj <</T(Objective 1)/FT/Tx/V 4 0 R>> endobj\n"
        b"4 0 obj <</Filter/FlateDecode/Length "
        + str(len(bomb)).encode()
        + b">> stream\n"
        + bomb
        + b"\nendstream endobj\n"
    )
    starts = [body.index(f"{number} 0 obj".encode()) for number in range(1, 5)]
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % start for start in starts)
    content = body + table + b"trailer <</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % len(body)
    with pytest.raises(filled_forms.CannotRead):
        filled_forms.read(content)


# ---- beside the draft ----


def upload(browser, draft, content: bytes, name: str = "filled.pdf"):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return browser.post(reverse("contracts:upload", args=[draft.pk]), {"file": file})


def test_each_box_is_shown_beside_what_the_draft_has_and_nothing_is_saved(cast, draft, visit, blank):
    browser = visit(cast.hr, on=DRAFTED)
    told = words(upload(browser, draft, by_qpdf(blank, TYPED | {"employee": "Somebody Else"})))
    assert "Salary per month $9,500" not in told  # as it is typed, without its sign
    assert "Salary per month 9,500 $9,750.50 Take it in place of what the draft has" in told
    assert "CUSTOMERS: added line Waiting times are published every month Calls are answered within a day" in told
    assert "Project 2, objective nothing Replace the paper intake Take it" in told
    assert "The form names “Somebody Else” as employee; this contract has “Eve Executive”." in told
    draft.refresh_from_db()
    assert draft.monthly_salary == Decimal("9500.00")


def test_what_is_new_is_ticked_and_what_would_replace_something_is_not(cast, draft, visit, blank):
    page = upload(visit(cast.hr, on=DRAFTED), draft, by_qpdf(blank, TYPED))
    assert sorted(filled(page)["take"]) == ["objective 2", "results 2"]


def test_only_what_is_ticked_is_taken(cast, draft, visit, blank):
    browser = visit(cast.hr, on=DRAFTED)
    page = upload(browser, draft, by_qpdf(blank, TYPED))
    sent = {name: values[0] for name, values in filled(page).items()}
    sent["take"] = ["monthly_salary", "line customers", "objective 2", "results 2", "secret"]
    done = browser.post(reverse("contracts:take", args=[draft.pk]), sent)
    assert "Taken from the form and saved" in said(done)
    draft.refresh_from_db()
    assert (draft.monthly_salary, draft.division) == (Decimal("9750.50"), "Division of Markets")
    lines, projects = terms.written(draft)
    assert lines["customers"] == ["Waiting times are published every month", "Calls are answered within a day"]
    assert projects[0]["objective"] == "Open the two closed offices"
    assert projects[1] == {"objective": "Replace the paper intake", "results": "In use by June 1"}
    decision = SalaryDecision.objects.get(contract=draft)
    assert decision.factors == ["market"] and decision.performance_basis.startswith("Met the objectives")


def test_nothing_ticked_takes_nothing(cast, draft, visit):
    done = visit(cast.hr, on=DRAFTED).post(reverse("contracts:take", args=[draft.pk]), {"revision": draft.revision})
    assert "nothing was taken" in said(done)


def test_a_draft_that_somebody_saved_meanwhile_is_shown_beside_what_was_read(cast, draft, visit, blank):
    browser = visit(cast.hr, on=DRAFTED)
    page = upload(browser, draft, by_qpdf(blank, TYPED))
    sent = {name: values[0] for name, values in filled(page).items()} | {"take": ["monthly_salary"]}
    write(draft, by=cast.superior, on=DRAFTED, monthly_salary=Decimal(9800))
    page = browser.post(reverse("contracts:take", args=[draft.pk]), sent)
    assert "What stands now, and what you typed" in words(page)
    assert Contract.unscoped.get(pk=draft.pk).monthly_salary == Decimal("9800.00")


def test_a_salary_that_is_no_amount_or_a_text_that_cannot_be_printed_is_told_and_not_offered(cast, draft, visit, blank):
    typed = {"salary": "10.763,00", "Objective 3": "\U0001f4a9", "Results 3": "x" * 9000}
    page = upload(visit(cast.hr, on=DRAFTED), draft, by_qpdf(blank, typed))
    told = words(page)
    assert told.count("It cannot be taken.") == 3
    assert "Write thousands with a comma" in told and "This cannot be printed" in told
    assert "take" not in filled(page)


def test_renamed_and_unknown_boxes_and_ratings_are_told(cast, draft, visit, blank):
    def rename(pdf):
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) == "Objective 1":
                field.T, field.V = pikepdf.String("Ziel 1"), pikepdf.String("Something")
            if str(field.T) == "CUSTOMERS Overall, level 4":
                field.V = pikepdf.Name("/Yes")

    told = words(upload(visit(cast.hr, on=DRAFTED), draft, changed(blank, rename)))
    assert "were renamed, were not read: “Ziel 1”" in told
    assert "1 boxes of the form are not in this file" in told
    assert "Ratings and the evaluation chart are filled in" in told


def test_a_form_of_another_kind_is_told(cast, draft, visit, blank):
    def other(pdf):
        pdf.Root.AcroForm.Fields = pikepdf.Array(
            [pikepdf.Dictionary(T=pikepdf.String("Name"), FT=pikepdf.Name("/Tx"), V=pikepdf.String("X"))]
        )

    assert "Is it another form?" in words(upload(visit(cast.hr, on=DRAFTED), draft, changed(blank, other)))


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "filled.pdf", "This file is empty"),
        (b"Not a PDF", "filled.pdf", "not what its name"),
        (b"Plain words.\n", "filled.txt", "Choose a PDF"),
        (b"print(1)\n", "filled.py", "Choose a PDF"),
        (b"%PDF-1.7\nnothing\n%%EOF", "filled.pdf", "cannot be read"),
    ],
)
def test_a_file_that_is_no_form_is_told_beside_its_box(cast, draft, visit, content, name, sentence):
    assert sentence in words(upload(visit(cast.hr, on=DRAFTED), draft, content, name))


def test_markup_in_a_box_is_shown_as_text(cast, draft, visit, blank):
    page = upload(visit(cast.hr, on=DRAFTED), draft, by_qpdf(blank, {"division": "<script>alert(1)</script>"}))
    assert b"<script>alert(1)" not in page.content


def test_the_blank_form_of_the_site_has_every_box_that_is_read(cast, draft):
    names = {name for name, _ in offline._boxes(draft)}
    assert names <= set(PdfReader(io.BytesIO(printing.blank(on=DRAFTED))).get_fields())
