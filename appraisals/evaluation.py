"""What is frozen of an evaluation as plain data, and how it is printed: SES Form 1 with its chart, and a narrative."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string

from accounts.templatetags.words import day
from appraisals import agreed, validators
from appraisals.models import (
    Account,
    Appraisal,
    Attachment,
    LateComment,
    Offer,
    Overall,
    Rating,
    RatingSignature,
    Release,
)
from contracts import form1
from contracts.evidence import SignatureEvidence
from contracts.models import Contract, Signature
from records import files, pdf
from records.models import Event

ROOM_ON_THE_LINE = 90
"""Characters of a reason that fit into a signature line of the form."""


@dataclass(frozen=True)
class Said:
    """What was said of one objective, where anything was."""

    text: str
    account: str
    note: str


def frozen(appraisal: Appraisal, *, on: date) -> dict[str, Any]:
    """Everything that the executive is shown and that is signed, ready to be kept as JSON."""
    terms = agreed.appraised_terms(appraisal.contract, on=on)
    parts = agreed.parts(terms, plan=appraisal.plan)
    every = agreed.every_term(parts)
    accounts = agreed.matched(every, Account.unscoped.filter(appraisal=appraisal))
    ratings = agreed.matched(every, Rating.unscoped.filter(appraisal=appraisal).select_related("rated_by"))
    overalls = {row.part: row for row in Overall.unscoped.filter(appraisal=appraisal).select_related("rated_by")}
    return {
        "terms": dict(terms),
        "ratings": _on_the_form(parts, ratings, accounts, overalls, on=on),
        "lines": [_line(term, ratings.get(term.key), accounts.get(term.key)) for term in every],
        "overall_note": overalls[""].note if "" in overalls else "",
        "rater": _who_rated([*ratings.values(), *overalls.values()], otherwise=appraisal.rater.name),
        "met_on": appraisal.met_on.isoformat() if appraisal.met_on else None,
        "meeting_notes": appraisal.meeting_notes,
        "comment": appraisal.comment,
        "attachments": [
            {
                "number": row.number,
                "name": row.document.name,
                "what": row.what,
                "sha256": row.document.sha256,
                "by": row.by.name,
            }
            for row in attachments(appraisal)
        ],
    }


def _who_rated(rows: Iterable[Rating | Overall], *, otherwise: str) -> str:
    """By whom the ratings are: whoever succeeds a rater may sign what they did not rate."""
    names = {row.rated_by_id: row.rated_by.name for row in rows if row.level is not None}
    return " and ".join(dict.fromkeys(names[key] for key in sorted(names))) or otherwise


def attachments(appraisal: Appraisal) -> list[Attachment]:
    """The attached files, in their order."""
    rows = Attachment.unscoped.filter(appraisal=appraisal).select_related("document", "by")
    return list(rows.order_by("number"))


def _on_the_form(
    parts: Sequence[agreed.Part],
    ratings: Mapping[str, Rating],
    accounts: Mapping[str, Account],
    overalls: Mapping[str, Overall],
    *,
    on: date,
) -> dict[str, Any]:
    """The ratings as SES Form 1 takes them."""
    level = {key: row.level for key, row in ratings.items()}
    projects = [term for part in parts if not part.is_area for term in part.terms]
    return {
        "areas": {
            part.code: {
                "lines": [level.get(term.key) for term in part.terms],
                "overall": overalls[part.code].level if part.code in overalls else None,
            }
            for part in parts
            if part.is_area
        },
        "projects": [level.get(term.key) for term in projects],
        "results": [_results(term, accounts.get(term.key)) for term in projects],
        "overall": overalls[""].level if "" in overalls else None,
        "evaluated_on": on.isoformat(),
    }


def _results(term: agreed.Term, account: Account | None) -> str:
    """What was agreed, and below it what the executive reports."""
    return "\n\n".join(filter(None, [term.results, account and f"Reported: {account.words}"]))


def _line(term: agreed.Term, rating: Rating | None, account: Account | None) -> dict[str, Any]:
    return {
        "part": term.part,
        "place": term.place,
        "text": term.text,
        "results": term.results,
        "account": account.words if account else "",
        "level": rating.level if rating else None,
        "note": rating.note if rating else "",
        "rated_by": rating.rated_by.name if rating else "",
    }


def print_release(appraisal: Appraisal, data: Mapping[str, Any], *, number: int, on: date) -> bytes:
    """The evaluation as it is shown and signed: the form with ratings, and the narrative. Raises pdf.CannotPrint."""
    form = _form(appraisal.contract, data, state=f"Evaluation, release {number}, {day(on)}")
    return form1.print_with(form, _narrative(appraisal, data))


def print_final(appraisal: Appraisal, release: Release) -> tuple[bytes, str]:
    """The final appraisal, not yet sealed: signed form, narrative, evidence, and everything attached; whose it is."""
    rows = list(RatingSignature.unscoped.filter(release=release).order_by("pk"))
    data = release.data
    state = f"Evaluation, release {release.number}, final {day(appraisal.final_on)}"
    offer = Offer.unscoped.filter(release=release).select_related("scan").first()
    late = list(LateComment.unscoped.filter(release=release).order_by("pk"))
    form = _form(appraisal.contract, data, signed=[*_unsigned(appraisal.plan, offer), *map(_signed, rows)], state=state)
    attached = list(_attached(appraisal, release))
    evidence = render_to_string(
        "appraisals/evidence.html",
        {
            "release": release,
            "released": _released(appraisal),
            "signatures": [_evidence(appraisal.plan, row) for row in rows],
            "offer": offer,
            "signed_late": any(row.line == validators.lines_in_order(appraisal.plan)[0] for row in rows),
            "comments": late,
            "rules": validators.edition(appraisal.plan),
            "rater": data["rater"],
            "met_on": date.fromisoformat(data["met_on"]) if data["met_on"] else None,
            "attached": [(each.name, each.description) for each in attached],
        },
    )
    behind = _narrative(appraisal, data, added=bool(late)) + evidence
    return form1.print_with(form, behind, attached), str(data["terms"]["employee"])


def _released(appraisal: Appraisal) -> Event | None:
    """The act by which it was shown to the executive last; a comment or the meeting printed it anew after that."""
    return Event.unscoped.all().about(appraisal).filter(verb="release").order_by("-number").first()


def _form(
    contract: Contract, data: Mapping[str, Any], *, state: str, signed: Iterable[form1.Signed] = ()
) -> form1.Form1:
    agreed_by = Signature.unscoped.filter(version=contract.proposed_version_id).order_by("pk")
    return form1.from_terms(
        plan=contract.plan,
        terms=data["terms"],
        signatures=[_signed(row) for row in agreed_by] if contract.proposed_version_id else [],
        ratings=data["ratings"],
        rating_signatures=signed,
        state=state,
    )


def _signed(row: Signature | RatingSignature) -> form1.Signed:
    on_paper = day(row.signed_on) if getattr(row, "paper_id", None) else ""
    return form1.Signed(line=row.line, name=row.name, at=row.signed_at, office=row.office, on_paper=on_paper)


def _unsigned(plan: str, offer: Offer | None) -> list[form1.Signed]:
    """What the executive's line says when it was offered and not signed; a signature given later takes its place."""
    if offer is None:
        return []
    reason = f"Reason given: {offer.said}" if offer.said else "No reason was given."
    words = f"Offered {day(offer.offered_on)}, not signed. {_short(reason)} Recorded by {offer.name}, {offer.office}."
    return [form1.Signed(validators.lines_in_order(plan)[0], "", None, not_signed=words)]


