"""What is filled in to record a published ceiling."""

from typing import Any

from django import forms

from accounts.fields import MoneyField
from accounts.scoping import ScopedForm
from contracts import ceilings
from contracts.forms import LEAST_SALARY, SALARY_DIGITS


class CeilingForm(ScopedForm):
    """A published ceiling, with its source; or the one that follows from the lid, to be confirmed."""

    fiscal_year = forms.TypedChoiceField(label="Fiscal year", coerce=int)
    lid = MoneyField(
        label="Management range maximum (the regular lid)",
        help_text="Only when the ceiling itself is not published yet. Press “Offer the ceiling” to see what follows.",
        min_value=LEAST_SALARY,
        max_digits=SALARY_DIGITS,
        required=False,
    )
    amount = MoneyField(
        label="SES ceiling",
        min_value=LEAST_SALARY,
        max_digits=SALARY_DIGITS,
        error_messages={"required": "Write the ceiling, or have it offered from the lid."},
    )
    is_computed = forms.BooleanField(label="This figure is computed from the lid and not confirmed yet", required=False)
    source = forms.CharField(
        label="Source",
        help_text="The document, its date, and the place in it where the figure is printed.",
        max_length=250,
        error_messages={"required": "Write where the figure comes from."},
    )

    def __init__(self, *args: Any, years: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._years = years
        self.fields["fiscal_year"].choices = years

    def with_offer(self) -> "CeilingForm":
        """The same form with the ceiling that follows from the lid filled in, marked as computed. Nothing is recorded.

        Without a lid that can be read, the form says what is wrong with it and with nothing else.
        """
        self.full_clean()
        lid, year = self.cleaned_data.get("lid"), self.cleaned_data.get("fiscal_year")
        if lid is None or year is None:
            for name in [name for name in self.errors if name not in ("lid", "fiscal_year")]:
                del self.errors[name]
            if not self.errors:
                self.add_error("lid", "Write the Management range maximum, in dollars per month.")
            return self
        typed = {name: self[name].value() for name in self.fields}
        offer = {"amount": f"{ceilings.computed_for(year, lid=lid):,}", "is_computed": True}
        return CeilingForm(initial={**typed, **offer}, years=self._years, user=self.user, on=self.on)

    def figure(self) -> dict[str, Any]:
        """What the act of recording takes."""
        return {name: self.cleaned_data[name] for name in ("fiscal_year", "amount", "source", "is_computed")}
