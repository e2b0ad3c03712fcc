"""SES Form 1, warm: from the contract in the database to the PDF, against WeasyPrint given the same finished HTML."""

import weasyprint

from benchmarks.measuring.installation import SMALL, Installation
from benchmarks.measuring.rows import Row
from benchmarks.measuring.timing import compare, milliseconds
from contracts import form1, terms
from contracts.models import Contract
from records import pdf
from records.today import today

MOST_TIMES = 1.15
TIMES = 7


def printed(pk: int) -> bytes:
    """What the program does: read the contract, fill in the form, print it as it is kept."""
    contract = Contract.unscoped.select_related("employee", "appointing_authority").get(pk=pk)
    return form1.print_form(form1.from_terms(plan=contract.plan, terms=terms.of(contract)))


def printed_by_weasyprint(html: str) -> bytes:
    """What it is compared with: the renderer alone, given the same HTML and style sheets."""
    sheets = [weasyprint.CSS(filename=str(pdf.STATIC / name)) for name in (pdf.FONT_FACES, *form1.STYLE)]
    return weasyprint.HTML(string=html).write_pdf(stylesheets=sheets, **pdf.OPTIONS["record"])


def measure(installation: Installation) -> list[Row]:
    """One row."""
    with installation.using(SMALL):
        contract = Contract.unscoped.in_force(today()).order_by("pk").first()
        html = form1.html(form1.from_terms(plan=contract.plan, terms=terms.of(contract)))
        took, reference = compare(lambda: printed(contract.pk), lambda: printed_by_weasyprint(html), times=TIMES)
        size = len(printed(contract.pk))
    ratio = took / reference
    return [
        Row(
            "SES Form 1",
            "contract to PDF, warm",
            f"{milliseconds(took)}, {size / 1000:.0f} KB",
            milliseconds(reference),
            ratio,
            bound=f"≤ {MOST_TIMES} ×",
            misses=(f"{ratio:.2f} times WeasyPrint alone",) if ratio > MOST_TIMES else (),
        )
    ]
