"""How a list is shown: sorted by its headings and cut into pages, with its state in the address.

Every list can be had as a file: the same address with `export=csv` or `export=xlsx`.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django_tables2 import RequestConfig, Table

from accounts import exports
from accounts.templatetags.uswds import PAGE_SIZES


class WantedAsFile(Exception):
    """The list was asked for as a file, so the page around it is not made. ListsAsFiles answers with the file."""

    def __init__(self, table: Table, kind: str) -> None:
        super().__init__(kind)
        self.table = table
        self.kind = kind


class ListsAsFiles:
    """Answers with the file where a list was asked for as one; the page itself has said who may see which rows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The file, if that is what is wanted."""
        if not isinstance(exception, WantedAsFile):
            return None
        return exports.answer(exception.table, exception.kind, on=request.today)


def paged(table: Table, request: HttpRequest) -> Table:
    """The table, sorted and cut as the address says. A page that there is not gives the nearest, an odd size 25.

    Raises WantedAsFile when the address asks for the list as a file.
    """
    RequestConfig(request, paginate=False).configure(table)
    offered_as_file(table, request)
    asked = request.GET.get(table.prefixed_per_page_field, "")
    table.paginate(page=1, per_page=int(asked) if asked in {str(size) for size in PAGE_SIZES} else PAGE_SIZES[0])
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
    return table


def offered_as_file(table: Table, request: HttpRequest) -> Table:
    """The table as it is. Raises WantedAsFile when the address asks for it as a file; only when it is read."""
    wanted = request.GET.get(f"{table.prefix}export", "")
    if wanted in exports.KINDS and request.method in ("GET", "HEAD"):
        raise WantedAsFile(table, wanted)
    return table
