"""Appointing: by the director, on a lawful method, to a vacant position of the SES, and never oneself."""

from datetime import date

import pytest

from accounts.acting import OfficeNotHeld, StepRefused
from positions import appointments, validators, workflow
from positions.models import Incumbency, Placement
from records.models import Event, Message
from tests.positions import scenes
from tests.positions.scenes import DAY


@pytest.fixture
def position(cast):
    """A vacant position of Agriculture, in the SES since July 1, 2004."""
    return scenes.fill(cast.agriculture, 1)[0]


def appoint(position, cast, *, by=None, person=None, starts_on=DAY, on=DAY, **other):
    terms = {
        "method": "selection",
        "merit_basis": "Referral list of August 2004.",
        "is_certified": True,
        "previously_certified_class": "General Professional VII",
    }
    return appointments.appoint(
        position,
        person=person or cast.executive,
        starts_on=starts_on,
        by=by or cast.director,
        on=on,
        **(terms | other),
    )


def codes(event):
    return [finding["code"] for finding in event.facts.get("findings", [])]


def test_the_director_appoints_and_the_person_is_told(cast, position):
    made = appoint(position, cast)
    event = Event.unscoped.about(made).get()
    assert (made.state, made.person, made.starts_on, made.ends_on) == ("current", cast.executive, DAY, None)
    assert (event.verb, event.actor, event.person, codes(event)) == ("appoint", cast.director, cast.executive, [])
    assert Message.unscoped.get(key__startswith="appointed/").to == cast.executive


@pytest.mark.parametrize(
    "who",
    ["hr", "superior", "executive", "other_director", "reviewer", "personnel_director", "administrator", "stranger"],
)
def test_nobody_else_appoints(cast, position, who):
    with pytest.raises(OfficeNotHeld, match="Department director"):
        appoint(position, cast, by=getattr(cast, who), person=cast.other_executive)
    assert not Incumbency.unscoped.exists()


def test_nobody_appoints_themselves(cast, position):
    with pytest.raises(StepRefused, match="Nobody appoints themselves"):
        appoint(position, cast, person=cast.director)


@pytest.mark.parametrize(
    ("starts_on", "may"), [(date(2004, 6, 30), False), (date(2004, 7, 1), True), (date(2004, 7, 2), True)]
)
def test_a_position_is_filled_from_its_first_day_in_the_ses(cast, position, starts_on, may):
    if may:
        assert appoint(position, cast, starts_on=starts_on).starts_on == starts_on
    else:
        with pytest.raises(StepRefused, match="is not in the SES on June 30, 2004"):
            appoint(position, cast, starts_on=starts_on)


@pytest.mark.parametrize(
    ("starts_on", "may"), [(date(2004, 9, 29), True), (date(2004, 9, 30), True), (date(2004, 10, 1), False)]
)
def test_nobody_is_appointed_after_the_position_has_left(cast, position, starts_on, may):
    Placement.unscoped.filter(position=position).update(ends_on=date(2004, 9, 30))
    if may:
        assert appoint(position, cast, starts_on=starts_on).pk
    else:
        with pytest.raises(StepRefused, match="is not in the SES"):
            appoint(position, cast, starts_on=starts_on)


@pytest.mark.parametrize("first", [0, 1])
def test_nobody_is_appointed_to_two_positions_on_the_same_days_whichever_enters_first(cast, first):
    december_1, december_15 = date(2004, 12, 1), date(2004, 12, 15)
    now, later = scenes.fill(cast.agriculture, 2)
    Placement.unscoped.filter(position=later).update(starts_on=december_15)
    terms = [(later, december_15), (now, december_1)]
    if first:
        terms.reverse()
    position, starts_on = terms[0]
    appoint(position, cast, starts_on=starts_on)
    position, starts_on = terms[1]
    with pytest.raises(StepRefused, match=r"holds another SES position.*from December 15, 2004.*\(CO-APT-3\)"):
        appoint(position, cast, starts_on=starts_on)
    assert Incumbency.unscoped.filter(person=cast.executive).count() == 1


