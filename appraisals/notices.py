"""The acts on a notice of unsatisfactory performance, from the draft to the separation it is a ground for."""

from datetime import date, datetime

from django.db import transaction

import law
from accounts.acting import Ready, ready, refuse_if_stopped
from accounts.models import User
from accounts.templatetags.words import day as in_words
from appraisals import july_first_later
from appraisals import notice_validators as validators
from appraisals.models import Appraisal, Notice
from law.steps import NOT_YET
from positions import leaving, letters
from positions.models import Incumbency
from positions.telling import tell_offices
from records.acts import begin, move
from records.models import Document


def unwritten(incumbency: Incumbency, *, on: date) -> Notice:
    """The notice to this person before anybody began it: for asking who may."""
    return Notice(
        plan=incumbency.plan,
        department=incumbency.department,
        position=incumbency.position,
        incumbency=incumbency,
        employee=incumbency.person,
        fiscal_year=law.plan(incumbency.plan).calendar.fiscal_year(on),
        state=NOT_YET,
        started_on=on,
    )


@transaction.atomic
def start(
    incumbency: Incumbency, *, grounds: str = "", appraisal: Appraisal | None = None, by: User, on: date
) -> Notice:
    """Begin a draft, from the appraisal or without one. HR prepares; the director signs.

    Raises StepRefused: about oneself, not in the position on that day, only acting, or there is one of this year.
    """
    notice = unwritten(incumbency, on=on)
    step = ready(notice, "start", by=by, on=on)
    Incumbency.unscoped.select_for_update().get(pk=incumbency.pk)
    _refuse_own(notice, step, by=by)
    if incumbency.is_acting or not Incumbency.unscoped.in_force(on).filter(pk=incumbency.pk).exists():
        raise step.refused(f"{incumbency.person} does not hold {incumbency.position} for good on {in_words(on)}.")
    same = Notice.unscoped.standing().filter(incumbency=incumbency, fiscal_year=notice.fiscal_year)
    if same.exists():
        raise step.refused(f"There is already a notice to {incumbency.person} of this year.")
    if appraisal is not None and appraisal.employee_id != incumbency.person_id:
        raise step.refused("That appraisal is of somebody else.")
    notice.grounds, notice.appraisal = grounds, appraisal
    begin(notice, step, by=by, on=on, words=f"Began a notice to {incumbency.person}")
    return notice


@transaction.atomic
def edit(notice: Notice, *, grounds: str, revision: int, by: User, on: date) -> None:
    """Save the draft. Raises StepRefused when somebody else saved it meanwhile."""
    step = ready(notice, "edit", by=by, on=on)
    _refuse_own(notice, step, by=by)
    if Notice.unscoped.select_for_update().get(pk=notice.pk).revision != revision:
        raise step.refused(
            "Somebody else saved this notice while you wrote. Your text is kept below: compare, then save."
        )
    words = f"Saved the notice to {notice.employee}"
    move(notice, step, by=by, on=on, words=words, grounds=grounds, revision=revision + 1)


@transaction.atomic
def withdraw(notice: Notice, *, reason: str, by: User, on: date) -> None:
    """Give up a draft that nobody was told of."""
    step = ready(notice, "withdraw", by=by, on=on)
    step.require_words(reason, "Write why the draft is withdrawn.")
    words = f"Withdrew the draft of a notice to {notice.employee}"
    move(notice, step, by=by, on=on, words=words, facts={"reason": reason}, ended_reason=reason)


