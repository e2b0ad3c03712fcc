"""The acts on a contract until it is signed: start, edit, propose, comment, counter, revise, decline, withdraw.

Signing is in signing.py, the copy that goes to DPA/DHR in copies.py.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts.acting import StepRefused, ready, refuse_if_stopped
from accounts.models import User
from accounts.templatetags.words import day
from contracts import form1, parties, remarks, salary_validators, telling, terms, validators
from contracts.models import Comment, Contract, SalaryDecision, Version
from positions.models import Position
from records import files, pdf
from records.acts import begin, move

CHANGED_MEANWHILE = "Somebody else changed this contract meanwhile. Read it again, then propose it."


@transaction.atomic
def start(
    position: Position,
    *,
    starts_on: date,
    appointing_authority: User,
    appointing_authority_title: str,
    by: User,
    on: date,
) -> Contract:
    """Begin the draft of the contract of whoever holds `position` on `starts_on`; it ends on the next June 30.

    Raises StepRefused: the office is not held, the position is not in the SES or vacant that day, or this person
    already has a contract for days of that term.
    """
    Position.unscoped.select_for_update().get(pk=position.pk)  # two people cannot begin two contracts of one term
    contract = Contract(
        plan=position.plan,
        department=position.department,
        position=position,
        appointing_authority=appointing_authority,
        state="",
        title=position.title,
        department_name=position.department.name,
        division=position.division,
        appointing_authority_title=appointing_authority_title,
        starts_on=starts_on,
        started_on=on,
    )
    step = ready(contract, "start", by=by, on=on)
    refuse_if_stopped(validators.term_findings(position.plan, starts_on=starts_on, on=on), act="begin this contract")
    incumbency = parties.require_holder(position, on=starts_on)
    contract.employee = incumbency.person
    parties.require_two_parties(contract.employee, appointing_authority)
    came_on = validators.came_on(incumbency, on=starts_on)
    contract.ends_on, contract.due_on = validators.term_of(incumbency, starts_on=starts_on, came_on=came_on)
    if (other := validators.same_term(contract, since=incumbency.starts_on)) is not None:
        raise StepRefused(
            f"There is already a contract of {contract.employee} from {day(other.starts_on)} to {day(other.ends_on)}. "
            "In the same position nothing else begins within that term. (CO-PAY-3)"
        )
    # Nor two contracts of one person in two positions
    User.objects.select_for_update(no_key=True).get(pk=contract.employee_id)
    if (other := validators.overlapping(contract)) is not None:
        raise StepRefused(
            f"{contract.employee} has a contract as {other.title} until {day(validators.runs_until(other))}, and the "
            "terms of one person do not overlap. End that stay, or withdraw that draft, first. (CO-PAY-3)"
        )
    begin(contract, step, by=by, on=on, words=f"Began the contract of {contract.employee} from {day(starts_on)}")
    terms.make_elements(contract)
    SalaryDecision.objects.create(contract=contract, last_salary=salary_validators.last_salary(contract))
    return contract


@transaction.atomic
def edit(
    contract: Contract,
    *,
    revision: int,
    monthly_salary: Decimal | None,
    division: str,
    appointing_authority: User,
    appointing_authority_title: str,
    understanding: str,
    planning_met_on: date | None,
    lines: Mapping[str, Iterable[str]],
    projects: Iterable[Mapping[str, str]],
    factors: Iterable[str],
    performance_basis: str,
    planning_late_reason: str = "",
    by: User,
    on: date,
) -> None:
    """Save a draft, which may be wrong and says so on its page. `revision` is the one the page was opened with.

    Raises StepRefused when somebody else saved or moved it meanwhile.
    """
    contract.lock()
    step = ready(contract, "edit", by=by, on=on)
    if contract.revision != revision:
        raise step.refused(
            "Somebody else saved this contract while you were writing. Your text is kept below; compare, then save."
        )
    parties.require_two_parties(contract.employee, appointing_authority)
    refuse_if_stopped(
        salary_validators.entered_salary_findings(contract.plan, monthly=monthly_salary, on=on),
        act="save this contract",
    )
    move(
        contract,
        step,
        by=by,
        on=on,
        words=f"Saved the contract of {contract.employee}",
        revision=revision + 1,
        monthly_salary=monthly_salary,
        division=division,
        appointing_authority=appointing_authority,
        appointing_authority_title=appointing_authority_title,
        understanding=understanding,
        planning_met_on=planning_met_on,
        planning_late_reason=planning_late_reason,
    )
    terms.write_lines(contract, lines=lines, projects=projects)
    SalaryDecision.objects.filter(contract=contract).update(
        last_salary=salary_validators.last_salary(contract), factors=list(factors), performance_basis=performance_basis
    )


def propose(
    contract: Contract,
    *,
    revision: int | None = None,
    note: str = "",
    by: User,
    on: date,
    at: datetime,
    then: Callable[[Version], None] | None = None,
) -> Version:
    """Freeze the draft as a version, print it once, and put it before those who sign.

    `revision` is the one that was on the page: another one is not proposed unread. What cannot be signed cannot
    be proposed: salary over the ceiling, no ceiling, no criteria, nobody who could sign. Raises StepRefused.
    `then` is called with the version in the same transaction.
    """
    contract.refresh_from_db()  # what is frozen is what is kept, not what a caller holds in hand
    step = ready(contract, "propose", by=by, on=on)
    if revision is not None and contract.revision != revision:
        raise step.refused(CHANGED_MEANWHILE)
    parties.require_same_holder(contract)
    parties.require_superior_in_office(contract, on=on)
    refuse_if_stopped(validators.draft_findings(contract, on=on), act="propose this contract")
    frozen = terms.of(contract)
    number = contract.version_number + 1
    # Before the transaction: printing takes most of a second, and nobody should wait for a lock that long.
    printed = _print(contract, frozen, state=f"Version {number}, proposed {day(on)}")
    with transaction.atomic():
        current = Contract.unscoped.select_for_update().get(pk=contract.pk)
        step = ready(current, "propose", by=by, on=on)
        if (current.revision, current.version_number) != (contract.revision, number - 1) or terms.of(current) != frozen:
            raise step.refused(CHANGED_MEANWHILE)
        document = files.store(
            printed,
            name=f"SES Form 1 - {contract.employee} - version {number}.pdf",
            content_type=files.PDF,
            purpose="proposed version",
            by=by,
        )
        version = Version.unscoped.create(
            contract=current,
            number=number,
            terms=frozen,
            note=note,
            document=document,
            sha256=document.sha256,
            made_by=by,
            office=step.title,
            made_on=on,
            made_at=at,
        )
        event = move(
            current,
            step,
            by=by,
            on=on,
            words=f"Proposed version {number} of the contract of {current.employee}",
            facts={"version": number, "sha256": document.sha256},
            findings=validators.draft_findings(current, on=on),
            version_number=number,
            proposed_version=version,
            proposed_on=on,
        )
        telling.tell_next_signer(current, key=f"proposed/{event.number}", on=on)
        if then is not None:
            then(version)
    contract.refresh_from_db()
    return version


def _print(contract: Contract, frozen: dict[str, Any], *, state: str) -> bytes:
    try:
        return form1.print_form(form1.from_terms(plan=contract.plan, terms=frozen, state=state))
    except pdf.CannotPrint as trouble:
        words = f"This contract cannot be printed, so it cannot be proposed. {trouble} (CO-CON-7)"
        raise StepRefused(words) from trouble


@transaction.atomic
def comment(contract: Contract, *, text: str, line: str = "", by: User, on: date, at: datetime) -> Comment:
    """Write about the proposed version, or about one `line` of it (see remarks.py), for everybody who can read it."""
    contract.lock()
    step = ready(contract, "comment", by=by, on=on)
    step.require_words(text, "Write the comment.")
    known = dict(remarks.lines(contract.proposed_version.terms))
    if line and line not in known:
        raise step.refused("The proposed version has no such line. Read it again, then comment.")
    about = f", {known[line]}" if line else ""
    move(contract, step, by=by, on=on, words=f"Commented on version {contract.proposed_version.number}{about}")
    return Comment.objects.create(
        contract=contract,
        version=contract.proposed_version,
        author=by,
        office=step.title,
        line=line,
        text=text,
        written_at=at,
        written_on=on,
    )


@transaction.atomic
def counter(
    contract: Contract,
    *,
    monthly_salary: Decimal | None,
    lines: Mapping[str, Iterable[str]],
    projects: Iterable[Mapping[str, str]],
    note: str,
    by: User,
    on: date,
    at: datetime,
) -> Version:
    """The employee asks for other terms: kept as a version of its own, which nobody signs, until it is answered.

    Raises StepRefused after the employee's own signature: who agreed to a version does not ask for another.
    """
    contract.lock()
    step = ready(contract, "counter", by=by, on=on)
    step.require_words(note, "Write what you ask for and why.")
    _refuse_after_signing(contract, act="ask for a change")
    refuse_if_stopped(
        salary_validators.entered_salary_findings(contract.plan, monthly=monthly_salary, on=on),
        act="ask for this change",
    )
    asked = terms.with_changes(
        contract.plan,
        contract.proposed_version.terms,
        monthly_salary=monthly_salary,
        lines=lines,
        projects=projects,
    )
    number = contract.version_number + 1
    event = move(
        contract,
        step,
        by=by,
        on=on,
        words=f"Asked for a change (version {number}) to the contract of {contract.employee}",
        version_number=number,
    )
    version = Version.unscoped.create(
        contract=contract,
        number=number,
        is_counter=True,
        terms=asked,
        note=note,
        made_by=by,
        office=step.title,
        made_on=on,
        made_at=at,
    )
    telling.tell_department(
        contract, "An executive asks for a change to a contract", key=f"counter/{event.number}", on=on
    )
    return version


@transaction.atomic
def revise(contract: Contract, *, take: Version | None = None, by: User, on: date) -> None:
    """Take a proposed or declined contract back into a draft. `take`: start from that version's terms.

    Signatures on the version that was proposed stay on record and bind nobody to the next one.
    """
    contract.lock()
    step = ready(contract, "revise", by=by, on=on)
    if take is not None and take.contract_id != contract.pk:
        raise step.refused("That version is one of another contract.")
    changes: dict = {"revision": contract.revision + 1, "proposed_version": None, "declined_reason": ""}
    if take is not None:
        asked = take.terms["monthly_salary"]
        changes["monthly_salary"] = None if asked is None else Decimal(asked)
    words = f"Took the contract of {contract.employee} back to revise it"
    event = move(contract, step, by=by, on=on, words=words, **changes)
    telling.tell_revised(contract, key=f"revised/{event.number}")
    if take is not None:
        terms.write_lines(contract, lines=terms.added_lines(contract.plan, take.terms), projects=take.terms["projects"])


@transaction.atomic
def decline(contract: Contract, *, reason: str, by: User, on: date) -> None:
    """The executive declines to sign, with reasons. The contract is then not negotiated (reading 5 applies)."""
    contract.lock()
    step = ready(contract, "decline", by=by, on=on)
    step.require_words(reason, "Write why you decline to sign.")
    _refuse_after_signing(contract, act="decline")
    event = move(
        contract,
        step,
        by=by,
        on=on,
        words=f"Declined to sign version {contract.proposed_version.number} of the contract",
        facts={"reason": reason},
        declined_reason=reason,
    )
    telling.tell_department(contract, "An executive declines to sign a contract", key=f"declined/{event.number}", on=on)


@transaction.atomic
def withdraw(contract: Contract, *, by: User, on: date) -> None:
    """Give up a draft."""
    step = ready(contract, "withdraw", by=by, on=on)
    move(contract, step, by=by, on=on, words=f"Withdrew the draft contract of {contract.employee}")


def _refuse_after_signing(contract: Contract, *, act: str) -> None:
    if validators.lines_in_order(contract.plan)[0] in validators.signed_lines(contract.proposed_version):
        raise StepRefused(
            f"You have signed this version, so you cannot {act}. Ask the department to revise it. (CO-CON-4)"
        )
