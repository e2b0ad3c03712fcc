"""The comments on one line of a version, for the page on which it is read."""

from urllib.parse import urlencode

from django import template

from contracts import remarks as lines
from contracts.models import Comment
from contracts.remarks import Remarks

register = template.Library()


@register.simple_tag
def remarks_on(remarks: Remarks | str | None, kind: str, *places: int) -> list[Comment]:
    """The comments on this line, oldest first; none where a page shows no comments."""
    return remarks.by_line.get(lines.key(kind, *places), []) if remarks else []


@register.simple_tag
def remark_url(remarks: Remarks | str | None, kind: str, *places: int) -> str:
    """Where a comment on this line is written; empty for who cannot write one."""
    if not remarks or not remarks.write_url:
        return ""
    return f"{remarks.write_url}?{urlencode({'line': lines.key(kind, *places)})}#comment"
