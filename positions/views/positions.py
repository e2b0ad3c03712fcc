"""Pages of positions: the list of who holds which, one position in its whole life, and its job descriptions."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.lists import paged
from positions import as_of, departments, roster, timeline
from positions.filters import PositionFilter
from positions.models import Incumbency, JobDescription, Nomination, Placement, Position
from positions.progress import progress
from positions.tables import RosterTable
from positions.validators import method_words
from positions.views.history import movement_of
from positions.views.removals import leaving_steps, removals_of
from positions.views.transfers import filling_steps
from records import files

NONE_FOUND = "No position that you may see is like that on this day. Choose another standing, or fewer words."


@require_safe
def positions(request: HttpRequest) -> HttpResponse:
    """Who holds which position, as of a day."""
    shown = as_of.asked(request)
    rows = roster.roster(request.user, day=shown.day, on=request.today)
    chosen = PositionFilter(request.GET, queryset=rows, request=request)
    table = RosterTable(chosen.qs, as_of=shown, order_by=("department", "title"), empty_text=NONE_FOUND)
    return render(
        request,
        "positions/positions.html",
        {
            "title": "Positions",
            "table": paged(table, request),
            "form": chosen.form,
            "as_of": shown,
            "kept": {as_of.NAME: shown.day.isoformat()} if shown.is_other else {},
            "clear_url": shown.link(request.path) if chosen.is_chosen else "",
            "sees_all": request.user.sees_everything(request.today),
        },
    )


@require_safe
def position(request: HttpRequest, pk: int) -> HttpResponse:
    """One position: where it stands on a day, who holds it, and its life so far."""
    user, on, shown = request.user, request.today, as_of.asked(request)
    position = get_object_or_404(roster.roster(user, day=shown.day, on=on), pk=pk)
    described = JobDescription.objects.visible_to(user, on=on).filter(position=position)
    context = {
        "title": position.title_then,
        "crumbs": [("Positions", shown.link(reverse("positions:positions")))],
        "position": position,
        "as_of": shown,
        "reads_rights": user.sees_everything(on) or position.department_id in user.departments_seen(on),
        "department_url": shown.link(_department_url(request, position)),
        "job_descriptions": described.select_related("document").order_by("-pk"),
        **_life(request, position, day=shown.day),
    }
    return render(request, "positions/position.html", {**context, "steps": _steps(request, position, context)})


def _life(request: HttpRequest, position: Position, *, day: date) -> dict[str, Any]:
    """Placements, incumbents and nominations that this person may see, and the time line they make."""
    seen = {"user": request.user, "on": request.today}
    placements = list(Placement.objects.visible_to(**seen).filter(position=position).order_by("-starts_on"))
    held = Incumbency.objects.visible_to(**seen).filter(position=position)
    incumbencies = list(held.select_related("person").order_by("-starts_on"))
    nominations = list(Nomination.objects.visible_to(**seen).filter(position=position).order_by("-pk"))
    return {
        "standing": timeline.standing_words(placements, on=day),
        "incumbencies": [(each, method_words(each)) for each in incumbencies],
        "acting": timeline.acting_beside(incumbencies, on=day),
        "coming": timeline.coming(incumbencies, on=day),
        "stays": timeline.stays_outside(incumbencies, placements, on=day),
        **movement_of(request, position, placements=placements, day=day),
        "nominations": [(each, progress(each, on=request.today)) for each in nominations],
        "removals": removals_of(request, position, day=day),
        "lines": timeline.of_position(
            position, nominations=nominations, placements=placements, incumbencies=incumbencies, **seen
        ),
    }


def _steps(request: HttpRequest, position: Position, context: dict[str, Any]) -> list[dict[str, Any]]:
    """What this person can do here today: appoint to a vacant place, or nominate. Not while another day is shown."""
    user, on = request.user, request.today
    if context["as_of"].is_other:
        return []
    placed = [each for each in context["placements"] if each.ends_on is None or each.ends_on >= on]
    if placed:
        held = [each for each, _method in context["incumbencies"]]
        steps = filling_steps(request, position, incumbencies=held, until=timeline.last_day(placed))
        if not position.entered_on:
            return steps
        return [*steps, *leaving_steps(request, position, context["removals"], standing=context["standing"][0])]
    is_open = any(not stands.is_over for _nomination, stands in context["nominations"])
    if is_open or position.department not in departments.nominating(user, on=on):
        return []
    url = f"{reverse('positions:start_nomination')}?position={position.pk}"
    return [{"button": "Nominate for the SES", "url": url, "main": not context["stays"]}]


def _department_url(request: HttpRequest, position: Position) -> str:
    """The department's page, for those who may see it."""
    shown = departments.shown_to(request.user, on=request.today).filter(pk=position.department_id).exists()
    return position.department.get_absolute_url() if shown else ""


@require_safe
def job_description(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of one version of a job description."""
    described = get_object_or_404(
        JobDescription.objects.visible_to(request.user, on=request.today).select_related("document"), pk=pk
    )
    return files.serve(described.document)
