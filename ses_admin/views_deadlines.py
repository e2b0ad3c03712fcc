"""Pages of deadlines: the list, a file for a calendar, the private calendar, which mail is wanted, and the report."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import calendar_address, mail_choice
from accounts.exports import attachment
from accounts.lists import paged
from positions import departments
from positions.models import Flag
from ses_admin import calendar_feed, compliance, compliance_files, nightly
from ses_admin.deadline_list import DeadlineFilter, DeadlineTable

LONG_NUMBER = 18  # digits that no row has
NEW_ADDRESS = "new calendar address"
NONE_FOUND = "No deadline that you may see stands like that. Choose “Every deadline” to see also those that are over."


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """Every deadline that this person may see, the soonest first; or one of them (`?only=`), however it stands, to
    which calendars lead."""
    rows = Flag.objects.visible_to(request.user, on=request.today).select_related("department")
    chosen = DeadlineFilter(request.GET, queryset=rows, request=request)
    only = request.GET.get(calendar_feed.ONLY, "")
    is_one = only.isascii() and only.isdigit() and len(only) < LONG_NUMBER
    shown = rows.filter(pk=only) if is_one else chosen.qs
    table = DeadlineTable(shown, on=request.today, order_by="due_on", empty_text=NONE_FOUND)
    context = {
        "title": "Deadlines",
        "table": paged(table, request),
        "is_one": is_one,
        "last_night": nightly.last_night(),
        "form": chosen.form,
        "clear_url": request.path if chosen.is_chosen else "",
        "has_report": has_report(request),
    }
    return render(request, "deadlines/deadlines.html", context)


def has_report(request: HttpRequest) -> bool:
    """Whether the report has anything for this person: some office, of a department or of the state."""
    user, on = request.user, request.today
    return user.sees_everything(on) or departments.shown_to(user, on=on).exists()


@require_safe
def deadline_event(request: HttpRequest, pk: int) -> HttpResponse:
    """One deadline as a file for a calendar."""
    flag = get_object_or_404(Flag.objects.visible_to(request.user, on=request.today), pk=pk)
    page = request.build_absolute_uri(reverse("deadlines"))
    content = calendar_feed.calendar([flag], page=page, at=request.now, name="SES Admin")
    return attachment(content, name=f"deadline-{flag.due_on.isoformat()}.ics", content_type=calendar_feed.CALENDAR)


@never_cache
@require_safe
@login_not_required  # a calendar program has no account: the address is the secret, and can be ended
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The deadlines of whoever made this private address."""
    user = calendar_address.whose(secret)
    if user is None:
        raise Http404
    page = request.build_absolute_uri(reverse("deadlines"))
    flags = calendar_feed.deadlines_of(user, on=request.today)
    content = calendar_feed.calendar(flags, page=page, at=request.now, name=f"SES deadlines of {user.name}")
    return HttpResponse(content, content_type=calendar_feed.CALENDAR)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make_calendar(request: HttpRequest) -> HttpResponse:
    """A new private address (POST), the one before ends; then it is shown once (GET). Loaded again the page makes no
    other one: what was copied stays good."""
    if request.method == "POST":
        request.session[NEW_ADDRESS] = calendar_address.make(request.user, at=request.now)
        return redirect("accounts:make_calendar")
    secret = request.session.pop(NEW_ADDRESS, None)
    if secret is None:
        messages.info(request, "An address is shown once, when it is made. The one you copied stays good.")
        return redirect("accounts:me")
    address = request.build_absolute_uri(reverse("calendar", args=[secret]))
    context = {"title": "Your calendar address", "address": address, "crumbs": [("My page", reverse("accounts:me"))]}
    return render(request, "deadlines/calendar_address.html", context)


@require_POST
def end_calendar(request: HttpRequest) -> HttpResponse:
    """End the private address."""
    calendar_address.end(request.user)
    messages.success(request, "The calendar address has ended. Calendars that used it get nothing any more.")
    return redirect("accounts:me")


@require_POST
def choose_mail(request: HttpRequest) -> HttpResponse:
    """Which reminders are wanted. What is not ticked is not sent."""
    mail_choice.choose(request.user, wanted=request.POST.getlist("wanted"))
    messages.success(request, "Saved. What is due today or late, and legal notices, are mailed in any case.")
    return redirect("accounts:me")


@require_safe
def compliance_report(request: HttpRequest) -> HttpResponse:
    """A fiscal year by the law (`?year=2026`), of one department (`&department=code`) or all; also as a file."""
    user, on = request.user, request.today
    seen = departments.shown_to(user, on=on).order_by("name")
    if not has_report(request):
        raise Http404
    years = compliance.years(user, on=on)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and int(asked) in years else years[0]
    department = seen.filter(code=request.GET.get("department", "")).first()
    report = compliance.report(user, year=year, department=department, on=on)
    name = department.name if department else ("Statewide" if user.sees_everything(on) else "My departments")
    if (kind := request.GET.get("export", "")) in compliance_files.KINDS:
        return compliance_files.answer(report, kind, where=name)
    context = {
        "title": f"Compliance in FY {report.year_words}",
        "report": report,
        "where": name,
        "department": department,
        "departments": seen,
        "years": [(each, compliance.year_words(each)) for each in years],
    }
    return render(request, "deadlines/compliance.html", context)
