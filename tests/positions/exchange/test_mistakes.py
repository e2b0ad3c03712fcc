"""A file with twenty different mistakes gives twenty sentences that a person can act on."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.fields import DayField
from positions.exchange import values
from positions.exchange.values import Mistake
from positions.models import Position
from records.sheets import Formula
from tests.positions import scenes
from tests.positions.exchange.bringing import brought, csv_file, seen

HEADINGS = [
    "Position number",
    "Title",
    "Department",
    "Division",
    "Management class",
    "In the SES since",
    "Last day in the SES",
]
GOOD = dict(zip(HEADINGS, ["AG-100", "Director of Markets", "Agriculture", "Markets", "yes", "", ""], strict=True))
MISTAKES = [
    ({"Position number": ""}, "“Position number” is empty"),
    ({"Position number": "AG-101"}, "stands on line 2 already"),
    ({"Position number": "R-2-1"}, "is taken"),
    ({"Position number": "X" * 31}, "at most 30 can be kept"),
    ({"Title": ""}, "“Title” is empty"),
    ({"Title": "T" * 151}, "“Title” has 151 characters"),
    ({"Title": "#REF!"}, "the sign of a formula that failed"),
    ({"Department": ""}, "“Department” is empty"),
    ({"Department": "Agricluture"}, "no department is called so"),
    ({"Division": "D" * 151}, "“Division” has 151 characters"),
    ({"Management class": "maybe"}, "Write yes or no"),
    ({"In the SES since": "31/12/2003"}, "which is no day"),
    ({"In the SES since": "38169"}, "07/01/2004, if that is meant"),
    ({"In the SES since": "07/01/0204"}, "Check the year"),
    ({"In the SES since": "02/30/2004"}, "which is no day"),
    ({"In the SES since": "12/01/2004"}, "still to come"),
    ({"Last day in the SES": "06/30/2005"}, "Fill in both, or neither"),
    ({"In the SES since": "07/01/2004", "Last day in the SES": "06/30/2004"}, "before “In the SES since”"),
    ({"Position number": "AG-1", "Title": "Other"}, "is recorded. What is recorded changes on the position's page"),
    ({"Position number": "AG-1", "In the SES since": "08/01/2004"}, "One position holds one place. (CO-CAP-1)"),
]


def test_twenty_mistakes_give_twenty_sentences(cast):
    [known] = scenes.fill(cast.agriculture, 1)
    Position.unscoped.filter(pk=known.pk).update(number="AG-1", title=GOOD["Title"], division="Markets")
    [taken] = scenes.fill(cast.revenue, 1, prefix="R")
    Position.unscoped.filter(pk=taken.pk).update(number="R-2-1")
    rows = [GOOD | {"Position number": "AG-101"}]
    rows += [GOOD | {"Position number": f"AG-{number}"} | wrong for number, (wrong, _words) in enumerate(MISTAKES, 200)]
    imported = brought("positions", csv_file(HEADINGS, *(row.values() for row in rows)), by=cast.reviewer)
    first, *found = seen(imported, by=cast.reviewer).outcomes
    assert first.what == "add"
    assert len(found) == len(MISTAKES) == 20
    for outcome, (_wrong, words) in zip(found, MISTAKES, strict=True):
        assert outcome.what == "cannot" and words in outcome.words
    assert len({outcome.words for outcome in found}) == 20
    assert [outcome.line.number for outcome in found] == list(range(3, 23))
    for outcome in found:
        assert re.search(r"[.)]$", outcome.words) and outcome.words[0] in "“TAW"
        assert not re.search(r"\b(invalid|error|null|N/A|object)\b", outcome.words)


def test_several_mistakes_of_one_row_are_all_told(cast):
    row = GOOD | {"Title": "", "Department": "", "Management class": "perhaps"}
    imported = brought("positions", csv_file(HEADINGS, row.values()), by=cast.reviewer)
    [outcome] = seen(imported, by=cast.reviewer).outcomes
    assert all(f"“{name}”" in outcome.words for name in ("Title", "Department", "Management class"))


# --- single cells ---


@pytest.mark.parametrize(
    "cell",
    [
        "2004-07-01",
        "07/01/2004",
        "7/1/2004",
        "7/1/04",
        "July 1, 2004",
        " Jul 1, 2004 ",
        "1 July 2004",
        "2004-07-01 00:00:00",
        "2004-07-01T00:00",
        date(2004, 7, 1),
        Decimal("38169"),
        Decimal("38169.0"),
    ],
)
def test_a_day_is_read_however_it_is_written(cell):
    assert values.day(cell) == date(2004, 7, 1)


@pytest.mark.parametrize("cell", [None, "", "  ", "none", "no end set", "not in the SES"])
def test_no_day_is_no_day(cell):
    assert values.day(cell) is None


@pytest.mark.parametrize("cell", ["soon", "2004-13-01", "31/12/2004", Decimal("1.5"), Decimal("9999999"), "07/01/9999"])
def test_what_is_no_day_is_told(cell):
    with pytest.raises(Mistake):
        values.day(cell)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_first_day_that_is_likely(days):
    day = DayField.EARLIEST + timedelta(days=days)
    if days < 0:
        with pytest.raises(Mistake, match="Check the year"):
            values.day(day)
    else:
        assert values.day(day) == day


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1,818.1", "1818.1"), ("332.1", "332.1"), (" 0 ", "0"), (Decimal("12"), "12"), ("$5", "5"), ("1000", "1000")],
)
def test_a_figure_is_read_however_it_is_written(cell, number):
    assert values.figure(cell, places=1, most=Decimal("9999")) == Decimal(number)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1.818,1", "with a decimal point"),
        ("332,1", "with a decimal point"),
        ("many", "which is no figure"),
        ("NaN", "which is no figure"),
        ("Infinity", "which is no figure"),
        ("-1", "below zero"),
        ("332.15", "at most 1 decimal place can be kept"),
        ("10000", "more than 9,999"),
        ("1e400", "which is no figure"),
        ("1e5", "which is no figure"),
        (date(2004, 7, 1), "holds a day"),
    ],
)
def test_what_is_no_figure_is_told(cell, words):
    with pytest.raises(Mistake, match=words):
        values.figure(cell, places=1, most=Decimal("9999"))


@pytest.mark.parametrize(
    ("cell", "text"),
    [("0012", "0012"), (Decimal("12"), "12"), (Decimal("12.0"), "12"), (" a \n b ", "a b"), (None, "")],
)
def test_a_text_is_one_line_and_keeps_its_zeros(cell, text):
    assert values.text(cell, most=30) == text


def test_a_formula_without_a_result_is_told_by_its_cell():
    with pytest.raises(Mistake, match="cell B7"):
        values.text(Formula("B7"), most=30)


@pytest.mark.parametrize("cell", ["a@b", "a b@example.org", "example.org", "@", "a@example.org, b@example.org"])
def test_what_is_no_mail_address_is_told(cell):
    with pytest.raises(Mistake, match="no mail address"):
        values.mail(cell)


@pytest.mark.parametrize(
    ("cell", "answer"), [("Yes", True), ("X", True), (True, True), ("NO", False), (Decimal(0), False), ("", None)]
)
def test_yes_and_no(cell, answer):
    assert values.yes_or_no(cell) is answer
