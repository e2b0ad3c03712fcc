"""Writing a contract: the department's draft, what the employee asks for instead, and the line under the salary."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts import kept
from accounts.acting import StepRefused
from accounts.refusals import turned_away
from accounts.templatetags.words import moment
from contracts import details, drafts, merging, presence, workflow, writing_pages
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
        return _opened(request, contract)
    change = request.POST.get("change", "")
    page = DraftPage.sent(contract, merging.taking(contract, request.POST, change), request.user, on=request.today)
    if change == "discard":
        kept.drop(request)
        return redirect("contracts:edit", pk)
    if merging.TAKE.fullmatch(change):
        return page_of(request, page.beside_what_stands() if page.is_valid() else page)
    if change:
        return page_of(request, page.after(change))
    return _saved(request, page)


def _opened(request: HttpRequest, contract: Contract) -> HttpResponse:
    """The page as it is saved; or with what this person sent after being signed out, beside what stands."""
    left = kept.kept(request)
    if left is None:
        return page_of(request, DraftPage.stored(contract, request.user, on=request.today))
    page = DraftPage.sent(contract, left.boxes, request.user, on=request.today)
    return page_of(request, page.beside_what_stands() if page.is_valid() else page, was_kept=True)


def _saved(request: HttpRequest, page: DraftPage) -> HttpResponse:
    """Save what was sent, or say on the page why not; without a new page when the script asks."""
    quietly = request.POST.get("then") == "go on"
    trouble, refusal = "", None
    if not page.is_valid():
        trouble = "Not saved yet: " + "; ".join(f"{each.label}: {each.words}" for each in page.errors())
    elif not (quietly and page.is_saved()):
        try:
            workflow.edit(page.contract, **page.written(), by=request.user, on=request.today)
        except StepRefused as refused:
            trouble, refusal = f"Not saved: {refused.words}", refused
    if quietly:
        return writing_pages.told(request, page, trouble=trouble)
    if trouble:
        return page_of(request, page.beside_what_stands() if refusal else page, refusal=refusal)
    kept.drop(request)
    messages.success(request, f"Saved {moment(request.now)}")
    if (then := request.POST.get("then")) not in ("close", "next"):
        return redirect("contracts:edit", page.contract.pk)
    presence.leave(page.contract, request.user)
    return redirect(writing_pages.after(request, page.contract, then))


def page_of(
    request: HttpRequest, page: DraftPage, *, refusal: StepRefused | None = None, was_kept: bool = False
) -> HttpResponse:
    """The page on which a draft is written, with what is on it."""
    context = {
        **_on_paper(page),
        **writing_pages.beside(request, page),
        "title": details.title(page.contract),
        "stands": details.standing.standing(page.contract, on=request.today),
        "refusal": refusal,
        "was_kept": was_kept,
        "crumbs": details.crumbs(page.contract),
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
        left = kept.kept(request)
        if left is not None:
            page = AnswerPage.sent(contract, left.boxes, request.user, on=request.today)
            return _answer(request, page, was_kept=True)
        return _answer(request, AnswerPage.stored(contract, request.user, on=request.today))
    page = AnswerPage.sent(contract, request.POST, request.user, on=request.today)
    if request.POST.get("change") == "discard":
        kept.drop(request)
        return redirect("contracts:counter", pk)
    if change := request.POST.get("change"):
        return _answer(request, page.after(change))
    if not page.is_valid():
        return _answer(request, page)
    try:
        version = workflow.counter(contract, **page.written(), by=request.user, on=request.today, at=request.now)
    except StepRefused as refusal:
        return _answer(request, page, refusal=refusal)
    kept.drop(request)
    messages.success(request, f"Sent to the department as {str(version).lower()}. Nothing is agreed until it answers.")
    return redirect(contract)


def _answer(
    request: HttpRequest, page: AnswerPage, *, refusal: StepRefused | None = None, was_kept: bool = False
) -> HttpResponse:
    context = {
        **_on_paper(page),
        "writer": kept.writer_mark(request.user),
        "title": "Ask for a change",
        "stands": details.standing.standing(page.contract, on=request.today),
        "refusal": refusal,
        "was_kept": was_kept,
        "crumbs": details.crumbs(page.contract),
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
        "differing": page.differing,
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
