"""One act on many contracts: what it would do to each, asked for once, done row by row, told at the end.

Nothing is done on the page that asks. Each row is its own transaction, done by a job in the name of the person who
asked, and judged then by the same act that its own page takes: what is refused there is refused here, in the same
words. The row is closed in the transaction of its act, so that a job that is killed and begun again does each once.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from celery import current_app
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from kombu.exceptions import OperationalError

import law
from accounts.acting import StepRefused, ready
from accounts.models import Department, User
from contracts import copies, season, workflow
from contracts.bulk_preview import Candidate
from contracts.models import BulkRow, BulkRun, Contract, ContractCopy
from contracts.models.bulk import DONE, LEFT_OUT, REFUSED, WAITS
from law.steps import NOT_YET
from records.acts import begin
from records.today import now

log = logging.getLogger(__name__)

CLAIM_LASTS = timedelta(minutes=2)  # renewed with every row
TROUBLE = (
    "Something went wrong that is not of this contract. Nothing was changed; the administrator finds it in the log."
)


@dataclass(frozen=True)
class Asked:
    """What is asked for: the act, of which department and year, and what was filled in for all rows."""

    act: str
    department: Department | None
    fiscal_year: int | None
    choices: dict[str, Any]
    key: UUID


def may_ask(act: str, department: Department | None, user: User, *, on: date) -> bool:
    """Whether this person may ask for this act on many contracts of the department on the day `on`."""
    try:
        ready(_run(act, department), act, by=user, on=on)
    except StepRefused:
        return False
    return True


def _run(act: str, department: Department | None, **known: Any) -> BulkRun:
    return BulkRun(plan=law.DEFAULT_PLAN, act=act, department=department, state=NOT_YET, **known)


def ask(
    asked: Asked, candidates: Sequence[Candidate], chosen: set[int], *, by: User, on: date, at: datetime
) -> BulkRun:
    """Keep what is asked for, row by row, and call the job runner. `chosen`: keys of the candidates to do.

    Candidates with a reason against them are kept as left out. The same page pressed twice is one.
    """
    pressed = BulkRun.unscoped.filter(key=asked.key, asked_by=by)
    if (known := pressed.first()) is not None:
        return known
    try:
        return _keep(asked, candidates, chosen, by=by, on=on, at=at)
    except IntegrityError:  # pressed twice at the same moment
        return pressed.get()


@transaction.atomic
def _keep(
    asked: Asked, candidates: Sequence[Candidate], chosen: set[int], *, by: User, on: date, at: datetime
) -> BulkRun:
    run = _run(
        asked.act,
        asked.department,
        fiscal_year=asked.fiscal_year,
        choices=asked.choices,
        key=asked.key,
        asked_by=by,
        asked_on=on,
        asked_at=at,
    )
    step = ready(run, asked.act, by=by, on=on)
    rows = [each for each in candidates if each.reason or each.key in chosen]
    number = sum(not each.reason for each in rows)
    if not number:
        raise step.refused("Choose at least one row.")
    begin(run, step, by=by, on=on, words=f"{step.step.button}: asked for {number}", facts={"rows": number})
    BulkRow.unscoped.bulk_create(
        BulkRow(
            run=run,
            order=order,
            position_id=each.position,
            contract_id=each.contract,
            revision=each.revision,
            name=each.name,
            outcome=LEFT_OUT if each.reason else WAITS,
            words=each.reason,
        )
        for order, each in enumerate(rows, start=1)
    )
    transaction.on_commit(_nudge, robust=True)
    return run


def _nudge() -> None:
    """Ask the job runner to begin now; if it cannot be reached, the sweep of the next minute does."""
    try:
        current_app.send_task("contracts.tasks.do_bulk_acts", retry=False)
    except (OSError, OperationalError):
        log.warning("The job runner could not be reached; the rows wait for the next sweep.", exc_info=True)


def do_waiting() -> int:
    """Do every row that waits; how many were done. Can run twice, be killed, and be late."""
    done = 0
    while (run := _claim_next()) is not None:
        waiting = BulkRow.unscoped.filter(run=run, outcome=WAITS).order_by("order")
        for row in list(waiting.select_related("run__asked_by", "position__department")):
            BulkRun.unscoped.filter(pk=run.pk).update(claimed_until=timezone.now() + CLAIM_LASTS)
            done += _do(row)
        BulkRun.unscoped.filter(pk=run.pk, finished_at=None).update(finished_at=now())
    return done


def _claim_next() -> BulkRun | None:
    """Take the next unfinished act that no worker has in hand. The update names the old claim, so one worker wins."""
    moment = timezone.now()
    while True:
        waiting = BulkRun.unscoped.filter(Q(claimed_until=None) | Q(claimed_until__lt=moment), finished_at=None)
        run = waiting.order_by("pk").first()
        if run is None:
            return None
        mine = BulkRun.unscoped.filter(pk=run.pk, claimed_until=run.claimed_until, finished_at=None)
        if mine.update(claimed_until=moment + CLAIM_LASTS) == 1:
            return run


def _do(row: BulkRow) -> bool:
    """Do one row, or keep why not. Whether it was done by this call."""
    moment = now()
    try:
        if not row.run.asked_by.is_active:
            raise StepRefused(f"{row.run.asked_by} can no longer sign in. (CO-CON-4)")
        _ACTS[row.run.act](row, moment)
    except StepRefused as refusal:
        _close(row, REFUSED, refusal.words)
        return False
    except _DoneAlready:
        return False
    except Exception:  # whatever it is, the next row is done, and the administrator reads why
        log.exception("Row %s of the bulk act %s could not be done.", row.pk, row.run_id)
        _close(row, REFUSED, TROUBLE)
        return False
    return True


class _DoneAlready(Exception):
    """Another worker has closed this row."""


def _close(row: BulkRow, outcome: str, words: str, **more: Any) -> bool:
    rows = BulkRow.unscoped.filter(pk=row.pk, outcome=WAITS)
    return rows.update(outcome=outcome, words=words, done_at=now(), **more) == 1


def _done(row: BulkRow, words: str, **more: Any) -> None:
    """Close the row in the transaction of its act: if another worker has, the act is undone with it."""
    if not _close(row, DONE, words, **more):
        raise _DoneAlready


def _take(row: BulkRow) -> None:
    """Wait for another worker that has this row in hand. Must run inside a transaction."""
    if BulkRow.unscoped.select_for_update().get(pk=row.pk).outcome != WAITS:
        raise _DoneAlready


@transaction.atomic
def _prepare(row: BulkRow, moment: datetime) -> None:
    _take(row)
    choices = row.run.choices
    superior = User.objects.filter(pk=choices.get("appointing_authority")).first()
    contract = season.prepare(
        row.position,
        row.run.fiscal_year,
        appointing_authority=superior,
        appointing_authority_title=choices.get("appointing_authority_title", ""),
        by=row.run.asked_by,
        on=moment.date(),
    )
    _done(row, "The draft is prepared.", contract=contract)


def _propose(row: BulkRow, moment: datetime) -> None:
    contract = Contract.unscoped.get(pk=row.contract_id)
    workflow.propose(
        contract,
        revision=row.revision,
        note=row.run.choices.get("note", ""),
        by=row.run.asked_by,
        on=moment.date(),
        at=moment,
        then=lambda version: _done(row, f"{version} is proposed and frozen."),
    )


@transaction.atomic
def _acknowledge(row: BulkRow, moment: datetime) -> None:
    _take(row)
    copies.acknowledge(_copy(row), by=row.run.asked_by, on=moment.date())
    _done(row, "The copy is received.")


@transaction.atomic
def _send(row: BulkRow, moment: datetime) -> None:
    _take(row)
    copies.send_again(_copy(row), by=row.run.asked_by, on=moment.date())
    _done(row, "The copy is sent to DPA/DHR again.")


def _copy(row: BulkRow) -> ContractCopy:
    return ContractCopy.unscoped.select_related("contract__employee", "department").get(contract=row.contract_id)


_ACTS: dict[str, Callable[[BulkRow, datetime], None]] = {
    "prepare": _prepare,
    "propose": _propose,
    "acknowledge": _acknowledge,
    "send": _send,
}
