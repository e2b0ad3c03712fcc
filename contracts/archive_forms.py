"""Which year's forms are wanted in one ZIP; holds on files."""

from typing import Any

from django import forms

import law
from accounts.fields import DayField
from accounts.scoping import ScopedForm
from contracts import terms
from records.fields import LongText

YEARS_BACK = 10


class ArchiveForm(ScopedForm):
    """The contract year."""

    fiscal_year = forms.TypedChoiceField(label="Contract year", coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = terms.fiscal_year(law.DEFAULT_PLAN, self.on)
        years = range(this + 1, this - YEARS_BACK, -1)
        self.fields["fiscal_year"].choices = [(year, terms.year_words(law.DEFAULT_PLAN, year)) for year in years]
        self.fields["fiscal_year"].initial = this

    def clean(self) -> dict[str, Any]:
        """The plan is the one there is."""
        return {**(super().clean() or self.cleaned_data), "plan": law.DEFAULT_PLAN}


class HoldForm(ScopedForm):
    """Why files are held, and from which day to which."""

    reason = LongText(
        label="Why the files are held",
        rows=3,
        error_messages={"required": "Write why the files are held."},
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day, if it is known", required=False)
