"""The separation that a notice leads to: what it does, read before it is recorded; its appeal."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.acting import open_steps, procedure
from accounts.refusals import turned_away
from accounts.templatetags.words import day
from appraisals import notice_validators as validators
from appraisals import notices as acts
from appraisals.models import BoardAppeal, Notice
from appraisals.notice_forms import SeparateForm
from positions.views.act_page import act_page


def context(request: HttpRequest, found: Notice) -> dict[str, Any]:
    """What the page of a notice says of the separation and of its appeal."""
    return {
        "steps": _steps(request, found),
        "appeals": _appeals(request, found),
        "appeal_by": _appeal_by(found),
        "how_to_appeal": validators.how_to_appeal(found.plan),
    }


def _steps(request: HttpRequest, found: Notice) -> list[dict[str, Any]]:
    """The separation, where nothing forbids it: what it does is read on a page of its own first."""
    last_day = validators.separation_day(found)
    may = {step.verb for step in open_steps(request.user, found, on=request.today)}
    if "separate" not in may or request.user.pk == found.employee_id:
        return []
    if any(each.stops for each in validators.separation_findings(found, last_day=last_day, on=request.today)):
        return []
    url = reverse("appraisals:separate", args=[found.pk])
    return [{"button": f"Separate on {day(last_day)}", "url": url, "ends": True}]


def _appeals(request: HttpRequest, found: Notice) -> list[dict[str, Any]]:
    """The appeals of the separation that it led to, each with its state and whether it was in time."""
    if found.state not in ("separated", "reversed"):
        return []
    rows = BoardAppeal.objects.visible_to(request.user, on=request.today)
    rows = rows.filter(incumbency=found.incumbency_id, against="separation").order_by("pk")
    given = validators.given_on(found.incumbency)
    return [
        {
            "appeal": each,
            "words": procedure(each).words(each.state),
            "is_in_time": not validators.in_time_findings(each, given=given),
        }
        for each in rows
    ]


def _appeal_by(found: Notice) -> date | None:
    """The last day for an appeal of the separation on June 30, from the signature on; None once it brings none."""
    if found.state not in ("signed", "delivered", "separated"):
        return None
    given = validators.given_on(found.incumbency) if found.state == "separated" else None
    return validators.appeal_last_day(found.plan, validators.separation_day(found), given=given)


@require_http_methods(["GET", "HEAD", "POST"])
def separate(request: HttpRequest, pk: int) -> HttpResponse:
    """What a separation does, to be read; then the director separates the executive on June 30."""
    seen = Notice.objects.visible_to(request.user, on=request.today)
    found = get_object_or_404(seen.select_related("position", "department", "employee", "incumbency"), pk=pk)
    if (answer := turned_away(request, found, "separate")) is not None:
        return answer
    data = request.POST if request.method == "POST" else None

    def act(typed: dict[str, Any]) -> str:
        acts.separate(found, by=request.user, on=request.today, at=request.now)
        return "Recorded. The executive and DPA/DHR were told by letter."

    form = SeparateForm(data, user=request.user, on=request.today)
    return act_page(request, form, act, to=found, ends=True, **_what_it_does(request, found))


def _what_it_does(request: HttpRequest, found: Notice) -> dict[str, Any]:
    """The words of the page: who leaves when, who is told, and what the rules say."""
    on, last_day = request.today, validators.separation_day(found)
    intro = (
        f"{found.employee} leaves {found.position} after {day(last_day)}. The letter goes to them and to DPA/DHR at "
        "once; the position stays in the SES, vacant from the next day. Only the State Personnel Board can reverse it."
    )
    return {
        "title": f"Separate {found.employee}",
        "button": f"Separate on {day(last_day)}",
        "crumbs": [
            ("Notices", reverse("appraisals:notices")),
            (found.employee.name, found.get_absolute_url()),
        ],
        "intro": intro,
        "facts": [
            ("Executive", found.employee),
            ("Notice delivered", day(found.delivered_on)),
            ("For this separation", validators.standing(found).value),
            ("Last day in the position", day(last_day)),
            ("Last day for an appeal", day(validators.appeal_last_day(found.plan, last_day, given=on))),
        ],
        "findings": validators.separation_findings(found, last_day=last_day, on=on),
    }
