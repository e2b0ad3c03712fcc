"""What is flagged on a desk: by duty and age, leading to the list of deadlines that it counts."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from positions.models import Flag
from ses_admin import desk, desk_flags, nightly
from tests.factories import PlacedPositionFactory, at

DAY = date(2005, 6, 23)


@pytest.fixture
def flagged(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    PlacedPositionFactory(department=cast.revenue, person=cast.other_executive)
    nightly.run(DAY, at=at(DAY))


def gathered(person, on: date) -> desk_flags.Flags:
    return desk.gather(person, on=on).flags


def line(person, on: date) -> desk_flags.Line | None:
    found = gathered(person, on).lines
    return next((each for each in found if each.name.startswith("Contract for the year")), None)


@pytest.mark.parametrize(
    ("days", "ages"),
    [
        (0, (2, 0, 0, 0)),
        (1, (0, 2, 0, 0)),
        (7, (0, 2, 0, 0)),
        (8, (0, 0, 2, 0)),
        (30, (0, 0, 2, 0)),
        (31, (0, 0, 0, 2)),
    ],
)
def test_open_duties_are_counted_by_age(cast, flagged, days, ages):
    Flag.unscoped.exclude(due_on=date(2005, 6, 30)).delete()
    found = line(cast.reviewer, date(2005, 6, 30) + timedelta(days=days))
    assert (found.coming, found.week, found.month, found.older) == ages


def test_a_department_counts_its_own(cast, flagged):
    assert line(cast.hr, DAY).coming == 1
    assert line(cast.reviewer, DAY).coming == 2


def test_good_practice_and_what_is_met_are_not_counted(cast, flagged):
    Flag.unscoped.update(is_advice=True)
    assert gathered(cast.reviewer, DAY).lines == []
    Flag.unscoped.update(is_advice=False, settled_on=DAY)
    assert gathered(cast.reviewer, DAY).lines == []


@pytest.mark.parametrize("who", ["reviewer", "personnel_director", "auditor", "hr", "director"])
def test_each_count_on_a_desk_leads_to_the_deadlines_it_counts(cast, flagged, client, settings, who):
    settings.TRAINING_DAY = date(2005, 7, 3)
    client.force_login(getattr(cast, who))
    page = client.get(reverse("desk")).content.decode()
    assert "Deadlines:" in page
    found = line(getattr(cast, who), date(2005, 7, 3))
    assert found.late_url.replace("&", "&amp;") in page
    listed = client.get(found.late_url).content.decode()
    assert listed.count("<tr") - 1 >= found.late


@pytest.mark.parametrize("who", ["executive", "stranger", "administrator"])
def test_nobody_else_is_shown_what_departments_owe(cast, flagged, client, settings, who):
    settings.TRAINING_DAY = DAY
    client.force_login(getattr(cast, who))
    assert 'id="flagged"' not in client.get(reverse("desk")).content.decode()
