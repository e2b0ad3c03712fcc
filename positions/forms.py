"""What people fill in about positions, appointments and departments. Nominations have their own module."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from accounts.fields import DayField
from accounts.models import User
from accounts.scoping import ScopedForm
from positions import departments, validators
from positions.models import Position
from records.fields import LongText, ShortText

PLAIN = re.compile(r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?", re.ASCII)
"""A figure as people write it; below zero is read too, and refused with its own words."""


class PersonSearch(forms.Form):
    """Who is meant: part of a name or of a mail address."""

    who = forms.CharField(label="Name or mail address", max_length=120)


class AppointmentForm(ScopedForm):
    """An appointment: who, from when, how it came about, and on what merit."""

    person = forms.ModelChoiceField(User.objects.filter(is_active=True), widget=forms.HiddenInput())
    starts_on = DayField(label="First day", error_messages={"required": "Enter the first day."})
    method = forms.ChoiceField(
        label="How the position is filled", error_messages={"required": "Choose how the position is filled."}
    )
    is_acting = forms.BooleanField(label="This is an acting appointment", required=False)
    is_encumbered = forms.BooleanField(
        label="This person held the position before it entered the SES",
        help_text="If so, the position moves into the SES with the person in it, which is not a promotion. (CO-APT-4)",
        required=False,
    )
    merit_basis = LongText(
        label="Basis of merit and fitness",
        help_text="What the appointment rests on: the list, the interviews, the record. (CO-APT-1)",
        required=False,
    )
    is_certified = forms.TypedChoiceField(
        label="Is this person certified in the state personnel system?",
        choices=[("yes", "Yes"), ("no", "No"), ("", "Not known yet")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )
    previously_certified_class = ShortText(
        label="Previously certified class",
        help_text="In a layoff, the privilege of reinstatement is to this class. (CO-APT-6)",
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, position: Position, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = [("", "Choose"), *validators.methods(position.plan)]


class PlainDecimalField(forms.DecimalField):
    """A figure written out: digits, commas between the thousands, and a point. “1e5” is no way to write one."""

    def to_python(self, value: Any) -> Decimal | None:
        """The figure, or what is wrong with it."""
        said = str(value).strip() if value is not None else ""
        if said and not PLAIN.fullmatch(said):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(said.replace(",", ""))


class FteForm(ScopedForm):
    """A department's count of permanent FTE for a fiscal year."""

    fiscal_year = forms.TypedChoiceField(label="Fiscal year", coerce=int)
    fte = PlainDecimalField(
        label="Permanent personnel-system FTE",
        help_text="One decimal at most, such as 332.1. Temporary and exempt staff do not count. (CO-CAP-2)",
        min_value=Decimal(0),
        max_digits=9,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": "Write a number, such as 332.1."},
    )
    source = ShortText(
        label="Source", help_text="Where the figure comes from: the report and its date.", max_length=250
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fiscal_year"].choices = departments.years_to_count(self.on)


def positions_field(**kwargs: Any) -> forms.IntegerField:
    """How many additional positions are authorized."""
    return forms.IntegerField(
        min_value=1,
        max_value=999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={"invalid": "Write a whole number, such as 1."},
        **kwargs,
    )


class AuthorizationForm(ScopedForm):
    """Additional positions for a department, for good cause (CO-CAP-4)."""

    number = positions_field(label="Additional positions")
    starts_on = DayField(label="From")
    ends_on = DayField(label="Last day", help_text="Leave it empty when no end is meant.", required=False)
    cause = LongText(
        label="Good cause",
        help_text="Lifts the limit of the department, never the statewide one. (CO-CAP-4)",
        error_messages={"required": "Write the good cause: without one nothing can be authorized."},
    )
