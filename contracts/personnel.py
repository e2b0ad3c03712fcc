"""The personnel file of the department: what is kept about a person's contracts, and until when."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from accounts.acting import open_steps, procedure
from accounts.models import User
from accounts.templatetags.words import day
from contracts import appraised, details, retention, terms
from contracts.models import Amendment, Contract, Disposal, PaperRecord, RetentionHold
from positions.models import Letter


@dataclass(frozen=True)
class Entry:
    """A contract in the file: its year, state, amendments, scans and appraisal, and until when its files are kept."""

    contract: Contract
    year: str
    state: str
    amendments: list[Amendment]
    scans: list[PaperRecord]
    appraisal: Any
    kept: str


def may_read(person: User, user: User, *, on: date) -> Q | None:
    """Which contracts of this person are in the file that `user` may read; None when there is no such file for them."""
    if user.pk == person.pk:
        return Q(employee=person)
    seen = user.departments_seen(on)
    return Q(employee=person, department__in=seen) if seen else None


def file_of(person: User, user: User, *, on: date) -> dict[str, Any] | None:
    """The context of templates/contracts/personnel_file.html; None for whom there is nothing to read."""
    rows = may_read(person, user, on=on)
    if rows is None:
        return None
    contracts = list(
        Contract.objects.visible_to(user, on=on)
        .filter(rows)
        .select_related("employee", "department", "executed_copy", "copy", "disposal")
        .order_by("-starts_on", "-pk")
    )
    letters = Letter.objects.visible_to(user, on=on).filter(person=person).order_by("-sent_on", "-pk")
    if user.pk != person.pk:
        letters = letters.filter(department__in=user.departments_seen(on))
    letters = list(letters[:100])
    if not contracts and not letters and user.pk != person.pk:
        return None
    return {"person": person, "entries": _entries(contracts, user, on=on), "letters": letters}


def _entries(contracts: list[Contract], user: User, *, on: date) -> list[Entry]:
    amended, scans = defaultdict(list), defaultdict(list)
    rows = Amendment.objects.visible_to(user, on=on).filter(contract__in=contracts, state="signed")
    for each in rows.order_by("number"):
        amended[each.contract_id].append(each)
    for record in PaperRecord.objects.visible_to(user, on=on).filter(contract__in=contracts).order_by("pk"):
        scans[record.contract_id].append(record)
    held = set(
        RetentionHold.objects.visible_to(user, on=on)
        .filter(contract__in=contracts)
        .filter(Q(ends_on=None) | Q(ends_on__gte=on), state="held", starts_on__lte=on)
        .values_list("contract", flat=True)
    )
    left = retention.left_on(contracts[0].employee, on=on) if contracts else None
    rated, complete = appraised.of_all([each.pk for each in contracts], user, on=on), retention.completed_on(contracts)
    return [
        Entry(
            contract=each,
            year=terms.fiscal_year_words(each.plan, each.starts_on),
            state=procedure(each).words(each.state),
            amendments=amended[each.pk],
            scans=scans[each.pk],
            appraisal=rated.get(each.pk, ""),
            kept=_kept(each, complete.get(each.pk), left, is_held=each.pk in held),
        )
        for each in contracts
    ]


def _kept(contract: Contract, complete: date | None, left: date | None, *, is_held: bool) -> str:
    if (gone := getattr(contract, "disposal", None)) is not None:
        return f"files disposed of {day(gone.disposed_on)}"
    until = retention.kept_through(contract.plan, completed_on=complete, left_on=left)
    words = f"kept through {day(until)} at least" if until else "kept: not complete"
    return f"{words}; on hold" if is_held else words


def retention_of(contract: Contract, user: User, *, on: date) -> dict[str, Any]:
    """The context of templates/contracts/retention.html."""
    holds = RetentionHold.objects.visible_to(user, on=on).filter(contract=contract).select_related("placed_by")
    fresh = {"plan": contract.plan, "department": contract.department, "contract": contract, "state": ""}
    may_hold = bool(open_steps(user, RetentionHold(**fresh), on=on))
    gone = Disposal.objects.visible_to(user, on=on).filter(contract=contract).select_related("disposed_by").first()
    return {
        "title": f"Files of the contract of {contract.employee}",
        "contract": contract,
        "term": retention.term(contract, on=on),
        "findings": retention.findings(contract, on=on) if gone is None else [],
        "documents": retention.documents(contract),
        "holds": list(holds.order_by("-pk")),
        "may_hold": may_hold and gone is None,
        "may_dispose": bool(open_steps(user, Disposal(**fresh), on=on)) and gone is None,
        "disposal": gone,
        "crumbs": details.crumbs(contract),
        "crumb": "Files",
    }
