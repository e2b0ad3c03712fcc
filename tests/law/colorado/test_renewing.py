"""From one contract year to the next: the order of two contracts, a notice in time, and the ceiling that is printed."""

from datetime import date
from decimal import Decimal

import pytest

from law.colorado import contracts

from .facts import FLAGS, FORBIDS, YEAR_START, codes

NEXT_START, NEXT_END = date(2005, 7, 1), date(2005, 6, 30)


@pytest.mark.parametrize(("unsigned", "expected"), [("2004-05", ["CO-PAY-5"]), ("", [])])
def test_co_pay_5_the_contract_of_the_year_before_is_signed_first(unsigned, expected):
    found = contracts.check_year_before(unsigned=unsigned, on=YEAR_START)
    assert codes(found) == expected
    assert all(each.weight is FORBIDS and "2004-05" in each.words for each in found)


@pytest.mark.parametrize(
    ("starts_on", "expected"),
    [(date(2005, 6, 29), []), (NEXT_END, []), (NEXT_START, ["CO-REM-5"]), (date(2005, 8, 1), ["CO-REM-5"])],
)
def test_co_rem_5_reading_7_after_notice_in_time_a_contract_of_the_next_year_is_flagged(starts_on, expected):
    found = contracts.check_contract_after_notice(
        delivered_on=date(2005, 4, 30), separated_on=NEXT_END, starts_on=starts_on, on=date(2005, 5, 16)
    )
    assert codes(found) == expected
    for each in found:
        assert each.weight is FLAGS, "the director may still take the notice back"
        assert each.words == (
            "A notice of unsatisfactory performance was delivered in time on April 30, 2005: the appointment ends on "
            "June 30, 2005 unless it is rescinded."
        )


@pytest.mark.parametrize(
    ("printed", "published", "expected"),
    [
        ("10762", "10763", ["CO-CON-9"]),
        ("10763", "10763.00", []),
        ("10764", "10763", ["CO-CON-9"]),
        (None, "10763", []),
        ("10763", None, []),
    ],
)
def test_co_con_9_the_ceiling_that_is_printed_is_the_one_that_is_published(printed, published, expected):
    figures = {"printed": printed and Decimal(printed), "published": published and Decimal(published)}
    found = contracts.check_printed_ceiling(**figures, on=YEAR_START)
    assert codes(found) == expected
    assert all(each.weight is FORBIDS and "Have it revised, then proposed" in each.words for each in found)
