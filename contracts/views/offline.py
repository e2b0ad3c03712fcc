"""A form that was filled in away from this program: chosen, read, shown beside the draft, taken part by part."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.acting import StepRefused
from accounts.refusals import tell_refusal, turned_away
from contracts import details, offline, workflow
from contracts.drafts import DraftPage
from contracts.models import Contract
from contracts.views import writing
from records import files, filled_forms


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the file; what was read from it stands beside what the draft has. Nothing is saved here."""
    contract = _draft(request, pk)
    if (answer := turned_away(request, contract, "edit")) is not None:
        return answer
    form = offline.UploadForm(request.POST or None, request.FILES or None)
    reading = None
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            files.check_pdf(chosen, otherwise="Choose a PDF: the blank form, filled in with a PDF reader and saved.")
            reading = offline.compare(contract, filled_forms.read(chosen.read()))
        except (ValidationError, filled_forms.CannotRead) as trouble:
            form.add_error("file", trouble if isinstance(trouble, ValidationError) else str(trouble))
    context = {
        "title": "Read a filled-in form",
        "contract": contract,
        "form": form,
        "reading": reading,
        "crumbs": details.crumbs(contract),
    }
    return render(request, "contracts/upload.html", context)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Save into the draft what was ticked, judged as if it had been typed."""
    contract = _draft(request, pk)
    if (answer := turned_away(request, contract, "edit")) is not None:
        return answer
    ticked = [code for code in request.POST.getlist("take") if code in offline.known_codes(contract)]
    if not ticked:
        messages.info(request, "Nothing was ticked, so nothing was taken. The draft is as it was.")
        return redirect("contracts:edit", pk)
    values = {code: request.POST.get(f"read {code}", "") for code in ticked}
    boxes = offline.taken(contract, values, revision=request.POST.get("revision", ""))
    page = DraftPage.sent(contract, boxes, request.user, on=request.today)
    if not page.is_valid():
        return writing.page_of(request, page)
    try:
        workflow.edit(contract, **page.written(), by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return writing.page_of(request, page.beside_what_stands())
    messages.success(request, f"Taken from the form and saved: {len(ticked)} of its boxes. Read them again here.")
    return redirect("contracts:edit", pk)


def _draft(request: HttpRequest, pk: int) -> Contract:
    rows = Contract.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(rows.with_everything(), pk=pk)
