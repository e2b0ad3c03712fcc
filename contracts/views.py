"""The pages of contracts: the list, one contract, beginning one, and the short acts on its page.

Writing is in views_writing.py, reading a version and signing in views_signing.py, the papers and the copy that
goes to DPA/DHR in views_papers.py, the ceilings in views_ceilings.py.
"""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.acting import StepRefused
from accounts.fields import DayField
from accounts.lists import paged
from accounts.refusals import tell_refusal, turned_away
from contracts import details, people, workflow
from contracts import owed as missing
from contracts.filters import ContractFilter, late
from contracts.forms import CommentForm, ProposeForm, ReturnForm, ReviseForm, StartForm
from contracts.models import Contract
from contracts.tables import ContractTable, OwedTable
from positions.models import Incumbency


@require_safe
def contracts(request: HttpRequest) -> HttpResponse:
    """The contracts this person may see, with what is chosen above them."""
    rows = Contract.objects.visible_to(request.user, on=request.today)
    chosen = ContractFilter(request.GET, rows, request=request)
    listed = chosen.qs.with_standing().most_urgent_first()
    table = paged(ContractTable(listed, on=request.today), request)
    table.empty_text = "No contract is like this." if chosen.is_chosen else "There is no contract that you may see yet."
    context = {
        "title": "Contracts",
        "filter": chosen,
        "table": table,
        "late": late(chosen.qs, on=request.today).count(),
        "may_start": bool(people.departments_to_start_in(request.user, on=request.today)),
    }
    return render(request, "contracts/contracts.html", context)


@require_safe
def contract(request: HttpRequest, pk: int) -> HttpResponse:
    """One contract: where it stands, what can be done, and everything that is kept about it."""
    return page_of(request, pk)


def page_of(request: HttpRequest, pk: int, **forms: Any) -> HttpResponse:
    """The page of a contract as it stands now; `forms` are those that come back with what was typed."""
    rows = Contract.objects.visible_to(request.user, on=request.today).with_everything()
    shown = details.details(get_object_or_404(rows, pk=pk), request.user, on=request.today)
    who = {"user": request.user, "on": request.today}
    context = {
        **shown,
        "crumbs": [("Contracts", reverse("contracts:contracts"))],
        "propose_form": ProposeForm(initial={"revision": shown["contract"].revision}, **who),
        "comment_form": CommentForm(auto_id="comment_%s", **who),
        "revise_form": ReviseForm(asked=shown["asked"], auto_id="revise_%s", **who),
        "return_form": ReturnForm(auto_id="return_%s", **who),
        **forms,
    }
    return render(request, "contracts/contract.html", context)


@require_safe
def owed(request: HttpRequest) -> HttpResponse:
    """Positions whose contract nobody has begun, in the departments where this person may begin one."""
    departments = people.departments_to_start_in(request.user, on=request.today)
    if not departments:
        raise Http404
    context = {
        "title": "Prepare a contract",
        "table": paged(OwedTable(missing.owed(departments, on=request.today), on=request.today), request),
        "crumbs": [("Contracts", reverse("contracts:contracts"))],
    }
    return render(request, "contracts/owed.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, position: int) -> HttpResponse:
    """Begin the contract of whoever holds a position: from which day, with which appointing authority."""
    departments = people.departments_to_start_in(request.user, on=request.today)
    held = Incumbency.objects.visible_to(request.user, on=request.today).exclude(ends_on__lt=request.today)
    held = held.filter(department__in=departments, position=position).order_by("starts_on")
    incumbency = held.select_related("position", "person", "department").last()
    if incumbency is None:
        raise Http404
    form = StartForm(
        request.POST or None,
        initial=_offered(request, incumbency),
        incumbency=incumbency,
        user=request.user,
        on=request.today,
    )
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            begun = workflow.start(incumbency.position, **form.cleaned_data, by=request.user, on=request.today)
        except StepRefused as trouble:
            refusal = trouble
        else:
            messages.success(request, f"The draft for {begun.employee} is begun. Write it below and save as you go.")
            return redirect("contracts:edit", begun.pk)
    context = {
        "title": f"Prepare the contract of {incumbency.person}",
        "incumbency": incumbency,
        "form": form,
        "refusal": refusal,
        "crumbs": [("Contracts", reverse("contracts:contracts")), ("Prepare a contract", reverse("contracts:owed"))],
        "crumb": str(incumbency.person),
    }
    return render(request, "contracts/start.html", context)


def _offered(request: HttpRequest, incumbency: Incumbency) -> dict[str, Any]:
    """The day that was chosen in the list, else the one that is owed; the appointing authority of the last contract."""
    seen = Contract.objects.visible_to(request.user, on=request.today).filter(position=incumbency.position_id)
    last = seen.order_by("-starts_on").first()
    mine = missing.of(incumbency, on=request.today)
    return {
        "starts_on": _day(request.GET.get("starts_on", "")) or (mine.starts_on if mine else None),
        "appointing_authority": last.appointing_authority_id if last else None,
        "appointing_authority_title": last.appointing_authority_title if last else "",
    }


def _day(typed: str) -> date | None:
    try:
        return DayField(required=False).clean(typed)
    except ValidationError:
        return None


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
    form = CommentForm(request.POST, user=request.user, on=request.today, auto_id="comment_%s")
    if not form.is_valid():
        return page_of(request, pk, comment_form=form)
    try:
        workflow.comment(contract, **form.cleaned_data, by=request.user, on=request.today, at=request.now)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return page_of(request, pk, comment_form=form)
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
