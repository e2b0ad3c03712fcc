"""Pages of requests for additional positions, and of the review of departments with too many."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.acting import StepRefused, open_steps, procedure
from accounts.models import Department
from accounts.refusals import tell_refusal, turned_away
from positions import allotment_reviews, as_of, authorization_requests, departments, stood, timeline
from positions.as_of import AsOf
from positions.authorization_forms import DecideRequestForm, RequestForm, SettleForm, WithdrawRequestForm
from positions.models import AllotmentReview, AuthorizationRequest, Letter, Removal
from positions.removal_forms import TurnForm
from positions.views.turns import attempt, forms_of

TONES = {"draft": "draft", "granted": "done", "settled": "done", "refused": "ended", "withdrawn": "ended"}


def _department(request: HttpRequest, code: str) -> Department:
    return get_object_or_404(departments.shown_to(request.user, on=request.today), code=code)


def _crumbs(department: Department, shown: AsOf | None = None) -> list[tuple[str, str]]:
    above = [("Departments", reverse("positions:departments")), (department.name, department.get_absolute_url())]
    return [(words, shown.link(url)) for words, url in above] if shown else above


def of_department(request: HttpRequest, department: Department, *, is_flagged: bool, shown: AsOf) -> dict[str, Any]:
    """What the page of a department shows of them on a day: requests, reviews, and what this person may begin."""
    user, on = request.user, request.today
    asked_for = AuthorizationRequest.objects.visible_to(user, on=on).filter(department=department)
    requests = stood.as_of(asked_for, begun="prepared_on", day=shown.day, today=on)
    known = AllotmentReview.objects.visible_to(user, on=on).filter(department=department, opened_on__lte=shown.day)
    reviews = [stood.review(each, day=shown.day, today=on) for each in known.order_by("-pk")]
    acts = [] if shown.is_other else open_steps(user, authorization_requests.unmade(department), on=on)
    can_open = is_flagged and not shown.is_other and not any(review.state == "open" for review in reviews)
    unopened = allotment_reviews.unopened(department)
    return {
        "requests": [(each, procedure(each).words(each.state_then)) for each in requests.order_by("-pk")],
        "reviews": [(each, procedure(each).words(each.state)) for each in reviews],
        "may_request": bool(acts),
        "may_open_review": bool(can_open and open_steps(user, unopened, on=on)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def prepare_request(request: HttpRequest, code: str) -> HttpResponse:
    """Write a request for additional positions."""
    department = _department(request, code)
    unmade = authorization_requests.unmade(department)
    if (answer := turned_away(request, unmade, "prepare", to=department)) is not None:
        return answer
    form = RequestForm(request.POST or None, department=department, user=request.user, on=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            made = authorization_requests.prepare(department, **form.terms, by=request.user, on=request.today)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, "Prepared. The director sends it to the State Personnel Director.")
            return redirect(made)
    context = {"title": "Ask for additional positions", "form": form, "crumbs": _crumbs(department)}
    return render(request, "positions/authorization_request_form.html", context)


def _request(request: HttpRequest, pk: int) -> AuthorizationRequest:
    seen = AuthorizationRequest.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(seen.select_related("department", "authorization"), pk=pk)


@require_safe
def authorization_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: what is asked for, what it would make, and what was decided."""
    return request_page(request, pk)


def request_page(request: HttpRequest, pk: int, *, failed: TurnForm | None = None) -> HttpResponse:
    """The page, maybe with a form that came back."""
    now, on = _request(request, pk), request.today
    shown = as_of.asked(request, earliest=min(now.prepared_on, on), path=now.get_absolute_url())
    asked = stood.request(now, day=shown.day, today=on)
    is_over = asked.state in ("granted", "refused", "withdrawn")
    apart = authorization_requests.apart_findings(asked, by=request.user, on=on)
    acts = (WithdrawRequestForm,) if apart else (DecideRequestForm, WithdrawRequestForm)
    verbs = set() if shown.is_other else {step.verb for step in open_steps(request.user, now, on=on)}
    context = {
        "title": str(asked),
        "crumbs": _crumbs(asked.department, shown),
        "crumb": "Request",
        "as_of": shown,
        "asked": asked,
        "words": procedure(asked).words(asked.state),
        "tone": TONES.get(asked.state, "waiting"),
        "figures": [] if is_over else authorization_requests.figures(asked, on=shown.day),
        "findings": [] if is_over else authorization_requests.request_findings(asked, on=shown.day),
        "apart": apart if "grant" in verbs else [],
        "steps": _buttons(asked, verbs),
        "forms": [] if shown.is_other else forms_of(request, asked, acts, failed=failed),
        "letters": stood.letters(Letter.objects.visible_to(request.user, on=on).about(asked), shown=shown),
        "lines": stood.lines(timeline.of_thing(asked, user=request.user, on=on), shown=shown),
    }
    return render(request, "positions/authorization_request.html", context)


