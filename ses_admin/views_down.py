"""What is answered when a page breaks: words, no trace, and whether it helps to try again."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error as broken

AGAIN_AFTER = "30"  # seconds


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """A database that does not answer is told apart from a mistake of the program: it comes back by itself."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return broken(request)
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": AGAIN_AFTER})
