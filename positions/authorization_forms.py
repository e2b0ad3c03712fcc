"""What is filled in about additional positions: the request, its decision, and the review of too many."""

from typing import Any

from django import forms

from accounts.fields import DayField
from accounts.models import Department
from accounts.scoping import ScopedForm
from positions import roster
from positions.allotment_reviews import OUTCOMES
from positions.forms import positions_field
from positions.models import AllotmentReview, AuthorizationRequest, Position
from positions.removal_forms import REASONS, TurnForm
from records.fields import LongText


class RequestForm(ScopedForm):
    """How many additional positions are asked for, from when, and for what good cause."""

    number = positions_field(label="Additional positions")
    starts_on = DayField(label="From", error_messages={"required": "Enter the first day."})
    ends_on = DayField(label="Last day", help_text="Leave it empty when no end is meant.", required=False)
    cause = LongText(
        label="Good cause",
        help_text="Why the department needs more than its allotment. (CO-CAP-4)",
        error_messages={"required": "Write the good cause: without one nothing can be authorized."},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(
        self, *args: Any, department: Department, asked: AuthorizationRequest | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.department = department
        if asked is not None:
            self.initial |= {name: getattr(asked, name) for name in self.fields}

    @property
    def terms(self) -> dict[str, Any]:
        """What is asked for."""
        return {name: self.cleaned_data[name] for name in ("number", "starts_on", "ends_on", "cause")}


class DecideRequestForm(TurnForm):
    """Granted, maybe otherwise than asked for, or refused; in either case with the reasons."""

    name, verbs, button = "decide_request", ("grant", "refuse"), "Record the decision"
    decision = forms.ChoiceField(
        label="Decision",
        choices=[("grant", "Grant"), ("refuse", "Refuse")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to grant or to refuse."},
    )
    number = positions_field(label="Additional positions granted")
    starts_on = DayField(label="From", error_messages={"required": "Enter the first day."})
    ends_on = DayField(label="Last day", help_text="Leave it empty when no end is meant.", required=False)
    reason = LongText(label="Reasons", error_messages=REASONS)

    def __init__(self, *args: Any, thing: AuthorizationRequest, **kwargs: Any) -> None:
        super().__init__(*args, thing=thing, **kwargs)
        for name in ("number", "starts_on", "ends_on"):
            self.initial.setdefault(name, getattr(thing, name))

    def clean(self) -> dict[str, Any]:
        """A refusal grants nothing, so it is not asked how much and from when."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("decision") == "refuse":
            for name in ("number", "starts_on", "ends_on"):
                self.errors.pop(name, None)
        return cleaned

    @property
    def terms(self) -> dict[str, Any]:
        """What is granted."""
        return {name: self.cleaned_data[name] for name in ("number", "starts_on", "ends_on")}


class WithdrawRequestForm(TurnForm):
    """Taken back by the director."""

    name, verbs, button = "withdraw_request", ("withdraw",), "Withdraw"
    reason = LongText(label="Why it is withdrawn", error_messages={"required": "Write why the request is withdrawn."})


class PlacedField(forms.ModelMultipleChoiceField):
    """Positions of a roster, each saying whether it is vacant."""

    def label_from_instance(self, obj: Any) -> str:
        """Title and number, and that nobody holds it."""
        return str(obj) if obj.is_filled else f"{obj}, vacant"


class SettleForm(TurnForm):
    """How a department with too many positions goes on."""

    name, verbs, button = "settle_review", ("settle",), "Settle the review"
    outcome = forms.ChoiceField(
        label="Outcome", choices=OUTCOMES, widget=forms.RadioSelect, error_messages={"required": "Choose the outcome."}
    )
    positions = PlacedField(
        Position.unscoped.none(),
        label="Positions to be removed",
        help_text="Only when some are to be removed. Each keeps its place until its own review is decided.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = LongText(label="Reasons", error_messages=REASONS)

    def __init__(self, *args: Any, thing: AllotmentReview, **kwargs: Any) -> None:
        super().__init__(*args, thing=thing, **kwargs)
        placed = roster.standing_in(roster.roster(self.user, day=self.on, on=self.on), "in", day=self.on)
        self.fields["positions"].queryset = placed.filter(department=thing.department).order_by("title", "number")
