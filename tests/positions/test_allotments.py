"""What a department may have: its count of FTE and what is additionally authorized, each by the right office."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.acting import OfficeNotHeld, StepRefused
from positions import allotments, authorization_requests, capacity, departments, outlook, validators
from positions.models import Authorization, FteCount
from records.models import Event
from tests.cast import holds
from tests.positions import scenes
from tests.positions.scenes import DAY

NEITHER = ["director", "hr", "superior", "executive", "other_director", "auditor", "stranger"]


def record(cast, fte="410.0", *, by=None, year=2004, source="Staff count of June 30, 2004"):
    return allotments.record_fte(
        cast.agriculture, fiscal_year=year, fte=Decimal(fte), source=source, by=by or cast.reviewer, on=DAY
    )


def authorize(cast, number=1, *, by=None, cause="A new statute.", starts_on=DAY):
    return allotments.authorize(
        cast.agriculture,
        number=number,
        starts_on=starts_on,
        cause=cause,
        by=by or cast.personnel_director,
        on=DAY,
    )


def fte_on(cast, day):
    return capacity.entitlement("colorado-ses", cast.agriculture).fte(day)


@pytest.mark.parametrize("who", ["reviewer", "personnel_director", "administrator"])
def test_dpa_dhr_and_the_administrator_record_a_count_with_its_source(cast, who):
    made = record(cast, by=getattr(cast, who))
    event = Event.unscoped.about(made).get()
    assert (made.state, fte_on(cast, DAY)) == ("recorded", Decimal("410.0"))
    assert (event.verb, event.facts["source"], event.department) == ("record", made.source, cast.agriculture)


@pytest.mark.parametrize("who", NEITHER)
def test_nobody_else_records_a_count(cast, who):
    with pytest.raises(OfficeNotHeld):
        record(cast, by=getattr(cast, who))
    assert FteCount.unscoped.filter(fiscal_year=2004).count() == 0


def test_a_count_without_a_source_is_refused(cast):
    with pytest.raises(StepRefused, match="where the figure comes from"):
        record(cast, source="  ")


def test_a_count_can_be_corrected_and_the_first_one_stays(cast):
    record(cast, "4100.0")
    corrected = record(cast, "410.0")
    assert fte_on(cast, DAY) == Decimal("410.0")
    assert FteCount.unscoped.filter(fiscal_year=2004).count() == 2
    assert (
        Event.unscoped.about(corrected).get().words
        == "Corrected 4100.0 to 410.0 permanent FTE for Agriculture, 2004-05"
    )
    shown = [(count.fte, is_corrected) for count, _year, is_corrected in departments.counts(cast.agriculture)]
    assert shown == [(Decimal("410.0"), False), (Decimal("4100.0"), True), (Decimal("332.1"), False)]


def test_the_same_count_recorded_twice_is_refused(cast):
    record(cast)
    with pytest.raises(StepRefused, match="already recorded"):
        record(cast)


def test_the_state_personnel_director_authorizes_more_and_says_why(cast):
    made = authorize(cast, 2)
    event = Event.unscoped.about(made).get()
    assert (made.state, made.granted_on, made.number) == ("granted", DAY, 2)
    assert (event.verb, event.facts["cause"], event.office) == (
        "authorize",
        "A new statute.",
        "State Personnel Director",
    )
    assert capacity.entitlement("colorado-ses", cast.agriculture).on(DAY).most == 5


def test_the_same_authorized_twice_counts_once_and_another_cause_counts_again(cast):
    authorize(cast)
    with pytest.raises(StepRefused, match="authorized today already"):
        authorize(cast)
    authorize(cast, cause="Another statute.")
    assert capacity.entitlement("colorado-ses", cast.agriculture).authorized(DAY) == 2


@pytest.mark.parametrize("who", [*NEITHER, "reviewer", "administrator"])
def test_nobody_else_authorizes_more(cast, who):
    with pytest.raises(OfficeNotHeld, match="State Personnel Director"):
        authorize(cast, by=getattr(cast, who))
    assert not Authorization.unscoped.exists()


@pytest.mark.parametrize("terms", [{"number": 0}, {"cause": " "}])
def test_an_authorization_needs_a_number_and_a_good_cause(cast, terms):
    with pytest.raises(StepRefused, match="CO-CAP-4"):
        authorize(cast, **terms)
    assert not Authorization.unscoped.exists()


# --- how a department stands ---


def standing(cast, day=DAY):
    [found] = departments.standings([cast.agriculture], on=day)
    return found


@pytest.mark.parametrize(("placed", "words"), [(2, "1 free"), (3, "Full"), (4, "1 over")])
def test_a_department_stands_under_at_or_over_what_it_may_have(cast, placed, words):
    scenes.fill(cast.agriculture, placed)
    assert standing(cast).words == words


def test_vacant_and_reserved_places_are_told_apart_from_filled_ones(cast):
    scenes.approved(cast)
    [position] = scenes.fill(cast.agriculture, 1)
    found = standing(cast)
    assert (found.placed, found.filled, found.vacant, found.reserved, found.room) == (1, 0, 1, 1, 1)
    assert standing(cast, date(2004, 8, 31)).reserved == 0


def test_a_department_over_its_allotment_stays_flagged_and_loses_nothing(cast):
    scenes.fill(cast.agriculture, 3)
    record(cast, "299.9")
    found = standing(cast)
    [finding] = departments.findings(found, on=DAY)
    assert (finding.code, found.placed, found.words) == ("CO-CAP-6", 3, "1 over")
    assert not finding.stops


def test_what_changes_ahead_is_told_day_by_day(cast):
    scenes.fill(cast.agriculture, 1, ends_on=date(2005, 6, 30))
    authorize(cast, 1, starts_on=date(2005, 1, 1))
    ahead = outlook.ahead(cast.agriculture, since=DAY).days
    told = [(each.day, each.allowance.most, each.department.taken) for each in ahead]
    assert told == [(DAY, 3, 1), (date(2005, 1, 1), 4, 1), (date(2005, 7, 1), 4, 0)]


def test_two_departments_cost_as_many_statements_as_twenty(cast, django_assert_num_queries):
    scenes.other_departments(20)
    with django_assert_num_queries(5):  # the offices of who asks, the departments, and three more
        departments.standings(departments.shown_to(cast.reviewer, on=DAY), on=DAY)


def test_the_findings_of_an_authorization_name_their_rule(cast):
    empty = Authorization(department=cast.agriculture, number=0, cause="", starts_on=DAY)
    assert [finding.code for finding in validators.authorization_findings(empty, on=DAY)] == ["CO-CAP-4", "CO-CAP-4"]


# --- who asked for them, or directs the department, does not authorize them


def apart(cast, by):
    return allotments.apart_findings(allotments.unmade(cast.agriculture), by=by, on=DAY)


@pytest.mark.parametrize("who", ["director", "hr"])
def test_co_cap_4_who_took_part_in_a_request_does_not_authorize_it_on_another_page(cast, who):
    holds(cast.hr, "personnel_director")
    authorization_requests.prepare(
        cast.agriculture, number=1, starts_on=DAY, cause="A new statute.", by=cast.hr, on=DAY
    )
    if who == "hr":
        with pytest.raises(StepRefused, match=r"You took part in this for the department.*CO-CAP-4"):
            authorize(cast, by=cast.hr)
    assert bool(apart(cast, getattr(cast, who)))
    assert not Authorization.unscoped.exists()


def test_co_cap_4_a_director_does_not_authorize_for_their_own_department_only(cast):
    holds(cast.other_director, "personnel_director")
    holds(cast.director, "personnel_director")
    with pytest.raises(StepRefused, match=r"took part.*CO-CAP-4"):
        authorize(cast, by=cast.director)
    assert authorize(cast, by=cast.other_director).pk


def test_co_cap_4_the_page_of_the_department_says_who_has_to_authorize_instead(cast, at):
    holds(cast.director, "personnel_director")
    told = at("director").get(cast.agriculture.get_absolute_url()).content.decode()
    assert "Somebody else who holds the office" in told
    assert "Authorize additional positions</summary>" not in told
