"""Sums of money as people type them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.fields import MoneyField


@pytest.mark.parametrize("typed", ["10763", "10,763", "$10,763", "$ 10,763", " $10,763.00 ", "10763.0"])
def test_dollar_signs_commas_and_spaces_do_not_matter(typed):
    assert MoneyField().clean(typed) == Decimal("10763")


def test_cents_are_kept():
    assert MoneyField().clean("9,500.01") == Decimal("9500.01")


def test_an_empty_optional_sum_is_unknown_not_zero():
    assert MoneyField(required=False).clean("") is None


def test_a_sum_that_is_one_already_stays():
    assert MoneyField().clean(Decimal("9500.00")) == Decimal("9500")


@pytest.mark.parametrize(
    "typed",
    ["a lot", "1.2.3", "10.763,00 EUR", "NaN", "Infinity", "1e3", "1E3", "1_000", "0x10", "10,763.", ".5", "--5"],
)
def test_what_is_not_an_amount_is_refused_with_an_example(typed):
    with pytest.raises(ValidationError, match="Write an amount in dollars, such as 9,500"):
        MoneyField().clean(typed)


@pytest.mark.parametrize("typed", ["10.763,00", "10 763", "10,76", "9500,50", "$10.763,5"])
def test_thousands_and_cents_written_otherwise_are_never_guessed(typed):
    with pytest.raises(ValidationError, match="Write thousands with a comma and cents behind a point"):
        MoneyField().clean(typed)


@pytest.mark.parametrize("typed", ["١٠٧٦٣", "１０７６３", "१०७६३", "1²"])
def test_other_digits_are_asked_to_be_written_as_these(typed):
    with pytest.raises(ValidationError, match="with the digits 0 to 9"):
        MoneyField().clean(typed)


@pytest.mark.parametrize("typed", ["10,7630", "1,0763", "0,1,2"])
def test_commas_in_odd_places_are_refused(typed):
    with pytest.raises(ValidationError):
        MoneyField().clean(typed)


def test_a_fraction_of_a_cent_is_refused():
    with pytest.raises(ValidationError, match="dollars and cents: at most 2 digits behind the point"):
        MoneyField().clean("9500.005")
