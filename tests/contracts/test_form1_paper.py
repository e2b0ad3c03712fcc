"""Whatever is filled in, every part of SES Form 1 stays on its page and nothing is lost."""

import re
from dataclasses import replace

import pytest

from contracts import form1
from tests.contracts import form1_samples as samples
from tests.contracts.form1_samples import LONG, PLAN, WORDS
from tests.pdf.reading import pages

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
