"""The act of signing: one version, three lines in the order of the form, each with its evidence."""

from collections.abc import Mapping
from datetime import date, datetime

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.acting import StepRefused, offices_among, offices_held, ready, refuse_if_stopped
from accounts.models import User
from accounts.signin import PASSWORD
from contracts import consents, copies, parties, telling, terms, validators
from contracts.models import Contract, ExecutedCopy, Signature, Version
from records import files
from records.acts import move

CONSENT = consents.WORDS


def lines_to_sign(contract: Contract, *, by: User, on: date) -> list[str]:
    """The lines `by` would sign now, by office and by turn. A director who is the appointing authority has two."""
    return _own_lines(contract, validators.next_line(contract), offices_held(by, contract, on=on), by=by)


def lines_shown(contract: Contract, user: User, *, on: date) -> list[str]:
    """As lines_to_sign, for a page: of a contract that comes with its standing, nothing more is asked."""
    order = validators.lines_in_order(contract.plan)
    is_open = contract.state == "proposed" and contract.lines_signed < len(order)
    held = offices_among(user.memberships_on(on), user, contract)
    return _own_lines(contract, order[contract.lines_signed] if is_open else None, held, by=user)


def _own_lines(contract: Contract, line: str | None, held: Mapping[str, str], *, by: User) -> list[str]:
    """The lines that `by` signs, who holds these offices, when it is the turn of `line`."""
    order = validators.lines_in_order(contract.plan)
    if line is None or line not in held or is_for_the_other_side(contract, line, by=by):
        return []
    following = order[order.index(line) + 1 :]
    named = [office for office in contract.parties() if office != order[0]]
    if line in named and following and following[0] in held:
        return [line, following[0]]
    return [line]


@transaction.atomic
def sign(
    contract: Contract,
    *,
    seen_hash: str,
    authentication: str = PASSWORD,
    consent: str = "",
    by: User,
    on: date,
    at: datetime,
) -> list[Signature]:
    """Sign the proposed version, on the line or lines whose turn it is, on the legal day `on` at the moment `at`.

    `seen_hash` is the SHA-256 of the version that was on the page; `consent` the words by which the signer agrees
    now to sign electronically, needed of who has not agreed before and kept with the statement of each line. The
    last signature concludes the contract: it is in force for its term, its executed copy waits to be printed, and
    DPA/DHR has its copy. Raises StepRefused: not this person's turn or office, another version, over the ceiling,
    for two people, without consent.
    """
    contract.lock()
    step = ready(contract, "sign", by=by, on=on)
    held = offices_held(by, contract, on=on)
    line = validators.next_line(contract)
    if line not in held:  # this person's line comes later, or is signed
        line = next(own for own in validators.lines_in_order(contract.plan) if own in held)
    findings = validators.signing_findings(contract, line=line, by=by, seen_hash=seen_hash, on=on)
    refuse_if_stopped(findings, act="sign")
    if is_for_the_other_side(contract, line, by=by):
        raise StepRefused("Nobody signs their own contract for the other side. (CO-CON-4)")
    parties.require_same_holder(contract)
    version = contract.proposed_version
    require_same_terms(contract, version)
    agreed = consents.standing(by) or (consents.give(words=consent, by=by, on=on, at=at) if consent else None)
    if agreed is None:
        raise step.refused("You have not agreed to sign electronically. Agree to it here, or sign on paper.")
    made = []
    for each in lines_to_sign(contract, by=by, on=on):
        step = ready(contract, "sign", by=by, on=on, as_office=each)
        signature = Signature.unscoped.create(
            contract=contract,
            version=version,
            line=each,
            signer=by,
            name=by.name,
            office=step.title,
            statement=f"{validators.statement(contract.plan, each)} {agreed.words}",
            sha256=version.sha256,
            authentication=authentication,
            signed_at=at,
            signed_on=on,
        )
        move(
            contract,
            step,
            by=by,
            on=on,
            words=f"Signed version {version.number} of the contract of {contract.employee} as {step.title.lower()}",
            facts={
                "version": version.number,
                "sha256": version.sha256,
                "line": each,
                "statement": signature.statement,
                "authentication": authentication,
                "at": at.isoformat(),
            },
            findings=findings,
        )
        made.append(signature)
    if validators.next_line(contract) is None:
        conclude(contract, "conclude", as_office=made[-1].line, by=by, on=on)
    else:
        telling.tell_next_signer(contract, key=f"sign/{version.pk}/{validators.next_line(contract)}", on=on)
    return made


def is_for_the_other_side(contract: Contract, line: str, *, by: User) -> bool:
    """Whether the employee would sign on a line of the department."""
    return by.pk == contract.employee_id and line != validators.lines_in_order(contract.plan)[0]


def require_same_terms(contract: Contract, version: Version) -> None:
    """Raises StepRefused unless the frozen bytes are there and whole, and the contract still says what they say."""
    try:
        files.read(version.document)
    except files.Damaged as trouble:
        raise StepRefused(
            "The kept print of this version is damaged. Tell the administrator; sign nothing. (CO-CON-4)"
        ) from trouble
    now, frozen = terms.of(contract), version.terms
    if any(now[term] != frozen[term] for term in ("monthly_salary", "starts_on", "ends_on", "areas", "projects")):
        raise StepRefused(
            "The contract no longer says what its proposed version says. Have it revised, then proposed. (CO-CON-4)"
        )


def conclude(contract: Contract, verb: str, *, as_office: str, by: User, on: date) -> None:
    """The last line is signed: in force for its term, copy sent, executed copy asked for.

    It is signed on the last of the days on which its lines were: on paper that is the day beside the signature.
    """
    signatures = Signature.unscoped.filter(version=contract.proposed_version_id)
    signed_on = max(signatures.values_list("signed_on", flat=True))
    step = ready(contract, verb, by=by, on=on, as_office=as_office)
    move(contract, step, by=by, on=on, words=f"Contract of {contract.employee} signed by all", signed_on=signed_on)
    ExecutedCopy.unscoped.create(contract=contract)
    copies.send(contract, office=as_office, by=by, on=on)
    telling.tell_signed(contract, on=on)
    transaction.on_commit(nudge, robust=True)


def nudge() -> None:
    """Ask the job runner to print and seal now; if it cannot be reached, the sweep of the next minute does."""
    try:
        current_app.send_task("contracts.tasks.print_executed_copies", retry=False)
    except (OSError, OperationalError):
        return
