"""How long the files of a contract are kept: holds, disposal, and the personnel file of a person."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import StepRefused
from accounts.models import User
from accounts.refusals import tell_refusal
from contracts import personnel
from contracts import retention as keeping
from contracts.archive_forms import HoldForm
from contracts.models import Contract, RetentionHold


@require_safe
def personnel_file(request: HttpRequest, person: int) -> HttpResponse:
    """Everything that is kept about a person's contracts: for the department's director and HR, and the person."""
    whose = User.objects.filter(pk=person).first()
    kept = personnel.file_of(whose, request.user, on=request.today) if whose else None
    if kept is None:
        raise Http404
    return render(request, "contracts/personnel_file.html", {"title": f"Personnel file of {whose}", **kept})


def _contract(request: HttpRequest, pk: int) -> Contract:
    rows = Contract.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(rows.select_related("employee", "department"), pk=pk)


@require_safe
def retention(request: HttpRequest, pk: int) -> HttpResponse:
    """The files of a contract: until when they are kept and why, the holds, and what became of them."""
    return _page(request, _contract(request, pk))


def _page(request: HttpRequest, contract: Contract, *, form: HoldForm | None = None) -> HttpResponse:
    fresh = HoldForm(initial={"starts_on": request.today}, user=request.user, on=request.today)
    shown = personnel.retention_of(contract, request.user, on=request.today)
    return render(request, "contracts/retention.html", {**shown, "form": form or fresh})


@require_POST
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a hold on the files of a contract."""
    contract = _contract(request, pk)
    form = HoldForm(request.POST, user=request.user, on=request.today)
    if not form.is_valid():
        return _page(request, contract, form=form)
    return _done(
        request, contract, lambda who: keeping.hold(contract, **form.cleaned_data, **who), "The files are held."
    )


@require_POST
def release(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """End a hold."""
    contract = _contract(request, pk)
    rows = RetentionHold.objects.visible_to(request.user, on=request.today).filter(contract=contract)
    held = get_object_or_404(rows.select_related("contract__employee"), pk=number)
    return _done(request, contract, lambda who: keeping.release(held, **who), "The hold is released.")


@require_POST
def dispose(request: HttpRequest, pk: int) -> HttpResponse:
    """Dispose of the files of a contract whose time is over."""
    contract = _contract(request, pk)
    if request.POST.get("sure") != "yes":
        messages.error(request, "Tick the box to say that you are sure: the files cannot be brought back. CO-REC-1.")
        return redirect("contracts:retention", pk)
    done = "The files are disposed of. What they were stays on record."
    return _done(request, contract, lambda who: keeping.dispose(contract, **who, at=request.now), done)


def _done(request: HttpRequest, contract: Contract, act: Any, words: str) -> HttpResponse:
    try:
        act({"by": request.user, "on": request.today})
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, words)
    return redirect("contracts:retention", contract.pk)
