"""Acts on many contracts: each row its own, judged anew, once; what could not be done stays on the report."""

import uuid
from datetime import date
from functools import partial

import pytest

from accounts.models import Membership
from contracts import bulk, copies
from contracts.models import BulkRow, BulkRun, Contract, ContractCopy, PayCeiling, Version
from records import events as chain
from records.models import Document, Event, Message
from tests import cast as cast_module
from tests.contracts.seasons import ON, ask, ceiling, decide, department_of, rows
from tests.contracts.stories import refused
from tests.factories import SIGNED, PayCeilingFactory, PlacedPositionFactory, SignedContractFactory, at
from tests.parallel import at_once, won


@pytest.fixture(autouse=True)
def may_16(settings):
    """The day on which the job runs."""
    settings.TRAINING_DAY = ON


@pytest.fixture
def drafts(cast):
    """Three drafts of 2005-06, of which two are decided."""
    ceiling()
    department_of(cast, 3)
    ask(cast, "prepare")
    bulk.do_waiting()
    made = list(Contract.unscoped.filter(starts_on=date(2005, 7, 1)).order_by("pk"))
    decide(made[:2])
    return made


def outcomes(run: BulkRun) -> list[str]:
    return [outcome for _name, outcome, _words in rows(run)]


def test_proposing_many_proposes_those_that_can_be_and_says_why_not_of_the_other(cast, drafts):
    run = ask(cast, "propose", choices={"note": "As we said in May."})
    assert sorted(outcomes(run)) == ["", "", "left out"]
    assert "CO-PAY-5" in next(words for _name, outcome, words in rows(run) if outcome == "left out")
    assert bulk.do_waiting() == 2
    assert sorted(outcomes(run)) == ["done", "done", "left out"]
    assert Contract.unscoped.filter(state="proposed").count() == Version.unscoped.count() == 2
    assert {version.note for version in Version.unscoped.all()} == {"As we said in May."}
    assert {version.made_by for version in Version.unscoped.all()} == {cast.hr}
    assert chain.breaks() == []


def test_a_draft_that_somebody_saved_after_the_preview_is_not_proposed_unread(cast, drafts):
    run = ask(cast, "propose")
    Contract.unscoped.filter(pk=drafts[0].pk).update(revision=99)
    assert bulk.do_waiting() == 1
    assert any("Somebody else changed this contract" in words for _name, _outcome, words in rows(run))


def test_who_loses_the_office_before_the_job_runs_does_nothing(cast, drafts):
    run = ask(cast, "propose")
    Membership.unscoped.filter(user=cast.hr).update(ends_on=date(2005, 5, 15))
    assert bulk.do_waiting() == 0
    told = [words for _name, outcome, words in rows(run) if outcome == "refused"]
    assert all("This takes the office of" in words and "CO-CON-1" in words for words in told)
    assert outcomes(run).count("refused") == 2
    assert not Version.unscoped.exists()


def test_who_can_no_longer_sign_in_does_nothing(cast, drafts):
    ask(cast, "propose")
    cast.hr.is_active = False
    cast.hr.save()
    assert bulk.do_waiting() == 0
    assert not Version.unscoped.exists()


def test_trouble_with_one_row_does_not_hold_up_the_next(cast, drafts):
    run = ask(cast, "propose")
    first = BulkRow.unscoped.filter(run=run, outcome="").order_by("order").first()
    Contract.unscoped.filter(pk=first.contract_id).update(plan="no plan")
    assert bulk.do_waiting() == 1
    assert outcomes(run).count("refused") == 1
    assert bulk.TROUBLE in {words for _name, _outcome, words in rows(run)}


def test_nothing_chosen_is_refused(cast, drafts):
    asked = bulk.Asked("propose", cast.agriculture, 2005, {}, uuid.uuid4())
    with refused(words="Choose at least one row. Rule CO-CON-1"):
        bulk.ask(asked, [], set(), by=cast.hr, on=ON, at=at(ON))


def test_the_same_page_pressed_twice_is_one_act(cast, drafts):
    key = uuid.uuid4()
    assert ask(cast, "propose", key=key) == ask(cast, "propose", key=key)
    assert BulkRun.unscoped.filter(act="propose").count() == 1


def signed_many(cast) -> list[Contract]:
    """Two signed contracts, whose copies are with DPA/DHR."""
    people = [cast_module.person(name) for name in ("Second Anderson", "Second Baker")]
    positions = [PlacedPositionFactory(department=cast.agriculture, person=each) for each in people]
    return [SignedContractFactory(cast=cast, position=position) for position in positions]


