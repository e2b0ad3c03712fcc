"""Notice, June 30, July 1 and the appeal: CO-REM-3 to CO-REM-6."""

from datetime import date
from itertools import product

import pytest

from law.colorado import notices
from law.colorado.notices import JulyFirst, Standing
from law.dated import NotInForce

from .facts import FLAGS, FORBIDS, answers, codes

APRIL_29, APRIL_30, MAY_1, MAY_2 = date(2005, 4, 29), date(2005, 4, 30), date(2005, 5, 1), date(2005, 5, 2)
JUNE_29, JUNE_30, JULY_1 = date(2005, 6, 29), date(2005, 6, 30), date(2005, 7, 1)


@pytest.mark.parametrize(
    ("delivered_on", "found_in_time", "standing"),
    [
        (None, None, Standing.NONE),
        (date(2004, 7, 1), None, Standing.IN_TIME),
        (APRIL_29, None, Standing.IN_TIME),
        (APRIL_30, None, Standing.IN_TIME),
        (APRIL_30, False, Standing.IN_TIME),  # only May 1 is anybody's to settle
        (MAY_1, None, Standing.DISPUTED),
        (MAY_1, True, Standing.IN_TIME),
        (MAY_1, False, Standing.LATE),
        (MAY_2, None, Standing.LATE),
        (MAY_2, True, Standing.LATE),
        (JUNE_30, None, Standing.LATE),
        (JULY_1, None, Standing.LATE),  # the year of the notice is over
        (date(2006, 4, 30), None, Standing.LATE),
        (date(2006, 5, 1), None, Standing.LATE),
    ],
)
def test_reading_6_through_april_30_in_time_may_1_disputed_may_2_late(delivered_on, found_in_time, standing):
    assert notices.notice_standing(year=2004, delivered_on=delivered_on, found_in_time=found_in_time) is standing


def test_a_notice_of_the_next_year_is_in_time_from_its_first_day():
    assert notices.notice_standing(year=2005, delivered_on=JULY_1) is Standing.IN_TIME


def test_nothing_is_known_of_a_notice_before_the_rules_begin():
    with pytest.raises(NotInForce):
        notices.check_notice(
            grounds="Targets missed.", year=2002, signed_on=None, delivered_on=date(2003, 4, 30), on=date(2003, 4, 30)
        )


@pytest.mark.parametrize(
    ("grounds", "delivered_on", "on", "expected"),
    [
        ("Targets missed.", APRIL_30, APRIL_30, []),
        ("Targets missed.", MAY_1, MAY_1, [("CO-REM-3", FLAGS, "delivered_on")]),
        ("Targets missed.", MAY_2, MAY_2, [("CO-REM-3", FLAGS, "delivered_on")]),
        ("Targets missed.", None, APRIL_30, []),
        ("Targets missed.", None, MAY_1, [("CO-REM-3", FLAGS, "delivered_on")]),
        (" ", APRIL_30, APRIL_30, [("CO-REM-3", FORBIDS, "grounds")]),
    ],
)
def test_a_notice_says_why_and_comes_in_time(grounds, delivered_on, on, expected):
    found = notices.check_notice(grounds=grounds, year=2004, signed_on=delivered_on, delivered_on=delivered_on, on=on)
    assert answers(found) == expected


@pytest.mark.parametrize(
    ("signed_on", "on", "expected"),
    [
        (None, JUNE_30, [("CO-REM-3", FLAGS, "delivered_on")]),
        (None, JULY_1, [("CO-REM-3", FORBIDS, "fiscal_year"), ("CO-REM-3", FLAGS, "delivered_on")]),
        (APRIL_30, JULY_1, [("CO-REM-3", FLAGS, "delivered_on")]),
    ],
)
def test_a_notice_is_signed_in_its_own_year(signed_on, on, expected):
    found = notices.check_notice(grounds="Targets missed.", year=2004, signed_on=signed_on, delivered_on=None, on=on)
    assert answers(found) == expected
    if len(found) == 2:
        assert found[0].words == "The year 2004-05 is over; begin a notice for 2005-06."