def test_somebody_is_appointed_anew_after_their_position_has_left_the_ses(cast, position):
    [other] = scenes.fill(cast.agriculture, 1, prefix="X")
    held = appoint(position, cast)
    Placement.unscoped.filter(position=position).update(ends_on=date(2004, 9, 30))
    with pytest.raises(StepRefused, match="CO-APT-3"):
        appoint(other, cast, starts_on=date(2004, 9, 30))
    assert appoint(other, cast, starts_on=date(2004, 10, 1)).pk != held.pk


def test_a_position_does_not_enter_the_ses_anew_while_its_holder_holds_another(cast, position):
    [other] = scenes.fill(cast.agriculture, 1, prefix="X")
    appoint(position, cast)
    Placement.unscoped.filter(position=position).update(ends_on=date(2004, 9, 30))
    appoint(other, cast, starts_on=date(2004, 10, 1))
    nomination = scenes.approved(cast, position.number, on=date(2004, 10, 4))
    with pytest.raises(StepRefused, match=r"Eve Executive is in .* and holds another SES position.*\(CO-APT-3\)"):
        workflow.place(nomination, placed_on=date(2004, 11, 1), by=cast.director, on=date(2004, 10, 4))


@pytest.mark.parametrize(
    ("starts_on", "may"), [(date(2004, 9, 29), False), (date(2004, 9, 30), False), (date(2004, 10, 1), True)]
)
def test_a_position_can_be_filled_the_day_after_its_holder_leaves(cast, position, starts_on, may):
    appoint(position, cast, starts_on=date(2004, 7, 1))
    Incumbency.unscoped.update(ends_on=date(2004, 9, 30))
    if may:
        assert appoint(position, cast, person=cast.other_executive, starts_on=starts_on).pk
    else:
        with pytest.raises(StepRefused, match="Eve Executive holds this position"):
            appoint(position, cast, person=cast.other_executive, starts_on=starts_on)


def test_appointed_twice_is_refused(cast, position):
    appoint(position, cast)
    with pytest.raises(StepRefused, match="holds this position"):
        appoint(position, cast)
    assert Incumbency.unscoped.count() == 1


def test_a_position_with_somebody_appointed_for_later_is_not_given_to_another_before(cast, position):
    appoint(position, cast, starts_on=date(2004, 12, 1))
    with pytest.raises(StepRefused, match="or later"):
        appoint(position, cast, person=cast.other_executive, starts_on=DAY)


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"method": "whim"}, "CO-APT-2"),
        ({"method": ""}, "CO-APT-2"),
        ({"method": "promotion", "is_encumbered": True}, "CO-APT-4"),
    ],
)
def test_an_unlawful_way_of_filling_is_refused(cast, position, terms, code):
    with pytest.raises(StepRefused, match=code):
        appoint(position, cast, **terms)
    assert not Incumbency.unscoped.exists()


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ({"merit_basis": " "}, ["CO-APT-1"]),
        ({"is_certified": None}, ["CO-APT-6"]),
        ({"previously_certified_class": ""}, ["CO-APT-6"]),
        ({"is_certified": False, "previously_certified_class": ""}, []),
        ({"method": "with_position", "is_encumbered": True}, []),
        ({"method": "selection", "is_encumbered": True}, ["CO-APT-4"]),
        ({"method": "acting", "is_acting": True}, []),
    ],
)
def test_what_is_not_recorded_is_flagged_and_does_not_stop(cast, position, terms, expected):
    made = appoint(position, cast, **terms)
    assert codes(Event.unscoped.about(made).get()) == expected


@pytest.mark.parametrize(
    ("starts_on", "due_on"),
    [
        (date(2004, 7, 10), date(2004, 8, 9)),  # the worked example of reading 10
        (date(2004, 7, 1), date(2004, 7, 31)),
        (date(2004, 4, 30), None),  # before the rules
    ],
)
def test_the_contract_of_a_new_executive_is_due_on_the_thirtieth_day(cast, position, starts_on, due_on):
    assert validators.contract_due_on(appointments.vacancy(position, starts_on=starts_on)) == due_on
