"""The page on which figures are tried: what would be if. Everything stands in the address; nothing is stored."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from positions import what_if
from positions.what_if_forms import FORMS


@require_safe
def trial(request: HttpRequest) -> HttpResponse:
    """Try FTE counts, authorizations, approvals and removals. For the offices that see every department."""
    user, on = request.user, request.today
    if not user.sees_everything(on):
        raise Http404
    tried = what_if.read(request.GET, user, on=on)
    adding = request.GET.get("new", "")
    forms = [form(request.GET if form.name == adding else None, user=user, on=on) for form in FORMS]
    for form in forms:
        if form.is_bound and form.is_valid():
            return redirect(request.path + tried.address((form.name, form.raw)))
    return render(
        request,
        "positions/what_if.html",
        {
            "title": "What if",
            "crumbs": [("Departments", reverse("positions:departments"))],
            "trial": tried,
            "forms": forms,
            "result": what_if.judged(tried, user, on=on),
        },
    )
