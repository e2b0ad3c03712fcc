"""The page of the search box that stands in the frame of every page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ses_admin import search as searching


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What has the words that were typed, of everything that this person may see; `only` asks for one kind."""
    searched, only = searching.asked(request.GET.get("words", "")), request.GET.get("only", "")
    who = {"user": request.user, "on": request.today}
    context = {
        "title": "Search",
        "searched": searched,
        "groups": searching.search(searched.words, only=only, **who) if searched.words else [],
        "looked_in": searching.looked_in(),
        "most_words": searching.MOST_WORDS,
        "longest": searching.LONGEST,
        "many": searching.MANY,
    }
    return render(request, "search.html", context)
