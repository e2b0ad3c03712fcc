"""How a contract year was appraised, for the offices that see the state, and for a department its own."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.lists import offered_as_file
from appraisals import statewide as gathered
from appraisals import statewide_tables


@require_safe
def statewide(request: HttpRequest) -> HttpResponse:
    """One contract year (`?year=2026`, by default the newest that is rated): who, spread, pay, leaving."""
    user, on = request.user, request.today
    if not gathered.may_see(user, on=on):
        raise Http404
    years = gathered.years(user, on=on)
    asked = request.GET.get("year", "")
    chosen = (
        int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else gathered.newest_rated(user, on=on)
    )
    year = chosen if chosen in dict(years) else years[0][0]
    picture = gathered.picture(user, year=year, on=on)
    tables = statewide_tables.of_picture(picture)
    for table in tables.values():
        offered_as_file(table, request)
    context = {
        "title": f"Appraisals of {picture.words}",
        "picture": picture,
        "tables": tables,
        "spread_hides": gathered.Hidden.of(picture.spread),
        "pay_hides": gathered.Hidden.of(picture.pay),
        "years": years,
        "sees_all": user.sees_everything(on),
        "crumbs": [("Appraisals", reverse("appraisals:appraisals"))],
        "crumb": "By department",
    }
    return render(request, "appraisals/statewide.html", context)
