"""An amendment signed by hand, and the copy of a signed one, which goes to DPA/DHR as that of the contract does."""

from django.core.files.uploadedfile import SimpleUploadedFile

from contracts import copies
from contracts.models import Amendment, AmendmentCopy, AmendmentSignature
from tests.access.records_kept_rows import NOW, SCAN, SEEN, agreed, proposed
from tests.access.table import DEPARTMENT, Row
from tests.cast import PASSWORD, Cast


def returned(cast: Cast) -> Amendment:
    made = agreed(cast)
    copy = AmendmentCopy.unscoped.get(amendment=made)
    copies.return_copy(copy, reason="The second page cannot be read.", by=cast.reviewer, on=NOW)
    return made


def copy_is(state: str):
    return lambda amendment: AmendmentCopy.unscoped.get(amendment=amendment).state == state


ROWS = [
    Row(
        "contracts:record_amendment_paper",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=SEEN,
        scene=proposed,
        data=lambda _: {
            "scan": SimpleUploadedFile("scan.pdf", SCAN),
            "employee_on": NOW.isoformat(),
            "attests": "on",
            "password": PASSWORD,
        },
        done=lambda amendment: AmendmentSignature.unscoped.filter(amendment=amendment).exists(),
    ),
    Row("contracts:acknowledge_amendment", act={"reviewer"}, knows=SEEN, scene=agreed, done=copy_is("received")),
    Row(
        "contracts:return_amendment",
        act={"reviewer"},
        knows=SEEN,
        scene=agreed,
        data={"reason": "The second page cannot be read."},
        done=copy_is("returned"),
    ),
    Row("contracts:send_amendment", act=DEPARTMENT, knows=SEEN, scene=returned, done=copy_is("sent")),
]
