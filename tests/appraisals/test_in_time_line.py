"""The life of a position and of a person in it tells contracts and final appraisals, to who may see them."""

import pytest

from positions import timeline
from positions.models import Incumbency
from tests.appraisals import scenes
from tests.contracts.page import words

pytestmark = pytest.mark.django_db

FINAL = "Appraisal of Eve Executive for 2004-05 final."


@pytest.fixture
def told(client, settings, cast):
    """What the page of the position says to somebody."""
    settings.TRAINING_DAY = scenes.SIGNED

    def _told(who, position) -> str:
        client.force_login(getattr(cast, who))
        return words(client.get(position.get_absolute_url()))

    return _told


@pytest.mark.parametrize("who", ["executive", "superior", "director", "hr", "reviewer", "auditor"])
def test_the_life_of_the_position_says_when_the_appraisal_became_final_and_no_rating(cast, told, who):
    appraisal = scenes.final(cast)
    page = told(who, appraisal.contract.position)
    assert FINAL in page
    assert "per month: signed by all." in page
    assert "ommendable" not in page
    assert scenes.SECRET not in page


@pytest.mark.parametrize("scene", [scenes.withdrawn, scenes.signed_by_employee])
def test_an_appraisal_that_is_not_final_and_one_that_is_withdrawn_stand_in_no_time_line(cast, told, scene):
    assert "Appraisal of Eve Executive for" not in told("director", scene(cast).contract.position)


def test_who_may_see_neither_contract_nor_appraisal_reads_nothing_of_them(cast):
    position = scenes.final(cast).contract.position
    for who in ("other_hr", "stranger", "administrator", "executive"):
        user = getattr(cast, who)
        seen = {"user": user, "on": scenes.SIGNED}
        given = [line.words for tell in timeline.ALSO_TOLD for line in tell(position.pk, None, **seen)]
        assert (FINAL in given) == (who == "executive"), who
        assert any("$" in each for each in given) == (who == "executive"), who


def test_that_the_executive_did_not_sign_is_said_there(cast, told):
    appraisal = scenes.final_unsigned(cast)
    assert "for 2004-05 final; the executive did not sign." in told("auditor", appraisal.contract.position)


def test_the_appointment_tells_it_of_its_person_only(cast):
    position = scenes.final(cast).contract.position
    held = Incumbency.unscoped.get(position=position, person=cast.executive)
    seen = {"user": cast.hr, "on": scenes.SIGNED}
    assert FINAL in [line.words for line in timeline.of_appointment(held, **seen)]
    held.person = cast.stranger
    assert FINAL not in [line.words for line in timeline.of_appointment(held, **seen)]
