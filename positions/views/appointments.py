"""Appointing an executive to a position: choose the person, then say from when, how, and on what merit."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.acting import StepRefused, ready
from accounts.models import User
from accounts.refusals import tell_flags, tell_refusal
from accounts.templatetags.words import day
from positions import appointments, validators
from positions.forms import AppointmentForm, PersonSearch
from positions.models import Incumbency, Position

MOST_FOUND = 20  # people offered at once


def _position(request: HttpRequest, pk: int) -> Position:
    seen = Position.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(seen.select_related("department"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a person and appoint them. For the department director."""
    position = _position(request, pk)
    try:
        ready(appointments.vacancy(position), "appoint", by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return redirect(position)
    form = AppointmentForm(request.POST or None, position=position, user=request.user, on=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            made = appointments.appoint(position, **form.cleaned_data, by=request.user, on=request.today)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, _said(made))
            tell_flags(request, validators.appointment_findings(made))
            return redirect(position)
    return render(request, "positions/appoint.html", _page(request, position, form))


def _said(made: Incumbency) -> str:
    due_on = validators.contract_due_on(made)
    then = f" Their contract is due by {day(due_on)}; department HR can prepare it now." if due_on else ""
    return f"{made.person} is appointed from {day(made.starts_on)}, and was told by mail.{then}"


def _page(request: HttpRequest, position: Position, form: AppointmentForm) -> dict[str, Any]:
    """What the page shows: the search, or the form for the person chosen."""
    people = User.objects.filter(is_active=True).exclude(pk=request.user.pk)
    # Asked of what was sent, not of the field: a field that was asked once keeps its first answer.
    chosen = form.data.get("person") or request.GET.get("person", "")
    person = people.filter(pk=chosen).first() if str(chosen).isdecimal() else None
    search, found = PersonSearch(request.GET or None), []
    if person is None and search.is_valid():
        who = search.cleaned_data["who"]
        found = list(people.filter(Q(name__icontains=who) | Q(email__icontains=who)).order_by("name")[: MOST_FOUND + 1])
    if person is not None:
        form.initial["person"] = person.pk
    return {
        "title": f"Appoint to {position.title}",
        "crumbs": [("Positions", reverse("positions:positions")), (str(position), position.get_absolute_url())],
        "position": position,
        "form": form,
        "person": person,
        "search": search if request.GET.get("who") is not None else PersonSearch(),
        "asked": search.is_bound and search.is_valid(),
        "found": found[:MOST_FOUND],
        "more_found": len(found) > MOST_FOUND,
        **_prospect(position, form),
    }


def _prospect(position: Position, form: AppointmentForm) -> dict[str, Any]:
    """What the rules say of the appointment as far as it is filled in, and when its contract would be due."""
    if not form.is_bound:
        return {}
    form.full_clean()
    typed = {name: value for name, value in form.cleaned_data.items() if name != "person"}
    if "starts_on" not in typed:
        return {}
    incumbency = appointments.vacancy(position, **typed)
    findings = validators.appointment_findings(incumbency)
    return {
        # While the other boxes are being filled in, the basis is not sent along: it can be long.
        "findings": [each for each in findings if each.field in form.data or each.field != "merit_basis"],
        "starts_on": incumbency.starts_on,
        "due_on": validators.contract_due_on(incumbency),
    }


@require_safe
def appointment_prospect(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the appointment's page that follows what is being filled in. Changes nothing."""
    position = _position(request, pk)
    try:
        ready(appointments.vacancy(position), "appoint", by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return redirect(position)
    form = AppointmentForm(request.GET, position=position, user=request.user, on=request.today)
    return render(request, "positions/prospect.html", _prospect(position, form))
