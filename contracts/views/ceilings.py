"""The published ceilings: the list, and recording one."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.acting import StepRefused, open_steps
from accounts.lists import paged
from accounts.refusals import turned_away
from contracts import salary
from contracts.ceiling_forms import CeilingForm
from contracts.ceilings import record_ceiling as record
from contracts.models import PayCeiling
from contracts.tables import CeilingTable


@require_safe
def ceilings(request: HttpRequest) -> HttpResponse:
    """Every ceiling that was recorded, by fiscal year, with its source."""
    context = {
        "title": "Published ceilings",
        "table": paged(CeilingTable(PayCeiling.objects.listed()), request),
        "may_record": bool(open_steps(request.user, PayCeiling(state=""), on=request.today)),
        "crumbs": [("Contracts", reverse("contracts:contracts"))],
    }
    return render(request, "contracts/ceilings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record_ceiling(request: HttpRequest) -> HttpResponse:
    """Record the ceiling of a fiscal year; or look at the one that follows from the lid first."""
    if (answer := turned_away(request, PayCeiling(state=""), "record", to="contracts:ceilings")) is not None:
        return answer
    years = salary.years_to_record(request.today)
    form = CeilingForm(
        request.POST or None, initial={"fiscal_year": years[0][0]}, years=years, user=request.user, on=request.today
    )
    refusal = None
    if request.POST.get("offer"):
        form = form.with_offer()
    elif request.method == "POST" and form.is_valid():
        try:
            figure = form.figure() | {"is_demonstration": settings.DEMONSTRATION}
            ceiling = record(**figure, by=request.user, on=request.today)
        except StepRefused as trouble:
            refusal = trouble
        else:
            messages.success(request, f"Recorded: {salary.described(ceiling)}. It holds from now on.")
            return redirect("contracts:ceilings")
    context = {
        "title": "Record a ceiling",
        "form": form,
        "refusal": refusal,
        "crumbs": [
            ("Contracts", reverse("contracts:contracts")),
            ("Published ceilings", reverse("contracts:ceilings")),
        ],
    }
    return render(request, "contracts/record_ceiling.html", context)
