"""Pages of bringing in: what can be brought in, the file's rows before anything is saved, and taking them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import exports
from accounts.acting import StepRefused, open_steps
from accounts.lists import paged
from accounts.refusals import tell_refusal, turned_away
from positions.exchange import acts
from positions.exchange.rows import DONE, OUTCOMES
from positions.exchange.subjects import SUBJECTS, Subject
from positions.exchange_forms import OutcomeFilter, UploadForm
from positions.exchange_tables import STATES, ImportTable, OutcomeTable
from positions.models import Import
from records import files
from records.sheets import Unreadable

CRUMB = ("Bring in", "positions:exchange")
FIRST = {what: place for place, what in enumerate(OUTCOMES)}


@require_safe
def exchange(request: HttpRequest) -> HttpResponse:
    """What can be brought in, and what was."""
    may = _may(request)
    files_seen = Import.objects.visible_to(request.user, on=request.today)
    rows = files_seen.select_related("document", "department", "uploaded_by")
    context = {
        "title": "Bring in from files",
        "subjects": [(each, each.code in may) for each in SUBJECTS.values() if each.code in may or not may],
        "may": may,
        "table": paged(ImportTable(rows, order_by="-uploaded_on"), request),
    }
    return render(request, "positions/exchange.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, subject: str) -> HttpResponse:
    """Upload a file of one subject."""
    may, about = _may(request), _subject(subject)
    if subject not in may:
        return turned_away(request, Import(subject=subject, state=""), "upload", to="positions:exchange")
    posted = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
    form = UploadForm(**posted, departments=may[subject])
    if form.is_valid():
        who = {"department": form.whose, "by": request.user, "on": request.today}
        try:
            return redirect(acts.upload(subject, form.cleaned_data["file"], **who))
        except Unreadable as trouble:
            form.add_error("file", trouble.words)
        except StepRefused as refusal:
            form.add_error(None, refusal.words)
    context = {"title": f"Bring in {about.unit}", "crumbs": _crumbs(), "subject": about, "form": form}
    return render(request, "positions/bring_in.html", context)


@require_safe
def template(request: HttpRequest, subject: str, kind: str) -> HttpResponse:
    """An empty file with the columns of a subject."""
    _may(request)
    about = _subject(subject)
    if kind not in exports.KINDS:
        raise Http404
    name = f"{about.unit.replace(' ', '-').lower()}-template.{kind}"
    return exports.attachment(acts.template(about, kind), name=name, content_type=exports.KINDS[kind])


@require_safe
def imported(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: every row and what would become of it; or what came of it."""
    brought = _import(request, pk)
    context = {
        "title": brought.document.name,
        "crumbs": _crumbs(),
        "brought": brought,
        "subject": SUBJECTS[brought.subject],
        "standing": STATES[brought.state],
        "counts": [(words, brought.counts[what]) for what, words in DONE.items() if brought.counts],
    }
    return render(request, "positions/import.html", {**context, **_preview(request, brought)})


def _preview(request: HttpRequest, brought: Import) -> dict[str, Any]:
    """What taking the file would do now, with the list of its rows; nothing once it is taken or set aside."""
    if brought.state != "checked":
        return {}
    try:
        now = acts.preview(brought, by=request.user, on=request.today)
    except Unreadable as trouble:
        return {"unreadable": trouble.words}
    form = OutcomeFilter(request.GET)
    what = form.cleaned_data["what"] if form.is_valid() else ""
    rows = sorted((each for each in now.outcomes if what in ("", each.what)), key=lambda each: FIRST[each.what])
    may = {step.verb for step in open_steps(request.user, brought, on=request.today)}
    return {
        "now": now,
        "good": len(now.outcomes) - now.bad,
        "may_take": "take" in may,
        "form": form,
        "clear_url": request.path if what else "",
        "counts": [(words, now.counts[what]) for what, words in OUTCOMES.items()],
        "table": paged(OutcomeTable(rows), request),
    }


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the rows."""
    brought = _import(request, pk)
    terms = {"mark": request.POST.get("mark", ""), "only_good": request.POST.get("rows") == "good"}
    try:
        now = acts.take(brought, **terms, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        left = f" {now.bad} are left out; the page has the list of them." if now.bad else ""
        messages.success(request, f"Taken: {now.counts['add']} added, {now.counts['change']} changed.{left}")
    return redirect(brought)


@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Take nothing of the file."""
    brought = _import(request, pk)
    try:
        acts.set_aside(brought, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return redirect(brought)
    messages.success(request, f"{brought.document.name} is set aside. Nothing of it was taken.")
    return redirect("positions:exchange")


@require_safe
def import_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it came."""
    return files.serve(_import(request, pk).document)


@require_safe
def import_rest(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that cannot be taken, or were left out, as a file to mend."""
    brought = _import(request, pk)
    if brought.rest is not None:
        return files.serve(brought.rest)
    if brought.state != "checked":
        raise Http404
    now = acts.preview(brought, by=request.user, on=request.today)
    return exports.download("to-mend.csv", "csv", *acts.to_mend(now))


def _may(request: HttpRequest) -> dict:
    """What this person may bring in. To who may neither bring in nor see everything these pages do not exist."""
    may = acts.may_bring_in(request.user, on=request.today)
    if not may and not request.user.sees_everything(request.today):
        raise Http404
    return may


def _subject(code: str) -> Subject:
    if code not in SUBJECTS:
        raise Http404
    return SUBJECTS[code]


def _import(request: HttpRequest, pk: int) -> Import:
    rows = Import.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(rows.select_related("document", "rest", "department", "uploaded_by"), pk=pk)


def _crumbs() -> list[tuple[str, str]]:
    return [(CRUMB[0], reverse(CRUMB[1]))]
