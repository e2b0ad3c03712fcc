"""The papers: SES Form 1 of a version and blank, the executed copy, and the copies that go to DPA/DHR."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import StepRefused
from accounts.refusals import tell_refusal, turned_away
from contracts import copies, details, printing
from contracts.forms import ReturnForm
from contracts.models import Amendment, AmendmentCopy, Contract, ContractCopy, ExecutedCopy, Version
from contracts.views import amendments
from contracts.views.contract import page_of
from contracts.views.kept import kept
from records import files


@require_safe
def form1(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The print of a proposed version, as it was frozen. A counter-proposal has none."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today), pk=pk)
    rows = Version.objects.visible_to(request.user, on=request.today).filter(contract=contract)
    version = get_object_or_404(rows.select_related("document"), number=number)
    if version.document is None:
        raise Http404
    return kept(request, version.document, back=contract)


@require_safe
def executed(request: HttpRequest, pk: int) -> HttpResponse:
    """The executed copy as it was sealed and stored; while it waits, a page that says so."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today), pk=pk)
    rows = ExecutedCopy.objects.visible_to(request.user, on=request.today).select_related("document")
    copy = get_object_or_404(rows, contract=contract)
    if copy.document is not None:
        return kept(request, copy.document, back=contract)
    context = {
        "title": "The executed copy is being printed and sealed",
        "contract": contract,
        "copy": copy,
        "sees_trouble": request.user.holds("hr", "administrator", on=request.today),
        "crumbs": details.crumbs(contract),
        "crumb": "Executed copy",
    }
    return render(request, "contracts/executed.html", context)


@require_safe
def blank_form(request: HttpRequest) -> HttpResponse:
    """The blank SES Form 1 of this fiscal year, to be filled in with a PDF reader or by hand."""
    response = HttpResponse(printing.blank(on=request.today), content_type=files.PDF)
    response["Content-Disposition"] = content_disposition_header(True, "SES Form 1 - blank.pdf")
    return response


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """DPA/DHR has received the copy of a contract."""
    return _acknowledge(request, _copy(request, pk))


@require_POST
def acknowledge_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """DPA/DHR has received the copy of an amendment."""
    return _acknowledge(request, _amendment_copy(request, pk))


def _acknowledge(request: HttpRequest, copy: copies.Copy) -> HttpResponse:
    try:
        copies.acknowledge(copy, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        page = "amendment" if copy.kind == AmendmentCopy.kind else "contract"
        messages.success(request, f"Received. The department sees it on the {page}’s page.")
    return redirect(copy)


@require_POST
def return_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """DPA/DHR returns the copy of a contract, saying why."""
    return _return(request, _copy(request, pk), page_of)


@require_POST
def return_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """DPA/DHR returns the copy of an amendment, saying why."""
    return _return(request, _amendment_copy(request, pk), amendments.page_of)


def _return(request: HttpRequest, copy: copies.Copy, page: Callable[..., HttpResponse]) -> HttpResponse:
    """Return it; when the reason is missing, `page` comes back with what was typed."""
    if (answer := turned_away(request, copy, "return")) is not None:
        return answer
    of = copy.amendment_id if isinstance(copy, AmendmentCopy) else copy.contract_id
    form = ReturnForm(request.POST, user=request.user, on=request.today, auto_id="return_%s")
    if not form.is_valid():
        return page(request, of, return_form=form)
    try:
        copies.return_copy(copy, **form.cleaned_data, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return page(request, of, return_form=form)
    messages.success(request, "The copy is returned. The department has your reason and has been told.")
    return redirect(copy)


@require_POST
def send_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The department sends a returned copy again."""
    return _send(request, copies.send_again, _copy(request, pk))


@require_POST
def send_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """The copy of an amendment is sent again; or for the first time, when it was signed before copies were sent."""
    found = get_object_or_404(Amendment.objects.visible_to(request.user, on=request.today), pk=pk)
    copy = AmendmentCopy.objects.visible_to(request.user, on=request.today).filter(amendment=found).first()
    return _send(request, copies.send_again, copy) if copy else _send(request, copies.send_amendment, found)


def _send(request: HttpRequest, act: Callable[..., Any], thing: copies.Copy | Amendment) -> HttpResponse:
    try:
        act(thing, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "The copy is with DPA/DHR.")
    return redirect(thing)


def _copy(request: HttpRequest, pk: int) -> ContractCopy:
    rows = ContractCopy.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(rows.select_related("contract__employee", "department"), contract=pk)


def _amendment_copy(request: HttpRequest, pk: int) -> AmendmentCopy:
    rows = AmendmentCopy.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(rows.select_related("amendment__contract__employee", "department"), amendment=pk)
