"""Pages of one appointment: its facts, its end, its corrections; and the layoff that ended it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.acting import StepRefused, open_steps
from accounts.refusals import tell_flags, tell_refusal, turned_away
from accounts.templatetags.words import day
from positions import as_of, corrected_ends, corrections, layoffs, leaving, stood, timeline
from positions import movement_validators as judging
from positions.models import Incumbency, Letter
from positions.movement_forms import CorrectAppointmentForm, EndForm
from positions.validators import appointment_findings, contract_due_on, method_words
from positions.views.act_page import act_page
from positions.views.history import FORM_METHODS, crumbs_of


def _one(request: HttpRequest, pk: int) -> Incumbency:
    seen = Incumbency.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(seen.select_related("position__department", "person", "department"), pk=pk)


def _crumbs(incumbency: Incumbency) -> list[tuple[str, str]]:
    return [*crumbs_of(incumbency.position), (str(incumbency.person), incumbency.get_absolute_url())]


@require_safe
def appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """One appointment: its facts, what the rules say of them, and what was done."""
    incumbency, shown = _one(request, pk), as_of.asked(request)
    context = {
        "title": f"{incumbency.person}, {incumbency.position.title}",
        "crumbs": [(words, shown.link(url)) for words, url in crumbs_of(incumbency.position)],
        "crumb": str(incumbency.person),
        "incumbency": incumbency,
        "as_of": shown,
        "standing": timeline.appointment_words(incumbency, on=shown.day),
        "facts": _facts(request, incumbency),
        **_judged(request, incumbency),
        "lines": stood.lines(timeline.of_appointment(incumbency, user=request.user, on=request.today), shown=shown),
        "steps": [] if shown.is_other else _steps(request, incumbency),
        "reads_rights": _reads_all(request, incumbency),
    }
    return render(request, "positions/appointment.html", context)


def _judged(request: HttpRequest, incumbency: Incumbency) -> dict[str, Any]:
    """What the rules say of the appointment; and of its end, to those who read what it rests on."""
    found = appointment_findings(incumbency)
    if not _reads_all(request, incumbency):
        return {"findings": found, "nothing_found": ""}
    ended = corrected_ends.findings(incumbency, on=request.today)
    return {"findings": [*ended, *found], "nothing_found": "What the law asks to be recorded is recorded."}


def _reads_all(request: HttpRequest, incumbency: Incumbency) -> bool:
    """Whether this person reads what the appointment and its end rest on: the person, director, HR, the state."""
    user, on = request.user, request.today
    inside = incumbency.department_id in user.departments_seen(on)
    return inside or incumbency.person_id == user.pk or user.sees_everything(on)


def _facts(request: HttpRequest, incumbency: Incumbency) -> list[tuple[str, Any]]:
    """Label and value of everything that this person may read of it."""
    due_on = None if incumbency.is_acting else contract_due_on(incumbency)
    facts = [
        ("Position", str(incumbency.position)),
        ("Department", incumbency.department.name),
        ("First day", day(incumbency.starts_on)),
        ("Last day", day(incumbency.ends_on) or "no last day set"),
        ("Acting", "yes" if incumbency.is_acting else "no"),
        ("How the position was filled", method_words(incumbency)),
    ]
    if due_on and due_on >= request.today:
        facts.append(("Contract due by", day(due_on)))
    if incumbency.ended_by:
        facts.insert(4, ("How it ends", judging.way_words(incumbency)))
    if not _reads_all(request, incumbency):
        return facts
    known = {True: "yes", False: "no", None: "not recorded"}
    facts += [
        ("Held the position before it entered the SES", "yes" if incumbency.is_encumbered else "no"),
        ("Basis of merit and fitness", incumbency.merit_basis or "not recorded"),
        ("Certified", known[incumbency.is_certified]),
        ("Previously certified class", incumbency.previously_certified_class or "none recorded"),
    ]
    ended = [
        ("Cause", judging.cause_words(incumbency)),
        ("Meeting before it", day(incumbency.met_on)),
        ("What the end rests on", incumbency.ending_reason),
    ]
    return facts + [(label, value) for label, value in ended if value]


def _steps(request: HttpRequest, incumbency: Incumbency) -> list[dict[str, Any]]:
    """What this person can do: end it, correct it, read the layoff."""
    user, on = request.user, request.today
    steps = []
    if "end" in {step.verb for step in open_steps(user, incumbency, on=on)}:
        url = reverse("positions:end_appointment", args=[incumbency.pk])
        steps.append({"button": "End the appointment", "url": url, "ends": True})
    if incumbency.ended_by == "layoff":
        steps.append({"button": "What the layoff leaves", "url": reverse("positions:layoff", args=[incumbency.pk])})
    if "correct_appointment" in {s.verb for s in open_steps(user, corrections.uncorrected(incumbency.position), on=on)}:
        url = reverse("positions:correct_appointment", args=[incumbency.pk])
        steps.append({"button": "Correct what is recorded", "url": url})
    return steps


@require_http_methods(FORM_METHODS)
def end_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how and when an appointment ends. HR for plain ends, the director for every one."""
    incumbency = _one(request, pk)
    if (away := turned_away(request, incumbency, "end")) is not None:
        return away
    open_now = {step.verb for step in open_steps(request.user, incumbency, on=request.today)}
    form = EndForm(
        request.POST or None,
        incumbency=incumbency,
        decides="discipline" in open_now,
        user=request.user,
        on=request.today,
    )

    def act(typed: dict[str, Any]) -> str:
        leaving.end(incumbency, **typed, by=request.user, on=request.today)
        tell_flags(request, corrected_ends.findings(incumbency, on=request.today))
        said = f"Recorded. The last day is {day(incumbency.ends_on)}; the position keeps its place in the SES."
        next_step = " “What the layoff leaves” has the letter that is to be sent." if typed["way"] == "layoff" else ""
        return f"{said}{next_step}"

    return act_page(
        request,
        form,
        act,
        to=incumbency,
        title=f"End the appointment of {incumbency.person}",
        button="Record the end",
        crumbs=_crumbs(incumbency),
        intro="The position keeps its place in the SES and is vacant from the day after. Separation after notice of "
        "unsatisfactory performance is recorded with the notice, never here. (CO-REM-3)",
        facts=_facts(request, incumbency),
        ends=True,
    )


