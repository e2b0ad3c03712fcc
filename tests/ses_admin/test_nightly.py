"""The nightly job on its days: raised, settled, told and escalated, whole nights only, and nothing twice."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from law import DEFAULT_PLAN
from positions.models import Flag, NightlyRun, Reminder, Removal, Roster
from records import events
from records.models import Chain, Event, Message
from ses_admin import nightly
from tests.factories import PlacedPositionFactory, ProposedContractFactory, SignedContractFactory, at

pytestmark = pytest.mark.django_db

JUNE_30 = date(2005, 6, 30)


def night(day: date) -> NightlyRun:
    return nightly.run(day, at=at(day))


def nights(first: date, last: date) -> None:
    for ahead in range((last - first).days + 1):
        night(first + timedelta(days=ahead))


@pytest.fixture
def held(cast):
    """A position in the SES that the executive has held since the rules began. Its contracts are nobody's yet."""
    return PlacedPositionFactory(department=cast.agriculture, person=cast.executive)


def contract_of_2005() -> Flag:
    return Flag.unscoped.get(duty="contract-for-the-year", due_on=JUNE_30)


@pytest.mark.parametrize(("day", "raised"), [(date(2005, 5, 15), 0), (date(2005, 5, 16), 1), (date(2005, 5, 17), 1)])
def test_the_contract_of_the_next_year_is_spoken_of_from_45_days_before_june_30(held, day, raised):
    night(day)
    assert Flag.unscoped.filter(duty="contract-for-the-year", due_on=JUNE_30).count() == raised


def test_after_a_movement_the_contract_is_spoken_of_from_the_day_itself(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=date(2004, 9, 10))
    night(date(2004, 9, 9))
    assert not Flag.unscoped.filter(rule="CO-CON-2").exists()
    night(date(2004, 9, 10))
    flag = Flag.unscoped.get(rule="CO-CON-2")
    assert (flag.due_on, flag.person, flag.owed_by) == (date(2004, 10, 10), cast.executive, "director")


def test_a_vacant_position_owes_no_contract(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive).incumbencies.all().delete()
    nights(date(2005, 6, 28), date(2005, 7, 2))
    assert not Flag.unscoped.filter(duty__startswith="contract").exists()


def test_a_contract_signed_in_time_settles_its_flag_on_the_day_of_the_last_signature(cast):
    contract = SignedContractFactory(cast=cast)
    night(contract.signed_on - timedelta(days=1))
    flag = Flag.unscoped.get(duty="contract-for-the-year", person=cast.executive, due_on=date(2004, 6, 30))
    assert flag.settled_on is None
    night(contract.signed_on)
    flag.refresh_from_db()
    assert (flag.settled_on, flag.is_met, flag.days_late(date(2004, 7, 9))) == (contract.signed_on, True, 0)


def test_a_proposed_contract_settles_nothing(cast):
    ProposedContractFactory(cast=cast)
    night(date(2004, 7, 1))
    flag = Flag.unscoped.get(duty="contract-for-the-year", person=cast.executive, due_on=date(2004, 6, 30))
    assert (flag.settled_on, flag.days_late(date(2004, 7, 1))) == (None, 1)


def test_what_is_no_longer_owed_falls_away_and_counts_as_not_met(held, cast):
    night(date(2005, 6, 1))
    held.incumbencies.update(ends_on=date(2005, 6, 10))
    night(date(2005, 6, 11))
    flag = contract_of_2005()
    assert (flag.settled_on, flag.is_met, flag.settled_how) == (date(2005, 6, 11), False, "It is no longer owed.")


def test_a_night_run_twice_changes_nothing(held):
    day = date(2005, 6, 23)  # seven days before
    first = night(day)
    before = [list(model.objects.order_by("pk").values()) for model in (Reminder, NightlyRun)]
    flags = list(Flag.unscoped.order_by("pk").values())
    assert night(day) == first
    assert [list(model.objects.order_by("pk").values()) for model in (Reminder, NightlyRun)] == before
    assert list(Flag.unscoped.order_by("pk").values()) == flags
    assert first.raised > 0
    assert first.reminded > 0


