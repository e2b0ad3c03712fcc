"""Consent to sign electronically, and recording what was signed on paper instead."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts.acting import StepRefused
from accounts.refusals import turned_away
from contracts import amendment_pages, amendment_paper, consents, details, paper_signatures, standing
from contracts.models import Amendment, Consent, Contract, PaperRecord
from contracts.paper_forms import PaperForm
from contracts.views.kept import kept


@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """My consent to sign electronically: read it, give it, take it back."""
    if request.method == "POST":
        who = {"by": request.user, "on": request.today, "at": request.now}
        if request.POST.get("agree") == "yes":
            consents.give(**who)
            messages.success(request, "Recorded: you agree to sign electronically.")
        elif request.POST.get("agree") == "no":
            consents.withdraw(**who)
            messages.success(request, "Recorded: you sign on paper from now on. What you have signed stays signed.")
        return redirect("contracts:consent")
    rows = Consent.objects.visible_to(request.user, on=request.today).order_by("-pk")
    context = {
        "title": "Signing electronically, or on paper",
        "words": consents.WORDS,
        "standing": consents.standing(request.user),
        "rows": rows[:20],
        "crumbs": [("My page", reverse("accounts:me"))],
    }
    return render(request, "contracts/consent.html", context)


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def record_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what was signed on paper: the scan, who signed which line on which day, and who attests it."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today).with_everything(), pk=pk)
    if (answer := turned_away(request, contract, "record_paper")) is not None:
        return answer
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    lines = paper_signatures.open_lines(contract)
    of = {"contract": contract, "lines": lines, "frozen_on": contract.proposed_version.made_on}
    form = PaperForm(*given, request=request, **of, on=request.today)
    refusal = None
    if form.is_bound and form.is_valid():
        who = {"by": request.user, "on": request.today, "at": request.now}
        try:
            signed = paper_signatures.record(contract, **form.written(), **who)
        except StepRefused as trouble:
            refusal = trouble
        else:
            messages.success(request, f"Recorded on paper: {', '.join(each.name for each in signed)}.")
            return redirect(contract)
    context = {
        "title": "Record signatures on paper",
        "contract": contract,
        "version": contract.proposed_version,
        "stands": standing.standing(contract, on=request.today),
        "form": form,
        "refusal": refusal,
        "crumbs": details.crumbs(contract),
    }
    return render(request, "contracts/record_paper.html", context)


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def record_amendment_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what was signed on paper of an amendment, as of a contract."""
    rows = Amendment.objects.visible_to(request.user, on=request.today)
    found = get_object_or_404(rows.select_related(*amendment_pages.WITH), pk=pk)
    if (answer := turned_away(request, found, "record_paper")) is not None:
        return answer
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    of = {"contract": found.contract, "lines": amendment_paper.open_lines(found), "what": "amendment"}
    of["frozen_on"] = found.proposed_on
    form = PaperForm(*given, request=request, **of, on=request.today)
    refusal = None
    if form.is_bound and form.is_valid():
        who = {"by": request.user, "on": request.today, "at": request.now}
        try:
            signed = amendment_paper.record(found, **form.written(), **who)
        except StepRefused as trouble:
            refusal = trouble
        else:
            messages.success(request, f"Recorded on paper: {', '.join(each.name for each in signed)}.")
            return redirect(found)
    context = {
        **amendment_pages.head(found, on=request.today),
        "title": f"Record signatures on {str(found).lower()}, on paper",
        "form": form,
        "refusal": refusal,
        "crumb": "Record signatures on paper",
    }
    return render(request, "contracts/record_amendment_paper.html", context)


@require_safe
def scan(request: HttpRequest, pk: int, record: int) -> HttpResponse:
    """The scan of what was signed on paper, as it was kept."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today), pk=pk)
    rows = PaperRecord.objects.visible_to(request.user, on=request.today).filter(contract=contract)
    found = get_object_or_404(rows.select_related("document"), pk=record)
    return kept(request, found.document, back=contract)
