"""A nomination that calls its position otherwise: a draft's words, or a row in the history of the position."""

from datetime import date, timedelta

from positions import history, workflow
from positions.models import Designation
from records.models import Event
from tests.positions import scenes
from tests.positions.scenes import DAY

LATER = DAY + timedelta(days=10)
LATEST = LATER + timedelta(days=1)


def rows(position) -> list[tuple[str, date]]:
    return list(
        Designation.unscoped.standing().filter(position=position).order_by("pk").values_list("title", "starts_on")
    )


def test_the_words_of_a_first_draft_are_rewritten_without_a_row(cast):
    nomination = scenes.begun(cast)
    scenes.write(nomination, cast, title="Director of Markets", division="Markets")
    assert rows(nomination.position) == []
    nomination.position.refresh_from_db()
    assert (nomination.position.title, nomination.position.division) == ("Director of Markets", "Markets")


def test_a_case_that_comes_back_and_says_another_title_leaves_the_old_one_to_be_read(cast):
    nomination = scenes.returned(cast)
    position = nomination.position
    scenes.write(nomination, cast, title="Director of Markets", on=LATER)
    assert rows(position) == [("Director of Markets", LATER)]
    assert history.designated(position, on=DAY) == ("Deputy Commissioner", "")
    assert history.designated(position, on=LATER) == ("Director of Markets", "")
    assert Event.unscoped.filter(kind="designation", verb="rename", actor=cast.hr).count() == 1


def test_saved_again_the_same_day_with_another_title_it_is_corrected_and_saved_the_same_it_is_not(cast):
    nomination = scenes.returned(cast)
    position = nomination.position
    for title in ("Director of Market", "Director of Markets", "Director of Markets"):
        scenes.write(nomination, cast, title=title, on=LATER)
    assert rows(position) == [("Director of Markets", LATER)]
    assert Designation.unscoped.filter(position=position).count() == 2
    assert history.designated(position, on=DAY) == ("Deputy Commissioner", "")


def test_a_position_that_is_known_and_nominated_under_another_title_keeps_its_history(cast):
    nomination = scenes.draft(cast)
    workflow.withdraw(nomination, reason="Reorganized.", by=cast.director, on=DAY)
    again = workflow.start_nomination(
        cast.agriculture, number="ag-1", title="Director of Markets", by=cast.hr, on=LATER
    )
    assert rows(again.position) == [("Director of Markets", LATER)]
    scenes.write(again, cast, title="Director of Markets and Plants", on=LATEST)
    assert rows(again.position) == [("Director of Markets", LATER), ("Director of Markets and Plants", LATEST)]
    assert history.designated(again.position, on=DAY) == ("Deputy Commissioner", "")


def test_another_answer_about_the_class_stands_in_the_event(cast):
    nomination = scenes.begun(cast)
    scenes.write(nomination, cast, is_management_class=False)
    assert Event.unscoped.about(nomination).first().facts["is_management_class"] is False
