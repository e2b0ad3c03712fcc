"""SES Form 1 filled in: parties, figures, signatures, ratings; hostile words stay words."""

import re
from dataclasses import replace

import pytest

from contracts import form1
from records import pdf
from tests.contracts import form1_samples as samples
from tests.contracts.form1_samples import PLAN, WORDS
from tests.pdf.reading import alternative_texts, pages


@pytest.fixture(scope="module")
def executed_bytes() -> bytes:
    return samples.executed_copy()


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
