"""Nominating, reviewing and deciding are done by different people, whatever offices one person holds."""

from datetime import date, timedelta

import pytest

from accounts.acting import OfficeNotHeld, StepRefused
from positions import workflow
from positions.models import Nomination
from records.models import Event
from tests.cast import holds, person
from tests.positions import scenes
from tests.positions.scenes import AT, DAY


def test_who_prepared_a_case_for_the_department_can_neither_ask_nor_return_nor_forward_it(cast):
    holds(cast.hr, "reviewer")
    nomination = scenes.submitted(cast)  # written by HR
    for act in (
        lambda: workflow.write_note(nomination, text="Why?", by=cast.hr, on=DAY, at=AT),
        lambda: workflow.return_with_questions(nomination, questions="Why?", by=cast.hr, on=DAY, at=AT),
        lambda: workflow.forward(nomination, recommendation="Good.", by=cast.hr, on=DAY),
    ):
        with pytest.raises(StepRefused, match="CO-NOM-4"):
            act()
    assert Nomination.unscoped.get(pk=nomination.pk).state == "submitted"


@pytest.mark.parametrize("approve", [True, False])
def test_who_submitted_a_case_cannot_decide_it(cast, approve):
    holds(cast.director, "personnel_director")
    nomination = scenes.forwarded(cast)
    with pytest.raises(StepRefused, match="took part in this nomination"):
        workflow.decide(nomination, approve=approve, reason="Mine.", by=cast.director, on=DAY)


def test_who_only_answered_in_the_thread_took_part_too(cast):
    clerk = person("Cleo Clerk")
    holds(clerk, "hr", cast.agriculture)
    holds(clerk, "personnel_director")
    nomination = scenes.returned(cast)
    workflow.write_note(nomination, text="Three chiefs.", by=clerk, on=DAY, at=AT)
    workflow.nominate(nomination, by=cast.director, on=DAY)
    scenes.review(nomination, cast.reviewer)
    workflow.forward(nomination, recommendation="Good.", by=cast.reviewer, on=DAY)
    with pytest.raises(StepRefused, match="CO-NOM-4"):
        workflow.decide(nomination, approve=True, reason="Fine.", by=clerk, on=DAY)


@pytest.mark.parametrize("approve", [True, False])
def test_who_reviewed_a_case_cannot_decide_it(cast, approve):
    holds(cast.reviewer, "personnel_director")
    nomination = scenes.forwarded(cast)
    with pytest.raises(StepRefused, match="You reviewed this nomination"):
        workflow.decide(nomination, approve=approve, reason="Mine.", by=cast.reviewer, on=DAY)


def test_who_returned_it_once_cannot_decide_it_although_another_forwarded_it(cast):
    holds(cast.reviewer, "personnel_director")
    second = person("Sue Second")
    holds(second, "reviewer")
    nomination = scenes.returned(cast)
    workflow.nominate(nomination, by=cast.director, on=DAY)
    scenes.review(nomination, second)
    workflow.forward(nomination, recommendation="Good.", by=second, on=DAY)
    with pytest.raises(StepRefused, match="CO-NOM-4"):
        workflow.decide(nomination, approve=True, reason="Fine.", by=cast.reviewer, on=DAY)


def test_who_reviewed_it_may_review_it_again(cast):
    nomination = scenes.returned(cast)
    workflow.nominate(nomination, by=cast.director, on=DAY)
    scenes.review(nomination, cast.reviewer)
    workflow.forward(nomination, recommendation="Good now.", by=cast.reviewer, on=DAY)
    assert nomination.state == "forwarded"


def test_two_offices_held_by_one_person_do_not_stop_that_person_in_other_cases(cast):
    holds(cast.other_hr, "reviewer")
    nomination = scenes.submitted(cast)  # of a department in which that person is nobody
    scenes.review(nomination, cast.other_hr)
    workflow.forward(nomination, recommendation="Good.", by=cast.other_hr, on=DAY)
    assert Event.unscoped.about(nomination).first().office == "DPA/DHR reviewer"


# --- offices with dates ---


@pytest.mark.parametrize(
    ("on", "may"),
    [
        (date(2004, 8, 31), False),
        (date(2004, 9, 1), True),
        (date(2004, 9, 30), True),
        (date(2004, 10, 1), False),
    ],
)
def test_an_acting_director_submits_from_the_first_to_the_last_day_and_is_called_acting(cast, on, may):
    deputy = person("Ann Acting")
    holds(
        deputy,
        "director",
        cast.agriculture,
        starts_on=date(2004, 9, 1),
        ends_on=date(2004, 9, 30),
        is_acting=True,
    )
    nomination = scenes.draft(cast, on=date(2004, 8, 1))
    if may:
        workflow.nominate(nomination, by=deputy, on=on)
        assert Event.unscoped.about(nomination).first().office == "Acting department director"
    else:
        with pytest.raises(OfficeNotHeld, match="Department director"):
            workflow.nominate(nomination, by=deputy, on=on)


def test_a_director_who_left_yesterday_can_no_longer_submit_but_could_have_then(cast):
    nomination = scenes.draft(cast, on=date(2004, 8, 1))
    cast.director.memberships.update(ends_on=DAY - timedelta(days=1))
    with pytest.raises(OfficeNotHeld):
        workflow.nominate(nomination, by=cast.director, on=DAY)
    workflow.nominate(nomination, by=cast.director, on=DAY - timedelta(days=1))
    assert nomination.state == "submitted"


def test_being_staff_or_superuser_gives_no_act(cast):
    nomination = scenes.forwarded(cast)
    cast.stranger.is_staff = cast.stranger.is_superuser = True
    cast.stranger.save()
    with pytest.raises(OfficeNotHeld):
        workflow.decide(nomination, approve=True, reason="Root.", by=cast.stranger, on=DAY)


def test_the_director_of_another_department_is_nobody_here(cast):
    nomination = scenes.draft(cast)
    with pytest.raises(OfficeNotHeld):
        workflow.nominate(nomination, by=cast.other_director, on=DAY)
