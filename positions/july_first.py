"""What the rule of July 1 brings about: proposed by the nightly job, confirmed or set aside by DPA/DHR (CO-REM-4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

import law
from accounts.acting import ready, refuse_if_stopped
from accounts.models import Membership, User
from accounts.templatetags.words import day as in_words
from law.findings import Finding
from law.steps import NOT_YET
from positions import offices_held
from positions.models import OPEN_REMOVALS, Placement, Position, Removal, Roster
from positions.removals import carry_out, cause_words, tell
from records import events, mail, together
from records.acts import move
from records.models import Event

TOLD = ("director", "hr", "reviewer", "personnel_director")


@dataclass(frozen=True)
class Proposal:
    """A placement that the rule of July 1 ended, and what that rests on."""

    placement: Placement
    evidence: dict[str, Any]


def propose(proposals: Iterable[Proposal], held: Iterable[Membership], *, on: date, office: str = "Nightly job") -> int:
    """The nightly job opens the removals that the rule of July 1 brought about, with their evidence (reading 8).

    `held` are the offices, of which those of that day are told. It changes nothing else: each place is held and each
    appointment goes on until DPA/DHR confirms. A position that has a removal of that day, or one that is not finished,
    gets no second one. A fixed number of statements, whatever the size; runs inside the transaction of the night. How
    many were opened. `office` is what the history says opened them.
    """
    wanted = {each.placement.position_id: each for each in proposals}
    open_or_known = Removal.unscoped.filter(Q(state__in=OPEN_REMOVALS) | Q(opened_on=on))
    for position in open_or_known.values_list("position", flat=True):
        wanted.pop(position, None)
    made = [_proposed(each, on=on) for each in wanted.values()]
    if made:
        keys = dict(together.insert(made, told=["position", "id"]))
        for removal in made:
            removal.pk = keys[removal.position_id]
        events.record_all((_event(removal, office, on=on) for removal in made), at_once=len(made))
        _tell_all(made, held, on=on)
    return len(made)


def _event(removal: Removal, office: str, *, on: date) -> Event:
    return events.unwritten(
        removal,
        "propose",
        by=None,
        office=office,
        on=on,
        words=f"Proposed that {removal.position} left the SES by the rule of July 1",
        end=removal.state,
        facts=removal.evidence,
    )


def _proposed(each: Proposal, *, on: date) -> Removal:
    position = each.placement.position
    removal = Removal(
        plan=position.plan,
        department=position.department,
        position=position,
        placement=each.placement,
        cause=_july_first(position),
        state=law.plan(position.plan).steps.PROCEDURES[Removal.kind].step("propose", start=NOT_YET).end,
        opened_on=on,
        evidence=each.evidence,
    )
    removal.reason = cause_words(removal)
    return removal


def _tell_all(made: list[Removal], held: Iterable[Membership], *, on: date) -> None:
    """One mail for each director and HR officer, and one for DPA/DHR and the State Personnel Director."""
    lines = [(each.department_id, f"{each.position}, {each.position.department}") for each in made]
    told = []
    for membership in offices_held.of_the_day(held, on=on):
        if membership.office not in TOLD:
            continue
        mine = [line for department, line in lines if membership.department_id in (None, department)]
        if mine:
            listed = "\n".join(mine)
            subject = f"Left the SES on {in_words(on)} for want of a contract: {len(mine)}"
            told.append(
                mail.Letter(membership.user, subject, f"To be confirmed by DPA/DHR:\n\n{listed}", f"july-first/{on}")
            )
    if told:
        mail.send_messages(told)


@transaction.atomic
def confirm(removal: Removal, *, signed_on: date | None, due_on: date, by: User, on: date) -> None:
    """DPA/DHR confirms what July 1 brought about. It takes effect on July 1, whatever the day `on` is (reading 8).

    The last day in the SES is the June 30 before. `signed_on` is the legal day of the last signature on the contract as
    recorded now, `due_on` the last day on which it was in time. Raises StepRefused: not proposed, a contract that was
    signed in time (CO-REM-4), or somebody begins later.
    """
    Roster.lock(removal.plan)
    step = ready(removal, "confirm", by=by, on=on)
    findings = confirm_findings(removal, signed_on=signed_on, due_on=due_on, on=on)
    refuse_if_stopped(findings, act="confirm this removal")
    removal.placement.refresh_from_db()
    calendar = law.plan(removal.plan).calendar
    last_day = calendar.year_ends(calendar.fiscal_year(removal.opened_on) - 1)
    words = f"Confirmed: {removal.position} left the SES; its last day was {in_words(last_day)}"
    carry_out(removal, step, last_day=last_day, reason=removal.reason, words=words, findings=findings, by=by, on=on)


def confirm_findings(removal: Removal, *, signed_on: date | None, due_on: date, on: date) -> list[Finding]:
    """What the law says of confirming it, with what is recorded now of the contract: CO-REM-4."""
    return law.plan(removal.plan).positions.check_confirm(signed_on=signed_on, due_on=due_on, on=on)


@transaction.atomic
def set_aside(removal: Removal, *, signed_on: date | None, due_on: date, reason: str, by: User, on: date) -> None:
    """DPA/DHR sets the proposal aside: the contract was signed in time after all, and is recorded by now.

    `signed_on` is the legal day of its last signature, `due_on` the last day on which it was in time. Raises
    StepRefused: no reasons, or no contract in time (CO-REM-4).
    """
    step = ready(removal, "set aside", by=by, on=on)
    step.require_words(reason, "Write what shows that the contract was signed in time.")
    findings = law.plan(removal.plan).positions.check_set_aside(signed_on=signed_on, due_on=due_on, on=on)
    refuse_if_stopped(findings, act="set this aside")
    words = f"Set aside: {removal.position} stays in the SES"
    move(removal, step, by=by, on=on, words=words, facts={"reason": reason}, decided_on=on, decision_reason=reason)
    tell(removal, words, on=on)


def _july_first(position: Position) -> str:
    return law.plan(position.plan).positions.JULY_FIRST
