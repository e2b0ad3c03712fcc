"""SES Form 1 on paper: what stands on which page, whatever is filled in."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from contracts import form1
from contracts.evidence import moment_in_denver
from records import pdf
from tests.contracts import form1_samples as samples
from tests.contracts.form1_samples import LONG, PLAN, WORDS


def pages(printed: bytes) -> list[str]:
    """The text of every page, with single blanks and without the marks of lists, which are painted apart."""
    texts = (page.extract_text().replace("•", " ") for page in PdfReader(BytesIO(printed)).pages)
    return [" ".join(text.split()) for text in texts]


@pytest.fixture(scope="module")
def blank() -> list[str]:
    return pages(form1.print_form(form1.blank(plan=PLAN, fiscal_year=2004, ceiling=Decimal("10763"))))


@pytest.fixture(scope="module")
def executed_bytes() -> bytes:
    return samples.executed_copy()


# --- the blank form, page for page -----------------------------------------------------------


def test_the_blank_form_has_seven_pages_and_five_without_the_instructions(blank):
    assert len(blank) == 7
    assert len(pages(form1.print_form(form1.blank(plan=PLAN, with_instructions=False)))) == 5


def test_page_1_has_the_parties_the_salary_the_term_the_signatures_and_the_notes(blank):
    in_order = [
        WORDS.TITLE,
        *WORDS.PARTY_LABELS.values(),
        "Salary: $ /per month",
        "Contract Term: , 2004 – June 30, 2005",
        "Employee Appointing Authority Department director",
        "NOTES:",
        *WORDS.notes(fiscal_year=2004, ceiling=Decimal("10763")),
    ]
    assert re.fullmatch(".*".join(re.escape(each) for each in in_order), blank[0])


def test_page_2_has_the_core_requirements(blank):
    for area in WORDS.CORE:
        table = " ".join([area.title, "1 2 3 4", *area.objectives, "Overall"])
        assert table in blank[1]


def test_two_projects_stand_on_page_3_and_three_on_page_4(blank):
    assert blank[2] == "SPECIAL PROJECTS AND EMPHASIS AREAS" + " OBJECTIVE RESULTS 1 2 3 4" * 2
    assert blank[3] == " ".join(["OBJECTIVE RESULTS 1 2 3 4"] * 3)


def test_page_5_has_the_rating_levels_the_evaluation_the_chart_and_the_signatures(blank):
    in_order = [
        "RATING LEVELS:",
        *map(str, WORDS.RATING_LEVELS),
        "EVALUATION",
        WORDS.EVALUATION,
        "1 2 3 4 CORE REQUIREMENTS Customers Credibility Communications Other",
        "SPECIAL PROJECTS AND EMPHASIS AREAS",
        *["Objective:"] * 5,
        "Overall",
        "DATE OF EVALUATION:",
        "Employee Appointing Authority Department director",
        "SES Form 1",
    ]
    assert blank[4] == " ".join(in_order)


def test_pages_6_and_7_are_the_instructions(blank):
    text = " ".join(blank[5:])
    for section in WORDS.INSTRUCTIONS:
        assert section.heading in text
        for paragraph in section.paragraphs:
            assert paragraph.words in text
    assert blank[5].startswith("SENIOR EXECUTIVE SERVICE PERFORMANCE CONTRACT INSTRUCTIONS (Remove these two pages")
    assert blank[6].endswith(" ".join(WORDS.INSTRUCTIONS_NOTES))


def test_a_blank_form_without_a_year_prints_no_figure_at_all():
    page_1 = pages(form1.print_form(form1.blank(plan=PLAN)))[0]
    assert "Salary for FY _____ may not exceed $_____ per month." in page_1
    assert "Contract Term: , – June 30, _____" in page_1


# --- filled in -------------------------------------------------------------------------------


def test_the_directors_contract_of_2004_reads_as_it_would_on_paper():
    page_1 = pages(form1.print_form(samples.frozen()))[0]
    for words in (
        "Employee: Rosalind Whitehorse",
        "Title: Director, Division of Plant Industry",
        "Department: Agriculture",
        "Appointing Authority: Dana Ortiz",
        "Title: Deputy Commissioner",
        "Salary: $10,763 /per month",
        "Contract Term: July 1, 2004 – June 30, 2005",
        "Salary for FY 04-05 may not exceed $10,763 per month.",
    ):
        assert words in page_1
    assert "demonstration" not in page_1


def test_a_demonstration_figure_is_marked_beside_its_note():
    page_1 = pages(form1.print_form(samples.frozen(samples.terms(ceiling_is_demonstration=True))))[0]
    assert "may not exceed $10,763 per month. (demonstration figure)" in page_1
    assert page_1.count("demonstration") == 1


def test_without_a_ceiling_or_a_salary_no_figure_is_printed():
    page_1 = pages(form1.print_form(samples.frozen(samples.terms(ceiling=None, monthly_salary=None))))[0]
    assert "may not exceed $_____ per month." in page_1
    assert "Salary: $ /per month" in page_1


def test_the_state_and_the_page_numbers_stand_at_the_foot_of_every_page():
    for number, text in enumerate(pages(form1.print_form(samples.frozen())), start=1):
        assert "Version 2, proposed June 20, 2004" in text
        assert f"Page {number} of 5" in text


def test_lines_nobody_signed_say_so_to_a_screen_reader_and_signed_ones_name_the_signer(executed_bytes):
    unsigned = alternative_texts(form1.print_form(samples.frozen()))
    assert unsigned == ["Signature line, not signed"] * 6
    assert alternative_texts(executed_bytes) == ["Signature line, not signed"] * 3
    page_1 = pages(executed_bytes)[0]
    assert "Rosalind Whitehorse Signed June 21, 2004, 10:42 a.m. Employee" in page_1
    assert (
        "Benjamin Castellanos Acting department director Signed June 30, 2004, 11:30 p.m. Department director" in page_1
    )


def test_one_person_may_have_signed_on_two_lines():
    director = replace(samples.SIGNED[2], office="")
    signed = [samples.SIGNED[0], replace(director, line="appointing_authority"), director]
    form = form1.from_terms(plan=PLAN, terms=samples.TERMS, signatures=signed)
    assert [line.name for line in form.signatures] == ["Rosalind Whitehorse"] + ["Benjamin Castellanos"] * 2


def test_an_office_that_only_repeats_the_line_is_not_printed_twice():
    signed = [replace(samples.SIGNED[2], office="Department Director")]
    form = form1.from_terms(plan=PLAN, terms=samples.TERMS, signatures=signed)
    assert form.signatures[2].office == ""


def test_ratings_are_marked_in_the_tables_and_carried_to_the_chart():
    form = samples.executed(ratings=samples.RATINGS, rating_signatures=samples.SIGNED)
    text = pages(form1.print_form(form))
    assert text[1].count(" X") == 19 + 4
    assert "In use since February. X" in text[2]
    assert "Overall X DATE OF EVALUATION: June 20, 2005" in text[4]
    assert text[4].count(" X") == 4 + 3 + 1
    assert text[4].count("Signed June") == 3


def test_a_rating_stands_under_its_own_level():
    marks = [[row.split("</th>")[1] for row in table.split("<tr>")[2:]] for table in core_tables(samples.RATINGS)]
    for table in marks:
        for row, level in zip(table, samples.RATINGS["areas"]["customers"]["lines"], strict=False):
            cells = re.findall(r'<td class="level">(X?)</td>', row)
            assert [place for place, cell in enumerate(cells, start=1) if cell] in ([level], [3])


def core_tables(ratings):
    page = form1.html(samples.executed(ratings=ratings))
    return page.split('<section class="page core">')[1].split("</section>")[0].split("<table")[1:2]


# --- whatever is filled in, every part stays on its page -------------------------------------

FULL = {"objective": LONG, "results": LONG}
WIDE = {"objective": "W" * 2000, "results": "Wm " * 700}
TALL = {"objective": "a\n" * 200, "results": "\n\n".join("ab")}


@pytest.mark.parametrize(
    "changed",
    [
        samples.terms(projects=[]),
        samples.terms(projects=[FULL] * 5),
        samples.terms(projects=[WIDE] * 5),
        samples.terms(projects=[TALL] * 5),
        samples.terms(projects=[FULL, WIDE, TALL] * 4),
        samples.with_added_lines(1, 1, 1, 1),
        samples.with_added_lines(12, 0, 0, 0),
        samples.with_added_lines(9, 9, 9, 9),
        samples.with_added_lines(3, 2, 1, 4, text="{} " + "W" * 60),
        samples.with_added_lines(1, 1, 1, 1, text=LONG + "{}"),
        samples.terms(**dict.fromkeys(WORDS.PARTY_LABELS, ("Administration and Management " * 5)[:150])),
    ],
)
def test_projects_begin_on_page_3_and_the_chart_stays_on_page_5(changed):
    text = pages(form1.print_form(samples.frozen(changed)))
    assert WORDS.NOTE_NO_RIGHTS in text[0]
    assert text[1].startswith("CORE REQUIREMENTS CUSTOMERS 1 2 3 4")
    assert "OTHER 1 2 3 4" in text[1]
    assert text[2].startswith("SPECIAL PROJECTS AND EMPHASIS AREAS OBJECTIVE RESULTS 1 2 3 4")
    assert text[2].count("OBJECTIVE RESULTS 1 2 3 4") == 2
    assert text[3].count("OBJECTIVE RESULTS 1 2 3 4") == 3
    assert text[4].startswith("RATING LEVELS:")
    assert "SES Form 1" in text[4]
    assert all("Continuation" in page for page in text[5:6])


def test_page_1_stays_one_page_with_the_longest_names_and_titles_that_can_be_kept():
    longest = ("Administration and Management " * 5)[:150]
    signed = [replace(each, name=longest[:120], office=longest[:60]) for each in samples.SIGNED]
    terms = samples.terms(**dict.fromkeys(WORDS.PARTY_LABELS, longest))
    text = pages(form1.print_form(form1.from_terms(plan=PLAN, terms=terms, signatures=signed)))
    assert len(text) == 5
    assert WORDS.NOTE_NO_RIGHTS in text[0]


def test_what_fits_needs_no_attached_sheet():
    fitting = samples.with_added_lines(3, 2, 2, 2)
    fitting["projects"] = [{"objective": "A project. " * 20, "results": ""}] * 5
    text = pages(form1.print_form(samples.frozen(fitting)))
    assert len(text) == 5
    assert "attached sheet" not in " ".join(text)


def test_a_long_text_points_to_the_attached_sheet_and_goes_on_there():
    text = pages(form1.print_form(samples.frozen(samples.terms(projects=[{"objective": LONG, "results": ""}]))))
    assert len(text) == 6
    assert "Continued on the attached sheet." in text[2]
    assert text[5].startswith("Continuation Attached to SES Form 1 of Rosalind Whitehorse.")
    assert "Project 1 on page 3: OBJECTIVE, continued" in text[5]
    first, rest = text[2], text[5]
    for number in range(1, 41):
        sentence = f"Sentence {number} of a text that is longer than its box on the printed form."
        either_page = first.count(sentence) + rest.count(sentence)
        assert either_page == 1 or sentence in spliced(first, rest)


def spliced(first: str, rest: str) -> str:
    """The text cut between two pages, joined again."""
    start = first.split("1 2 3 4 ")[1].split(" Continued on")[0]
    return f"{start} {rest.split('OBJECTIVE, continued ')[1]}"


def test_the_sixth_project_is_printed_whole_on_the_attached_sheet_and_rated_in_the_chart():
    six = [{"objective": f"Project number {n}", "results": ""} for n in range(1, 7)]
    form = form1.from_terms(plan=PLAN, terms=samples.terms(projects=six), ratings={"projects": [1, 2, 3, 4, 1, 2]})
    text = pages(form1.print_form(form))
    assert "Project number 6" not in text[2] + text[3]
    assert "Objective: Project number 6 X" in text[4]
    assert "SPECIAL PROJECTS AND EMPHASIS AREAS: project 6 OBJECTIVE RESULTS 1 2 3 4 Project number 6 X" in text[5]


def test_a_dozen_projects_carry_the_end_of_the_chart_to_the_attached_sheet():
    dozen = [{"objective": f"Project number {n}", "results": ""} for n in range(1, 13)]
    text = pages(form1.print_form(samples.frozen(samples.terms(projects=dozen))))
    assert "Objective: Project number 10" in text[4] and "Objective: Project number 11" not in text[4]
    assert "EVALUATION, chart continued" in text[-1]
    assert "Objective: Project number 11 Objective: Project number 12" in text[-1]


def test_every_added_line_is_printed_once_on_page_2_or_on_the_attached_sheet():
    text = pages(form1.print_form(samples.frozen(samples.with_added_lines(8, 8, 8, 8))))
    for area in WORDS.CORE:
        for number in range(1, 9):
            line = f"{area.title}: An added objective, number {number} "
            assert (" ".join(text) + " ").count(line) == 1
    assert text[1].count("Continued on the attached sheet.") == 4


def test_an_added_line_takes_the_place_of_the_blank_row():
    page = form1.html(samples.frozen(samples.with_added_lines(1, 0, 0, 0)))
    assert len(re.findall(r"<tr>\s*<td></td>\s*<td class", page)) == 3


# --- hostile words stay words ----------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src="http://127.0.0.1:9/x">',
    '"><style>@import "file:///etc/passwd"</style>',
    "</td></tr></table><h1>Other title</h1>",
    "{{ form.words }} {% include 'x' %}",
    "<link rel=attachment href='file:///etc/passwd'>",
    "&lt;b&gt; &amp; &#60;",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_words_are_printed_as_words_wherever_they_stand(payload):
    changed = samples.terms(**dict.fromkeys(WORDS.PARTY_LABELS, payload))
    changed["areas"][0]["lines"].append(payload)
    changed["projects"] = [{"objective": payload, "results": payload}] * 6
    signed = [replace(each, name=payload, office=payload) for each in samples.SIGNED]
    form = form1.from_terms(plan=PLAN, terms=changed, signatures=signed, state=payload)
    text = pages(form1.print_form(form))
    seen = re.sub(r"\s", "", " ".join(text))
    places = 6 + 1 + 2 * 6 + 2 * 3  # parties, line, projects, signatures; the chart and the feet come on top
    assert seen.count(re.sub(r"\s", "", payload)) >= places
    assert text[0].startswith(WORDS.TITLE)


def test_a_character_no_font_has_is_refused_in_words():
    with pytest.raises(pdf.CannotPrint, match="UNICORN FACE"):
        form1.print_form(samples.frozen(samples.terms(employee="Dana 🦄")))


# --- the executed copy -----------------------------------------------------------------------


def test_the_evidence_is_the_last_page_of_the_executed_copy(executed_bytes):
    text = pages(executed_bytes)
    assert len(text) == 6
    digest = hashlib.sha256(attached(executed_bytes)["version-2.pdf"]).hexdigest()
    last = text[-1]
    assert last.startswith("Evidence of signature")
    assert last.count(digest) == 4
    assert "Department director: Benjamin Castellanos Signed as Acting department director" in last
    assert "June 30, 2004, 11:30 p.m. in Denver (2004-07-01 05:30:00 UTC)" in last
    assert "Password, entered again at the moment of signing" in last
    assert "Technical Assistance, Senior Executive Service (May 2004)" in last
    assert "A copy went to DPA/DHR on June 30, 2004." in last


def test_the_evidence_stays_the_last_page_behind_an_attached_sheet():
    text = pages(samples.executed_copy(samples.terms(projects=[FULL] * 6)))
    assert text[-1].startswith("Evidence of signature")
    assert sum("Evidence of signature" in page for page in text) == 1


def test_the_frozen_version_and_its_data_are_inside_the_executed_copy(executed_bytes):
    inside = attached(executed_bytes)
    assert sorted(inside) == ["version-2.json", "version-2.pdf"]
    assert inside["version-2.pdf"] == form1.print_form(samples.frozen())
    assert b"Rosalind Whitehorse" in inside["version-2.json"]


def attached(printed: bytes) -> dict[str, bytes]:
    with pikepdf.open(BytesIO(printed)) as document:
        return {name: each.get_file().read_bytes() for name, each in document.attachments.items()}


def test_a_moment_is_told_in_denver_and_must_have_a_time_zone():
    assert moment_in_denver(samples.SIGNED[2].at) == "June 30, 2004, 11:30 p.m."
    with pytest.raises(ValueError, match="time zone"):
        moment_in_denver(samples.SIGNED[2].at.replace(tzinfo=None))


# --- read aloud, filled in, printed again ----------------------------------------------------


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
    with pikepdf.open(BytesIO(printed)) as document:
        return [
            str(each.Alt)
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]


def test_headings_start_with_the_title_and_skip_no_level(executed_bytes):
    levels = [int(kind[2]) for kind in structure(executed_bytes) if re.fullmatch(r"/H\d", kind)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_table_has_headings_for_its_columns_and_rows():
    kinds = structure(form1.print_form(form1.blank(plan=PLAN)))
    assert kinds.count("/Table") == 4 + 5 + 1
    assert kinds.count("/TH") == 4 * 5 + 19 + 4 + 5 * 6 + 4 + 12


def test_only_bundled_fonts_are_used(executed_bytes):
    with pikepdf.open(BytesIO(executed_bytes)) as document:
        fonts = {
            str(each.FontName).split("+")[1]
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        }
    assert fonts == {"SES-Sans", "SES-Sans-Bold"}


def test_the_fillable_form_has_a_named_field_for_everything_that_is_filled_in():
    printed = form1.print_fillable(form1.blank(plan=PLAN, fiscal_year=2004))
    with pikepdf.open(BytesIO(printed)) as document:
        fields = list(document.Root.AcroForm.Fields)
        names = [str(field.T) for field in fields]
        spoken = [str(field.TU) for field in fields]
    assert len(set(names)) == len(names)
    texts = 6 + 2 + 4 + 2 * 5 + 5 + 1
    boxes = 4 * (19 + 4 + 4 + 5 + 4 + 5 + 1)
    assert len(fields) == texts + boxes
    assert all(spoken)
    assert "Emphasis on customer satisfaction: level 3" in spoken
    assert len(pages(printed)) == 7


PRINT_ELSEWHERE = """
import hashlib, django
django.setup()
from tests.contracts import form1_samples
print(hashlib.sha256(form1_samples.executed_copy()).hexdigest())
"""


def test_another_process_prints_the_same_executed_copy(executed_bytes):
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINT_ELSEWHERE],
        capture_output=True,
        text=True,
        check=True,
        cwd=pdf.STATIC.parent,
        env=os.environ | {"PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    assert elsewhere.stdout.strip() == hashlib.sha256(executed_bytes).hexdigest()
