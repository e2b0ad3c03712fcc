"""A page with one form for one act: what it does, the form, what is known, and what the rules say."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.acting import StepRefused
from accounts.refusals import tell_refusal


def act_page(
    request: HttpRequest,
    form: Form,
    act: Callable[[dict[str, Any]], str],
    *,
    to: Any,
    title: str,
    button: str,
    crumbs: list[tuple[str, str]],
    intro: str,
    facts: Iterable[tuple[str, Any]] = (),
    findings: Iterable[Any] = (),
    ends: bool = False,
) -> HttpResponse:
    """Do what the form asks for, and say what `act` says happened; or show the page, with what was typed.

    Whoever calls has asked whether this person may take the step. `to` is where it leads when it is done.
    """
    if request.method == "POST" and form.is_valid():
        try:
            said = act(form.cleaned_data)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, said)
            return redirect(to)
    context = {
        "title": title,
        "crumbs": crumbs,
        "intro": intro,
        "form": form,
        "button": button,
        "facts": list(facts),
        "findings": list(findings),
        "ends": ends,
        "back": to if isinstance(to, str) else to.get_absolute_url(),
    }
    return render(request, "positions/act.html", context)
