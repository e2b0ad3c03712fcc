"""Signing many: what waits for my signature, and the sitting in which one proof of who I am covers all of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from contracts import sitting
from contracts.signing_forms import SittingForm


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def sit(request: HttpRequest) -> HttpResponse:
    """The contracts that wait for my signature; and, with a fresh proof, the beginning of a sitting."""
    queue = sitting.waiting(request.user, on=request.today)
    form = SittingForm(request.POST or None, request=request)
    if request.method == "POST" and queue and form.is_valid():
        sitting.begin(request.session, request.user, how=form.authentication, on=request.today, at=request.now)
        return redirect("contracts:sign", queue[0].pk)
    context = {
        "title": "Sign contracts",
        "queue": queue,
        "sitting": sitting.of(request.session, request.user, on=request.today),
        "most": int(sitting.MOST.total_seconds() // 60),
        "form": form,
        "crumbs": [("Contracts", reverse("contracts:contracts"))],
    }
    return render(request, "contracts/sitting.html", context)


@require_POST
def end_sitting(request: HttpRequest) -> HttpResponse:
    """Nothing more is signed without a new proof."""
    sitting.end(request.session)
    messages.success(request, "The sitting is over. For the next signature your password is asked for again.")
    return redirect("contracts:sitting")
