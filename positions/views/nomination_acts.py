"""The acts on a nomination: submit, return, forward, decide, withdraw, place, and the thread."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.acting import OfficeNotHeld, StepRefused, ready
from accounts.refusals import tell_advice, tell_refusal
from accounts.templatetags.words import day
from positions import allotments, review, validators, workflow
from positions.models import Nomination
from positions.nomination_act_forms import ActForm, DecideForm, LapseForm, NoteForm, PlaceForm, WithdrawForm
from positions.review_forms import ReviewForm
from positions.views.nomination import nomination_page, one, stored_review


def _attempt(
    request: HttpRequest, nomination: Nomination, form: ActForm, act: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Do what the form asks for, and say what `act` says happened; or show the page again with what was typed."""
    try:
        ready(nomination, form.verb(nomination), by=request.user, on=request.today)
        if form.is_valid():
            form.refuse_if_stale(nomination)
            messages.success(request, act(form.cleaned_data))
            return redirect(nomination)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        form.tell(refusal)
        if isinstance(refusal, OfficeNotHeld):
            return redirect(nomination)
    return nomination_page(request, one(request, nomination.pk), failed=form)


def _filled(form: type[ActForm], request: HttpRequest, nomination: Nomination) -> ActForm:
    return form(request.POST, nomination=nomination, user=request.user, on=request.today)


@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """The director submits the nomination to DPA/DHR."""
    nomination = one(request, pk)
    try:
        ActForm.refuse_if_saved_since(nomination, request.POST.get("revision", ""))
        workflow.nominate(nomination, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "Submitted. DPA/DHR reviews it next, and was told by mail.")
    return redirect(nomination)


def _review(request: HttpRequest, nomination: Nomination, *, needs: str = "") -> ReviewForm:
    stored = stored_review(request, nomination)
    return ReviewForm(
        request.POST, nomination=nomination, stored=stored, needs=needs, user=request.user, on=request.today
    )


def _keep_review(request: HttpRequest, nomination: Nomination, form: ReviewForm) -> None:
    """Keep what was written on the form, where it is not what is kept already."""
    if form.is_changed:
        review.keep(nomination, **form.written_review, by=request.user, on=request.today)


@require_POST
def save_review(request: HttpRequest, pk: int) -> HttpResponse:
    """DPA/DHR keeps its review as far as it is written."""
    nomination = one(request, pk)
    form = _review(request, nomination)

    def act(typed: dict[str, Any]) -> str:
        review.keep(nomination, **form.written_review, by=request.user, on=request.today)
        return "The review is saved. The department sees it only when you forward the case."

    return _attempt(request, nomination, form, act)


@require_POST
def return_nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """DPA/DHR returns the case with questions. What was written of the review is kept."""
    nomination = one(request, pk)
    form = _review(request, nomination, needs="questions")

    @transaction.atomic
    def act(typed: dict[str, Any]) -> str:
        _keep_review(request, nomination, form)
        workflow.return_with_questions(
            nomination, questions=typed["questions"], by=request.user, on=request.today, at=request.now
        )
        return "Returned. The department's director and HR were told by mail."

    return _attempt(request, nomination, form, act)


@require_POST
def forward(request: HttpRequest, pk: int) -> HttpResponse:
    """DPA/DHR forwards the case for decision with its review."""
    nomination = one(request, pk)
    form = _review(request, nomination, needs="recommendation")

    @transaction.atomic
    def act(typed: dict[str, Any]) -> str:
        _keep_review(request, nomination, form)
        workflow.forward(nomination, recommendation=typed["recommendation"], by=request.user, on=request.today)
        return "Forwarded. The State Personnel Director decides next, and was told by mail."

    return _attempt(request, nomination, form, act)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """The State Personnel Director approves or denies, finally."""
    nomination = one(request, pk)
    form = _filled(DecideForm, request, nomination)
    by = {"by": request.user, "on": request.today}

    @transaction.atomic
    def act(typed: dict[str, Any]) -> str:
        made = allotments.authorize(nomination.department, **form.authorized, **by) if form.authorized else None
        approve = typed["decision"] == "approve"
        workflow.decide(nomination, approve=approve, reason=typed["reason"], authorized=made, **by)
        tell_advice(request, validators.authorization_findings(made, on=request.today) if made else [])
        then = " The department sets the date of placement next." if approve else ""
        return f"{'Approved' if approve else 'Denied'}. The department's director and HR were told by mail.{then}"

    return _attempt(request, nomination, form, act)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The director takes the nomination back."""
    nomination = one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        workflow.withdraw(nomination, reason=typed["reason"], by=request.user, on=request.today)
        return "Withdrawn. The position can be nominated again later."

    return _attempt(request, nomination, _filled(WithdrawForm, request, nomination), act)


@require_POST
def lapse(request: HttpRequest, pk: int) -> HttpResponse:
    """An approval that is not used lapses, and its place is free."""
    nomination = one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        workflow.lapse(nomination, reason=typed["reason"], by=request.user, on=request.today)
        return "The approval has lapsed and holds no place any more. The position can be nominated again."

    return _attempt(request, nomination, _filled(LapseForm, request, nomination), act)


@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """The department sets the first day in the SES of an approved position."""
    nomination = one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        placement = workflow.place(nomination, placed_on=typed["placed_on"], by=request.user, on=request.today)
        tell_advice(request, validators.placement_findings(nomination, placed_on=placement.starts_on, on=request.today))
        return f"Placed in the SES from {day(placement.starts_on)}. The director can appoint to the position."

    return _attempt(request, nomination, _filled(PlaceForm, request, nomination), act)


@require_POST
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a question or an answer to the thread."""
    nomination = one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        workflow.write_note(nomination, text=typed["text"], by=request.user, on=request.today, at=request.now)
        return "Added to the thread."

    return _attempt(request, nomination, _filled(NoteForm, request, nomination), act)
