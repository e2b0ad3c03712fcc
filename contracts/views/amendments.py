"""Amendments of a contract during its year: begin, write, propose, read and sign, decline, and their papers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.acting import StepRefused
from accounts.refusals import tell_refusal, turned_away
from contracts import amendment_pages, amendments
from contracts.amendment_forms import AmendmentForm, DeclineAmendmentForm
from contracts.forms import ReturnForm
from contracts.models import Amendment, Contract, ExecutedAmendment
from contracts.signing_forms import SignForm
from contracts.views.kept import kept
from contracts.writing import Sheet


def _found(request: HttpRequest, pk: int) -> Amendment:
    rows = Amendment.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(rows.select_related(*amendment_pages.WITH), pk=pk)


@require_POST
def start_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next amendment of a contract, with its expectations as they are now."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today), pk=pk)
    try:
        begun = amendments.start(contract, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return redirect(contract)
    messages.success(request, f"{begun} is begun. Change what is expected below; pay is no part of it.")
    return redirect("contracts:edit_amendment", begun.pk)


@require_safe
def amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """One amendment: where it stands, what it changes, who has signed, and its papers."""
    return page_of(request, pk)


def page_of(request: HttpRequest, pk: int, **forms: Any) -> HttpResponse:
    """The page of an amendment as it stands now; `forms` are those that come back with what was typed."""
    shown = amendment_pages.page(_found(request, pk), request.user, on=request.today)
    fresh = ReturnForm(auto_id="return_%s", user=request.user, on=request.today)
    return render(request, "contracts/amendment.html", {**shown, "return_form": fresh, **forms})


@require_http_methods(["GET", "HEAD", "POST"])
def edit_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the draft: lines, projects and why. There is no field for pay, and none is taken."""
    found = _found(request, pk)
    if (answer := turned_away(request, found, "edit")) is not None:
        return answer
    who = {"amendment": found, "user": request.user, "on": request.today}
    if request.method != "POST":
        form = AmendmentForm(initial=AmendmentForm.stored(found), **who)
        return _writing(request, found, form, Sheet.filled(found.plan, found.lines, found.projects))
    form, sheet = AmendmentForm(request.POST, **who), Sheet.sent(found.plan, request.POST)
    if change := request.POST.get("change"):
        return _writing(request, found, form.again(), sheet.after(change))
    if not all([form.is_valid(), sheet.is_valid()]):
        return _writing(request, found, form, sheet)
    try:
        amendment_pages.refuse_pay(found, request.POST, on=request.today)
        written = {"lines": sheet.lines(), "projects": sheet.projects.kept(), **form.cleaned_data}
        amendments.edit(found, **written, by=request.user, on=request.today)
    except StepRefused as refusal:
        return _writing(request, found, form, sheet, refusal=refusal)
    messages.success(request, "Saved.")
    return redirect(found if request.POST.get("then") == "close" else reverse("contracts:edit_amendment", args=[pk]))


def _writing(
    request: HttpRequest, found: Amendment, form: AmendmentForm, sheet: Sheet, *, refusal: StepRefused | None = None
) -> HttpResponse:
    context = {
        **amendment_pages.head(found, on=request.today),
        "title": f"Write {str(found).lower()}",
        "form": form,
        "sheet": sheet,
        "errors": [*form.troubles(), *sheet.errors()] if form.is_bound else [],
        "refusal": refusal,
        "crumb": "Writing",
    }
    return render(request, "contracts/edit_amendment.html", context)


@require_POST
def propose_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze it and put it before both sides."""
    found = _found(request, pk)
    revision = request.POST.get("revision", "")
    try:
        seen = int(revision) if revision.isdecimal() else None
        amendments.propose(found, revision=seen, by=request.user, on=request.today, at=request.now)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, f"{found} is proposed and frozen. {found.contract.employee} signs first.")
    return redirect(found)


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the proposed amendment and sign it, on the line or lines whose turn it is."""
    found = _found(request, pk)
    if (answer := turned_away(request, found, "sign")) is not None:
        return answer
    lines = amendments.lines_to_sign(found, by=request.user, on=request.today)
    if not lines:
        messages.error(request, "It is not your turn to sign, or you have signed. Rule CO-CON-6.")
        return redirect(found)
    fresh = SignForm(initial={"seen_hash": found.sha256}, request=request)
    form = SignForm(request.POST, request=request) if request.method == "POST" else fresh
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            amendments.sign(found, **form.proof(), by=request.user, on=request.today, at=request.now)
        except StepRefused as trouble:
            refusal, form = trouble, fresh
        else:
            messages.success(request, f"Your signature on {str(found).lower()} is recorded.")
            return redirect(found)
    context = {
        **amendment_pages.reading(found, request.user, lines, on=request.today),
        "title": f"Read and sign {str(found).lower()}",
        "form": form,
        "refusal": refusal,
        "crumb": "Read and sign",
    }
    return render(request, "contracts/sign_amendment.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def decline_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """The employee does not agree, with reasons. The contract stays as it is."""
    found = _found(request, pk)
    if (answer := turned_away(request, found, "decline")) is not None:
        return answer
    form = DeclineAmendmentForm(request.POST or None, user=request.user, on=request.today)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            amendments.decline(found, **form.cleaned_data, by=request.user, on=request.today)
        except StepRefused as trouble:
            refusal = trouble
        else:
            messages.success(
                request, "You have declined. The contract stays as it is; the department has your reasons."
            )
            return redirect(found)
    context = {
        **amendment_pages.head(found, on=request.today),
        "title": f"Decline {str(found).lower()}",
        "form": form,
        "refusal": refusal,
        "crumb": "Decline",
    }
    return render(request, "contracts/decline_amendment.html", context)


@require_POST
def revise_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to a draft."""
    return _short(request, pk, amendments.revise, "It is a draft again. What was signed on it binds nobody.")


@require_POST
def withdraw_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it up."""
    return _short(request, pk, amendments.withdraw, "It is withdrawn. The contract stays as it is.")


def _short(request: HttpRequest, pk: int, act: Any, done: str) -> HttpResponse:
    found = _found(request, pk)
    try:
        act(found, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, done)
    return redirect(found)


@require_safe
def amendment_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The print that is signed, as it was frozen."""
    found = _found(request, pk)
    if found.document is None:
        raise Http404
    return kept(request, found.document, back=found)


@require_safe
def executed_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """The executed copy as it was sealed and stored."""
    found = _found(request, pk)
    rows = ExecutedAmendment.objects.visible_to(request.user, on=request.today).select_related("document")
    copy = get_object_or_404(rows, amendment=found)
    if copy.document is None:
        messages.info(request, "The executed copy is being printed and sealed. It takes a minute or two.")
        return redirect(found)
    return kept(request, copy.document, back=found)
