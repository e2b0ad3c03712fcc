"""The State Personnel Director's yearly guidance on pay adjustments: what is published, and recording it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.acting import StepRefused, open_steps
from accounts.refusals import turned_away
from contracts import decisions, salary
from contracts.guidance import record_guidance as record
from contracts.guidance_forms import GuidanceForm
from contracts.models import PayGuidance


@require_safe
def guidance(request: HttpRequest) -> HttpResponse:
    """What is published for each fiscal year, the newest first. There is one row a year, so it is shown whole."""
    context = {
        "title": "Pay guidance",
        "published": decisions.published_guidance(),
        "may_record": bool(open_steps(request.user, PayGuidance(state=""), on=request.today)),
        "crumbs": [("Contracts", reverse("contracts:contracts"))],
    }
    return render(request, "contracts/guidance.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record_guidance(request: HttpRequest) -> HttpResponse:
    """Record the guidance for a fiscal year."""
    if (answer := turned_away(request, PayGuidance(state=""), "record", to="contracts:guidance")) is not None:
        return answer
    years = salary.years_to_record(request.today)
    given = {"years": years, "user": request.user, "on": request.today}
    form = GuidanceForm(request.POST or None, initial={"fiscal_year": years[0][0]}, **given)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            record(**form.cleaned_data, is_demonstration=settings.DEMONSTRATION, by=request.user, on=request.today)
        except StepRefused as trouble:
            refusal = trouble
        else:
            messages.success(request, "Recorded. It stands beside every salary decision of that year from now on.")
            return redirect("contracts:guidance")
    crumbs = [("Contracts", reverse("contracts:contracts")), ("Pay guidance", reverse("contracts:guidance"))]
    context = {"title": "Record the pay guidance", "form": form, "refusal": refusal, "crumbs": crumbs}
    return render(request, "contracts/record_guidance.html", context)
