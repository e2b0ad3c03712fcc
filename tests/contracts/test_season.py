"""The season: next year's drafts from this year's contracts, once, with a reason for every position left out."""

from datetime import date
from decimal import Decimal

import pytest

from contracts import bulk, bulk_preview, season, terms
from contracts.models import BulkRow, Contract, SalaryDecision
from positions.models import Incumbency
from tests.contracts.seasons import ON, YEAR, ask, department_of, rows
from tests.contracts.stories import events, last_event, refused
from tests.contracts.test_amendments import agreed
from tests.factories import (
    PlacedPositionFactory,
    SignedContractFactory,
    VacantPositionFactory,
)


@pytest.fixture(autouse=True)
def in_the_season(settings):
    """The job runs on the day on which it is asked."""
    settings.TRAINING_DAY = ON


@pytest.fixture
def signed_2004(cast):
    """This year's contract: a salary, an added line, a project with its result."""
    return SignedContractFactory(cast=cast)


def prepare(cast, position, **more) -> Contract:
    """The draft for 2005-06 of this position."""
    return season.prepare(position, YEAR, by=more.pop("by", cast.hr), on=more.pop("on", ON), **more)


def test_a_draft_begins_with_what_this_year_says(cast, signed_2004):
    draft = prepare(cast, signed_2004.position)
    assert (draft.state, draft.starts_on, draft.ends_on) == ("draft", date(2005, 7, 1), date(2006, 6, 30))
    assert draft.due_on == date(2005, 6, 30)
    assert (draft.appointing_authority, draft.appointing_authority_title) == (cast.superior, "Deputy Commissioner")
    lines, projects = terms.written(draft)
    assert lines == {"customers": ["Waiting times are published every month"]}
    assert projects == [{"objective": "Open the two closed offices", "results": ""}], "results are not carried over"
    assert last_event(draft).verb == "start"


def test_what_was_amended_during_the_year_is_carried_over_as_amended(cast, signed_2004):
    agreed(cast, signed_2004, projects=[{"objective": "Open one office", "results": "Open by May 1"}])
    _lines, projects = terms.written(prepare(cast, signed_2004.position))
    assert projects == [{"objective": "Open one office", "results": ""}]


def test_the_salary_is_last_years_and_nobody_has_decided_it(cast, signed_2004):
    """CO-PAY-6: nothing is adjusted automatically. CO-PAY-5: without a decision it cannot be proposed."""
    draft = prepare(cast, signed_2004.position)
    decision = SalaryDecision.objects.get(contract=draft)
    assert draft.monthly_salary == decision.last_salary == Decimal("9500")
    assert (decision.factors, decision.performance_basis) == ([], "")
    (candidate,) = bulk_preview.candidates("propose", cast.agriculture, YEAR, cast.hr, on=ON)
    assert "CO-PAY-5" in candidate.reason or "CO-PAY-2" in candidate.reason


def test_asked_twice_nothing_changes(cast, signed_2004):
    draft = prepare(cast, signed_2004.position)
    with refused(words="There is a contract for that year already"):
        prepare(cast, signed_2004.position, by=cast.director)
    assert list(Contract.unscoped.filter(starts_on=date(2005, 7, 1))) == [draft]
    assert len(events(draft)) == 1


@pytest.mark.parametrize("who", ["superior", "executive", "reviewer", "administrator", "other_hr", "stranger"])
def test_only_hr_and_director_prepare_a_season(cast, signed_2004, who):
    assert not bulk.may_ask("prepare", cast.agriculture, getattr(cast, who), on=ON)
    assert bulk.may_ask("prepare", cast.agriculture, cast.hr, on=ON)
    assert bulk.may_ask("prepare", cast.agriculture, cast.director, on=ON)


def test_a_vacant_position_owes_none(cast):
    """Reading 17."""
    VacantPositionFactory(department=cast.agriculture)
    (seat,) = season.seats(cast.agriculture, YEAR, on=ON)
    assert "reading 17" in seat.reason
    with refused(words="Vacant"):
        prepare(cast, seat.position)


