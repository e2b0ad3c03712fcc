"""The act of signing: one version, three lines in the order of the form, each with its evidence."""

from datetime import date, datetime

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from accounts.acting import StepRefused, offices_held, ready, refuse_if_stopped
from accounts.models import User
from contracts import copies, validators, workflow
from contracts.models import Contract, ExecutedCopy, Signature
from records.acts import move

PASSWORD = "Password given again at the moment of signing"  # noqa: S105 (words for the evidence)


def lines_to_sign(contract: Contract, *, by: User, on: date) -> list[str]:
    """The lines `by` would sign now, by office and by turn. A director who is the appointing authority has two."""
    line = validators.next_line(contract)
    held = offices_held(by, contract, on=on)
    if line is None or line not in held:
        return []
    order = validators.lines_in_order(contract.plan)
    following = order[order.index(line) + 1 :]
    named = [office for office in contract.parties() if office != order[0]]
    if line in named and following and following[0] in held:
        return [line, following[0]]
    return [line]


@transaction.atomic
def sign(
    contract: Contract, *, seen_hash: str, authentication: str = PASSWORD, by: User, on: date, at: datetime
) -> list[Signature]:
    """Sign the proposed version, on the line or lines whose turn it is, on the legal day `on` at the moment `at`.

    `seen_hash` is the SHA-256 of the version that was on the page. The last signature concludes the contract:
    it is in force for its term, its executed copy waits to be printed, and DPA/DHR has its copy.
    Raises StepRefused: not this person's turn or office, another version, over the ceiling, for two people.
    """
    contract = Contract.unscoped.select_for_update(of=("self",)).select_related("proposed_version").get(pk=contract.pk)
    line = validators.next_line(contract)
    step = ready(contract, "sign", by=by, on=on, as_office=line or "")
    order = validators.lines_in_order(contract.plan)
    if line != order[0] and by.pk == contract.employee_id:
        raise StepRefused("Nobody signs their own contract for the other side. Source: CO-CON-4.")
    findings = validators.signing_findings(contract, line=line, by=by, seen_hash=seen_hash, on=on)
    refuse_if_stopped(findings, act="sign")
    version = contract.proposed_version
    held = offices_held(by, contract, on=on)
    made = []
    for each in lines_to_sign(contract, by=by, on=on):
        signature = Signature.unscoped.create(
            contract=contract,
            version=version,
            line=each,
            signer=by,
            name=by.name,
            office=held[each],
            statement=validators.statement(contract.plan, each),
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
            words=f"Signed version {version.number} of the contract of {contract.employee} as {held[each].lower()}",
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
        _conclude(contract, by=by, on=on)
    else:
        workflow.tell_next_signer(contract, key=f"sign/{version.pk}/{validators.next_line(contract)}", on=on)
    return made


def _conclude(contract: Contract, *, by: User, on: date) -> None:
    """The last line is signed: in force for its term, copy sent, executed copy asked for."""
    step = ready(contract, "conclude", by=by, on=on)
    move(contract, step, by=by, on=on, words=f"Contract of {contract.employee} signed by all", signed_on=on)
    ExecutedCopy.unscoped.create(contract=contract)
    copies.send(contract, by=by, on=on)
    transaction.on_commit(_nudge, robust=True)


def _nudge() -> None:
    """Ask the job runner to print and seal now; if it cannot be reached, the sweep of the next minute does."""
    try:
        current_app.send_task("contracts.tasks.print_executed_copies", retry=False)
    except (OSError, OperationalError):
        return
