"""What forms say of bad input, in one place: what is wrong and what to do, in plain words, for every form."""

from django import forms
from django.core import validators

DAY = "Write the month, day and year, such as 06/30/2027."
CHOOSE = "Choose one of the list; this is not in it."
CHOOSE_NAMED = "Choose one of the list; “%(value)s” is not in it."
ATTACH = "Choose the file again: it did not arrive."

FIELDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "Fill this in."},
    forms.IntegerField: {"invalid": "Write a whole number, such as 3."},
    forms.FloatField: {"invalid": "Write a number, such as 332.1."},
    forms.DecimalField: {"invalid": "Write a number, such as 332.1."},
    forms.DateField: {"invalid": DAY},
    forms.TimeField: {"invalid": "Write the hour and minutes, such as 14:30."},
    forms.DateTimeField: {"invalid": "Write the day and the time, such as 06/30/2027 14:30."},
    forms.ChoiceField: {"invalid_choice": CHOOSE_NAMED},
    forms.MultipleChoiceField: {
        "invalid_choice": "Choose from the list; “%(value)s” is not in it.",
        "invalid_list": "Choose from the list.",
    },
    forms.ModelChoiceField: {"invalid_choice": CHOOSE},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": "Choose from the list; one of these is not in it.",
        "invalid_pk_value": "Choose from the list; one of these is not in it.",
        "invalid_list": "Choose from the list.",
    },
    forms.FileField: {
        "invalid": ATTACH,
        "missing": "Choose a file.",
        "empty": "This file is empty. Choose the file again.",
        "max_length": "The name of this file has %(length)d characters; the most is %(max)d. Give it a shorter one.",
        "contradiction": "Either choose a file or take the old one away, not both.",
    },
}

VALIDATORS: dict[type, str] = {
    validators.MaxLengthValidator: (
        "This has %(show_value)s characters, and there is room for at most %(limit_value)s characters. Shorten it."
    ),
    validators.MinLengthValidator: "Write at least %(limit_value)s characters; this has %(show_value)s.",
    validators.MinValueValidator: "Write %(limit_value)s or more.",
    validators.MaxValueValidator: "Write %(limit_value)s or less.",
    validators.EmailValidator: "Write a mail address, such as name@example.org.",
    validators.ProhibitNullCharactersValidator: "This has a mark that cannot be kept. Type it again.",
}

DIGITS = {
    "invalid": "Write a number, such as 332.1.",
    "max_digits": "Write at most %(max)s digits in all.",
    "max_decimal_places": "Write at most %(max)s digits behind the point.",
    "max_whole_digits": "Write at most %(max)s digits before the point.",
}


def put_in_place() -> None:
    """Replace the framework's own sentences, for every form of the program. Called once, when it starts."""
    for field, sentences in FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **sentences}
    for validator, sentence in VALIDATORS.items():
        validator.message = sentence
    validators.DecimalValidator.messages = dict(DIGITS)
