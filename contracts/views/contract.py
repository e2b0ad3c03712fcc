"""The page of one contract, and the short acts on it: propose, comment, revise, withdraw."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import StepRefused
from accounts.refusals import tell_refusal, turned_away
from contracts import details, workflow
from contracts.forms import CommentForm, ProposeForm, ReturnForm, ReviseForm
from contracts.models import Contract


@require_safe
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """One contract: where it stands, what can be done, and everything that is kept about it."""
    return page_of(request, pk)


def page_of(request: HttpRequest, pk: int, **forms: Any) -> HttpResponse:
    """The page of a contract as it stands now; `forms` are those that come back with what was typed."""
    rows = Contract.objects.visible_to(request.user, on=request.today).with_everything()
    rows = rows.with_removal(request.user, on=request.today)
    shown = details.details(get_object_or_404(rows, pk=pk), request.user, on=request.today)
    who = {"user": request.user, "on": request.today}
    context = {
        **shown,
        "crumbs": [("Contracts", reverse("contracts:contracts"))],
        "propose_form": ProposeForm(initial={"revision": shown["contract"].revision}, **who),
        "comment_form": CommentForm(version=shown["shown"], auto_id="comment_%s", **who),
        "revise_form": ReviseForm(asked=shown["asked"], auto_id="revise_%s", **who),
        "return_form": ReturnForm(auto_id="return_%s", **who),
        **forms,
    }
    return render(request, "contracts/contract.html", context)


@require_POST
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Freeze the draft and put it before those who sign."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today), pk=pk)
    if (answer := turned_away(request, contract, "propose")) is not None:
        return answer
    form = ProposeForm(request.POST, user=request.user, on=request.today)
    if not form.is_valid():
        return page_of(request, pk, propose_form=form)
    try:
        version = workflow.propose(contract, **form.cleaned_data, by=request.user, on=request.today, at=request.now)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return page_of(request, pk, propose_form=form.with_revision(contract.revision))
    messages.success(request, f"{version} is proposed and frozen. {contract.employee} signs first and has been told.")
    return redirect(contract)


@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Write about the proposed version."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today), pk=pk)
    if (answer := turned_away(request, contract, "comment")) is not None:
        return answer
    version = contract.proposed_version
    form = CommentForm(request.POST, version=version, user=request.user, on=request.today, auto_id="comment_%s")
    if not form.is_valid():
        return page_of(request, pk, comment_form=form)
    try:
        workflow.comment(contract, **form.cleaned_data, by=request.user, on=request.today, at=request.now)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return page_of(request, pk, comment_form=form)
    if form.cleaned_data["line"]:
        messages.success(request, "Your comment stands beside its line, for everybody who can read this contract.")
        return redirect("contracts:version", pk, version.number)
    messages.success(request, "Your comment stands below, for everybody who can read this contract.")
    return redirect(f"{contract.get_absolute_url()}#comments")


@require_POST
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to a draft, from the proposed version or from what the employee asked for."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today), pk=pk)
    if (answer := turned_away(request, contract, "revise")) is not None:
        return answer
    asked = details.asked_since(contract, request.user, on=request.today)
    form = ReviseForm(request.POST, asked=asked, user=request.user, on=request.today, auto_id="revise_%s")
    if not form.is_valid():
        return page_of(request, pk, revise_form=form)
    try:
        workflow.revise(contract, **form.cleaned_data, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return redirect(contract)
    messages.success(request, "This is a draft again. What was signed before binds nobody to what you propose next.")
    return redirect("contracts:edit", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a draft."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today), pk=pk)
    try:
        workflow.withdraw(contract, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "The draft is withdrawn. It stays on record, and nobody signs it.")
    return redirect(contract)
