"""The blank SES Form 1, page for page as it was printed in 2004, flat and with fields."""

import re
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from contracts import form1
from tests.contracts.form1_samples import PLAN, WORDS
from tests.pdf.reading import pages, structure


@pytest.fixture(scope="module")
def blank() -> list[str]:
    return pages(form1.print_form(form1.blank(plan=PLAN, fiscal_year=2004, ceiling=Decimal("10763"))))


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


def test_every_table_has_headings_for_its_columns_and_rows():
    kinds = structure(form1.print_form(form1.blank(plan=PLAN)))
    assert kinds.count("/Table") == 4 + 5 + 1
    assert kinds.count("/TH") == 4 * 5 + 19 + 4 + 5 * 6 + 4 + 12


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
