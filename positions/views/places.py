"""The page of all places of the state on a day, and who has them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.lists import paged
from positions import as_of, departments, places, roster
from positions.tables import RosterTable

NONE_SHOWN = "No position is in the SES on this day."


@require_safe
def all_places(request: HttpRequest) -> HttpResponse:
    """Every place of the state, one by one, as of a day. For the offices that see every department."""
    user, on = request.user, request.today
    if not user.sees_everything(on):
        raise Http404
    shown = as_of.asked(request, earliest=departments.first_day())
    rows = roster.standing_in(roster.roster(user, day=shown.day, on=on), "in", day=shown.day)
    gathered = places.gather(user, shown=shown)
    return render(
        request,
        "positions/places.html",
        {
            "title": f"The {gathered.most} places",
            "crumbs": [("Positions", shown.link(reverse("positions:positions")))],
            "as_of": shown,
            "places": gathered,
            "table": paged(
                RosterTable(rows, as_of=shown, order_by=("department", "title"), empty_text=NONE_SHOWN), request
            ),
            "total": departments.total(gathered.standings),
        },
    )
