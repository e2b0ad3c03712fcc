"""We recorded it wrongly: corrected, with the old values kept, and never against what is signed or decided."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from accounts.acting import OfficeNotHeld, StepRefused
from positions import corrections, history, leaving, transfers
from positions.models import Correction, Designation, FteCount, Incumbency, Placement
from records.models import Event, Message
from tests.cast import person
from tests.factories import IncumbencyFactory, PlacementFactory, SignedContractFactory, VacantPositionFactory
from tests.positions import scenes
from tests.positions.scenes import DAY

SINCE = date(2004, 7, 1)
WRONG = "The letter of July says otherwise."


def correct(placement, cast, starts_on, *, by=None, reason=WRONG):
    return corrections.correct_placement(placement, starts_on=starts_on, reason=reason, by=by or cast.hr, on=DAY)


@pytest.fixture
def placement(cast):
    """A placement of Agriculture since July 1, 2004, brought over."""
    return Placement.unscoped.get(position=scenes.fill(cast.agriculture, 1)[0])


def test_the_first_day_in_the_ses_is_corrected_and_the_old_one_is_kept(cast, placement):
    made = correct(placement, cast, date(2004, 8, 1))
    placement.refresh_from_db()
    assert placement.starts_on == date(2004, 8, 1)
    assert (made.was, made.became) == ({"starts_on": "2004-07-01"}, {"starts_on": "2004-08-01"})
    event = Event.unscoped.about(made).get()
    assert "corrected from July 1, 2004 to August 1, 2004" in event.words
    assert (event.verb, event.facts["reason"]) == ("correct_placement", WRONG)
    assert Message.unscoped.get(to=cast.reviewer).subject.startswith("Corrected")


def test_a_day_set_far_ahead_by_a_slip_is_corrected_to_the_one_meant(cast):
    nomination = scenes.approved(cast)
    made = Placement.unscoped.create(
        position=nomination.position, department=cast.agriculture, nomination=nomination, starts_on=date(2104, 10, 1)
    )
    correct(made, cast, date(2004, 10, 1))
    made.refresh_from_db()
    assert made.starts_on == date(2004, 10, 1)


@pytest.mark.parametrize(
    "who", ["superior", "executive", "other_director", "reviewer", "personnel_director", "auditor"]
)
def test_only_the_department_corrects(cast, placement, who):
    with pytest.raises(OfficeNotHeld):
        correct(placement, cast, date(2004, 8, 1), by=getattr(cast, who))


@pytest.mark.parametrize(
    ("starts_on", "reason", "words"),
    [(SINCE, WRONG, "Nothing is different"), (date(2004, 8, 1), " ", "Write what was wrong")],
)
def test_a_correction_changes_something_and_says_why(cast, placement, starts_on, reason, words):
    with pytest.raises(StepRefused, match=f"{words}.*Rule CO-NOM-7"):
        correct(placement, cast, starts_on, reason=reason)
    assert not Correction.unscoped.exists()


@pytest.mark.parametrize(("starts_on", "may"), [(date(2004, 8, 31), False), (DAY, True), (date(2004, 9, 2), True)])
def test_a_placement_is_never_corrected_to_before_its_approval(cast, starts_on, may):
    nomination = scenes.approved(cast)  # on September 1
    made = Placement.unscoped.create(
        position=nomination.position, department=cast.agriculture, nomination=nomination, starts_on=date(2004, 12, 1)
    )
    if may:
        assert correct(made, cast, starts_on).pk
    else:
        with pytest.raises(StepRefused, match=r"\(CO-NOM-7\)"):
            correct(made, cast, starts_on)


@pytest.mark.parametrize(("starts_on", "may"), [(date(2004, 6, 30), False), (date(2004, 7, 1), True)])
def test_the_caps_are_counted_anew_on_every_day_that_is_taken(cast, starts_on, may):
    """Agriculture may have 3. Three others stand until June 30; the fourth came on August 1."""
    scenes.fill(cast.agriculture, 1, starts_on=date(2004, 5, 3), ends_on=date(2004, 6, 30), prefix="A")
    scenes.fill(cast.agriculture, 2, starts_on=date(2004, 5, 3), prefix="B")
    [late] = scenes.fill(cast.agriculture, 1, starts_on=date(2004, 8, 1), prefix="C")
    made = Placement.unscoped.get(position=late)
    if may:
        assert correct(made, cast, starts_on).pk
    else:
        with pytest.raises(StepRefused, match=r"CO-CAP-2"):
            correct(made, cast, starts_on)


@pytest.mark.parametrize("starts_on", [date(1998, 1, 1), date(2004, 4, 30), date(2004, 5, 1), date(2004, 5, 2)])
def test_a_first_day_before_the_rules_is_corrected_to_and_the_caps_are_counted_from_may_1_2004_on(cast, starts_on):
    [placement, *_others] = [Placement.unscoped.get(position=each) for each in scenes.fill(cast.agriculture, 3)]
    others = Placement.unscoped.filter(department=cast.agriculture).exclude(pk=placement.pk)
    FteCount.unscoped.create(department=cast.agriculture, fiscal_year=2003, fte=Decimal("250"), source="Report")
    others.update(starts_on=date(2003, 7, 1))
    with pytest.raises(StepRefused, match="may have 2 SES positions"):
        correct(placement, cast, starts_on)
    FteCount.unscoped.create(department=cast.agriculture, fiscal_year=2003, fte=Decimal("300"), source="Recount")
    correct(placement, cast, starts_on)
    placement.refresh_from_db()
    assert placement.starts_on == starts_on


def test_the_limit_of_the_state_is_counted_anew_too(cast):
    scenes.fill(scenes.other_departments(1)[0], 125, starts_on=date(2004, 5, 3), ends_on=date(2004, 6, 30))
    [late] = scenes.fill(cast.agriculture, 1)
    with pytest.raises(StepRefused, match=r"CO-CAP-1"):
        correct(Placement.unscoped.get(position=late), cast, date(2004, 6, 30))


def test_a_later_first_day_needs_no_room(cast):
    scenes.fill(cast.agriculture, 4)  # one more than the department may have, brought over
    made = Placement.unscoped.order_by("pk").last()
    assert correct(made, cast, date(2004, 8, 1)).pk


@pytest.mark.parametrize(("starts_on", "may"), [(date(2004, 8, 1), True), (date(2004, 8, 2), False)])
def test_a_first_day_does_not_pass_the_holders(cast, placement, starts_on, may):
    IncumbencyFactory(position=placement.position, starts_on=date(2004, 8, 1))
    if may:
        assert correct(placement, cast, starts_on).pk
    else:
        with pytest.raises(StepRefused, match="holds it from August 1, 2004"):
            correct(placement, cast, starts_on)


def test_a_first_day_stays_after_an_earlier_placement(cast, placement):
    PlacementFactory(position=placement.position, starts_on=date(2004, 5, 3), ends_on=date(2004, 5, 31))
    with pytest.raises(StepRefused, match="earlier placement"):
        correct(placement, cast, date(2004, 5, 31))
    assert correct(placement, cast, date(2004, 6, 1)).pk


def test_a_signed_contract_keeps_its_position_in_the_ses_and_its_executive_in_it(cast):
    contract = SignedContractFactory(cast=cast)  # from July 1, 2004
    held = Incumbency.unscoped.get(position=contract.position)
    placement = Placement.unscoped.get(position=contract.position)
    with pytest.raises(StepRefused, match=r"signed contract of Eve Executive from July 1, 2004"):
        fix(held, cast, starts_on=date(2004, 7, 2))
    fix(held, cast, starts_on=SINCE)
    Incumbency.unscoped.filter(pk=held.pk).update(starts_on=date(2004, 5, 2))  # as one brought over
    with pytest.raises(StepRefused, match=r"signed contract.*not in the SES"):
        correct(placement, cast, date(2004, 7, 2))
    assert correct(placement, cast, SINCE).pk


# --- appointments


@pytest.fixture
def held(cast, placement):
    """The executive's appointment since August 1, 2004."""
    return IncumbencyFactory(position=placement.position, person=cast.executive, starts_on=date(2004, 8, 1))


