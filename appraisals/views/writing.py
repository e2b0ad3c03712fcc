"""Writing on every objective: the executive's account, and the rating."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.acting import StepRefused
from accounts.refusals import turned_away
from accounts.templatetags.words import moment
from appraisals import details, standing, workflow
from appraisals.forms import AccountForm, RatingForm
from appraisals.models import Appraisal
from appraisals.sheet import Sheet, sheet
from appraisals.views.appraisal import seen


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """The executive's own account, line by line."""
    found = seen(request, pk)
    if (answer := turned_away(request, found, "account")) is not None:
        return answer
    shown = sheet(found, request.user, on=request.today)
    form = AccountForm(
        request.POST or None, initial=_stored(shown, found.account_revision), sheet=shown, **_who(request)
    )
    return _written(request, found, shown, form, workflow.save_account, "account", "Write my account")


@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, pk: int) -> HttpResponse:
    """The rating, line by line, with everything that was written beside it."""
    found = seen(request, pk)
    if (answer := turned_away(request, found, "rate")) is not None:
        return answer
    shown = sheet(found, request.user, on=request.today)
    given = {"appraisal": found, "sheet": shown, **_who(request)}
    form = RatingForm(request.POST or None, initial=_stored(shown, found.revision), **given)
    return _written(request, found, shown, form, workflow.rate, "rate", f"Rate {found.employee}")


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"user": request.user, "on": request.today}


def _stored(shown: Sheet, revision: int) -> dict[str, Any]:
    return {"revision": revision, "seen_terms": shown.terms}


def _written(
    request: HttpRequest,
    found: Appraisal,
    shown: Sheet,
    form: AccountForm | RatingForm,
    act: Callable[..., None],
    page: str,
    title: str,
) -> HttpResponse:
    """The page with its boxes; what was sent is saved as one, or comes back as it was typed."""
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            act(found, **form.written(), by=request.user, on=request.today)
        except StepRefused as trouble:
            refusal = trouble
        else:
            return _saved(request, found, page)
    context = {
        "title": title,
        "crumb": title,
        "crumbs": details.crumbs(found),
        "appraisal": found,
        "executive_sees": standing.what_the_executive_sees(found, is_employee=request.user.pk == found.employee_id),
        "sheet": shown,
        "form": form,
        "refusal": refusal,
    }
    if request.htmx:
        return render(request, "appraisals/_not_saved.html", context)
    return render(request, f"appraisals/{page}.html", context)


def _saved(request: HttpRequest, found: Appraisal, page: str) -> HttpResponse:
    """The next page, where one left off; to a page that saves by itself only what changed on it."""
    if request.htmx:
        again = seen(request, found.pk)
        context = {
            "appraisal": again,
            "sheet": sheet(again, request.user, on=request.today),
            "revision": again.revision if page == "rate" else again.account_revision,
            "saved_at": request.now,
            "rates": page == "rate",
        }
        return render(request, "appraisals/_saved.html", context)
    messages.success(request, f"Saved {moment(request.now)}")
    then = request.POST.get("then", "")
    if then == "close":
        return redirect(found)
    known = {section.part.code for section in sheet(found, request.user, on=request.today).sections}
    return redirect(f"{reverse(f'appraisals:{page}', args=[found.pk])}{f'#{then}' if then in known else ''}")
