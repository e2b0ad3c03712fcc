from datetime import date

import pytest

from law.dated import Dated, NotInForce, Since, Source

FIRST = Since(date(2004, 5, 1), 125, Source("First text", "May 2004", "guide only"))
SECOND = Since(date(2013, 1, 1), 130, Source("Second text", "2013", "guide only"))


@pytest.mark.parametrize(
    ("day", "entry"),
    [
        (date(2004, 5, 1), FIRST),
        (date(2004, 5, 2), FIRST),
        (date(2012, 12, 31), FIRST),
        (date(2013, 1, 1), SECOND),
        (date(2013, 1, 2), SECOND),
    ],
)
def test_the_entry_in_force_is_the_last_one_that_has_begun(day, entry):
    assert Dated("Places", FIRST, SECOND).on(day) is entry


def test_before_the_first_entry_nothing_is_in_force():
    with pytest.raises(NotInForce, match=r"Places: nothing is in force on April 30, 2004\."):
        Dated("Places", FIRST, SECOND).on(date(2004, 4, 30))


def test_the_day_a_number_ended_is_the_first_without_it():
    places = Dated("Places", FIRST, ended=date(2013, 1, 1))
    assert places.on(date(2012, 12, 31)) is FIRST
    for day in (date(2013, 1, 1), date(2013, 1, 2)):
        with pytest.raises(NotInForce):
            places.on(day)


@pytest.mark.parametrize("entries", [(), (SECOND, FIRST)])
def test_a_number_has_entries_oldest_first(entries):
    with pytest.raises(ValueError, match="oldest first"):
        Dated("Places", *entries)


def test_a_citation_names_its_edition():
    assert str(FIRST.source) == "First text (May 2004)"
