"""The papers: SES Form 1 of a version and blank, the executed copy, and the copy that goes to DPA/DHR."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import StepRefused
from accounts.refusals import tell_refusal, turned_away
from contracts import copies, details, printing
from contracts.forms import ReturnForm
from contracts.models import Contract, ContractCopy, ExecutedCopy, Version
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
    """DPA/DHR has received the copy."""
    copy = _copy(request, pk)
    try:
        copies.acknowledge(copy, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "Received. The department sees it on the contract’s page.")
    return redirect(copy)


@require_POST
def return_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """DPA/DHR returns the copy, saying why."""
    copy = _copy(request, pk)
    if (answer := turned_away(request, copy, "return")) is not None:
        return answer
    form = ReturnForm(request.POST, user=request.user, on=request.today, auto_id="return_%s")
    if not form.is_valid():
        return page_of(request, pk, return_form=form)
    try:
        copies.return_copy(copy, **form.cleaned_data, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return page_of(request, pk, return_form=form)
    messages.success(request, "The copy is returned. The department has your reason and has been told.")
    return redirect(copy)


@require_POST
def send_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """The department sends a returned copy again."""
    copy = _copy(request, pk)
    try:
        copies.send_again(copy, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "The copy is with DPA/DHR again.")
    return redirect(copy)


def _copy(request: HttpRequest, pk: int) -> ContractCopy:
    rows = ContractCopy.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(rows.select_related("contract__employee", "department"), contract=pk)
