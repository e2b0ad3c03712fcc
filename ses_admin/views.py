"""The pages that belong to no single subject: the desk, the law, and whether the installation is well."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.fields import DayField
from law import PLANS
from ses_admin import desk as desks
from ses_admin import health, law_page


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """My desk: what waits for me, by when and why."""
    gathered = desks.gather(request.user, on=request.today)
    return render(request, "desk.html", {"title": "My desk", "desk": gathered})


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
