from datetime import date, timedelta
from decimal import Decimal

import pytest

from law.colorado import appraisals, form1

from .facts import ADVISES, FLAGS, FORBIDS, answers, codes

ON = date(2005, 6, 1)
FINAL = date(2005, 6, 20)
TERMS = ("Clear goals", "Measured results", "Clear goals")


def test_co_eva_2_the_levels_are_those_of_the_form():
    assert [level for level, _ in appraisals.LEVELS] == [1, 2, 3, 4]
    assert [f"{level} = {words}" for level, words in appraisals.LEVELS] == [str(each) for each in form1.RATING_LEVELS]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([], []),
        ([1, 2, 3, 4], []),
        ([0], [("CO-EVA-2", FORBIDS, "")]),
        ([5], [("CO-EVA-2", FORBIDS, "")]),
        ([-1, 5, 5, 2], [("CO-EVA-2", FORBIDS, ""), ("CO-EVA-2", FORBIDS, "")]),
    ],
)
def test_co_eva_2_only_the_four_levels_are_ratings(levels, expected):
    assert answers(appraisals.check_levels(levels=levels, on=ON)) == expected


@pytest.mark.parametrize(
    ("rated", "expected"),
    [
        (TERMS, []),
        (tuple(reversed(TERMS)), []),
        (TERMS[:2], ["CO-EVA-3"]),
        ((), ["CO-EVA-3"]),
        ((*TERMS, "Punctuality"), ["CO-EVA-1"]),
        ((*TERMS, "Clear goals"), ["CO-EVA-1"]),
        (("Punctuality",), ["CO-EVA-1", "CO-EVA-3"]),
    ],
)
def test_co_eva_1_and_3_every_term_is_rated_and_nothing_else(rated, expected):
    findings = appraisals.check_rated_terms(terms=TERMS, rated=rated, on=ON)
    assert codes(findings) == expected
    assert all(finding.stops for finding in findings)


def test_co_eva_3_says_how_many_objectives_are_left():
    [finding] = appraisals.check_rated_terms(terms=TERMS, rated=TERMS[:1], on=ON)
    assert finding.words.startswith("2 objectives are not rated yet, the first: “Measured results”.")


@pytest.mark.parametrize(
    ("areas", "overall", "expected"),
    [
        ({"CUSTOMERS": 3, "OTHER": 1}, 2, []),
        ({"CUSTOMERS": None, "OTHER": 1}, 2, ["CO-EVA-3"]),
        ({"CUSTOMERS": 3, "OTHER": 1}, None, ["CO-EVA-3"]),
        ({"CUSTOMERS": None, "OTHER": None}, None, ["CO-EVA-3"]),
        ({}, 4, []),
    ],
)
def test_co_eva_3_each_area_and_the_whole_have_an_overall(areas, overall, expected):
    assert codes(appraisals.check_overalls(areas=areas, overall=overall, on=ON)) == expected


def test_reading_11_an_overall_need_not_be_near_the_average():
    assert appraisals.check_overalls(areas={"CUSTOMERS": 1}, overall=4, on=ON) == []


@pytest.mark.parametrize(
    ("levels", "expected"),
    [([], None), ([3], "3.0"), ([3, 4], "3.5"), ([1, 1, 2], "1.3"), ([3, 3, 4, 3], "3.3"), ([2, 3, 3], "2.7")],
)
def test_reading_11_an_average_is_a_hint_with_one_decimal_a_half_rounded_up(levels, expected):
    assert appraisals.average(levels) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, [("CO-EVA-4", ADVISES, "met_on")]),
        (4, [("CO-EVA-4", ADVISES, "met_on")]),
        (5, []),
        (7, []),
        (9, []),
        (10, [("CO-EVA-4", ADVISES, "met_on")]),
        (-1, [("CO-EVA-4", ADVISES, "met_on")]),
    ],
)
def test_reading_13_a_meeting_5_to_9_days_before_passes_and_others_are_advised(days, expected):
    met_on = FINAL - timedelta(days=days)
    assert answers(appraisals.check_meeting(met_on=met_on, final_on=FINAL, on=ON)) == expected


def test_reading_13_no_meeting_recorded_flags():
    assert answers(appraisals.check_meeting(met_on=None, final_on=FINAL, on=ON)) == [("CO-EVA-4", FLAGS, "met_on")]


def test_reading_13_the_advice_names_both_days_and_how_far_apart_they_are():
    [finding] = appraisals.check_meeting(met_on=date(2005, 6, 19), final_on=FINAL, on=ON)
    assert "1 day before the rating becomes final on June 20, 2005" in finding.words
    assert "5 to 9 days before" in finding.words


