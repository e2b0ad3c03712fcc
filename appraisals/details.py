"""Everything that the page of one appraisal shows, gathered with a number of queries that does not grow."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from accounts.acting import open_steps
from accounts.models import Membership, User
from accounts.templatetags.words import day
from appraisals import signing, standing, validators
from appraisals.models import (
    Appraisal,
    Attachment,
    ExecutedAppraisal,
    LateComment,
    Offer,
    Rating,
    RatingSignature,
)
from appraisals.models.appraisal import rating_seen_by
from appraisals.sheet import Sheet, sheet
from contracts.models import APPOINTING_OFFICES
from contracts.terms import fiscal_year_words
from law.findings import Finding
from law.steps import Step
from records.models import Event

MOST_EVENTS = 200
OVER = ("final", "withdrawn")


@dataclass(frozen=True)
class Happening:
    """A line of the history; several savings by one person on one day are one line."""

    on: date
    words: str
    who: str
    office: str


def title(appraisal: Appraisal) -> str:
    """ "Appraisal of Eve Executive, 2004-05"."""
    return f"Appraisal of {appraisal.employee}, {fiscal_year_words(appraisal.plan, appraisal.contract.starts_on)}"


def crumbs(appraisal: Appraisal) -> list[tuple[str, str]]:
    """The pages above those that belong to an appraisal."""
    return [("Appraisals", reverse("appraisals:appraisals")), (title(appraisal), appraisal.get_absolute_url())]


def sees_ratings(appraisal: Appraisal, user: User, *, on: date) -> bool:
    """Whether `user` may see the ratings of this appraisal on the day `on`."""
    return Appraisal.unscoped.filter(rating_seen_by(user, on=on), pk=appraisal.pk).exists()


def verbs(appraisal: Appraisal, user: User, *, on: date) -> dict[str, Step]:
    """The steps that `user` may take now. In their own appraisal the executive acts as such and as nothing else."""
    found = {step.verb: step for step in open_steps(user, appraisal, on=on)}
    if user.pk == appraisal.employee_id:
        found = {verb: step for verb, step in found.items() if "employee" in step.offices}
    gone: list[str] = []
    if appraisal.state == "released" and appraisal.lines_signed:
        gone += ["return"]
    if appraisal.state == "released" and appraisal.lines_answered:
        gone += ["meet", "attest"] + ["comment"] * (not appraisal.is_unsigned)
    if appraisal.release_number:
        gone += ["withdraw"]
    return {verb: step for verb, step in found.items() if verb not in gone}


def details(appraisal: Appraisal, user: User, *, on: date) -> dict[str, Any]:
    """The context of templates/appraisals/appraisal.html. The appraisal must come from `with_standing()`."""
    may = verbs(appraisal, user, on=on)
    shown = sheet(appraisal, user, on=on)
    sees = sees_ratings(appraisal, user, on=on)
    found = findings(appraisal, may, on=on)
    own_lines = signing.lines_to_sign(appraisal, by=user, on=on) if "sign" in may else []
    signatures = RatingSignature.objects.visible_to(user, on=on).filter(appraisal=appraisal).order_by("pk")
    in_office = rater_in_office(appraisal, on=on) if appraisal.state not in OVER else True
    of_release = {"appraisal": appraisal, "release": appraisal.current_release_id}
    offer = Offer.objects.visible_to(user, on=on).filter(**of_release).first() if appraisal.is_shown else None
    attached = Attachment.objects.visible_to(user, on=on).filter(appraisal=appraisal)
    late = LateComment.objects.visible_to(user, on=on)
    return {
        "appraisal": appraisal,
        "contract": appraisal.contract,
        "title": title(appraisal),
        "stands": standing.standing(appraisal),
        "executive_sees": standing.what_the_executive_sees(appraisal, is_employee=user.pk == appraisal.employee_id),
        "verbs": may,
        "sheet": shown,
        "sees_ratings": sees,
        "sees_meeting_notes": sees or "meet" in may,
        "progress": progress(appraisal, user, shown, sees=sees, on=on),
        "findings": found,
        "stopped": any(finding.stops for finding in found),
        "rater_in_office": in_office,
        "may_name_rater": not in_office and "name rater" in may,
        "own_lines": own_lines,
        "lines": standing.signature_lines(appraisal, signatures, offer=offer, on=on) if appraisal.is_shown else [],
        "offer": offer,
        "late_comments": list(late.filter(**of_release).order_by("pk")) if offer else [],
        "attachments": list(attached.select_related("document", "by").order_by("number")),
        "executed": ExecutedAppraisal.objects.visible_to(user, on=on).filter(appraisal=appraisal).first(),
        "steps": steps(appraisal, may, own_lines, stopped=any(finding.stops for finding in found)),
        "facts": facts(appraisal),
        "history": history(appraisal),
        "takes_part": user.pk in (appraisal.employee_id, appraisal.rater_id),
    }


def progress(appraisal: Appraisal, user: User, shown: Sheet, *, sees: bool, on: date) -> str:
    """How far the rating is: HR may know that, and no level, before the release; the executive may not."""
    if appraisal.state != "rating":
        return ""
    if sees:
        return shown.progress
    if appraisal.department_id in user.departments_seen(on) and user.pk != appraisal.employee_id:
        number = Rating.unscoped.filter(appraisal=appraisal).exclude(level=None).count()
        terms = sum(len(section.rows) for section in shown.sections)
        return f"{number} of {terms} objectives rated"
    return ""


def findings(appraisal: Appraisal, may: dict[str, Step], *, on: date) -> list[Finding]:
    """What the law says: of the ratings to who rates, of the meeting to everybody once it is released."""
    if "release" in may:
        return validators.release_findings(appraisal, on=on)
    if appraisal.is_shown:
        return validators.meeting_findings(appraisal, on=on)
    return []


def rater_in_office(appraisal: Appraisal, *, on: date) -> bool:
    """Whether the rater holds an office of the department in which to rate on the day `on`."""
    held = Membership.unscoped.filter(user=appraisal.rater_id, department=appraisal.department_id)
    return held.filter(office__in=APPOINTING_OFFICES).held_on(on).exists()


def steps(appraisal: Appraisal, may: dict[str, Step], own_lines: list[str], *, stopped: bool) -> list[dict[str, Any]]:
    """The buttons under the title, the main act first. Acts that need words lead to where they are written."""
    here, found = appraisal.get_absolute_url(), []

    def offer(verb: str, words: str, name: str, **more: Any) -> None:
        if verb in may:
            url = f"{here}{name}" if name.startswith("#") else reverse(f"appraisals:{name}", args=[appraisal.pk])
            found.append({"button": words or may[verb].button, "url": url, **more})

    if own_lines:
        offer("sign", "Read and sign", "sign", main=True)
    offer("account", "", "account", main=appraisal.state == "open")
    if appraisal.state == "open":
        offer("begin", "", "begin", post=True, main=True)
    offer("rate", "Rate" if stopped else "Change ratings", "rate", main=stopped)
    if not stopped:
        offer("release", "", "#release", main=True)
    offer("meet", "", "#meeting")
    offer("comment", "", "#comment")
    offer("attest", "", "#not-signed")
    return found


def facts(appraisal: Appraisal) -> list[tuple[str, Any]]:
    """Label and value of what the appraisal is about."""
    contract, withdrawn = appraisal.contract, []
    if appraisal.withdrawn_on:
        withdrawn = [("Withdrawn", f"{day(appraisal.withdrawn_on)}: {appraisal.withdrawn_reason}")]
    return [
        ("Executive", appraisal.employee),
        ("Position", f"{contract.title}, {contract.department_name}"),
        ("Contract", f"{day(contract.starts_on)} to {day(contract.ends_on)}"),
        *_rater_facts(appraisal),
        ("Meeting on the rating", day(appraisal.met_on)),
        ("Final on", day(appraisal.final_on)),
        *withdrawn,
    ]


def _rater_facts(appraisal: Appraisal) -> list[tuple[str, Any]]:
    """Who rated, as what is shown says; and who signs in their place where they left office."""
    if appraisal.current_release is None:
        return [("Rates", appraisal.rater)]
    by = appraisal.current_release.data["rater"]
    successor = [] if appraisal.rater.name in by.split(" and ") else [("Appointing authority now", appraisal.rater)]
    return [("Rated by", by), *successor]


def history(appraisal: Appraisal) -> list[Happening]:
    """What happened to the appraisal, newest first, for whoever sees it. No event of it says a level."""
    told: list[Happening] = []
    for event in Event.unscoped.all().about(appraisal)[:MOST_EVENTS]:
        line = Happening(event.on, event.words, event.actor_name, event.office)
        if not told or told[-1] != line:
            told.append(line)
    return told
