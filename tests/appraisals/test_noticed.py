"""CO-REM-5, reading 7: the contracts know who was given notice in time, and ask for no contract after June 30."""

from datetime import date

import pytest

from appraisals import notices
from appraisals.models import Notice
from contracts import noticed
from positions.models import Incumbency
from tests.appraisals import notice_scenes as scenes
from tests.factories import at

pytestmark = pytest.mark.django_db

APRIL_30, MAY_1, MAY_2, JUNE_1, JUNE_30 = (
    date(2005, 4, 30),
    date(2005, 5, 1),
    date(2005, 5, 2),
    date(2005, 6, 1),
    date(2005, 6, 30),
)


@pytest.mark.parametrize(
    ("day", "is_in"), [(date(2005, 4, 29), True), (APRIL_30, True), (MAY_1, False), (MAY_2, False)]
)
def test_who_was_given_notice_in_time_is_separated_on_june_30(cast, day, is_in):
    notice = scenes.delivered(cast, on=day)
    found = noticed.separated_on(notice.plan, on=JUNE_1)
    assert found == ({notice.incumbency_id: JUNE_30} if is_in else {})


def test_it_is_known_from_the_day_of_the_delivery(cast):
    notice = scenes.delivered(cast, on=APRIL_30)
    assert not noticed.separated_on(notice.plan, on=date(2005, 4, 29))
    assert noticed.separated_on(notice.plan, on=APRIL_30)


@pytest.mark.parametrize("in_time", [True, False])
def test_a_notice_of_may_1_counts_once_it_is_settled_to_be_in_time(cast, in_time):
    notice = scenes.delivered(cast, on=MAY_1)
    notices.settle(notice, in_time=in_time, reason="The post office was closed.", by=cast.reviewer, on=MAY_2)
    assert bool(noticed.separated_on(notice.plan, on=JUNE_1)) is in_time


def test_one_that_was_signed_only_or_taken_back_separates_nobody(cast):
    notice = scenes.signed(cast)
    assert not noticed.separated_on(notice.plan, on=JUNE_1)
    notices.acknowledge(notice, by=cast.executive, on=APRIL_30)
    notices.rescind(notice, reason="The reports came.", by=cast.director, on=MAY_2, at=at(MAY_2))
    assert not noticed.separated_on(notice.plan, on=JUNE_1)


@pytest.mark.parametrize(("left_on", "is_in"), [(JUNE_1, False), (JUNE_30, True), (None, True)])
def test_whose_appointment_ended_before_is_not_separated_by_it(cast, left_on, is_in):
    notice = scenes.delivered(cast, on=APRIL_30)
    Incumbency.unscoped.filter(pk=notice.incumbency_id).update(ends_on=left_on)
    assert bool(noticed.separated_on(notice.plan, on=JUNE_30)) is is_in


def test_one_query_whatever_the_size(cast, django_assert_num_queries):
    notice = scenes.delivered(cast, on=APRIL_30)
    with django_assert_num_queries(1):
        noticed.separated_on(notice.plan, on=JUNE_1)
    with django_assert_num_queries(1):
        assert set(noticed.among([notice.position_id], notice.plan, on=JUNE_1)) == {notice.incumbency_id}
    assert not noticed.among([notice.position_id + 1], notice.plan, on=JUNE_1)
    assert Notice.unscoped.count() == 1
