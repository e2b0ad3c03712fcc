"""Signatures by hand on an amendment: recorded from a scan, attested, as those on a contract are.

Lines may be mixed, some on paper and some here, each in its turn. Each counts for the day beside it, and the amendment
is in force from the last of these days.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts.acting import Ready, ready, refuse_if_stopped
from accounts.models import User
from accounts.signin import PASSWORD
from accounts.templatetags.words import day
from contracts import amended, amendment_telling, paper_signatures, validators
from contracts.amendment_concluding import conclude, named, require_same_terms
from contracts.models import Amendment, AmendmentSignature, PaperRecord
from contracts.paper_signatures import OpenLine, Written
from law.findings import Finding
from records.acts import move


def open_lines(amendment: Amendment) -> list[OpenLine]:
    """The lines that are still to be signed, in their order."""
    signed = amended.signed_lines(amendment)
    return paper_signatures.lines_left(
        amendment.plan, signed, amendment.contract.employee, amendment.appointing_authority
    )


@transaction.atomic
def record(
    amendment: Amendment,
    *,
    scan: UploadedFile,
    written: Mapping[str, Written],
    authentication: str = PASSWORD,
    by: User,
    on: date,
    at: datetime,
) -> list[AmendmentSignature]:
    """Record what was signed by hand on the proposed amendment; `by` attests it. The last line puts it in force.

    Raises StepRefused: a line out of its turn, a day to come or before what is amended was signed, an office not held
    that day, nothing but one's own signature. Raises ValidationError for a scan that is no PDF.
    """
    amendment.contract.lock()
    amendment.lock()
    step = ready(amendment, "record_paper", by=by, on=on)
    if not written:
        raise step.refused("Enter at least one line that was signed, with the day beside the signature.")
    require_same_terms(amendment, step, on=on)
    findings = _findings(amendment, written, by=by, on=on)
    refuse_if_stopped(findings, act="record these signatures")
    _require_days_after_what_is_amended(amendment, step, written)
    contract = amendment.contract
    titles = {
        line: paper_signatures.title_held(amendment, contract, step, line, each) for line, each in written.items()
    }
    made = paper_signatures.keep(contract, step, scan, authentication, by=by, on=on, at=at, amendment=amendment)
    signatures = []
    for line in validators.lines_in_order(amendment.plan):
        if line in written:
            signatures.append(_sign(amendment, made, line, written[line], titles[line]))
            _tell(amendment, step, signatures[-1], findings, by=by, on=on)
    if (following := amended.next_line(amendment)) is None:
        conclude(amendment, "conclude_on_paper", as_office=step.office, by=by, on=on)
    else:
        key = f"sign/{amendment.document_id}/{following}"
        amendment_telling.tell_next_signer(amendment, line=following, key=key, on=on)
    return signatures


def _findings(amendment: Amendment, written: Mapping[str, Written], *, by: User, on: date) -> list[Finding]:
    """What the law says of these signatures: of each on its own day, and of who attests them."""
    only_own = {each.signer for each in written.values()} == {by}
    found = validators.attestation_findings(amendment.plan, attests_only_own=only_own, on=on)
    rows = AmendmentSignature.unscoped.filter(document=amendment.document_id)
    signed = list(rows.order_by("pk").values_list("line", "signed_on"))
    for line in validators.lines_in_order(amendment.plan):
        if line not in written:
            continue
        signed_on, above = written[line].on, signed[-1][1] if signed else None
        done = [code for code, _ in signed]
        found += amended.paper_findings(amendment, line=line, signed=done, signed_on=signed_on, above=above, on=on)
        if any(finding.stops for finding in found):
            break
        signed.append((line, signed_on))
    return list(dict.fromkeys(found))


def _require_days_after_what_is_amended(amendment: Amendment, step: Ready, written: Mapping[str, Written]) -> None:
    """Raises StepRefused for a day before the contract, or its last amendment, was signed: it rests on these."""
    signed = Amendment.unscoped.filter(contract=amendment.contract_id, state="signed").order_by("number").last()
    since = (signed or amendment.contract).signed_on
    first = min(each.on for each in written.values())
    if since is not None and first < since:
        before = f"amendment {signed.number}" if signed else "the contract"
        raise step.refused(f"{day(first)} is before {before} was signed, on {day(since)}. Check the day on the paper.")


def _sign(amendment: Amendment, made: PaperRecord, line: str, each: Written, title: str) -> AmendmentSignature:
    assert each.signer is not None  # noqa: S101 (asked for by title_held)
    return AmendmentSignature.unscoped.create(
        amendment=amendment,
        document=amendment.document,
        line=line,
        signer=each.signer,
        name=each.signer.name,
        office=title,
        statement=f"Signed by hand on the line “{validators.office_name(amendment.plan, line)}” of the amendment.",
        sha256=amendment.sha256,
        authentication=f"Scan attested by {made.name}, {made.office}"[:120],
        signed_at=None,
        signed_on=each.on,
        paper=made,
    )


def _tell(
    amendment: Amendment, step: Ready, signature: AmendmentSignature, findings: list[Finding], *, by: User, on: date
) -> None:
    whose = f"{signature.name} as {signature.office.lower()}"
    move(
        amendment,
        step,
        by=by,
        on=on,
        words=f"Recorded the signature of {whose} on {named(amendment)}, on paper, {day(signature.signed_on)}",
        facts=paper_signatures.evidence(signature),
        findings=findings,
    )
