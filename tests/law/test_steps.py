from law.dated import Source
from law.steps import NOT_YET, Procedure, State, Step

SOURCE = Source("A text", "May 2004", "guide only")
START = Step("start", NOT_YET, "draft", ("hr",), SOURCE)
EDIT = Step("edit", "draft", "draft", ("hr",), SOURCE)
SUBMIT = Step("submit", "draft", "submitted", ("director",), SOURCE)
PROCEDURE = Procedure(
    states=(State("draft", "Draft"), State("submitted", "Submitted", final=True)), steps=(START, EDIT, SUBMIT)
)


def test_a_step_is_found_by_its_verb_and_where_it_starts():
    assert PROCEDURE.step("submit", start="draft") is SUBMIT
    assert PROCEDURE.step("submit", start="submitted") is None
    assert PROCEDURE.step("approve", start="draft") is None


def test_the_steps_out_of_a_state_keep_their_order():
    assert PROCEDURE.steps_from("draft") == (EDIT, SUBMIT)
    assert PROCEDURE.steps_from(NOT_YET) == (START,)
    assert PROCEDURE.steps_from("submitted") == ()


def test_a_state_is_shown_in_its_words():
    assert PROCEDURE.words("submitted") == "Submitted"
