"""What a page is compared with: a static page of the same size in the same frame, and the same rows read.

It is asked for as the page is, with the same sign-in through the same middleware. It runs the SELECT of the same
rows, fetches them without looking at them, and renders what the page shows between its frame as mere text.
"""

from dataclasses import dataclass, field

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines

FRAME = """{% extends "base.html" %}{% block page %}{% verbatim %}TEXT{% endverbatim %}{% endblock page %}"""


@dataclass
class Plain:
    """What the reference page reads and shows at the moment."""

    statements: list[tuple[str, tuple]] = field(default_factory=list)
    template: object = None


NOW = Plain()


def resemble(*, statements: list[tuple[str, tuple]], html: str) -> None:
    """From now on the reference page runs these statements and shows what `html` shows inside its <main>."""
    start = html.index(">", html.index("<main")) + 1
    NOW.statements = statements
    NOW.template = engines["django"].from_string(FRAME.replace("TEXT", html[start : html.index("</main>")]))


def reference(request: HttpRequest) -> HttpResponse:
    """The rows, fetched and not looked at, and the text in its frame."""
    with connection.cursor() as cursor:
        for sql, parameters in NOW.statements:
            cursor.execute(sql, parameters)
            cursor.fetchall()
    return HttpResponse(NOW.template.render({"title": "Reference"}, request))
