"""SES Form 1 keeps its pages for whatever is filled in: projects begin on page 3, the chart stays on page 5.

The edges of the boxes are tried one by one, and a few dozen inputs are drawn at each run, the same ones each time.
All are laid out as they print, without writing the PDF; two are printed too. To try more by hand:
SES_FORM1_EXAMPLES=500 python -m pytest tests/contracts/test_form1_property.py
"""

import os
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts import form1, paper
from records import pdf
from tests.contracts import form1_samples as samples
from tests.contracts.form1_samples import LONG, WORDS
from tests.pdf.reading import laid_out, pages

EXAMPLES = int(os.environ.get("SES_FORM1_EXAMPLES", "20"))

LATIN = st.text(alphabet="aW i.,;-–’/&<>\t", max_size=300)
WORDY = st.lists(st.text(alphabet="abcdeilmnorst", min_size=1, max_size=14), max_size=160).map(" ".join)
LONG_WORD = st.builds(lambda letter, many: letter * many, st.sampled_from("Wim1/…Ω"), st.integers(1, 3000))
LINES = st.lists(st.text(alphabet="ab c", max_size=12), max_size=90).map("\n".join)
OTHER_SCRIPTS = st.text(alphabet="Ωλ жщ ěščř İğ אבגד العربية ☑✓", max_size=200)
TEXT = st.one_of(st.just(""), st.just("  \n \n "), LATIN, WORDY, LONG_WORD, LINES, OTHER_SCRIPTS)
PRINTABLE = TEXT.filter(lambda text: not pdf.unprintable(text))
NAME = (
    st.one_of(WORDY, LONG_WORD, OTHER_SCRIPTS)
    .map(lambda text: " ".join(text.split())[:150])
    .filter(lambda text: not pdf.unprintable(text))
)
PROJECTS = st.lists(st.fixed_dictionaries({"objective": PRINTABLE, "results": PRINTABLE}), max_size=14)
ADDED = st.lists(st.lists(PRINTABLE.map(lambda text: text[:500]), max_size=12), min_size=4, max_size=4)
PARTIES = st.fixed_dictionaries({}, optional=dict.fromkeys(WORDS.PARTY_LABELS, NAME))


@pytest.fixture(scope="module")
def press() -> pdf.Press:
    """Fonts and style sheets, set up once for all that is laid out here."""
    return pdf.Press(form1.STYLE)


def drawn(projects, added, parties):
    """The director's terms with what was drawn."""
    changed = samples.terms(projects=projects, **parties)
    for area, lines in zip(changed["areas"], added, strict=True):
        area["lines"] += lines
    return changed


def assert_in_its_places(text: list[str]) -> None:
    """Every page holds what the paper form has there, and only attached sheets come after page 5."""
    assert text[0].startswith(WORDS.TITLE)
    assert WORDS.NOTE_NO_RIGHTS in text[0]
    assert text[1].startswith("CORE REQUIREMENTS CUSTOMERS 1 2 3 4")
    assert "OTHER 1 2 3 4" in text[1]
    assert text[2].startswith("SPECIAL PROJECTS AND EMPHASIS AREAS OBJECTIVE RESULTS 1 2 3 4")
    assert text[2].count("OBJECTIVE RESULTS 1 2 3 4") == 2
    assert text[3].count("OBJECTIVE RESULTS 1 2 3 4") == 3
    assert text[4].startswith("RATING LEVELS:")
    assert "EVALUATION" in text[4] and "SES Form 1" in text[4]
    assert not text[5:] or text[5].startswith("Continuation")
    assert not any(page.startswith(("RATING LEVELS:", "CORE REQUIREMENTS CUSTOMERS 1 2")) for page in text[5:])


# What lies at the edges of the boxes: one line less than fits, what fits, one more; the most of everything.
FULL_3, FULL_4 = paper.BOX_ON_PAGE_3.lines, paper.BOX_ON_PAGE_4.lines


def lines_of(number: int) -> str:
    """A text of so many lines of a box."""
    return "\n".join(["Line"] * number)


def projects_of(number: int, lines: int) -> list[dict[str, str]]:
    """So many projects whose cells have so many lines each."""
    return [{"objective": lines_of(lines), "results": lines_of(lines)}] * number


EDGES = [
    ([], [[], [], [], []], {}),
    (projects_of(2, FULL_3) + projects_of(3, FULL_4), [["Line"], [], [], []], {}),
    (projects_of(2, FULL_3 + 1) + projects_of(3, FULL_4 + 1), [["Line"] * 9] * 4, {}),
    (projects_of(5, FULL_4 - 1) + [{"objective": "W" * 3000, "results": "…" * 900}], [["W" * 500]] * 4, {}),
    (projects_of(14, 1), [["Ω" * 170] * 4] * 4, dict.fromkeys(WORDS.PARTY_LABELS, "W" * 150)),
    ([{"objective": "", "results": LONG}] * 6, [["Line"] * 40, [], [], []], {"title": "i" * 150}),
]


@pytest.mark.parametrize(("projects", "added", "parties"), EDGES)
def test_the_edges_of_the_boxes_keep_the_pages(press, projects, added, parties):
    form = samples.frozen(drawn(projects, added, parties))
    assert_in_its_places(laid_out(press.lay_out(form1.html(form))))


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="SES_FORM1_EXAMPLES" not in os.environ,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ],
)
@given(projects=PROJECTS, added=ADDED, parties=PARTIES)
def test_projects_begin_on_page_3_and_the_chart_stays_on_page_5_whatever_is_written(press, projects, added, parties):
    form = samples.frozen(drawn(projects, added, parties))
    assert_in_its_places(laid_out(press.lay_out(form1.html(form))))


@pytest.mark.parametrize(("projects", "added", "parties"), EDGES[2:5:2])
def test_what_is_printed_is_what_was_laid_out(press, projects, added, parties):
    """The layout that is measured above is the one that the printing writes, page by page and word by word."""
    form = samples.frozen(drawn(projects, added, parties))
    printed, measured = pages(form1.print_form(form)), laid_out(press.lay_out(form1.html(form)))
    assert_in_its_places(printed)
    assert list(map(characters, printed)) == list(map(characters, measured))


def characters(page: str) -> list[str]:
    """The characters of a page without blanks: where it is painted on the page is not asked."""
    return sorted("".join(page.split()))


@pytest.mark.parametrize("script", ["漢字かな交じり文", "한국어", "हिन्दी", "\U0001f4a9", "\u202eabc"])
def test_what_no_bundled_font_has_is_refused_before_it_is_printed(script):
    with pytest.raises(pdf.CannotPrint):
        form1.print_form(samples.frozen(samples.terms(projects=[{"objective": script, "results": ""}])))


def test_text_that_is_written_from_right_to_left_is_printed_in_its_box():
    arabic = "سلام عليكم " * 30
    printable = samples.frozen(samples.terms(projects=[{"objective": arabic, "results": ""}]))
    text = pages(form1.print_form(printable))
    assert_in_its_places(text)
    assert re.search("[\u0600-\u06ff\ufb50-\ufeff]", text[2])


def test_no_heading_of_a_further_project_stands_alone_on_its_page(press):
    projects = [{"objective": LONG, "results": LONG}] * 7 + [{"objective": "A short one", "results": ""}]
    text = laid_out(press.lay_out(form1.html(samples.frozen(drawn(projects, [[], [], [], []], {})))))
    for number in (6, 7, 8):
        heading = f"{WORDS.PROJECTS_TITLE}: project {number}"
        (page,) = [page for page in text if heading in page]
        assert page.split(heading)[1].strip().startswith("OBJECTIVE RESULTS 1 2 3 4")
