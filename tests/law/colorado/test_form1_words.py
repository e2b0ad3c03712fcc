"""The fixed words of SES Form 1 against the text of the printed form."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from law.colorado import form1

PRINTED = Path(__file__).with_name("ses_form_1_2004.txt").read_text(encoding="utf-8").split("----\n", 1)[1]

# The two slips of the printed text, and what they are mended to.
MENDED = {"FY 0-05": "FY 04-05", "blanks spaces": "blank spaces"}


def folded(text: str) -> str:
    """The text without bullets and rules to write on, with plain apostrophes and single blanks."""
    text = text.replace("’", "'").replace("•", " ")
    return re.sub(r"\s+", " ", re.sub(r"_{2,}", " ", text)).strip()


def mended() -> str:
    text = folded(PRINTED)
    for slip, right in MENDED.items():
        text = text.replace(slip, right)
    return text


def in_the_forms_order() -> list[str]:
    """Every fixed word we have, in the order in which the form prints it in the year of its own figures."""
    levels = list(form1.LEVEL_COLUMNS)
    page_1 = [
        form1.TITLE,
        *form1.PARTY_LABELS.values(),
        form1.SALARY_LABEL,
        form1.SALARY_SIGN,
        form1.SALARY_UNIT,
        form1.TERM_LABEL,
        form1.term_starts(fiscal_year=2004),
        "–",
        form1.term_ends(fiscal_year=2004),
        *form1.SIGNATURE_LABELS.values(),
        form1.NOTES_HEADING,
        *form1.notes(fiscal_year=2004, ceiling=Decimal("10763")),
    ]
    page_2 = [form1.CORE_HEADING]
    for area in form1.CORE:
        page_2 += [area.title, *levels, *area.objectives, form1.OVERALL]
    pages_3_and_4 = [form1.PROJECTS_TITLE]
    for _ in range(form1.PROJECTS_PRINTED):
        pages_3_and_4 += [*form1.PROJECT_COLUMNS, *levels]
    page_5 = [
        form1.RATING_LEVELS_HEADING,
        *map(str, form1.RATING_LEVELS),
        form1.EVALUATION_HEADING,
        form1.EVALUATION,
        *levels,
        form1.CHART_CORE,
        *(area.chart_label for area in form1.CORE),
        form1.CHART_PROJECTS,
        *[form1.CHART_OBJECTIVE] * form1.PROJECTS_PRINTED,
        form1.OVERALL,
        form1.DATE_OF_EVALUATION,
        *form1.SIGNATURE_LABELS.values(),
        form1.FORM_NAME,
    ]
    pages_6_and_7 = [*form1.INSTRUCTIONS_TITLE, form1.INSTRUCTIONS_REMOVE]
    for section in form1.INSTRUCTIONS:
        pages_6_and_7 += [section.heading, *(paragraph.words for paragraph in section.paragraphs)]
    pages_6_and_7 += [form1.NOTES_HEADING, *form1.INSTRUCTIONS_NOTES]
    return [*page_1, *page_2, *pages_3_and_4, *page_5, *pages_6_and_7]


@pytest.mark.parametrize("sentence", sorted(set(in_the_forms_order())))
def test_every_fixed_sentence_stands_in_the_printed_form(sentence):
    assert folded(sentence) in mended()


def test_nothing_of_the_printed_form_is_missing_or_out_of_order():
    assert folded(" ".join(in_the_forms_order())) == mended()


def test_the_two_slips_of_the_printed_form_are_there_to_be_mended():
    for slip in MENDED:
        assert folded(PRINTED).count(slip) == 1


@pytest.mark.parametrize(
    ("fiscal_year", "ceiling", "words"),
    [
        (2004, Decimal("10763.00"), "Salary for FY 04-05 may not exceed $10,763 per month."),
        (2004, Decimal("10763.50"), "Salary for FY 04-05 may not exceed $10,763.50 per month."),
        (2009, Decimal("12000"), "Salary for FY 09-10 may not exceed $12,000 per month."),
        (2099, Decimal("950"), "Salary for FY 99-00 may not exceed $950 per month."),
        (None, None, "Salary for FY _____ may not exceed $_____ per month."),
        (2004, None, "Salary for FY 04-05 may not exceed $_____ per month."),
    ],
)
def test_the_second_note_prints_the_years_own_figure(fiscal_year, ceiling, words):
    assert form1.notes(fiscal_year=fiscal_year, ceiling=ceiling)[1] == words


def test_there_are_nineteen_printed_objectives_in_four_areas():
    assert [len(area.objectives) for area in form1.CORE] == [5, 6, 5, 3]


def test_one_word_of_the_instructions_is_stressed():
    stressed = [
        paragraph.parts for section in form1.INSTRUCTIONS for paragraph in section.paragraphs if paragraph.stressed
    ]
    assert [parts[1] for parts in stressed] == ["understands"]
    before, word, after = stressed[0]
    assert before.endswith("the employee ") and after.startswith(" the performance expectations")


def test_the_levels_run_from_one_to_four():
    assert [level.level for level in form1.RATING_LEVELS] == [1, 2, 3, 4]
    assert str(form1.RATING_LEVELS[0]) == "1 = Needs Improvement or Unsatisfactory"
