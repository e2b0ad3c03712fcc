"""The administrator's page of the site itself: whether its jobs run, and the training clock."""

from datetime import date, datetime, timedelta

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
NO_DAY = "Write a whole day that exists, month, day and year. The clock was not changed."
REAL_DAY = "real_day"


class ClockForm(forms.Form):
    """The day that the site takes for today. A browser sends nothing for half a day or one that does not exist, so
    that an empty box is never taken for the real day: that has a button of its own."""

    day = DayField(label="This site takes today to be", error_messages={"required": NO_DAY})


@require_safe
def site(request: HttpRequest) -> HttpResponse:
    """Whether the jobs run, what the last nights did, and the training clock."""
    return _site_page(request, ClockForm(initial={"day": training_day()}))


@require_POST
def set_clock(request: HttpRequest) -> HttpResponse:
    """Set the training clock, or put it back to the real day."""
    _only_for_the_administrator(request)
    form = ClockForm(request.POST)
    chosen = None
    if REAL_DAY not in request.POST:
        if not form.is_valid():
            return _site_page(request, form)
        chosen = form.cleaned_data["day"]
    last = nightly.last_night()
    try:
        training.set_day(chosen, by=request.user, on=request.today, last_night=last)
    except StepRefused as refusal:
        tell_refusal(request, refusal)
    else:
        told = f"The site takes today to be {day(chosen)}." if chosen else "The site is back at the real day."
        messages.success(request, f"{told} {_nights_to_come(last, chosen or timezone.localdate())}")
    return redirect("site")


def _nights_to_come(last: date | None, today: date) -> str:
    """What the job does once the site takes `today` for today. `last` is the last night that was run."""
    if last is None or last < today:
        return "The nights up to it are run by the job."
    upcoming = last + timedelta(days=1)
    return f"The nights up to {day(last)} were run already; the next night that will be run is {day(upcoming)}."


def _site_page(request: HttpRequest, form: ClockForm) -> HttpResponse:
    _only_for_the_administrator(request)
    nights = list(NightlyRun.objects.order_by("-day")[:NIGHTS_SHOWN])
    last = nights[0].day if nights else None
    context = {
        "title": "This site",
        "checks": health.checks(),
        "nights": nights,
        "last_night": last,
        "is_ahead": last is not None and last > request.today,
        "next_night": last + timedelta(days=1) if last else None,
        "job_is_missing": nightly.is_missing(at=request.now),
        "next_run": _next_run(timezone.localtime()),
        "form": form,
        "has_clock": training.can_be_set(),
        "has_training_day": training_day() is not None,
    }
    return render(request, "site.html", context)


def _next_run(at: datetime) -> datetime:
    """When the job is asked next: five minutes past each hour, as the schedule of the settings says."""
    ahead = at.replace(minute=5, second=0, microsecond=0)
    return ahead if ahead > at else ahead + timedelta(hours=1)


def _only_for_the_administrator(request: HttpRequest) -> None:
    if not request.user.holds("administrator", on=request.today):
        raise Http404
