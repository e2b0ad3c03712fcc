from datetime import date
from decimal import Decimal

import pytest

from law.colorado.words import counted, day_in_words, money, per_month


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("10763", "$10,763"),
        ("10763.00", "$10,763"),
        ("10763.01", "$10,763.01"),
        ("10763.5", "$10,763.50"),
        ("10763.005", "$10,763.005"),
        ("1E+4", "$10,000"),
        ("0", "$0"),
    ],
)
def test_amounts_show_cents_only_where_there_are_any(amount, words):
    assert money(Decimal(amount)) == words


def test_a_salary_is_written_per_month():
    assert per_month(Decimal("10763")) == "$10,763 per month"


def test_a_day_is_written_with_its_month_in_words():
    assert day_in_words(date(2027, 6, 3)) == "June 3, 2027"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 day"),
        (0, "0 days"),
        (2, "2 days"),
        (1500, "1,500 days"),
        (Decimal("332.10"), "332.1 days"),
        (Decimal("1500"), "1,500 days"),
        (Decimal("100.0"), "100 days"),
        (Decimal("1.00"), "1 day"),
    ],
)
def test_counts_carry_their_noun_and_no_needless_zeros(number, words):
    assert counted(number, "day", "days") == words