def test_the_job_changes_nobodys_status_and_tells_of_nothing_but_its_proposals(held, cast):
    told = Event.unscoped.exclude(kind="removal")
    events = told.count()
    nights(date(2005, 6, 28), date(2005, 7, 3))
    assert told.count() == events
    assert held.placements.get().ends_on is None
    assert held.incumbencies.get().ends_on is None


@pytest.mark.parametrize("days", [45, 30, 14, 7, 3, 1, 0])
def test_whoever_owes_it_and_department_hr_are_told_on_the_days_ahead(held, cast, days):
    night(JUNE_30 - timedelta(days=days))
    told = set(Reminder.objects.filter(flag=contract_of_2005()).values_list("to__name", "occasion"))
    assert told == {(cast.director.name, str(days)), (cast.hr.name, str(days))}


@pytest.mark.parametrize("days", [44, 31, 29, 8, 6, 4, 2])
def test_nobody_is_told_on_the_other_days(held, days):
    night(JUNE_30 - timedelta(days=days))
    assert not Reminder.objects.filter(flag=contract_of_2005()).exists()


def test_a_late_duty_goes_to_whoever_owes_it_and_after_a_week_to_dpa_once_each(held, cast):
    nights(date(2005, 6, 30), date(2005, 7, 12))
    late = Reminder.objects.filter(flag=contract_of_2005(), occasion__startswith="late")
    assert sorted(late.values_list("told_on", "to__name")) == [
        (date(2005, 7, 1), cast.director.name),
        (date(2005, 7, 1), cast.hr.name),
        (date(2005, 7, 7), cast.reviewer.name),
    ]


def test_an_office_that_has_ended_is_told_nothing(held, cast):
    cast.hr.memberships.update(ends_on=date(2005, 6, 22))
    night(date(2005, 6, 23))
    assert not Reminder.objects.filter(to=cast.hr).exists()
    assert Reminder.objects.filter(to=cast.director).exists()


def test_missed_nights_are_made_up_in_order_and_end_in_the_same_state(cast):
    SignedContractFactory(cast=cast)
    PlacedPositionFactory(department=cast.revenue, person=cast.other_executive)
    first, last = date(2004, 6, 10), date(2004, 7, 9)

    def state():
        flags = Flag.unscoped.order_by("duty", "thing_kind", "thing_id", "due_on")
        return (
            list(flags.values_list("duty", "thing_kind", "thing_id", "due_on", "raised_on", "settled_on", "is_met")),
            sorted(Reminder.objects.values_list("flag__duty", "flag__due_on", "to", "occasion", "told_on")),
        )

    nights(first, last)
    every_night = state()
    Reminder.objects.all().delete()
    Flag.unscoped.all().delete()
    NightlyRun.objects.all().delete()

    nightly.catch_up(until=first)
    nightly.catch_up(until=date(2004, 6, 14))
    nightly.catch_up(until=last)  # ten nights and more at once

    assert state() == every_night
    assert NightlyRun.objects.count() == (last - first).days + 1


def test_the_first_run_of_a_new_site_begins_with_its_own_day(held):
    assert nightly.catch_up(until=date(2005, 6, 23)) == 1
    assert nightly.catch_up(until=date(2005, 6, 23)) == 0


def test_one_mail_a_person_however_many_deadlines_and_none_twice(held, cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.stranger)
    nightly.catch_up(until=date(2005, 6, 22))  # what was late before is told here
    nightly.catch_up(until=date(2005, 6, 23))
    mails = Message.unscoped.filter(to=cast.hr, key__contains="2005-06-23")
    mail = mails.get()
    assert mail.subject == "2 deadlines, the first on June 30, 2005"
    assert "Conclude the contract for 2005-06: Eve Executive" in mail.text
    assert "By June 30, 2005, in 7 days. Owed by: Department director. Rule CO-CON-1." in mail.text
    nightly.catch_up(until=date(2005, 6, 23))
    assert mails.count() == 1