def fix(held, cast, *, by=None, reason=WRONG, **facts):
    return corrections.correct_appointment(held, reason=reason, by=by or cast.hr, on=DAY, **facts)


def test_facts_are_corrected_and_both_values_are_told(cast, held):
    made = fix(held, cast, is_certified=True, previously_certified_class="Analyst IV", method="selection")
    held.refresh_from_db()
    assert (held.is_certified, held.previously_certified_class) == (True, "Analyst IV")
    words = Event.unscoped.about(made).get().words
    assert "certified from none to yes" in words
    assert "previously certified class from none to “Analyst IV”" in words
    assert set(made.was) == {"is_certified", "previously_certified_class"}


@pytest.mark.parametrize(("starts_on", "may"), [(date(2004, 6, 30), False), (SINCE, True), (date(2004, 7, 2), True)])
def test_the_first_day_is_in_the_ses(cast, held, starts_on, may):
    if may:
        assert fix(held, cast, starts_on=starts_on).pk
    else:
        with pytest.raises(StepRefused, match=r"not in the SES.*CO-APT-1"):
            fix(held, cast, starts_on=starts_on)


def test_days_never_come_to_overlap(cast, held):
    IncumbencyFactory(position=held.position, starts_on=SINCE, ends_on=date(2004, 7, 31))
    with pytest.raises(StepRefused, match=r"holds this position.*\(CO-APT-1\)"):
        fix(held, cast, starts_on=date(2004, 7, 31))


