"""Sums of money as people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.fields import MoneyField


@pytest.mark.parametrize("typed", ["10763", "10,763", "$10,763", " $10,763.00 ", "10763.0"])
def test_dollar_signs_commas_and_spaces_do_not_matter(typed):
    assert MoneyField().clean(typed) == Decimal("10763")


def test_cents_are_kept():
    assert MoneyField().clean("9,500.01") == Decimal("9500.01")


def test_an_empty_optional_sum_is_unknown_not_zero():
    assert MoneyField(required=False).clean("") is None


@pytest.mark.parametrize("typed", ["a lot", "1.2.3", "10.763,00 EUR", "NaN", "Infinity"])
def test_what_is_not_an_amount_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match="Write an amount in dollars, such as 9,500"):
        MoneyField().clean(typed)


def test_a_fraction_of_a_cent_is_refused():
    with pytest.raises(ValidationError, match="2 decimal places"):
        MoneyField().clean("9500.005")