@transaction.atomic
def sign(notice: Notice, *, revision: int, by: User, on: date, at: datetime) -> None:
    """The director signs: the letter is printed and kept, and the executive can read it. It counts when delivered.

    `revision` is the one that was read. The page asks for the password again first. Raises StepRefused: no grounds,
    changed meanwhile, about oneself.
    """
    step = ready(notice, "sign", by=by, on=on)
    _refuse_own(notice, step, by=by)
    if Notice.unscoped.select_for_update().get(pk=notice.pk).revision != revision:
        raise step.refused("Somebody saved this notice after you opened the page. Read it again; nothing is signed.")
    findings = validators.notice_findings(notice, on=on)
    refuse_if_stopped(findings, act="sign this notice")
    notice.signed_on = on
    calendar = law.plan(notice.plan).calendar
    letter = letters.write(
        kind="notice",
        thing=notice,
        to=[
            *letters.to_person(notice.employee, notice.position.title),
            *letters.to_department(notice.department, on=on),
        ],
        on=on,
        at=at,
        by=by,
        office=step.title,
        person=notice.employee,
        facts={
            "name": notice.employee.name,
            "position": str(notice.position),
            "grounds": notice.grounds,
            "separation_on": calendar.year_ends(notice.fiscal_year),
            "last_safe_day": calendar.notice_last_safe_day(notice.fiscal_year),
            "appeal_days": validators.appeal_days(notice.plan, on=on),
            "appeal_by": validators.appeal_last_day(notice.plan, calendar.year_ends(notice.fiscal_year)),
            "how_to_appeal": validators.how_to_appeal(notice.plan),
        },
    )
    move(
        notice,
        step,
        by=by,
        on=on,
        words=f"Signed the notice of unsatisfactory performance to {notice.employee}",
        facts={"letter": letter.pk, "sha256": letter.document.sha256},
        findings=findings,
        signed_on=on,
        letter=letter,
    )


@transaction.atomic
def acknowledge(notice: Notice, *, by: User, on: date) -> None:
    """The executive says on screen that the notice has reached them: that is its delivery, on the day `on`."""
    step = ready(notice, "acknowledge", by=by, on=on)
    _deliver(notice, step, how="screen", delivered_on=on, by=by, on=on)


@transaction.atomic
def attest(notice: Notice, *, how: str, delivered_on: date, scan: Document | None, by: User, on: date) -> None:
    """Somebody of the department attests that it was handed over or mailed on `delivered_on`, with a scan as proof.

    Raises StepRefused: no scan, a day before the signature or still to come, or the person it is about.
    """
    step = ready(notice, "attest", by=by, on=on)
    _refuse_own(notice, step, by=by)
    if how not in ("hand", "mail"):
        raise step.refused("Choose how it was delivered: handed over, or mailed.")
    if scan is None:
        raise step.refused("Attach the scan that proves the delivery: the signed receipt, or the proof of mailing.")
    if notice.signed_on is None or not notice.signed_on <= delivered_on <= on:
        raise step.refused("The day of delivery is from the day of the signature to today. Check the day.")
    _deliver(notice, step, how=how, delivered_on=delivered_on, by=by, on=on, attested_by=by, scan=scan)


def _deliver(notice: Notice, step: Ready, *, how: str, delivered_on: date, by: User, on: date, **proof) -> None:
    notice.delivered_on = delivered_on
    findings = validators.notice_findings(notice, on=on)
    move(
        notice,
        step,
        by=by,
        on=on,
        words=f"The notice reached {notice.employee} on {in_words(delivered_on)}",
        facts={"how": how, "delivered_on": delivered_on.isoformat(), "scan": getattr(proof.get("scan"), "sha256", "")},
        findings=findings,
        delivered_on=delivered_on,
        delivery=how,
        **proof,
    )
    about = _about(notice, "A letter was delivered", key="delivered", on=on)
    tell_offices("reviewer", **about)
    tell_offices("director", "hr", department=notice.department, **about)


