"""What a page is compared with: the same rows read by the same SELECT, and static text of the same size rendered.

It is asked for as the page is: with the same sign-in, through the same middleware.
"""

from dataclasses import dataclass, field

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines


@dataclass
class Plain:
    """What the reference page reads and shows at the moment."""

    statements: list[tuple[str, tuple]] = field(default_factory=list)
    template: object = None


NOW = Plain()


def resemble(*, statements: list[tuple[str, tuple]], html: str) -> None:
    """From now on the reference page runs these statements and renders this text, without any tag in it."""
    NOW.statements = statements
    NOW.template = engines["django"].from_string(html.replace("{", "&#123;"))


def reference(request: HttpRequest) -> HttpResponse:
    """The rows, fetched and not looked at, and the text."""
    with connection.cursor() as cursor:
        for sql, parameters in NOW.statements:
            cursor.execute(sql, parameters)
            cursor.fetchall()
    return HttpResponse(NOW.template.render({}, request))
