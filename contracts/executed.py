"""The executed copy: printed once with its evidence, sealed, stored, and from then on served as stored."""

import json
import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from contracts import form1, validators
from contracts.evidence import EvidenceSheet, SignatureEvidence
from contracts.models import Contract, ExecutedCopy, Signature
from records import events, files, pdf, seal
from records.today import today

log = logging.getLogger(__name__)

CLAIM_LASTS = timedelta(minutes=5)


def print_waiting() -> int:
    """Print and seal every executed copy that waits; how many were. A failure is kept and tried again later."""
    done = 0
    while (copy := _claim_next()) is not None:
        try:
            done += _finish(copy, _printed(copy.contract))
        except Exception as trouble:  # whatever it is, the next one is printed, and the administrator reads why
            log.exception("The executed copy of contract %s could not be made.", copy.contract_id)
            _keep_trouble(copy, trouble)
    return done


def _keep_trouble(copy: ExecutedCopy, trouble: Exception) -> None:
    """Unless another worker has finished meanwhile."""
    told = f"{type(trouble).__name__}: {trouble}"[:300]
    ExecutedCopy.unscoped.filter(pk=copy.pk, sealed_at=None).update(last_trouble=told)


def _claim_next() -> ExecutedCopy | None:
    """Take the next waiting copy, or None. The update names the old claim, so one worker wins."""
    now = timezone.now()
    while True:
        waiting = ExecutedCopy.unscoped.filter(Q(claimed_until=None) | Q(claimed_until__lt=now), sealed_at=None)
        copy = waiting.select_related("contract__employee", "contract__department").order_by("pk").first()
        if copy is None:
            return None
        mine = ExecutedCopy.unscoped.filter(pk=copy.pk, claimed_until=copy.claimed_until, sealed_at=None)
        if mine.update(claimed_until=now + CLAIM_LASTS, tries=F("tries") + 1) == 1:
            return copy


def _printed(contract: Contract) -> bytes:
    """The sealed bytes: form with filled signature lines, evidence, and the frozen version and its data attached."""
    version = contract.proposed_version
    signatures = list(Signature.unscoped.filter(version=version).order_by("pk"))
    frozen = files.read(version.document)
    data = json.dumps(version.terms, indent=2, sort_keys=True, ensure_ascii=False).encode()
    attachments = [
        pdf.Attachment(
            f"version-{version.number}.pdf",
            frozen,
            "application/pdf",
            "The version that was signed, as it was frozen",
            version.made_at,
            relationship="Source",
        ),
        pdf.Attachment(
            f"version-{version.number}.json",
            data,
            "application/json",
            "The terms of that version as data",
            version.made_at,
        ),
    ]
    form = form1.from_terms(
        plan=contract.plan,
        terms=version.terms,
        signatures=[form1.Signed(line=s.line, name=s.name, at=s.signed_at, office=s.office) for s in signatures],
        state=f"Version {version.number}, executed {form1.day_in_words(contract.signed_on)}",
    )
    sheet = EvidenceSheet(
        version=version.number,
        document_hash=version.sha256,
        signatures=[
            SignatureEvidence(
                name=s.name,
                office=s.office,
                line=validators.office_name(contract.plan, s.line),
                statement=s.statement,
                at=s.signed_at,
                authenticated=s.authentication,
                document_hash=s.sha256,
            )
            for s in signatures
        ],
        rules=validators.edition(contract.plan),
        copy=f"A copy went to DPA/DHR on {form1.day_in_words(contract.copy.sent_on)}.",
        attached=[(each.name, each.description) for each in attachments],
    )
    printed = form1.print_executed(form, sheet, attachments)
    reason = f"Executed copy of the SES contract of {version.terms['employee']}"
    return seal.seal(printed, reason=reason, at=timezone.localtime())


@transaction.atomic
def _finish(copy: ExecutedCopy, sealed: bytes) -> bool:
    """Keep the sealed bytes, once: a second worker that comes late keeps nothing. Whether these were kept."""
    contract = copy.contract
    held = ExecutedCopy.unscoped.select_for_update().get(pk=copy.pk)
    if held.sealed_at is not None:
        return False
    document = files.store(
        sealed,
        name=f"SES Form 1 - {contract.employee} - executed.pdf",
        content_type=files.PDF,
        purpose="executed copy",
        by=None,
    )
    ExecutedCopy.unscoped.filter(pk=copy.pk).update(document=document, sealed_at=timezone.now(), last_trouble="")
    events.record(
        contract,
        "seal",
        by=None,
        office="Job",
        on=today(),
        words=f"Printed and sealed the executed copy of the contract of {contract.employee}",
        facts={"sha256": document.sha256},
    )
    return True
