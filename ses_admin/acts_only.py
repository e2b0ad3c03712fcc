"""An address that only takes an act, opened as a page: a page of the site says so, not the browser's own."""

from django.shortcuts import render


class ActsOnlyMiddleware:
    """Answers 405 to a GET with a page that leads on, in place of an empty answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page
