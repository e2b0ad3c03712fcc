"""Contracts on paper, for the tests of the printed form: a director of 2004, and texts that try the form."""

import copy
import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import law
from contracts import form1
from contracts.evidence import EvidenceSheet, SignatureEvidence
from records import pdf

PLAN = law.DEFAULT_PLAN
WORDS = law.plan(PLAN).form1

TERMS: dict[str, Any] = {
    "employee": "Rosalind Whitehorse",
    "title": "Director, Division of Plant Industry",
    "department": "Agriculture",
    "division": "Plant Industry",
    "appointing_authority": "Dana Ortiz",
    "appointing_authority_title": "Deputy Commissioner",
    "monthly_salary": "10763.00",
    "starts_on": "2004-07-01",
    "ends_on": "2005-06-30",
    "fiscal_year": 2004,
    "ceiling": "10763.00",
    "ceiling_is_demonstration": False,
    "areas": [{"code": a.code, "title": a.title, "lines": list(a.objectives)} for a in WORDS.CORE],
    "projects": [
        {"objective": "One database for all nursery and seed inspections.", "results": ""},
        {"objective": "License a pesticide applicator in 20 days instead of 45.", "results": ""},
        {"objective": "The division’s part of the noxious weed plan.", "results": ""},
    ],
    "understanding": "discussion",
    "planning_met_on": "2004-06-08",
}
SIGNED = (
    form1.Signed("employee", "Rosalind Whitehorse", datetime(2004, 6, 21, 16, 42, 7, tzinfo=UTC)),
    form1.Signed("appointing_authority", "Dana Ortiz", datetime(2004, 6, 22, 20, 3, tzinfo=UTC)),
    form1.Signed(
        "director", "Benjamin Castellanos", datetime(2004, 7, 1, 5, 30, tzinfo=UTC), "Acting department director"
    ),
)
RATINGS: dict[str, Any] = {
    "areas": {a.code: {"lines": [3, 2, 4, 1, 3, 2][: len(a.objectives)], "overall": 3} for a in WORDS.CORE},
    "projects": [4, 3, 2],
    "results": ["In use since February.", "19 days on average in May.", "Adopted; two counties are still to sign."],
    "overall": 3,
    "evaluated_on": "2005-06-20",
}
LONG = " ".join(f"Sentence {n} of a text that is longer than its box on the printed form." for n in range(1, 41))


def terms(**changes: Any) -> dict[str, Any]:
    """The director's terms, changed."""
    return copy.deepcopy(TERMS) | changes


def with_added_lines(*numbers: int, text: str = "An added objective, number {}") -> dict[str, Any]:
    """The director's terms with so many added lines in each core area."""
    changed = terms()
    for area, number in zip(changed["areas"], numbers, strict=True):
        area["lines"] += [f"{area['title']}: {text.format(n)}" for n in range(1, number + 1)]
    return changed


def frozen(changed: dict[str, Any] | None = None) -> form1.Form1:
    """A version frozen for signing."""
    return form1.from_terms(plan=PLAN, terms=changed or TERMS, state="Version 2, proposed June 20, 2004")


def executed(changed: dict[str, Any] | None = None, **more: Any) -> form1.Form1:
    """A version signed by all three."""
    return form1.from_terms(plan=PLAN, terms=changed or TERMS, signatures=SIGNED, **more)


def evidence(document: bytes) -> EvidenceSheet:
    """The evidence sheet of the three signatures over `document`."""
    digest = hashlib.sha256(document).hexdigest()
    return EvidenceSheet(
        version=2,
        document_hash=digest,
        signatures=[
            SignatureEvidence(
                name=each.name,
                office=each.office or label,
                line=label,
                statement=f"I have read this contract and agree to be bound by it as {label.lower()}.",
                at=each.at,
                authenticated="Password, entered again at the moment of signing",
                document_hash=digest,
            )
            for each, label in zip(SIGNED, WORDS.SIGNATURE_LABELS.values(), strict=True)
        ],
        rules="Technical Assistance, Senior Executive Service (May 2004)",
        copy="A copy went to DPA/DHR on June 30, 2004.",
        attached=[("version-2.pdf", "The version that was signed"), ("version-2.json", "Its terms as data")],
    )


def executed_copy(changed: dict[str, Any] | None = None, **more: Any) -> bytes:
    """The executed copy with its evidence and its two attached files, not yet sealed."""
    made_at = SIGNED[-1].at
    document = form1.print_form(frozen(changed))
    data = json.dumps(changed or TERMS, sort_keys=True).encode()
    attachments = [
        pdf.Attachment("version-2.pdf", document, "application/pdf", "The version that was signed", made_at, "Source"),
        pdf.Attachment("version-2.json", data, "application/json", "Its terms as data", made_at),
    ]
    return form1.print_executed(executed(changed, **more), evidence(document), attachments)
