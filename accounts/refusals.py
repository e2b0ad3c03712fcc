"""Telling a person why an act was not done: the sentence and the rules, the same way everywhere."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.acting import StepRefused, ready
from law.findings import Finding, Weight


def tell_refusal(request: HttpRequest, refusal: StepRefused) -> None:
    """Put the refusal, with its rules and sources, at the top of the next page."""
    told = [refusal.words]
    for finding in refusal.findings:
        if finding.code not in refusal.words or finding.words not in refusal.words:
            told.append(f"{finding.words} ({finding.code})")
        told.append(f"Source: {finding.source}.")
    messages.error(request, " ".join(dict.fromkeys(told)))


def tell_advice(request: HttpRequest, findings: Iterable[Finding]) -> None:
    """Put what the rules advise of an act that was done at the top of the next page."""
    for finding in findings:
        if finding.weight is Weight.ADVISES:
            messages.warning(request, f"{finding.words} ({finding.code})")


def tell_flags(request: HttpRequest, findings: Iterable[Finding]) -> None:
    """Put what the rules flag of an act that was done at the top of the next page: it stays to be mended."""
    for finding in findings:
        if finding.weight is Weight.FLAGS:
            messages.warning(request, f"{finding.words} ({finding.code})")


def turned_away(request: HttpRequest, thing: Any, verb: str, *, to: Any = None) -> HttpResponse | None:
    """When the step `verb` is not this person's to take now: back to the thing's page (or `to`), with the reason.

    None when it is. A page that takes words for an act asks this before it shows or reads them.
    """
    try:
        ready(thing, verb, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return redirect(to or thing)
    return None
