"""Pages of positions on their way out of the SES, and of the regular lid."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.acting import StepRefused, open_steps, procedure
from accounts.refusals import tell_refusal, turned_away
from positions import as_of, departments, lids, removals, stood, timeline
from positions.models import OPEN_REMOVALS, Incumbency, Letter, Position, RegularLid, Removal
from positions.removal_forms import (
    ACTS,
    AnswerForm,
    AskForm,
    BeginForm,
    KeepForm,
    LidForm,
    OrderForm,
    SalaryForm,
    TurnForm,
)
from positions.views.turns import attempt, forms_of

TONES = {"kept": "done", "converted": "ended"}


def _one(request: HttpRequest, pk: int) -> Removal:
    seen = Removal.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(seen.select_related("position", "placement", "department", "person"), pk=pk)


def removals_of(request: HttpRequest, position: Position, *, day: date) -> list[tuple[Removal, str]]:
    """The removals of a position that this person may see, each with its state on `day` in words, the newest first."""
    seen = Removal.objects.visible_to(request.user, on=request.today).filter(position=position)
    rows = stood.as_of(seen, begun="opened_on", day=day, today=request.today)
    return [(each, removals.state_words(each, each.state_then, day=day)) for each in rows.order_by("-pk")]


def leaving_steps(
    request: HttpRequest, position: Position, known: list[tuple[Removal, str]], *, standing: str
) -> list[dict[str, Any]]:
    """The button to begin a review, or to withdraw support, where nothing of the kind is under way."""
    if "leaves" in standing or any(each.state in OPEN_REMOVALS for each, _words in known):
        return []
    steps = _beginnings(request, position)
    url = reverse("positions:begin_removal", args=[position.pk])
    return [{"button": step.button, "url": url, "ends": step.verb == "unsupport"} for step in steps[:1]]


def _beginnings(request: HttpRequest, position: Position) -> list[Any]:
    """What this person may begin here: a review, or the withdrawal of support. The law begins others by itself."""
    steps = open_steps(request.user, removals.unopened(position), on=request.today)
    return [step for step in steps if step.verb in ("review", "unsupport")]


@require_http_methods(["GET", "HEAD", "POST"])
def begin_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a review of a position, or withdraw the support of it: by the office that one holds."""
    seen = Position.objects.visible_to(request.user, on=request.today).select_related("department")
    position = get_object_or_404(seen, pk=pk)
    unopened = removals.unopened(position)
    steps = _beginnings(request, position)
    verb = steps[0].verb if steps else "review"
    if (answer := turned_away(request, unopened, verb, to=position)) is not None:
        return answer
    form = BeginForm(request.POST or None, user=request.user, on=request.today)
    if request.method == "POST" and form.is_valid():
        act = removals.review if verb == "review" else removals.withdraw_support
        try:
            removal = act(position, reason=form.cleaned_data["reason"], by=request.user, on=request.today)
        except StepRefused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, "Recorded. DPA/DHR, the State Personnel Director and the department were told.")
            return redirect(removal)
    context = {
        "title": procedure(unopened).step(verb, start="").button,
        "position": position,
        "is_review": verb == "review",
        "form": form,
        "crumbs": [("Positions", reverse("positions:positions")), (position.title, position.get_absolute_url())],
    }
    return render(request, "positions/begin_removal.html", context)


@require_safe
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """One removal: why, what was asked and answered, what was decided, from which day, at which pay."""
    return removal_page(request, pk)


def removal_page(request: HttpRequest, pk: int, *, failed: TurnForm | None = None) -> HttpResponse:
    """The page, maybe with a form that came back."""
    now, on = _one(request, pk), request.today
    shown = as_of.asked(request, earliest=min(now.opened_on, on), path=now.get_absolute_url())
    removal = stood.removal(now, day=shown.day, today=on)
    apart = removals.apart_findings(now, by=request.user, on=on)
    in_order = ACTS if now.question else (AskForm, *(act for act in ACTS if act is not AskForm))
    acts = tuple(act for act in in_order if not (apart and {"keep", "order"} & set(act.verbs) and not _is_own(now)))
    context = {
        "title": _title(removal),
        "crumbs": [
            ("Positions", shown.link(reverse("positions:positions"))),
            (removal.position.title, shown.link(removal.position.get_absolute_url())),
        ],
        "crumb": _title(removal).split(" ", 1)[0],
        "as_of": shown,
        "removal": removal,
        "cause": removals.cause_words(removal),
        "judged": _sees_judgement(request, removal),
        "holders": [] if removal.last_day else _holders(request, removal, day=shown.day),
        "words": removals.state_words(removal, removal.state, day=shown.day),
        "tone": TONES.get(removal.state, "waiting"),
        "forms": [] if shown.is_other else forms_of(request, removal, acts, failed=failed),
        "waits": removal.state == "asked" and request.user.sees_everything(on),
        "letters": stood.letters(Letter.objects.visible_to(request.user, on=on).about(removal), shown=shown),
        "lines": stood.lines(timeline.of_thing(removal, user=request.user, on=on), shown=shown),
        **_pay(removal),
    }
    return render(request, "positions/removal.html", context)


