"""How days, amounts and counts are written in the sentences of the rules."""

from datetime import date
from decimal import Decimal


def day_in_words(day: date) -> str:
    """A day as people write it: "June 30, 2027"."""
    return f"{day:%B} {day.day}, {day.year}"


def money(amount: Decimal) -> str:
    """Dollars, with cents only where there are any: "$10,763", "$10,763.01"."""
    whole = amount.to_integral_value()
    if amount == whole:
        return f"${whole:,f}"
    cents = amount.quantize(Decimal("0.01"))
    return f"${cents if cents == amount else amount:,f}"


def per_month(amount: Decimal) -> str:
    """A monthly salary: "$10,763 per month"."""
    return f"{money(amount)} per month"


def counted(number: Decimal | int, one: str, many: str) -> str:
    """A count and its noun, with no needless zeros behind the point: "1 day", "332.1 days"."""
    shown = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return f"{shown} {one if number == 1 else many}"
