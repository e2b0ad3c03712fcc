"""The executed copy: printed once with its evidence, sealed, stored, and from then on served as stored.

Of a contract when all have signed it, and of each amendment of it.
"""

import json
import logging
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.templatetags.words import day
from contracts import amendment_print, evidence, form1, validators
from contracts.evidence import EvidenceSheet, SignatureEvidence
from contracts.models import Contract, ExecutedAmendment, ExecutedCopy, Signature
from records import claims, events, files, pdf, seal
from records.today import today

log = logging.getLogger(__name__)

CLAIM_LASTS = claims.CLAIM_LASTS
Copy = ExecutedCopy | ExecutedAmendment
WITH = {
    ExecutedCopy: ("contract__employee", "contract__department", "contract__proposed_version__document"),
    ExecutedAmendment: ("amendment__contract__employee", "amendment__department", "amendment__document"),
}


def print_waiting() -> int:
    """Print and seal every executed copy that waits; how many were. A failure is kept and tried again later."""
    done = 0
    for model in WITH:
        while (copy := _claim_next(model)) is not None:
            try:
                done += _finish(copy, _printed(copy))
            except Exception as trouble:  # whatever it is, the next one is printed, and the administrator reads why
                log.exception("%s could not be made.", copy)
                _keep_trouble(copy, trouble)
    return done


def _keep_trouble(copy: Copy, trouble: Exception) -> None:
    """Unless another worker has finished meanwhile."""
    claims.keep_trouble(copy, trouble)


def _claim_next(model: type[Copy] = ExecutedCopy) -> Copy | None:
    """Take the next waiting copy, or None. The update names the old claim, so one worker wins."""
    return claims.claim_next(model.unscoped.select_related(*WITH[model]))


def _printed(copy: Copy) -> bytes:
    """The sealed bytes."""
    if isinstance(copy, ExecutedAmendment):
        printed = amendment_print.executed(copy.amendment)
        reason = f"Executed copy of amendment {copy.amendment.number} of an SES contract"
    else:
        printed = print_contract(copy.contract)
        reason = f"Executed copy of the SES contract of {copy.contract.proposed_version.terms['employee']}"
    return seal.seal(printed, reason=reason, at=timezone.localtime())


def print_contract(contract: Contract) -> bytes:
    """The form with filled signature lines and evidence; inside it the frozen version, its data, and every scan."""
    version = contract.proposed_version
    signatures = list(Signature.unscoped.filter(version=version).select_related("paper__document").order_by("pk"))
    attachments = [*_frozen(version), *evidence.scans(signatures)]
    form = form1.from_terms(
        plan=contract.plan,
        terms=version.terms,
        signatures=[
            form1.Signed(
                line=s.line, name=s.name, at=s.signed_at, office=s.office, on_paper=day(s.signed_on) if s.paper else ""
            )
            for s in signatures
        ],
        state=f"Version {version.number}, executed {form1.day_in_words(contract.signed_on)}",
    )
    sheet = EvidenceSheet(
        version=version.number,
        document_hash=version.sha256,
        signatures=[_evidence(contract, s) for s in signatures],
        rules=validators.edition(contract.plan),
        copy=f"A copy went to DPA/DHR on {form1.day_in_words(contract.copy.sent_on)}.",
        attached=[(each.name, each.description) for each in attachments],
    )
    return form1.print_executed(form, sheet, attachments)


def _frozen(version: Any) -> list[pdf.Attachment]:
    data = json.dumps(version.terms, indent=2, sort_keys=True, ensure_ascii=False).encode()
    return [
        pdf.Attachment(
            f"version-{version.number}.pdf",
            files.read(version.document),
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


def _evidence(contract: Contract, signature: Signature) -> SignatureEvidence:
    return SignatureEvidence(
        name=signature.name,
        office=signature.office,
        line=validators.office_name(contract.plan, signature.line),
        statement=signature.statement,
        at=signature.signed_at,
        authenticated=signature.authentication,
        document_hash=signature.sha256,
        paper=evidence.by_hand(signature, frozen_on=contract.proposed_version.made_on),
    )


@transaction.atomic
def _finish(copy: Copy, sealed: bytes) -> bool:
    """Keep the sealed bytes, once: a second worker that comes late keeps nothing. Whether these were kept."""
    rows = type(copy).unscoped
    held = rows.select_for_update().get(pk=copy.pk)
    if held.sealed_at is not None:
        return False
    amendment = copy.amendment if isinstance(copy, ExecutedAmendment) else None
    thing = amendment or copy.contract
    contract = amendment.contract if amendment else copy.contract
    what = f"amendment {amendment.number}" if amendment else "SES Form 1"
    document = files.store(
        sealed,
        name=f"{what[0].upper()}{what[1:]} - {contract.employee} - executed.pdf",
        content_type=files.PDF,
        purpose="executed amendment" if amendment else "executed copy",
        by=None,
    )
    rows.filter(pk=copy.pk).update(document=document, sealed_at=timezone.now(), last_trouble="")
    whose = f"{what} of the contract" if amendment else "the contract"
    events.record(
        thing,
        "seal",
        by=None,
        office="Job",
        on=today(),
        words=f"Printed and sealed the executed copy of {whose} of {contract.employee}",
        facts={"sha256": document.sha256},
    )
    return True
