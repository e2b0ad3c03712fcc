"""We recorded it wrongly: corrected, with the old values kept, and never against what is signed or decided."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.acting import OfficeNotHeld, StepRefused
from positions import corrections, history, leaving, removals, transfers
from positions.correction_fits import Days
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


# --- the last day in the SES

LAST = date(2004, 12, 31)


@pytest.fixture
def leaving_placement(cast):
    """A placement of Agriculture from July 1 to December 31, 2004, as a file said."""
    return Placement.unscoped.get(position=scenes.fill(cast.agriculture, 1, ends_on=LAST)[0])


def correct_last(placement, cast, ends_on, *, by=None, **days):
    by = by or cast.hr
    return corrections.correct_placement(placement, ends_on=ends_on, reason=WRONG, by=by, on=DAY, **days)


@pytest.mark.parametrize(
    ("ends_on", "told"),
    [(date(2004, 9, 30), "to September 30, 2004"), (date(2005, 6, 30), "to June 30, 2005"), (None, "to none")],
)
def test_the_last_day_is_corrected_and_the_old_one_is_kept(cast, leaving_placement, ends_on, told):
    made = correct_last(leaving_placement, cast, ends_on)
    leaving_placement.refresh_from_db()
    assert leaving_placement.ends_on == ends_on
    became = ends_on.isoformat() if ends_on else None
    assert (made.was, made.became) == ({"ends_on": "2004-12-31"}, {"ends_on": became})
    assert (
        f"Last day in the SES of {made.position} corrected from December 31, 2004 {told}"
        in Event.unscoped.about(made).get().words
    )


def test_both_days_are_corrected_at_once_and_one_line_tells_it(cast, leaving_placement):
    made = correct_last(leaving_placement, cast, date(2005, 1, 31), starts_on=date(2004, 8, 1))
    words = Event.unscoped.about(made).get().words
    assert words.endswith(
        "corrected from July 1, 2004 to August 1, 2004; last day from December 31, 2004 to January 31, 2005"
    )
    assert set(made.was) == {"starts_on", "ends_on"}


def test_a_correction_that_names_anything_else_is_a_mistake_of_the_program(cast, placement):
    with pytest.raises(ValueError, match="Not to be corrected: position_id"):
        corrections.correct_placement(placement, position_id=1, reason=WRONG, by=cast.hr, on=DAY)


def test_a_last_day_in_the_ses_is_corrected_but_never_set_by_a_correction(cast, placement):
    with pytest.raises(StepRefused, match=r"No last day is set.*Rule CO-NOM-7"):
        correct_last(placement, cast, LAST)


@pytest.mark.parametrize(("ends_on", "may"), [(date(2004, 6, 30), False), (SINCE, True)])
def test_a_last_day_is_not_before_the_first(cast, leaving_placement, ends_on, may):
    if may:
        assert correct_last(leaving_placement, cast, ends_on).pk
    else:
        with pytest.raises(StepRefused, match=r"The last day in the SES is June 30, 2004"):
            correct_last(leaving_placement, cast, ends_on)


@pytest.mark.parametrize("ends_on", [date(2004, 11, 30), date(2005, 6, 30), None])
def test_co_rem_2_a_last_day_that_a_conversion_has_set_stays_and_the_refusal_names_the_act(cast, placement, ends_on):
    removal = removals.review(placement.position, reason="Too small.", by=cast.personnel_director, on=DAY)
    removals.order(removal, last_day=LAST, reason="Too small.", by=cast.personnel_director, on=DAY)
    with pytest.raises(StepRefused, match="set by the conversion to the Management plan ordered on September 1, 2004"):
        correct_last(placement, cast, ends_on)
    placement.refresh_from_db()
    assert placement.ends_on == LAST
    assert correct(placement, cast, date(2004, 8, 1)).pk


@pytest.mark.parametrize(
    ("ends_on", "may"),
    [(date(2005, 1, 31), True), (date(2005, 2, 1), False), (date(2005, 3, 31), False), (None, False)],
)
def test_co_cap_2_the_caps_are_counted_anew_on_every_day_after_the_old_last_day(cast, leaving_placement, ends_on, may):
    """Agriculture may have 3: two others are there, a third comes on February 1, 2005."""
    scenes.fill(cast.agriculture, 2, prefix="B")
    scenes.fill(cast.agriculture, 1, starts_on=date(2005, 2, 1), prefix="C")
    if may:
        assert correct_last(leaving_placement, cast, ends_on).pk
    else:
        with pytest.raises(StepRefused, match="CO-CAP-2"):
            correct_last(leaving_placement, cast, ends_on)


@pytest.mark.parametrize(("others", "may"), [(123, True), (124, True), (125, False)])
def test_co_cap_1_the_limit_of_the_state_holds_on_the_days_that_are_taken_anew(cast, leaving_placement, others, may):
    scenes.fill(scenes.other_departments(1)[0], others, starts_on=date(2005, 1, 1))
    if may:
        assert correct_last(leaving_placement, cast, None).pk
    else:
        with pytest.raises(StepRefused, match="CO-CAP-1"):
            correct_last(leaving_placement, cast, date(2005, 1, 1))


def test_an_earlier_last_day_needs_no_room(cast, leaving_placement):
    scenes.fill(cast.agriculture, 4, prefix="B")  # two more than the department may have, brought over
    assert correct_last(leaving_placement, cast, date(2004, 11, 30)).pk


@pytest.mark.parametrize(
    ("held", "words"),
    [
        ({"starts_on": SINCE, "ends_on": date(2004, 12, 15)}, "holds it until December 15, 2004"),
        ({"starts_on": date(2004, 12, 1), "ends_on": None}, "holds it from December 1, 2004"),
    ],
)
@pytest.mark.parametrize(("ends_on", "may"), [(date(2004, 11, 30), False), (date(2004, 12, 15), True)])
def test_a_last_day_does_not_pass_the_holders(cast, leaving_placement, held, words, ends_on, may):
    IncumbencyFactory(position=leaving_placement.position, **held)
    if may:
        assert correct_last(leaving_placement, cast, ends_on).pk
    else:
        with pytest.raises(StepRefused, match=words):
            correct_last(leaving_placement, cast, ends_on)


@pytest.mark.parametrize(("ends_on", "may"), [(date(2005, 1, 31), True), (date(2005, 2, 1), False), (None, False)])
def test_a_last_day_stays_before_a_later_placement(cast, leaving_placement, ends_on, may):
    PlacementFactory(position=leaving_placement.position, starts_on=date(2005, 2, 1))
    if may:
        assert correct_last(leaving_placement, cast, ends_on).pk
    else:
        with pytest.raises(StepRefused, match="in the SES again from February 1, 2005"):
            correct_last(leaving_placement, cast, ends_on)


def test_a_position_that_is_nominated_anew_does_not_stay_longer_by_a_correction(cast):
    nomination = scenes.submitted(cast)
    made = PlacementFactory(position=nomination.position, starts_on=date(2004, 5, 3), ends_on=date(2004, 6, 30))
    with pytest.raises(StepRefused, match="nominated anew"):
        correct_last(made, cast, date(2004, 7, 31))
    assert correct_last(made, cast, date(2004, 5, 31)).pk


def test_a_signed_contract_keeps_its_position_in_the_ses_at_the_other_end_too(cast):
    contract = SignedContractFactory(cast=cast)  # from July 1, 2004
    placement = Placement.unscoped.get(position=contract.position)
    Incumbency.unscoped.filter(position=contract.position).update(starts_on=date(2004, 5, 3))
    Placement.unscoped.filter(pk=placement.pk).update(starts_on=date(2004, 5, 3), ends_on=LAST)
    with pytest.raises(StepRefused, match=r"signed contract.*not in the SES"):
        correct_last(placement, cast, date(2004, 6, 30))
    assert correct_last(placement, cast, SINCE).pk


def test_a_transfer_that_waits_keeps_its_day_in_the_ses(cast, leaving_placement):
    IncumbencyFactory(position=VacantPositionFactory(department=cast.agriculture), person=cast.executive)
    transfers.request(
        leaving_placement.position, person=cast.executive, starts_on=date(2004, 12, 1), by=cast.hr, on=DAY
    )
    with pytest.raises(StepRefused, match="waits for approval and begins on December 1, 2004"):
        correct_last(leaving_placement, cast, date(2004, 11, 30))
    assert correct_last(leaving_placement, cast, date(2004, 12, 1)).pk


@pytest.mark.parametrize(
    ("new", "gained", "lost"),
    [
        ((1, 31), [], []),
        ((5, 31), [], [(1, 4)]),
        ((1, 20), [], [(21, 31)]),
        ((5, 20), [], [(1, 4), (21, 31)]),
        ((1, None), [(32, None)], []),
        ((40, 50), [(40, 50)], [(1, 31)]),
    ],
)
def test_the_days_gained_and_lost_by_a_correction(new, gained, lost):
    def days(first, last):
        start = date(2004, 12, 31)
        return Days(start + timedelta(first), None if last is None else start + timedelta(last))

    old = days(1, 31)
    assert days(*new).without(old) == [days(*each) for each in gained]
    assert old.without(days(*new)) == [days(*each) for each in lost]


def test_the_page_offers_the_last_day_only_where_it_can_be_corrected(cast, client, settings, placement):
    settings.TRAINING_DAY = DAY
    client.force_login(cast.hr)
    page = reverse("positions:correct_placement", args=[placement.pk])
    assert "ends_on" not in client.get(page).context["form"].fields
    Placement.unscoped.filter(pk=placement.pk).update(ends_on=LAST)
    typed = {"starts_on": "2004-07-01", "ends_on": "2005-01-31", "reason": WRONG}
    answer = client.post(page, typed, follow=True)
    assert "Corrected: in the SES from July 1, 2004 to January 31, 2005." in answer.content.decode()
    assert "Last day in the SES of" in answer.content.decode()  # the time line says that it was corrected
    Placement.unscoped.filter(pk=placement.pk).update(ends_on=None)
    removal = removals.review(placement.position, reason="Too small.", by=cast.personnel_director, on=DAY)
    removals.order(removal, last_day=LAST, reason="Too small.", by=cast.personnel_director, on=DAY)
    told = client.get(page)
    assert "ends_on" not in told.context["form"].fields
    assert "by the conversion to the Management plan ordered on September 1, 2004; it stays" in told.content.decode()


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


DECIDED = [
    {"way": "dismissal", "cause": "misconduct", "met_on": DAY, "reason": "The finding of August 20."},
    {"way": "layoff", "reason": "The division is closed."},
]


@pytest.mark.parametrize("how", DECIDED, ids=["dismissal", "layoff"])
@pytest.mark.parametrize("ends_on", [date(2004, 9, 15), None])
def test_an_end_that_the_director_decided_is_the_directors_to_correct_and_all_are_told(cast, held, how, ends_on):
    leaving.end(held, ends_on=date(2004, 9, 30), by=cast.director, on=DAY, **how)
    Message.unscoped.all().delete()
    with pytest.raises(OfficeNotHeld, match="CO-APT-5"):
        fix(held, cast, ends_on=ends_on, by=cast.hr)
    held.refresh_from_db()
    assert held.ends_on == date(2004, 9, 30)
    fix(held, cast, ends_on=ends_on, by=cast.director)
    held.refresh_from_db()
    assert held.ends_on == ends_on
    told = Message.unscoped.filter(subject__startswith="The last day of an appointment was corrected")
    assert {each.to_id for each in told} == {cast.executive.pk, cast.director.pk, cast.hr.pk}
    assert ("September 15, 2004" if ends_on else "the appointment goes on") in told[0].text


def test_hr_still_corrects_the_other_facts_of_an_end_that_the_director_decided(cast, held):
    leaving.end(held, ends_on=date(2004, 9, 30), by=cast.director, on=DAY, **DECIDED[0])
    assert fix(held, cast, previously_certified_class="Analyst IV").pk


def test_the_page_offers_the_last_day_to_whose_it_is_to_correct(cast, at, held):
    leaving.end(held, ends_on=date(2004, 9, 30), by=cast.director, on=DAY, **DECIDED[0])
    url = reverse("positions:correct_appointment", args=[held.pk])
    page = at("hr").get(url)
    assert "ends_on" not in page.context["form"].fields
    assert "who alone corrects it" in page.content.decode()
    assert "ends_on" in at("director").get(url).context["form"].fields


def test_a_corrected_plain_end_is_told_to_the_person_too(cast, held):
    leaving.end(held, way="resignation", ends_on=date(2004, 9, 30), by=cast.hr, on=DAY)
    fix(held, cast, ends_on=date(2004, 10, 31))
    assert Message.unscoped.filter(to=cast.executive, subject__contains="was corrected").count() == 1


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
