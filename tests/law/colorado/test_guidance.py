"""CO-PAY-9: what of the yearly guidance on pay adjustments can be judged, below, at and above its figure."""

from datetime import date
from decimal import Decimal

import pytest

from law.colorado import contracts

from .facts import FLAGS, YEAR_START, answers


def judged(last, monthly, most, on=YEAR_START):
    def money(figure):
        return None if figure is None else Decimal(figure)

    return contracts.check_guidance(
        last=money(last), monthly=money(monthly), most_increase=money(most), fiscal_year_words="2004-05", on=on
    )


@pytest.mark.parametrize(
    ("last", "monthly", "most", "expected"),
    [
        ("10000", "10399.99", "4", []),
        ("10000", "10400", "4", []),
        ("10000", "10400.01", "4", [("CO-PAY-9", FLAGS, "monthly_salary")]),
        ("10000", "10425", "4.25", []),
        ("10000", "10425.01", "4.25", [("CO-PAY-9", FLAGS, "monthly_salary")]),
        ("10000", "10000", "0", []),  # a year in which nothing is to rise
        ("10000", "10000.01", "0", [("CO-PAY-9", FLAGS, "monthly_salary")]),
        ("10000", "9000", "0", []),  # a decrease is no increase
        ("10000", "20000", None, []),  # the guidance names no percentage, or there is none
        (None, "20000", "4", []),  # a first contract: nothing changes
        ("10000", None, "4", []),
    ],
)
def test_an_increase_may_reach_the_percentage_of_the_guidance_and_is_flagged_above_it(last, monthly, most, expected):
    assert answers(judged(last, monthly, most)) == expected


@pytest.mark.parametrize("on", [date(2004, 6, 30), date(2004, 7, 1), date(2004, 7, 2)])
def test_the_guidance_of_the_contract_year_counts_whenever_it_is_looked_at(on):
    assert answers(judged("10000", "10500", "4", on=on)) == [("CO-PAY-9", FLAGS, "monthly_salary")]


def test_a_departure_says_by_how_much_and_what_the_guidance_names():
    [finding] = judged("9500", "10100", "4.50")
    assert finding.words == (
        "The salary rises by 6.32 percent, from $9,500 per month to $10,100 per month; the guidance of the State "
        "Personnel Director for FY 2004-05 names at most 4.5 percent. Keep to it, or write in the performance basis "
        "why not."
    )
    assert finding.reading.startswith("Our reading")


def test_an_increase_just_above_is_never_shown_as_the_percentage_itself():
    [finding] = judged("10000", "10400.01", "4")
    assert "rises by 4.01 percent" in finding.words


@pytest.mark.parametrize(
    ("last", "monthly", "percent"), [("10000", "10400", "4.00"), ("10000", "9600", "-4.00"), ("3", "4", "33.34")]
)
def test_a_change_in_percent_is_rounded_away_from_zero(last, monthly, percent):
    assert str(contracts.change_in_percent(last=Decimal(last), monthly=Decimal(monthly))) == percent