def test_an_unlawful_way_of_filling_is_not_corrected_to(cast, held):
    with pytest.raises(StepRefused, match="CO-APT-4"):
        fix(held, cast, method="promotion", is_encumbered=True)
    with pytest.raises(StepRefused, match="CO-APT-2"):
        fix(held, cast, method="whim")


def test_a_last_day_is_corrected_but_never_set_by_a_correction(cast, held):
    with pytest.raises(StepRefused, match="End the appointment instead"):
        fix(held, cast, ends_on=date(2004, 9, 30))
    leaving.end(held, way="resignation", ends_on=date(2004, 9, 30), by=cast.hr, on=DAY)
    fix(held, cast, ends_on=date(2004, 10, 31))
    held.refresh_from_db()
    assert (held.ends_on, held.state) == (date(2004, 10, 31), "ended")


def test_without_its_last_day_the_appointment_is_current_again(cast, held):
    leaving.end(held, way="resignation", ends_on=date(2004, 9, 30), by=cast.hr, on=DAY)
    fix(held, cast, ends_on=None)
    held.refresh_from_db()
    assert (held.ends_on, held.state, held.ended_by) == (None, "current", "")
    assert [event.verb for event in Event.unscoped.about(held)] == ["reopen", "end"]


def test_nobody_comes_back_where_somebody_else_is(cast, held):
    leaving.end(held, way="resignation", ends_on=date(2004, 9, 30), by=cast.hr, on=DAY)
    IncumbencyFactory(position=held.position, starts_on=date(2004, 10, 1))
    with pytest.raises(StepRefused, match="holds this position"):
        fix(held, cast, ends_on=None)


def test_the_days_of_a_transfer_were_decided_and_stay(cast, held):
    vacant = VacantPositionFactory(department=cast.agriculture)
    asked = transfers.request(vacant, person=cast.executive, starts_on=date(2004, 10, 1), by=cast.hr, on=DAY)
    made = transfers.approve(asked, by=cast.director, on=DAY)
    held.refresh_from_db()
    with pytest.raises(StepRefused, match="approved a transfer"):
        fix(made, cast, starts_on=date(2004, 10, 2))
    with pytest.raises(StepRefused, match="follows from how it ended"):
        fix(held, cast, ends_on=date(2004, 9, 29))
    assert fix(made, cast, is_certified=False).pk


