"""Links that keep the day which a page shows."""

from django import template

from positions.as_of import AsOf

register = template.Library()


@register.filter
def showing(url: str, as_of: AsOf | None) -> str:
    """The address, with the day that this page shows when it is not today: `{{ url|showing:as_of }}`."""
    return as_of.link(url) if as_of else url
