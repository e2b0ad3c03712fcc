"""The year of a contract: its notes, and its progress reviews."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.acting import StepRefused
from accounts.refusals import tell_refusal, turned_away
from appraisals import agreed, reviews, validators
from appraisals import notes as writing
from appraisals.forms import AcknowledgeForm, NoteForm, ReviewForm
from appraisals.models import Note, ProgressReview
from contracts.details import crumbs as contract_crumbs
from contracts.models import Contract


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request: HttpRequest, contract: int) -> HttpResponse:
    """The notes of the year that this person may see, and a place to write one."""
    found = _contract(request, contract)
    side = writing.side(found, request.user, on=request.today)
    seen = Note.objects.visible_to(request.user, on=request.today).filter(contract=found)
    parts = agreed.parts_of(found, on=request.today)
    form = NoteForm(
        request.POST or None,
        request.FILES or None,
        parts=parts,
        initial={"dated_on": request.today},
        user=request.user,
        on=request.today,
    )
    if request.method == "POST":
        if side is None:
            messages.error(request, "Only the executive and the rater write notes of the year. Rule CO-EVA-5.")
            return redirect("appraisals:notes", contract)
        if form.is_valid() and _write(request, found, form):
            return redirect("appraisals:notes", contract)
    context = {
        "title": f"Notes of the year: {found.employee}",
        "crumbs": _crumbs(request, found),
        "crumb": "Notes of the year",
        "contract": found,
        "notes": list(seen.select_related("author", "document").order_by("-dated_on", "-pk")),
        "form": form if side and found.state == "signed" else None,
    }
    return render(request, "appraisals/notes.html", context)


def _write(request: HttpRequest, found: Contract, form: NoteForm) -> bool:
    """Keep the note; whether it was."""
    try:
        note = writing.write_note(found, **form.cleaned_data, by=request.user, on=request.today, at=request.now)
    except StepRefused as refusal:
        form.add_error(None, refusal.words)
    except ValidationError as trouble:
        form.add_error("upload", trouble)
    else:
        messages.success(request, f"Kept. Seen by: {note.seen_by_words}.")
        return True
    return False


@require_http_methods(["GET", "HEAD", "POST"])
def progress_reviews(request: HttpRequest, contract: int) -> HttpResponse:
    """The progress reviews of the year, and recording one."""
    found = _contract(request, contract)
    form = ReviewForm(request.POST or None, user=request.user, on=request.today)
    if request.method == "POST":
        if (answer := turned_away(request, reviews.new_review(found), "record", to=request.path)) is not None:
            return answer
        if form.is_valid():
            try:
                reviews.record_review(found, **form.cleaned_data, by=request.user, on=request.today)
            except StepRefused as refusal:
                tell_refusal(request, refusal)
            else:
                messages.success(request, "Recorded. The other side has been asked to acknowledge it.")
                return redirect(request.path)
    return _reviews_page(request, found, form)


def _reviews_page(request: HttpRequest, found: Contract, form: ReviewForm, **more: Any) -> HttpResponse:
    rows = ProgressReview.objects.visible_to(request.user, on=request.today).filter(contract=found)
    listed = list(rows.select_related("recorded_by", "acknowledged_by", "contract").order_by("-met_on", "-pk"))
    side = writing.side(found, request.user, on=request.today)
    mine = side is not None and side[0] == "employee"
    context = {
        "title": f"Progress reviews: {found.employee}",
        "crumbs": _crumbs(request, found),
        "crumb": "Progress reviews",
        "contract": found,
        "reviews": listed,
        "acknowledges": {
            review.pk for review in listed if side and review.state == "recorded" and review.by_employee != mine
        },
        "rule": validators.of_reviews(found.plan),
        "rater_left": writing.rater_left(found, on=request.today),
        "form": form if side and found.state == "signed" else None,
        "acknowledge_form": AcknowledgeForm(user=request.user, on=request.today),
        **more,
    }
    return render(request, "appraisals/reviews.html", context)


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The other side acknowledges a progress review."""
    rows = ProgressReview.objects.visible_to(request.user, on=request.today)
    review = get_object_or_404(rows.select_related("contract__employee"), pk=pk)
    back = reverse("appraisals:reviews", args=[review.contract_id])
    form = AcknowledgeForm(request.POST, user=request.user, on=request.today)
    if not form.is_valid():
        blank = ReviewForm(user=request.user, on=request.today)
        return _reviews_page(request, review.contract, blank, acknowledge_form=form)
    try:
        reviews.acknowledge(review, **form.cleaned_data, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "Acknowledged by both sides. It stays as it is from now on.")
    return redirect(back)


def _crumbs(request: HttpRequest, found: Contract) -> list[tuple[str, str]]:
    """Below the contract; for whoever rates it and may not read it, below the appraisals."""
    if Contract.objects.visible_to(request.user, on=request.today).filter(pk=found.pk).exists():
        return contract_crumbs(found)
    return [("Appraisals", reverse("appraisals:appraisals"))]


def _contract(request: HttpRequest, pk: int) -> Contract:
    """A signed contract of those this person may see or rates. Its year has notes and reviews; no draft has."""
    rows = writing.with_a_year(request.user, on=request.today)
    found = rows.select_related("employee", "appointing_authority", "department", "proposed_version").filter(pk=pk)
    if (contract := found.first()) is None:
        raise Http404
    return contract
