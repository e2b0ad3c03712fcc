"""One appraisal in each state, of last year's contracts, with notes and a progress review: done by the real acts."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from appraisals import agreed, notes, releasing, reviews, signing, workflow
from appraisals.models import Appraisal
from appraisals.models.notes import BOTH, ONLY_ME
from contracts.models import Contract
from ses_admin.demonstration.state import Offices, State

DEPARTMENT = "Natural Resources"
STATES = ("open", "rating", "released", "final")
ACCOUNT = {
    "customers-1": "Goals were written with the three user councils and published in August.",
    "credibility-4": "The year closed 1.2 percent under budget.",
    "projects-1": "Reached in March, two months early.",
}
NOTES = {"customers-1": "The councils say the same.", "projects-1": "Confirmed by the audit of April."}


def tell(state: State) -> None:
    """Four executives of one department, each further on than the one before; the first is the one with notes."""
    offices, today = state.offices[DEPARTMENT], state.today
    last_year = Contract.unscoped.filter(
        department=state.departments[DEPARTMENT],
        state="signed",
        starts_on__lt=state.year_starts(state.fiscal_year),
        ends_on__lte=today,
    ).order_by("-starts_on", "pk")
    for until, contract in zip(STATES, last_year, strict=False):
        _year(contract, offices)
        _appraise(contract, offices, until=until, today=today)


def _year(contract: Contract, offices: Offices) -> None:
    """What was written during the year."""
    day = contract.ends_on - timedelta(days=120)
    given = {"upload": None, "on": day, "at": _at(day), "dated_on": day - timedelta(days=3)}
    notes.write_note(
        contract,
        key="projects-1",
        what="result",
        words="The milestone of the winter was met.",
        seen_by=BOTH,
        by=contract.employee,
        **given,
    )
    notes.write_note(
        contract,
        key="",
        what="note",
        words="Ask about the field offices at the next review.",
        seen_by=ONLY_ME,
        by=offices.superior,
        **given,
    )
    review = reviews.record_review(
        contract,
        met_on=day,
        discussed="The winter milestone, the budget, and what is left until June.",
        plans="",
        by=offices.superior,
        on=day,
    )
    reviews.acknowledge(review, reply="Agreed.", by=contract.employee, on=day + timedelta(days=2))


def _appraise(contract: Contract, offices: Offices, *, until: str, today: date) -> None:
    begun = today - timedelta(days=30)
    appraisal = workflow.open_appraisal(contract, by=offices.hr, on=begun)
    parts = agreed.parts_of(contract, on=begun)
    seen, written = agreed.digest(parts), begun + timedelta(days=6)
    employee, rater = contract.employee, offices.superior
    workflow.save_account(appraisal, accounts=ACCOUNT, revision=0, seen_terms=seen, by=employee, on=written)
    if until == "open":
        return
    workflow.hand_in(appraisal, by=employee, on=written)
    terms = [term.key for term in agreed.every_term(parts)]
    rated = terms[:11] if until == "rating" else terms
    areas = {} if until == "rating" else {part.code: 3 for part in parts if part.is_area} | {"": 3}
    workflow.rate(
        appraisal,
        levels={key: 2 + place % 3 for place, key in enumerate(rated)},
        notes=NOTES,
        overalls=areas,
        overall_note="" if until == "rating" else "A strong year, with the offices opened early.",
        revision=0,
        seen_terms=seen,
        by=rater,
        on=written + timedelta(days=4),
    )
    if until == "rating":
        return
    met_on = today - timedelta(days=9)
    said = "Both sides went through every objective."
    releasing.record_meeting(appraisal, met_on=met_on, notes=said, by=rater, on=met_on, at=_at(met_on))
    released_on = today - timedelta(days=6)
    releasing.release(appraisal, by=rater, on=released_on, at=_at(released_on))
    if until == "final":
        _sign(appraisal, [employee, rater, offices.director], first=today - timedelta(days=4))


def _sign(appraisal: Appraisal, signers: list, *, first: date) -> None:
    for place, signer in enumerate(signers):
        appraisal.refresh_from_db()
        day = first + timedelta(days=place)
        signing.sign(appraisal, seen_hash=appraisal.current_release.sha256, by=signer, on=day, at=_at(day))


def _at(day: date) -> datetime:
    """Mid-morning in Denver."""
    return timezone.make_aware(datetime.combine(day, time(10, 40)))
