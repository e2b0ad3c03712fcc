"""Cases in every state, done with the program's own acts, by the offices that the law names."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from contracts import copies, signing
from contracts import workflow as contract_acts
from contracts.models import Contract
from positions import appointments, review, validators
from positions import workflow as nomination_acts
from positions.models import Incumbency, Nomination, Position
from records import files
from ses_admin.demonstration import appraisals, exchange, guidance, july_first, kept, leaving, movement, notices, season
from ses_admin.demonstration.state import State

JOB_DESCRIPTION = b"""Job description (demonstration)

Directs a division of the department through its managers. Answers for staff, budget, operations and buildings.
"""
ANSWERS = {
    "segments": "Three bureaus with 240 staff, through three bureau managers.",
    "human": "Hires and assigns the managers; approves every permanent position of the division.",
    "fiscal": "Prepares and spends a yearly budget of $31 million.",
    "operating": "Contracts for fleet, laboratories and information systems.",
    "capital": "Four regional buildings and their replacement plan.",
    "programs": "Licensing, inspection and grants across the state.",
    "projects": "The replacement of the licensing system, over three years.",
    "policy": "Leads rule making and speaks for the department before committees.",
}
RATIONALE = (
    "The position directs a large segment of the department through subordinate managers, with full responsibility for "
    "its people, money, operations and buildings, and guides its programs, projects and policy."
)


def tell(state: State) -> None:
    """Every state of nominations and of contracts, dated in the weeks before today."""
    guidance.tell(state)
    nominations(state)
    contracts(state)
    exchange.tell(state.reviewer, today=state.today)
    movement.tell(state)
    leaving.tell(state)
    kept.tell(state)
    appraisals.tell(state)
    season.tell(state)
    notices.tell(state)
    july_first.tell(state)


def nominations(state: State) -> None:
    """One nomination in each state, and a few more where DPA/DHR works."""
    ago = state.today
    _nominate(state, "Agriculture", "Director of Markets", started=ago - timedelta(days=2), until="draft")
    _nominate(
        state, "Human Services", "Director of Youth Services", started=ago - timedelta(days=19), until="submitted"
    )
    _nominate(
        state, "Natural Resources", "Director of Water Planning", started=ago - timedelta(days=9), until="submitted"
    )
    _nominate(state, "Natural Resources", "Director of Trails", started=ago - timedelta(days=4), until="draft")
    _nominate(state, "Transportation", "Director of Bridges", started=ago - timedelta(days=30), until="returned")
    _nominate(state, "Revenue", "Director of Taxpayer Service", started=ago - timedelta(days=41), until="forwarded")
    _nominate(state, "Corrections", "Director of Reentry", started=ago - timedelta(days=34), until="forwarded")
    _nominate(state, "Education", "Director of School Finance", started=ago - timedelta(days=50), until="approved")
    _nominate(state, "Law", "Director of Appeals Support", started=ago - timedelta(days=66), until="denied")
    _nominate(state, "State", "Director of Elections", started=ago - timedelta(days=58), until="withdrawn")


def _nominate(state: State, department: str, title: str, *, started: date, until: str) -> Nomination:
    offices = state.offices[department]
    owner = state.departments[department]
    number = state.number(department, 2000 + Position.unscoped.filter(department=owner).count())
    nomination = nomination_acts.start_nomination(
        owner, number=number, title=title, division="Division of Programs", by=offices.hr, on=started
    )
    document = files.store(
        JOB_DESCRIPTION, name=f"{title} - job description.txt", content_type=files.TEXT,
        purpose="job description", by=offices.hr,
    )  # fmt: skip
    nomination_acts.edit_nomination(
        nomination,
        revision=0,
        rationale=RATIONALE,
        answers=ANSWERS if until != "draft" else {"segments": ANSWERS["segments"]},
        wanted_on=None,
        title=title,
        division="Division of Programs",
        is_management_class=True,
        by=offices.hr,
        on=started,
    )
    nomination_acts.attach_job_description(
        nomination, document, dated_on=started - timedelta(days=60), by=offices.hr, on=started
    )
    if until == "draft":
        return nomination
    nomination_acts.nominate(nomination, by=offices.director, on=started + timedelta(days=3))
    reviewed = started + timedelta(days=12)
    if until == "submitted":
        return nomination
    if until == "returned":
        nomination_acts.return_with_questions(
            nomination,
            questions="Which managers report to this position, and how many staff does each of them have?",
            by=state.reviewer,
            on=reviewed,
            at=_at(reviewed),
        )
        return nomination
    if until == "withdrawn":
        nomination_acts.withdraw(
            nomination, reason="The division is to be reorganized first.", by=offices.director, on=reviewed
        )
        return nomination
    _review(state, nomination, on=reviewed)
    nomination_acts.forward(
        nomination,
        recommendation="Allocation is right: Management class, direct control through managers, all criteria answered.",
        by=state.reviewer,
        on=reviewed,
    )
    if until == "forwarded":
        return nomination
    decided = started + timedelta(days=20)
    nomination_acts.decide(
        nomination,
        approve=until != "denied",
        reason="The segment is not large enough." if until == "denied" else "All criteria are met.",
        by=state.personnel_director,
        on=decided,
    )
    return nomination


def _review(state: State, nomination: Nomination, *, on: date) -> None:
    """The review that goes on with a case: every criterion is met."""
    codes = [asked.code for asked in validators.questions(nomination.plan)]
    review.keep(
        nomination,
        answers=dict.fromkeys(codes, "yes"),
        notes={"segments": "Checked against the organization chart."},
        recommends="approve",
        words="",
        revision=0,
        by=state.reviewer,
        on=on,
    )


def contracts(state: State) -> None:
    """New executives of the last weeks, each contract in another state."""
    today = state.today
    vacant = list(
        Position.unscoped.in_ses(today)
        .exclude(pk__in=Incumbency.unscoped.in_force(today).values("position"))
        .order_by("pk")
    )
    # Where people sign in, a position enters the SES with somebody new in it.
    own = _place_and_appoint(state, "Natural Resources", "Director of Parks", hired=today - timedelta(days=12))
    _contract(state, own, until="proposed")
    next_due = _place_and_appoint(
        state, "Natural Resources", "Director of Mined Land", hired=today - timedelta(days=21)
    )
    _contract(state, next_due, until="draft")
    stages = ("draft", "signed by employee", "countered", "declined", "received", "withdrawn")
    for stage, position in zip(stages, vacant, strict=False):
        hired = today - timedelta(days=9 + 3 * stages.index(stage))
        _contract(state, _appoint(state, position, hired=hired), until=stage)
    other = _place_and_appoint(state, "Revenue", "Director of Collections", hired=today - timedelta(days=24))
    _contract(state, other, until="signed on paper")
    late = _place_and_appoint(state, "Labor and Employment", "Director of Mediation", hired=today - timedelta(days=35))
    _contract(state, late, until="draft")


def _place_and_appoint(state: State, department: str, title: str, *, hired: date) -> Incumbency:
    nomination = _nominate(state, department, title, started=hired - timedelta(days=80), until="approved")
    offices = state.offices[department]
    nomination_acts.place(nomination, placed_on=hired, by=offices.hr, on=hired - timedelta(days=20))
    return _appoint(state, nomination.position, hired=hired)


def _appoint(state: State, position: Position, *, hired: date) -> Incumbency:
    return appointments.appoint(
        position,
        person=state.everybody.next(),
        starts_on=hired,
        method="selection",
        merit_basis="First on the referral list; ten years of leading comparable divisions.",
        is_certified=False,
        by=state.offices[position.department.name].director,
        on=hired - timedelta(days=8),
    )


def _contract(state: State, incumbency: Incumbency, *, until: str) -> Contract:
    offices = state.offices[incumbency.department.name]
    begun = incumbency.starts_on + timedelta(days=1)
    contract = contract_acts.start(
        incumbency.position,
        starts_on=incumbency.starts_on,
        appointing_authority=offices.superior,
        appointing_authority_title="Deputy Executive Director",
        by=offices.hr,
        on=begun,
    )
    contract_acts.edit(
        contract,
        revision=0,
        monthly_salary=Decimal("15250"),
        division=incumbency.position.division,
        appointing_authority=offices.superior,
        appointing_authority_title="Deputy Executive Director",
        understanding="discussion",
        planning_met_on=begun,
        lines={"customers": ["Waiting time for permits published every month"]},
        projects=[
            {"objective": "Open the two closed regional offices", "results": "Both open to the public by May 1"},
            {"objective": "Bring the grants program inside its budget", "results": "No overspending in two quarters"},
        ],
        factors=[],
        performance_basis="",
        by=offices.hr,
        on=begun,
    )
    if until == "draft":
        return contract
    if until == "withdrawn":
        contract_acts.withdraw(contract, by=offices.hr, on=begun)
        return contract
    proposed = begun + timedelta(days=2)
    version = contract_acts.propose(
        contract, note="As we discussed at the planning meeting.", by=offices.superior, on=proposed, at=_at(proposed)
    )
    employee = incumbency.person
    answered = proposed + timedelta(days=1)
    if until == "countered":
        contract_acts.counter(
            contract,
            monthly_salary=Decimal("15600"),
            lines={"customers": ["Waiting time for permits published every month"]},
            projects=version.terms["projects"],
            note="The position I leave pays more; I ask for the difference.",
            by=employee,
            on=answered,
            at=_at(answered),
        )
    if until == "declined":
        contract_acts.decline(
            contract, reason="The regional offices cannot be opened without new positions.", by=employee, on=answered
        )
    if until == "signed on paper":
        kept.on_paper(contract, state, signed_on=answered, recorded_on=answered + timedelta(days=2))
    if until not in ("signed by employee", "signed", "received"):
        return contract
    signers: list[User] = (
        [employee] if until == "signed by employee" else [employee, offices.superior, offices.director]
    )
    for step, signer in enumerate(signers):
        day = answered + timedelta(days=step)
        signing.sign(contract, seen_hash=version.sha256, consent=signing.CONSENT, by=signer, on=day, at=_at(day))
    contract.refresh_from_db()
    if until == "received":
        day = answered + timedelta(days=4)
        copies.acknowledge(contract.copy, by=state.reviewer, on=min(day, state.today))
    return contract


def _at(day: date) -> datetime:
    """Mid-morning in Denver."""
    return timezone.make_aware(datetime.combine(day, time(10, 40)))
