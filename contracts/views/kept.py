"""Serving what is kept, or saying that it is not whole, or that its time is over."""

import logging
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from records import files
from records.models import Document

log = logging.getLogger(__name__)


def kept(request: HttpRequest, document: Document, *, back: Any) -> HttpResponse:
    """The bytes as stored; or, when they are not whole or were disposed of, the page of `back` with a sentence."""
    try:
        return files.serve(document)
    except files.Disposed as gone:
        messages.info(request, str(gone))
    except files.Damaged as trouble:
        log.error("%s", trouble)
        words = "Nothing is served in its place. Tell the administrator: it has to come from a backup."
        messages.error(request, f"{trouble} {words}")
    return redirect(back)
