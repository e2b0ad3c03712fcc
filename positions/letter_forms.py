"""What people fill in about a letter: how it reached its addressee."""

from typing import Any

from accounts.fields import DayField
from accounts.scoping import ScopedForm
from records.fields import ShortText


class DeliveryForm(ScopedForm):
    """How and when a letter was delivered, and who attests it."""

    how = ShortText(
        label="How it was delivered",
        help_text="Such as: by hand, by certified mail with its number.",
        max_length=200,
        error_messages={"required": "Write how the letter was delivered."},
    )
    delivered_on = DayField(label="Delivered on", error_messages={"required": "Enter the day of delivery."})
    attested_by = ShortText(
        label="Attested by",
        help_text="Who handed it over, or who signed for it.",
        max_length=150,
        error_messages={"required": "Write who attests the delivery."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("delivered_on", self.on)
