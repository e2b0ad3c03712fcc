"""Form fields for words that may be printed: one line, or a text of several paragraphs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from records.pdf import unprintable

MOST_CHARACTERS = 20_000
"""Of a longer text: some ten pages. It is said when it is passed, not counted down under every box."""


def check_printable(text: str) -> None:
    """Raises ValidationError for text that would come out on paper otherwise than it was typed."""
    if strange := unprintable(text):
        raise ValidationError(f"This cannot be printed: {strange}. Take it out or write it another way.")


class ShortText(forms.CharField):
    """One line, which may be printed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[check_printable], **kwargs)

    def to_python(self, value: Any) -> str:
        """The text on one line, whatever was pasted."""
        return " ".join((super().to_python(value) or "").splitlines())


class LongText(forms.CharField):
    """A text of several paragraphs, which may be printed. `most` characters; `rows` is how high the box begins."""

    def __init__(self, *, rows: int = 4, most: int = MOST_CHARACTERS, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(validators=[MaxLengthValidator(most), check_printable], **kwargs)

    def to_python(self, value: Any) -> str:
        """The text with one kind of line end, whatever the browser sent."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
