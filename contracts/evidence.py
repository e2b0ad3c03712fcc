"""The evidence sheet: the last page of an executed copy, which says in words who agreed to what, when and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

DENVER = ZoneInfo("America/Denver")


@dataclass(frozen=True)
class SignatureEvidence:
    """One signature: the record of it is the signature in law, this is its account on paper.

    `line` is the form's signature line; `office` what the person held when signing, in words; `statement` the
    words agreed to; `at` the moment (aware); `authenticated` how the person was identified, in words;
    `document_hash` the SHA-256, in hexadecimal, of the document this person signed.
    """

    name: str
    office: str
    line: str
    statement: str
    at: datetime
    authenticated: str
    document_hash: str

    @property
    def denver(self) -> str:
        """The moment in Denver, where the legal day is counted."""
        return moment_in_denver(self.at)

    @property
    def universal(self) -> str:
        """The same moment in Coordinated Universal Time, to the second."""
        return f"{self.at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


@dataclass(frozen=True)
class EvidenceSheet:
    """What the evidence sheet of an executed copy says.

    `document_hash` is the SHA-256 of the frozen version that everybody signed; `rules` the edition of the
    rules it was made under; `copy` says where a copy of the contract goes. `particulars` are further facts of
    the contract as pairs of label and words; `attached` name and description of the files inside the copy.
    """

    version: int
    document_hash: str
    signatures: Sequence[SignatureEvidence]
    rules: str
    copy: str
    subject: str = ""
    particulars: Sequence[tuple[str, str]] = ()
    attached: Sequence[tuple[str, str]] = ()


def moment_in_denver(at: datetime) -> str:
    """ "July 2, 2004, 10:42 a.m." in Denver. `at` must be aware."""
    if at.tzinfo is None:
        raise ValueError("A moment that is evidence needs a time zone.")
    there = at.astimezone(DENVER)
    half = "a.m." if there.hour < 12 else "p.m."
    return f"{there:%B} {there.day}, {there.year}, {there.hour % 12 or 12}:{there:%M} {half}"