@require_http_methods(FORM_METHODS)
def correct_appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct days or facts of an appointment that were recorded wrongly."""
    incumbency = _one(request, pk)
    thing = corrections.uncorrected(incumbency.position)
    if (away := turned_away(request, thing, "correct_appointment", to=incumbency)) is not None:
        return away
    is_own = corrections.is_reversed(incumbency) or corrected_ends.may_correct(
        incumbency, thing, by=request.user, on=request.today
    )
    about = {"incumbency": incumbency, "may_correct_end": is_own, "user": request.user, "on": request.today}
    form = CorrectAppointmentForm(request.POST or None, **about)
    decided = "" if is_own else " The last day was decided by the director, who alone corrects it. (CO-APT-5)"

    def act(typed: dict[str, Any]) -> str:
        corrections.correct_appointment(incumbency, **typed, by=request.user, on=request.today)
        tell_flags(request, corrected_ends.findings(incumbency, on=request.today) if "ends_on" in typed else [])
        return "Corrected. What was recorded before stays in the history."

    return act_page(
        request,
        form,
        act,
        to=incumbency,
        title="Correct the appointment",
        button="Correct",
        crumbs=_crumbs(incumbency),
        intro=f"What was recorded wrongly of {incumbency.person} in {incumbency.position}. If it became different, end "
        f"the appointment or appoint anew instead.{decided}",
        facts=_facts(request, incumbency),
    )


def _layoff(request: HttpRequest, pk: int) -> tuple[Incumbency, layoffs.Layoff | None]:
    """The appointment and the layoff that ended it, for those who read what its end rests on."""
    incumbency = _one(request, pk)
    if not _reads_all(request, incumbency):
        return incumbency, None
    return incumbency, layoffs.layoff(incumbency, day=as_of.asked(request).day)


@require_safe
def layoff(request: HttpRequest, pk: int) -> HttpResponse:
    """What a layoff leaves: no right to stay, maybe a privilege, and the vacant positions it reaches."""
    incumbency, stands = _layoff(request, pk)
    if stands is None:
        messages.error(request, "There is no layoff here that you may read. (CO-LAY-2)")
        return redirect(incumbency)
    unsent = layoffs.unsent_letter(incumbency)
    context = {
        "title": f"Layoff of {incumbency.person}",
        "crumbs": _crumbs(incumbency),
        "crumb": "Layoff",
        "incumbency": incumbency,
        "layoff": stands,
        "as_of": as_of.asked(request),
        "letters": Letter.objects.visible_to(request.user, on=request.today).about(incumbency),
        "may_send": bool(open_steps(request.user, unsent, on=request.today)),
        "hindrance": layoffs.hindrance(stands, on=request.today),
    }
    return render(request, "positions/layoff.html", context)


@require_POST
def layoff_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Print and send the letter on the privilege of reinstatement."""
    incumbency = _one(request, pk)
    try:
        layoffs.send_letter(incumbency, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, f"The letter is printed and kept, and {incumbency.person} was told by mail.")
    if _reads_all(request, incumbency) and incumbency.ended_by == "layoff":
        return redirect("positions:layoff", incumbency.pk)
    return redirect(incumbency)
