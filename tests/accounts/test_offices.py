"""The administrator's acts on people and offices."""

from datetime import date, timedelta

import pytest

from accounts.acting import StepRefused
from accounts.models import Membership, User
from records import events, offices
from records.models import Event, Message

ON = date(2004, 9, 1)
DAY = timedelta(days=1)


def give(cast, person, office="hr", **more):
    """The administrator records an office in Agriculture, unless another place is named, from September 1 on."""
    terms = {"starts_on": ON, "department": cast.agriculture, **more}
    return offices.record_office(person, office=office, by=cast.administrator, on=ON, **terms)


def test_an_office_counts_from_its_first_to_its_last_day(cast):
    give(cast, cast.stranger, ends_on=ON + 9 * DAY)
    held = {day: cast.stranger.holds("hr", on=day) for day in (ON - DAY, ON, ON + 9 * DAY, ON + 10 * DAY)}
    assert list(held.values()) == [False, True, True, False]


def test_recording_an_office_is_written_down_and_told_to_the_person(cast):
    membership = give(cast, cast.stranger, is_acting=True)
    event = Event.unscoped.about(membership).get()
    assert (event.verb, event.actor, event.person, event.department) == (
        "record",
        cast.administrator,
        cast.stranger,
        cast.agriculture,
    )
    assert event.words == "Recorded Stan Stranger as Acting department HR, Agriculture from September 1, 2004"
    assert Message.unscoped.get(to=cast.stranger).subject == "Your office: Acting department HR, Agriculture"
    assert events.breaks() == []


@pytest.mark.parametrize("who", ["director", "hr", "reviewer", "personnel_director", "auditor", "stranger"])
def test_only_the_administrator_gives_and_takes_offices(cast, who):
    by = getattr(cast, who)
    held = Membership.unscoped.get(user=cast.superior)
    acts = [
        lambda: offices.add_person(name="New Person", email="new@example.org", by=by, on=ON),
        lambda: offices.record_office(
            cast.executive, office="hr", department=cast.agriculture, starts_on=ON, by=by, on=ON
        ),
        lambda: offices.end_office(held, ends_on=ON, by=by, on=ON),
        lambda: offices.withdraw_office(held, by=by, on=ON),
        lambda: offices.correct_person(cast.executive, name="X", email="x@example.org", by=by, on=ON),
        lambda: offices.remove_second_factor(cast.executive, by=by, on=ON),
        lambda: offices.disable(cast.executive, by=by, on=ON),
        lambda: offices.enable(cast.executive, by=by, on=ON),
    ]
    for act in acts:
        with pytest.raises(StepRefused, match="Administrator"):
            act()
    assert Event.unscoped.count() == 0


def test_a_superuser_without_the_office_gives_no_office(cast):
    cast.stranger.is_superuser = cast.stranger.is_staff = True
    cast.stranger.save()
    with pytest.raises(StepRefused):
        offices.record_office(
            cast.executive, office="hr", department=cast.agriculture, starts_on=ON, by=cast.stranger, on=ON
        )


def test_the_administrator_gives_themselves_nothing_and_takes_nothing_from_themselves(cast):
    own = Membership.unscoped.get(user=cast.administrator)
    acts = [
        lambda: give(cast, cast.administrator, "director"),
        lambda: offices.end_office(own, ends_on=ON, by=cast.administrator, on=ON),
        lambda: offices.withdraw_office(own, by=cast.administrator, on=ON),
        lambda: offices.disable(cast.administrator, by=cast.administrator, on=ON),
    ]
    for act in acts:
        with pytest.raises(StepRefused, match="Nobody does this to themselves"):
            act()


def test_a_department_office_names_its_department_and_a_statewide_one_none(cast):
    with pytest.raises(StepRefused, match="choose which"):
        offices.record_office(cast.stranger, office="hr", department=None, starts_on=ON, by=cast.administrator, on=ON)
    with pytest.raises(StepRefused, match="for the whole state"):
        give(cast, cast.stranger, "auditor", department=cast.revenue)
    assert give(cast, cast.stranger, "auditor", department=None).department is None


def test_nobody_is_made_an_employee_by_the_administrator(cast):
    with pytest.raises(StepRefused, match="comes with a contract"):
        give(cast, cast.stranger, "employee")


def test_the_same_office_is_not_held_twice_on_one_day(cast):
    first = give(cast, cast.stranger, ends_on=ON + 9 * DAY)
    with pytest.raises(StepRefused, match="already"):
        give(cast, cast.stranger, starts_on=ON + 9 * DAY)
    assert give(cast, cast.stranger, starts_on=ON + 10 * DAY).pk != first.pk


