"""The list of contracts, the list of those that nobody has begun, and beginning one."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.acting import StepRefused
from accounts.fields import DayField
from accounts.lists import paged
from contracts import archive, people, season_pages, workflow
from contracts import owed as missing
from contracts.filters import ContractFilter, late
from contracts.forms import StartForm
from contracts.models import Contract
from contracts.tables import ContractTable, OwedTable
from positions.models import Incumbency


@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """The contracts this person may see, with what is chosen above them."""
    rows = Contract.objects.visible_to(request.user, on=request.today)
    chosen = ContractFilter(request.GET, rows, request=request)
    listed = chosen.qs.with_standing().most_urgent_first()
    table = paged(ContractTable(listed, on=request.today), request)
    table.empty_text = "No contract is like this." if chosen.is_chosen else "There is no contract that you may see yet."
    context = {
        "title": "Contracts",
        "filter": chosen,
        "table": table,
        "late": late(chosen.qs, on=request.today).count(),
        "may_archive": archive.may_ask(request.user, on=request.today),
        "may_start": bool(people.departments_to_start_in(request.user, on=request.today)),
        "has_board": season_pages.has_board(request.user, on=request.today),
    }
    return render(request, "contracts/contracts.html", context)


@require_safe
def owed(request: HttpRequest) -> HttpResponse:
    """Positions whose contract nobody has begun, in the departments where this person may begin one."""
    departments = people.departments_to_start_in(request.user, on=request.today)
    if not departments:
        raise Http404
    context = {
        "title": "Prepare a contract",
        "table": paged(OwedTable(missing.owed(departments, on=request.today), on=request.today), request),
        "crumbs": [("Contracts", reverse("contracts:contracts"))],
    }
    return render(request, "contracts/owed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, position: int) -> HttpResponse:
    """Begin the contract of whoever holds a position: from which day, with which appointing authority."""
    departments = people.departments_to_start_in(request.user, on=request.today)
    held = Incumbency.objects.visible_to(request.user, on=request.today).exclude(ends_on__lt=request.today)
    held = held.filter(department__in=departments, position=position).order_by("-is_acting", "starts_on")
    incumbency = held.select_related("position", "person", "department").last()
    if incumbency is None:
        raise Http404
    who = {"incumbency": incumbency, "user": request.user, "on": request.today}
    form = StartForm(request.POST or None, initial=_offered(request, incumbency), **who)
    if request.method != "POST" or not form.is_valid():
        return _start_page(request, incumbency, form)
    try:
        begun = workflow.start(incumbency.position, **form.cleaned_data, by=request.user, on=request.today)
    except StepRefused as refusal:
        return _start_page(request, incumbency, form, refusal=refusal)
    messages.success(request, f"The draft for {begun.employee} is begun. Write it below and save as you go.")
    return redirect("contracts:edit", begun.pk)


def _start_page(
    request: HttpRequest, incumbency: Incumbency, form: StartForm, *, refusal: StepRefused | None = None
) -> HttpResponse:
    context = {
        "title": f"Prepare the contract of {incumbency.person}",
        "incumbency": incumbency,
        "form": form,
        "refusal": refusal,
        "crumbs": [("Contracts", reverse("contracts:contracts")), ("Prepare a contract", reverse("contracts:owed"))],
        "crumb": str(incumbency.person),
    }
    return render(request, "contracts/start.html", context)


def _offered(request: HttpRequest, incumbency: Incumbency) -> dict[str, Any]:
    """The day that was chosen in the list, else the one that is owed; the appointing authority of the last contract."""
    seen = Contract.objects.visible_to(request.user, on=request.today).filter(position=incumbency.position_id)
    last = seen.order_by("-starts_on").first()
    mine = missing.of(incumbency, on=request.today)
    return {
        "starts_on": _day(request.GET.get("starts_on", "")) or (mine.starts_on if mine else None),
        "appointing_authority": last.appointing_authority_id if last else None,
        "appointing_authority_title": last.appointing_authority_title if last else "",
    }


def _day(typed: str) -> date | None:
    try:
        return DayField(required=False).clean(typed)
    except ValidationError:
        return None
