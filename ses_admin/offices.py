"""The administrator's pages: people, and the offices they hold from a day to a day."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """Everybody with the offices they hold today."""
    return render(request, "accounts/offices.html", {"title": "Offices"})
