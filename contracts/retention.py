"""How long the files of a contract are kept (CO-REC-1), holds on them, and disposing of them when their time is over.

What goes are the bytes: prints, executed copies, scans. What stays is the record that they were here, with their
hashes, every event and every signature. `records.files.dispose` is the one door, and nothing else calls it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

import law
from accounts.acting import ready, refuse_if_stopped
from accounts.models import User
from contracts import appraised
from contracts.models import (
    Amendment,
    Contract,
    Disposal,
    ExecutedAmendment,
    ExecutedCopy,
    PaperRecord,
    RetentionHold,
    Version,
)
from law.findings import Finding
from positions.models import Incumbency
from records import files
from records.acts import begin, move
from records.models import Document, Event


@dataclass(frozen=True)
class Term:
    """How long the files of a contract are kept: None where the time has not begun to run."""

    completed_on: date | None
    left_on: date | None
    kept_through: date | None


def completed_on(contracts: Iterable[Contract]) -> dict[int, date]:
    """By contract: the day on which its form is complete. That is the last day of the term of a signed contract, or
    the day on which its appraisal became final, when that was later. One query."""
    signed = [each for each in contracts if each.state == "signed"]
    rated = appraised.final_on([each.pk for each in signed])
    return {each.pk: max(each.ends_on, rated.get(each.pk, each.ends_on)) for each in signed}


def term(contract: Contract, *, on: date) -> Term:
    """The days that count, as they stand on the day `on`."""
    left, done = left_on(contract.employee, on=on), completed_on([contract]).get(contract.pk)
    return Term(done, left, kept_through(contract.plan, completed_on=done, left_on=left))


def kept_through(plan: str, *, completed_on: date | None, left_on: date | None) -> date | None:
    """The last day on which the files are kept, of somebody who left on that day; None when no time runs yet."""
    rules = law.plan(plan).contracts
    return None if completed_on is None else rules.kept_through(completed_on=completed_on, left_on=left_on)


def left_on(person: User, *, on: date) -> date | None:
    """The day on which this person left their last SES position; None for who holds one, or never held one here."""
    held = Incumbency.unscoped.filter(person=person)
    if held.in_force(on).exists():
        return None
    return held.filter(ends_on__lt=on).order_by("-ends_on").values_list("ends_on", flat=True).first()


def findings(contract: Contract, *, on: date) -> list[Finding]:
    """What the law says of disposing of the files of this contract on the day `on`."""
    days = term(contract, on=on)
    newer = Contract.unscoped.filter(employee=contract.employee_id, state="signed", ends_on__lte=on)
    reasons = RetentionHold.unscoped.filter(contract=contract).in_force(on).order_by("pk")
    return law.plan(contract.plan).contracts.check_disposal(
        completed_on=days.completed_on,
        left_on=days.left_on,
        newer_forms=newer.filter(ends_on__gt=contract.ends_on).count(),
        held_because=" ".join(reasons.values_list("reason", flat=True)),
        on=on,
    )


def documents(contract: Contract) -> list[Document]:
    """Every file that belongs to this contract: its versions, executed copies, scans, and those of its amendments."""
    owned = Q(pk__in=Version.unscoped.filter(contract=contract).values("document"))
    owned |= Q(pk__in=ExecutedCopy.unscoped.filter(contract=contract).values("document"))
    owned |= Q(pk__in=PaperRecord.unscoped.filter(contract=contract).values("document"))
    amended = Amendment.unscoped.filter(contract=contract)
    owned |= Q(pk__in=ExecutedAmendment.unscoped.filter(amendment__in=amended).values("document"))
    proposed = Event.unscoped.filter(kind=Amendment.kind, thing_id__in=amended.values("pk"), verb="propose")
    hashes = [facts["sha256"] for facts in proposed.values_list("facts", flat=True)]
    owned |= Q(purpose="proposed amendment", sha256__in=hashes)
    return list(Document.unscoped.filter(owned).select_related("disposed").order_by("pk"))


@transaction.atomic
def hold(
    contract: Contract, *, reason: str, starts_on: date, ends_on: date | None = None, by: User, on: date
) -> RetentionHold:
    """Put a hold on the files of a contract: nothing is disposed of from a day to a day, whatever else is true."""
    placed = RetentionHold(
        plan=contract.plan,
        contract=contract,
        department=contract.department,
        state="",
        reason=reason,
        placed_by=by,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    step = ready(placed, "hold", by=by, on=on)
    step.require_words(reason, "Write why the files are held.")
    if ends_on is not None and ends_on < starts_on:
        raise step.refused("The last day of a hold cannot be before its first day.")
    placed.office = step.title
    facts = {"reason": reason, "from": starts_on.isoformat(), "to": ends_on.isoformat() if ends_on else None}
    begin(
        placed, step, by=by, on=on, words=f"Put a hold on the files of the contract of {contract.employee}", facts=facts
    )
    return placed


@transaction.atomic
def release(held: RetentionHold, *, by: User, on: date) -> None:
    """End a hold."""
    step = ready(held, "release", by=by, on=on)
    whose = held.contract.employee
    move(held, step, by=by, on=on, words=f"Released a hold on the files of the contract of {whose}", released_on=on)


@transaction.atomic
def dispose(contract: Contract, *, by: User, on: date, at: datetime) -> Disposal:
    """Dispose of the files of a contract whose time is over. Raises StepRefused before the day and under a hold."""
    contract.lock()
    days = term(contract, on=on)
    made = Disposal(
        plan=contract.plan,
        contract=contract,
        department=contract.department,
        state="",
        disposed_by=by,
        name=by.name,
        kept_through=days.kept_through or on,
        disposed_on=on,
    )
    step = ready(made, "dispose", by=by, on=on)
    if Disposal.unscoped.filter(contract=contract).exists():
        raise step.refused("The files of this contract were disposed of already.")
    refuse_if_stopped(findings(contract, on=on), act="dispose of the files of this contract")
    if ExecutedCopy.unscoped.filter(contract=contract, sealed_at=None).exists():
        raise step.refused("The executed copy is still to be printed and sealed.")
    if ExecutedAmendment.unscoped.filter(amendment__contract=contract, sealed_at=None).exists():
        raise step.refused("The executed copy of an amendment is still to be printed and sealed.")
    owned = documents(contract)
    if not owned:
        raise step.refused("No file of this contract is kept here.")
    made.office, made.rule = step.title, f"{step.step.rule}, {step.step.source}"
    told = [{"name": each.name, "purpose": each.purpose, "sha256": each.sha256, "bytes": each.size} for each in owned]
    facts = {"files": told, "kept_through": made.kept_through.isoformat(), "rule": made.rule}
    words = f"Disposed of {len(owned)} file{'' if len(owned) == 1 else 's'} of the contract of {contract.employee}"
    begin(made, step, by=by, on=on, words=words, facts=facts)
    for each in owned:
        files.dispose(each, rule=made.rule, by=by, on=on, at=at)
    return made