def _buttons(asked: AuthorizationRequest, verbs: set[str]) -> list[dict[str, Any]]:
    buttons: list[dict[str, Any]] = []
    if "request" in verbs:
        url = reverse("positions:send_request", args=[asked.pk])
        buttons.append({"button": "Send the request", "url": url, "post": True, "main": True})
    if "edit" in verbs:
        url = reverse("positions:edit_request", args=[asked.pk])
        buttons.append({"button": "Change it", "url": url, "main": "request" not in verbs})
    return buttons


@require_http_methods(["GET", "HEAD", "POST"])
def edit_request(request: HttpRequest, pk: int) -> HttpResponse:
    """Rewrite a request that is not sent."""
    asked = _request(request, pk)
    if (answer := turned_away(request, asked, "edit")) is not None:
        return answer
    about = {"department": asked.department, "asked": asked, "user": request.user, "on": request.today}
    form = RequestForm(request.POST or None, **about)
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        revision = asked.revision if revision is None else revision
        try:
            authorization_requests.edit(asked, revision=revision, **form.terms, by=request.user, on=request.today)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, "Saved.")
            return redirect(asked)
    crumbs = [*_crumbs(asked.department), (str(asked), asked.get_absolute_url())]
    context = {"title": "Change the request", "form": form, "crumbs": crumbs}
    return render(request, "positions/authorization_request_form.html", context)


@require_POST
def send_request(request: HttpRequest, pk: int) -> HttpResponse:
    """The director sends the request."""
    asked = _request(request, pk)
    try:
        authorization_requests.send(asked, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "Sent. The State Personnel Director decides it, and was told by mail.")
    return redirect(asked)


@require_POST
def decide_request(request: HttpRequest, pk: int) -> HttpResponse:
    """The State Personnel Director grants or refuses."""
    asked = _request(request, pk)
    form = DecideRequestForm(request.POST, thing=asked, user=request.user, on=request.today)
    by = {"by": request.user, "on": request.today}

    def act(typed: dict[str, Any]) -> str:
        if typed["decision"] == "grant":
            authorization_requests.grant(asked, **form.terms, reason=typed["reason"], **by)
            return "Granted. The director and HR of the department have the letter."
        authorization_requests.refuse(asked, reason=typed["reason"], **by)
        return "Refused. The director and HR of the department have the letter."

    return attempt(request, asked, form, act, page=request_page)


@require_POST
def withdraw_request(request: HttpRequest, pk: int) -> HttpResponse:
    """The director takes the request back."""
    asked = _request(request, pk)
    form = WithdrawRequestForm(request.POST, thing=asked, user=request.user, on=request.today)

    def act(typed: dict[str, Any]) -> str:
        authorization_requests.withdraw(asked, reason=typed["reason"], by=request.user, on=request.today)
        return "Withdrawn."

    return attempt(request, asked, form, act, page=request_page)


@require_POST
def open_review(request: HttpRequest, code: str) -> HttpResponse:
    """Send a department to review that has more positions than it may have."""
    department = _department(request, code)
    try:
        review = allotment_reviews.open_review(department, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return redirect(department)
    messages.success(request, "Under review. The State Personnel Director settles it; nothing leaves by itself.")
    return redirect(review)


@require_safe
def allotment_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The review of one department: the figures, and how it was settled."""
    return review_page(request, pk)


def _review(request: HttpRequest, pk: int) -> AllotmentReview:
    seen = AllotmentReview.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(seen.select_related("department"), pk=pk)


def review_page(request: HttpRequest, pk: int, *, failed: TurnForm | None = None) -> HttpResponse:
    """The page, maybe with a form that came back."""
    now, on = _review(request, pk), request.today
    shown = as_of.asked(request, earliest=min(now.opened_on, on), path=now.get_absolute_url())
    review = stood.review(now, day=shown.day, today=on)
    removals = Removal.objects.visible_to(request.user, on=on).filter(department=review.department)
    context = {
        "title": str(review),
        "crumbs": _crumbs(review.department, shown),
        "crumb": "Review",
        "as_of": shown,
        "review": review,
        "now": None if review.settled_on else allotment_reviews.stands(review, on=shown.day),
        "outcome": dict(allotment_reviews.OUTCOMES).get(review.outcome, ""),
        "words": procedure(review).words(review.state),
        "tone": TONES.get(review.state, "late"),
        "removals": removals.filter(
            opened_on__gte=review.opened_on, opened_on__lte=max(shown.day, review.opened_on)
        ).select_related("position"),
        "forms": [] if shown.is_other else forms_of(request, review, (SettleForm,), failed=failed),
        "lines": stood.lines(timeline.of_thing(review, user=request.user, on=on), shown=shown),
    }
    return render(request, "positions/allotment_review.html", context)


@require_POST
def settle_review(request: HttpRequest, pk: int) -> HttpResponse:
    """The State Personnel Director settles the review."""
    review = _review(request, pk)
    form = SettleForm(request.POST, thing=review, user=request.user, on=request.today)

    def act(typed: dict[str, Any]) -> str:
        positions = list(typed["positions"])
        typed = {"outcome": typed["outcome"], "reason": typed["reason"], "positions": positions}
        allotment_reviews.settle(review, **typed, by=request.user, on=request.today)
        return "Settled. The department and DPA/DHR were told."

    return attempt(request, review, form, act, page=review_page)
