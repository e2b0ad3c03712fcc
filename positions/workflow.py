"""The acts on a nomination: start, edit, nominate, review, decide, withdraw, place.

Each is one transaction with the same beats: is there such a step and is the office held; what does
the law say; move; tell whom it concerns.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

import law
from accounts.acting import Ready, StepRefused, ready, refuse_if_stopped
from accounts.models import Department, Membership, User
from accounts.templatetags.words import day as in_words
from positions import case_titles, letters, validators
from positions.models import (
    Authorization,
    JobDescription,
    Nomination,
    NominationNote,
    Placement,
    Position,
    Review,
    Roster,
)
from positions.one_position import require_holder_has_no_other
from records import events
from records.acts import begin, move
from records.mail import send_message
from records.models import Document


@transaction.atomic
def start_nomination(
    department: Department,
    *,
    number: str,
    title: str,
    division: str = "",
    is_management_class: bool = True,
    by: User,
    on: date,
    plan: str = law.DEFAULT_PLAN,
) -> Nomination:
    """Begin a draft for the position with this number, made if it is new. For HR and the director (CO-NOM-1).

    Raises StepRefused: not a principal department, the number belongs elsewhere, already in the SES or nominated.
    """
    nomination = Nomination(plan=plan, department=department, state="", started_on=on)
    step = ready(nomination, "start", by=by, on=on)
    if not department.is_principal:
        raise StepRefused(f"{department} is not a principal department; only those nominate. (CO-NOM-1)")
    position, is_new = Position.unscoped.get_or_create(
        plan=plan,
        number__iexact=number,  # “ag-1” is AG-1: one position must not take two places
        defaults={
            "number": number,
            "department": department,
            "title": title,
            "division": division,
            "is_management_class": is_management_class,
        },
    )
    if position.department_id != department.pk:
        raise step.refused(f"Position number {number} is taken. Check the number.")
    Position.unscoped.select_for_update().get(pk=position.pk)  # two beginners: the second sees the first's draft
    placed = position.placements.filter(Q(ends_on=None) | Q(ends_on__gte=on)).order_by("starts_on").first()
    if placed is not None:
        since = f"{placed.starts_on:%B} {placed.starts_on.day}, {placed.starts_on.year}"
        raise StepRefused(f"{position} has its place in the SES from {since}. One position holds one place. (CO-CAP-1)")
    if Nomination.unscoped.unfinished().filter(position=position).exists():
        raise StepRefused(f"{position} is already nominated, and that nomination is not finished. (CO-NOM-1)")
    if not is_new:
        case_titles.call(position, title=title, division=division, by=by, on=on)
        _classify(position, is_management_class)
    nomination.position = position
    begin(nomination, step, by=by, on=on, words=f"Began a nomination of {position}")
    return nomination


def _classify(position: Position, is_management_class: bool) -> dict[str, Any]:
    """Keep the answer to the first criterion; what the event says of it when it is another than before."""
    if position.is_management_class == is_management_class:
        return {}
    position.is_management_class = is_management_class
    position.save(update_fields=["is_management_class"])
    return {"is_management_class": is_management_class}


@transaction.atomic
def edit_nomination(
    nomination: Nomination,
    *,
    revision: int,
    rationale: str,
    answers: dict[str, str],
    wanted_on: date | None,
    title: str,
    division: str,
    is_management_class: bool,
    by: User,
    on: date,
) -> None:
    """Save a draft or a returned nomination. A draft may be wrong and says so on its page.

    `revision` is the one the page was opened with. Raises StepRefused when somebody saved meanwhile.
    """
    step = ready(nomination, "edit", by=by, on=on)
    refuse_if_stale(
        nomination,
        step,
        revision=revision,
        words="Somebody else saved this nomination while you wrote. Your text is kept below: compare, then save.",
    )
    position = nomination.position
    case_titles.call_in(nomination, title=title, division=division, by=by, on=on)
    known = {question.code for question in validators.questions(nomination.plan) if not question.yes_or_no}
    move(
        nomination,
        step,
        by=by,
        on=on,
        words=f"Saved the nomination of {position}",
        facts=_classify(position, is_management_class),
        rationale=rationale,
        answers={code: text for code, text in answers.items() if code in known},
        wanted_on=wanted_on,
        revision=revision + 1,
    )


@transaction.atomic
def attach_job_description(
    nomination: Nomination, document: Document, *, dated_on: date, by: User, on: date
) -> JobDescription:
    """Keep a new version of the job description and put it on the nomination. Old versions stay."""
    step = ready(nomination, "edit", by=by, on=on)
    refuse_if_stale(nomination, step, revision=nomination.revision)
    described = JobDescription.unscoped.create(position=nomination.position, document=document, dated_on=dated_on)
    move(
        nomination,
        step,
        by=by,
        on=on,
        words=f"Attached the job description dated {dated_on:%B} {dated_on.day}, {dated_on.year}",
        facts={"document": document.pk, "sha256": document.sha256},
        job_description=described,
        revision=nomination.revision + 1,
    )
    return described


@transaction.atomic
def nominate(nomination: Nomination, *, by: User, on: date) -> None:
    """The director submits the nomination to DPA/DHR (CO-NOM-1, -2). Raises StepRefused with what is missing."""
    step = ready(nomination, "submit", by=by, on=on)
    refuse_if_stale(nomination, step, revision=nomination.revision)
    findings = validators.submission_findings(nomination, on=on)
    refuse_if_stopped(findings, act="submit this nomination")
    event = move(
        nomination,
        step,
        by=by,
        on=on,
        words=f"Submitted the nomination of {nomination.position} to DPA/DHR",
        facts=_case(nomination),
        findings=findings,
        submitted_on=on,
    )
    _tell(nomination, "reviewer", "A nomination waits for review", key=f"submitted/{event.number}", on=on)


def _case(nomination: Nomination) -> dict[str, Any]:
    """The case as it stands, for the record: it can be rewritten when it comes back with questions."""
    position, described = nomination.position, nomination.job_description
    return {
        "title": position.title,
        "division": position.division,
        "rationale": nomination.rationale,
        "answers": nomination.answers,
        "job_description": described.document.sha256 if described else "",
    }


@transaction.atomic
def return_with_questions(nomination: Nomination, *, questions: str, by: User, on: date, at: datetime) -> None:
    """DPA/DHR sends the case back to the department with its questions (CO-NOM-3)."""
    step = ready(nomination, "return", by=by, on=on)
    step.require_words(questions, "Write what the department should answer.")
    refuse_if_stopped(validators.separation_findings(nomination, by=by, on=on), act="return this case")
    NominationNote.objects.create(
        nomination=nomination, author=by, office=step.title, text=questions, written_at=at, written_on=on
    )
    event = move(
        nomination,
        step,
        by=by,
        on=on,
        words=f"Returned the nomination of {nomination.position} with questions",
    )
    _tell_department(nomination, "DPA/DHR has questions about a nomination", key=f"returned/{event.number}", on=on)


@transaction.atomic
def write_note(nomination: Nomination, *, text: str, by: User, on: date, at: datetime) -> NominationNote:
    """Add to the thread of questions and answers: the department while it may edit, DPA/DHR while it reviews."""
    verb = "edit" if nomination.state in ("draft", "returned") else "return"
    step = ready(nomination, verb, by=by, on=on)
    step.require_words(text, "Write the question or the answer.")
    last = NominationNote.objects.filter(nomination=nomination).order_by("-pk").first()
    if last is not None and (last.author, last.text) == (by, text):
        raise step.refused("This is in the thread already.")
    if verb == "return":
        refuse_if_stopped(validators.separation_findings(nomination, by=by, on=on), act="ask about this case")
    note = NominationNote.objects.create(
        nomination=nomination, author=by, office=step.title, text=text, written_at=at, written_on=on
    )
    verb = "answer" if verb == "edit" else "ask"
    events.record(
        nomination,
        verb,
        by=by,
        office=step.title,
        on=on,
        words=f"Wrote about the nomination of {nomination.position}",
    )
    return note


@transaction.atomic
def forward(nomination: Nomination, *, recommendation: str, by: User, on: date) -> None:
    """DPA/DHR forwards the case to the State Personnel Director with its review, which is then given (CO-NOM-3).

    Raises StepRefused: no recommendation in words, or the review is not complete.
    """
    step = ready(nomination, "forward", by=by, on=on)
    step.require_words(recommendation, "Write the recommendation for the State Personnel Director.")
    refuse_if_stopped(validators.separation_findings(nomination, by=by, on=on), act="forward this case")
    review = Review.unscoped.select_for_update().filter(nomination=nomination).first()
    refuse_if_stopped(validators.review_findings(nomination, review, on=on), act="forward this case")
    move(
        nomination,
        step,
        by=by,
        on=on,
        words=f"Forwarded the nomination of {nomination.position} for decision",
        facts={"review": review.answers, "recommends": review.recommends} if review else {},
        findings=validators.case_findings(nomination, on=on),
        recommendation=recommendation,
    )
    Review.unscoped.filter(nomination=nomination).update(given_on=on, words=recommendation)
    _tell(nomination, "personnel_director", "A nomination waits for your decision", key="forwarded", on=on)


@transaction.atomic
def decide(
    nomination: Nomination,
    *,
    approve: bool,
    reason: str,
    authorized: Authorization | None = None,
    by: User,
    on: date,
) -> None:
    """The State Personnel Director decides, finally (CO-NOM-4, -5), under the caps counted under a lock (CO-CAP-5).

    `authorized` is what was authorized with it for the department (CO-CAP-4): the history and the letter tell it.
    Raises StepRefused: over 125 on any day, over the allotment without authorization, no reason given.
    """
    Roster.lock(nomination.plan)
    step = ready(nomination, "approve" if approve else "deny", by=by, on=on)
    step.require_words(reason, "Write the reasons for the decision.")
    findings = validators.decision_findings(nomination, approve=approve, by=by, on=on)
    refuse_if_stopped(findings, act="approve this nomination" if approve else "decide this nomination")
    word = "Approved" if approve else "Denied"
    terms = f"{authorized.number} additional from {in_words(authorized.starts_on)}" if authorized else ""
    move(
        nomination,
        step,
        by=by,
        on=on,
        words=f"{word} the nomination of {nomination.position}{f', and authorized {terms}' if terms else ''}",
        facts={"reason": reason, **({"authorization": authorized.pk, "cause": authorized.cause} if authorized else {})},
        findings=findings,
        decided_on=on,
        decision_reason=reason,
    )
    # CO-NOM-6: the director and the HR office of the department are both told, by letter.
    letters.write(
        kind="nomination decision",
        thing=nomination,
        to=letters.to_department(nomination.department, on=on),
        on=on,
        by=by,
        office=step.title,
        facts={
            "position": str(nomination.position),
            "decision": word.lower(),
            "reason": reason,
            "holds_from": nomination.reserves_from,
            "authorized": terms,
            "cause": authorized.cause if authorized else "",
        },
    )


@transaction.atomic
def withdraw(nomination: Nomination, *, reason: str, by: User, on: date) -> None:
    """The director withdraws the nomination, which is possible until it is decided."""
    step = ready(nomination, "withdraw", by=by, on=on)
    step.require_words(reason, "Write why the nomination is withdrawn.")
    move(
        nomination,
        step,
        by=by,
        on=on,
        words=f"Withdrew the nomination of {nomination.position}",
        facts={"reason": reason},
    )


@transaction.atomic
def place(nomination: Nomination, *, placed_on: date | None, by: User, on: date) -> Placement:
    """The department sets the first day in the SES of an approved position (CO-NOM-7), under the caps."""
    Roster.lock(nomination.plan)
    step = ready(nomination, "place", by=by, on=on)
    findings = validators.placement_findings(nomination, placed_on=placed_on, on=on)
    refuse_if_stopped(findings, act="place this position")
    if placed_on is not None:
        require_holder_has_no_other(nomination.position, (placed_on, None))
    move(
        nomination,
        step,
        by=by,
        on=on,
        words=f"Placed {nomination.position} in the SES from {placed_on:%B} {placed_on.day}, {placed_on.year}",
        facts={"placed_on": placed_on.isoformat()},
        findings=findings,
    )
    placement = Placement.unscoped.create(
        plan=nomination.plan,
        position=nomination.position,
        department=nomination.department,
        nomination=nomination,
        starts_on=placed_on,
    )
    _tell(nomination, "reviewer", f"Placed: {nomination.position}", key="placed", on=on)
    return placement


@transaction.atomic
def lapse(nomination: Nomination, *, reason: str, by: User, on: date) -> None:
    """Let an approval lapse that is not used: it holds no place any more (CO-NOM-7). Director or State Personnel
    Director, with the reason; the position can be nominated anew."""
    Roster.lock(nomination.plan)
    step = ready(nomination, "lapse", by=by, on=on)
    step.require_words(reason, "Write why the approval is not used.")
    move(
        nomination,
        step,
        by=by,
        on=on,
        words=f"Let the approval of {nomination.position} lapse",
        facts={"reason": reason},
    )
    subject = f"The approval of {nomination.position} has lapsed; its place is free"
    _tell_department(nomination, subject, key="lapsed", on=on)
    _tell(nomination, "personnel_director", subject, key="lapsed", on=on)
    _tell(nomination, "reviewer", subject, key="lapsed", on=on)


def refuse_if_stale(
    nomination: Nomination,
    step: Ready,
    *,
    revision: int,
    words: str = "Somebody else saved this nomination after you opened the page. Read it again first.",
) -> None:
    """Raises StepRefused with `words` when the nomination is no longer the one of `revision`. Locks its row."""
    if Nomination.unscoped.select_for_update().get(pk=nomination.pk).revision != revision:
        raise step.refused(words)


def _tell(nomination: Nomination, office: str, subject: str, *, key: str, on: date) -> None:
    for held in Membership.unscoped.filter(office=office).held_on(on).select_related("user"):
        _write(nomination, held.user, subject, key)


def _tell_department(nomination: Nomination, subject: str, *, key: str, on: date) -> None:
    holders = Membership.unscoped.filter(office__in=["director", "hr"], department=nomination.department)
    for held in holders.held_on(on).select_related("user"):
        _write(nomination, held.user, subject, key)


def _write(nomination: Nomination, to: User, subject: str, key: str) -> None:
    send_message(
        to=to,
        subject=subject,
        text=f"{subject}.\n\nPosition: {nomination.position}\nDepartment: {nomination.department}",
        key=f"nomination/{nomination.pk}/{key}",
        path=nomination.get_absolute_url(),
    )
