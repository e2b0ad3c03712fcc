import pytest

from law.colorado import positions

from .facts import FORBIDS, YEAR_START, answers

ANSWERED = {question.code: "Answered in words." for question in positions.QUESTIONS if not question.yes_or_no}
RULE_OF = {
    "segments": "CO-CRIT-2",
    "human": "CO-CRIT-2",
    "fiscal": "CO-CRIT-2",
    "operating": "CO-CRIT-2",
    "capital": "CO-CRIT-2",
    "programs": "CO-CRIT-3",
    "projects": "CO-CRIT-3",
    "policy": "CO-CRIT-3",
}


def check(*, management_class=True, answers=ANSWERED, statutory=False):
    return positions.check_criteria(
        management_class=management_class, answers=answers, statutory=statutory, on=YEAR_START
    )


def test_a_position_that_meets_every_criterion_is_not_objected_to():
    assert check() == []


def test_every_question_about_a_text_has_its_rule():
    assert ANSWERED.keys() == RULE_OF.keys()
    assert {code for code, _words in positions.RESOURCES} <= RULE_OF.keys()
    assert {code for code, _words in positions.LIMBS} <= RULE_OF.keys()
    assert len(positions.RESOURCES) == 4
    assert len(positions.LIMBS) == 3


@pytest.mark.parametrize("missing", RULE_OF)
@pytest.mark.parametrize("left", ["absent", "blank"])
def test_each_criterion_has_to_be_answered_because_all_must_be_met(missing, left):
    given = {code: words for code, words in ANSWERED.items() if code != missing}
    if left == "blank":
        given[missing] = "  \n "
    assert answers(check(answers=given)) == [(RULE_OF[missing], FORBIDS, missing)]


def test_a_position_outside_the_management_class_is_refused():
    assert answers(check(management_class=False)) == [("CO-CRIT-1", FORBIDS, "management_class")]


def test_an_empty_nomination_names_all_nine_criteria_at_once():
    findings = check(management_class=False, answers={})
    assert [finding.field for finding in findings] == [question.code for question in positions.QUESTIONS]
    assert [finding.code for finding in findings] == [question.rule_id for question in positions.QUESTIONS]


def test_reading_4_a_statutory_position_is_exempt_from_the_criteria():
    assert check(management_class=False, answers={}, statutory=True) == []


def test_reading_4_a_statutory_position_still_counts_among_the_125():
    # The cap is not told whether a position is statutory, so it cannot leave one out.
    [finding] = positions.check_statewide_cap(already_in=125, on=YEAR_START)
    assert finding.code == "CO-CAP-1"
