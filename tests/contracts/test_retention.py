"""How long files are kept, holds, and the one lawful way in which bytes go: the record stays."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from contracts import executed, retention
from contracts.models import Contract, Disposal, ExecutedCopy, RetentionHold
from positions.models import Incumbency
from records import events as chain
from records import files, triggers
from records.models import DisposedFile, Document
from tests.access.records_kept_rows import add_newer, over
from tests.contracts.page import words
from tests.contracts.stories import everybody_but, last_event, refused
from tests.contracts.test_amendments import agreed
from tests.factories import SIGNED, SignedContractFactory, at

DAY = date(2010, 7, 1)


@pytest.fixture
def contract(cast):
    """Of 2004-05, signed and sealed, with three newer ones behind it."""
    return over(cast)


def dispose(contract, by, on=DAY):
    with transaction.atomic():
        return retention.dispose(contract, by=by, on=on, at=at(on))


def bytes_of(document) -> Path:
    return files._path(document.stored_name)


def test_the_bytes_go_and_the_record_stays(cast, contract, django_capture_on_commit_callbacks):
    owned = retention.documents(contract)
    assert {each.purpose for each in owned} == {"proposed version", "executed copy"}
    with django_capture_on_commit_callbacks(execute=True):
        made = dispose(contract, cast.hr)
    assert (made.disposed_by, made.office, made.disposed_on) == (cast.hr, "Department HR", DAY)
    assert made.rule.startswith("CO-REC-1, SES Form 1")
    assert made.kept_through == date(2010, 6, 30)
    for document in owned:
        assert not bytes_of(document).exists()
        gone = DisposedFile.unscoped.get(document=document)
        assert (gone.sha256, gone.disposed_on) == (document.sha256, DAY)
        with pytest.raises(files.Disposed, match="was disposed of on July 1, 2010: CO-REC-1"):
            files.read(document)
    event = last_event(made)
    assert {each["sha256"] for each in event.facts["files"]} == {each.sha256 for each in owned}
    assert chain.breaks() == []
    call_command("verify_records")


@pytest.mark.parametrize(
    ("on", "may"), [(date(2010, 6, 29), False), (date(2010, 6, 30), False), (date(2010, 7, 1), True)]
)
def test_not_a_day_before_five_years_are_over(cast, contract, on, may):
    if may:
        assert dispose(contract, cast.hr, on=on)
        return
    with refused("CO-REC-1", words="kept through June 30, 2010"):
        dispose(contract, cast.hr, on=on)


def test_the_longer_duty_holds_after_somebody_left(cast, contract):
    Incumbency.unscoped.filter(person=cast.executive).update(ends_on=date(2009, 3, 15))
    with refused("CO-REC-1", words="kept through March 15, 2019"):
        dispose(contract, cast.hr)


def test_a_newer_form_of_the_last_three_is_kept(cast, contract):
    newest = Contract.unscoped.order_by("starts_on").last()
    with refused("CO-REC-1", words="number 1 from the newest"):
        dispose(newest, cast.hr, on=date(2030, 1, 1))


def test_a_hold_keeps_what_could_go_until_it_is_released(cast, contract):
    held = retention.hold(contract, reason="A lawsuit is pending.", starts_on=SIGNED, by=cast.reviewer, on=SIGNED)
    with refused("CO-REC-1", words="A hold is in force: A lawsuit is pending."):
        dispose(contract, cast.hr)
    retention.release(held, by=cast.director, on=DAY)
    assert dispose(contract, cast.hr)


@pytest.mark.parametrize(("ends_on", "holds"), [(date(2010, 6, 30), False), (DAY, True), (date(2010, 7, 2), True)])
def test_a_hold_lasts_through_its_last_day(cast, contract, ends_on, holds):
    retention.hold(contract, reason="An audit.", starts_on=SIGNED, ends_on=ends_on, by=cast.hr, on=SIGNED)
    assert bool(retention.findings(contract, on=DAY)) == holds


def test_a_hold_needs_a_reason_and_days_in_order(cast, contract):
    with refused(words="Write why the files are held"):
        retention.hold(contract, reason=" ", starts_on=SIGNED, by=cast.hr, on=SIGNED)
    with refused(words="cannot be before its first day"):
        retention.hold(contract, reason="Why.", starts_on=SIGNED, ends_on=date(2004, 6, 14), by=cast.hr, on=SIGNED)


def test_who_disposes_and_who_holds(cast, contract):
    for person in everybody_but(cast, "hr"):
        with refused(words="This takes the office of Department HR"):
            dispose(contract, person)
    for person in everybody_but(cast, "hr", "director", "reviewer"):
        with refused(words="This takes the office of"):
            retention.hold(contract, reason="Why.", starts_on=SIGNED, by=person, on=SIGNED)


def test_it_is_done_once(cast, contract):
    dispose(contract, cast.hr)
    with refused(words="disposed of already"):
        dispose(contract, cast.hr)


def test_the_database_refuses_a_disposal_under_a_hold_or_before_its_day(cast, contract):
    row = {
        "contract": contract, "department": contract.department, "state": "disposed", "disposed_by": cast.hr,
        "name": "x", "office": "x", "rule": "x",
    }  # fmt: skip
    early = {"kept_through": DAY, "disposed_on": DAY}
    in_time = {"kept_through": date(2010, 6, 30), "disposed_on": DAY}
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        Disposal.unscoped.create(**row, **early)
    retention.hold(contract, reason="An appeal.", starts_on=SIGNED, by=cast.hr, on=SIGNED)
    with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
        Disposal.unscoped.create(**row, **in_time)


def test_what_was_held_and_disposed_of_stays_on_record(cast, contract):
    held = retention.hold(contract, reason="An appeal.", starts_on=SIGNED, by=cast.hr, on=SIGNED)
    retention.release(held, by=cast.hr, on=SIGNED)
    dispose(contract, cast.hr)
    connection.check_constraints()
    changes = {
        RetentionHold: {"reason": "None"}, Disposal: {"name": "Nobody"}, DisposedFile: {"rule": "None"},
        Document: {"name": "Another"},
    }  # fmt: skip
    for model, change in changes.items():
        with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
            model.unscoped.update(**change)
        with pytest.raises(DatabaseError, match="is refused"), transaction.atomic():
            model.unscoped.all()._raw_delete("default")


def test_a_killed_process_leaves_nothing_that_was_to_go(cast, contract):
    dispose(contract, cast.hr)  # the test's transaction never commits, as if the process had been killed after it
    owned = retention.documents(contract)
    assert all(bytes_of(each).exists() for each in owned)
    assert files.finish_disposals() == len(owned)
    assert files.finish_disposals() == 0
    assert not any(bytes_of(each).exists() for each in owned)


def test_an_unsealed_copy_is_sealed_first(cast, contract):
    triggers.lift()
    ExecutedCopy.unscoped.filter(contract=contract).update(sealed_at=None)
    triggers.restore()
    with refused(words="The executed copy is still to be printed and sealed"):
        dispose(contract, cast.hr)


def test_an_unsealed_amendment_is_sealed_first(cast):
    made = SignedContractFactory(cast=cast)
    executed.print_waiting()
    agreed(cast, made)
    add_newer(cast, made)
    with refused(words="The executed copy of an amendment is still to be printed and sealed"):
        dispose(made, cast.hr)
    executed.print_waiting()
    dispose(made, cast.hr)


def test_the_page_of_a_contract_that_still_runs_says_from_when_and_until_when_at_least(cast, signed, visit):
    told = words(visit(cast.hr, on=SIGNED).get(reverse("contracts:retention", args=[signed.pk])))
    assert "Kept through June 30, 2010 at least, counted from June 30, 2005" in told
    assert "This form is completed on June 30, 2005 at the earliest" in told
    assert "no time has begun" not in told
