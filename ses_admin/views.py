"""The pages that belong to no single subject: the desk, the law, and whether the installation is well."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.fields import DayField
from law import PLANS
from ses_admin import desk as desks
from ses_admin import health, law_page, reminding


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """My desk: what waits for me, by when and why."""
    gathered = desks.gather(request.user, on=request.today)
    return render(request, "desk.html", {"title": "My desk", "desk": gathered})


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Write to whoever a row of my desk waits for: at most one mail a day for each row. Asked on the page of the thing
    itself (`stay`), it leads back there."""
    gathered = desks.gather(request.user, on=request.today)
    rows = gathered.others.everything if gathered.may_remind else []
    item = next((row for row in rows if row.key == request.POST.get("row") and row.asked), None)
    if item is None:
        messages.info(request, "It waits for nobody any more.")
    else:
        told = reminding.ask(item, by=request.user, on=request.today)
        if told.now:
            messages.success(request, f"{item.waits_for} gets a mail: {item.what}. One a day at most.")
        elif told.people:
            messages.info(request, f"{item.waits_for} was reminded today already: {item.what}. One mail a day at most.")
        else:
            messages.info(request, f"Nobody else holds the office today: {item.waits_for}.")
    return redirect(item.url if item and "stay" in request.POST else "desk")


@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """Every rule and number of the law on a day (`?on=`, by default today), with where it is written."""
    on, trouble = _day_asked_for(request)
    plans = [law_page.shown(code, on=on) for code in PLANS]
    return render(request, "law/law.html", {"title": "The law", "on": on, "day_trouble": trouble, "plans": plans})


def _day_asked_for(request: HttpRequest) -> tuple[date, str]:
    try:
        return DayField(required=False).clean(request.GET.get("on", "")) or request.today, ""
    except ValidationError as problem:
        return request.today, f"{problem.messages[0]} What is in force today is shown."


@never_cache
@require_safe
@login_not_required  # load balancers and monitors ask this, and have no account; it says nothing about people
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether the installation is well: 200, or 503 with what is wrong in words."""
    found = health.checks()
    well = all(check.well for check in found)
    told = {check.name: {"well": check.well, "words": check.words} for check in found}
    return JsonResponse({"well": well, "checks": told}, status=200 if well else 503)
