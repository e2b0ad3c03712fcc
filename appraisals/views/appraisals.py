"""The list of appraisals, the contracts without one, and opening one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import StepRefused
from accounts.lists import paged
from accounts.refusals import tell_refusal
from appraisals import statewide, workflow
from appraisals import unopened as missing
from appraisals.filters import AppraisalFilter
from appraisals.models import Appraisal
from appraisals.tables import AppraisalTable, UnopenedTable
from contracts.models import APPOINTING_OFFICES, Contract
from positions.models import Incumbency

OPENING = (*APPOINTING_OFFICES, "hr")


@require_safe
def appraisals(request: HttpRequest) -> HttpResponse:
    """The appraisals this person may see, with what is chosen above them."""
    rows = Appraisal.objects.visible_to(request.user, on=request.today)
    chosen = AppraisalFilter(request.GET, rows, request=request)
    listed = chosen.qs.with_standing().order_by("-contract__starts_on", "employee__name", "pk")
    table = paged(AppraisalTable(listed), request)
    table.empty_text = (
        "No appraisal is like this." if chosen.is_chosen else "There is no appraisal that you may see yet."
    )
    own = Incumbency.objects.visible_to(request.user, on=request.today)
    context = {
        "title": "Appraisals",
        "filter": chosen,
        "table": table,
        "may_open": request.user.holds(*OPENING, on=request.today),
        "sees_departments": statewide.may_see(request.user, on=request.today),
        "own_appointment": own.filter(person=request.user).order_by("-starts_on").first(),
    }
    return render(request, "appraisals/appraisals.html", context)


@require_safe
def unopened(request: HttpRequest) -> HttpResponse:
    """Signed contracts without an appraisal, where this person may open it."""
    if not request.user.holds(*OPENING, on=request.today):
        raise Http404
    rows = missing.unopened(request.user, on=request.today).select_related("employee", "appointing_authority")
    context = {
        "title": "Open an appraisal",
        "table": paged(UnopenedTable(rows.order_by("-starts_on", "employee__name", "pk")), request),
        "crumbs": [("Appraisals", reverse("appraisals:appraisals"))],
    }
    return render(request, "appraisals/unopened.html", context)


@require_POST
def open_appraisal(request: HttpRequest, contract: int) -> HttpResponse:
    """Open the appraisal of a contract."""
    found = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today), pk=contract)
    try:
        appraisal = workflow.open_appraisal(found, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return redirect(found)
    messages.success(request, f"Open. {appraisal.employee} can write an account and has been told.")
    return redirect(appraisal)
