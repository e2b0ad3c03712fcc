"""An amendment that waits where people sign in, and a contract that was signed on paper."""

from datetime import date, datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from contracts import amendments, paper_signatures
from contracts.models import Contract
from contracts.paper_signatures import Written
from ses_admin.demonstration.state import State

HOME = "Natural Resources"
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def tell(state: State) -> None:
    """An amendment that HR of Natural Resources has proposed."""
    rows = Contract.unscoped.in_force(state.today).filter(department=state.departments[HOME])
    contract = rows.exclude(brought_over="").order_by("pk").first()
    if contract is None:
        return
    hr, on = state.offices[HOME].hr, state.today - timedelta(days=3)
    amendment = amendments.start(contract, by=hr, on=on)
    task = {"objective": "Reopen the trails that the flood closed", "results": "All open by May 1"}
    amendments.edit(
        amendment,
        revision=0,
        lines=amendment.lines,
        projects=[*amendment.projects, task],
        reason="The flood of this autumn closed eleven trails.",
        appointing_authority=state.offices[HOME].superior,
        by=hr,
        on=on,
    )
    amendments.propose(amendment, revision=1, by=hr, on=on, at=_at(on))


def on_paper(contract: Contract, state: State, *, signed_on: date, recorded_on: date) -> None:
    """All three have signed by hand, and HR records it some days later."""
    offices = state.offices[contract.department.name]
    signers = {"employee": contract.employee, "appointing_authority": offices.superior, "director": offices.director}
    paper_signatures.record(
        contract,
        scan=SimpleUploadedFile("signed by hand.pdf", SCAN),
        written={line: Written(person, signed_on) for line, person in signers.items()},
        by=offices.hr,
        on=recorded_on,
        at=_at(recorded_on),
    )


def _at(day: date) -> datetime:
    """Mid-morning in Denver."""
    return timezone.make_aware(datetime.combine(day, time(10, 40)))
