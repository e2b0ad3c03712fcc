from datetime import date, timedelta

import pytest

from law.colorado import calendar
from law.dated import NotInForce


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2004, 6, 30), 2003),
        (date(2004, 7, 1), 2004),
        (date(2004, 12, 31), 2004),
        (date(2005, 1, 1), 2004),
        (date(2005, 6, 30), 2004),
        (date(2005, 7, 1), 2005),
        (date(2008, 2, 29), 2007),
        (date(1998, 3, 1), 1997),
    ],
)
def test_a_fiscal_year_is_named_by_the_year_it_begins(day, year):
    assert calendar.fiscal_year(day) == year


def test_every_day_lies_within_its_own_fiscal_year():
    day = date(2003, 7, 1)
    while day < date(2009, 7, 1):
        year = calendar.fiscal_year(day)
        assert calendar.year_starts(year) <= day <= calendar.year_ends(year)
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("year", "words"), [(2004, "2004-05"), (1999, "1999-00"), (2008, "2008-09"), (2009, "2009-10")]
)
def test_a_fiscal_year_is_written_with_both_its_years(year, words):
    assert calendar.fiscal_year_words(year) == words


def test_a_year_runs_from_july_1_to_june_30():
    assert calendar.year_starts(2004) == date(2004, 7, 1)
    assert calendar.year_ends(2004) == date(2005, 6, 30)


def test_the_last_year_of_the_calendar_ends_on_its_last_day():
    assert calendar.year_ends(9999) == date.max
    assert calendar.contract_ends_on(date.max) == date.max


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2004, 7, 1), date(2005, 6, 30)),
        (date(2004, 7, 2), date(2005, 6, 30)),
        (date(2005, 1, 15), date(2005, 6, 30)),
        (date(2005, 6, 29), date(2005, 6, 30)),
        (date(2005, 6, 30), date(2005, 6, 30)),
        (date(2005, 7, 1), date(2006, 6, 30)),
    ],
)
def test_a_contract_ends_on_the_next_june_30(starts_on, ends_on):
    assert calendar.contract_ends_on(starts_on) == ends_on


def test_reading_5_a_contract_for_a_new_year_is_due_on_june_30_and_not_on_july_1():
    assert calendar.contract_due_on(starts_on=date(2005, 7, 1)) == date(2005, 6, 30)


@pytest.mark.parametrize(
    ("hired_on", "due_on"),
    [
        (date(2004, 7, 10), date(2004, 8, 9)),
        (date(2005, 1, 31), date(2005, 3, 2)),
        (date(2008, 1, 31), date(2008, 3, 1)),  # a leap year has one more day in February
        (date(2004, 12, 15), date(2005, 1, 14)),
    ],
)
def test_reading_10_thirty_days_are_calendar_days_after_the_day_of_hire(hired_on, due_on):
    assert calendar.thirty_days_after(hired_on) == due_on
    assert calendar.contract_due_on(starts_on=hired_on, hired_on=hired_on) == due_on


@pytest.mark.parametrize(
    ("hired_on", "due_on"),
    [
        (date(2005, 5, 30), date(2005, 6, 30)),  # the 30th day is June 29
        (date(2005, 5, 31), date(2005, 6, 30)),  # the 30th day is June 30 itself
        (date(2005, 6, 1), date(2005, 7, 1)),
        (date(2005, 6, 20), date(2005, 7, 20)),
        (date(2005, 6, 30), date(2005, 7, 30)),
        (date(2005, 7, 1), date(2005, 7, 31)),
        (date(1998, 2, 1), date(2005, 6, 30)),  # hired long before: the year alone counts
    ],
)
def test_reading_18_hired_shortly_before_july_1_the_later_of_both_days_counts(hired_on, due_on):
    assert calendar.contract_due_on(starts_on=date(2005, 7, 1), hired_on=hired_on) == due_on


def test_a_contract_that_starts_within_a_year_is_due_thirty_days_after_it_starts():
    assert calendar.contract_due_on(starts_on=date(2004, 9, 10)) == date(2004, 10, 10)


@pytest.mark.parametrize(
    ("year", "day"), [(2004, date(2005, 4, 30)), (2007, date(2008, 4, 30)), (2003, date(2004, 4, 30))]
)
def test_reading_6_the_last_safe_day_of_notice_is_april_30(year, day):
    assert calendar.notice_last_safe_day(year) == day


def test_no_due_day_is_known_before_the_rules_are_in_force():
    with pytest.raises(NotInForce):
        calendar.thirty_days_after(date(2004, 4, 30))
    with pytest.raises(NotInForce):
        calendar.contract_due_on(starts_on=date(2004, 4, 30))
    with pytest.raises(NotInForce):
        calendar.notice_last_safe_day(2002)
    assert calendar.thirty_days_after(date(2004, 5, 1)) == date(2004, 5, 31)
    assert calendar.thirty_days_after(date(2004, 5, 2)) == date(2004, 6, 1)
