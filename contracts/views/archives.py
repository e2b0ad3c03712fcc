"""The ZIP of a year's forms: asking for it, how far it is, and carrying it away."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.acting import StepRefused
from accounts.refusals import tell_refusal
from contracts import archive as archives_of
from contracts.archive_forms import ArchiveForm
from contracts.models import Archive


@require_http_methods(["GET", "HEAD", "POST"])
def archives(request: HttpRequest) -> HttpResponse:
    """The ZIPs that were made for me, and asking for one."""
    if not archives_of.may_ask(request.user, on=request.today):
        raise Http404
    form = ArchiveForm(request.POST or None, user=request.user, on=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            asked = archives_of.ask(**form.cleaned_data, by=request.user, on=request.today, at=request.now)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
            return redirect("contracts:archives")
        return redirect(asked)
    rows = Archive.objects.visible_to(request.user, on=request.today).order_by("-pk")[:20]
    context = {
        "title": "Forms of a year in one ZIP",
        "form": form,
        "rows": [(each, archives_of.year_words(each), archives_of.standing(each)) for each in rows],
        "days": archives_of.KEPT_FOR.days,
        "crumbs": [("Contracts", reverse("contracts:contracts"))],
    }
    return render(request, "contracts/archives.html", context)


def _found(request: HttpRequest, pk: int) -> Archive:
    return get_object_or_404(Archive.objects.visible_to(request.user, on=request.today), pk=pk)


@require_safe
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """How far a ZIP is; when it is ready, where to get it."""
    found = _found(request, pk)
    context = {
        "title": f"Forms of {archives_of.year_words(found)}",
        "archive": found,
        "standing": archives_of.standing(found),
        "days": archives_of.KEPT_FOR.days,
        "crumbs": [("Contracts", reverse("contracts:contracts")), ("Forms in one ZIP", reverse("contracts:archives"))],
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "contracts/_archive.html" if part else "contracts/archive.html", context)


@require_safe
def archive_file(request: HttpRequest, pk: int) -> FileResponse | HttpResponse:
    """The ZIP, for whom it was made."""
    found = _found(request, pk)
    kept = archives_of.path(found)
    if found.finished_at is None or found.removed_at is not None or not kept.is_file():
        messages.info(request, "This ZIP is not there: it is being made, or its days are over.")
        return redirect(found)
    response = FileResponse(kept.open("rb"), as_attachment=True, filename=archives_of.file_name(found))
    response["Content-Type"] = "application/zip"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
