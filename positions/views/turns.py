"""Doing what a short form asks for: the same way for removals, requests and reviews."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.acting import OfficeNotHeld, StepRefused, open_steps, procedure, ready
from accounts.refusals import tell_refusal
from positions.removal_forms import TurnForm


def attempt(
    request: HttpRequest,
    thing: Any,
    form: TurnForm,
    act: Callable[[dict[str, Any]], str],
    *,
    page: Callable[..., HttpResponse],
) -> HttpResponse:
    """Do it and say what `act` says happened; or show `page` again with what was typed."""
    possible = [verb for verb in form.verbs if procedure(thing).step(verb, start=thing.state)]
    try:
        ready(thing, (possible or form.verbs)[0], by=request.user, on=request.today)
        if form.is_valid():
            messages.success(request, act(form.cleaned_data))
            return redirect(thing)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        if isinstance(refusal, OfficeNotHeld):
            return redirect(thing)
    return page(request, thing.pk, failed=form)


def forms_of(
    request: HttpRequest, thing: Any, acts: tuple[type[TurnForm], ...], *, failed: TurnForm | None
) -> list[TurnForm]:
    """A form for each act that this person can take now; the one that came back as it was typed."""
    verbs = {step.verb for step in open_steps(request.user, thing, on=request.today)}
    about = {"thing": thing, "user": request.user, "on": request.today}
    return [failed if isinstance(failed, act) else act(**about) for act in acts if verbs.intersection(act.verbs)]
