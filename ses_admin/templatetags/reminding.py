"""For whom a thing waits, and the button that reminds them, on the page of the thing itself."""

from typing import Any

from django import template
from django.template.context import RequestContext

from ses_admin import waiting_here

register = template.Library()


@register.inclusion_tag("_waits_for.html", takes_context=True)
def waits_for(context: RequestContext, thing: Any) -> dict[str, Any]:
    """A line for each office or person that `thing` waits for, other than who looks at it; nothing when there is none.

    A tag, because desks know what waits and the pages of positions, contracts and appraisals do not. One query.
    """
    request = context["request"]
    return {
        "items": waiting_here.others(thing, request.user, on=request.today),
        "request": request,
        "csrf_token": context.get("csrf_token"),
    }
