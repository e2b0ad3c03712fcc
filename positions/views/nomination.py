"""The page of one nomination: the case, what it would do, the thread, and the act of whose turn it is."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.acting import open_steps
from positions import capacity, effects, outlook, review, timeline, validators
from positions.models import Authorization, AuthorizationRequest, Letter, Nomination, NominationNote, Placement, Review
from positions.nomination_act_forms import ActForm
from positions.nomination_forms import still_missing
from positions.progress import progress
from positions.review_forms import ACTS, ReviewForm

MOST_LISTED = 10  # authorizations, and other open cases of the department


def one(request: HttpRequest, pk: int) -> Nomination:
    """The nomination, for somebody who may see it."""
    on = request.today
    seen = Nomination.objects.visible_to(request.user, on=on).as_of(on, today=on)
    return get_object_or_404(seen.select_related("position", "department", "job_description__document"), pk=pk)


@require_safe
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """One nomination: the case, what it would do, the thread, and the act of whose turn it is."""
    return nomination_page(request, one(request, pk))


def nomination_page(
    request: HttpRequest,
    nomination: Nomination,
    *,
    failed: ActForm | None = None,
) -> HttpResponse:
    """The nomination's page, maybe with a form that came back."""
    stands = progress(nomination, on=request.today, since=nomination.since)
    seen = {"user": request.user, "on": request.today}
    given = stored_review(request, nomination)
    context = {
        "title": str(nomination),
        "crumbs": [("Nominations", reverse("positions:nominations"))],
        "nomination": nomination,
        "stands": stands,
        "placement": Placement.objects.visible_to(**seen).filter(nomination=nomination).first(),
        "review": given,
        "recommends_words": validators.recommends_words(given, nomination.plan),
        "checklist": review.checklist(nomination, given),
        "notes": NominationNote.objects.filter(nomination=nomination).select_related("author").order_by("pk"),
        "letters": Letter.objects.visible_to(**seen).about(nomination),
        "lines": timeline.of_nomination(nomination, **seen),
        "failed": failed,
        **_judged(request, nomination, is_over=stands.is_over),
    }
    context |= _acts(request, nomination, context, failed=failed)
    return render(request, "positions/nomination.html", context)


def stored_review(request: HttpRequest, nomination: Nomination) -> Review | None:
    """The review of DPA/DHR as far as this person may see it."""
    seen = Review.objects.visible_to(request.user, on=request.today)
    return seen.filter(nomination=nomination).select_related("reviewer").first()


def _judged(request: HttpRequest, nomination: Nomination, *, is_over: bool) -> dict[str, Any]:
    """What placing it would make on every day that matters, and what the rules say; nothing once it is over."""
    if is_over:
        return {"effect": None, "missing": [], "findings": [], "apart": []}
    on = request.today
    since = validators.first_day_of_place(nomination, on=on)
    known = capacity.ledger_for(nomination, since=since)
    if nomination.state == "approved":
        findings = validators.capacity_findings(nomination, since=since, known=known)
    else:
        findings = validators.case_findings(nomination, on=on, known=known)
    missing, findings = still_missing(nomination, findings)
    department = nomination.department
    others = Nomination.objects.visible_to(request.user, on=on).unfinished().exclude(pk=nomination.pk)
    return {
        "effect": effects.effect(nomination, since=since, known=known),
        "outlook": outlook.with_nomination(nomination, known, since=since),
        "requests": AuthorizationRequest.objects.visible_to(request.user, on=on).filter(
            department=department, state="requested"
        ),
        "authorizations": Authorization.objects.filter(department=department).order_by("-pk")[:MOST_LISTED],
        "others": [
            (each, progress(each, on=on))
            for each in others.filter(department=department).select_related("position").order_by("pk")[:MOST_LISTED]
        ],
        "missing": missing,
        "findings": findings,
        "is_full": any(found.code == "CO-CAP-1" and found.stops for found in findings),
        "apart": validators.separation_findings(nomination, by=request.user, on=on),
    }


def _acts(
    request: HttpRequest,
    nomination: Nomination,
    context: dict[str, Any],
    *,
    failed: ActForm | None,
) -> dict[str, Any]:
    """What this person can do now: buttons, and a form for each act that takes something written."""
    user, on = request.user, request.today
    open_now = open_steps(user, nomination, on=on)
    verbs = {step.verb for step in open_now}
    is_apart = any(finding.stops for finding in context["apart"])
    if is_apart:
        verbs -= {"review", "return", "forward", "approve", "deny"}
    about = {"nomination": nomination, "effect": context["effect"], "user": user, "on": on}
    forms: dict[str, ActForm] = {}
    for act in ACTS:
        if verbs.intersection(act.verbs):
            more = {"stored": context["review"]} if act is ReviewForm else {}
            forms[act.name] = failed if isinstance(failed, act) else act(**about, **more)
    return {
        "forms": forms,
        "review_findings": _unreviewed(nomination, context["review"], on=on) if "review" in forms else [],
        "is_apart": is_apart and verbs != {step.verb for step in open_now},
        "steps": _buttons(nomination, verbs, missing=len(context["missing"])),
    }


def _unreviewed(nomination: Nomination, given: Review | None, *, on: date) -> list:
    """What is still missing before the case can be forwarded, once somebody has begun its review."""
    return validators.review_findings(nomination, given, on=on) if given else []


def _buttons(nomination: Nomination, verbs: set[str], *, missing: int) -> list[dict[str, Any]]:
    """The buttons under the title: to write, to submit, or to get to the form of one's turn."""
    buttons: list[dict[str, Any]] = []
    if "submit" in verbs:
        buttons.append(
            {
                "button": "Submit to DPA/DHR",
                "url": reverse("positions:submit", args=[nomination.pk]),
                "post": True,
                "main": not missing,
                "fields": {"revision": nomination.revision},
                "hint": f"not possible yet: {missing} {'things are' if missing > 1 else 'thing is'} missing."
                if missing
                else "",
            }
        )
    if "edit" in verbs:
        url = reverse("positions:edit_nomination", args=[nomination.pk])
        buttons.insert(0 if missing else 1, {"button": "Write the case", "url": url, "main": bool(missing)})
    turns = (("forward", "Review this case"), ("approve", "Decide this case"), ("place", "Set the date of placement"))
    buttons += [{"button": words, "url": "#turn", "main": True} for verb, words in turns if verb in verbs]
    return buttons
