"""Amendments during the year: expectations of performance by mutual agreement, numbered, signed, attached.

The contract itself never changes. What holds on a day is `terms_in_force`. No act here takes a salary, a term or
a party, and what is frozen is judged whole against the contract as amended so far.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.acting import ready, refuse_if_stopped
from accounts.models import User
from accounts.signin import PASSWORD
from contracts import amendment_print, amendment_telling, amendment_validators, consents, parties, terms, validators
from contracts.amended import after, findings, lines_to_sign, next_line, signed_lines, terms_in_force
from contracts.amendment_concluding import conclude, named, require_same_terms
from contracts.models import Amendment, AmendmentSignature, Contract
from records import files, pdf
from records.acts import begin, move

__all__ = [
    "after",
    "decline",
    "edit",
    "findings",
    "lines_to_sign",
    "next_line",
    "propose",
    "revise",
    "sign",
    "signed_lines",
    "start",
    "terms_in_force",
    "withdraw",
]

CHANGED_MEANWHILE = "Somebody else changed this amendment meanwhile. Read it again."


@transaction.atomic
def start(contract: Contract, *, by: User, on: date) -> Amendment:
    """Begin the next amendment of a signed contract, with its expectations as they are now. One at a time."""
    contract.lock()
    number = Amendment.unscoped.filter(contract=contract).exclude(state="withdrawn").count() + 1
    amendment = Amendment(
        plan=contract.plan,
        contract=contract,
        department=contract.department,
        appointing_authority=contract.appointing_authority,
        number=number,
        state="",
        started_on=on,
    )
    step = ready(amendment, "start", by=by, on=on)
    refuse_if_stopped(amendment_validators.amendment_day_findings(contract, on=on), act="amend this contract")
    now = terms_in_force(contract, on=on)
    amendment.lines, amendment.projects = terms.added_lines(contract.plan, now), now["projects"]
    try:
        with transaction.atomic():
            begin(
                amendment, step, by=by, on=on, words=f"Began amendment {number} of the contract of {contract.employee}"
            )
    except IntegrityError:
        raise step.refused("Another amendment of this contract is open. Finish it, or withdraw it.") from None
    return amendment


@transaction.atomic
def edit(
    amendment: Amendment,
    *,
    revision: int,
    lines: Mapping[str, Iterable[str]],
    projects: Iterable[Mapping[str, str]],
    reason: str,
    appointing_authority: User | None = None,
    by: User,
    on: date,
) -> None:
    """Save a draft: lines, projects, why, and who signs as appointing authority. There is nothing else to save."""
    amendment.lock()
    step = ready(amendment, "edit", by=by, on=on)
    if amendment.revision != revision:
        raise step.refused(
            "Somebody else saved this amendment while you wrote. Your text is kept below; compare, then save."
        )
    superior = appointing_authority or amendment.appointing_authority
    parties.require_two_parties(amendment.contract.employee, superior)
    move(
        amendment,
        step,
        by=by,
        on=on,
        words=f"Saved {named(amendment)}",
        revision=revision + 1,
        lines={code: list(texts) for code, texts in lines.items()},
        projects=[{"objective": each["objective"], "results": each.get("results", "")} for each in projects],
        reason=reason,
        appointing_authority=superior,
    )


@transaction.atomic
def propose(amendment: Amendment, *, revision: int | None = None, by: User, on: date, at: datetime) -> None:
    """Freeze the amendment, print it, and put it before both sides."""
    amendment.contract.lock()
    amendment.lock()
    step = ready(amendment, "propose", by=by, on=on)
    if revision is not None and revision != amendment.revision:
        raise step.refused(CHANGED_MEANWHILE)
    step.require_words(amendment.reason, "Write why the expectations are altered.")
    before = terms_in_force(amendment.contract, on=on)
    now = after(amendment, before)
    found = amendment_validators.amendment_findings(amendment.contract, before=before, after=now, on=on)
    refuse_if_stopped(found, act="propose this amendment")
    parties.require_superior_in_office(amendment, on=on)
    names = amendment_validators.performance_terms(amendment.plan)
    performance, was = {name: now[name] for name in names}, {name: before[name] for name in names}
    try:
        printed = amendment_print.frozen(amendment, was, performance, on=on)
    except pdf.CannotPrint as trouble:
        raise step.refused(f"This amendment cannot be printed. {trouble}") from trouble
    name = f"{amendment} - {amendment.contract.employee}.pdf"
    document = files.store(printed, name=name, content_type=files.PDF, purpose="proposed amendment", by=by)
    event = move(
        amendment,
        step,
        by=by,
        on=on,
        words=f"Proposed {named(amendment)}",
        facts={"sha256": document.sha256},
        findings=found,
        terms={**performance, "before": was},
        document=document,
        sha256=document.sha256,
        proposed_on=on,
        proposed_at=at,
    )
    first = validators.lines_in_order(amendment.plan)[0]
    amendment_telling.tell_next_signer(amendment, line=first, key=f"proposed/{event.number}", on=on)


@transaction.atomic
def sign(
    amendment: Amendment,
    *,
    seen_hash: str,
    authentication: str = PASSWORD,
    consent: str = "",
    by: User,
    on: date,
    at: datetime,
) -> list[AmendmentSignature]:
    """Sign the proposed amendment on the line or lines whose turn it is. The last signature puts it in force."""
    amendment.contract.lock()
    amendment.lock()
    step = ready(amendment, "sign", by=by, on=on)
    lines = lines_to_sign(amendment, by=by, on=on)
    if not lines:
        raise step.refused("It is not your turn to sign, or you have signed.")
    if seen_hash != amendment.sha256:
        raise step.refused("The amendment has changed since you read it. Read it as it is now, then sign.")
    found = findings(amendment, on=on)
    refuse_if_stopped(found, act="sign this amendment")
    require_same_terms(amendment, step, on=on)
    agreed = consents.standing(by) or (consents.give(words=consent, by=by, on=on, at=at) if consent else None)
    if agreed is None:
        raise step.refused("You have not agreed to sign electronically. Agree to it here, or sign on paper.")
    made = []
    for line in lines:
        own = ready(amendment, "sign", by=by, on=on, as_office=line)
        signature = AmendmentSignature.unscoped.create(
            amendment=amendment,
            document=amendment.document,
            line=line,
            signer=by,
            name=by.name,
            office=own.title,
            statement=f"{amendment_validators.amendment_statement(amendment.plan, line)} {agreed.words}",
            sha256=amendment.sha256,
            authentication=authentication,
            signed_at=at,
            signed_on=on,
        )
        facts = {"sha256": amendment.sha256, "line": line, "statement": signature.statement, "at": at.isoformat()}
        words = f"Signed {named(amendment)} as {own.title.lower()}"
        facts["authentication"] = authentication
        move(amendment, own, by=by, on=on, words=words, facts=facts, findings=found)
        made.append(signature)
    if (following := next_line(amendment)) is None:
        conclude(amendment, "conclude", as_office=lines[-1], by=by, on=on)
    else:
        key = f"sign/{amendment.document_id}/{following}"
        amendment_telling.tell_next_signer(amendment, line=following, key=key, on=on)
    return made


@transaction.atomic
def revise(amendment: Amendment, *, by: User, on: date) -> None:
    """Take a proposed or declined amendment back into a draft. What was signed on its print binds nobody."""
    amendment.lock()
    step = ready(amendment, "revise", by=by, on=on)
    words = f"Took {named(amendment)} back to revise it"
    event = move(
        amendment, step, by=by, on=on, words=words, revision=amendment.revision + 1, document=None, sha256="", terms={},
        declined_reason="",
    )  # fmt: skip
    amendment_telling.tell_employee(amendment, "An amendment of your contract is being revised", key=f"{event.number}")


@transaction.atomic
def decline(amendment: Amendment, *, reason: str, by: User, on: date) -> None:
    """The executive does not agree, with reasons. The contract stays as it is."""
    amendment.lock()
    step = ready(amendment, "decline", by=by, on=on)
    step.require_words(reason, "Write why you do not agree.")
    if signed_lines(amendment):
        raise step.refused("You have signed this amendment. Ask the department to revise or withdraw it.")
    words = f"Declined to sign {named(amendment)}"
    event = move(amendment, step, by=by, on=on, words=words, facts={"reason": reason}, declined_reason=reason)
    amendment_telling.tell_department(
        amendment, "An executive declines an amendment", key=f"declined/{event.number}", on=on
    )


@transaction.atomic
def withdraw(amendment: Amendment, *, by: User, on: date) -> None:
    """Give it up. The contract stays as it is."""
    amendment.lock()
    step = ready(amendment, "withdraw", by=by, on=on)
    was_proposed = amendment.state != "draft"
    event = move(amendment, step, by=by, on=on, words=f"Withdrew {named(amendment)}")
    if was_proposed:
        amendment_telling.tell_employee(
            amendment, "An amendment of your contract was withdrawn", key=f"withdrawn/{event.number}"
        )
