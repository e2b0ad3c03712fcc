"""A file that waits to be taken, with two rows to mend: what bringing in looks like."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts import exports
from accounts.models import User
from positions.exchange import acts

HEADINGS = ["Name", "Mail address"]
ROWS = [
    ["Rosalind Archuleta", "rosalind.archuleta@example.org"],
    ["Desmond Vigil", "desmond.vigil@example.org"],
    ["Imogen Sandoval", "imogen.sandoval at example.org"],
    ["", "theodora.baca@example.org"],
]


def tell(by: User, *, today: date) -> None:
    """People who are to join, as somebody typed them last week."""
    content = exports.as_csv(HEADINGS, [list(row) for row in ROWS])
    acts.upload("people", SimpleUploadedFile("New executives.csv", content), by=by, on=today - timedelta(days=1))
