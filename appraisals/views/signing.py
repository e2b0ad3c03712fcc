"""Reading what is released, and signing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.acting import StepRefused
from accounts.refusals import tell_refusal, turned_away
from appraisals import details, signing, standing, validators
from appraisals.forms import SignForm
from appraisals.models import Appraisal
from appraisals.views.appraisal import seen


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the released evaluation and sign it, on the line or lines whose turn it is."""
    found = seen(request, pk)
    lines = signing.lines_to_sign(found, by=request.user, on=request.today)
    if not lines:
        if (answer := turned_away(request, found, "sign")) is not None:
            return answer
        messages.error(request, f"It is not your turn to sign. Next is {standing.whose_turn(found)}. Rule CO-EVA-3.")
        return redirect(found)
    fresh = SignForm(initial={"seen_hash": found.current_release.sha256}, request=request)
    if request.method != "POST":
        return _page(request, found, lines, fresh)
    form = SignForm(request.POST, request=request)
    if not form.is_valid():
        return _page(request, found, lines, form)
    try:
        signing.sign(found, **form.proof(), by=request.user, on=request.today, at=request.now)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return redirect(found)
    messages.success(request, _said(seen(request, pk)))
    return redirect(found)


def _page(request: HttpRequest, found: Appraisal, lines: list[str], form: SignForm) -> HttpResponse:
    context = {
        **details.details(found, request.user, on=request.today),
        "title": f"Read and sign the evaluation of {found.employee}",
        "crumb": "Read and sign",
        "crumbs": details.crumbs(found),
        "form": form,
        "statements": [validators.statement(found, line, by=request.user) for line in lines],
        "is_employee": lines[0] == validators.lines_in_order(found.plan)[0],
    }
    return render(request, "appraisals/sign.html", context)


def _said(found: Appraisal) -> str:
    """What was recorded, and what happens next."""
    if found.state == "final":
        return "Your signature, the last one, is recorded: the rating is final. Its sealed copy is being printed."
    return f"Your signature is recorded, with this moment and the SHA-256 below. Next is {standing.whose_turn(found)}."
