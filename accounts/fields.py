"""Form fields for what this program asks for most: a sum of money, a day."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms


class MoneyInput(forms.TextInput):
    """A text box with `$` before it and words such as `per month` behind it.

    Not a number box: those change on a turn of the mouse wheel and lose what was typed when it is not a number.
    """

    prefix = "$"

    def __init__(self, attrs: dict[str, Any] | None = None, *, suffix: str = "per month") -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})
        self.suffix = suffix


class MoneyField(forms.DecimalField):
    """Dollars and cents. `$10,763`, `10,763.00` and `10763` all mean the same.

    `suffix` is said behind the box ("per month"; empty for none). Raises a ValidationError with a sentence
    for anything that is not an amount.
    """

    default_error_messages = {"invalid": "Write an amount in dollars, such as 9,500 or 9,500.50."}

    def __init__(self, *, suffix: str = "per month", **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("widget", MoneyInput(suffix=suffix))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """The amount, or None for an empty box."""
        if isinstance(value, str):
            value = value.strip().removeprefix("$").replace(",", "")
        return super().to_python(value)


class DayField(forms.DateField):
    """A day. Years that nobody means (a typing slip such as 0204 or 20270) are refused with a sentence."""

    EARLIEST, LATEST = date(1950, 1, 1), date(2149, 12, 31)

    default_error_messages = {"invalid": "Write the month, day and year, such as 06/30/2027."}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput())
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day, or None for an empty box."""
        day = super().to_python(value)
        if day is not None and not self.EARLIEST <= day <= self.LATEST:
            raise forms.ValidationError("Check the year of this day.", code="invalid")
        return day
