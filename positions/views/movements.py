"""Lists of what moves positions and people: transfers, reviews and removals, requests for more positions."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.lists import paged
from positions import as_of, stood
from positions.models import AuthorizationRequest, Removal, Transfer
from positions.movement_filters import RemovalFilter, RequestFilter, StandingFilter, TransferFilter
from positions.movement_tables import RemovalTable, RequestTable, StandingTable, TransferTable

NONE_FOUND = "None that you may see was like that on this day. Choose “Every one” to see also what is over."
NONE_BEGUN = "None that you may see had been begun by this day, with these choices."
RELATED = {
    Transfer: ("person", "position", "leaving__position", "department", "from_department"),
    Removal: ("position", "department"),
    AuthorizationRequest: ("department",),
}


@require_safe
def transfer_list(request: HttpRequest) -> HttpResponse:
    """Transfers, those that wait first."""
    about = "Begin one on the page of the vacant position that somebody comes to."
    return _listed(request, TransferFilter, TransferTable, begun="requested_on", order="starts_on", about=about)


@require_safe
def removal_list(request: HttpRequest) -> HttpResponse:
    """Reviews and removals of positions, those under way first."""
    about = "Begin one on the page of the position. Nobody can appeal a decision to move a position out of the SES."
    return _listed(request, RemovalFilter, RemovalTable, begun="opened_on", order="opened_on", about=about)


@require_safe
def request_list(request: HttpRequest) -> HttpResponse:
    """Requests for positions beyond the allotment, those that wait first."""
    about = "Begin one on the page of the department. It lifts the limit of the department, never that of the state."
    return _listed(request, RequestFilter, RequestTable, begun="prepared_on", order="requested_on", about=about)


def _listed(
    request: HttpRequest,
    choices: type[StandingFilter],
    table: type[StandingTable],
    *,
    begun: str,
    order: str,
    about: str,
) -> HttpResponse:
    """A list as of a day, with what can be chosen above it."""
    shown, model = as_of.asked(request), choices._meta.model
    seen = model.objects.visible_to(request.user, on=request.today).select_related(*RELATED[model])
    rows = stood.as_of(seen, begun=begun, day=shown.day, today=request.today)
    chosen = choices(request.GET, queryset=rows, request=request)
    nothing = NONE_BEGUN if request.GET.get("state") == "every" else NONE_FOUND
    context: dict[str, Any] = {
        "title": table.caption,
        "crumbs": [("Positions", shown.link(reverse("positions:positions")))],
        "as_of": shown,
        "table": paged(table(chosen.qs, as_of=shown, order_by=order, empty_text=nothing), request),
        "form": chosen.form,
        "kept": {as_of.NAME: shown.day.isoformat()} if shown.is_other else {},
        "clear_url": shown.link(request.path) if chosen.is_chosen else "",
        "about": about,
    }
    return render(request, "positions/movements.html", context)
