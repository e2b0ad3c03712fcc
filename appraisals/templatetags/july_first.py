"""What is recorded by now of the contract whose absence proposed a removal, for the page of the removal."""

from typing import Any

from django import template
from django.template.context import RequestContext

from appraisals import july_first
from appraisals.july_first import Known
from positions.models import Removal

register = template.Library()


@register.simple_tag(takes_context=True)
def known_by_now(context: RequestContext, removal: Removal) -> Known | None:
    """What is recorded today of that contract; None for a removal of another cause, one that is decided, and on a page
    that shows another day.

    A tag, because positions do not know of contracts.
    """
    request = context["request"]
    if removal.state != "proposed" or not removal.evidence or context["as_of"].is_other:
        return None
    return july_first.known(removal, request.user, on=request.today)


@register.filter
def open_to(forms: list[Any], known: Known | None) -> list[Any]:
    """These forms without the one that confirms, while a contract in time stands against confirming."""
    if known is None or known.may_be_confirmed:
        return forms
    return [form for form in forms if "confirm" not in form.verbs]
