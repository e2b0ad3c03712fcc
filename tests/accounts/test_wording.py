"""What forms say of bad input: our own sentences, never the framework's."""

import pytest
from django import forms
from django.core.validators import MaxValueValidator, MinLengthValidator

from accounts.models import Department

FRAMEWORK = ("Ensure", "Enter a", "Select a valid", "This field", "is not one of the available", "Null characters")
CASES = [
    (forms.CharField(), "", "Fill this in."),
    (forms.CharField(max_length=3), "abcd", "at most 3 characters"),
    (forms.CharField(validators=[MinLengthValidator(3)]), "ab", "at least 3 characters"),
    (forms.CharField(), "a\x00b", "a mark that cannot be kept"),
    (forms.IntegerField(), "x", "Write a whole number"),
    (forms.IntegerField(min_value=1), "0", "Write 1 or more."),
    (forms.IntegerField(validators=[MaxValueValidator(9)]), "10", "Write 9 or less."),
    (forms.DecimalField(), "x", "Write a number"),
    (forms.DecimalField(max_digits=3, decimal_places=1), "1.25", "at most 1 digits behind the point"),
    (forms.DecimalField(max_digits=3, decimal_places=1), "12345", "at most 3 digits"),
    (forms.DateField(), "yesterday", "Write the month, day and year"),
    (forms.EmailField(), "nobody", "Write a mail address"),
    (forms.ChoiceField(choices=[("a", "A")]), "b", "Choose one of the list"),
    (forms.TypedChoiceField(choices=[(1, "A")], coerce=int), "b", "Choose one of the list"),
    (forms.MultipleChoiceField(choices=[("a", "A")]), ["b"], "“b” is not in it"),
    (forms.MultipleChoiceField(choices=[("a", "A")]), "b", "Choose from the list."),
    (forms.FileField(), "x", "did not arrive"),
]


@pytest.mark.parametrize(("field", "typed", "sentence"), CASES, ids=lambda each: type(each).__name__)
def test_a_form_says_what_is_wrong_in_plain_words(field, typed, sentence):
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(typed)
    said = " ".join(refused.value.messages)
    assert sentence in said
    assert not any(words in said for words in FRAMEWORK)


@pytest.mark.django_db
def test_a_row_that_there_is_not_cannot_be_chosen():
    with pytest.raises(forms.ValidationError, match="Choose one of the list; this is not in it."):
        forms.ModelChoiceField(Department.objects.none()).clean("999999")
