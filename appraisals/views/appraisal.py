"""The page of one appraisal, and the short acts on it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import StepRefused
from accounts.refusals import tell_refusal, turned_away
from appraisals import details, offers, releasing, withdrawing, workflow
from appraisals.forms import (
    AttachForm,
    CommentForm,
    MeetingForm,
    OfferForm,
    RaterForm,
    ReleaseForm,
    ReturnForm,
    WithdrawForm,
)
from appraisals.models import Appraisal


@require_safe
def appraisal(request: HttpRequest, pk: int) -> HttpResponse:
    """One appraisal: where it stands, what the executive sees, and every line of it."""
    return page_of(request, pk)


def page_of(request: HttpRequest, pk: int, **forms: Any) -> HttpResponse:
    """The page of an appraisal as it stands now; `forms` are those that come back with what was typed."""
    found = seen(request, pk)
    who = {"user": request.user, "on": request.today}
    context = {
        **details.details(found, request.user, on=request.today),
        "crumbs": [("Appraisals", reverse("appraisals:appraisals"))],
        "meeting_form": MeetingForm(
            initial={"met_on": found.met_on, "notes": found.meeting_notes}, auto_id="meet_%s", **who
        ),
        "release_form": ReleaseForm(initial={"revision": found.revision}, auto_id="release_%s", **who),
        "comment_form": CommentForm(initial=said_before(found), auto_id="comment_%s", **who),
        "offer_form": OfferForm(auto_id="offer_%s", **who),
        "withdraw_form": WithdrawForm(auto_id="withdraw_%s", **who),
        "return_form": ReturnForm(auto_id="return_%s", **who),
        "attach_form": AttachForm(auto_id="attach_%s", **who),
        "rater_form": RaterForm(appraisal=found, auto_id="rater_%s", **who),
        **forms,
    }
    return render(request, "appraisals/appraisal.html", context)


def said_before(found: Appraisal) -> dict[str, str]:
    """The comments as they stand, to be written anew; once recorded as not signed, what is written is added."""
    return {} if found.is_unsigned else {"text": found.comment}


def seen(request: HttpRequest, pk: int) -> Appraisal:
    """The appraisal, if this person may see it."""
    rows = Appraisal.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(rows.with_standing(), pk=pk)


def acted(request: HttpRequest, pk: int, verb: str, form: Any, name: str, act: Callable[..., Any], said: str) -> Any:
    """A short act with a form on the page of the appraisal: done, or back to the page with what was typed."""
    found = seen(request, pk)
    if (answer := turned_away(request, found, verb)) is not None:
        return answer
    if not form.is_valid():
        return page_of(request, pk, **{name: form})
    try:
        act(found, **form.cleaned_data, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return page_of(request, pk, **{name: form})
    except ValidationError as trouble:
        form.add_error("upload", trouble)
        return page_of(request, pk, **{name: form})
    messages.success(request, said)
    return redirect(found)


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The rater begins without waiting for the account."""
    found = seen(request, pk)
    try:
        workflow.begin_rating(found, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return redirect(found)
    messages.success(request, "You can rate now. The executive can still add to the account until you release.")
    return redirect("appraisals:rate", pk)


@require_POST
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The executive hands the account in."""
    found = seen(request, pk)
    try:
        workflow.hand_in(found, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, f"Handed in. {found.rater} rates now. You can add to it until the release.")
    return redirect(found)


@require_POST
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the meeting on the rating."""
    form = MeetingForm(request.POST, user=request.user, on=request.today, auto_id="meet_%s")
    return acted(request, pk, "meet", form, "meeting_form", _at(request, releasing.record_meeting), "Recorded.")


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the executive the rating."""
    form = ReleaseForm(request.POST, user=request.user, on=request.today, auto_id="release_%s")
    said = "Released. The executive sees every rating and note now, and has been told."
    return acted(request, pk, "release", form, "release_form", _at(request, releasing.release), said)


@require_POST
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The executive's comments."""
    form = CommentForm(request.POST, user=request.user, on=request.today, auto_id="comment_%s")
    said = "Your comments are part of the evaluation now. Read it as it is printed, then sign."
    if seen(request, pk).is_unsigned:
        said = "Your comments are kept beside the evaluation, which stays as it was offered, and printed with it."
    return acted(request, pk, "comment", form, "comment_form", _at(request, releasing.comment), said)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the released rating back."""
    form = ReturnForm(request.POST, user=request.user, on=request.today, auto_id="return_%s")
    return acted(request, pk, "return", form, "return_form", releasing.take_back, "Taken back. It can be rated again.")


@require_POST
def record_unsigned(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that the executive was offered the evaluation and did not sign it."""
    form = OfferForm(request.POST, request.FILES, user=request.user, on=request.today, auto_id="offer_%s")
    said = "Recorded, and the executive told. It waits for the next signature; the executive can still sign."
    return acted(request, pk, "attest", form, "offer_form", _at(request, offers.record_unsigned), said)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an appraisal that was opened by mistake."""
    form = WithdrawForm(request.POST, user=request.user, on=request.today, auto_id="withdraw_%s")
    said = "Withdrawn. Another appraisal of this contract can be opened."
    return acted(request, pk, "withdraw", form, "withdraw_form", withdrawing.withdraw, said)


@require_POST
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file to the evaluation."""
    form = AttachForm(request.POST, request.FILES, user=request.user, on=request.today, auto_id="attach_%s")
    return acted(request, pk, "attach", form, "attach_form", workflow.attach, "Attached.")


@require_POST
def name_rater(request: HttpRequest, pk: int) -> HttpResponse:
    """Name who rates after the rater left office."""
    who = {"user": request.user, "on": request.today}
    form = RaterForm(request.POST, appraisal=seen(request, pk), auto_id="rater_%s", **who)
    said = "Named, and told."
    return acted(request, pk, "name rater", form, "rater_form", workflow.name_rater, said)


def _at(request: HttpRequest, act: Callable[..., Any]) -> Callable[..., Any]:
    """An act that also takes the moment."""
    return lambda appraisal, **told: act(appraisal, at=request.now, **told)