def test_a_department_has_one_director_and_any_number_of_acting_ones(cast):
    with pytest.raises(StepRefused, match="Dana Director is Department director, Agriculture"):
        give(cast, cast.stranger, "director")
    assert give(cast, cast.stranger, "director", is_acting=True).is_acting
    assert give(cast, cast.executive, "hr").office == "hr"


def test_a_last_day_takes_the_office_away_the_day_after(cast):
    held = Membership.unscoped.get(user=cast.hr)
    offices.end_office(held, ends_on=ON, by=cast.administrator, on=ON)
    assert cast.hr.holds("hr", on=ON)
    assert not cast.hr.holds("hr", on=ON + DAY)


def test_a_last_day_in_the_past_takes_the_office_away_at_once(cast):
    held = Membership.unscoped.select_related("user").get(user=cast.hr)
    offices.end_office(held, ends_on=ON, by=cast.administrator, on=ON)
    offices.end_office(held, ends_on=ON - DAY, by=cast.administrator, on=ON)
    assert not held.user.holds("hr", on=ON)


def test_a_last_day_is_brought_forward_and_never_put_off(cast):
    held = Membership.unscoped.get(user=cast.hr)
    offices.end_office(held, ends_on=ON, by=cast.administrator, on=ON)
    with pytest.raises(StepRefused, match="record it anew"):
        offices.end_office(held, ends_on=ON + DAY, by=cast.administrator, on=ON)


def test_an_office_recorded_by_mistake_is_withdrawn_before_it_begins_and_not_after(cast):
    mistaken = give(cast, cast.stranger, starts_on=ON + DAY)
    offices.withdraw_office(mistaken, by=cast.administrator, on=ON)
    assert not cast.stranger.holds("hr", on=ON + DAY)
    assert give(cast, cast.stranger, starts_on=ON + DAY).state == "recorded"
    with pytest.raises(StepRefused, match="has been held"):
        offices.withdraw_office(Membership.unscoped.get(user=cast.hr), by=cast.administrator, on=ON)


def test_an_office_cannot_end_before_it_begins(cast):
    later = give(cast, cast.stranger, starts_on=ON + DAY)
    with pytest.raises(StepRefused, match="withdraw it"):
        offices.end_office(later, ends_on=ON, by=cast.administrator, on=ON)
    with pytest.raises(StepRefused, match="before the first day"):
        give(cast, cast.executive, ends_on=ON - DAY)


def test_a_new_person_has_no_password_and_no_office(cast):
    person = offices.add_person(name="  New   Person ", email=" New@Example.ORG ", by=cast.administrator, on=ON)
    assert (person.name, person.email, person.has_usable_password()) == ("New Person", "new@example.org", False)
    assert person.memberships_on(ON) == []
    assert Event.unscoped.about(person).get().verb == "add"


def test_a_mail_address_belongs_to_one_person_whatever_its_letters(cast):
    with pytest.raises(StepRefused, match="already a person"):
        offices.add_person(name="Twin", email="HAL.Resources@example.org", by=cast.administrator, on=ON)


def test_who_is_disabled_keeps_their_offices_on_record(cast):
    offices.disable(cast.hr, by=cast.administrator, on=ON)
    assert not User.objects.get(pk=cast.hr.pk).is_active
    assert Membership.unscoped.filter(user=cast.hr).count() == 1
    with pytest.raises(StepRefused, match="already"):
        offices.disable(cast.hr, by=cast.administrator, on=ON)
    offices.enable(cast.hr, by=cast.administrator, on=ON)
    assert User.objects.get(pk=cast.hr.pk).is_active
    assert [event.verb for event in Event.unscoped.about(cast.hr)] == ["enable", "disable"]


def test_a_corrected_mail_address_is_the_one_to_sign_in_with(cast):
    offices.correct_person(cast.hr, name="Hal New", email=" Hal.New@example.org", by=cast.administrator, on=ON)
    kept = User.objects.get(pk=cast.hr.pk)
    assert (kept.name, kept.email, kept.sessions_ended) == ("Hal New", "hal.new@example.org", 1)
    assert Event.unscoped.about(kept).get().facts["email"] == ["hal.resources@example.org", "hal.new@example.org"]
    offices.correct_person(cast.hr, name="Hal Newer", email="hal.new@example.org", by=cast.administrator, on=ON)
    assert User.objects.get(pk=cast.hr.pk).sessions_ended == 1, "a name alone signs nobody out"


@pytest.mark.parametrize(
    ("name", "email", "words"),
    [
        ("Hal Resources", "HAL.RESOURCES@example.org", "Nothing is changed"),
        ("Hal Resources", "Dana.Director@example.org", "already a person"),
    ],
)
def test_a_correction_that_corrects_nothing_or_takes_an_address_is_refused(cast, name, email, words):
    with pytest.raises(StepRefused, match=words):
        offices.correct_person(cast.hr, name=name, email=email, by=cast.administrator, on=ON)
    assert Event.unscoped.count() == 0
