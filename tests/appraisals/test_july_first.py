"""June 30 and July 1: what the nightly job proposes, and what DPA/DHR makes of it (readings 5, 7, 8, 17, 18)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from accounts.acting import OfficeNotHeld, StepRefused
from appraisals import july_first as worked_out
from appraisals import notices
from positions import capacity, july_first, lids, removals
from positions.models import Incumbency, Letter, Placement, Removal
from records.models import Event, Message
from ses_admin import nightly
from tests.appraisals import notice_scenes
from tests.appraisals import scenes as appraisal_scenes
from tests.factories import PlacedPositionFactory, SignedContractFactory, at

pytestmark = pytest.mark.django_db

JUNE_30, JULY_1, JULY_2, JULY_20 = date(2005, 6, 30), date(2005, 7, 1), date(2005, 7, 2), date(2005, 7, 20)
PLAN = "colorado-ses"


@pytest.fixture
def position(cast):
    """A position of Agriculture that the executive holds, without any contract."""
    return PlacedPositionFactory(department=cast.agriculture, person=cast.executive)


def night(day: date):
    return nightly.run(day, at=at(day))


@pytest.mark.parametrize(("day", "proposed"), [(JUNE_30, 0), (JULY_1, 1), (JULY_2, 0)])
def test_a_removal_is_proposed_on_july_1_and_on_no_other_day(position, day, proposed):
    assert night(day).proposed == proposed
    assert Removal.unscoped.filter(cause="july_first").count() == proposed


@pytest.mark.parametrize(("signed_on", "proposed"), [(date(2005, 6, 29), 0), (JUNE_30, 0), (JULY_1, 1)])
def test_a_contract_signed_by_june_30_keeps_the_position(cast, position, signed_on, proposed):
    notice_scenes.contract_of_the_next_year(position, cast.executive, on=signed_on)
    assert night(JULY_1).proposed == proposed


def test_a_vacant_position_is_not_touched(cast, position):
    Incumbency.unscoped.filter(position=position).update(ends_on=date(2005, 6, 1))
    assert night(JULY_1).proposed == 0


@pytest.mark.parametrize(("hired_on", "proposed"), [(date(2005, 5, 31), 1), (date(2005, 6, 1), 0)])
def test_whoever_came_within_thirty_days_is_left_alone(cast, hired_on, proposed):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=hired_on)
    assert night(JULY_1).proposed == proposed


@pytest.mark.parametrize(
    ("delivered_on", "proposed"), [(date(2005, 4, 30), 0), (date(2005, 5, 1), 0), (date(2005, 5, 2), 1)]
)
def test_after_notice_in_time_nothing_is_converted_and_a_disputed_one_waits(cast, delivered_on, proposed):
    notice_scenes.delivered(cast, on=delivered_on)
    assert night(JULY_1).proposed == proposed


JULY_11 = date(2005, 7, 11)


def disputed(cast):
    return notice_scenes.delivered(cast, on=date(2005, 5, 1))


def in_time(cast):
    return notice_scenes.delivered(cast, on=date(2005, 4, 30))


def settled_too_late(notice, cast, *, on):
    notices.settle(notice, in_time=False, reason="It came by post.", by=cast.reviewer, on=on)


def settled_in_time(notice, cast, *, on):
    notices.settle(notice, in_time=True, reason="Handed over.", by=cast.reviewer, on=on)


def taken_back(notice, cast, *, on):
    notices.rescind(notice, reason="The reports were found.", by=cast.director, on=on)


@pytest.mark.parametrize(
    ("given", "act", "on", "proposed"),
    [
        (disputed, settled_too_late, JUNE_30, 0),  # the night of July 1 finds it
        (disputed, settled_too_late, JULY_1, 1),
        (disputed, settled_too_late, JULY_11, 1),
        (disputed, settled_too_late, date(2006, 6, 30), 1),
        (disputed, settled_too_late, date(2006, 7, 1), 0),
        (disputed, settled_in_time, JULY_11, 0),
        (disputed, taken_back, JULY_11, 1),
        (in_time, taken_back, JUNE_30, 0),
        (in_time, taken_back, JULY_11, 1),
    ],
)
def test_what_is_settled_or_taken_back_after_july_1_is_proposed_then_for_july_1(cast, given, act, on, proposed):
    notice = given(cast)
    if on >= JULY_1:
        assert night(JULY_1).proposed == 0
    act(notice, cast, on=on)
    assert list(Removal.unscoped.values_list("opened_on", flat=True)) == [JULY_1] * proposed
    if on == JUNE_30:
        assert night(JULY_1).proposed == 1


def test_what_is_proposed_later_has_its_evidence_is_told_once_and_can_be_confirmed(cast):
    notice = disputed(cast)
    night(JULY_1)
    settled_too_late(notice, cast, on=JULY_11)
    removal = Removal.unscoped.get()
    assert (removal.evidence["notice"], removal.evidence["outcome"]) == ("late", "CONVERTS_UNNOTICED")
    assert Event.unscoped.get(kind="removal").office == "Rule of July 1"
    told = Message.unscoped.filter(key__startswith=f"notice/{notice.pk}/july-first").values_list("to__name", flat=True)
    assert set(told) == {each.name for each in (cast.director, cast.hr, cast.reviewer, cast.personnel_director)}
    nightly.run(JULY_1, at=at(JULY_1))
    night(date(2005, 7, 12))
    assert Removal.unscoped.count() == 1
    worked_out.confirm(removal, by=cast.reviewer, on=JULY_20)
    assert Placement.unscoped.get(position=notice.position).ends_on == JUNE_30


def test_nothing_is_proposed_later_for_whoever_has_a_contract_signed_in_time(cast):
    notice = disputed(cast)
    notice_scenes.contract_of_the_next_year(notice.position, cast.executive, on=JUNE_30)
    night(JULY_1)
    settled_too_late(notice, cast, on=JULY_11)
    assert not Removal.unscoped.exists()


@pytest.mark.parametrize(
    ("scene", "found"),
    [
        (notice_scenes.appointment, False),
        (notice_scenes.draft, False),
        (notice_scenes.signed, False),
        (lambda cast: notice_scenes.delivered(cast, on=date(2005, 5, 2)), True),
    ],
    ids=["none", "draft", "signed", "delivered late"],
)
def test_only_a_notice_that_was_given_is_evidence_of_unsatisfactory_performance(cast, scene, found):
    scene(cast)
    night(JULY_1)
    assert Removal.unscoped.get().evidence["unsatisfactory"] is found


def test_reading_12_a_final_rating_of_1_is_no_evidence_of_unsatisfactory_performance(cast):
    appraisal_scenes.final(cast, overall=1)
    night(JULY_1)
    assert Removal.unscoped.get().evidence["unsatisfactory"] is False


def test_separated_on_june_30_the_position_stays_and_is_vacant_on_july_1(cast):
    notice = notice_scenes.delivered(cast, on=date(2005, 4, 30))
    notices.separate(notice, by=cast.director, on=date(2005, 6, 1))
    assert night(JULY_1).proposed == 0
    assert Placement.unscoped.in_force(JULY_1).filter(position=notice.position).exists()
    assert not Incumbency.unscoped.in_force(JULY_1).filter(position=notice.position).exists()
    assert Incumbency.unscoped.in_force(JUNE_30).filter(position=notice.position).exists()


def test_the_proposal_carries_its_evidence_and_changes_nothing(cast, position):
    night(JULY_1)
    removal = Removal.unscoped.get()
    assert removal.state == "proposed"
    assert removal.evidence["holder"] == "Eve Executive"
    assert removal.evidence["outcome"] == "CONVERTS"
    assert Placement.unscoped.get(position=position).ends_on is None
    assert Incumbency.unscoped.get(position=position).ends_on is None
    event = Event.unscoped.get(kind="removal")
    assert (event.verb, event.actor, event.office) == ("propose", None, "Nightly job")
    told = set(Message.unscoped.filter(key__startswith="july-first").values_list("to__name", flat=True))
    assert told == {each.name for each in (cast.director, cast.hr, cast.reviewer, cast.personnel_director)}


def test_the_night_of_july_1_run_twice_proposes_nothing_twice(position):
    night(JULY_1)
    nightly.run(JULY_1, at=at(JULY_1))
    assert Removal.unscoped.count() == 1
    assert Event.unscoped.filter(kind="removal").count() == 1


def test_confirmed_on_july_20_it_takes_effect_on_july_1(cast, position):
    night(JULY_1)
    removal = Removal.unscoped.get()
    worked_out.confirm(removal, by=cast.reviewer, on=JULY_20)
    assert Placement.unscoped.get(position=position).ends_on == JUNE_30
    assert Incumbency.unscoped.get(position=position).ends_on == JUNE_30
    taken = [capacity.taken(capacity.spans(PLAN, ending_from=JUNE_30), on=day) for day in (JUNE_30, JULY_1)]
    assert taken == [1, 0]
    letter = Letter.unscoped.get(letter_kind="conversion of July 1")
    assert (letter.facts["last_day"], letter.sent_on) == ("2005-06-30", JULY_20)


@pytest.mark.parametrize("who", ["director", "hr", "superior", "executive", "auditor", "administrator"])
def test_only_dpa_or_the_state_personnel_director_confirms(cast, position, who):
    night(JULY_1)
    removal = Removal.unscoped.get()
    with pytest.raises(OfficeNotHeld):
        worked_out.confirm(removal, by=getattr(cast, who), on=JULY_20)
    assert Placement.unscoped.get(position=position).ends_on is None


def test_after_it_the_director_sets_a_salary_not_above_the_regular_lid(cast, position):
    night(JULY_1)
    removal = Removal.unscoped.get()
    worked_out.confirm(removal, by=cast.reviewer, on=JULY_20)
    lids.record_lid(fiscal_year=2005, amount=Decimal("8610"), source="Invented", by=cast.reviewer, on=JULY_20)
    with pytest.raises(StepRefused, match="CO-PAY-10"):
        removals.set_salary(removal, monthly_salary=Decimal("8610.01"), by=cast.director, on=JULY_20)
    removals.set_salary(removal, monthly_salary=Decimal("8610"), by=cast.director, on=JULY_20)
    removal.refresh_from_db()
    assert removal.state == "converted"


def test_it_is_set_aside_only_for_a_contract_that_is_recorded_as_signed_in_time(cast, position):
    night(JULY_1)
    removal = Removal.unscoped.get()

    def set_aside():
        signed_on, due_on = worked_out.signed_in_time(removal)
        july_first.set_aside(
            removal, signed_on=signed_on, due_on=due_on, reason="The scan says so.", by=cast.reviewer, on=JULY_20
        )

    with pytest.raises(StepRefused, match="CO-REM-4"):
        set_aside()
    notice_scenes.contract_of_the_next_year(
        position, cast.executive, on=JUNE_30
    )  # on paper, recorded later with its scan
    set_aside()
    removal.refresh_from_db()
    assert removal.state == "kept"
    assert Placement.unscoped.get(position=position).ends_on is None


def test_it_is_not_confirmed_while_a_contract_stands_as_signed_in_time_however_late_it_was_recorded(cast, position):
    night(JULY_1)
    removal = Removal.unscoped.get()
    notice_scenes.contract_of_the_next_year(position, cast.executive, on=JUNE_30)
    with pytest.raises(StepRefused, match="CO-REM-4") as refusal:
        worked_out.confirm(removal, by=cast.personnel_director, on=JULY_1)
    assert "signed by all on June 30, 2005" in refusal.value.words
    removal.refresh_from_db()
    assert removal.state == "proposed"
    assert Incumbency.unscoped.get(position=position).ends_on is None
    assert not Event.unscoped.filter(kind="removal", verb="confirm").exists()


@pytest.mark.parametrize("state", ["draft", "proposed", "declined", "withdrawn"])
def test_a_contract_that_is_not_signed_by_all_hinders_nothing(cast, position, state):
    night(JULY_1)
    notice_scenes.contract_of_the_next_year(position, cast.executive, on=JUNE_30, state=state)
    worked_out.confirm(Removal.unscoped.get(), by=cast.reviewer, on=JULY_20)
    assert Placement.unscoped.get(position=position).ends_on == JUNE_30


def test_a_contract_signed_on_july_1_is_too_late_to_hinder_it(cast, position):
    night(JULY_1)
    notice_scenes.contract_of_the_next_year(position, cast.executive, on=JULY_1)
    worked_out.confirm(Removal.unscoped.get(), by=cast.reviewer, on=JULY_20)
    assert Removal.unscoped.get().state == "ordered"


def test_what_somebody_else_signed_for_the_position_says_nothing_of_its_holder(cast, position):
    night(JULY_1)
    removal = Removal.unscoped.get()
    notice_scenes.contract_of_the_next_year(position, cast.stranger, on=JUNE_30)
    assert worked_out.signed_in_time(removal) == (None, JUNE_30)
    worked_out.confirm(removal, by=cast.reviewer, on=JULY_20)


def test_the_statements_of_july_1_do_not_grow_with_the_positions(cast, django_assert_max_num_queries):
    for number in range(30):
        PlacedPositionFactory(department=cast.agriculture, number=f"AG-{number:03d}")
    with django_assert_max_num_queries(50):
        assert night(JULY_1).proposed == 30


def test_a_night_made_up_later_still_proposes_for_july_1(cast, position):
    nightly.catch_up(until=JUNE_30 - timedelta(days=1))
    nightly.catch_up(until=JULY_20)
    assert Removal.unscoped.get().opened_on == JULY_1


def test_a_signed_contract_of_a_satisfactory_executive_is_never_converted(cast):
    contract = SignedContractFactory(cast=cast)
    cases = list(worked_out.cases(PLAN, year=2004))
    case = next(each for each in cases if each.placement.position_id == contract.position_id)
    assert case.outcome.name == "STAYS"
