"""Who sees what somebody owes: the appointing authority too, of those who have a contract with them."""

from datetime import date

import pytest

from positions.models import Flag
from ses_admin import nightly
from tests.appraisals import notice_scenes
from tests.cast import holds
from tests.factories import (
    DraftContractFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    UserFactory,
    at,
)

pytestmark = pytest.mark.django_db

JUNE = date(2005, 6, 29)
CONTRACTS = {"contract-for-the-year", "contract-after-movement"}


def seen(user, *, on: date = JUNE) -> set[tuple[str, str]]:
    """Each duty, with whom it is about."""
    rows = Flag.objects.visible_to(user, on=on).filter(settled_on=None).select_related("person")
    return {(flag.duty, flag.person.name) for flag in rows if flag.person}


def test_the_appointing_authority_sees_the_contract_and_the_appraisal_of_whom_they_rate(cast):
    SignedContractFactory(cast=cast)
    PlacedPositionFactory(department=cast.agriculture, person=UserFactory(name="Ned Neighbour"))
    nightly.run(JUNE, at=at(JUNE))
    own = {("contract-for-the-year", "Eve Executive"), ("appraisal-before-salary", "Eve Executive")}
    assert own <= seen(cast.superior)
    assert {name for _duty, name in seen(cast.superior)} == {"Eve Executive"}
    assert seen(cast.other_superior) == set()


@pytest.mark.parametrize("made", [DraftContractFactory, ProposedContractFactory])
def test_the_first_contract_of_somebody_is_seen_by_whoever_it_names(cast, made):
    contract = made(cast=cast)
    day = date(2004, 6, 18)
    nightly.run(day, at=at(day))
    assert seen(cast.superior, on=day) == {("contract-for-the-year", "Eve Executive")}
    type(contract).unscoped.update(state="withdrawn")
    assert seen(cast.superior, on=day) == set()


def test_neither_another_appointing_authority_of_the_department_nor_one_of_another_sees_it(cast):
    contract = ProposedContractFactory(cast=cast)
    day = date(2004, 6, 18)
    nightly.run(day, at=at(day))
    second = UserFactory()
    holds(second, "appointing_authority", cast.agriculture)
    assert seen(second, on=day) == set()
    type(contract).unscoped.update(appointing_authority=cast.other_superior)
    assert seen(cast.other_superior, on=day) == set()
    assert seen(cast.superior, on=day) == set()


def test_nothing_that_is_confidential_or_follows_a_notice_is_seen_by_the_appointing_authority(cast):
    notice_scenes.delivered(cast, on=date(2005, 4, 30))
    nightly.run(JUNE, at=at(JUNE))
    assert "separation" in {duty for duty, _name in seen(cast.director)}
    assert not {"separation", "notice"} & {duty for duty, _name in seen(cast.superior)}
    Flag.unscoped.update(is_confidential=True, owed_by_person=None)
    assert seen(cast.superior) == set()
