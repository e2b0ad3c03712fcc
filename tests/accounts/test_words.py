"""Days, moments and figures as people write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from accounts.templatetags.words import amount, day, fte, heaviest_first, moment, money
from law.dated import Source
from law.findings import Finding, Weight


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2027, 6, 30), "June 30, 2027"),
        (date(2004, 7, 1), "July 1, 2004"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_day_is_written_out(value, words):
    assert day(value) == words


def test_the_day_of_a_moment_is_the_day_in_denver():
    just_before_midnight = datetime(2027, 7, 1, 5, 59, tzinfo=UTC)
    midnight = datetime(2027, 7, 1, 6, 0, tzinfo=UTC)
    assert day(just_before_midnight) == "June 30, 2027"
    assert day(midnight) == "July 1, 2027"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2027, 7, 1, 5, 30, tzinfo=UTC), "June 30, 2027 at 11:30 p.m."),
        (datetime(2027, 7, 1, 6, 5, tzinfo=UTC), "July 1, 2027 at 12:05 a.m."),
        (datetime(2027, 7, 1, 18, 0, tzinfo=UTC), "July 1, 2027 at 12:00 p.m."),
        (datetime(2027, 1, 1, 16, 42, tzinfo=UTC), "January 1, 2027 at 9:42 a.m."),
        (datetime(2027, 3, 14, 14, 0), "March 14, 2027 at 2:00 p.m."),
        (None, ""),
    ],
)
def test_a_moment_is_told_on_denvers_clock(value, words):
    assert moment(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("10763"), "$10,763"),
        (Decimal("10763.00"), "$10,763"),
        (Decimal("10763.50"), "$10,763.50"),
        (Decimal("10763.5"), "$10,763.50"),
        (Decimal("10763.01"), "$10,763.01"),
        (Decimal("0"), "$0"),
        (Decimal("-120"), "-$120"),
        (1_234_567, "$1,234,567"),
        (None, ""),
        ("", ""),
    ],
)
def test_an_amount_shows_cents_only_when_there_are_cents(value, words):
    assert amount(value) == words


def test_an_amount_never_rounds_a_digit_away():
    assert amount(Decimal("10763.005")) == "$10,763.005"


def test_money_is_by_the_month():
    assert money(Decimal("10763")) == "$10,763 per month"
    assert money(Decimal("9000.25")) == "$9,000.25 per month"
    assert money(None) == ""


def test_money_that_is_a_float_is_refused():
    with pytest.raises(TypeError, match="never a float"):
        money(10763.0)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("6391"), "6,391.0"),
        (Decimal("6391.00"), "6,391.0"),
        (Decimal("285.75"), "285.75"),
        (Decimal("300.50"), "300.5"),
        (Decimal("1000"), "1,000.0"),
        (0, "0.0"),
        (None, ""),
    ],
)
def test_an_fte_count_has_one_decimal_at_least(value, words):
    assert fte(value) == words


def test_findings_are_shown_with_what_stops_the_act_first():
    source = Source("a rule", "2004", "guide only")
    advice = Finding("CO-EVA-6", "Finish the appraisal first.", Weight.ADVISES, source)
    refusal = Finding("CO-PAY-2", "The salary is above the ceiling.", Weight.FORBIDS, source)
    assert heaviest_first([advice, refusal]) == [refusal, advice]
    assert heaviest_first(None) == []
