"""The acts on a contract until it is signed: start, edit, propose, comment, counter, revise, decline, withdraw.

Signing is in signing.py, the copy that goes to DPA/DHR in copies.py.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accounts.acting import StepRefused, ready, refuse_if_stopped
from accounts.models import Membership, User
from contracts import form1, terms, validators
from contracts.models import Comment, Contract, SalaryDecision, Version
from positions.models import Incumbency, Placement, Position
from records import files
from records.acts import begin, move
from records.mail import send_message


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

    Raises StepRefused: the office is not held, the position is not in the SES or vacant that day, or there is one.
    """
    day = f"{starts_on:%B} {starts_on.day}, {starts_on.year}"
    incumbency = Incumbency.unscoped.in_force(starts_on).filter(position=position).select_related("person").first()
    contract = Contract(
        plan=position.plan,
        department=position.department,
        position=position,
        employee=incumbency.person if incumbency else by,
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
    if incumbency is None:
        raise StepRefused(f"Nobody holds {position} on {day}; a vacant position owes no contract.")
    if not Placement.unscoped.in_force(starts_on).filter(position=position).exists():
        raise StepRefused(f"{position} is not in the SES on {day}.")
    same = Contract.unscoped.live().filter(position=position, employee=incumbency.person)
    if same.filter(starts_on=starts_on).exists():
        raise StepRefused(f"There is already a contract of {incumbency.person} that starts on {day}.")
    contract.ends_on, contract.due_on = validators.term_of(incumbency, starts_on=starts_on)
    last = same.filter(state="signed", ends_on__lt=starts_on).order_by("-ends_on").first()
    begin(contract, step, by=by, on=on, words=f"Began the contract of {incumbency.person} from {day}")
    terms.make_elements(contract)
    SalaryDecision.objects.create(contract=contract, last_salary=last.monthly_salary if last else None)
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
    by: User,
    on: date,
) -> None:
    """Save a draft, which may be wrong and says so on its page. `revision` is the one the page was opened with.

    Raises StepRefused when somebody else saved or moved it meanwhile.
    """
    step = ready(contract, "edit", by=by, on=on)
    if contract.revision != revision:
        raise StepRefused(
            "Somebody else saved this contract while you were writing. Your text is kept below; compare, then save."
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
    )
    terms.write_lines(contract, lines=lines, projects=projects)
    SalaryDecision.objects.filter(contract=contract).update(factors=list(factors), performance_basis=performance_basis)


def propose(contract: Contract, *, note: str = "", by: User, on: date, at: datetime) -> Version:
    """Freeze the draft as a version, print it once, and put it before those who sign.

    What cannot be signed cannot be proposed: salary over the ceiling, no ceiling, no criteria. Raises StepRefused.
    """
    contract.refresh_from_db()  # what is frozen is what is kept, not what a caller holds in hand
    refuse_if_stopped(validators.draft_findings(contract, on=on), act="propose this contract")
    frozen = terms.of(contract)
    number = contract.version_number + 1
    printed = form1.print_form(
        form1.from_terms(
            plan=contract.plan, terms=frozen, state=f"Version {number}, proposed {on:%B} {on.day}, {on.year}"
        )
    )  # before the transaction: printing takes most of a second, and nobody should wait for a lock that long
    with transaction.atomic():
        current = Contract.unscoped.select_for_update().get(pk=contract.pk)
        step = ready(current, "propose", by=by, on=on)
        if (current.revision, current.version_number) != (contract.revision, number - 1) or terms.of(current) != frozen:
            raise StepRefused("Somebody else changed this contract meanwhile. Read it again, then propose it.")
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
        tell_next_signer(current, key=f"proposed/{event.number}", on=on)
    contract.refresh_from_db()
    return version


@transaction.atomic
def comment(contract: Contract, *, text: str, by: User, on: date, at: datetime) -> Comment:
    """Write about the proposed version, for everybody who can read it."""
    step = ready(contract, "comment", by=by, on=on)
    if not text.strip():
        raise StepRefused("Write the comment.")
    move(contract, step, by=by, on=on, words=f"Commented on version {contract.version_number}")
    return Comment.objects.create(
        contract=contract,
        version=contract.proposed_version,
        author=by,
        office=step.title,
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
    """The employee asks for other terms: kept as a version of its own, which nobody signs, until it is answered."""
    step = ready(contract, "counter", by=by, on=on)
    if not note.strip():
        raise StepRefused("Write what you ask for and why.")
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
    tell_department(contract, "An executive asks for a change to a contract", key=f"counter/{event.number}", on=on)
    return version


@transaction.atomic
def revise(contract: Contract, *, take: Version | None = None, by: User, on: date) -> None:
    """Take a proposed or declined contract back into a draft. `take`: start from that version's terms.

    Signatures on the version that was proposed stay on record and bind nobody to the next one.
    """
    step = ready(contract, "revise", by=by, on=on)
    changes: dict = {"revision": contract.revision + 1, "proposed_version": None}
    if take is not None:
        asked = take.terms["monthly_salary"]
        changes["monthly_salary"] = None if asked is None else Decimal(asked)
    move(contract, step, by=by, on=on, words=f"Took the contract of {contract.employee} back to revise it", **changes)
    if take is not None:
        terms.write_lines(contract, lines=terms.added_lines(contract.plan, take.terms), projects=take.terms["projects"])


@transaction.atomic
def decline(contract: Contract, *, reason: str, by: User, on: date) -> None:
    """The executive declines to sign, with reasons. The contract is then not negotiated (reading 5 applies)."""
    step = ready(contract, "decline", by=by, on=on)
    if not reason.strip():
        raise StepRefused("Write why you decline to sign.")
    event = move(
        contract,
        step,
        by=by,
        on=on,
        words=f"Declined to sign version {contract.proposed_version.number} of the contract",
        facts={"reason": reason},
        declined_reason=reason,
    )
    tell_department(contract, "An executive declines to sign a contract", key=f"declined/{event.number}", on=on)


@transaction.atomic
def withdraw(contract: Contract, *, by: User, on: date) -> None:
    """Give up a draft."""
    step = ready(contract, "withdraw", by=by, on=on)
    move(contract, step, by=by, on=on, words=f"Withdrew the draft contract of {contract.employee}")


def tell_next_signer(contract: Contract, *, key: str, on: date) -> None:
    """Write to whoever signs next: the employee, the appointing authority, or whoever is director that day."""
    line = validators.next_line(contract)
    person = contract.parties().get(line) if line else None
    if person is not None:
        waiting = list(User.objects.filter(pk=person))
    else:
        held = Membership.unscoped.filter(office=line, department=contract.department).held_on(on)
        waiting = [membership.user for membership in held.select_related("user")]
    for user in waiting:
        _write(contract, user, "A performance contract waits for your signature", key)


def tell_department(contract: Contract, subject: str, *, key: str, on: date) -> None:
    """Write to the director, HR and the appointing authority of the contract's department."""
    held = Membership.unscoped.filter(office__in=["director", "hr"], department=contract.department).held_on(on)
    for user in {membership.user for membership in held.select_related("user")} | {contract.appointing_authority}:
        _write(contract, user, subject, key)


def _write(contract: Contract, to: User, subject: str, key: str) -> None:
    send_message(
        to=to,
        subject=subject,
        text=f"{subject}.\n\nExecutive: {contract.employee}\nPosition: {contract.title}, {contract.department_name}\n"
        f"Due: {contract.due_on:%B} {contract.due_on.day}, {contract.due_on.year}",
        key=f"contract/{contract.pk}/{key}",
        path=contract.get_absolute_url(),
    )
