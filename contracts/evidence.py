"""The evidence sheet: the last page of an executed copy, which says in words who agreed to what, when and how."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from accounts.templatetags.words import day
from contracts.models import AmendmentSignature, PaperRecord, Signature
from records import files, pdf

DENVER = ZoneInfo("America/Denver")


@dataclass(frozen=True)
class PaperEvidence:
    """A signature by hand: the day beside it, who attests the scan and with which words, and the scan's SHA-256.

    `remark` is there when that day is before the one on which what was signed was frozen.
    """

    signed_on: str
    attested_by: str
    attestation: str
    recorded: str
    scan_hash: str
    remark: str = ""


@dataclass(frozen=True)
class SignatureEvidence:
    """One signature: the record of it is the signature in law, this is its account on paper.

    `line` is the form's signature line; `office` what the person held when signing, in words; `statement` the
    words agreed to; `at` the moment (aware); `authenticated` how the person was identified, in words;
    `document_hash` the SHA-256, in hexadecimal, of the document this person signed. `paper` is there when it was
    signed by hand; then there is no `at`.
    """

    name: str
    office: str
    line: str
    statement: str
    at: datetime | None
    authenticated: str
    document_hash: str
    paper: "PaperEvidence | None" = None

    @property
    def denver(self) -> str:
        """The moment in Denver, where the legal day is counted; empty on paper, which names a day only."""
        return moment_in_denver(self.at) if self.at else ""

    @property
    def universal(self) -> str:
        """The same moment in Coordinated Universal Time, to the second."""
        return "" if self.at is None else f"{self.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


@dataclass(frozen=True)
class EvidenceSheet:
    """What the evidence sheet of an executed copy says.

    `document_hash` is the SHA-256 of the frozen version that everybody signed; `rules` the edition of the
    rules it was made under; `copy` says where a copy of the contract goes. `particulars` are further facts of
    the contract as pairs of label and words; `attached` name and description of the files inside the copy.
    `what` says what was signed where it is not a version of a contract.
    """

    version: int
    document_hash: str
    signatures: Sequence[SignatureEvidence]
    rules: str
    copy: str
    subject: str = ""
    particulars: Sequence[tuple[str, str]] = ()
    attached: Sequence[tuple[str, str]] = ()
    what: str = ""

    @property
    def signed_what(self) -> str:
        """What was signed, as the first sentence says it."""
        return self.what or f"version {self.version} of this contract"

    @property
    def all_electronic(self) -> bool:
        """Whether nobody signed by hand."""
        return not any(signature.paper for signature in self.signatures)


def moment_in_denver(at: datetime) -> str:
    """ "July 2, 2004, 10:42 a.m." in Denver. `at` must be aware."""
    if at.tzinfo is None:
        raise ValueError("A moment that is evidence needs a time zone.")
    there = at.astimezone(DENVER)
    half = "a.m." if there.hour < 12 else "p.m."
    return f"{there:%B} {there.day}, {there.year}, {there.hour % 12 or 12}:{there:%M} {half}"


def by_hand(signature: Signature | AmendmentSignature, *, frozen_on: date | None) -> PaperEvidence | None:
    """The account of a signature by hand; None of one that was given here.

    `frozen_on` is the day on which what was signed was frozen here: older paper is remarked on.
    """
    record = signature.paper
    if record is None:
        return None
    return PaperEvidence(
        signed_on=day(signature.signed_on),
        attested_by=f"{record.name}, {record.office}",
        attestation=record.statement,
        recorded=f"recorded {day(record.recorded_on)}",
        scan_hash=record.document.sha256,
        remark=_older(frozen_on) if frozen_on is not None and signature.signed_on < frozen_on else "",
    )


def _older(frozen_on: date) -> str:
    return (
        f"The paper is older than the document named above, which was frozen on {day(frozen_on)}. Whoever attests "
        "answers for their saying the same, line by line."
    )


def scans(signatures: Iterable[Signature | AmendmentSignature]) -> list[pdf.Attachment]:
    """The scans of what was signed by hand, each once."""
    made: dict[int, PaperRecord] = {each.paper.pk: each.paper for each in signatures if each.paper is not None}
    return [
        pdf.Attachment(
            f"scan-{number}.pdf",
            files.read(record.document),
            "application/pdf",
            f"What was signed on paper, attested by {record.name}, {record.office}",
            record.recorded_at,
            relationship="Supplement",
        )
        for number, record in enumerate(made.values(), start=1)
    ]
