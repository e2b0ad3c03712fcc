"""The rights of one executive, and the appeals that exist."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import StepRefused, open_steps, procedure
from accounts.refusals import tell_refusal, turned_away
from appraisals import board, notices
from appraisals import notice_validators as validators
from appraisals import rights as worked_out
from appraisals.models import BoardAppeal, Notice
from appraisals.notice_forms import AppealForm, OutcomeForm
from positions import corrections, timeline
from positions.models import Incumbency

GIVEN_UP = ("withdrawn", "rescinded")


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
    rows = BoardAppeal.objects.visible_to(user, on=on).filter(incumbency=held).select_related("incumbency__position")
    appeals = list(rows.order_by("-pk"))
    given = list(Notice.objects.visible_to(user, on=on).filter(incumbency=held).order_by("-pk"))
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
        "notices": given,
        "may_give_notice": _may_give_notice(request, held, given),
        "appeals": [_shown(request, each, given=validators.given_on(held)) for each in appeals],
        "how_to_appeal": validators.how_to_appeal(held.plan),
        "appeal_by": _appeal_by(held) if not appeals else None,
        "appeal_form": (failed or AppealForm(plan=held.plan, user=user, on=on)) if may_file else None,
    }
    return render(request, "appraisals/rights.html", context)


def _may_give_notice(request: HttpRequest, held: Incumbency, given: list[Notice]) -> bool:
    """Whether a notice can be drafted: to who holds the position now and goes on, and has none of this year."""
    user, on = request.user, request.today
    unwritten = notices.unwritten(held, on=on)
    goes_on = held.starts_on <= on and held.ends_on is None and not held.is_acting and user != held.person
    has_one = any(each.fiscal_year == unwritten.fiscal_year and each.state not in GIVEN_UP for each in given)
    return goes_on and not has_one and bool(open_steps(user, unwritten, on=on))


def _appeal_by(held: Incumbency) -> date | None:
    """The last day for an appeal of the separation that ended this appointment; None without one."""
    if held.ended_by != "separation" or held.ends_on is None:
        return None
    return validators.appeal_last_day(held.plan, held.ends_on, given=validators.given_on(held))


def _shown(request: HttpRequest, each: BoardAppeal, *, given: date | None) -> dict:
    """One appeal: whether it was in time, with the form for its outcome where this person may record it."""
    may = open_steps(request.user, each, on=request.today) and request.user.pk != each.employee_id
    form = OutcomeForm(user=request.user, on=request.today, auto_id=f"outcome_{each.pk}_%s") if may else None
    lines = timeline.of_thing(each, user=request.user, on=request.today)
    return {
        "appeal": each,
        "words": procedure(each).words(each.state),
        "findings": validators.in_time_findings(each, given=given),
        "last_day": validators.appeal_last_day(each.plan, each.action_on, given=given),
        "form": form,
        "may_reopen": _may_reopen(request, each),
        "lines": lines,
    }


def _may_reopen(request: HttpRequest, each: BoardAppeal) -> bool:
    """Whether this person can reopen the appointment that the Board's reversal restores."""
    if each.state != "reversed" or each.incumbency.ends_on is None or request.user.pk == each.employee_id:
        return False
    about = corrections.uncorrected(each.incumbency.position)
    return "correct_appointment" in {step.verb for step in open_steps(request.user, about, on=request.today)}


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


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Reopen the appointment after the Board reversed what ended it."""
    seen = BoardAppeal.objects.visible_to(request.user, on=request.today)
    found = get_object_or_404(seen.select_related("incumbency__position__department", "employee"), pk=pk)
    thing = corrections.uncorrected(found.incumbency.position)
    if (answer := turned_away(request, thing, "correct_appointment", to=found)) is not None:
        return answer
    try:
        board.reopen(found, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, "Reopened: the appointment has no last day. What was recorded stays in the history.")
    return redirect(found)
