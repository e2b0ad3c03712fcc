"""A person's own page: the offices they hold, and how they sign in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import mail_choice
from accounts.models import CalendarAddress, Membership
from accounts.signin import has_second_factor


@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """My offices, and the way to my password and second factor."""
    held = Membership.objects.visible_to(request.user, on=request.today).standing().filter(user=request.user)
    context = {
        "title": request.user.name,
        "offices": held.select_related("department").order_by("-starts_on", "-pk"),
        "has_second_factor": has_second_factor(request.user),
        "mail_kinds": mail_choice.choices(request.user),
        "has_calendar": CalendarAddress.objects.filter(user=request.user).exists(),
    }
    return render(request, "accounts/me.html", context)
