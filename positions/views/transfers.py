"""Pages of transfers: asking for one, and the approval of the directors involved."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.acting import StepRefused, open_steps, procedure
from accounts.models import User
from accounts.refusals import tell_refusal, turned_away
from accounts.templatetags.words import day
from positions import as_of, stood, timeline, transfers
from positions.appointments import vacancy
from positions.forms import PersonSearch
from positions.models import Incumbency, Position, Transfer
from positions.movement_forms import ReasonForm, TransferForm
from positions.movement_validators import approval_findings
from positions.validators import contract_due_on
from positions.views.appointments import MOST_FOUND
from positions.views.history import FORM_METHODS, crumbs_of, seen_position

TONES = {"requested": "waiting", "approved": "done", "declined": "ended", "withdrawn": "ended"}


@require_http_methods(FORM_METHODS)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a person and ask for their transfer to this position. For HR and the director."""
    position = seen_position(request, pk)
    if (away := turned_away(request, transfers.wanted(position), "request", to=position)) is not None:
        return away
    form = TransferForm(request.POST or None, user=request.user, on=request.today)
    if request.method == "POST" and form.is_valid():
        try:
            made = transfers.request(position, **form.cleaned_data, by=request.user, on=request.today)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, "Asked for. The directors involved were told by mail.")
            return redirect(made)
    context = {
        "title": f"Transfer to {position.title}",
        "crumbs": crumbs_of(position),
        "position": position,
        "form": form,
        **_people(request, form),
    }
    return render(request, "positions/ask_transfer.html", context)


def _people(request: HttpRequest, form: TransferForm) -> dict[str, Any]:
    """The search, whom it found, and who was chosen."""
    people = User.objects.filter(is_active=True)
    chosen = form.data.get("person") or request.GET.get("person", "")
    person = people.filter(pk=chosen).first() if str(chosen).isdecimal() else None
    search, found = PersonSearch(request.GET if "who" in request.GET else None), []
    if person is None and search.is_valid():
        who = search.cleaned_data["who"]
        found = list(people.filter(Q(name__icontains=who) | Q(email__icontains=who)).order_by("name")[: MOST_FOUND + 1])
    if person is not None:
        form.initial["person"] = person.pk
    return {
        "person": person,
        "search": search,
        "asked": search.is_bound and search.is_valid(),
        "found": found[:MOST_FOUND],
        "more_found": len(found) > MOST_FOUND,
    }


def _one(request: HttpRequest, pk: int) -> Transfer:
    seen = Transfer.objects.visible_to(request.user, on=request.today)
    related = ("position", "person", "department", "from_department", "leaving__position", "made")
    return get_object_or_404(seen.select_related(*related), pk=pk)


@require_safe
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer: who moves, from where to where, who has approved, and what follows."""
    return _page(request, _one(request, pk))


def _page(request: HttpRequest, transfer: Transfer, *, failed: ReasonForm | None = None) -> HttpResponse:
    on, now = request.today, transfer
    shown = as_of.asked(request, earliest=min(now.requested_on, on), path=now.get_absolute_url())
    transfer = stood.transfer(now, day=shown.day, today=on)
    steps = [] if shown.is_other else transfers.steps_open(request.user, now, on=on)
    verbs = {step.verb for step in steps}
    hindrance = transfers.hindrance(now) if now.state == "requested" and not shown.is_other else None
    is_open = transfer.state == "requested"
    context = {
        "title": str(transfer),
        "crumbs": [
            ("Positions", shown.link(reverse("positions:positions"))),
            ("Transfers", shown.link(reverse("positions:transfers"))),
        ],
        "crumb": "Transfer",
        "as_of": shown,
        "transfer": transfer,
        "words": procedure(transfer).words(transfer.state),
        "tone": TONES[transfer.state],
        "sides": stood.sides(transfers.sides(transfer), shown=shown),
        "due_on": contract_due_on(transfers.arrival(transfer, transfer.leaving)),
        "findings": approval_findings(transfer, on=shown.day) if is_open else [],
        "nothing_found": "Nothing stands against it." if is_open and not hindrance else "",
        "hindrance": hindrance.words if hindrance else "",
        "verbs": verbs - {"approve"} if hindrance else verbs,
        "form": failed or ReasonForm(user=request.user, on=on),
        "lines": stood.lines(timeline.of_transfer(transfer), shown=shown),
        "seen": _seen(request, transfer),
    }
    return render(request, "positions/transfer.html", context)


def _seen(request: HttpRequest, transfer: Transfer) -> set[int]:
    """Which of the two positions this person may open."""
    both = [transfer.position_id, transfer.leaving.position_id]
    seen = Position.objects.visible_to(request.user, on=request.today)
    return set(seen.filter(pk__in=both).values_list("pk", flat=True))


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """A director involved approves."""
    transfer = _one(request, pk)
    try:
        made = transfers.approve(transfer, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        due_on = contract_due_on(made) if made else None
        then = f" A new contract is due by {day(due_on)}." if due_on else ""
        said = f"{transfer.person} moves on {day(transfer.starts_on)}.{then}"
        messages.success(request, f"Approved. {said if made else 'The other director decides next.'}")
    return redirect(transfer)


def _finish(request: HttpRequest, pk: int, act: Callable[..., None], said: str) -> HttpResponse:
    """Decline or withdraw, with the reason; or show the page again with what was typed."""
    transfer = _one(request, pk)
    form = ReasonForm(request.POST, user=request.user, on=request.today)
    verb = act.__name__
    if verb not in {step.verb for step in transfers.steps_open(request.user, transfer, on=request.today)}:
        form.full_clean()
    elif not form.is_valid():
        return _page(request, transfer, failed=form)
    try:
        act(transfer, reason=form.cleaned_data.get("reason", ""), by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        messages.success(request, said)
    return redirect(transfer)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """A director involved says no."""
    return _finish(request, pk, transfers.decline, "Declined. Nobody moves; both departments were told by mail.")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """HR or a director of a department involved takes it back."""
    return _finish(request, pk, transfers.withdraw, "Withdrawn. Nobody moves; it can be asked for again.")


def filling_steps(
    request: HttpRequest, position: Position, *, incumbencies: Iterable[Incumbency], until: date | None = None
) -> list[dict[str, Any]]:
    """For the page of a position in the SES: appoint to it, have somebody act in it, or ask for a transfer to it.

    Who has a last day can be followed from the day after, while the position is in the SES: `until` is its last day.
    """
    user, on = request.user, request.today
    there = [each for each in incumbencies if each.ends_on is None or each.ends_on >= on]
    staying = [each for each in there if each.ends_on is None or (until is not None and each.ends_on >= until)]
    held, acted = any(not each.is_acting for each in staying), any(each.is_acting for each in staying)
    steps = []
    if not (held and acted) and open_steps(user, vacancy(position), on=on):
        url = reverse("positions:appoint", args=[position.pk])
        steps.append({"button": "Appoint somebody acting" if held else "Appoint", "url": url, "main": not held})
    if not held and open_steps(user, transfers.wanted(position), on=on):
        url = reverse("positions:ask_transfer", args=[position.pk])
        steps.append({"button": "Ask for a transfer to it", "url": url})
    return steps
