"""The caps at the moment of approval and of placement: the state's and the department's, on every day from then."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.acting import StepRefused
from positions import allotments, capacity, effects, validators, workflow
from positions.models import FteCount, Nomination, Placement
from tests.positions import scenes
from tests.positions.scenes import DAY


def approve(nomination, cast, *, on=DAY):
    workflow.decide(nomination, approve=True, reason="Meets every criterion.", by=cast.personnel_director, on=on)


def place(nomination, cast, *, placed_on, on=DAY):
    return workflow.place(nomination, placed_on=placed_on, by=cast.hr, on=on)


def refused(act, *args, code, **kwargs):
    with pytest.raises(StepRefused, match=code) as refusal:
        act(*args, **kwargs)
    return refusal.value


def fill_the_state(number, **dates):
    [elsewhere] = scenes.other_departments(1)
    scenes.fill(elsewhere, number, **dates)


# --- 125 in the state ---


@pytest.mark.parametrize(("already", "may"), [(123, True), (124, True), (125, False), (126, False)])
def test_125_positions_can_be_in_the_ses_and_no_more(cast, already, may):
    nomination = scenes.forwarded(cast)
    fill_the_state(already)
    if may:
        approve(nomination, cast)
        assert nomination.state == "approved"
    else:
        refusal = refused(approve, nomination, cast, code="CO-CAP-1")
        assert "Nobody may authorize more" in refusal.words
        assert Nomination.unscoped.get(pk=nomination.pk).state == "forwarded"


def test_no_authorization_lifts_the_statewide_cap(cast):
    nomination = scenes.forwarded(cast)
    fill_the_state(125)
    authorize(cast, 5)
    refused(approve, nomination, cast, code="CO-CAP-1")


def test_reading_3_a_vacant_position_still_holds_its_place(cast):
    nomination = scenes.forwarded(cast)
    fill_the_state(125)  # nobody was ever appointed to any of them
    refused(approve, nomination, cast, code="CO-CAP-1")


@pytest.mark.parametrize(
    ("wanted_on", "may"), [(date(2005, 6, 29), False), (date(2005, 6, 30), False), (date(2005, 7, 1), True)]
)
def test_reading_3_a_removal_that_ends_on_june_30_frees_its_place_on_july_1(cast, wanted_on, may):
    nomination = scenes.forwarded(cast, wanted_on=wanted_on)
    fill_the_state(124)
    [leaving] = scenes.fill(cast.revenue, 1, ends_on=date(2005, 6, 30))
    if may:
        approve(nomination, cast)
        assert nomination.reserves_from == wanted_on
    else:
        refused(approve, nomination, cast, code="CO-CAP-1")


def test_reading_3_a_placement_that_starts_next_month_counts_from_that_day(cast):
    fill_the_state(124)
    scenes.fill(cast.revenue, 1, starts_on=date(2004, 10, 1))
    [held] = [capacity.spans("colorado-ses", ending_from=DAY)]
    assert [capacity.taken(held, on=day) for day in (date(2004, 9, 30), date(2004, 10, 1), date(2004, 10, 2))] == [
        124,
        125,
        125,
    ]
    # It would be the 125th today, and the 126th from October 1 on.
    refusal = refused(approve, scenes.forwarded(cast), cast, code="CO-CAP-1")
    assert "October 1, 2004" in refusal.words


def test_reading_3_an_approved_nomination_without_a_date_holds_a_place_from_the_day_of_approval(cast):
    fill_the_state(124)
    first = scenes.forwarded(cast)
    approve(first, cast)
    assert first.reserves_from == DAY
    refused(approve, scenes.forwarded(cast, "AG-2"), cast, code="CO-CAP-1", on=date(2005, 3, 1))


def test_an_approved_nomination_holds_one_place_not_two_when_it_is_placed(cast):
    fill_the_state(124)
    nomination = scenes.approved(cast)
    placement = place(nomination, cast, placed_on=date(2004, 10, 1))
    assert placement.starts_on == date(2004, 10, 1)
    assert capacity.busiest(capacity.spans("colorado-ses", ending_from=DAY), since=DAY) == (date(2004, 10, 1), 125)


def test_a_nomination_approved_for_a_later_day_is_not_placed_into_a_full_ses_before_it(cast):
    nomination = scenes.forwarded(cast, wanted_on=date(2005, 7, 1))
    fill_the_state(124)
    scenes.fill(cast.revenue, 1, ends_on=date(2005, 6, 30))
    approve(nomination, cast)
    refused(place, nomination, cast, placed_on=date(2005, 6, 30), code="CO-CAP-1")
    assert not Placement.unscoped.filter(nomination=nomination).exists()
    place(nomination, cast, placed_on=date(2005, 7, 1))


def test_a_denied_and_a_withdrawn_nomination_hold_no_place(cast):
    fill_the_state(124)
    workflow.decide(scenes.forwarded(cast), approve=False, reason="No.", by=cast.personnel_director, on=DAY)
    workflow.withdraw(scenes.forwarded(cast, "AG-2"), reason="Later.", by=cast.director, on=DAY)
    approve(scenes.forwarded(cast, "AG-3"), cast)


# --- the department's own ---


def count(department, fte, year=2004):
    FteCount.unscoped.create(department=department, fiscal_year=year, fte=Decimal(fte), source="Invented")


def authorize(cast, number, *, starts_on=DAY, department=None):
    return allotments.authorize(
        department or cast.agriculture,
        number=number,
        starts_on=starts_on,
        cause="A new statute.",
        by=cast.personnel_director,
        on=min(starts_on, DAY),
    )


@pytest.mark.parametrize(
    ("fte", "already", "may"),
    [("199.9", 0, True), ("199.9", 1, False), ("200.0", 1, True), ("99.9", 0, False), ("100.0", 0, True)],
)
def test_reading_2_one_position_for_each_full_100_fte(cast, fte, already, may):
    count(cast.agriculture, fte)
    scenes.fill(cast.agriculture, already)
    nomination = scenes.forwarded(cast)
    if may:
        approve(nomination, cast)
    else:
        refused(approve, nomination, cast, code="CO-CAP-2")


@pytest.mark.parametrize(
    ("already", "authorized", "may"),
    [(13, 0, True), (14, 0, True), (15, 0, False), (15, 1, True), (16, 1, False), (16, 2, True)],
)
def test_a_department_has_at_most_15_unless_more_are_authorized(cast, already, authorized, may):
    count(cast.agriculture, "5000.0")
    scenes.fill(cast.agriculture, already)
    if authorized:
        authorize(cast, authorized)
    nomination = scenes.forwarded(cast)
    if may:
        approve(nomination, cast)
    else:
        refusal = refused(approve, nomination, cast, code="CO-CAP-3")
        assert refusal.findings[0].office == "personnel_director"


@pytest.mark.parametrize(
    ("starts_on", "may"), [(date(2004, 8, 31), True), (date(2004, 9, 1), True), (date(2004, 9, 2), False)]
)
def test_an_authorization_counts_from_its_first_day(cast, starts_on, may):
    scenes.fill(cast.agriculture, 3)  # all of its allotment
    authorize(cast, 1, starts_on=starts_on)
    nomination = scenes.forwarded(cast)
    if may:
        approve(nomination, cast)
    else:
        refused(approve, nomination, cast, code="CO-CAP-2")


def test_an_authorization_of_one_department_is_of_no_use_to_another(cast):
    scenes.fill(cast.agriculture, 3)
    authorize(cast, 3, department=cast.revenue)
    refused(approve, scenes.forwarded(cast), cast, code="CO-CAP-2")


def test_reserved_places_count_against_the_department_too(cast):
    scenes.fill(cast.agriculture, 2)
    approve(scenes.forwarded(cast), cast)
    refused(approve, scenes.forwarded(cast, "AG-2"), cast, code="CO-CAP-2")


def test_a_fall_of_the_fte_count_next_july_1_is_seen_today(cast):
    scenes.fill(cast.agriculture, 2)
    count(cast.agriculture, "299.9", year=2005)
    nomination = scenes.forwarded(cast)
    refusal = refused(approve, nomination, cast, code="CO-CAP-2")
    assert "299.9" in refusal.words
    effect = effects.effect(nomination, since=DAY)
    assert (effect.department_on, effect.allowance.allotment, effect.department) == (date(2005, 7, 1), 2, 3)


@pytest.mark.parametrize(
    ("day", "fte"),
    [(date(2005, 6, 30), "332.1"), (date(2005, 7, 1), "299.9"), (date(2005, 7, 2), "299.9")],
)
def test_a_count_holds_for_its_fiscal_year_and_on_until_the_next_one(cast, day, fte):
    count(cast.agriculture, "299.9", year=2005)
    assert capacity.entitlement("colorado-ses", cast.agriculture).fte(day) == Decimal(fte)


def test_without_an_fte_count_nothing_can_be_judged_and_nothing_approved(cast):
    FteCount.unscoped.all().delete()
    refusal = refused(approve, scenes.forwarded(cast), cast, code="CO-CAP-2")
    assert "cannot be judged" in refusal.words


def test_a_place_that_ends_leaves_room_only_after_its_last_day(cast):
    scenes.fill(cast.agriculture, 2)
    scenes.fill(cast.agriculture, 1, ends_on=date(2005, 6, 30), prefix="L")
    refused(approve, scenes.forwarded(cast), cast, code="CO-CAP-2")
    approve(scenes.forwarded(cast, "AG-2", wanted_on=date(2005, 7, 1)), cast)


def test_both_caps_are_told_at_once(cast):
    scenes.fill(cast.agriculture, 3)
    fill_the_state(122)
    nomination = scenes.forwarded(cast)
    refusal = refused(approve, nomination, cast, code="CO-CAP-1")
    assert [finding.code for finding in refusal.findings] == ["CO-CAP-1", "CO-CAP-2"]


def test_what_is_over_the_caps_can_still_be_denied(cast):
    nomination = scenes.forwarded(cast)
    fill_the_state(125)
    workflow.decide(nomination, approve=False, reason="No place.", by=cast.personnel_director, on=DAY)
    assert nomination.state == "denied"


# --- what the page says before anybody decides ---


def test_the_effect_counts_the_position_itself_and_names_the_busiest_day(cast):
    fill_the_state(118)
    scenes.fill(cast.revenue, 2, starts_on=date(2005, 3, 1))
    nomination = scenes.forwarded(cast, wanted_on=date(2005, 1, 1))
    effect = effects.effect(nomination, since=validators.first_day_of_place(nomination, on=DAY))
    assert (effect.statewide_first, effect.statewide, effect.statewide_on) == (119, 121, date(2005, 3, 1))
    assert effect.statewide_words == "119th of 125 on January 1, 2005; at most 121, on March 1, 2005"
    assert effect.department_words == "Allotment 3, authorized 0. It has 0, with this one 1: within what it may have"


def test_the_effect_says_how_many_more_have_to_be_authorized(cast):
    scenes.fill(cast.agriculture, 4)
    effect = effects.effect(scenes.forwarded(cast), since=DAY)
    assert effect.over == 2
    assert effect.department_words.endswith("It has 4, with this one 5: needs 2 more authorized")


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (101, "101st"), (113, "113th")],
)
def test_ordinals_are_written_as_people_say_them(number, words):
    assert effects.ordinal(number) == words


def test_a_day_wanted_in_the_past_is_taken_to_be_today(cast):
    nomination = scenes.forwarded(cast, wanted_on=date(2004, 1, 1))
    assert validators.first_day_of_place(nomination, on=DAY) == DAY
    approve(nomination, cast)
    assert nomination.reserves_from == DAY
