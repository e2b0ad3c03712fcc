"""Who left office lately can be named on a contract that they signed on paper while they held it."""

from datetime import date, timedelta

import pytest

from accounts.models import Membership
from contracts.forms import DraftForm, StartForm
from positions.models import Incumbency
from tests.factories import PlacedPositionFactory

ON = date(2005, 7, 11)


def offered(cast, user) -> set[str]:
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    form = StartForm(incumbency=Incumbency.unscoped.get(position=position), user=user, on=ON)
    return {each.name for each in form.fields["appointing_authority"].queryset}


@pytest.mark.parametrize(
    ("last_day", "is_offered"),
    [(None, True), (date(2005, 6, 29), True), (ON - timedelta(days=366), True), (ON - timedelta(days=367), False)],
)
def test_hr_can_name_whoever_held_the_office_lately(cast, last_day, is_offered):
    Membership.unscoped.filter(user=cast.superior).update(ends_on=last_day)
    assert ("Ada Superior" in offered(cast, cast.hr)) is is_offered


def test_nobody_of_another_department_is_offered(cast):
    Membership.unscoped.filter(user=cast.other_superior).update(ends_on=date(2005, 6, 29))
    assert cast.other_superior.name not in offered(cast, cast.hr)


def test_the_draft_offers_the_same_people(cast, draft):
    Membership.unscoped.filter(user=cast.superior).update(ends_on=date(2005, 6, 29))
    form = DraftForm(contract=draft, user=cast.hr, on=ON)
    assert "Ada Superior" in {str(words) for _key, words in form.fields["appointing_authority"].choices}
