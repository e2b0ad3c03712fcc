import pytest

from law.colorado import positions

from .facts import FLAGS, FORBIDS, YEAR_START, answers

CODES = [question.code for question in positions.QUESTIONS]
ALL_MET = dict.fromkeys(CODES, "yes")


def check(*, said=ALL_MET, notes=None, recommends="approve", statutory=False):
    return positions.check_review(
        answers=said, notes=notes or {}, recommends=recommends, statutory=statutory, on=YEAR_START
    )


def test_a_review_that_says_yes_to_everything_can_recommend_either():
    assert check() == []
    assert check(recommends="deny") == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("said", ["", None, "maybe", "question"])
def test_each_criterion_is_answered_before_the_case_goes_on(code, said):
    given = {**ALL_MET, code: said} if said is not None else {each: "yes" for each in CODES if each != code}
    assert answers(check(said=given)) == [("CO-NOM-3", FORBIDS, code)]


def test_an_open_question_has_to_be_asked_of_the_department_first():
    [finding] = check(said={**ALL_MET, "fiscal": "question"}, notes={"fiscal": "Whose budget is it?"})
    assert finding.words.startswith("Fiscal resources: the review still has a question")


@pytest.mark.parametrize(("note", "expected"), [("", 1), (" \n", 1), ("It has no staff.", 0)])
def test_a_no_says_why(note, expected):
    found = check(said={**ALL_MET, "human": "no"}, notes={"human": note}, recommends="deny")
    assert answers(found) == [("CO-NOM-3", FORBIDS, "human")] * expected


def test_nothing_is_said_yet_and_everything_is_missed_at_once():
    found = check(said={}, recommends="")
    assert [each.field for each in found] == [*CODES, "recommends"]


@pytest.mark.parametrize("code", CODES)
def test_all_criteria_have_to_be_met_so_approval_is_not_recommended_with_a_no(code):
    given, notes = {**ALL_MET, code: "no"}, {code: "It does not."}
    assert answers(check(said=given, notes=notes)) == [("CO-CRIT-4", FORBIDS, "recommends")]
    assert check(said=given, notes=notes, recommends="deny") == []


def test_reading_4_the_criteria_are_not_asked_of_a_statutory_position():
    assert check(said={}, statutory=True) == []
    assert answers(check(said={}, statutory=True, recommends="")) == [("CO-NOM-3", FORBIDS, "recommends")]


@pytest.mark.parametrize(
    ("said", "statutory", "expected"),
    [
        (ALL_MET, False, []),
        ({}, False, []),
        ({**ALL_MET, "policy": "no"}, False, [("CO-CRIT-4", FLAGS, "")]),
        ({**ALL_MET, "policy": "no"}, True, []),
    ],
)
def test_an_approval_against_the_review_stays_flagged(said, statutory, expected):
    found = positions.check_review_followed(answers=said, statutory=statutory, on=YEAR_START)
    assert answers(found) == expected
    assert all("Public policy development" in each.words for each in found)