def test_dpa_acknowledges_many_copies(cast):
    signed_many(cast)
    assert not bulk.may_ask("acknowledge", None, cast.hr, on=ON)
    run = ask(cast, "acknowledge", by=cast.reviewer, year=None)
    assert bulk.do_waiting() == 2
    assert outcomes(run) == ["done", "done"]
    assert set(ContractCopy.unscoped.values_list("state", flat=True)) == {"received"}
    assert set(BulkRun.objects.visible_to(cast.auditor, on=ON)) == {run}
    assert not BulkRun.objects.visible_to(cast.hr, on=ON).exists()


def test_returned_copies_are_sent_again_by_the_department(cast):
    for contract in signed_many(cast):
        copies.return_copy(contract.copy, reason="Unreadable.", by=cast.reviewer, on=SIGNED)
    run = ask(cast, "send", year=2004)
    assert bulk.do_waiting() == 2
    assert outcomes(run) == ["done", "done"]
    assert set(ContractCopy.unscoped.values_list("state", flat=True)) == {"sent"}
    assert not BulkRun.objects.visible_to(cast.reviewer, on=ON).exists(), "a department's report names its salaries"
    assert set(BulkRun.objects.visible_to(cast.director, on=ON)) == {run}


class Killed(BaseException):
    """What the operating system does to a job."""


@pytest.mark.parametrize("where", ["before the act", "in the transaction of the act", "after it"])
def test_killed_in_the_middle_and_begun_again_each_row_is_done_once(cast, drafts, monkeypatch, where):
    decide(drafts)
    run = ask(cast, "propose")
    done, real = [], bulk._done

    def dying(row, words, **more):
        if where == "in the transaction of the act" and len(done) == 1:
            raise Killed
        real(row, words, **more)
        done.append(row)

    def dying_before(row, moment):
        if where == "before the act" and len(done) == 1:
            raise Killed
        bulk._propose(row, moment)
        if where == "after it" and len(done) == 2:
            raise Killed

    monkeypatch.setattr(bulk, "_done", dying)
    monkeypatch.setitem(bulk._ACTS, "propose", dying_before)
    with pytest.raises(Killed):
        bulk.do_waiting()
    monkeypatch.undo()
    assert bulk.do_waiting() == 0, "another worker has it in hand until its claim is over"
    BulkRun.unscoped.update(claimed_until=None)
    bulk.do_waiting()
    assert outcomes(run) == ["done"] * 3
    assert Version.unscoped.count() == 3
    assert Event.unscoped.filter(verb="propose", kind="contract").count() == 3
    assert Message.unscoped.filter(subject="A performance contract waits for your signature").count() == 3


@pytest.fixture
def seen_by_all(transactional_db):
    """The cast, seen by every connection."""
    if not PayCeiling.objects.filter(fiscal_year=2004).exists():
        PayCeilingFactory(fiscal_year=2004, amount=10763)
    return cast_module.assemble()


def test_two_people_start_the_season_at_once_and_two_workers_run(seen_by_all):
    cast = seen_by_all
    department_of(cast, 4)
    pressed = at_once([partial(ask, cast, "prepare"), partial(ask, cast, "prepare", by=cast.director)])
    assert len(won(pressed)) == 2
    assert sum(at_once([bulk.do_waiting, bulk.do_waiting])) == 4
    assert Contract.unscoped.filter(starts_on=date(2005, 7, 1)).count() == 4
    told = [outcome for run in pressed for _name, outcome, _words in rows(run)]
    assert (told.count("done"), told.count("refused")) == (4, 4)


def test_the_same_page_pressed_twice_at_once_is_one_act(seen_by_all):
    cast = seen_by_all
    department_of(cast, 2)
    key = uuid.uuid4()
    results = at_once([partial(ask, cast, "prepare", key=key)] * 4)
    assert len({run.pk for run in won(results)}) == 1
    assert BulkRun.unscoped.count() == 1


def test_two_workers_with_the_same_rows_in_hand_propose_each_once(seen_by_all):
    cast = seen_by_all
    ceiling()
    department_of(cast, 2)
    ask(cast, "prepare")
    bulk.do_waiting()
    decide(list(Contract.unscoped.filter(starts_on=date(2005, 7, 1))))
    run = ask(cast, "propose")
    waiting = list(BulkRow.unscoped.filter(run=run, outcome="").select_related("run__asked_by").order_by("order"))

    def work():
        return sum(bulk._do(row) for row in waiting)

    assert sum(at_once([work, work])) == 2
    assert outcomes(run) == ["done", "done"]
    assert Version.unscoped.count() == Document.unscoped.filter(purpose="proposed version").count() == 2