def test_nights_made_up_together_are_told_in_one_mail(held, cast):
    nightly.catch_up(until=date(2005, 6, 22))
    nightly.catch_up(until=date(2005, 6, 29))  # 7, 3 and 1 days ahead in one go
    assert Message.unscoped.filter(to=cast.hr).exclude(key__contains="2005-06-22").count() == 1
    assert Reminder.objects.filter(to=cast.hr, flag=contract_of_2005()).count() == 3


def test_killed_after_a_night_and_before_its_mail_the_next_call_writes_it(held, cast):
    night(date(2005, 6, 23))
    assert not Message.unscoped.exists()
    nightly.catch_up(until=date(2005, 6, 23))
    assert Message.unscoped.filter(to=cast.hr).count() == 1


def test_no_mail_says_a_salary(cast):
    contract = ProposedContractFactory(cast=cast)
    nightly.catch_up(until=date(2004, 6, 23))
    texts = " ".join(Message.unscoped.filter(key__startswith="digest").values_list("text", flat=True))
    assert "Eve Executive" in texts
    assert "$" not in texts
    assert f"{contract.monthly_salary:,.0f}" not in texts


def test_everybody_sees_the_flags_of_their_own_department_and_themselves(held, cast):
    night(date(2005, 6, 23))
    flag = contract_of_2005()

    def sees(person: User) -> bool:
        return Flag.objects.visible_to(person, on=date(2005, 6, 23)).filter(pk=flag.pk).exists()

    seen = {name for name, person in vars(cast).items() if isinstance(person, User) and sees(person)}
    assert seen == {"director", "hr", "executive", "reviewer", "personnel_director", "auditor", "administrator"}


MIDNIGHT = at(date(2005, 6, 23), hour=0, minute=5)


@pytest.mark.parametrize(("hours", "missing"), [(-1, False), (0, False), (25, False), (26, True), (50, True)])
def test_a_night_that_is_not_there_26_hours_after_the_one_before_began_is_missing(held, hours, missing):
    """The real clock: run on June 23 at 0:05, asked so many hours later."""
    nightly.run(date(2005, 6, 23), at=MIDNIGHT)
    assert nightly.is_missing(at=MIDNIGHT + timedelta(hours=hours)) is missing


def test_a_run_that_is_days_old_is_missing_by_the_real_clock_whatever_night_it_was(held):
    nightly.run(date(2005, 6, 23), at=MIDNIGHT - timedelta(days=4))
    assert nightly.is_missing(at=MIDNIGHT)


@pytest.mark.parametrize(
    ("today", "missing"),
    [(date(2005, 6, 22), False), (date(2005, 6, 23), False), (date(2005, 6, 24), True), (date(2005, 6, 26), True)],
)
def test_with_a_training_clock_the_night_decides_and_not_the_moment_of_the_run(held, settings, today, missing):
    """A clock that stands still for weeks is no trouble; one that was moved on without a night is, at once."""
    settings.TRAINING_DAY = today
    nightly.run(date(2005, 6, 23), at=timezone.now() - timedelta(days=40))
    assert nightly.is_missing(at=at(today)) is missing


def test_nights_that_were_run_ahead_of_the_real_day_are_not_missing(held):
    nightly.run(date(2005, 7, 12), at=MIDNIGHT - timedelta(days=4))
    assert not nightly.is_missing(at=MIDNIGHT)


def test_a_run_is_stamped_with_the_real_moment_also_with_a_training_clock(held, settings):
    settings.TRAINING_DAY = date(2005, 6, 23)
    before = timezone.now()
    nightly.catch_up()
    assert before <= NightlyRun.objects.get(day=date(2005, 6, 23)).ran_at <= timezone.now()


def test_a_job_that_has_never_run_is_missing(db):
    assert nightly.is_missing(at=at(date(2005, 6, 23)))