def test_the_person_and_the_position_are_not_corrected(cast, held):
    with pytest.raises(ValueError, match="Not to be corrected: person"):
        fix(held, cast, person=person("Some Body"))


def test_a_correction_stays_as_it_was_made(cast, held):
    fix(held, cast, is_certified=False)
    with pytest.raises(DatabaseError, match="kept row"), transaction.atomic():
        Correction.unscoped.update(reason="Another.")
    with pytest.raises(DatabaseError, match="kept row"), transaction.atomic():
        Correction.unscoped.all()._raw_delete("default")


# --- titles


def named(position, day):
    return history.designated(position, on=day)


def rename(position, cast, title, starts_on, *, by=None, reason="Reorganized."):
    return history.rename(
        position, title=title, division="North", starts_on=starts_on, reason=reason, by=by or cast.hr, on=DAY
    )


def test_a_title_holds_from_its_day_on_and_the_old_one_before(cast, placement):
    position = placement.position
    rename(position, cast, "Chief of Markets", date(2004, 8, 1))
    rename(position, cast, "Head of Markets", date(2004, 10, 1))
    assert named(position, date(2004, 7, 31)) == ("Senior Director 1", "")
    assert named(position, date(2004, 8, 1)) == named(position, date(2004, 9, 30)) == ("Chief of Markets", "North")
    assert named(position, date(2004, 10, 1)) == ("Head of Markets", "North")
    assert position.title == "Chief of Markets"


def test_a_title_of_a_later_day_takes_hold_on_it(cast, placement):
    rename(placement.position, cast, "Head of Markets", date(2004, 10, 1))
    assert history.take_hold(on=date(2004, 9, 30)) == 0
    assert history.take_hold(on=date(2004, 10, 1)) == 1
    assert history.take_hold(on=date(2004, 10, 1)) == 0
    placement.position.refresh_from_db()
    assert placement.position.title == "Head of Markets"


def test_a_change_changes_something_once_a_day_and_says_why(cast, placement):
    position = placement.position
    rename(position, cast, "Chief", DAY)
    with pytest.raises(StepRefused, match="recorded already"):
        rename(position, cast, "Head", DAY)
    with pytest.raises(StepRefused, match=r"called so already.*CO-NOM-2"):
        rename(position, cast, "Chief", date(2004, 9, 2))
    with pytest.raises(StepRefused, match="Write why"):
        rename(position, cast, "Head", date(2004, 9, 2), reason="")
    with pytest.raises(OfficeNotHeld):
        rename(position, cast, "Head", date(2004, 9, 2), by=cast.superior)


def test_a_wrong_title_is_corrected_and_stays_in_the_history(cast, placement):
    position = placement.position
    wrong = rename(position, cast, "Cheif", date(2004, 8, 1))
    facts = {"title": "Chief", "division": "North", "starts_on": date(2004, 7, 15), "reason": "A slip."}
    right = corrections.correct_title(wrong, **facts, by=cast.hr, on=DAY)
    assert (right.corrects, right.before_title) == (wrong, "Senior Director 1")
    assert named(position, date(2004, 7, 15)) == ("Chief", "North")
    assert named(position, date(2004, 7, 14)) == ("Senior Director 1", "")
    assert position.title == "Chief" or named(position, DAY)[0] == "Chief"
    assert Designation.unscoped.count() == 2
    with pytest.raises(StepRefused, match="corrected already"):
        corrections.correct_title(wrong, **facts, by=cast.hr, on=DAY)
    with pytest.raises(DatabaseError, match="kept row"), transaction.atomic():
        Designation.unscoped.filter(pk=wrong.pk).update(title="Other")
