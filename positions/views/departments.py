"""Pages of departments: how each stands against what it may have, its counts of FTE and its authorizations."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import OfficeNotHeld, StepRefused, open_steps, ready
from accounts.lists import offered_as_file, paged
from accounts.models import Department
from accounts.refusals import tell_advice, tell_refusal
from accounts.templatetags.words import day as in_words
from positions import allotments, as_of, departments, outlook, roster, validators
from positions.department_tables import StandingTable
from positions.forms import AuthorizationForm, FteForm
from positions.models import Authorization, FteCount
from positions.tables import RosterTable
from positions.views.authorizations import of_department

OWN_POSITIONS = {
    "order_by": "title",
    "exclude": ["department"],
    "empty_text": "No position of this department is in the SES on this day, or none that you may see.",
}


@require_safe
def department_list(request: HttpRequest) -> HttpResponse:
    """How departments stand on a day."""
    shown = as_of.asked(request, earliest=departments.first_day())
    listed = departments.shown_to(request.user, on=request.today).filter(is_principal=True)
    standings = departments.standings(listed.order_by("name"), on=shown.day)
    offered_as_file(StandingTable(standings), request)
    return render(
        request,
        "positions/departments.html",
        {
            "title": "Departments",
            "standings": standings,
            "total": departments.total(standings),
            "statewide": departments.statewide(on=shown.day),
            "as_of": shown,
            "sees_all": request.user.sees_everything(request.today),
            "findings": [found for each in standings for found in departments.findings(each, on=shown.day)],
        },
    )


def _one(request: HttpRequest, code: str) -> Department:
    return get_object_or_404(departments.shown_to(request.user, on=request.today), code=code)


@require_safe
def department(request: HttpRequest, code: str) -> HttpResponse:
    """One department: its places, what changes ahead, its counts and authorizations."""
    return department_page(request, _one(request, code))


def department_page(
    request: HttpRequest,
    department: Department,
    *,
    fte_form: FteForm | None = None,
    authorization_form: AuthorizationForm | None = None,
) -> HttpResponse:
    """The department's page, maybe with a form that came back."""
    user, on = request.user, request.today
    shown = as_of.asked(request, earliest=departments.first_day(), path=department.get_absolute_url())
    day, who = shown.day, {"user": user, "on": on}
    [standing] = departments.standings([department], on=day)
    findings = departments.findings(standing, on=day)
    is_today = not shown.is_other
    may_record = is_today and open_steps(user, FteCount(department=department, state=""), on=on)
    unmade = allotments.unmade(department)
    may_authorize = is_today and open_steps(user, unmade, on=on)
    apart = allotments.apart_findings(unmade, by=user, on=on) if may_authorize else []
    rows = roster.standing_in(roster.roster(user, day=day, on=on), "in", day=day).filter(department=department)
    context = {
        "title": department.name,
        "crumbs": [("Departments", shown.link(reverse("positions:departments")))],
        "as_of": shown,
        "department": department,
        "standing": standing,
        "findings": findings,
        "outlook": outlook.ahead(department, since=day),
        "counts": departments.counts(department),
        "authorizations": Authorization.objects.filter(department=department).order_by("-starts_on", "-pk"),
        "table": paged(RosterTable(rows, as_of=shown, **OWN_POSITIONS), request),
        "fte_form": (fte_form or FteForm(**who)) if may_record else None,
        "authorization_form": (authorization_form or AuthorizationForm(**who)) if may_authorize and not apart else None,
        "apart": apart,
        **of_department(request, department, is_flagged=bool(findings), shown=shown),
    }
    return render(request, "positions/department.html", context)


@require_POST
def record_fte(request: HttpRequest, code: str) -> HttpResponse:
    """Record or correct the count of FTE of a fiscal year."""
    department = _one(request, code)
    form = FteForm(request.POST, user=request.user, on=request.today)
    try:
        ready(FteCount(department=department, state=""), "record", by=request.user, on=request.today)
        if form.is_valid():
            count = allotments.record_fte(department, **form.cleaned_data, by=request.user, on=request.today)
            year = departments.year_words(count.fiscal_year)
            messages.success(request, f"{count.fte} permanent FTE recorded for {department}, {year}.")
            return redirect(department)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        if isinstance(refusal, OfficeNotHeld):
            return redirect(department)
    return department_page(request, department, fte_form=form)


@require_POST
def authorize(request: HttpRequest, code: str) -> HttpResponse:
    """Authorize additional positions. For the State Personnel Director."""
    department = _one(request, code)
    form = AuthorizationForm(request.POST, user=request.user, on=request.today)
    try:
        ready(Authorization(department=department, state=""), "authorize", by=request.user, on=request.today)
        if form.is_valid():
            made = allotments.authorize(department, **form.cleaned_data, by=request.user, on=request.today)
            words = f"{made.number} additional authorized for {department} from {in_words(made.starts_on)}."
            messages.success(request, words)
            tell_advice(request, validators.authorization_findings(made, on=request.today))
            return redirect(department)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        if isinstance(refusal, OfficeNotHeld):
            return redirect(department)
    return department_page(request, department, authorization_form=form)
