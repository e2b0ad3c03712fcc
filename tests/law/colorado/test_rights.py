"""The rights of one person: CO-RIG-1, CO-RIG-2 and those that the guide gives or takes."""

from datetime import date

import pytest

from law.colorado import rights
from law.colorado.notices import Standing

DAY = date(2005, 5, 10)


def lines(**facts):
    usual = {"certified": True, "previously_certified_class": "General Professional VII", "standing": Standing.NONE}
    return {right.code: right for right in rights.rights(**{**usual, **facts}, year=2004, on=DAY)}


def test_the_four_exceptions_and_what_remains():
    found = lines()
    assert {code for code, right in found.items() if right.has is False} == {
        "CO-LAY-1",
        "CO-NOM-5",
        "CO-PAY-6",
        "CO-PAY-7",
        "CO-RIG-2",
    }
    assert {code for code, right in found.items() if right.has} == {
        "CO-RIG-1",
        "CO-LAY-2",
        "CO-DIS-1",
        "CO-REM-3",
        "CO-REM-6",
    }


@pytest.mark.parametrize("right", lines().values(), ids=lambda right: right.code)
def test_each_says_where_it_is_written(right):
    assert right.source.edition
    assert right.words


@pytest.mark.parametrize(
    ("certified", "job_class", "has"),
    [
        (True, "General Professional VII", True),
        (True, " ", None),
        (False, "", False),
        (False, "General Professional VII", False),
        (None, "General Professional VII", None),
    ],
)
def test_the_reinstatement_privilege_rests_on_what_is_recorded(certified, job_class, has):
    assert lines(certified=certified, previously_certified_class=job_class)["CO-LAY-2"].has is has


@pytest.mark.parametrize(
    ("standing", "says"),
    [
        (Standing.NONE, "No notice was given."),
        (Standing.IN_TIME, "the separation is on June 30, 2005"),
        (Standing.DISPUTED, "DPA/DHR settles"),
        (Standing.LATE, "nobody is separated on June 30, 2005"),
    ],
)
def test_it_says_how_a_notice_stands(standing, says):
    assert says in lines(standing=standing)["CO-REM-3"].words


def test_after_notice_in_time_the_last_day_for_the_appeal_is_named():
    assert "July 10, 2005" in lines(standing=Standing.IN_TIME)["CO-REM-6"].words
    assert "within 10 days" in lines()["CO-REM-6"].words
