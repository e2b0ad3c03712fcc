"""DPA/DHR confirms what July 1 brought about, or sets it aside. The page is the page of the removal."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from appraisals import july_first as worked_out
from positions import july_first
from positions.models import Removal
from positions.removal_forms import ConfirmForm, SetAsideForm, TurnForm
from positions.views.removals import removal_page
from positions.views.turns import attempt


def _one(request: HttpRequest, pk: int) -> Removal:
    seen = Removal.objects.visible_to(request.user, on=request.today)
    return get_object_or_404(seen.select_related("position", "placement", "department", "person"), pk=pk)


def _filled(form: type[TurnForm], request: HttpRequest, removal: Removal) -> TurnForm:
    return form(request.POST, thing=removal, user=request.user, on=request.today)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm: it takes effect on July 1, whatever the day."""
    removal = _one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        worked_out.confirm(removal, by=request.user, on=request.today)
        return (
            "Confirmed. Its last day in the SES was June 30. The director sets the salary in the Management plan next."
        )

    return attempt(request, removal, _filled(ConfirmForm, request, removal), act, page=removal_page)


@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Set aside: the contract was signed in time, and is recorded."""
    removal = _one(request, pk)

    def act(typed: dict[str, Any]) -> str:
        signed_on, due_on = worked_out.signed_in_time(removal)
        july_first.set_aside(removal, signed_on=signed_on, due_on=due_on, **typed, by=request.user, on=request.today)
        return "Set aside: the position stays in the SES. The department was told."

    return attempt(request, removal, _filled(SetAsideForm, request, removal), act, page=removal_page)
