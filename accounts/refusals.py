"""Telling a person why an act was not done: the sentence and the rules, the same way everywhere."""

from django.contrib import messages
from django.http import HttpRequest

from accounts.acting import StepRefused


def tell_refusal(request: HttpRequest, refusal: StepRefused) -> None:
    """Put the refusal, with its rules and sources, at the top of the next page."""
    told = [refusal.words]
    for finding in refusal.findings:
        if finding.code not in refusal.words or finding.words not in refusal.words:
            told.append(f"{finding.words} ({finding.code})")
        told.append(f"Source: {finding.source}.")
    messages.error(request, " ".join(dict.fromkeys(told)))
