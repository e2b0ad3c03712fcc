"""Pages of letters: what was sent to whom, the letter as it was sent, and the note of its delivery."""

import logging

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import StepRefused, open_steps
from accounts.refusals import tell_refusal, turned_away
from positions import letters
from positions.letter_forms import DeliveryForm
from positions.models import Letter, LetterDelivery
from records import files

log = logging.getLogger(__name__)


def _one(request: HttpRequest, pk: int) -> Letter:
    seen = Letter.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(seen.select_related("department", "document", "position", "person", "signed_by"), pk=pk)


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: to whom it went, when, and how it was delivered."""
    return _page(request, _one(request, pk))


def _page(request: HttpRequest, letter: Letter, *, form: DeliveryForm | None = None) -> HttpResponse:
    delivery = LetterDelivery.objects.visible_to(request.user, on=request.today).filter(letter=letter).first()
    may_note = delivery is None and open_steps(request.user, letters.unnoted(letter), on=request.today)
    context = {
        "title": letters.KINDS[letter.letter_kind].title,
        "crumbs": letters.crumbs(letter),
        "crumb": "Letter",
        "letter": letter,
        "delivery": delivery,
        "form": (form or DeliveryForm(user=request.user, on=request.today)) if may_note else None,
    }
    return render(request, "positions/letter.html", context)


@require_safe
def letter_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter as it was sent; or, when the kept file is not whole, its page with a sentence."""
    letter = _one(request, pk)
    try:
        return files.serve(letter.document)
    except files.Damaged as trouble:
        log.error("%s", trouble)
        messages.error(request, f"{trouble} Nothing is served in its place. Tell the administrator.")
        return redirect(letter)


@require_POST
def note_delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how and when the letter was delivered, and who attests it."""
    letter = _one(request, pk)
    if (answer := turned_away(request, letters.unnoted(letter), "note", to=letter)) is not None:
        return answer
    form = DeliveryForm(request.POST, user=request.user, on=request.today)
    if form.is_valid():
        try:
            letters.note_delivery(letter, **form.cleaned_data, by=request.user, on=request.today)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, "The delivery is noted.")
            return redirect(letter)
    return _page(request, letter, form=form)
