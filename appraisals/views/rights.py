"""The rights of one executive, and the appeals that exist."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import StepRefused, open_steps, procedure
from accounts.refusals import tell_refusal, turned_away
from appraisals import board, notices
from appraisals import rights as worked_out
from appraisals.models import BoardAppeal, Notice
from appraisals.notice_forms import AppealForm, OutcomeForm
from positions import timeline
from positions.models import Incumbency


@require_safe
def rights(request: HttpRequest, pk: int) -> HttpResponse:
    """What this executive has and has not, each with its source; and appeals to the State Personnel Board."""
    return rights_page(request, _one(request, pk))


def _one(request: HttpRequest, pk: int) -> Incumbency:
    """The appointment, for its holder, the director and HR of the department, and the statewide offices."""
    user, on = request.user, request.today
    seen = Incumbency.objects.visible_to(user, on=on)
    if not user.sees_everything(on):
        seen = seen.filter(Q(person=user) | Q(department__in=user.departments_seen(on)))
    return get_object_or_404(seen.select_related("position", "person", "department"), pk=pk)


def rights_page(request: HttpRequest, held: Incumbency, *, failed: AppealForm | None = None) -> HttpResponse:
    """The page, maybe with a form that came back."""
    user, on = request.user, request.today
    appeals = list(BoardAppeal.objects.visible_to(user, on=on).filter(incumbency=held).order_by("-pk"))
    may_file = bool(open_steps(user, board.unfiled(held), on=on))
    context = {
        "title": f"Rights of {held.person}",
        "crumbs": [
            ("Positions", reverse("positions:positions")),
            (held.position.title, held.position.get_absolute_url()),
        ],
        "crumb": "Rights",
        "held": held,
        "rights": worked_out.rights_of(held, on=on),
        "notices": Notice.objects.visible_to(user, on=on).filter(incumbency=held).order_by("-pk"),
        "may_give_notice": bool(open_steps(user, notices.unwritten(held, on=on), on=on)) and user != held.person,
        "appeals": [_shown(request, each) for each in appeals],
        "appeal_form": (failed or AppealForm(plan=held.plan, user=user, on=on)) if may_file else None,
    }
    return render(request, "appraisals/rights.html", context)


def _shown(request: HttpRequest, each: BoardAppeal) -> dict:
    """One appeal, with the form for its outcome where this person may record it."""
    may = open_steps(request.user, each, on=request.today) and request.user.pk != each.employee_id
    form = OutcomeForm(user=request.user, on=request.today, auto_id=f"outcome_{each.pk}_%s") if may else None
    lines = timeline.of_thing(each, user=request.user, on=request.today)
    return {"appeal": each, "words": procedure(each).words(each.state), "form": form, "lines": lines}


@require_POST
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Record an appeal."""
    held = _one(request, pk)
    back = reverse("appraisals:rights", args=[held.pk])
    if (answer := turned_away(request, board.unfiled(held), "file", to=back)) is not None:
        return answer
    form = AppealForm(request.POST, plan=held.plan, user=request.user, on=request.today)
    if not form.is_valid():
        return rights_page(request, held, failed=form)
    try:
        board.record(held, **form.cleaned_data, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
        return rights_page(request, held, failed=form)
    messages.success(request, "The appeal is recorded.")
    return redirect(back)


@require_POST
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what became of an appeal."""
    seen = BoardAppeal.objects.visible_to(request.user, on=request.today)
    found = get_object_or_404(seen.select_related("incumbency", "employee"), pk=pk)
    if (answer := turned_away(request, found, "uphold")) is not None:
        return answer
    form = OutcomeForm(request.POST, user=request.user, on=request.today)
    if form.is_valid():
        try:
            board.conclude(found, **form.cleaned_data, by=request.user, on=request.today)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, "The outcome is recorded. It undoes nothing by itself.")
    else:
        messages.error(request, "Choose the outcome, write what was decided, and enter its day. (CO-REM-6)")
    return redirect(found)
