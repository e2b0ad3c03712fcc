"""Lists of what moves positions and people: transfers, reviews and removals, requests for more positions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.lists import paged
from positions.models import AuthorizationRequest, Removal, Transfer
from positions.movement_filters import RemovalFilter, RequestFilter, StandingFilter, TransferFilter
from positions.movement_tables import RemovalTable, RequestTable, StandingTable, TransferTable

NONE_FOUND = "None that you may see is like that. Choose “Every one” to see also what is over."


@require_safe
def transfer_list(request: HttpRequest) -> HttpResponse:
    """Transfers, those that wait first."""
    rows = Transfer.objects.visible_to(request.user, on=request.today)
    rows = rows.select_related("person", "position", "leaving__position", "department", "from_department")
    about = "Begin one on the page of the vacant position that somebody comes to."
    return _listed(request, rows, TransferFilter, TransferTable, order="starts_on", about=about)


@require_safe
def removal_list(request: HttpRequest) -> HttpResponse:
    """Reviews and removals of positions, those under way first."""
    rows = Removal.objects.visible_to(request.user, on=request.today).select_related("position", "department")
    about = "Begin one on the page of the position. Nobody can appeal a decision to move a position out of the SES."
    return _listed(request, rows, RemovalFilter, RemovalTable, order="opened_on", about=about)


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """Requests for positions beyond the allotment, those that wait first."""
    rows = AuthorizationRequest.objects.visible_to(request.user, on=request.today).select_related("department")
    about = "Begin one on the page of the department. It lifts the limit of the department, never that of the state."
    return _listed(request, rows, RequestFilter, RequestTable, order="requested_on", about=about)


def _listed(
    request: HttpRequest,
    rows: Any,
    choices: type[StandingFilter],
    table: type[StandingTable],
    *,
    order: str,
    about: str,
) -> HttpResponse:
    """A list with what can be chosen above it."""
    chosen = choices(request.GET, queryset=rows, request=request)
    context = {
        "title": table.caption,
        "crumbs": [("Positions", reverse("positions:positions"))],
        "table": paged(table(chosen.qs, order_by=order, empty_text=NONE_FOUND), request),
        "form": chosen.form,
        "clear_url": request.path if chosen.is_chosen else "",
        "about": about,
    }
    return render(request, "positions/movements.html", context)