@transaction.atomic
def settle(notice: Notice, *, in_time: bool, reason: str, by: User, on: date) -> None:
    """DPA/DHR settles whether a notice of May 1 was in time (reading 6). No other day is anybody's to settle.

    Settled after June 30, what July 1 brought about is proposed now.
    """
    step = ready(notice, "settle", by=by, on=on)
    _refuse_own(notice, step, by=by)
    step.require_words(reason, "Write the reasons.")
    if validators.standing(notice) is not law.plan(notice.plan).notices.Standing.DISPUTED:
        raise step.refused("Only a notice given on May 1 is disputed, and only once. This one is not.")
    words = "was in time" if in_time else "came too late"
    move(
        notice,
        step,
        by=by,
        on=on,
        words=f"Settled that the notice to {notice.employee} {words}",
        facts={"in_time": in_time, "reason": reason},
        found_in_time=in_time,
        settled_on=on,
        settled_reason=reason,
    )
    tell_offices(
        "director", "hr", department=notice.department, **_about(notice, "A dispute is settled", key="settled", on=on)
    )
    july_first_later.propose(notice, on=on)


@transaction.atomic
def rescind(notice: Notice, *, reason: str, by: User, on: date, at: datetime | None = None) -> None:
    """The director takes the notice back, with reasons. The executive is told; it is no ground for anything then.

    Taken back after June 30, what July 1 brought about is proposed now.
    """
    step = ready(notice, "rescind", by=by, on=on)
    step.require_words(reason, "Write why the notice is taken back.")
    words = f"Took back the notice to {notice.employee}"
    move(notice, step, by=by, on=on, words=words, facts={"reason": reason}, ended_reason=reason)
    letters.write(
        kind="notice taken back",
        thing=notice,
        to=letters.to_person(notice.employee, notice.position.title),
        on=on,
        at=at,
        by=by,
        office=step.title,
        person=notice.employee,
        facts={"name": notice.employee.name, "signed_on": notice.signed_on, "reason": reason},
    )
    july_first_later.propose(notice, on=on)


@transaction.atomic
def separate(notice: Notice, *, by: User, on: date, at: datetime | None = None) -> None:
    """The director separates the executive on June 30 of the year of the notice (CO-REM-3, CO-REM-5).

    The position stays in the SES, vacant from July 1. The letter is sent at the moment `at`, by default this one.
    Recorded after that June 30 it is flagged, and the days for an appeal run from now. Raises StepRefused: no notice
    in time, disputed, oneself, or a signed contract of a later year has kept the position.
    """
    step = ready(notice, "separate", by=by, on=on)
    _refuse_own(notice, step, by=by)
    last_day = law.plan(notice.plan).calendar.year_ends(notice.fiscal_year)
    findings = validators.separation_findings(notice, last_day=last_day, on=on)
    refuse_if_stopped(findings, act="separate for unsatisfactory performance")
    incumbency = notice.incumbency
    incumbency.refresh_from_db()
    leaving.end(
        incumbency,
        way="separation",
        ends_on=last_day,
        reason=notice.grounds,
        noticed_on=notice.delivered_on,
        by=by,
        on=on,
    )
    words = f"Separates {notice.employee} after {in_words(last_day)}"
    move(notice, step, by=by, on=on, words=words, facts={"last_day": last_day.isoformat()}, findings=findings)
    letters.write(
        kind="separation",
        thing=notice,
        to=[*letters.to_person(notice.employee, notice.position.title), *letters.to_dpa(on=on)],
        on=on,
        at=at,
        by=by,
        office=step.title,
        person=notice.employee,
        facts={
            "name": notice.employee.name,
            "position": str(notice.position),
            "last_day": last_day,
            "delivered_on": notice.delivered_on,
            "appeal_by": validators.appeal_last_day(notice.plan, last_day, given=on),
            "how_to_appeal": validators.how_to_appeal(notice.plan),
        },
    )


def _refuse_own(notice: Notice, step: Ready, *, by: User) -> None:
    if by.pk == notice.employee_id:
        raise step.refused("Nobody does this about themselves. Somebody else who holds the office has to.")


def _about(notice: Notice, subject: str, *, key: str, on: date) -> dict:
    return {
        "subject": subject,
        "text": f"{subject}.\n\nPosition: {notice.position}\nDepartment: {notice.department}",
        "key": f"notice/{notice.pk}/{key}",
        "path": notice.get_absolute_url(),
        "on": on,
    }
