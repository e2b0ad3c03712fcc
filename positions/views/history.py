"""What a position is called and described as: other titles, new job descriptions, and corrections of the days."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.acting import open_steps
from accounts.refusals import turned_away
from accounts.templatetags.words import day
from positions import corrections, history, movement_validators, transfers
from positions.correction_fits import leaves_by
from positions.models import Designation, JobDescription, Placement, Position, Transfer
from positions.movement_forms import CorrectPlacementForm, DescribeForm, RenameForm
from positions.views.act_page import act_page
from records import files

FORM_METHODS = ["GET", "HEAD", "POST"]


def seen_position(request: HttpRequest, pk: int) -> Position:
    """The position, for somebody who may see it."""
    seen = Position.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(seen.select_related("department"), pk=pk)


def crumbs_of(position: Position) -> list[tuple[str, str]]:
    """Where the pages below a position stand."""
    return [("Positions", reverse("positions:positions")), (str(position), position.get_absolute_url())]


@require_http_methods(FORM_METHODS)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Record another title or division from a day on."""
    position = seen_position(request, pk)
    if (away := turned_away(request, history.unnamed(position), "rename", to=position)) is not None:
        return away
    form = RenameForm(request.POST or None, named=position, user=request.user, on=request.today)

    def act(typed: dict[str, Any]) -> str:
        row = history.rename(position, **typed, by=request.user, on=request.today)
        return f"Recorded: {row} from {day(row.starts_on)}. What it was called before stays in the history."

    return act_page(
        request,
        form,
        act,
        to=position,
        title="Change title or division",
        button="Record the change",
        crumbs=crumbs_of(position),
        intro="It became different from a day on. If it was recorded wrongly, correct the row in the history instead.",
        facts=[("Title now", position.title), ("Division now", position.division)],
    )


@require_http_methods(FORM_METHODS)
def correct_title(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a title that was recorded wrongly, or its first day."""
    seen = Designation.objects.visible_to(request.user, on=request.today).standing()
    row = get_object_or_404(seen.select_related("position__department"), pk=pk)
    position = row.position
    if (away := turned_away(request, history.unnamed(position), "correct_title", to=position)) is not None:
        return away
    form = RenameForm(request.POST or None, named=row, user=request.user, on=request.today)

    def act(typed: dict[str, Any]) -> str:
        new = corrections.correct_title(row, **typed, by=request.user, on=request.today)
        return f"Corrected: {new} from {day(new.starts_on)}. What was recorded before stays in the history."

    return act_page(
        request,
        form,
        act,
        to=position,
        title="Correct a title",
        button="Correct",
        crumbs=crumbs_of(position),
        intro="It was recorded wrongly. If it became different later, record a change instead.",
        facts=[("Recorded title", row.title), ("Recorded division", row.division), ("From", day(row.starts_on))],
    )


@require_http_methods(FORM_METHODS)
def describe(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a new version of the job description."""
    position = seen_position(request, pk)
    if (away := turned_away(request, history.undescribed(position), "describe", to=position)) is not None:
        return away
    form = DescribeForm(request.POST or None, request.FILES or None, user=request.user, on=request.today)

    def act(typed: dict[str, Any]) -> str:
        document = files.store_upload(typed["document"], purpose="job description", by=request.user)
        history.describe(position, document, dated_on=typed["dated_on"], by=request.user, on=request.today)
        return "Added as the newest version. The old ones are kept."

    return act_page(
        request,
        form,
        act,
        to=position,
        title="Add a job description",
        button="Add this version",
        crumbs=crumbs_of(position),
        intro="A nomination and a review need a current one. A description older than a year is flagged. (CO-NOM-2)",
    )


@require_http_methods(FORM_METHODS)
def correct_placement(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the days in the SES: the first one, and the last one where no act has set it."""
    seen = Placement.objects.visible_to(request.user, on=request.today)
    placement = get_object_or_404(seen.select_related("position__department", "department", "nomination"), pk=pk)
    position, set_by = placement.position, leaves_by(placement)
    if (away := turned_away(request, corrections.uncorrected(position), "correct_placement", to=position)) is not None:
        return away
    has_free_end = bool(placement.ends_on) and not set_by
    about = {"placement": placement, "has_free_end": has_free_end, "user": request.user, "on": request.today}
    form = CorrectPlacementForm(request.POST or None, **about)
    facts = _recorded_days(placement, set_by)

    def act(typed: dict[str, Any]) -> str:
        corrections.correct_placement(placement, **typed, by=request.user, on=request.today)
        until = f"to {day(placement.ends_on)}" if placement.ends_on else "with no end set"
        days = f"in the SES from {day(placement.starts_on)} {until}"
        return f"Corrected: {days}. What was recorded before stays in the history, and DPA/DHR was told by mail."

    return act_page(
        request,
        form,
        act,
        to=position,
        title="Correct the days in the SES",
        button="Correct",
        crumbs=crumbs_of(position),
        intro="They were recorded wrongly. The caps are counted anew for every day that the position would be in the "
        "SES. That it leaves the SES is no correction: begin that on its page.",
        facts=facts,
    )


def _recorded_days(placement: Placement, set_by: str) -> list[tuple[str, str]]:
    """What is recorded of a placement, and what set its last day."""
    approved_on = placement.nomination.decided_on if placement.nomination else None
    last = day(placement.ends_on) or "no end set"
    return [
        ("Recorded first day", day(placement.starts_on)),
        ("Recorded last day", f"{last}, by {set_by}; it stays" if set_by else last),
        ("Approved on", day(approved_on) or "before this program"),
    ]


def movement_of(request: HttpRequest, position: Position, *, placements: list[Placement], day: date) -> dict[str, Any]:
    """For the page of a position that shows `day`: its titles, its newest job description, transfers that wait, and
    what can be done, which is nothing while another day than today is shown."""
    user, on, is_today = request.user, request.today, day == request.today
    about = {"user": user, "on": on}
    rows = Designation.objects.visible_to(**about).filter(position=position).order_by("-starts_on", "-pk")
    newest = (
        JobDescription.objects.visible_to(**about)
        .filter(position=position)
        .select_related("document", "position")
        .order_by("-dated_on", "-pk")
        .first()
    )
    waiting = Transfer.objects.visible_to(**about).filter(transfers.waiting_at(position), requested_on__lte=day)
    acts = [corrections.uncorrected(position), history.unnamed(position), history.undescribed(position)]
    verbs = {step.verb for act in acts for step in open_steps(user, act, on=on)} if is_today else set()
    return {
        "designations": list(rows.select_related("corrected_by")),
        "newest_findings": movement_validators.description_findings(newest, on=on) if newest else [],
        "transfers": list(waiting.select_related("person", "position")),
        "placements": placements,
        "may_correct_placement": "correct_placement" in verbs,
        "may_correct_title": "correct_title" in verbs,
        "may_rename": "rename" in verbs,
        "may_describe": "describe" in verbs,
    }