def _short(words: str) -> str:
    """As much of it as there is room for on the line; all of it stands on the evidence."""
    return words if len(words) <= ROOM_ON_THE_LINE else f"{words[:ROOM_ON_THE_LINE].rsplit(' ', 1)[0]} …"


def _evidence(plan: str, row: RatingSignature) -> SignatureEvidence:
    return SignatureEvidence(
        name=row.name,
        office=row.office,
        line=validators.office_name(plan, row.line),
        statement=row.statement,
        at=row.signed_at,
        authenticated=row.authentication,
        document_hash=row.sha256,
    )


def _narrative(appraisal: Appraisal, data: Mapping[str, Any], *, added: bool = False) -> Any:
    """The pages behind the form: what both sides wrote. Projects' accounts stand on the form itself.

    `added`: the executive commented after it was recorded that they did not sign; that stands with the evidence.
    """
    titles = {part.code: part.title for part in agreed.parts(data["terms"], plan=appraisal.plan)}
    said = [
        (titles[code], [Said(line["text"], line["account"], line["note"]) for line in lines])
        for code, lines in groupby(
            (line for line in data["lines"] if line["account"] or line["note"]), key=lambda line: line["part"]
        )
    ]
    context = {
        "employee": data["terms"]["employee"],
        "form_name": validators.form_words(appraisal.plan).FORM_NAME,
        "said": said,
        "met_on": date.fromisoformat(data["met_on"]) if data["met_on"] else None,
        "data": data,
        "added": added,
    }
    return render_to_string("appraisals/narrative.html", context)


def _attached(appraisal: Appraisal, release: Release) -> Iterable[pdf.Attachment]:
    """What the sealed file holds besides its pages: the print that was signed, its data, and the attached files."""
    yield pdf.Attachment(
        f"release-{release.number}.pdf",
        files.read(release.document),
        files.PDF,
        "The evaluation that was signed, as it was frozen",
        release.made_at,
        relationship="Source",
    )
    told = json.dumps(release.data, indent=2, sort_keys=True, ensure_ascii=False).encode()
    yield pdf.Attachment(
        f"release-{release.number}.json", told, "application/json", "That evaluation as data", release.made_at
    )
    offer = Offer.unscoped.filter(release=release).exclude(scan=None).select_related("scan").first()
    if offer is not None:
        yield pdf.Attachment(
            "offered-not-signed.pdf",
            files.read(offer.scan),
            files.PDF,
            "The scan kept with the record that the executive did not sign",
            offer.recorded_at,
            relationship="Supplement",
        )
    for row in attachments(appraisal):
        yield pdf.Attachment(
            f"{row.number}-{row.document.name}",
            files.read(row.document),
            row.document.content_type.partition(";")[0],
            f"{row.what} (attached by {row.by.name})",
            row.document.stored_at,
            relationship="Supplement",
        )
