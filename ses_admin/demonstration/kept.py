"""Amendments, one that waits to be signed and one whose copy waits at DPA/DHR, and a contract signed on paper."""

from datetime import date, datetime, time, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from contracts import amendments, consents, paper_signatures
from contracts.models import Amendment, Contract
from contracts.paper_signatures import Written
from ses_admin.demonstration.state import State

HOME, ELSEWHERE = "Natural Resources", "Transportation"
TASKS = {
    HOME: {"objective": "Reopen the trails that the flood closed", "results": "All open by May 1"},
    ELSEWHERE: {"objective": "Rebuild the bridge that the flood took", "results": "Open to traffic by June 1"},
}
REASONS = {
    HOME: "The flood of this autumn closed eleven trails.",
    ELSEWHERE: "The flood of this autumn took a bridge on the only road of a valley.",
}
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def tell(state: State) -> None:
    """An amendment that HR of Natural Resources has proposed; and one of another department, signed by all."""
    _propose(state, HOME, days_ago=3)
    if (amendment := _propose(state, ELSEWHERE, days_ago=9)) is None:
        return
    offices, on = state.offices[ELSEWHERE], state.today - timedelta(days=6)
    for person in (amendment.contract.employee, offices.superior, offices.director):
        proof = {"seen_hash": amendment.sha256, "consent": consents.WORDS}
        amendments.sign(amendment, **proof, by=person, on=on, at=_at(on))


def _propose(state: State, department: str, *, days_ago: int) -> Amendment | None:
    """The amendment of the first contract in force that was brought over, if there is one."""
    rows = Contract.unscoped.in_force(state.today).filter(department=state.departments[department])
    contract = rows.exclude(brought_over="").order_by("pk").first()
    if contract is None:
        return None
    hr, on = state.offices[department].hr, state.today - timedelta(days=days_ago)
    amendment = amendments.start(contract, by=hr, on=on)
    amendments.edit(
        amendment,
        revision=0,
        lines=amendment.lines,
        projects=[*amendment.projects, TASKS[department]],
        reason=REASONS[department],
        appointing_authority=state.offices[department].superior,
        by=hr,
        on=on,
    )
    amendments.propose(amendment, revision=1, by=hr, on=on, at=_at(on))
    return amendment


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
