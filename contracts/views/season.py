"""The season: the board of a department's contract year, and acts on many contracts with preview and report."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.acting import StepRefused
from accounts.lists import paged
from accounts.models import Department
from contracts import board as boards
from contracts import bulk as acts
from contracts import bulk_preview, bulk_report, season_pages
from contracts.models import BulkRow, BulkRun
from contracts.season_forms import BulkForm
from contracts.tables_season import BoardTable


@require_safe
def season(request: HttpRequest) -> HttpResponse:
    """The departments whose board this person sees, and the contract years; with one department, its board."""
    departments = season_pages.departments(request.user, on=request.today)
    if not departments:
        raise Http404
    years = season_pages.years(on=request.today)
    if len(departments) == 1:
        return redirect("contracts:board", departments[0].code, years[-1].number)
    context = {
        "title": "Contract season",
        "rows": season_pages.overview(departments, request.user, on=request.today),
        "years": years,
        "crumbs": [("Contracts", reverse("contracts:contracts"))],
        "may_acknowledge": acts.may_ask("acknowledge", None, request.user, on=request.today),
    }
    return render(request, "contracts/season.html", context)


@require_safe
def board(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Every SES position of a department in a contract year: where it stands, for whom it waits, what is at risk."""
    department = _department(request, code)
    if words := season_pages.no_board(year, on=request.today):
        messages.error(request, words)
        return redirect("contracts:season")
    first = season_pages.first_day(year)
    books = boards.Books(request.user, [department.pk], on=request.today, since=first)
    stands = books.year(year)
    ahead = season_pages.ahead(department, year, stands, request.user, on=request.today)
    context = {
        "title": f"Contracts of {department} for {stands.words}",
        "department": department,
        "year": stands,
        "years": season_pages.years(on=request.today, and_also=year),
        "number": year,
        "table": paged(BoardTable(stands.lines, on=request.today), request),
        "steps": season_pages.steps(department, year, stands, request.user, ready=ahead.ready, on=request.today),
        "ahead": ahead,
        "runs": _runs(request, department, year),
        "crumbs": [("Contracts", reverse("contracts:contracts")), ("Contract season", reverse("contracts:season"))],
        "crumb": f"{department}, {stands.words}",
    }
    return render(request, "contracts/board.html", context)


def _department(request: HttpRequest, code: str) -> Department:
    """A department whose board this person sees; any other does not exist for them."""
    for department in season_pages.departments(request.user, on=request.today):
        if department.code == code:
            return department
    raise Http404


def _runs(request: HttpRequest, department: Department, year: int) -> list[tuple[BulkRun, str]]:
    """The last acts on many contracts of this board, each with its words."""
    rows = BulkRun.objects.visible_to(request.user, on=request.today).filter(department=department, fiscal_year=year)
    last = rows.select_related("asked_by").order_by("-pk")[:5]
    return [(run, season_pages.ACTS[run.act][0]) for run in last]


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest, act: str) -> HttpResponse:
    """What an act would do to each contract; pressed, it is asked for, and a job does it row by row."""
    scope = season_pages.scope(act, request.GET, request.user, on=request.today)
    if scope is None or not acts.may_ask(act, scope.department, request.user, on=request.today):
        raise Http404
    if words := season_pages.refused(scope, on=request.today):
        messages.error(request, words)
        return redirect("contracts:season")
    found = bulk_preview.candidates(act, scope.department, scope.year, request.user, on=request.today)
    who = {"user": request.user, "on": request.today}
    form = BulkForm(request.POST or None, act=act, department=scope.department, candidates=found, **who)
    refusal = None
    if request.method == "POST" and form.is_valid():
        asked = acts.Asked(act, scope.department, scope.year, form.choices(), form.cleaned_data["key"])
        try:
            run = acts.ask(asked, found, form.chosen(), by=request.user, on=request.today, at=request.now)
        except StepRefused as trouble:
            refusal = trouble
        else:
            return redirect(run)
    return render(request, "contracts/bulk.html", season_pages.bulk_page(scope, form, found, refusal))


@require_safe
def bulk_run(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an act on many contracts is, and what became of each. A page that asks again gets the middle only."""
    run = get_object_or_404(
        BulkRun.objects.visible_to(request.user, on=request.today).select_related("asked_by", "department"), pk=pk
    )
    rows = BulkRow.objects.visible_to(request.user, on=request.today).filter(run=run)
    context: dict[str, Any] = {
        **bulk_report.report(run, list(rows.select_related("contract").order_by("order"))),
        "crumbs": season_pages.crumbs(run),
        "crumb": "Report",
    }
    template = "contracts/_bulk_progress.html" if request.htmx else "contracts/bulk_run.html"
    return render(request, template, context)
