"""Pages of nominations: the queue, beginning one, and writing the case."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.acting import OfficeNotHeld, StepRefused, ready
from accounts.fields import DayField
from accounts.lists import paged
from accounts.refusals import tell_refusal
from positions import as_of, departments, effects, validators, workflow
from positions.filters import NominationFilter
from positions.models import Nomination, Position
from positions.nomination_forms import CaseForm, StartForm, still_missing
from positions.progress import waits
from positions.tables import NominationTable
from positions.views.nomination import one
from records import files

NONE_FOUND = "No nomination that you may see is like that. Choose “Every nomination” to see also those that are over."


@require_safe
def nominations(request: HttpRequest) -> HttpResponse:
    """The queue as of a day: the longest waiting first, and how many wait with whom."""
    shown = as_of.asked(request)
    rows = Nomination.objects.visible_to(request.user, on=request.today).as_of(shown.day, today=request.today)
    chosen = NominationFilter(request.GET, queryset=rows.select_related("position", "department"), request=request)
    table = NominationTable(chosen.qs, on=shown.day, order_by="since", empty_text=NONE_FOUND)
    return render(
        request,
        "positions/nominations.html",
        {
            "title": "Nominations",
            "table": paged(table, request),
            "waits": waits(rows, on=shown.day),
            "form": chosen.form,
            "as_of": shown,
            "kept": {as_of.NAME: shown.day.isoformat()} if shown.is_other else {},
            "clear_url": shown.link(request.path) if chosen.is_chosen else "",
            "may_start": not shown.is_other and bool(departments.nominating(request.user, on=request.today)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def start_nomination(request: HttpRequest) -> HttpResponse:
    """Say which position is to be nominated. For department HR and the director."""
    user, on = request.user, request.today
    from_departments = departments.nominating(user, on=on)
    if not from_departments:
        return _cannot_start(request)
    form = StartForm(request.POST or None, departments=from_departments, user=user, on=on, initial=_known(request))
    if request.method == "POST" and form.is_valid():
        try:
            nomination = workflow.start_nomination(**form.cleaned_data, by=user, on=on)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, "The draft is begun. Write the case below; save as often as you like.")
            return redirect("positions:edit_nomination", nomination.pk)
    crumbs = [("Nominations", reverse("positions:nominations"))]
    return render(
        request, "positions/start_nomination.html", {"title": "New nomination", "crumbs": crumbs, "form": form}
    )


def _cannot_start(request: HttpRequest) -> HttpResponse:
    """Back to the list, with the sentence that names the offices that can."""
    try:
        ready(Nomination(state=""), "start", by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    return redirect("positions:nominations")


def _known(request: HttpRequest) -> dict[str, Any]:
    """What is known of the position from whose page one came."""
    asked = request.GET.get("position", "")
    seen = Position.objects.visible_to(request.user, on=request.today)
    position = seen.filter(pk=asked).first() if asked.isdecimal() else None
    if position is None:
        return {}
    return {name: getattr(position, name) for name in ("number", "title", "division", "is_management_class")} | {
        "department": position.department_id
    }


@require_http_methods(["GET", "HEAD", "POST"])
def edit_nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the case. A draft may be wrong: the page says what is missing."""
    nomination = one(request, pk)
    about = {"nomination": nomination, "user": request.user, "on": request.today}
    form = CaseForm(request.POST or None, request.FILES or None, initial=CaseForm.stored(nomination), **about)
    meanwhile: list[tuple[str, Any]] = []
    try:
        ready(nomination, "edit", by=request.user, on=request.today)
        if request.method == "POST" and form.is_valid():
            _save(request, nomination, form)
            messages.success(request, "Saved.")
            return redirect("positions:edit_nomination", pk)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        if isinstance(refusal, OfficeNotHeld) or not form.is_bound:
            return redirect(nomination)
        nomination = one(request, pk)
        meanwhile = form.differing_from(nomination)
    return render(request, "positions/edit_nomination.html", _case_page(request, nomination, form, meanwhile))


def _save(request: HttpRequest, nomination: Nomination, form: CaseForm) -> None:
    """The case and, if one was chosen, the new job description: both or neither."""
    by = {"by": request.user, "on": request.today}
    upload = form.cleaned_data["job_description"]
    with transaction.atomic():
        workflow.edit_nomination(nomination, **form.case, **by)
        if upload:
            document = files.store_upload(upload, purpose="job description", by=request.user)
            dated_on = form.cleaned_data["job_description_on"]
            workflow.attach_job_description(nomination, document, dated_on=dated_on, **by)


def _case_page(request: HttpRequest, nomination: Nomination, form: CaseForm, meanwhile: list) -> dict[str, Any]:
    on = request.today
    missing, findings = still_missing(nomination, validators.case_findings(nomination, on=on))
    return {
        "title": "Write the case",
        "crumbs": [("Nominations", reverse("positions:nominations")), (str(nomination), nomination.get_absolute_url())],
        "nomination": nomination,
        "form": form,
        "meanwhile": meanwhile,
        "described": nomination.job_description,
        "effect": effects.effect(nomination, since=validators.first_day_of_place(nomination, on=on)),
        "missing": missing,
        "findings": findings,
    }


@require_safe
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of a page that says what placing the position from a day would make. Changes nothing."""
    nomination, on = one(request, pk), request.today
    asked = request.GET.get("placed_on") or request.GET.get("wanted_on") or ""
    try:
        day = DayField(required=False).clean(asked)
    except ValidationError as problem:
        return render(request, "positions/effect.html", {"problem": problem.messages[0]})
    if nomination.state == "approved" and day:
        since = max(day, nomination.decided_on)
        findings = validators.placement_findings(nomination, placed_on=day, on=on)
    else:
        since = max(day, on) if day else validators.first_day_of_place(nomination, on=on)
        findings = validators.capacity_findings(nomination, since=since)
    context = {"effect": effects.effect(nomination, since=since), "findings": findings}
    return render(request, "positions/effect.html", context)
