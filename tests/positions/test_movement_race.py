"""Two move at the same moment: one gets the position, the other a sentence, and the record holds."""

import pytest

from accounts.models import User
from positions import appointments, leaving, transfers
from positions.models import Incumbency, Transfer, TransferApproval
from records import events
from tests import cast as cast_module
from tests.factories import PlacedPositionFactory, VacantPositionFactory
from tests.positions.scenes import DAY
from tests.positions.test_movement import NEXT
from tests.positions.test_race import at_once

AT_ONCE = 10

pytestmark = pytest.mark.django_db(transaction=True)


def asked(cast, number):
    """So many executives of Agriculture who all want the same vacant position."""
    vacant = VacantPositionFactory(department=cast.agriculture)
    people = [cast_module.person(f"Mover {each}") for each in range(number)]
    found = []
    for each in people:
        PlacedPositionFactory(department=cast.agriculture, person=each)
        found.append(transfers.request(vacant, person=each, starts_on=NEXT, by=cast.hr, on=DAY))
    return vacant, found


def approve(key, director):
    transfers.approve(Transfer.unscoped.get(pk=key), by=User.objects.get(pk=director), on=DAY)


def test_transfers_into_one_position_approved_at_once_move_one_person():
    cast = cast_module.assemble()
    vacant, waiting = asked(cast, AT_ONCE)
    answers = at_once(lambda key: approve(key, cast.director.pk), [each.pk for each in waiting])
    assert answers.count("done") == 1, answers
    assert all("holds this position" in words and "CO-APT-3" in words for words in answers if words != "done")
    assert Incumbency.unscoped.filter(position=vacant).count() == 1
    assert Transfer.unscoped.filter(state="approved").count() == TransferApproval.objects.count() == 1
    assert events.breaks() == []


def test_one_transfer_approved_many_times_at_once_moves_once():
    cast = cast_module.assemble()
    vacant, [waiting] = asked(cast, 1)
    answers = at_once(lambda key: approve(key, cast.director.pk), [waiting.pk] * AT_ONCE)
    assert answers.count("done") == 1, answers
    assert Incumbency.unscoped.filter(position=vacant).count() == 1


def test_one_person_asked_for_many_times_at_once_is_asked_for_once():
    cast = cast_module.assemble()
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    places = [VacantPositionFactory(department=cast.agriculture) for _each in range(AT_ONCE)]
    answers = at_once(
        lambda place: transfers.request(
            place, person=User.objects.get(pk=cast.executive.pk), starts_on=NEXT, by=cast.hr, on=DAY
        ),
        places,
    )
    assert answers.count("done") == 1, answers
    assert Transfer.unscoped.count() == 1


def test_a_transfer_and_an_appointment_at_once_leave_one_holder():
    cast = cast_module.assemble()
    vacant, [waiting] = asked(cast, 1)

    def appoint(_key):
        appointments.appoint(
            vacant,
            person=cast.stranger,
            starts_on=NEXT,
            method="selection",
            merit_basis="The list.",
            by=User.objects.get(pk=cast.director.pk),
            on=DAY,
        )

    acts = [lambda: approve(waiting.pk, cast.director.pk), lambda: appoint(0)]
    answers = at_once(lambda act: act(), acts)
    assert answers.count("done") == 1, answers
    assert Incumbency.unscoped.filter(position=vacant).count() == 1


def test_a_resignation_and_a_transfer_at_once_end_the_appointment_once():
    cast = cast_module.assemble()
    _vacant, [waiting] = asked(cast, 1)

    def resign():
        held = Incumbency.unscoped.get(pk=waiting.leaving_id)
        leaving.end(held, way="resignation", ends_on=DAY, by=User.objects.get(pk=cast.hr.pk), on=DAY)

    acts = [lambda: approve(waiting.pk, cast.director.pk), resign]
    answers = at_once(lambda act: act(), acts)
    assert answers.count("done") == 1, answers
    assert events.breaks() == []
