"""Vacant classified positions outside the SES: the list, and what a department records."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.acting import open_steps
from accounts.lists import paged
from accounts.models import Department
from accounts.refusals import turned_away
from accounts.templatetags.words import day
from positions import as_of, vacancies
from positions.models import Vacancy
from positions.movement_filters import VacancyFilter
from positions.movement_forms import FillForm, VacancyForm
from positions.movement_tables import VacancyTable
from positions.views.act_page import act_page
from positions.views.history import FORM_METHODS

CRUMBS = [("Positions", "positions:positions"), ("Vacant classified positions", "positions:vacancies")]
NONE_FOUND = (
    "No classified position that you may see is recorded as vacant like that on this day. Department HR records them "
    "here, so that somebody who is laid off learns of them."
)


def _recording(request: HttpRequest) -> list[Department]:
    """The departments for which this person records vacancies."""
    user, on = request.user, request.today
    held = {each.department_id: each.department for each in user.memberships_on(on) if each.department_id}
    return [each for each in held.values() if open_steps(user, vacancies.unrecorded(each), on=on)]


@require_safe
def vacant_positions(request: HttpRequest) -> HttpResponse:
    """The vacant classified positions that this person may see, as of a day."""
    shown = as_of.asked(request)
    recording = [] if shown.is_other else _recording(request)
    rows = Vacancy.objects.visible_to(request.user, on=request.today).open_on(shown.day)
    chosen = VacancyFilter(request.GET, queryset=rows.select_related("position", "department"), request=request)
    own, order = {each.pk for each in recording}, ("job_class", "department")
    acts = ("to_do",) if shown.is_other else ()
    table = VacancyTable(chosen.qs, own=own, order_by=order, exclude=acts, empty_text=NONE_FOUND)
    context = {
        "title": "Vacant classified positions",
        "crumbs": [("Positions", shown.link(reverse("positions:positions")))],
        "as_of": shown,
        "table": paged(table, request),
        "form": chosen.form,
        "kept": {as_of.NAME: shown.day.isoformat()} if shown.is_other else {},
        "clear_url": shown.link(request.path) if chosen.is_chosen else "",
        "may_record": bool(recording),
    }
    return render(request, "positions/vacancies.html", context)


def _crumbs() -> list[tuple[str, str]]:
    return [(words, reverse(name)) for words, name in CRUMBS]


@require_http_methods(FORM_METHODS)
def record_vacancy(request: HttpRequest) -> HttpResponse:
    """Record that a classified position outside the SES is vacant."""
    recording = _recording(request)
    if not recording:
        nowhere = vacancies.unrecorded(Department())
        return turned_away(request, nowhere, "record", to="positions:vacancies") or redirect("positions:vacancies")
    form = VacancyForm(request.POST or None, departments=recording, user=request.user, on=request.today)

    def act(typed: dict[str, Any]) -> str:
        made = vacancies.record(**typed, by=request.user, on=request.today)
        return f"{made.position} is recorded as vacant from {day(made.vacant_from)}."

    return act_page(
        request,
        form,
        act,
        to=reverse("positions:vacancies"),
        title="Record a vacant position",
        button="Record it",
        crumbs=_crumbs(),
        intro="A classified position outside the SES. Who is laid off from the SES may be reinstated to one of their "
        "previously certified class. (CO-LAY-2)",
    )


@require_http_methods(FORM_METHODS)
def fill_vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a position is no longer vacant."""
    seen = Vacancy.objects.visible_to(request.user, on=request.today).select_related("position", "department")
    vacancy = get_object_or_404(seen, pk=pk)
    if (away := turned_away(request, vacancy, "fill", to="positions:vacancies")) is not None:
        return away
    form = FillForm(request.POST or None, user=request.user, on=request.today)

    def act(typed: dict[str, Any]) -> str:
        vacancies.fill(vacancy, **typed, by=request.user, on=request.today)
        return f"{vacancy.position} is no longer vacant from {day(vacancy.filled_on)}."

    return act_page(
        request,
        form,
        act,
        to=reverse("positions:vacancies"),
        title="No longer vacant",
        button="Record it",
        crumbs=_crumbs(),
        intro=f"{vacancy.position}, class {vacancy.position.job_class}, {vacancy.department}.",
        facts=[("Vacant from", day(vacancy.vacant_from))],
    )
