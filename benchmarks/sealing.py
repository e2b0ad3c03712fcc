"""Sealing one PDF, which includes checking the seal just made, against pyHanko signing the same bytes. Reported."""

from io import BytesIO

from django.utils import timezone
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from benchmarks.form1 import printed
from benchmarks.measuring.installation import SMALL, Installation
from benchmarks.measuring.rows import Row
from benchmarks.measuring.timing import compare, milliseconds
from contracts.models import Contract
from records import seal
from records.today import today

TIMES = 9


def measure(installation: Installation) -> list[Row]:
    """One row."""
    own = seal.authority()
    signer = signers.SimpleSigner.load(str(own.key), str(own.certificate), ca_chain_files=[str(p) for p in own.chain])
    with installation.using(SMALL):
        pdf = printed(Contract.unscoped.in_force(today()).order_by("pk").first().pk)

    def signed() -> None:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="Seal"), signer=signer)

    took, reference = compare(lambda: seal.seal(pdf, reason="Measured", at=timezone.now()), signed, times=TIMES)
    what = "one PDF sealed, and the seal checked"
    return [Row("sealing", what, milliseconds(took), milliseconds(reference), took / reference)]
