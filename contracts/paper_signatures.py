"""Signatures written by hand: recorded from a scan, attested, with the effect of the day beside each signature.

Lines may be mixed: who does not consent signs on paper, the others here, each line in its turn. What binds is
the agreement of every party to one version; the hand that writes it may be on paper or on a key.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import QuerySet

import law
from accounts.acting import Ready, offices_held, ready, refuse_if_stopped
from accounts.models import Membership, User
from accounts.signin import PASSWORD
from accounts.templatetags.words import day
from contracts import parties, signing, telling, validators
from contracts.models import Amendment, AmendmentSignature, Contract, PaperRecord, Signature, Version
from law.findings import Finding
from records import files
from records.acts import move

ATTESTATION = (
    "I have compared the scan, line by line, with the version shown here. I attest that it says the same, and that the "
    "persons named signed it by hand on the days entered."
)


@dataclass(frozen=True)
class OpenLine:
    """A line that is not signed yet: its office, and who signs it. For a line held by office nobody is named."""

    code: str
    office: str
    person: User | None

    @property
    def who(self) -> str:
        """The name of who signs it, if one is named."""
        return self.person.name if self.person else ""


@dataclass(frozen=True)
class Written:
    """Who wrote their name on a line, and the day beside it."""

    signer: User | None
    on: date


def open_lines(contract: Contract) -> list[OpenLine]:
    """The lines that are still to be signed, in their order."""
    signed = validators.signed_lines(contract.proposed_version)
    return lines_left(contract.plan, signed, contract.employee, contract.appointing_authority)


def lines_left(plan: str, signed: Collection[str], employee: User, superior: User) -> list[OpenLine]:
    """The lines that are not among those `signed`, in their order, with who is named to sign them."""
    named = {"employee": employee, "appointing_authority": superior}
    return [
        OpenLine(line, validators.office_name(plan, line), named.get(line))
        for line in validators.lines_in_order(plan)
        if line not in signed
    ]


def directors(contract: Contract) -> QuerySet[User]:
    """Whoever was director of the department at any time: whether on that day, the act asks."""
    held = Membership.unscoped.filter(department=contract.department_id, office="director").standing()
    return User.objects.filter(pk__in=held.values("user")).exclude(pk=contract.employee_id).order_by("name")


@transaction.atomic
def record(
    contract: Contract,
    *,
    scan: UploadedFile,
    written: Mapping[str, Written],
    authentication: str = PASSWORD,
    by: User,
    on: date,
    at: datetime,
) -> list[Signature]:
    """Record what was signed by hand on the proposed version; `by` attests it. With the last line it is concluded.

    Raises StepRefused: a line out of its turn, a day to come, an office not held that day, nothing but one's own
    signature, terms that cannot be signed. Raises ValidationError for a scan that is no PDF.
    """
    contract.lock()
    step = ready(contract, "record_paper", by=by, on=on)
    if not written:
        raise step.refused("Enter at least one line that was signed, with the day beside the signature.")
    version = contract.proposed_version
    parties.require_same_holder(contract)
    signing.require_same_terms(contract, version)
    findings = _findings(contract, written, by=by, on=on)
    refuse_if_stopped(findings, act="record these signatures")
    titles = {line: title_held(contract, contract, step, line, each) for line, each in written.items()}
    made = keep(contract, step, scan, authentication, by=by, on=on, at=at, version=version)
    signatures = []
    for line in validators.lines_in_order(contract.plan):
        if line in written:
            signatures.append(_sign(contract, made, line, written[line], titles[line]))
            _tell(contract, step, signatures[-1], findings, by=by, on=on)
    if validators.next_line(contract) is None:
        signing.conclude(contract, "conclude_on_paper", as_office=step.office, by=by, on=on)
    else:
        telling.tell_next_signer(contract, key=f"sign/{version.pk}/{validators.next_line(contract)}", on=on)
    return signatures


def _findings(contract: Contract, written: Mapping[str, Written], *, by: User, on: date) -> list[Finding]:
    """What the law says of these signatures: of each on its own day, and of who attests them."""
    version, plan = contract.proposed_version, contract.plan
    only_own = {each.signer for each in written.values()} == {by}
    found = validators.attestation_findings(plan, attests_only_own=only_own, on=on)
    signed = list(Signature.unscoped.filter(version=version).order_by("pk").values_list("line", "signed_on"))
    for line in validators.lines_in_order(plan):
        if line not in written:
            continue
        signed_on = written[line].on
        found += validators.paper_findings(
            contract, line=line, signed=[code for code, _ in signed], signed_on=signed_on, before=signed[-1:], on=on
        )
        if any(finding.stops for finding in found):
            break
        found += validators.draft_findings(contract, on=signed_on)
        signed.append((line, signed_on))
    return list(dict.fromkeys(found))


def title_held(thing: Contract | Amendment, contract: Contract, step: Ready, line: str, each: Written) -> str:
    """The office that the signer held towards `thing` on the day of the signature. Raises StepRefused when it was
    none for the line."""
    office = validators.office_name(contract.plan, line).lower()
    if each.signer is None:
        raise step.refused(f"Say who signed as {office}.")
    held = offices_held(each.signer, thing, on=each.on)
    if line not in held:
        raise step.refused(f"{each.signer} could not sign as {office} on {day(each.on)}: the office was not held.")
    if signing.is_for_the_other_side(contract, line, by=each.signer):
        raise step.refused("Nobody signs their own contract for the other side.")
    return held[line]


def keep(
    contract: Contract,
    step: Ready,
    scan: UploadedFile,
    authentication: str,
    *,
    by: User,
    on: date,
    at: datetime,
    **of: Version | Amendment,
) -> PaperRecord:
    """Store the scan with the words of who attests it; `of` names the version or the amendment that was signed."""
    if files.check_upload(scan) != files.PDF:
        raise step.refused("The scan has to be a PDF.")
    document = files.store_upload(scan, purpose="scan of signatures", by=by)
    return PaperRecord.unscoped.create(
        contract=contract,
        **of,
        document=document,
        attested_by=by,
        name=by.name,
        office=step.title,
        statement=ATTESTATION,
        authentication=authentication,
        recorded_on=on,
        recorded_at=at,
    )


def _sign(contract: Contract, made: PaperRecord, line: str, each: Written, title: str) -> Signature:
    assert each.signer is not None  # noqa: S101 (asked for by _title_held)
    return Signature.unscoped.create(
        contract=contract,
        version=made.version,
        line=line,
        signer=each.signer,
        name=each.signer.name,
        office=title,
        statement=f"Signed by hand on the line “{validators.office_name(contract.plan, line)}” of SES Form 1.",
        sha256=made.version.sha256,
        authentication=f"Scan attested by {made.name}, {made.office}"[:120],
        signed_at=None,
        signed_on=each.on,
        paper=made,
    )


def on_paper(contract: Contract, user: User, *, on: date) -> list[Signature]:
    """The signatures by hand on the version that is proposed or signed, each with its record."""
    rows = Signature.objects.visible_to(user, on=on).filter(version=contract.proposed_version_id, paper__isnull=False)
    return list(rows.select_related("paper").order_by("pk"))


def older_findings(plan: str, days: Iterable[date | None], *, frozen_on: date | None, on: date) -> list[Finding]:
    """CO-CON-4 of paper signed on these `days`, where that is before the day on which the print was frozen."""
    check = law.plan(plan).contracts.check_paper_day
    older = sorted({day for day in days if day is not None and frozen_on is not None and day < frozen_on})
    return [found for day in older for found in check(signed_on=day, frozen_on=frozen_on, on=on)]


def older_than_print(version: Version | None, plan: str, signatures: Iterable[Signature], *, on: date) -> list[Finding]:
    """The same of those of these signatures that were written by hand on this version."""
    days = [each.signed_on for each in signatures if each.is_on_paper and version and each.version_id == version.pk]
    return older_findings(plan, days, frozen_on=version.made_on if version else None, on=on)


def evidence(signature: Signature | AmendmentSignature) -> dict[str, Any]:
    """What the event of a signature by hand keeps of it: what was signed by whom on which day, and who attests it."""
    made = signature.paper
    return {
        "sha256": signature.sha256,
        "line": signature.line,
        "signer": signature.signer_id,
        "signed_on": signature.signed_on.isoformat(),
        "scan_sha256": made.document.sha256,
        "attestation": made.statement,
        "authentication": made.authentication,
        "at": made.recorded_at.isoformat(),
    }


def _tell(
    contract: Contract, step: Ready, signature: Signature, findings: list[Finding], *, by: User, on: date
) -> None:
    made, whose = signature.paper, f"{signature.name} as {signature.office.lower()}"
    move(
        contract,
        step,
        by=by,
        on=on,
        words=f"Recorded the signature of {whose}, on paper, {day(signature.signed_on)}",
        facts={"version": made.version.number, **evidence(signature)},
        findings=findings,
    )