@pytest.mark.parametrize(
    ("found_in_time", "says"),
    [(None, "stays disputed until DPA/DHR settles it"), (True, None), (False, "DPA/DHR settled that the notice")],
)
def test_a_settled_notice_is_not_called_disputed(found_in_time, says):
    found = notices.check_notice(
        grounds="x", year=2004, signed_on=APRIL_30, delivered_on=MAY_1, found_in_time=found_in_time, on=MAY_2
    )
    assert [says in finding.words for finding in found] == ([True] if says else [])


@pytest.mark.parametrize(
    ("standing", "last_day", "expected"),
    [
        (Standing.IN_TIME, JUNE_30, []),
        (Standing.IN_TIME, JUNE_29, ["CO-REM-5"]),
        (Standing.IN_TIME, JULY_1, ["CO-REM-5"]),
        (Standing.DISPUTED, JUNE_30, ["CO-REM-3"]),
        (Standing.LATE, JUNE_30, ["CO-REM-3"]),
        (Standing.NONE, JUNE_30, ["CO-REM-3"]),
        (Standing.NONE, JUNE_29, ["CO-REM-3", "CO-REM-5"]),
    ],
)
def test_separation_needs_notice_in_time_and_is_on_june_30(standing, last_day, expected):
    findings = notices.check_separation(standing=standing, year=2004, last_day=last_day, was_kept=False, on=JUNE_30)
    assert codes(findings) == expected
    assert all(finding.weight is FORBIDS for finding in findings)


@pytest.mark.parametrize(
    ("last_day", "was_kept", "on", "expected"),
    [
        (JUNE_30, True, JUNE_30, []),
        (JUNE_30, True, JULY_1, [("CO-REM-5", FORBIDS, "last_day")]),
        (JUNE_30, False, JULY_1, [("CO-REM-5", FLAGS, "last_day")]),
        (date(2006, 6, 30), False, JULY_1, [("CO-REM-5", FORBIDS, "last_day"), ("CO-REM-5", FLAGS, "last_day")]),
    ],
)
def test_after_june_30_a_separation_is_late_and_none_where_the_position_was_kept(last_day, was_kept, on, expected):
    found = notices.check_separation(standing=Standing.IN_TIME, year=2004, last_day=last_day, was_kept=was_kept, on=on)
    assert answers(found) == expected


NOTICES = {"none": None, "April 30": APRIL_30, "May 1": MAY_1, "May 2": MAY_2}
TRUTH = {
    # (signed contract, found unsatisfactory, notice): what the law brings about (reading 7, every cell)
    (True, False, "none"): JulyFirst.STAYS,
    (True, False, "April 30"): JulyFirst.SEPARATES,
    (True, False, "May 1"): JulyFirst.UNSETTLED,
    (True, False, "May 2"): JulyFirst.STAYS,
    (True, True, "none"): JulyFirst.STAYS,
    (True, True, "April 30"): JulyFirst.SEPARATES,
    (True, True, "May 1"): JulyFirst.UNSETTLED,
    (True, True, "May 2"): JulyFirst.STAYS,
    (False, False, "none"): JulyFirst.CONVERTS,
    (False, False, "April 30"): JulyFirst.SEPARATES,
    (False, False, "May 1"): JulyFirst.UNSETTLED,
    (False, False, "May 2"): JulyFirst.CONVERTS,
    (False, True, "none"): JulyFirst.CONVERTS_UNNOTICED,
    (False, True, "April 30"): JulyFirst.SEPARATES,
    (False, True, "May 1"): JulyFirst.UNSETTLED,
    (False, True, "May 2"): JulyFirst.CONVERTS_UNNOTICED,
}


def test_the_truth_table_of_reading_7_has_every_cell():
    assert set(TRUTH) == set(product((True, False), (True, False), NOTICES))


@pytest.mark.parametrize(("cell", "outcome"), TRUTH.items())
def test_reading_7(cell, outcome):
    signed, unsatisfactory, notice = cell
    assert (
        notices.july_first(
            year=2005,
            is_held=True,
            signed_on=JUNE_30 if signed else None,
            unsatisfactory=unsatisfactory,
            standing=notices.notice_standing(year=2004, delivered_on=NOTICES[notice]),
        )
        is outcome
    )