def test_the_command_runs_the_nights_up_to_a_day(held, capsys):
    call_command("flag_deadlines", on="2005-06-23")
    assert capsys.readouterr().out.startswith("1 nights were run. The last was June 23, 2005")


@pytest.mark.parametrize(("asked", "runs"), [("2005-06-22", True), ("2005-06-23", True), ("2005-06-24", False)])
def test_the_command_refuses_a_day_that_has_not_come_on_the_clock_of_the_site(held, settings, asked, runs):
    settings.TRAINING_DAY = date(2005, 6, 23)
    if runs:
        call_command("flag_deadlines", on=asked)
        assert NightlyRun.objects.get().day.isoformat() == asked
        return
    with pytest.raises(
        CommandError, match="June 24, 2005 has not come: this site takes today to be June 23"
    ) as refused:
        call_command("flag_deadlines", on=asked)
    assert refused.value.returncode == 1
    assert not NightlyRun.objects.exists()
    assert not Flag.unscoped.exists()


def statements(cast, positions: range, *, on: date = date(2005, 6, 23)) -> int:
    for number in positions:
        PlacedPositionFactory(department=cast.agriculture, number=f"AG-{number:03d}")
    Flag.unscoped.all().delete()
    NightlyRun.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        nightly.catch_up(until=on)
    return len(asked)


def test_the_statements_of_a_night_do_not_grow_with_the_positions(cast):
    Roster.lock(DEFAULT_PLAN)
    few = statements(cast, range(3))
    assert few == statements(cast, range(3, 60)) <= 40
    assert Flag.unscoped.filter(due_on=JUNE_30).count() >= 60


def test_nor_do_those_of_july_first_when_nobody_has_signed(cast):
    Roster.lock(DEFAULT_PLAN)
    Chain.objects.get_or_create(pk=1)
    july_1 = date(2005, 7, 1)
    few = statements(cast, range(3), on=july_1)
    assert few == statements(cast, range(3, 60), on=july_1) <= 40
    assert Removal.unscoped.filter(opened_on=july_1, state="proposed").count() == 60
    assert Event.unscoped.filter(kind="removal", verb="propose").count() == 60
    assert events.breaks() == []


# --- never met


def flag_of(duty: str) -> Flag:
    return Flag.unscoped.get(duty=duty)


def test_a_contract_that_was_not_signed_in_its_whole_year_was_never_met(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=date(2004, 9, 10))
    night(date(2004, 10, 20))
    night(JUNE_30)
    found = flag_of("contract-after-movement")
    assert (found.settled_on, found.days_late(JUNE_30)) == (None, 263)
    night(date(2005, 7, 1))
    found.refresh_from_db()
    assert (found.settled_on, found.is_met, found.is_missed) == (date(2005, 7, 1), False, True)
    assert found.settled_how == "It was not met, and its time is over."


@pytest.mark.parametrize(("left_on", "missed"), [(date(2005, 6, 29), False), (date(2005, 7, 1), True)])
def test_who_leaves_after_the_last_day_leaves_a_duty_that_was_never_met(held, left_on, missed):
    night(date(2005, 6, 1))
    night(left_on)
    held.incumbencies.update(ends_on=date(2005, 6, 28))
    night(left_on + timedelta(days=1))
    found = contract_of_2005()
    assert (found.settled_on, found.is_met, found.is_missed) == (left_on + timedelta(days=1), False, missed)


def test_a_day_that_was_recorded_wrongly_leaves_nothing_unmet(cast):
    """The hire is corrected: what was owed by the wrong day falls away, and is owed by the right one."""
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=date(2004, 9, 10))
    night(date(2004, 10, 20))
    wrong = flag_of("contract-after-movement")
    position.incumbencies.update(starts_on=date(2004, 10, 12))
    night(date(2004, 10, 21))
    wrong.refresh_from_db()
    assert (wrong.settled_how, wrong.is_missed) == ("It is no longer owed.", False)
    assert Flag.unscoped.get(settled_on=None, duty="contract-after-movement").due_on == date(2004, 11, 11)
