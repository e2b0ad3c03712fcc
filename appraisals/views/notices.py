"""Pages of notices of unsatisfactory performance."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.acting import StepRefused, procedure
from accounts.lists import paged
from accounts.refusals import tell_refusal, turned_away
from appraisals import grounds
from appraisals import notice_forms as forms
from appraisals import notice_validators as validators
from appraisals import notices as acts
from appraisals.models import Notice
from appraisals.notice_table import NoticeTable
from appraisals.views import separating
from positions import timeline
from positions.models import Incumbency, Letter
from positions.removal_forms import TurnForm
from positions.views.turns import attempt, forms_of
from records import files
from records.models import Document

CRUMBS = ("Notices", "appraisals:notices")
TONES = {"separated": "ended", "reversed": "done", "rescinded": "done", "withdrawn": "ended"}
NONE_FOUND = (
    "No notice of unsatisfactory performance that you may see. One is begun on the rights page of an executive."
)


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Every notice that this person may see, the newest first."""
    rows = Notice.objects.visible_to(request.user, on=request.today)
    rows = rows.select_related("employee", "position", "department").order_by("-fiscal_year", "-pk")
    table = paged(NoticeTable(rows, empty_text=NONE_FOUND), request)
    return render(
        request, "appraisals/notices.html", {"title": "Notices of unsatisfactory performance", "table": table}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, incumbency: int) -> HttpResponse:
    """Begin a draft: from the final appraisal of the year, where there is one."""
    seen = Incumbency.objects.visible_to(request.user, on=request.today)
    held = get_object_or_404(seen.select_related("position", "person", "department"), pk=incumbency)
    unwritten = acts.unwritten(held, on=request.today)
    back = reverse("appraisals:rights", args=[held.pk])
    if (answer := turned_away(request, unwritten, "start", to=back)) is not None:
        return answer
    rests_on = grounds.found(held, request.user, on=request.today)
    if request.method == "POST":
        about = {"grounds": rests_on.words, "appraisal": rests_on.appraisal}
        try:
            begun = acts.start(held, **about, by=request.user, on=request.today)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
            return redirect(back)
        return redirect(begun)
    context = {
        "title": f"Draft a notice to {held.person}",
        "held": held,
        "rests_on": rests_on,
        "findings": validators.notice_findings(unwritten, on=request.today)[1:],
        "crumbs": [(CRUMBS[0], reverse(CRUMBS[1]))],
    }
    return render(request, "appraisals/start_notice.html", context)


def _one(request: HttpRequest, pk: int) -> Notice:
    seen = Notice.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(
        seen.select_related(
            "position", "department", "employee", "incumbency__position", "incumbency__person", "letter"
        ),
        pk=pk,
    )


@require_safe
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice: what it says, how it was delivered, what follows, and what can be done now."""
    return notice_page(request, pk)


def notice_page(request: HttpRequest, pk: int, *, failed: TurnForm | None = None) -> HttpResponse:
    """The page, maybe with a form that came back."""
    found, on = _one(request, pk), request.today
    turns = forms_of(request, found, forms.ACTS, failed=failed)
    for form in turns:
        if form is not failed:
            form.initial = {"revision": found.revision, "grounds": found.grounds}
    context = {
        "title": str(found),
        "crumbs": [(CRUMBS[0], reverse(CRUMBS[1]))],
        "crumb": found.employee.name,
        "notice": found,
        "words": procedure(found).words(found.state),
        "tone": TONES.get(found.state, "waiting"),
        "standing": validators.standing(found).value,
        "separation_on": validators.separation_day(found),
        "findings": validators.notice_findings(found, on=on),
        **separating.context(request, found),
        "forms": [form for form in turns if _fits(form, found)],
        "letters": Letter.objects.visible_to(request.user, on=on).about(found),
        "lines": timeline.of_thing(found, user=request.user, on=on),
    }
    return render(request, "appraisals/notice.html", context)


def _fits(form: TurnForm, found: Notice) -> bool:
    """Whether there is anything to settle: only a notice of May 1 is anybody's to settle."""
    return not isinstance(form, forms.SettleForm) or validators.is_disputed(found)


def _attempt(request: HttpRequest, pk: int, form: type[TurnForm], act: Any, said: str, /, **more: Any) -> HttpResponse:
    found = _one(request, pk)
    filled = form(request.POST, request.FILES, thing=found, user=request.user, on=request.today, **more)

    def do(typed: dict[str, Any]) -> str:
        act(found, typed)
        return said

    return attempt(request, found, filled, do, page=notice_page)


@require_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the draft."""

    def act(found: Notice, typed: dict[str, Any]) -> None:
        acts.edit(found, **typed, by=request.user, on=request.today)

    return _attempt(request, pk, forms.EditForm, act, "Saved. Nobody outside the department sees it.")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up the draft."""

    def act(found: Notice, typed: dict[str, Any]) -> None:
        acts.withdraw(found, **typed, by=request.user, on=request.today)

    return _attempt(request, pk, forms.WithdrawForm, act, "The draft is withdrawn.")


@sensitive_post_parameters("password", "code")
@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """The director signs, with the password given again."""

    def act(found: Notice, typed: dict[str, Any]) -> None:
        acts.sign(found, revision=typed["revision"], by=request.user, on=request.today, at=request.now)

    said = "Signed. It counts from its delivery: the executive acknowledges it on screen, or you attest the delivery."
    return _attempt(request, pk, forms.SignNoticeForm, act, said, request=request)


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """The executive has received it."""

    def act(found: Notice, typed: dict[str, Any]) -> None:
        acts.acknowledge(found, by=request.user, on=request.today)

    said = "Recorded that you received it today. That says nothing about whether you agree."
    return _attempt(request, pk, forms.AcknowledgeNoticeForm, act, said)


@require_POST
def attest(request: HttpRequest, pk: int) -> HttpResponse:
    """Attest the delivery by hand or by mail."""

    @transaction.atomic  # with a refused act, no file is kept
    def act(found: Notice, typed: dict[str, Any]) -> None:
        acts.attest(
            found,
            how=typed["how"],
            delivered_on=typed["delivered_on"],
            scan=_kept(request, typed["upload"]),
            by=request.user,
            on=request.today,
        )

    return _attempt(request, pk, forms.AttestForm, act, "The delivery is recorded with its proof.")


def _kept(request: HttpRequest, upload: Any) -> Document:
    """The scan, looked at and kept. A wrong file is told in a sentence."""
    try:
        files.check_pdf(upload, otherwise="The proof of delivery is a PDF. Scan it as one and choose it again.")
        return files.store_upload(upload, purpose="proof of delivery", by=request.user)
    except ValidationError as trouble:
        raise StepRefused(f"{' '.join(trouble.messages)} (CO-REM-3)") from trouble


@require_safe
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The scan that proves the delivery, as it was kept."""
    found = _one(request, pk)
    if found.scan is None:
        raise Http404
    return files.serve(found.scan)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """DPA/DHR settles a notice of May 1."""

    def act(found: Notice, typed: dict[str, Any]) -> None:
        acts.settle(found, **typed, by=request.user, on=request.today)

    return _attempt(request, pk, forms.SettleForm, act, "Settled. The department was told.")


@require_POST
def rescind(request: HttpRequest, pk: int) -> HttpResponse:
    """The director takes it back."""

    def act(found: Notice, typed: dict[str, Any]) -> None:
        acts.rescind(found, **typed, by=request.user, on=request.today, at=request.now)

    return _attempt(request, pk, forms.RescindForm, act, "Taken back. The executive was told by letter.")
