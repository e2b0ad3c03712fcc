"""The papers of an appraisal: the released print, the sealed copy, and attached files."""

import logging

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from appraisals.models import Appraisal, Attachment, ExecutedAppraisal, Note, Offer, Release
from appraisals.views.appraisal import seen
from records import files
from records.models import Document

log = logging.getLogger(__name__)


@require_safe
def form1(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """SES Form 1 with the ratings, as it was released and frozen."""
    found = seen(request, pk)
    rows = Release.objects.visible_to(request.user, on=request.today).filter(appraisal=found)
    return _kept(request, found, get_object_or_404(rows.select_related("document"), number=number).document)


@require_safe
def executed(request: HttpRequest, pk: int) -> HttpResponse:
    """The sealed copy as it is kept; while it waits, back to the page with a sentence."""
    found = seen(request, pk)
    rows = ExecutedAppraisal.objects.visible_to(request.user, on=request.today).select_related("document")
    paper = get_object_or_404(rows, appraisal=found)
    if paper.document is None:
        messages.info(request, "The sealed copy is being printed. It takes a minute or two; look again then.")
        return redirect(found)
    return _kept(request, found, paper.document)


@require_safe
def offer(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The scan kept with the record that the executive did not sign."""
    found = seen(request, pk)
    rows = Offer.objects.visible_to(request.user, on=request.today).filter(appraisal=found).exclude(scan=None)
    return _kept(request, found, get_object_or_404(rows.select_related("scan"), release__number=number).scan)


@require_safe
def attachment(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A file attached to the evaluation."""
    found = seen(request, pk)
    rows = Attachment.objects.visible_to(request.user, on=request.today).filter(appraisal=found)
    return _kept(request, found, get_object_or_404(rows.select_related("document"), number=number).document)


@require_safe
def note_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file of a note."""
    rows = Note.objects.visible_to(request.user, on=request.today).exclude(document=None)
    note = get_object_or_404(rows.select_related("document"), pk=pk)
    return _kept(request, None, note.document)


def _kept(request: HttpRequest, found: Appraisal | None, document: Document) -> HttpResponse:
    """The bytes as stored; or, when they are not whole, a page with a sentence."""
    try:
        return files.serve(document)
    except files.Damaged as trouble:
        log.error("%s", trouble)
        messages.error(
            request, f"{trouble} Nothing is served in its place. Tell the administrator: it has to come from a backup."
        )
        return redirect(found or "appraisals:appraisals")
