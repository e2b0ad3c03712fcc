"""Form fields for what this program asks for most: a sum of money, a day."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from accounts.wording import DAY

AMOUNT = re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")
OTHER_MARKS = re.compile(r"[0-9]{1,3}(?:[. ][0-9]{3})+(?:,[0-9]{1,2})?|[0-9]+,[0-9]{1,2}")


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
    for anything that is not an amount: a sum is never guessed.
    """

    default_error_messages = {
        "invalid": "Write an amount in dollars, such as 9,500 or 9,500.50.",
        "other_marks": "Write thousands with a comma and cents behind a point, such as 9,500.50.",
        "other_digits": "Write the amount with the digits 0 to 9, such as 9,500.",
        "min_value": "Write an amount above zero.",
        "max_decimal_places": "Write dollars and cents: at most %(max)s digits behind the point.",
    }

    def __init__(self, *, suffix: str = "per month", **kwargs: Any) -> None:
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        kwargs.setdefault("widget", MoneyInput(suffix=suffix))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        """The amount, or None for an empty box."""
        if not isinstance(value, str):
            return super().to_python(value)
        typed = value.strip()
        sign, typed = ("-", typed[1:]) if typed.startswith("-") else ("", typed)
        typed = sign + typed.removeprefix("$").strip()
        if typed and not AMOUNT.fullmatch(typed):
            raise forms.ValidationError(self.error_messages[_trouble(typed)], code="invalid")
        return super().to_python(typed.replace(",", ""))


def _trouble(typed: str) -> str:
    """Which sentence says what is wrong with an amount."""
    if any(each.isdigit() and each not in "0123456789" for each in typed):
        return "other_digits"
    return "other_marks" if OTHER_MARKS.fullmatch(typed) else "invalid"


class DayField(forms.DateField):
    """A day. Years that nobody means (a typing slip such as 0204 or 20270) are refused with a sentence."""

    EARLIEST, LATEST = date(1950, 1, 1), date(2149, 12, 31)

    default_error_messages = {"invalid": DAY}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput())
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day, or None for an empty box."""
        day = super().to_python(value)
        if day is not None and not self.EARLIEST <= day <= self.LATEST:
            raise forms.ValidationError("Check the year of this day.", code="invalid")
        return day
