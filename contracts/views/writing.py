"""Writing a contract: the department's draft, what the employee asks for instead, and the line under the salary."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.acting import StepRefused
from accounts.refusals import turned_away
from accounts.templatetags.words import moment
from contracts import details, drafts, validators, workflow
from contracts.drafts import AnswerPage, DraftPage
from contracts.forms import SalaryField
from contracts.models import Contract
from contracts.salary import salary_line
from contracts.views.signing import after_signing


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the draft: the form from its first page to its last, and the salary decision beside it."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today).with_everything(), pk=pk)
    typed = request.method == "POST" and drafts.may_write(contract, request.user, on=request.today)
    if not typed:
        if (answer := turned_away(request, contract, "edit")) is not None:
            return answer
        return _draft(request, DraftPage.stored(contract, request.user, on=request.today))
    page = DraftPage.sent(contract, request.POST, request.user, on=request.today)
    if change := request.POST.get("change"):
        return _draft(request, page.after(change))
    if not page.is_valid():
        return _draft(request, page)
    try:
        workflow.edit(contract, **page.written(), by=request.user, on=request.today)
    except StepRefused as refusal:
        return _draft(request, page.beside_what_stands(), refusal=refusal)
    messages.success(request, f"Saved {moment(request.now)}")
    return redirect(contract if request.POST.get("then") == "close" else reverse("contracts:edit", args=[pk]))


def _draft(request: HttpRequest, page: DraftPage, *, refusal: StepRefused | None = None) -> HttpResponse:
    contract = page.contract
    found = validators.draft_findings(contract, on=request.today)
    context = {
        **_on_paper(page),
        "title": details.title(contract),
        "stands": details.standing.standing(contract, on=request.today),
        "last_salary": validators.last_salary(contract),
        "findings": found,
        "stopped": any(finding.stops for finding in found),
        "refusal": refusal,
        "crumbs": details.crumbs(contract),
        "crumb": "Writing",
    }
    return render(request, "contracts/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: HttpRequest, pk: int) -> HttpResponse:
    """The employee asks for other terms than the proposed ones."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today).with_everything(), pk=pk)
    if (answer := turned_away(request, contract, "counter") or after_signing(request, contract)) is not None:
        return answer
    if request.method != "POST":
        return _answer(request, AnswerPage.stored(contract, request.user, on=request.today))
    page = AnswerPage.sent(contract, request.POST, request.user, on=request.today)
    if change := request.POST.get("change"):
        return _answer(request, page.after(change))
    if not page.is_valid():
        return _answer(request, page)
    try:
        version = workflow.counter(contract, **page.written(), by=request.user, on=request.today, at=request.now)
    except StepRefused as refusal:
        return _answer(request, page, refusal=refusal)
    messages.success(request, f"Sent to the department as {str(version).lower()}. Nothing is agreed until it answers.")
    return redirect(contract)


def _answer(request: HttpRequest, page: AnswerPage, *, refusal: StepRefused | None = None) -> HttpResponse:
    contract = page.contract
    context = {
        **_on_paper(page),
        "title": "Ask for a change",
        "stands": details.standing.standing(contract, on=request.today),
        "refusal": refusal,
        "crumbs": details.crumbs(contract),
    }
    return render(request, "contracts/counter.html", context)


def _on_paper(page: DraftPage | AnswerPage) -> dict:
    """What both pages show of the form."""
    return {
        "contract": page.contract,
        "form": page.form,
        "sheet": page.sheet,
        "errors": page.errors() if page.form.is_bound else [],
        "comparison": page.comparison,
        "paper": details.paper(page.contract),
        "salary_line": salary_line(page.contract, monthly=_typed_salary(page), on=page.on),
    }


def _typed_salary(page: DraftPage | AnswerPage):
    try:
        return SalaryField().clean(page.form["monthly_salary"].value())
    except ValidationError:
        return None


@require_POST
def salary_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The line under the salary while it is typed. Posted, although it changes nothing: addresses are logged."""
    contract = get_object_or_404(Contract.objects.visible_to(request.user, on=request.today), pk=pk)
    trouble, monthly = "", None
    try:
        monthly = SalaryField().clean(request.POST.get("monthly_salary", ""))
    except ValidationError as wrong:
        trouble = " ".join(wrong.messages)
    line = salary_line(contract, monthly=monthly, on=request.today)
    return render(request, "contracts/_salary_line.html", {"salary_line": line, "trouble": trouble})
