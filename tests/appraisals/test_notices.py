"""Notices of unsatisfactory performance: drafted, signed, delivered, settled, taken back, carried out; appeals."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from accounts.acting import OfficeNotHeld, StepRefused
from appraisals import board, notice_validators, notices
from appraisals.models import BoardAppeal, Notice
from law.colorado.notices import Standing
from positions.models import Letter, Placement
from records.models import Event, Message
from tests import cast as cast_module
from tests.appraisals import notice_scenes as scenes
from tests.factories import at

pytestmark = pytest.mark.django_db

APRIL_30, MAY_1, MAY_2, JUNE_1 = date(2005, 4, 30), date(2005, 5, 1), date(2005, 5, 2), date(2005, 6, 1)
JUNE_30 = date(2005, 6, 30)


def fresh(notice: Notice) -> Notice:
    return Notice.unscoped.get(pk=notice.pk)


def test_hr_drafts_and_only_the_director_signs(cast):
    notice = scenes.draft(cast)
    assert notice.state == "draft"
    for person in (cast.hr, cast.superior, cast.reviewer, cast.other_director):
        with pytest.raises(OfficeNotHeld):
            notices.sign(notice, revision=0, by=person, on=scenes.SIGNED, at=at(scenes.SIGNED))
    notices.sign(notice, revision=0, by=cast.director, on=scenes.SIGNED, at=at(scenes.SIGNED))
    assert (fresh(notice).state, fresh(notice).signed_on) == ("signed", scenes.SIGNED)


def test_the_signed_notice_is_a_letter_to_the_executive_that_names_the_only_appeal(cast):
    notice = scenes.signed(cast)
    letter = Letter.unscoped.get(letter_kind="notice")
    assert letter == fresh(notice).letter
    assert letter.facts["grounds"] == scenes.GROUNDS
    assert letter.facts["separation_on"] == "2005-06-30"
    assert Message.unscoped.filter(to=cast.executive, key__startswith=f"letter/{letter.pk}").exists()


def test_no_notice_without_grounds(cast):
    notice = notices.start(scenes.appointment(cast), by=cast.hr, on=scenes.DRAFTED)
    with pytest.raises(StepRefused, match="CO-REM-3"):
        notices.sign(notice, revision=0, by=cast.director, on=scenes.SIGNED, at=at(scenes.SIGNED))
    assert not Letter.unscoped.filter(letter_kind="notice").exists()


def test_what_was_changed_meanwhile_is_not_signed_unread(cast):
    notice = scenes.draft(cast)
    notices.edit(notice, grounds="Other grounds.", revision=0, by=cast.hr, on=scenes.DRAFTED)
    with pytest.raises(StepRefused, match="Read it again"):
        notices.sign(notice, revision=0, by=cast.director, on=scenes.SIGNED, at=at(scenes.SIGNED))


def test_one_notice_of_a_year(cast):
    notice = scenes.draft(cast)
    with pytest.raises(StepRefused, match="already a notice"):
        notices.start(notice.incumbency, by=cast.director, on=scenes.DRAFTED)


def test_nobody_gives_notice_to_themselves(cast):
    cast_module.holds(cast.executive, "director", cast.agriculture)
    incumbency = scenes.appointment(cast)
    with pytest.raises(StepRefused, match="about themselves"):
        notices.start(incumbency, by=cast.executive, on=scenes.DRAFTED)


@pytest.mark.parametrize(
    ("day", "standing"),
    [(APRIL_30, Standing.IN_TIME), (MAY_1, Standing.DISPUTED), (MAY_2, Standing.LATE)],
)
def test_the_day_of_the_delivery_says_whether_it_was_in_time(cast, day, standing):
    notice = scenes.delivered(cast, on=day)
    assert notice_validators.standing(fresh(notice)) is standing


def test_a_signed_notice_that_is_not_delivered_is_none_in_force(cast):
    assert notice_validators.standing(scenes.signed(cast)) is Standing.NONE


def test_delivery_by_hand_is_attested_with_a_scan(cast):
    notice = scenes.signed(cast)
    with pytest.raises(StepRefused, match="Attach the scan"):
        notices.attest(notice, how="hand", delivered_on=APRIL_30, scan=None, by=cast.hr, on=MAY_2)
    notices.attest(notice, how="hand", delivered_on=APRIL_30, scan=scenes.scan(), by=cast.hr, on=MAY_2)
    found = fresh(notice)
    assert (found.delivered_on, found.delivery, found.attested_by) == (APRIL_30, "hand", cast.hr)
    assert notice_validators.standing(found) is Standing.IN_TIME


@pytest.mark.parametrize("day", [date(2005, 4, 17), date(2005, 5, 3)])
def test_delivery_is_not_before_the_signature_nor_still_to_come(cast, day):
    notice = scenes.signed(cast)
    with pytest.raises(StepRefused, match="Check the day"):
        notices.attest(notice, how="mail", delivered_on=day, scan=scenes.scan(), by=cast.hr, on=MAY_2)


@pytest.mark.parametrize(("in_time", "standing"), [(True, Standing.IN_TIME), (False, Standing.LATE)])
def test_dpa_settles_a_notice_of_may_1(cast, in_time, standing):
    notice = scenes.delivered(cast, on=MAY_1)
    with pytest.raises(OfficeNotHeld):
        notices.settle(notice, in_time=in_time, reason="The post.", by=cast.director, on=MAY_2)
    notices.settle(notice, in_time=in_time, reason="The postmark says so.", by=cast.reviewer, on=MAY_2)
    assert notice_validators.standing(fresh(notice)) is standing
    with pytest.raises(StepRefused, match="Only a notice given on May 1"):
        notices.settle(notice, in_time=True, reason="Again.", by=cast.reviewer, on=MAY_2)


@pytest.mark.parametrize("day", [APRIL_30, MAY_2])
def test_no_other_day_is_anybodys_to_settle(cast, day):
    notice = scenes.delivered(cast, on=day)
    with pytest.raises(StepRefused, match="Only a notice given on May 1"):
        notices.settle(notice, in_time=True, reason="I say so.", by=cast.reviewer, on=MAY_2)


def test_a_notice_can_be_taken_back_and_counts_no_more(cast):
    notice = scenes.delivered(cast, on=APRIL_30)
    with pytest.raises(StepRefused, match="CO-REM-3"):
        notices.rescind(notice, reason=" ", by=cast.director, on=JUNE_1)
    notices.rescind(notice, reason="The projects were begun in May.", by=cast.director, on=JUNE_1)
    assert notice_validators.standing(fresh(notice)) is Standing.NONE
    assert Letter.unscoped.filter(letter_kind="notice taken back", person=cast.executive).exists()


def test_after_notice_in_time_the_executive_is_separated_and_the_position_stays(cast):
    notice = scenes.delivered(cast, on=APRIL_30)
    notices.separate(notice, by=cast.director, on=JUNE_1)
    incumbency = notice.incumbency
    incumbency.refresh_from_db()
    assert (incumbency.ends_on, incumbency.ended_by) == (JUNE_30, "separation")
    assert Placement.unscoped.get(position=notice.position).ends_on is None
    letter = Letter.unscoped.get(letter_kind="separation")
    assert (letter.facts["last_day"], letter.facts["appeal_by"]) == ("2005-06-30", "2005-07-10")


@pytest.mark.parametrize("day", [MAY_1, MAY_2])
def test_a_disputed_or_late_notice_is_no_ground_for_a_separation(cast, day):
    notice = scenes.delivered(cast, on=day)
    with pytest.raises(StepRefused, match="CO-REM-3"):
        notices.separate(notice, by=cast.director, on=JUNE_1)
    notice.incumbency.refresh_from_db()
    assert notice.incumbency.ends_on is None


def test_after_june_30_a_signed_contract_of_the_next_year_has_kept_the_position(cast):
    notice = scenes.delivered(cast, on=APRIL_30)
    scenes.contract_of_the_next_year(notice.position, cast.executive, on=JUNE_1)
    with pytest.raises(StepRefused, match="CO-REM-5"):
        notices.separate(notice, by=cast.director, on=date(2006, 6, 20))
    notice.incumbency.refresh_from_db()
    assert notice.incumbency.ends_on is None
    assert not Letter.unscoped.filter(letter_kind="separation").exists()


def test_a_contract_signed_before_june_30_does_not_hinder_the_separation_on_that_day(cast):
    notice = scenes.delivered(cast, on=APRIL_30)
    scenes.contract_of_the_next_year(notice.position, cast.executive, on=JUNE_1)
    notices.separate(notice, by=cast.director, on=JUNE_30)
    assert fresh(notice).state == "separated"


def test_recorded_late_it_is_flagged_and_the_days_for_an_appeal_run_from_the_letter(cast):
    notice = scenes.delivered(cast, on=APRIL_30)
    day = date(2005, 7, 20)
    notices.separate(notice, by=cast.director, on=day)
    notice.incumbency.refresh_from_db()
    assert notice.incumbency.ends_on == JUNE_30
    assert Letter.unscoped.get(letter_kind="separation").facts["appeal_by"] == "2005-07-30"
    findings = Event.unscoped.get(kind="notice", verb="separate").facts["findings"]
    assert ["20 days after June 30, 2005" in str(finding) for finding in findings] == [True]
    last = date(2005, 7, 30)
    appeal = board.record(
        notice.incumbency, against="separation", to_board=True, filed_on=last, by=cast.executive, on=last
    )
    assert not Event.unscoped.get(kind="board_appeal", thing_id=appeal.pk).facts.get("findings")


def test_a_notice_of_a_year_that_is_over_cannot_be_signed(cast):
    notice = scenes.draft(cast)
    day = date(2005, 7, 1)
    with pytest.raises(StepRefused, match="The year 2004-05 is over; begin a notice for 2005-06"):
        notices.sign(notice, revision=0, by=cast.director, on=day, at=at(day))
    assert fresh(notice).state == "draft"


def test_delivered_after_june_30_it_is_late_for_that_june_30(cast):
    notice = scenes.signed(cast)
    day = date(2005, 7, 1)
    notices.acknowledge(notice, by=cast.executive, on=day)
    assert notice_validators.standing(fresh(notice)) is Standing.LATE
    with pytest.raises(StepRefused, match="came too late"):
        notices.separate(fresh(notice), by=cast.director, on=day)


def test_settled_in_time_it_is_a_ground(cast):
    notice = scenes.delivered(cast, on=MAY_1)
    notices.settle(notice, in_time=True, reason="Handed over at 8:00.", by=cast.reviewer, on=MAY_2)
    notices.separate(fresh(notice), by=cast.director, on=JUNE_1)
    assert fresh(notice).state == "separated"


@pytest.mark.parametrize("verb", ["sign", "acknowledge", "attest", "settle", "rescind", "separate"])
def test_nothing_is_done_to_a_withdrawn_draft(cast, verb):
    notice = scenes.draft(cast)
    notices.withdraw(notice, reason="Written about the wrong year.", by=cast.director, on=scenes.DRAFTED)
    more = {
        "sign": {"revision": 0, "at": at(MAY_2)},
        "attest": {"how": "hand", "delivered_on": MAY_2, "scan": None},
        "settle": {"in_time": True, "reason": "x"},
        "rescind": {"reason": "x"},
    }.get(verb, {})
    with pytest.raises(StepRefused):
        getattr(notices, verb)(notice, **more, by=cast.director, on=MAY_2)


@pytest.mark.parametrize(
    ("scene", "seen_by"),
    [
        (scenes.draft, {"director", "hr"}),
        (scenes.signed, {"director", "hr", "executive"}),
        (
            lambda cast: scenes.delivered(cast, on=APRIL_30),
            {"director", "hr", "executive", "reviewer", "personnel_director", "auditor"},
        ),
    ],
)
def test_who_sees_a_notice_before_and_after_it_is_said(cast, scene, seen_by):
    notice = scene(cast)
    people = {name: person for name, person in vars(cast).items() if hasattr(person, "email")}
    sees = {name for name, who in people.items() if Notice.objects.visible_to(who, on=MAY_2).filter(pk=notice.pk)}
    told = {
        name
        for name, who in people.items()
        if Event.objects.visible_to(who, on=MAY_2).filter(kind="notice", thing_id=notice.pk).exists()
    }
    assert sees == told == seen_by


def test_each_act_writes_its_event(cast):
    notice = scenes.delivered(cast, on=MAY_1)
    notices.settle(notice, in_time=True, reason="Proved.", by=cast.reviewer, on=MAY_2)
    notices.separate(fresh(notice), by=cast.director, on=JUNE_1)
    verbs = list(Event.unscoped.filter(kind="notice").order_by("number").values_list("verb", flat=True))
    assert verbs == ["start", "sign", "acknowledge", "settle", "separate"]


@pytest.mark.parametrize("changed", [{"grounds": "Other."}, {"signed_on": MAY_2}, {"delivered_on": APRIL_30}])
def test_the_database_refuses_to_change_what_a_delivered_notice_says(cast, changed):
    notice = scenes.delivered(cast, on=MAY_2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Notice.unscoped.filter(pk=notice.pk).update(**changed)


@pytest.fixture
def separated(cast):
    notice = scenes.delivered(cast, on=APRIL_30)
    notices.separate(notice, by=cast.director, on=JUNE_1)
    notice.incumbency.refresh_from_db()
    return notice.incumbency


@pytest.mark.parametrize(
    ("day", "late"),
    [(date(2005, 5, 2), True), (date(2005, 7, 9), False), (date(2005, 7, 10), False), (date(2005, 7, 11), True)],
)
def test_an_appeal_is_recorded_in_time_or_late(cast, separated, day, late):
    appeal = board.record(separated, against="separation", to_board=True, filed_on=day, by=cast.executive, on=day)
    facts = Event.unscoped.get(kind="board_appeal", thing_id=appeal.pk).facts
    assert appeal.filed_on == day
    assert bool(facts.get("findings")) is late  # before the action it is as much a fact as too late


@pytest.mark.parametrize(
    ("against", "rule"), [("reduction", "CO-PAY-7"), ("placement", "CO-NOM-5"), ("layoff", "CO-LAY-1")]
)
def test_an_appeal_that_the_law_does_not_give_cannot_be_recorded(cast, separated, against, rule):
    with pytest.raises(StepRefused, match=rule):
        board.record(separated, against=against, to_board=True, filed_on=JUNE_30, by=cast.executive, on=JUNE_30)
    assert not BoardAppeal.unscoped.exists()


def test_an_appeal_goes_to_the_board_only_and_once(cast, separated):
    filed = {"against": "separation", "filed_on": JUNE_30, "by": cast.hr, "on": JUNE_30}
    with pytest.raises(StepRefused, match="State Personnel Board only"):
        board.record(separated, to_board=False, **filed)
    board.record(separated, to_board=True, **filed)
    with pytest.raises(StepRefused, match="recorded already"):
        board.record(separated, to_board=True, **filed)


def test_there_is_nothing_to_appeal_before_the_action(cast):
    incumbency = scenes.appointment(cast)
    with pytest.raises(StepRefused, match="nothing to appeal yet"):
        board.record(incumbency, against="separation", to_board=True, filed_on=JUNE_30, by=cast.executive, on=JUNE_30)


def test_the_outcome_is_recorded_by_the_department_and_undoes_nothing_by_itself(cast, separated):
    appeal = board.record(
        separated, against="separation", to_board=True, filed_on=JUNE_30, by=cast.executive, on=JUNE_30
    )
    day = date(2005, 9, 1)
    with pytest.raises(StepRefused):
        board.conclude(appeal, verb="reverse", outcome="Mine.", ended_on=day, by=cast.executive, on=day)
    board.conclude(appeal, verb="reverse", outcome="The notice was vague.", ended_on=day, by=cast.hr, on=day)
    appeal.refresh_from_db()
    separated.refresh_from_db()
    assert (appeal.state, separated.ends_on) == ("reversed", JUNE_30)
