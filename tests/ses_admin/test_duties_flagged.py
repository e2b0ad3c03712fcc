"""What is owed about appraisals, notices, decisions, returned copies and kept forms, as the nightly job flags it."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from appraisals import notices, releasing, reviews
from contracts import copies
from contracts.models import Contract, ContractCopy
from positions.models import Flag, Incumbency, Letter, Reminder, Removal
from ses_admin import compliance, nightly
from tests.appraisals import notice_scenes
from tests.appraisals import scenes as appraised
from tests.factories import ApprovedNominationFactory, ReturnedCopyFactory, SignedContractFactory, at

pytestmark = pytest.mark.django_db

FIRST_NIGHT = date(2004, 7, 1)


def night(day: date) -> None:
    nightly.run(day, at=at(day))


def flag(duty: str, **more) -> Flag | None:
    return Flag.unscoped.filter(duty=duty, **more).first()


def standing(duty: str) -> tuple | None:
    found = flag(duty)
    return found and (found.due_on, found.raised_on, found.settled_on, found.is_met)


def sees(person: User, found: Flag, *, on: date) -> bool:
    return Flag.objects.visible_to(person, on=on).filter(pk=found.pk).exists()


def kept_through(contract: Contract) -> date:
    """Five years, as reading 14 says."""
    return contract.ends_on.replace(year=contract.ends_on.year + 5)


# --- appraisals ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "raised"), [(date(2005, 5, 15), False), (date(2005, 5, 16), True)])
def test_an_appraisal_is_spoken_of_from_45_days_before_the_next_contract(cast, day, raised):
    SignedContractFactory(cast=cast)
    night(FIRST_NIGHT)
    night(day)
    assert (flag("appraisal-before-salary") is not None) is raised


def test_a_final_appraisal_meets_its_duty_on_the_day_it_became_final(cast):
    night(FIRST_NIGHT)
    appraised.final(cast)
    night(appraised.SIGNED)
    assert standing("appraisal-before-salary") == (date(2005, 6, 30), appraised.SIGNED, appraised.SIGNED, True)


def test_nobody_is_reminded_of_good_practice(cast):
    SignedContractFactory(cast=cast)
    night(FIRST_NIGHT)
    for days in range(46):
        night(date(2005, 5, 16) + timedelta(days=days))
    assert flag("appraisal-before-salary").is_advice
    assert not Reminder.objects.filter(flag__is_advice=True).exists()


def test_who_leaves_with_the_term_needs_no_appraisal_before_a_salary(cast):
    SignedContractFactory(cast=cast)
    Incumbency.unscoped.update(ends_on=date(2005, 6, 30))
    night(FIRST_NIGHT)
    night(date(2005, 6, 1))
    assert flag("appraisal-before-salary") is None


def test_a_meeting_is_owed_a_week_before_the_rating_can_become_final(cast):
    night(FIRST_NIGHT)
    appraisal = appraised.rated(cast)
    night(appraised.MET)
    assert flag("evaluation-meeting") is None, "not before the ratings are shown"
    appraisal = appraised.fresh(appraisal)
    releasing.release(appraisal, by=cast.superior, on=appraised.RELEASED, at=at(appraised.RELEASED))
    night(appraised.RELEASED)
    assert standing("evaluation-meeting") == (date(2005, 6, 23), appraised.RELEASED, None, False)
    assert flag("evaluation-meeting").owed_by_person == cast.superior
    told = {reminder.to for reminder in Reminder.objects.filter(flag__duty="evaluation-meeting")}
    assert told == set()
    night(date(2005, 6, 16))
    told = {reminder.to for reminder in Reminder.objects.filter(flag__duty="evaluation-meeting")}
    assert told == {cast.superior, cast.hr}


def test_a_meeting_that_was_held_is_met(cast):
    night(FIRST_NIGHT)
    appraised.released(cast)
    night(appraised.RELEASED)
    assert standing("evaluation-meeting") == (date(2005, 6, 23), appraised.RELEASED, appraised.MET, True)


# --- reviews of the quarter ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opens_on", "due_on"),
    [
        (date(2004, 8, 16), date(2004, 9, 30)),
        (date(2004, 11, 16), date(2004, 12, 31)),
        (date(2005, 2, 14), date(2005, 3, 31)),
        (date(2005, 5, 16), date(2005, 6, 30)),
    ],
)
def test_a_review_of_each_quarter_is_advised_from_45_days_before_its_end(cast, opens_on, due_on):
    SignedContractFactory(cast=cast)
    night(FIRST_NIGHT)
    night(opens_on - timedelta(days=1))
    assert flag("quarterly-review", due_on=due_on) is None
    night(opens_on)
    assert flag("quarterly-review", due_on=due_on).is_advice


def test_a_progress_review_meets_the_advice_of_its_quarter_only(cast):
    contract = SignedContractFactory(cast=cast)
    night(FIRST_NIGHT)
    held = date(2004, 9, 8)
    reviews.record_review(contract, met_on=held, discussed="The two offices.", plans="", by=cast.superior, on=held)
    night(date(2004, 9, 9))
    night(date(2004, 11, 16))
    assert [each.settled_on for each in Flag.unscoped.filter(duty="quarterly-review").order_by("due_on")] == [
        held,
        None,
    ]


# --- notices -------------------------------------------------------------------------------------------------------


def test_a_draft_of_a_notice_is_owed_by_april_30_and_nobody_but_the_department_is_told(cast):
    notice_scenes.draft(cast)
    for day in (notice_scenes.DRAFTED, date(2005, 4, 16), date(2005, 5, 1), date(2005, 5, 7)):
        night(day)
    found = flag("notice")
    assert (found.due_on, found.is_confidential, found.settled_on) == (date(2005, 4, 30), True, None)
    told = {reminder.to for reminder in Reminder.objects.filter(flag=found)}
    assert told == {cast.director, cast.hr}
    seen = {
        name for name, person in vars(cast).items() if isinstance(person, User) and sees(person, found, on=found.due_on)
    }
    assert seen == {"director", "hr"}


def test_the_report_says_of_whose_figures_a_notice_that_is_weighed_is_left_out(cast):
    notice_scenes.draft(cast)
    night(date(2005, 5, 7))
    on = date(2005, 5, 7)
    seen = {}
    for reader in (cast.hr, cast.reviewer):
        report = compliance.report(reader, year=2004, department=None, on=on)
        seen[reader] = (report.leaves_out, [line.open_late for line in report.duties if line.rule == "CO-REM-3"])
    assert seen == {cast.hr: (False, [1]), cast.reviewer: (True, [])}


def test_the_report_says_who_received_a_notice_not_that_they_met_a_duty(cast):
    notice_scenes.delivered(cast, on=date(2005, 4, 30))
    night(date(2005, 4, 30))
    [met] = compliance.report(cast.hr, year=2004, department=None, on=date(2005, 4, 30)).met
    assert met.by == "Received by Eve Executive"


def test_delivery_meets_the_duty_and_the_statewide_offices_see_it_then(cast):
    notice = notice_scenes.delivered(cast, on=date(2005, 4, 30))
    night(date(2005, 4, 30))
    found = flag("notice")
    assert (found.settled_on, found.is_met, found.days_late(date(2005, 5, 30))) == (date(2005, 4, 30), True, 0)
    assert sees(cast.reviewer, found, on=date(2005, 5, 1))
    assert not sees(cast.executive, found, on=date(2005, 5, 1))
    night(date(2005, 5, 16))
    assert standing("separation") == (date(2005, 6, 30), date(2005, 5, 16), None, False)
    notices.separate(notice, by=cast.director, on=date(2005, 6, 20))
    night(date(2005, 6, 20))
    assert standing("separation") == (date(2005, 6, 30), date(2005, 5, 16), date(2005, 6, 20), True)


@pytest.mark.parametrize(
    ("delivered_on", "owed"), [(date(2005, 4, 30), False), (date(2005, 5, 1), True), (date(2005, 5, 2), True)]
)
def test_who_is_to_be_separated_on_june_30_owes_no_contract_that_begins_later(cast, delivered_on, owed):
    notice = notice_scenes.delivered(cast, on=delivered_on)
    for day in (date(2005, 5, 16), date(2005, 6, 30), date(2005, 7, 1)):
        night(day)
        found = Flag.unscoped.filter(duty="contract-for-the-year", due_on=date(2005, 6, 30), person=cast.executive)
        assert found.exists() == owed
    if not owed:
        notices.rescind(notice, reason="The reports came.", by=cast.director, on=date(2005, 7, 2))
        night(date(2005, 7, 2))
        assert found.exists()


@pytest.mark.parametrize("delivered_on", [date(2005, 5, 1), date(2005, 5, 2)])
def test_a_notice_that_is_late_or_disputed_asks_for_no_separation(cast, delivered_on):
    notice_scenes.delivered(cast, on=delivered_on)
    night(date(2005, 5, 20))
    assert flag("notice").days_late(date(2005, 5, 20)) == (delivered_on - date(2005, 4, 30)).days
    assert flag("separation") is None


def test_a_notice_that_is_withdrawn_is_owed_no_more(cast):
    notice = notice_scenes.draft(cast)
    night(notice_scenes.DRAFTED)
    notices.withdraw(notice, reason="The reports came.", by=cast.director, on=date(2005, 4, 14))
    night(date(2005, 4, 14))
    found = flag("notice")
    assert (found.settled_on, found.is_met) == (date(2005, 4, 14), False)


@pytest.mark.parametrize("is_made_up", [False, True])
def test_a_night_that_is_made_up_lets_a_notice_fall_away_on_the_day_it_was_given_up(cast, is_made_up):
    notice, given_up_on = notice_scenes.delivered(cast, on=date(2005, 4, 20)), date(2005, 5, 25)
    nights = [date(2005, 5, 20), given_up_on - timedelta(days=1), given_up_on]
    if not is_made_up:
        for day in nights[:-1]:
            night(day)
    notices.rescind(notice, reason="The reports came.", by=cast.director, on=given_up_on)
    for day in nights if is_made_up else nights[-1:]:
        night(day)
    assert standing("notice") == (date(2005, 4, 30), nights[0], date(2005, 4, 20), True)
    assert standing("separation") == (date(2005, 6, 30), nights[0], given_up_on, False)


@pytest.mark.parametrize(("overall", "owed"), [(1, True), (2, False), (3, False)])
def test_the_lowest_overall_asks_for_a_notice_and_no_other_level_does(cast, overall, owed):
    appraisal = appraised.rated(cast)
    appraised.rate(appraisal, by=cast.superior, overall=overall)
    appraisal = appraised.fresh(appraisal)
    night(appraised.MET)
    assert flag("notice") is None, "not before it is shown"
    releasing.release(appraisal, by=cast.superior, on=appraised.RELEASED, at=at(appraised.RELEASED))
    night(appraised.RELEASED)
    found = flag("notice")
    assert (found is not None) is owed
    if owed:
        assert found.due_on == date(2006, 4, 30), "found after April 30: the notice of the next year"
        assert found.is_confidential


# --- decisions, copies, removals, forms ----------------------------------------------------------------------------


def test_the_letter_of_a_decision_meets_its_duty_on_the_same_day(cast):
    nomination = ApprovedNominationFactory(cast=cast)
    night(nomination.decided_on)
    found = flag("decision-notice", thing_id=nomination.pk)
    assert (found.settled_on, found.is_met) == (nomination.decided_on, True)


def test_a_decision_that_nobody_was_told_of_is_late_from_the_next_day(cast):
    nomination = ApprovedNominationFactory(cast=cast)
    letter = Letter.unscoped.get()
    type(nomination).unscoped.filter(pk=nomination.pk).update(decided_on=letter.sent_on - timedelta(days=3))
    night(letter.sent_on - timedelta(days=1))
    found = flag("decision-notice")
    assert (found.settled_on, found.days_late(letter.sent_on)) == (None, 3)
    night(letter.sent_on)
    found.refresh_from_db()
    assert (found.settled_on, found.is_met) == (letter.sent_on, True)


def test_a_returned_copy_is_owed_from_the_day_of_its_return_until_it_is_sent_again(cast):
    copy = ReturnedCopyFactory(cast=cast)
    returned_on = copy.contract.signed_on
    night(returned_on)
    sent_on = returned_on + timedelta(days=4)
    copies.send_again(copy, by=cast.hr, on=sent_on)
    night(sent_on)
    copies.acknowledge(ContractCopy.unscoped.get(), by=cast.reviewer, on=sent_on)
    night(sent_on + timedelta(days=1))
    found = Flag.unscoped.get(duty="copy-to-dpa")
    assert (found.due_on, found.settled_on, found.is_met, found.days_late(sent_on)) == (returned_on, sent_on, True, 4)


def test_a_removal_of_july_first_waits_for_dpa_from_that_day(cast):
    notice_scenes.appointment(cast)
    night(date(2005, 6, 30))
    assert flag("removal-to-confirm") is None
    night(date(2005, 7, 1))
    found = flag("removal-to-confirm")
    assert (found.due_on, found.owed_by, found.thing_id) == (date(2005, 7, 1), "reviewer", Removal.unscoped.get().pk)


def test_the_end_of_keeping_a_form_is_told_once_it_may_be_disposed_of(cast):
    contract = SignedContractFactory(cast=cast)
    last_day = kept_through(contract)
    for year in (1, 2, 3):  # the last three forms of a person are kept in any case
        newer = Contract.unscoped.get(pk=contract.pk)
        newer.pk = newer._state.adding = None
        newer.starts_on = newer.starts_on.replace(year=newer.starts_on.year + year)
        newer.ends_on = newer.ends_on.replace(year=newer.ends_on.year + year)
        newer.save(force_insert=True)
    night(last_day - timedelta(days=45))
    assert flag("retention-end", thing_id=contract.pk) is None
    night(last_day - timedelta(days=44))
    found = flag("retention-end", thing_id=contract.pk)
    assert (found.due_on, found.is_advice, found.owed_by) == (last_day + timedelta(days=1), True, "hr")
    night(last_day + timedelta(days=366))
    found.refresh_from_db()
    assert (found.settled_on, found.is_met) == (last_day + timedelta(days=366), False)


def test_one_of_the_last_three_forms_is_never_spoken_of(cast):
    contract = SignedContractFactory(cast=cast)
    night(kept_through(contract))
    assert flag("retention-end") is None
