"""Counting lines before they are laid out: nothing is lost, and never fewer lines than the printer needs."""

import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st

from contracts.fitting import Box, count, shortened, split, tidy
from contracts.paper import BOX_ON_PAGE_3, CHART_LINE, CORE_LINE
from records import pdf

NARROW = Box(width=80, size=10, lines=4)
WORDS = st.text(alphabet="aWi. ,-–’/\n\t éΩ☑", max_size=400)


@given(WORDS)
def test_what_stays_and_what_goes_are_the_whole_text(text):
    stays, goes = split(text, NARROW)
    assert "".join((stays + goes).split()) == "".join(text.split())


@given(WORDS)
def test_what_stays_leaves_a_line_for_the_words_that_point_on(text):
    stays, goes = split(text, NARROW)
    assert count(stays, NARROW) <= (NARROW.lines - 1 if goes else NARROW.lines)


@given(WORDS)
def test_a_text_is_cut_between_words_unless_one_is_longer_than_a_line(text):
    stays, goes = split(text, NARROW)
    if goes and all(count(word, NARROW) == 1 for word in text.split()):
        assert stays.split() + goes.split() == text.split()


@given(WORDS)
def test_a_shortened_text_is_one_line_and_shows_where_it_was_cut(text):
    short = shortened(text, NARROW)
    assert count(short, NARROW) == 1
    assert short == " ".join(text.split()) or short.endswith("…")


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 1), ("one", 1), ("one\ntwo", 2), ("one\n\ntwo", 3), ("one\n\n\n\ntwo", 3), ("\n one \n", 1)],
)
def test_lines_of_their_own_are_counted(text, lines):
    assert count(text, NARROW) == lines


def test_line_ends_of_other_machines_are_one_kind():
    assert tidy(" one\r\ntwo\rthree\n ") == "one\ntwo\nthree"


@pytest.mark.parametrize("box", [BOX_ON_PAGE_3, CORE_LINE, CHART_LINE])
@pytest.mark.parametrize(
    "text",
    [
        "The division will work with the counties and the Department of Transportation. " * 9,
        "W" * 300,
        "Wide WAVE AVATAR, Tokyo: “quoted” (see C.R.S. 24-50-104(5)) and/or well-being – 100 % ! " * 6,
        "http://example.org/a/very/long/address/that/does/not/break?x=1&y=2 " * 5,
        "a ) b ! c -d e/f “ i ” " * 20,
        "Nguyễn Ωmega ✓ élan naïve " * 15,
        "mmmmmmmmmmmm iiii\n" * 12,
    ],
)
def test_the_printer_never_needs_more_lines_than_were_counted(box, text):
    assert printed_lines(tidy(text), box) <= count(text, box)


def printed_lines(text: str, box: Box) -> int:
    """How many lines WeasyPrint makes of `text` in that width: the height it gives the paragraph, in lines of 12."""
    sheet = (pdf.STATIC / pdf.FONT_FACES).as_uri()
    style = (
        f"white-space: pre-line; overflow-wrap: anywhere; margin: 0; width: {box.width}pt; "
        f"font: {box.size}pt/12pt 'SES Sans', 'SES Signs'"
    )
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    head = f'<link rel="stylesheet" href="{sheet}"><style>@page {{ size: 600pt 9000pt }}</style>'
    pages = weasyprint.HTML(string=f'{head}<p style="{style}">{escaped}').render().pages
    boxes = [pages[0]._page_box]
    while boxes:
        each = boxes.pop()
        if each.element_tag == "p":
            return round(each.height * 0.75 / 12)
        boxes += getattr(each, "children", [])
    raise AssertionError("no paragraph was printed")
