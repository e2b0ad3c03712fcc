"""The administrator's page of the site itself: whether its jobs run, and the training clock."""

from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.acting import StepRefused
from accounts.fields import DayField
from accounts.refusals import tell_refusal
from accounts.templatetags.words import day
from positions.models import NightlyRun
from records import training
from records.today import training_day
from ses_admin import health, nightly

NIGHTS_SHOWN = 14


class ClockForm(forms.Form):
    """The day that the site takes for today; empty: the real one."""

    day = DayField(label="This site takes today to be", help_text="Empty: the real day.", required=False)


@require_safe
def site(request: HttpRequest) -> HttpResponse:
    """Whether the jobs run, what the last nights did, and the training clock."""
    return _site_page(request, ClockForm(initial={"day": training_day()}))


@require_POST
def set_clock(request: HttpRequest) -> HttpResponse:
    """Set the training clock."""
    _only_for_the_administrator(request)
    form = ClockForm(request.POST)
    if not form.is_valid():
        return _site_page(request, form)
    chosen = form.cleaned_data["day"]
    try:
        training.set_day(chosen, by=request.user, on=request.today)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        told = f"The site takes today to be {day(chosen)}." if chosen else "The site is back at the real day."
        messages.success(request, f"{told} The nights up to it are run by the job.")
    return redirect("site")


def _site_page(request: HttpRequest, form: ClockForm) -> HttpResponse:
    _only_for_the_administrator(request)
    context = {
        "title": "This site",
        "checks": health.checks(),
        "nights": NightlyRun.objects.order_by("-day")[:NIGHTS_SHOWN],
        "job_is_missing": nightly.is_missing(at=timezone.now()),
        "next_run": _next_run(timezone.localtime()),
        "form": form,
        "has_clock": training.can_be_set(),
    }
    return render(request, "site.html", context)


def _next_run(at: datetime) -> datetime:
    """When the job is asked next: five minutes past each hour, as the schedule of the settings says."""
    ahead = at.replace(minute=5, second=0, microsecond=0)
    return ahead if ahead > at else ahead + timedelta(hours=1)


def _only_for_the_administrator(request: HttpRequest) -> None:
    if not request.user.holds("administrator", on=request.today):
        raise Http404
