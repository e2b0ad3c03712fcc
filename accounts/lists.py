"""How a list is shown: sorted by its headings and cut into pages, with its state in the address."""

from django.http import HttpRequest
from django_tables2 import RequestConfig, Table

from accounts.templatetags.uswds import PAGE_SIZES


def paged(table: Table, request: HttpRequest) -> Table:
    """The table, sorted and cut as the address says. A page that there is not gives the nearest, an odd size 25."""
    RequestConfig(request, paginate=False).configure(table)
    asked = request.GET.get(table.prefixed_per_page_field, "")
    table.paginate(page=1, per_page=int(asked) if asked in {str(size) for size in PAGE_SIZES} else PAGE_SIZES[0])
    table.page = table.paginator.get_page(request.GET.get(table.prefixed_page_field))
    return table
