"""The administrator's pages: people, and the offices they hold from a day to a day.

The acts are in records/offices.py; to everybody else these pages do not exist.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.acting import StepRefused
from accounts.invitations import send_password_mail
from accounts.lists import paged
from accounts.models import Membership, User
from accounts.refusals import tell_refusal
from accounts.signin import has_second_factor
from records import offices as acts
from records.models import Event
from ses_admin.people import (
    Held,
    LastDayForm,
    OfficeForm,
    PeopleFilter,
    PeopleTable,
    PersonForm,
    seen_by,
    with_offices,
)

CRUMBS = ("People and offices", "accounts:offices")
LATELY = 25


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """Everybody, with the offices they hold on a day."""
    _only_for_the_administrator(request)
    form = PeopleFilter({"on": request.today.isoformat(), **request.GET.dict()})
    form.is_valid()
    day = form.day(request.today)
    everybody = with_offices(seen_by(request.user, on=request.today), request.user, day=day, on=request.today)
    table = paged(PeopleTable(form.rows(everybody, today=request.today), order_by="name"), request)
    clear_url = request.path if request.GET else ""
    context = {"title": "People and offices", "table": table, "form": form, "day": day, "clear_url": clear_url}
    return render(request, "accounts/offices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: HttpRequest) -> HttpResponse:
    """Enter a person; they get a mail to choose their password."""
    _only_for_the_administrator(request)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = acts.add_person(**form.cleaned_data, by=request.user, on=request.today)
        except StepRefused as refusal:
            form.add_error("email", refusal.words)
        else:
            _mail(request, person)
            return redirect("accounts:person", person.pk)
    context = {"title": "Enter a person", "crumbs": [(CRUMBS[0], reverse(CRUMBS[1]))], "form": form}
    return render(request, "accounts/add_person.html", context)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: the offices they hold, held and will hold, and how they sign in."""
    return _person_page(request, _person(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def correct_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the name or the mail address of a person."""
    person = _person(request, pk)
    form = PersonForm(request.POST or None, initial={"name": person.name, "email": person.email})
    if request.method == "POST" and form.is_valid():
        try:
            acts.correct_person(person, **form.cleaned_data, by=request.user, on=request.today)
        except StepRefused as refusal:
            form.add_error(None, refusal.words)
        else:
            messages.success(request, f"Corrected: {person.name}, {person.email}.")
            return redirect("accounts:person", pk)
    own = reverse("accounts:person", args=[pk])
    crumbs = [(CRUMBS[0], reverse(CRUMBS[1])), (person.name, own)]
    context = {"title": "Correct a name or a mail address", "crumbs": crumbs, "form": form}
    return render(request, "accounts/correct_person.html", context)


@require_POST
def record_office(request: HttpRequest, pk: int) -> HttpResponse:
    """Record an office of this person."""
    person = _person(request, pk)
    form = OfficeForm(request.POST)
    if form.is_valid():
        try:
            held = acts.record_office(person, **form.cleaned_data, by=request.user, on=request.today)
        except StepRefused as refusal:
            form.add_error(None, refusal.words)
        else:
            messages.success(request, f"Recorded: {person.name} is {held}. They get a message about it.")
            return redirect("accounts:person", pk)
    return _person_page(request, person, form=form)


@require_POST
def end_office(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the last day of an office."""
    held = _membership(request, pk)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"The last day was not set. {form.errors['ends_on'][0]}")
        return redirect("accounts:person", held.user_id)
    words = f"The last day is set, and {held.user} is signed out everywhere."
    return _done(request, held.user, words, acts.end_office, held, ends_on=form.cleaned_data["ends_on"])


@require_POST
def withdraw_office(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back an office that has not begun."""
    held = _membership(request, pk)
    return _done(request, held.user, f"Withdrawn: {held.user} as {held}.", acts.withdraw_office, held)


@require_POST
def disable(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody signs in as this person any more."""
    person = _person(request, pk)
    return _done(request, person, f"{person} is signed out everywhere and cannot sign in.", acts.disable, person)


@require_POST
def enable(request: HttpRequest, pk: int) -> HttpResponse:
    """This person may sign in again."""
    person = _person(request, pk)
    return _done(request, person, f"{person} can sign in again.", acts.enable, person)


@require_POST
def remove_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """For somebody who has lost the app and the recovery codes."""
    person = _person(request, pk)
    words = f"{person} signs in with the password alone until they set up a second step again."
    return _done(request, person, words, acts.remove_second_factor, person)


@require_POST
def send_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the mail with the link to choose a password. Changes nothing by itself."""
    _mail(request, _person(request, pk))
    return redirect("accounts:person", pk)


def _only_for_the_administrator(request: HttpRequest) -> None:
    if not request.user.holds("administrator", on=request.today):
        raise Http404


def _person(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(seen_by(request.user, on=request.today), pk=pk)


def _membership(request: HttpRequest, pk: int) -> Membership:
    _only_for_the_administrator(request)
    rows = Membership.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(rows.select_related("user", "department"), pk=pk)


def _done(request: HttpRequest, person: User, words: str, act: Callable, *about: Any, **terms: Any) -> HttpResponse:
    """Do the act, say what happened or why it was refused, and go back to the person."""
    try:
        act(*about, **terms, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, words)
    return redirect("accounts:person", person.pk)


def _mail(request: HttpRequest, person: User) -> None:
    if send_password_mail(request, person):
        messages.success(request, f"A mail to choose a password is on its way to {person.email}.")
    else:
        messages.error(request, f"The mail to {person.email} could not be sent. Try again from the person's page.")


def _person_page(request: HttpRequest, person: User, *, form: OfficeForm | None = None) -> HttpResponse:
    seen = {"user": request.user, "on": request.today}
    held = Membership.objects.visible_to(**seen).standing().filter(user=person).select_related("department")
    told = Event.objects.visible_to(**seen).filter(person=person, kind__in=["person", "membership"])
    context = {
        "title": person.name,
        "crumbs": [(CRUMBS[0], reverse(CRUMBS[1]))],
        "person": person,
        "is_oneself": person.pk == request.user.pk,
        "offices": [Held.on(each, request.today) for each in held.order_by("-starts_on", "-pk")],
        "form": form or OfficeForm(initial={"starts_on": request.today}),
        "has_second_factor": has_second_factor(person),
        "events": [
            {"on": each.on, "words": each.words, "who": each.actor_name, "office": each.office}
            for each in told.order_by("-number")[:LATELY]
        ],
    }
    return render(request, "accounts/person.html", context)
