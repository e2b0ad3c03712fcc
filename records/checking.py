"""Checking a PDF for anybody: whether it is one of those kept here, and what its seal proves. Nothing is stored.

Bytes that are kept here are known by their SHA-256, and nothing in them is opened. Anything else may be hostile:
it is read in a process of its own, with little memory and little time, which can end without harm.
"""

import hashlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from accounts.templatetags.words import day
from records.models import DisposedFile, Document
from records.seal import SealReport, check

PRINTS = {
    "executed copy": "the executed copy of a signed contract",
    "executed amendment": "the executed copy of a signed amendment",
    "executed appraisal": "the executed copy of a final appraisal",
    "proposed version": "a proposed version of a contract, as it was frozen for signing",
    "proposed amendment": "a proposed amendment, as it was frozen for signing",
}
"""What the program itself prints and keeps, by purpose. Uploads of people are not confirmed to anybody."""
UNSIGNED = {"proposed version", "proposed amendment"}
MOST_SECONDS = 20
MOST_MEMORY = 1_500_000_000  # bytes of address space of the process that reads a strange file
TOP = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Answer:
    """What was found: `verdict` is "kept", "sealed", "changed", "foreign", "unsealed" or "unreadable"; `words` says it.

    Only "kept" means that the file is, byte for byte, one of ours. `name` is what it is called here.
    """

    verdict: str
    words: str
    sha256: str
    name: str = ""
    what: str = ""
    seal: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether it can be relied on."""
        return self.verdict == "kept"


def check_pdf(content: bytes, *, apart: bool = True) -> Answer:
    """What these bytes are. `apart`: a file that is not known is read in a process of its own."""
    digest = hashlib.sha256(content).hexdigest()
    known = Document.unscoped.filter(sha256=digest, purpose__in=PRINTS).order_by("pk").first()
    if known is not None:
        return _kept(known, digest, content)
    report = read_apart(content) if apart else check(content)
    if report is None:
        return Answer("unreadable", "This file could not be read in the time and memory that it is given.", digest)
    return Answer(_verdict(report), _words(report), digest, seal=report.words if report.holds else "")


def _kept(document: Document, digest: str, content: bytes) -> Answer:
    what = PRINTS[document.purpose]
    words = f"This file is, byte for byte, one that is kept here: {what}. Nothing in it was changed."
    if document.purpose in UNSIGNED:
        words += " By itself it shows no signature; what was signed is in the executed copy."
        sealed = ""
    else:
        sealed = check(content).words
    gone = DisposedFile.unscoped.filter(document=document).first()
    if gone is not None:
        words += f" Our own copy was disposed of on {day(gone.disposed_on)}, when its time was over."
    return Answer("kept", words, digest, name=document.name, what=what, seal=sealed)


def _verdict(report: SealReport) -> str:
    if not report.sealed:
        return "unsealed"
    if report.holds:
        return "sealed"
    return "changed" if report.trusted or not report.intact or not report.covers_whole_file else "foreign"


def _words(report: SealReport) -> str:
    if report.holds:
        return (
            "The seal in this file is ours and holds, but these are not the bytes that are kept here: something "
            "outside the sealed part differs. Do not rely on it; ask for the kept copy."
        )
    if not report.sealed:
        return f"This file is not one of those kept here. {report.words}"
    return report.words


def read_apart(content: bytes) -> SealReport | None:
    """What the seal of these bytes proves, found by a process that may fail. None when it did."""
    try:
        done = subprocess.run(  # noqa: S603 (our own module, and nothing of the file on the line)
            [
                sys.executable,
                "-m",
                "records.checking_apart",
                str(settings.SEAL_DIR),
                str(MOST_MEMORY),
                str(MOST_SECONDS),
            ],
            input=content,
            capture_output=True,
            timeout=MOST_SECONDS,
            cwd=TOP,
            check=True,
        )
        told = json.loads(done.stdout)
        return SealReport(
            told["sealed"],
            told["intact"],
            told["trusted"],
            told["covers_whole_file"],
            str(told["signer"]),
            None,
            str(told["words"]),
        )
    except (subprocess.SubprocessError, OSError, ValueError, KeyError):
        return None


def most_bytes() -> int:
    """The largest file that is taken."""
    return settings.UPLOAD_MOST_BYTES


def trouble_with(upload: object) -> str:
    """Why this upload is not looked at, in words; empty when it is."""
    size = getattr(upload, "size", 0)
    if not size:
        return "This file is empty. Choose the file again."
    if size > most_bytes():
        return f"This file is larger than {most_bytes() // 1024 // 1024} MB, which no paper of this program is."
    return ""
