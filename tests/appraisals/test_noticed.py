"""CO-REM-5, reading 7: the contracts know who was given notice in time, and ask for no contract after June 30."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.acting import StepRefused
from appraisals import notices
from appraisals.models import Notice
from contracts import bulk_preview, noticed, season, season_validators, workflow
from contracts.models import Contract
from positions.models import Incumbency
from tests.appraisals import notice_scenes as scenes
from tests.contracts.page import words
from tests.contracts.stories import last_event, told
from tests.factories import (
    DraftContractFactory,
    PayCeilingFactory,
    ProposedContractFactory,
    SignedContractFactory,
    at,
)

pytestmark = pytest.mark.django_db

MAY_16 = date(2005, 5, 16)
TOLD = (
    "A notice of unsatisfactory performance was delivered in time on April 30, 2005: the appointment ends on "
    "June 30, 2005 unless it is rescinded."
)

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


# ---- the contract of the next year ----


@pytest.fixture
def noticed_in_time(cast):
    """The executive has a signed contract of 2004-05, and notice in time; the ceiling of 2005-06 is published."""
    PayCeilingFactory()
    contract = SignedContractFactory(cast=cast)
    notice = scenes.draft(cast, incumbency=Incumbency.unscoped.get(position=contract.position))
    notices.sign(notice, revision=0, by=cast.director, on=scenes.SIGNED, at=at(scenes.SIGNED))
    notices.acknowledge(notice, by=cast.executive, on=APRIL_30)
    return notice


def of_next_year(cast, notice, factory=DraftContractFactory, **more):
    return factory(cast=cast, position=notice.position, starts_on=date(2005, 7, 1), drafted_on=MAY_16, **more)


def test_the_season_does_not_offer_a_contract_to_who_was_given_notice_in_time(cast, noticed_in_time):
    (seat,) = season.seats(cast.agriculture, 2005, on=MAY_16)
    assert seat.reason == f"{TOLD} (CO-REM-5)"
    with pytest.raises(StepRefused, match="CO-REM-5"):
        season.prepare(noticed_in_time.position, 2005, by=cast.hr, on=MAY_16)
    notices.rescind(noticed_in_time, reason="The reports came.", by=cast.director, on=MAY_16, at=at(MAY_16))
    assert season.prepare(noticed_in_time.position, 2005, by=cast.hr, on=MAY_16).state == "draft"


@pytest.mark.parametrize(
    ("who", "may_know"), [("hr", True), ("director", True), ("superior", False), ("executive", True)]
)
def test_the_page_of_the_contract_says_so_to_who_may_read_the_notice(
    cast, noticed_in_time, client, settings, who, may_know
):
    made = {"proposed_on": MAY_16} if who == "executive" else {}
    contract = of_next_year(cast, noticed_in_time, ProposedContractFactory if made else DraftContractFactory, **made)
    settings.TRAINING_DAY = MAY_16
    client.force_login(getattr(cast, who))
    names = ["contracts:contract", "contracts:sign"] if made else ["contracts:contract", "contracts:edit"]
    for name in names:
        assert (TOLD in words(client.get(reverse(name, args=[contract.pk])))) is may_know, name


def test_proposing_it_is_flagged_and_not_forbidden_and_kept_out_of_what_others_read(cast, noticed_in_time):
    contract = of_next_year(cast, noticed_in_time)
    (row,) = bulk_preview.candidates("propose", cast.agriculture, 2005, cast.hr, on=MAY_16)
    assert not row.reason
    assert TOLD in [each.words for each in row.told]
    workflow.propose(contract, by=cast.hr, on=MAY_16, at=at(MAY_16))
    assert "CO-REM-5" not in told(last_event(contract))


def test_a_contract_of_this_year_is_not_touched(cast, noticed_in_time):
    """Of somebody who came back within the year, for instance: it ends on the same June 30."""
    contract = Contract.unscoped.get(position=noticed_in_time.position)
    assert season_validators.for_reader(contract, [], cast.hr, on=MAY_16) == []
    contract.state = "draft"
    assert season_validators.for_reader(contract, [], cast.hr, on=MAY_16) == []


@pytest.mark.parametrize("day", [MAY_1, MAY_2])
def test_a_notice_that_is_disputed_or_late_keeps_nobody_from_a_contract(cast, day):
    notice = scenes.delivered(cast, on=day)
    (seat,) = season.seats(cast.agriculture, 2005, on=MAY_16)
    assert (seat.position, seat.reason) == (notice.position, "")
