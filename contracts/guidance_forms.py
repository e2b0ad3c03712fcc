"""What is filled in to record the yearly guidance on pay adjustments."""

from decimal import Decimal
from typing import Any

from django import forms

from accounts.scoping import ScopedForm
from records.fields import LongText, ShortText

MOST_PERCENT = Decimal("999.99")


class GuidanceForm(ScopedForm):
    """The guidance for the contracts of a fiscal year, with its source."""

    fiscal_year = forms.TypedChoiceField(label="Contracts of fiscal year", coerce=int)
    text = LongText(
        label="What the guidance says",
        help_text="In its own words. Directors and HR read it beside every salary decision of that year.",
        rows=8,
        error_messages={"required": "Write what the guidance says."},
    )
    most_increase = forms.DecimalField(
        label="Highest increase, in percent",
        help_text="Only where the guidance names one, such as 4 or 4.25. A higher increase is then flagged.",
        min_value=Decimal(0),
        max_value=MOST_PERCENT,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": "Write a percentage as a number, such as 4 or 4.25."},
    )
    source = ShortText(
        label="Source",
        help_text="The document, its date, and where it can be read.",
        max_length=250,
        error_messages={"required": "Write where the guidance is published."},
    )

    def __init__(self, *args: Any, years: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fiscal_year"].choices = years
