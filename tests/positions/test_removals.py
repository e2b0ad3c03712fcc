"""A position leaves the SES by review or without its director's support: who, from which day, at which pay."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction

from accounts.acting import OfficeNotHeld, StepRefused
from positions import capacity, lids, removals, validators, workflow
from positions.models import Incumbency, Letter, Placement, RegularLid, Removal
from records import files
from records.models import Event, Message
from tests.cast import holds
from tests.pdf import reading
from tests.positions import removal_scenes as begun
from tests.positions import scenes
from tests.positions.removal_scenes import LAST_DAY
from tests.positions.scenes import DAY

JULY_1 = date(2005, 7, 1)


def fresh(removal):
    return Removal.unscoped.select_related("position", "placement", "department", "person").get(pk=removal.pk)


def events(removal):
    return list(Event.unscoped.about(removal).values_list("verb", "end").order_by("number"))


ACTS = {
    "ask": lambda r, by: removals.ask(r, question="Why?", by=by, on=DAY),
    "answer": lambda r, by: removals.answer(r, text="Because.", by=by, on=DAY),
    "keep": lambda r, by: removals.keep(r, reason="It is needed.", by=by, on=DAY),
    "support": lambda r, by: removals.keep(r, reason="Needed again.", by=by, on=DAY),
    "order": lambda r, by: removals.order(r, last_day=LAST_DAY, reason="Too small.", by=by, on=DAY),
    "set_salary": lambda r, by: removals.set_salary(r, monthly_salary=Decimal("8610"), by=by, on=DAY),
}
LAWFUL = [
    ("ask", begun.reviewing, {"personnel_director"}, "asked"),
    ("answer", begun.asked, {"director"}, "reviewing"),
    ("keep", begun.reviewing, {"personnel_director"}, "kept"),
    ("keep", begun.asked, {"personnel_director"}, "kept"),
    ("order", begun.reviewing, {"personnel_director"}, "ordered"),
    ("order", begun.unsupported, {"personnel_director", "reviewer"}, "ordered"),
    ("support", begun.unsupported, {"director"}, "kept"),
    ("set_salary", begun.ordered, {"director"}, "converted"),
]
EVERYBODY = {
    "director", "hr", "superior", "executive", "other_director", "other_hr", "reviewer", "personnel_director",
    "auditor", "administrator", "stranger",
}  # fmt: skip


@pytest.mark.parametrize(("verb", "scene", "offices", "end"), LAWFUL)
def test_each_act_works_for_its_offices_once_and_leaves_its_event(cast, verb, scene, offices, end):
    begun.lid(cast)
    removal = scene(cast)
    for who in sorted(offices)[:1]:
        ACTS[verb](removal, getattr(cast, who))
        assert fresh(removal).state == end
        assert events(removal)[-1] == (verb, end)
        with pytest.raises(StepRefused, match="not possible"):
            ACTS[verb](fresh(removal), getattr(cast, who))


@pytest.mark.parametrize(("verb", "scene", "offices", "end"), LAWFUL)
def test_nobody_else_takes_the_step(cast, verb, scene, offices, end):
    begun.lid(cast)
    removal = scene(cast)
    before = removal.state
    for who in sorted(EVERYBODY - offices):
        with pytest.raises(OfficeNotHeld, match=r"CO-(REM|PAY)-\d"):
            ACTS[verb](removal, getattr(cast, who))
    assert fresh(removal).state == before


@pytest.mark.parametrize(("verb", "scene", "offices", "end"), LAWFUL[:-1])
def test_each_act_needs_its_words(cast, verb, scene, offices, end):
    blank = {
        "ask": lambda r, by: removals.ask(r, question=" ", by=by, on=DAY),
        "answer": lambda r, by: removals.answer(r, text=" ", by=by, on=DAY),
        "order": lambda r, by: removals.order(r, last_day=LAST_DAY, reason=" ", by=by, on=DAY),
    }
    act = blank.get(verb, lambda r, by: removals.keep(r, reason=" ", by=by, on=DAY))
    with pytest.raises(StepRefused, match=r"Write .*CO-REM-\d"):
        act(scene(cast), getattr(cast, min(offices)))


# --- beginning ---


def test_co_rem_1_the_state_personnel_director_reviews_any_position_at_any_time(cast):
    removal = begun.reviewing(cast)
    assert (removal.state, removal.cause) == ("reviewing", "review")
    told = {m.to for m in Message.unscoped.filter(key__startswith=f"removal/{removal.pk}/")}
    assert told == {cast.personnel_director, cast.reviewer, cast.director, cast.hr}


@pytest.mark.parametrize("who", sorted(EVERYBODY - {"personnel_director"}))
def test_co_rem_1_nobody_else_begins_a_review(cast, who):
    with pytest.raises(OfficeNotHeld, match="CO-REM-1"):
        removals.review(begun.vacant(cast), reason="x", by=getattr(cast, who), on=DAY)


@pytest.mark.parametrize("who", sorted(EVERYBODY - {"director"}))
def test_co_rem_2_nobody_but_the_director_withdraws_support(cast, who):
    with pytest.raises(OfficeNotHeld, match="CO-REM-2"):
        removals.withdraw_support(begun.vacant(cast), reason="x", by=getattr(cast, who), on=DAY)


def test_co_rem_2_dpa_dhr_is_told_when_support_is_withdrawn(cast):
    removal = begun.unsupported(cast)
    told = {m.to for m in Message.unscoped.filter(key__startswith=f"removal/{removal.pk}/")}
    assert {cast.reviewer, cast.personnel_director} <= told


def test_a_position_has_one_removal_at_a_time(cast):
    removal = begun.reviewing(cast)
    with pytest.raises(StepRefused, match="already.*CO-REM-2"):
        begun.unsupported(cast, removal.position)
    removals.keep(removal, reason="Needed.", by=cast.personnel_director, on=DAY)
    assert begun.unsupported(cast, removal.position).state == "unsupported"


@pytest.mark.parametrize(
    ("first", "last", "can"),
    [
        (DAY + timedelta(days=1), None, False),
        (DAY, None, True),
        (date(2004, 7, 1), DAY - timedelta(days=1), False),
        (date(2004, 7, 1), DAY, False),
    ],
)
def test_only_a_position_that_is_in_the_ses_and_not_leaving_is_reviewed(cast, first, last, can):
    [position] = scenes.fill(cast.agriculture, 1, starts_on=first, ends_on=last)
    if can:
        assert begun.reviewing(cast, position).pk
    else:
        with pytest.raises(StepRefused, match="CO-REM-1"):
            begun.reviewing(cast, position)


# --- ordering ---


def test_co_rem_2_the_place_is_free_from_the_day_after_the_last(cast):
    begun.ordered(cast)
    held = capacity.spans("colorado-ses", ending_from=DAY)
    counted = [capacity.taken(held, on=LAST_DAY + timedelta(days=days)) for days in (-1, 0, 1)]
    assert counted == [1, 1, 0]


def test_co_rem_2_the_incumbent_holds_it_through_the_last_day(cast):
    removal = begun.ordered(cast)
    incumbency = Incumbency.unscoped.get(position=removal.position)
    assert (incumbency.ends_on, incumbency.state, incumbency.ended_by) == (LAST_DAY, "ended", "conversion")
    assert fresh(removal).person == cast.executive
    assert Event.unscoped.about(incumbency).first().verb == "convert"


@pytest.mark.parametrize(
    ("planned", "afterwards"),
    [(date(2005, 3, 31), date(2005, 3, 31)), (LAST_DAY, LAST_DAY), (date(2005, 12, 31), LAST_DAY)],
)
def test_an_earlier_last_day_of_the_incumbent_stays_and_a_later_one_is_brought_forward(cast, planned, afterwards):
    position = begun.held(cast)
    Incumbency.unscoped.filter(position=position).update(ends_on=planned, state="ended")
    begun.ordered(cast, position)
    assert Incumbency.unscoped.get(position=position).ends_on == afterwards


def test_an_acting_incumbent_ends_with_the_position_too_and_takes_no_salary(cast):
    position = begun.vacant(cast)
    Incumbency.unscoped.create(
        position=position, department=cast.agriculture, person=cast.superior, state="current",
        starts_on=date(2004, 7, 1), method="selection", is_acting=True,
    )  # fmt: skip
    removal = begun.ordered(cast, position)
    assert Incumbency.unscoped.get(position=position).ends_on == LAST_DAY
    assert fresh(removal).state == "converted"


def test_the_conversion_of_a_vacant_position_is_done_with_the_order(cast):
    removal = begun.ordered(cast, begun.vacant(cast))
    assert fresh(removal).state == "converted"
    assert events(removal) == [("review", "reviewing"), ("order", "ordered"), ("convert", "converted")]


def test_somebody_appointed_from_a_later_day_is_settled_first(cast):
    position = begun.vacant(cast)
    Incumbency.unscoped.create(
        position=position, department=cast.agriculture, person=cast.executive, state="current",
        starts_on=JULY_1, method="selection",
    )  # fmt: skip
    with pytest.raises(StepRefused, match="July 1, 2005. Settle that first.*CO-REM-2"):
        begun.ordered(cast, position)
    assert Placement.unscoped.get(position=position).ends_on is None


@pytest.mark.parametrize(("days", "can"), [(-1, False), (0, True), (1, True)])
def test_co_rem_2_the_last_day_is_not_before_the_order(cast, days, can):
    removal = begun.reviewing(cast)
    order = {"last_day": DAY + timedelta(days=days), "reason": "x", "by": cast.personnel_director, "on": DAY}
    if can:
        removals.order(removal, **order)
        assert fresh(removal).last_day == order["last_day"]
    else:
        with pytest.raises(StepRefused, match="CO-REM-2"):
            removals.order(removal, **order)


def test_who_acted_for_the_department_does_not_order(cast):
    holds(cast.director, "personnel_director")
    removal = begun.unsupported(cast)
    with pytest.raises(StepRefused, match="took part.*CO-REM-2"):
        removals.order(removal, last_day=LAST_DAY, reason="x", by=cast.director, on=DAY)


def test_co_rem_2_director_hr_dpa_dhr_and_the_incumbent_get_the_letter(cast):
    removal = begun.ordered(cast)
    letter = Letter.unscoped.about(removal).get()
    told = {message.to for message in Message.unscoped.filter(key__startswith=f"letter/{letter.pk}/")}
    assert told == {cast.executive, cast.director, cast.hr, cast.reviewer}
    said = " ".join(reading.pages(files.read(letter.document)))
    for part in ("June 30, 2005", "free from July 1, 2005", "against the criteria of the SES", "Too small.", "appeal"):
        assert part in said
    assert letter in Letter.objects.visible_to(cast.executive, on=DAY)


def test_co_nom_5_the_program_keeps_no_appeal(cast):
    names = {model.__name__ for model in apps.get_app_config("positions").get_models()}
    assert not any("appeal" in name.lower() for name in names)
    removal = begun.ordered(cast)
    with pytest.raises(StepRefused):
        removals.keep(fresh(removal), reason="Appeal.", by=cast.personnel_director, on=DAY)


@pytest.mark.parametrize("state", ["kept", "converted"])
def test_what_is_over_cannot_be_changed_in_the_database(cast, state):
    removal = begun.ordered(cast, begun.vacant(cast)) if state == "converted" else begun.reviewing(cast)
    if state == "kept":
        removals.keep(removal, reason="x", by=cast.personnel_director, on=DAY)
    with pytest.raises(DatabaseError, match="kept row"), transaction.atomic():
        Removal.unscoped.filter(pk=removal.pk).update(reason="Other")


# --- the salary ---


@pytest.mark.parametrize(
    ("salary", "can"), [("8609.99", True), ("8610", True), ("8610.01", False), ("0", False), (None, False)]
)
def test_co_pay_10_the_salary_is_not_above_the_regular_lid(cast, salary, can):
    begun.lid(cast)
    removal = begun.ordered(cast)
    monthly = None if salary is None else Decimal(salary)
    if can:
        removals.set_salary(removal, monthly_salary=monthly, by=cast.director, on=DAY)
        assert (fresh(removal).state, fresh(removal).monthly_salary) == ("converted", monthly)
    else:
        with pytest.raises(StepRefused, match="CO-PAY-10"):
            removals.set_salary(removal, monthly_salary=monthly, by=cast.director, on=DAY)
        assert fresh(removal).state == "ordered"


@pytest.mark.parametrize(("last_day", "can"), [(date(2005, 6, 29), False), (LAST_DAY, True), (JULY_1, True)])
def test_co_pay_10_the_lid_is_that_of_the_first_day_outside_the_ses(cast, last_day, can):
    begun.lid(cast, year=2005)
    removal = begun.ordered(cast, last_day=last_day)
    if can:
        removals.set_salary(removal, monthly_salary=Decimal("8000"), by=cast.director, on=DAY)
    else:
        with pytest.raises(StepRefused, match="No regular lid is recorded for FY 2004-05"):
            removals.set_salary(removal, monthly_salary=Decimal("8000"), by=cast.director, on=DAY)


def test_the_salary_is_in_a_letter_and_in_no_mail(cast):
    begun.lid(cast)
    removal = begun.ordered(cast)
    removals.set_salary(removal, monthly_salary=Decimal("8123"), by=cast.director, on=DAY)
    letter = Letter.unscoped.about(removal).get(letter_kind="conversion salary")
    said = " ".join(reading.pages(files.read(letter.document)))
    assert "$8,123 per month" in said
    assert "$8,610 per month (Pay plan (invented))" in said
    assert not any("8,123" in message.text + message.subject for message in Message.unscoped.all())


@pytest.mark.parametrize("who", ["reviewer", "personnel_director", "administrator"])
def test_the_lid_is_recorded_with_its_source_and_can_be_corrected(cast, who):
    recorded = {"fiscal_year": 2005, "source": "Pay plan", "by": getattr(cast, who), "on": DAY}
    first = lids.record_lid(amount=Decimal("8600"), **recorded)
    with pytest.raises(StepRefused, match="recorded already.*CO-PAY-10"):
        lids.record_lid(amount=Decimal("8600"), **recorded)
    lids.record_lid(amount=Decimal("8610"), **recorded)
    assert lids.of_day("colorado-ses", JULY_1).amount == Decimal("8610")
    assert lids.of_day("colorado-ses", LAST_DAY) is None
    assert Event.unscoped.about(first).get().facts["source"] == "Pay plan"


@pytest.mark.parametrize("who", ["director", "hr", "auditor", "stranger"])
def test_nobody_else_records_a_lid(cast, who):
    with pytest.raises(OfficeNotHeld, match="CO-PAY-10"):
        lids.record_lid(fiscal_year=2005, amount=Decimal(1), source="x", by=getattr(cast, who), on=DAY)


@pytest.mark.parametrize("wrong", [{"amount": Decimal(0)}, {"source": " "}])
def test_a_lid_needs_an_amount_and_a_source(cast, wrong):
    typed = {"fiscal_year": 2005, "amount": Decimal("8610"), "source": "Pay plan"} | wrong
    with pytest.raises(StepRefused, match="CO-PAY-10"):
        lids.record_lid(**typed, by=cast.reviewer, on=DAY)
    assert not RegularLid.objects.exists()


# --- who sees it ---


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_a_removal_is_seen_by_its_department_and_the_state_and_by_the_incumbent_once_ordered(cast, who):
    removal = begun.reviewing(cast)
    always = {"director", "hr", "reviewer", "personnel_director", "auditor"}
    seen = Removal.objects.visible_to(getattr(cast, who), on=DAY)
    assert seen.filter(pk=removal.pk).exists() is (who in always)
    removals.order(removal, last_day=LAST_DAY, reason="x", by=cast.personnel_director, on=DAY)
    assert seen.filter(pk=removal.pk).exists() is (who in always | {"executive"})


# --- the last place of the state ---


def test_a_placement_approved_for_next_month_and_a_removal_on_june_30_are_judged_right_on_every_day(cast):
    """125 places are taken; one is freed on July 1. Not a day earlier can another position enter."""
    scenes.enlarge(cast.agriculture)
    full = scenes.other_departments(1)[0]
    scenes.fill(full, 124)
    leaving = begun.held(cast)
    today = date(2005, 6, 10)
    removal = removals.review(leaving, reason="Reorganized.", by=cast.personnel_director, on=today)
    nomination = scenes.forwarded(cast, on=today, wanted_on=JULY_1)
    decide = {"approve": True, "reason": "Meets every criterion.", "by": cast.personnel_director, "on": today}
    with pytest.raises(StepRefused, match="All 125 places.*CO-CAP-1"):
        workflow.decide(nomination, **decide)
    removals.order(removal, last_day=LAST_DAY, reason="Too small.", by=cast.personnel_director, on=today)
    workflow.decide(nomination, **decide)
    held = capacity.spans("colorado-ses", ending_from=today)
    days = [today + timedelta(days=each) for each in range((date(2005, 7, 31) - today).days)]
    assert {day: capacity.taken(held, on=day) for day in days} == dict.fromkeys(days, 125)
    for day in days:
        found = validators.placement_findings(nomination, placed_on=day, on=today)
        assert [each.code for each in found] == ([] if day >= JULY_1 else ["CO-CAP-1"]), day
    workflow.place(nomination, placed_on=JULY_1, by=cast.hr, on=today)
    assert capacity.taken(capacity.spans("colorado-ses", ending_from=today), on=JULY_1) == 125


# --- an approval that is not used ---


@pytest.mark.parametrize("who", ["director", "personnel_director"])
def test_an_approval_that_is_not_used_can_lapse_and_holds_no_place_any_more(cast, who):
    nomination = scenes.approved(cast)
    assert capacity.taken(capacity.spans("colorado-ses", ending_from=DAY), on=DAY) == 1
    workflow.lapse(nomination, reason="The division was closed.", by=getattr(cast, who), on=DAY)
    nomination.refresh_from_db()
    assert nomination.state == "lapsed"
    assert capacity.taken(capacity.spans("colorado-ses", ending_from=DAY), on=DAY) == 0
    with pytest.raises(StepRefused, match="CO-NOM-7"):
        workflow.place(nomination, placed_on=DAY, by=cast.hr, on=DAY)
    assert scenes.begun(cast, nomination.position.number).pk  # it can be nominated anew


@pytest.mark.parametrize("who", sorted(EVERYBODY - {"director", "personnel_director"}))
def test_nobody_else_lets_an_approval_lapse(cast, who):
    with pytest.raises(OfficeNotHeld, match="CO-NOM-7"):
        workflow.lapse(scenes.approved(cast), reason="x", by=getattr(cast, who), on=DAY)


def test_an_approval_lapses_with_a_reason_and_only_while_it_is_not_used(cast):
    with pytest.raises(StepRefused, match="Write why.*CO-NOM-7"):
        workflow.lapse(scenes.approved(cast), reason=" ", by=cast.director, on=DAY)
    with pytest.raises(StepRefused, match="not possible now"):
        workflow.lapse(scenes.placed(cast, "AG-2"), reason="x", by=cast.director, on=DAY)
