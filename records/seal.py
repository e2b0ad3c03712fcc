"""The seal: a digital signature over a finished PDF, which any PDF reader can check.

The signature in law is the record in the database: who, for which office, what was agreed to, when. The
seal shows that the printed copy has not been changed since. It has no picture on the page: a visible one
would be outside the reading order, and the page shows the signatures in words.

The one place that touches PDF signatures.
"""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from records.authority import CannotSeal, authority, ensure_authority, trusted_certificates

__all__ = ["CannotSeal", "SealReport", "authority", "check", "ensure_authority", "seal"]

FIELD = "Seal"
READ_AS = "Electronic seal of SES Admin"
MOST_BYTES = 50_000_000  # of a file somebody asks us to check
MOST_SEALS = 5  # of a file, from its end: only the last can cover all of it


@dataclass(frozen=True)
class SealReport:
    """What a PDF's seal proves.

    `intact`: the sealed part is as it was sealed. `trusted`: the seal is one of this installation.
    `covers_whole_file`: nothing was added behind the sealed part. `at` is the moment the seal itself states,
    aware, or None. `words` says all of this to a person.
    """

    sealed: bool
    intact: bool
    trusted: bool
    covers_whole_file: bool
    signer: str
    at: datetime | None
    words: str

    @property
    def holds(self) -> bool:
        """Whether the file is, byte for byte, one that this installation sealed."""
        return self.intact and self.trusted and self.covers_whole_file


def seal(pdf: bytes, *, reason: str, at: datetime) -> bytes:
    """The same PDF with this installation's seal added at its end, dated `at` (aware).

    The seal certifies the file and allows no change after it. PDF/A and PDF/UA files stay valid. Raises
    CannotSeal if the file is not a PDF, is sealed already, or there is no key and certificate that fit.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields, signers

    if at.tzinfo is None:
        raise ValueError("The moment of a seal needs a time zone.")

    class SignerAt(signers.PdfSigner):
        """pyHanko dates a signature by the clock; the moment of a seal is the caller's to say."""

        def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
            session = super().init_signing_session(*args, **kwargs)
            session.system_time = at
            return session

    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        if writer.prev.embedded_signatures:
            raise CannotSeal("This PDF is sealed already.")
        signed = SignerAt(
            signers.PdfSignatureMetadata(
                field_name=FIELD,
                reason=reason,
                subfilter=fields.SigSeedSubFilter.PADES,
                md_algorithm="sha256",
                certify=True,
                docmdp_permissions=fields.MDPPerm.NO_CHANGES,
            ),
            signer=_signer(),
            new_field_spec=fields.SigFieldSpec(
                FIELD,
                # Neither hidden nor on the page, and marked for print: so PDF/A and PDF/UA accept it.
                invis_sig_settings=fields.InvisSigSettings(
                    set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True
                ),
                readable_field_name=READ_AS,
            ),
        ).sign_pdf(writer)
    except (PdfError, OSError) as problem:
        raise CannotSeal(f"This file cannot be sealed: {problem}") from problem
    sealed = signed.getvalue()
    # A key that does not fit its certificate, or one that ran out, would otherwise show only years later.
    if not (report := check(sealed)).holds:
        raise CannotSeal(f"The seal just made does not hold. {report.words}")
    return sealed


def _signer() -> Any:
    from pyhanko.sign.signers import SimpleSigner

    own = authority()
    # Logged and answered with None by pyHanko when the files do not fit together.
    signer = SimpleSigner.load(str(own.key), str(own.certificate), ca_chain_files=[str(p) for p in own.chain])
    if signer is None:
        raise CannotSeal("The seal's key and certificate cannot be read.")
    return signer


def check(pdf: bytes) -> SealReport:
    """What the seal of this file proves. Never raises: a file from anywhere gets an answer in words."""
    if len(pdf) > MOST_BYTES:
        return _unsealed(f"This file is too large to check: more than {MOST_BYTES // 1_000_000} megabytes.")
    if not pdf.startswith(b"%PDF-"):
        return _unsealed("This is not a PDF file.")
    try:
        found = _seals(pdf)
    except Exception:  # a damaged or hostile file may break a parser in any way; all mean the same
        return _unsealed("This PDF cannot be read. It is damaged, or it has been changed.")
    if not found:
        return _unsealed("This PDF has no seal, so it cannot be shown that it is unchanged.")
    # One that holds, if there is one; else the last.
    return next((report for report in found if report.holds), found[-1])


def _unsealed(words: str) -> SealReport:
    return SealReport(False, False, False, False, "", None, words)


def _seals(pdf: bytes) -> list[SealReport]:
    from pyhanko.pdf_utils.reader import PdfFileReader

    found = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    return [_report(embedded) for embedded in found[-MOST_SEALS:]]


def _report(embedded: Any) -> SealReport:
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.status import SignatureCoverageLevel
    from pyhanko_certvalidator import ValidationContext

    certificate = embedded.signer_cert
    signer = certificate.subject.native.get("common_name", "somebody without a name")
    at = embedded.self_reported_timestamp
    roots = [Certificate.load(der) for der in trusted_certificates(Path(settings.SEAL_DIR))]
    # Judged at the moment of sealing: a certificate that ran out later does not undo the seal.
    context = ValidationContext(trust_roots=roots, moment=at, allow_fetching=False)
    try:
        status = validate_pdf_signature(embedded, context, skip_diff=True)
        intact = bool(status.intact and status.valid)
        # A certificate that is itself the root of trust is believed whatever its dates are: look at them here.
        trusted = bool(status.trusted and at and certificate.not_valid_before <= at <= certificate.not_valid_after)
        whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    except SignatureValidationError:
        intact = trusted = whole = False
    return SealReport(True, intact, trusted, whole, signer, at, _words(intact, trusted, whole, signer, at))


def _words(intact: bool, trusted: bool, whole: bool, signer: str, at: datetime | None) -> str:
    day = date_format(timezone.localtime(at), "F j, Y, P") if at else "a moment it does not state"
    if not intact:
        return f"This PDF has been changed after “{signer}” sealed it. Do not rely on it."
    if not whole:
        return f"Something was added to this PDF after “{signer}” sealed it ({day}). Do not rely on it."
    if not trusted:
        return f"This PDF is unchanged since “{signer}” sealed it ({day}), but that is not our seal."
    return f"This PDF is ours and unchanged since it was sealed on {day} by “{signer}”."