def _title(removal: Removal) -> str:
    """A review is called so until a conversion is ordered; whatever else is on its way out is a removal."""
    is_review = removal.cause == removals.review_cause(removal) and removal.state not in ("ordered", "converted")
    return f"Review of {removal.position}" if is_review else str(removal)


def _holders(request: HttpRequest, removal: Removal, *, day: date) -> list[Incumbency]:
    """Who holds the position on `day`, or acts in it, while nobody has decided."""
    seen = Incumbency.objects.visible_to(request.user, on=request.today).in_force(day)
    return list(seen.filter(position=removal.position_id).select_related("person").order_by("is_acting"))


def _sees_judgement(request: HttpRequest, removal: Removal) -> bool:
    """Whether this person reads what was found of the performance: the department and the state, and nobody else."""
    user, on = request.user, request.today
    return user.sees_everything(on) or removal.department_id in user.departments_seen(on)


def _is_own(removal: Removal) -> bool:
    """Whether it waits for the director, who may support the position again."""
    return removal.state == "unsupported"


def _pay(removal: Removal) -> dict[str, Any]:
    """The lid that the salary outside the SES may not pass."""
    day = removal.first_day_out
    if day is None or removal.person_id is None:
        return {}
    return {"lid": lids.of_day(removal.plan, day), "lid_year": lids.year_of(removal.plan, day)}


def _filled(form: type[TurnForm], request: HttpRequest, removal: Removal) -> TurnForm:
    return form(request.POST, thing=removal, user=request.user, on=request.today)


@require_POST
def ask_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the department."""
    removal = _one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        removals.ask(removal, question=typed["question"], by=request.user, on=request.today)
        return "Asked. The department was told by mail."

    return attempt(request, removal, _filled(AskForm, request, removal), act, page=removal_page)


@require_POST
def answer_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer for the department."""
    removal = _one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        removals.answer(removal, text=typed["text"], by=request.user, on=request.today)
        return "Answered. The State Personnel Director was told by mail."

    return attempt(request, removal, _filled(AnswerForm, request, removal), act, page=removal_page)


@require_POST
def keep_position(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the position in the SES."""
    removal = _one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        removals.keep(removal, reason=typed["reason"], by=request.user, on=request.today)
        return "The position stays in the SES. Everybody it concerns was told."

    return attempt(request, removal, _filled(KeepForm, request, removal), act, page=removal_page)


@require_POST
def order_conversion(request: HttpRequest, pk: int) -> HttpResponse:
    """Order the conversion to the Management plan."""
    removal = _one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        removals.order(removal, **typed, by=request.user, on=request.today)
        return "Ordered. Director, HR, DPA/DHR and whoever holds the position were told by letter."

    return attempt(request, removal, _filled(OrderForm, request, removal), act, page=removal_page)


@require_POST
def set_salary(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the salary in the Management plan."""
    removal = _one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        removals.set_salary(removal, **typed, by=request.user, on=request.today)
        return "The salary is set, and the letter is sent."

    return attempt(request, removal, _filled(SalaryForm, request, removal), act, page=removal_page)


@require_http_methods(["GET", "HEAD", "POST"])
def regular_lids(request: HttpRequest) -> HttpResponse:
    """The regular lid of each fiscal year, with its source; and recording one."""
    may_record = open_steps(request.user, lids.unrecorded(), on=request.today)
    if request.method == "POST" and not may_record:
        return turned_away(request, lids.unrecorded(), "record", to="positions:regular_lids") or redirect("desk")
    form = LidForm(request.POST or None, user=request.user, on=request.today) if may_record else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            lids.record_lid(
                **form.cleaned_data, is_demonstration=settings.DEMONSTRATION, by=request.user, on=request.today
            )
        except StepRefused as refusal:
            tell_refusal(request, refusal)
        else:
            messages.success(request, "Recorded. It holds from now on.")
            return redirect("positions:regular_lids")
    rows = RegularLid.objects.order_by("-fiscal_year", "-pk")
    context = {
        "title": "Regular lids",
        "lids": [(each, departments.year_words(each.fiscal_year)) for each in rows],
        "form": form,
        "crumbs": [("Positions", reverse("positions:positions"))],
    }
    return render(request, "positions/regular_lids.html", context)
