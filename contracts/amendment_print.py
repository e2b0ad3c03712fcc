"""An amendment on paper: an attachment to the contract, frozen for signing, then executed with its evidence."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from accounts.templatetags.words import day
from contracts import amendment_validators, comparing, evidence, validators
from contracts.evidence import EvidenceSheet, SignatureEvidence, moment_in_denver
from contracts.form1_parts import SignatureLine
from contracts.models import Amendment, AmendmentCopy, AmendmentSignature
from records import files, pdf

STYLE = ("print/form1.css", "print/amendment.css")


def frozen(amendment: Amendment, before: Mapping[str, Any], after: Mapping[str, Any], *, on: date) -> bytes:
    """The print that is signed: what changes against the contract as amended so far, and nothing about pay."""
    return pdf.render(_html(amendment, before, after, state=f"proposed {day(on)}"), css=STYLE)


def executed(amendment: Amendment) -> bytes:
    """The signed amendment with its evidence, and the frozen print and its data inside. Not yet sealed."""
    rows = AmendmentSignature.unscoped.filter(document=amendment.document_id)
    signatures = list(rows.select_related("paper__document").order_by("pk"))
    data = json.dumps(amendment.terms, indent=2, sort_keys=True, ensure_ascii=False).encode()
    name = f"amendment-{amendment.number}"
    attachments = [
        pdf.Attachment(
            f"{name}.pdf",
            files.read(amendment.document),
            "application/pdf",
            "The amendment that was signed, as it was frozen",
            amendment.proposed_at,
            relationship="Source",
        ),
        pdf.Attachment(
            f"{name}.json", data, "application/json", "The performance terms as amended, as data", amendment.proposed_at
        ),
        *evidence.scans(signatures),
    ]
    sheet = EvidenceSheet(
        version=amendment.number,
        document_hash=amendment.sha256,
        signatures=[_evidence(amendment, each) for each in signatures],
        rules=validators.edition(amendment.plan),
        copy=_sent(amendment),
        attached=[(each.name, each.description) for each in attachments],
        what=f"amendment {amendment.number} of this contract",
    )
    page = _html(
        amendment,
        amendment.terms["before"],
        performance(amendment),
        state=f"executed {day(amendment.signed_on)}",
        signatures=signatures,
        sheet=sheet,
    )
    return pdf.render(page, css=STYLE, attachments=attachments)


def _sent(amendment: Amendment) -> str:
    copy = AmendmentCopy.unscoped.filter(amendment=amendment).first()
    return f"A copy went to DPA/DHR on {day(copy.sent_on)}." if copy else "A copy goes to DPA/DHR."


def performance(amendment: Amendment) -> dict[str, Any]:
    """The performance terms as amended: core areas with their lines, and projects."""
    return {name: amendment.terms[name] for name in amendment_validators.performance_terms(amendment.plan)}


def _html(
    amendment: Amendment,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    state: str,
    signatures: Sequence[AmendmentSignature] = (),
    sheet: EvidenceSheet | None = None,
) -> str:
    contract = amendment.contract
    return render_to_string(
        "contracts/amendment_print.html",
        {
            "amendment": amendment,
            "contract": contract,
            "contract_hash": contract.proposed_version.sha256 if contract.proposed_version else "",
            "term": f"{day(contract.starts_on)} to {day(contract.ends_on)}",
            "comparison": comparing.compare(amendment.plan, before, after),
            "areas": [(area["title"], area["lines"]) for area in after["areas"]],
            "projects": after["projects"],
            "lines": _lines(amendment, signatures),
            "state": f"Amendment {amendment.number}, {state}",
            "sheet": sheet,
        },
    )


def _lines(amendment: Amendment, signatures: Sequence[AmendmentSignature]) -> list[SignatureLine]:
    by_line = {each.line: each for each in signatures}
    lines = []
    for code in validators.lines_in_order(amendment.plan):
        label, each = validators.office_name(amendment.plan, code), by_line.get(code)
        office = each.office if each and each.office.casefold() != label.casefold() else ""
        moment = _moment(each) if each else ""
        lines.append(SignatureLine(label, each.name if each else "", office=office, moment=moment))
    return lines


def _moment(each: AmendmentSignature) -> str:
    return f"on paper, {day(each.signed_on)}" if each.signed_at is None else moment_in_denver(each.signed_at)


def _evidence(amendment: Amendment, signature: AmendmentSignature) -> SignatureEvidence:
    return SignatureEvidence(
        name=signature.name,
        office=signature.office,
        line=validators.office_name(amendment.plan, signature.line),
        statement=signature.statement,
        at=signature.signed_at,
        authenticated=signature.authentication,
        document_hash=signature.sha256,
        paper=evidence.by_hand(signature, frozen_on=amendment.proposed_on),
    )