def outcome(**facts):
    """What July 1, 2005 brings to a satisfactory executive without notice or contract, but for `facts`."""
    usual = {"is_held": True, "signed_on": None, "unsatisfactory": False, "standing": Standing.NONE}
    return notices.july_first(year=2005, **{**usual, **facts})


@pytest.mark.parametrize(
    ("signed_on", "expected"),
    [(JUNE_29, JulyFirst.STAYS), (JUNE_30, JulyFirst.STAYS), (JULY_1, JulyFirst.CONVERTS)],
)
def test_reading_5_june_30_is_the_last_safe_day(signed_on, expected):
    assert outcome(signed_on=signed_on) is expected


@pytest.mark.parametrize(
    ("moved_on", "signed_on", "expected"),
    [
        (date(2005, 5, 30), None, JulyFirst.CONVERTS),
        (date(2005, 5, 31), None, JulyFirst.CONVERTS),  # its 30th day is June 30
        (date(2005, 6, 1), None, JulyFirst.NOT_YET),
        (date(2005, 6, 1), JULY_1, JulyFirst.STAYS),
        (date(2005, 6, 1), date(2005, 7, 2), JulyFirst.NOT_YET),
    ],
)
def test_reading_18_whoever_came_shortly_before_july_1_has_30_days(moved_on, signed_on, expected):
    assert outcome(moved_on=moved_on, signed_on=signed_on) is expected


def test_reading_17_a_vacant_position_owes_no_contract():
    assert outcome(is_held=False) is JulyFirst.VACANT


@pytest.mark.parametrize(
    ("filed_on", "expected"),
    [
        (date(2005, 6, 29), [("CO-REM-6", FLAGS, "filed_on")]),  # a fact: the Board decides what follows
        (date(2005, 6, 30), []),
        (date(2005, 7, 9), []),
        (date(2005, 7, 10), []),
        (date(2005, 7, 11), [("CO-REM-6", FLAGS, "filed_on")]),
    ],
)
def test_an_appeal_of_a_dismissal_is_filed_within_ten_days(filed_on, expected):
    found = notices.check_appeal(against="separation", to_board=True, filed_on=filed_on, action_on=JUNE_30, on=filed_on)
    assert answers(found) == expected


@pytest.mark.parametrize(
    ("given_on", "last"),
    [(None, date(2005, 7, 10)), (date(2005, 5, 2), date(2005, 7, 10)), (date(2005, 7, 20), date(2005, 7, 30))],
)
def test_the_ten_days_run_from_the_later_of_the_action_and_its_letter(given_on, last):
    assert notices.appeal_last_day(JUNE_30, given_on=given_on) == last
    for day, late in ((last, 0), (date.fromordinal(last.toordinal() + 1), 1)):
        about = {"filed_on": day, "action_on": JUNE_30, "given_on": given_on, "on": day}
        assert len(notices.check_appeal(against="separation", to_board=True, **about)) == late


@pytest.mark.parametrize(
    ("against", "expected"),
    [
        ("separation", []),
        ("discipline", []),
        ("reduction", [("CO-PAY-7", FORBIDS, "against")]),
        ("placement", [("CO-NOM-5", FORBIDS, "against")]),
        ("layoff", [("CO-LAY-1", FORBIDS, "against")]),
        ("", [("CO-REM-6", FORBIDS, "against")]),
    ],
)
def test_only_the_appeals_that_the_law_gives_can_be_recorded(against, expected):
    found = notices.check_appeal(against=against, to_board=True, filed_on=JULY_1, action_on=JUNE_30, on=JULY_1)
    assert answers(found) == expected


@pytest.mark.parametrize(("against", "code"), [("separation", "CO-REM-6"), ("discipline", "CO-DIS-1")])
def test_an_appeal_goes_to_the_state_personnel_board_only(against, code):
    found = notices.check_appeal(against=against, to_board=False, filed_on=JULY_1, action_on=JUNE_30, on=JULY_1)
    assert answers(found) == [(code, FORBIDS, "to_board")]


def test_the_list_of_appeals_says_what_the_rule_says():
    for code, _, exists in notices.APPEALS:
        found = notices.check_appeal(against=code, to_board=True, filed_on=JULY_1, action_on=JUNE_30, on=JULY_1)
        assert (found == []) is exists
