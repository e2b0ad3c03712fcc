"""Fifty decide at the same moment about the last place: one gets it, the others get a sentence."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from accounts.acting import StepRefused
from accounts.models import User
from positions import appointments, capacity, workflow
from positions.models import Incumbency, Nomination
from records import events
from records.models import Event
from tests import cast as cast_module
from tests.positions import scenes
from tests.positions.scenes import DAY

AT_ONCE = 50

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, things):
    """Do `act` with each thing, all at the same moment and each on a connection of its own; what each got."""
    ready_to_go = Barrier(len(things))

    def run(thing):
        try:
            ready_to_go.wait()
            act(thing)
        except StepRefused as refusal:
            return refusal.words
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(run, things))


def forwarded_cases(cast, number):
    """So many cases of Agriculture that wait for the decision, written to the database without their history."""
    first = scenes.forwarded(cast, "AG-0")
    fields = {"rationale": first.rationale, "answers": first.answers, "job_description": first.job_description}
    positions = type(first.position).unscoped.bulk_create(
        type(first.position)(department=cast.agriculture, number=f"AG-{each}", title="Deputy")
        for each in range(1, number)
    )
    more = Nomination.unscoped.bulk_create(
        Nomination(
            department=cast.agriculture,
            position=position,
            state="forwarded",
            started_on=DAY,
            submitted_on=DAY,
            recommendation="Properly allocated.",
            **fields,
        )
        for position in positions
    )
    return [first.pk, *(each.pk for each in more)]


def decide_all(keys, decider):
    """Everybody approves one case, having opened its page before anybody decided."""
    opened = [Nomination.unscoped.get(pk=key) for key in keys]
    return at_once(
        lambda case: workflow.decide(
            case, approve=True, reason="Meets every criterion.", by=User.objects.get(pk=decider), on=DAY
        ),
        opened,
    )


def assert_one_approval(answers, code):
    assert answers.count("done") == 1
    assert all(code in words for words in answers if words != "done"), set(answers)
    assert Nomination.unscoped.filter(state="approved").count() == 1
    assert Event.unscoped.filter(verb="approve").count() == 1
    assert events.breaks() == []


def test_fifty_approvals_at_124_of_125_give_exactly_one():
    cast = cast_module.assemble()
    elsewhere = scenes.other_departments(1)[0]
    scenes.fill(elsewhere, 124)
    scenes.enlarge(cast.agriculture)
    answers = decide_all(forwarded_cases(cast, AT_ONCE), cast.personnel_director.pk)
    assert_one_approval(answers, "CO-CAP-1")
    assert capacity.busiest(capacity.spans("colorado-ses", ending_from=DAY), since=DAY)[1] == 125


def test_fifty_approvals_at_14_of_15_in_a_department_give_exactly_one():
    cast = cast_module.assemble()
    scenes.enlarge(cast.agriculture)
    scenes.fill(cast.agriculture, 14)
    answers = decide_all(forwarded_cases(cast, AT_ONCE), cast.personnel_director.pk)
    assert_one_approval(answers, "CO-CAP-3")


def test_one_case_decided_fifty_times_at_once_is_decided_once():
    cast = cast_module.assemble()
    key = scenes.forwarded(cast).pk
    answers = decide_all([key] * AT_ONCE, cast.personnel_director.pk)
    assert answers.count("done") == 1
    assert Event.unscoped.filter(verb="approve").count() == 1


def test_fifty_placements_of_one_approval_at_once_take_one_place():
    cast = cast_module.assemble()
    key = scenes.approved(cast).pk
    opened = [Nomination.unscoped.get(pk=key) for _each in range(AT_ONCE)]
    answers = at_once(lambda case: workflow.place(case, placed_on=DAY, by=cast.hr, on=DAY), opened)
    assert answers.count("done") == 1
    assert len(capacity.spans("colorado-ses", ending_from=DAY)) == 1


def test_fifty_people_appointed_at_once_to_one_position_leave_one_holder():
    cast = cast_module.assemble()
    [position] = scenes.fill(cast.agriculture, 1)
    people = [cast_module.person(f"Candidate {each}") for each in range(AT_ONCE)]
    answers = at_once(
        lambda person: appointments.appoint(
            position,
            person=person,
            starts_on=DAY,
            method="selection",
            merit_basis="The list.",
            by=User.objects.get(pk=cast.director.pk),
            on=DAY,
        ),
        people,
    )
    assert answers.count("done") == 1
    assert all("holds this position" in words for words in answers if words != "done")
    assert Incumbency.unscoped.count() == 1


def test_the_same_position_nominated_fifty_times_at_once_has_one_nomination():
    cast = cast_module.assemble()
    answers = at_once(
        lambda user: workflow.start_nomination(
            cast.agriculture, number="AG-1", title="Deputy", by=User.objects.get(pk=user), on=DAY
        ),
        [cast.hr.pk, cast.director.pk] * (AT_ONCE // 2),
    )
    assert answers.count("done") == 1
    assert Nomination.unscoped.count() == 1


def test_a_draft_saved_by_two_at_once_is_saved_by_one():
    cast = cast_module.assemble()
    key = scenes.draft(cast).pk
    opened = [Nomination.unscoped.get(pk=key) for _each in range(10)]
    answers = at_once(lambda case: scenes.write(case, cast, rationale="Mine."), opened)
    assert answers.count("done") == 1
    assert connection.vendor in ("sqlite", "postgresql")