def test_who_leaves_before_the_year_is_left_out(cast, signed_2004):
    Incumbency.unscoped.update(ends_on=date(2005, 6, 30))
    (seat,) = season.seats(cast.agriculture, YEAR, on=ON)
    assert seat.reason.startswith("Eve Executive leaves on June 30, 2005")


def test_who_leaves_on_the_first_day_of_the_year_is_still_owed_one(cast, signed_2004):
    Incumbency.unscoped.update(ends_on=date(2005, 7, 1))
    (seat,) = season.seats(cast.agriculture, YEAR, on=ON)
    assert not seat.reason


@pytest.mark.parametrize(
    ("hired_on", "left_out"),
    [(date(2005, 5, 31), False), (date(2005, 6, 1), True), (date(2005, 6, 30), True), (date(2005, 7, 1), True)],
)
def test_who_was_hired_shortly_before_the_year_is_left_out(cast, hired_on, left_out):
    """Reading 18: the contract is due on the later of June 30 and the 30th day after; May 31 gives June 30."""
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=hired_on)
    (seat,) = season.seats(cast.agriculture, YEAR, on=hired_on)
    assert ("reading 18" in seat.reason) is left_out


def test_who_takes_office_after_the_first_day_is_named(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=date(2005, 8, 1))
    (seat,) = season.seats(cast.agriculture, YEAR, on=ON)
    assert seat.reason.startswith("Eve Executive takes office on August 1, 2005")


@pytest.mark.parametrize(
    ("year", "is_refused"), [(2003, True), (2004, False), (2005, False), (2006, True), (2050, True)]
)
def test_only_this_contract_year_and_the_coming_one_are_prepared(cast, year, is_refused):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    named = {"appointing_authority": cast.superior, "appointing_authority_title": "Deputy", "by": cast.hr, "on": ON}
    if is_refused:
        with refused(words="for this contract year, 2004-05, and for the coming one, 2005-06"):
            season.prepare(position, year, **named)
    else:
        assert season.prepare(position, year, **named).state == "draft"


def test_without_an_earlier_contract_somebody_has_to_name_the_appointing_authority(cast):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    with refused(words="Choose one for those who have none"):
        prepare(cast, position)
    draft = prepare(cast, position, appointing_authority=cast.superior, appointing_authority_title="Deputy")
    assert (draft.appointing_authority, draft.monthly_salary) == (cast.superior, None)


def test_the_preview_takes_the_same_queries_for_one_and_for_many(cast, django_assert_max_num_queries):
    department_of(cast, 8)
    with django_assert_max_num_queries(5):
        assert len(season.seats(cast.agriculture, YEAR, on=ON)) == 8


def test_the_whole_department_is_prepared_by_the_job(cast):
    department_of(cast, 3)
    VacantPositionFactory(department=cast.agriculture, title="Vacant one")
    run = ask(cast, "prepare")
    assert BulkRow.unscoped.filter(outcome="").count() == 3
    assert bulk.do_waiting() == 3
    run.refresh_from_db()
    assert run.finished_at is not None
    assert sorted(outcome for _name, outcome, _words in rows(run)) == ["done", "done", "done", "left out"]
    assert Contract.unscoped.filter(starts_on=date(2005, 7, 1), state="draft").count() == 3
    assert last_event(run).verb == "prepare" and last_event(run).actor_name == "Hal Resources"


def test_pressed_twice_the_second_report_says_that_there_is_nothing_left(cast):
    department_of(cast, 2)
    first, second = ask(cast, "prepare"), ask(cast, "prepare", by=cast.director)
    assert bulk.do_waiting() == 2
    assert {outcome for _name, outcome, _words in rows(first)} == {"done"}
    assert {outcome for _name, outcome, _words in rows(second)} == {"refused"}
    assert all("already" in words and "CO-CON-1" in words for _name, _outcome, words in rows(second))
    assert Contract.unscoped.filter(starts_on=date(2005, 7, 1)).count() == 2