@pytest.mark.parametrize(("rated_lowest", "expected"), [((), []), (("Customers",), [("CO-EVA-2", ADVISES, "")])])
def test_reading_12_a_level_1_prompts_the_question_and_stops_nothing(rated_lowest, expected):
    found = appraisals.check_lowest_level(rated_lowest=rated_lowest, ends_on=date(2005, 6, 30), on=ON)
    assert answers(found) == expected


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2005, 4, 30), "and its last safe day is April 30, 2005."),
        (date(2005, 5, 1), "and its last safe day was April 30, 2005; the next one is April 30, 2006."),
        (date(2005, 11, 22), "and its last safe day was April 30, 2005; the next one is April 30, 2006."),
        (date(2006, 5, 1), "and its last safe day was April 30, 2005; the next one is April 30, 2007."),
    ],
)
def test_reading_12_the_question_names_the_last_safe_day_of_the_notice(on, says):
    [finding] = appraisals.check_lowest_level(rated_lowest=("Overall",), ends_on=date(2005, 6, 30), on=on)
    assert finding.words.endswith(says)
    assert finding.reading.startswith("Reading 12")


def test_whoever_succeeds_a_rater_does_not_say_that_they_rated():
    assert appraisals.SUCCESSOR_STATEMENT not in appraisals.STATEMENTS.values()
    assert "I have determined" not in appraisals.SUCCESSOR_STATEMENT


@pytest.mark.parametrize(
    ("has_account", "notes", "expected"),
    [
        (True, 1, []),
        (True, 0, [("CO-EVA-5", ADVISES, "")]),
        (False, 1, [("CO-EVA-5", ADVISES, "")]),
        (False, 0, [("CO-EVA-5", ADVISES, "")]),
    ],
)
def test_co_eva_5_what_no_source_has_given_yet_is_advised(has_account, notes, expected):
    assert answers(appraisals.check_information(has_account=has_account, notes=notes, on=ON)) == expected


@pytest.mark.parametrize(
    ("is_signed", "day", "expected"),
    [
        (True, date(2004, 6, 30), ["CO-EVA-1"]),
        (True, date(2004, 7, 1), []),
        (True, date(2004, 7, 2), []),
        (False, date(2004, 7, 2), ["CO-EVA-1"]),
    ],
)
def test_co_eva_1_an_appraisal_rests_on_a_signed_contract_that_has_begun(is_signed, day, expected):
    found = appraisals.check_opening(is_signed=is_signed, starts_on=date(2004, 7, 1), on=day)
    assert codes(found) == expected


@pytest.mark.parametrize(("is_employee", "expected"), [(False, []), (True, [("CO-EVA-3", FORBIDS, "")])])
def test_co_eva_3_nobody_rates_themselves(is_employee, expected):
    assert answers(appraisals.check_rater(is_employee=is_employee, on=ON)) == expected


@pytest.mark.parametrize(
    ("line", "signed", "seen", "expected"),
    [
        ("employee", (), "a1", 0),
        ("appointing_authority", ("employee",), "a1", 0),
        ("director", ("employee", "appointing_authority"), "a1", 0),
        ("director", (), "a1", 1),
        ("director", ("employee",), "a1", 1),
        ("employee", ("employee",), "a1", 1),
        ("hr", (), "a1", 1),
        ("employee", (), "b2", 1),
        ("employee", (), "", 1),
        ("director", (), "b2", 2),
    ],
)
def test_co_eva_3_the_evaluation_is_signed_in_order_and_everybody_signs_the_same(line, signed, seen, expected):
    found = appraisals.check_rating_signature(line=line, signed=signed, seen_hash=seen, current_hash="a1", on=FINAL)
    assert codes(found) == ["CO-EVA-3"] * expected
    assert all(finding.stops for finding in found)


@pytest.mark.parametrize(
    ("line", "signed", "expected"),
    [
        ("employee", (), 0),
        ("employee", ("appointing_authority",), 0),
        ("employee", ("employee",), 1),
        ("appointing_authority", (), 0),
        ("director", (), 1),
        ("director", ("appointing_authority",), 0),
    ],
)
def test_co_eva_3_a_line_that_was_offered_and_not_signed_is_waited_for_no_longer(line, signed, expected):
    asked = {"line": line, "signed": signed, "seen_hash": "a1", "current_hash": "a1", "on": FINAL}
    assert codes(appraisals.check_rating_signature(**asked, offered=("employee",))) == ["CO-EVA-3"] * expected


RELEASED = date(2005, 6, 10)


@pytest.mark.parametrize(
    ("offered_on", "expected"),
    [
        (RELEASED - timedelta(days=1), 1),
        (RELEASED, 0),
        (RELEASED + timedelta(days=1), 0),
        (FINAL - timedelta(days=1), 0),
        (FINAL, 0),
        (FINAL + timedelta(days=1), 1),
    ],
)
@pytest.mark.parametrize(("is_signed", "is_recorded", "more"), [(False, False, 0), (True, False, 1), (False, True, 1)])
def test_co_eva_3_that_the_executive_did_not_sign_is_recorded_once_of_what_was_released(
    offered_on, expected, is_signed, is_recorded, more
):
    found = appraisals.check_offer(
        is_signed=is_signed, is_recorded=is_recorded, offered_on=offered_on, released_on=RELEASED, on=FINAL
    )
    assert answers(found) == [("CO-EVA-3", FORBIDS, "offered_on")] * (expected + more)
    assert all("no text says" in finding.reading for finding in found)
