"""Form fields for what is written about a contract: text that is printed on a record, and longer words to people."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from records import pdf

MOST_CHARACTERS = 8000
"""Of a longer text. It is said when it is passed, not counted down under every box."""


class LongText(forms.CharField):
    """A text of some paragraphs: a comment, a reason, a note."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(validators=[MaxLengthValidator(MOST_CHARACTERS)], **kwargs)

    def to_python(self, value: Any) -> str:
        """The text with one kind of line end."""
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


class PrintedField(forms.CharField):
    """Text with one kind of line end, and only characters that can be printed.

    `rows` makes it a box of several lines. Raises a ValidationError that names what cannot be printed: a
    contract that could not be printed could not be proposed.
    """

    def __init__(self, *, rows: int = 0, **kwargs: Any) -> None:
        if rows:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """The text as it is kept."""
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: str) -> None:
        """Refuses what no bundled font can print, beside the field."""
        super().validate(value)
        if strange := pdf.unprintable(value):
            raise ValidationError(f"This cannot be printed: {strange}. Take it out or write it another way.")
