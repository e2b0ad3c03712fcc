"""One short form for each kind of figure that can be assumed. They are sent in the address and store nothing."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from accounts.fields import DayField
from accounts.models import User
from positions import departments, what_if
from positions.forms import PlainDecimalField, positions_field
from positions.models import Nomination, Position
from records.fields import ShortText

MOST_OFFERED = 100


class AssumptionForm(forms.Form):
    """An assumption to be added. `name` is how it is called in the address.

    Each kind says in its `raw` how what was typed stands in the address.
    """

    name, title, button = "", "", "Assume it"

    new = forms.CharField(widget=forms.HiddenInput())

    def __init__(self, *args: Any, user: User, on: date, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{self.name}_%s", initial={"new": self.name}, **kwargs)
        self.user, self.on = user, on
        if "department" in self.fields:
            listed = departments.shown_to(user, on=on).filter(is_principal=True).order_by("name")
            self.fields["department"].choices = [("", "Choose"), *((each.code, each.name) for each in listed)]


class FteAssumption(AssumptionForm):
    """Another count of FTE."""

    name, title = what_if.FTE, "Another FTE count"
    department = forms.ChoiceField(label="Department", error_messages={"required": "Choose the department."})
    fiscal_year = forms.ChoiceField(label="Fiscal year")
    fte = PlainDecimalField(label="Permanent FTE", min_value=Decimal(0), max_digits=9, decimal_places=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fiscal_year"].choices = departments.years_to_count(self.on)

    @property
    def raw(self) -> str:
        typed = self.cleaned_data
        return f"{typed['department']},{typed['fiscal_year']},{typed['fte']}"


class MoreAssumption(AssumptionForm):
    """Additional positions authorized."""

    name, title = what_if.MORE, "Additional positions authorized"
    department = forms.ChoiceField(label="Department", error_messages={"required": "Choose the department."})
    number = positions_field(label="Additional positions")
    day = DayField(label="Authorized from", error_messages={"required": "Enter the first day."})

    @property
    def raw(self) -> str:
        typed = self.cleaned_data
        return f"{typed['department']},{typed['number']},{typed['day'].isoformat()}"


class ApprovalAssumption(AssumptionForm):
    """A nomination approved."""

    name, title = what_if.APPROVE, "A nomination approved"
    nomination = forms.ChoiceField(label="Nomination", error_messages={"required": "Choose the nomination."})
    day = DayField(label="Holds a place from", error_messages={"required": "Enter the first day."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_cases = Nomination.objects.visible_to(self.user, on=self.on).undecided().order_by("submitted_on", "pk")
        listed = open_cases.select_related("position", "department")[:MOST_OFFERED]
        offered = [(str(each.pk), f"{each.position}, {each.department}") for each in listed]
        self.fields["nomination"].choices = [("", "Choose"), *offered]

    @property
    def raw(self) -> str:
        typed = self.cleaned_data
        return f"{typed['nomination']},{typed['day'].isoformat()}"


class RemovalAssumption(AssumptionForm):
    """A position removed."""

    name, title = what_if.REMOVE, "A position removed"
    number = ShortText(label="Position number", max_length=30, error_messages={"required": "Write the number."})
    day = DayField(label="Last day in the SES", error_messages={"required": "Enter its last day."})

    def clean(self) -> dict[str, Any]:
        """The position has to be in the SES on its last day."""
        cleaned = super().clean()
        if "number" in cleaned and "day" in cleaned:
            found = Position.objects.visible_to(self.user, on=self.on).in_ses(cleaned["day"])
            cleaned["position"] = found.filter(number__iexact=cleaned["number"]).first()
            if cleaned["position"] is None:
                self.add_error("number", "No position of this number is in the SES on that day. Check both.")
        return cleaned

    @property
    def raw(self) -> str:
        typed = self.cleaned_data
        return f"{typed['position'].pk},{typed['day'].isoformat()}"


FORMS: tuple[type[AssumptionForm], ...] = (FteAssumption, MoreAssumption, ApprovalAssumption, RemovalAssumption)
