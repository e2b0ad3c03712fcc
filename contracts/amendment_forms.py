"""What people fill in about an amendment, but for its lines and projects. No field here is about pay."""

from typing import Any

from django import forms

from accounts.models import User
from accounts.scoping import ScopedForm
from accounts.templatetags.uswds import anchor
from contracts import people
from contracts.models import Amendment
from contracts.writing import Trouble
from records.fields import LongText


class AmendmentForm(ScopedForm):
    """Why the expectations are altered, and who signs as appointing authority."""

    revision = forms.IntegerField(widget=forms.HiddenInput())
    reason = LongText(
        label="Why the expectations are altered",
        help_text="It is printed on the amendment. A new task, a change of circumstances.",
        rows=4,
        required=False,
    )
    appointing_authority = forms.ModelChoiceField(
        User.objects.none(), label="Signs as appointing authority", empty_label=None
    )

    def __init__(self, *args: Any, amendment: Amendment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._amendment = amendment
        fit = people.appointing_authorities(amendment.department, self.user, on=self.on)
        named = User.objects.filter(pk=amendment.appointing_authority_id)
        choices = (fit | named).exclude(pk=amendment.contract.employee_id).distinct().order_by("name")
        self.fields["appointing_authority"].queryset = choices

    @staticmethod
    def stored(amendment: Amendment) -> dict[str, Any]:
        """What is stored now, by field."""
        return {
            "revision": amendment.revision,
            "reason": amendment.reason,
            "appointing_authority": amendment.appointing_authority_id,
        }

    def again(self) -> "AmendmentForm":
        """The same with what was typed, not judged yet."""
        typed = {name: self[name].value() for name in self.fields}
        return AmendmentForm(initial=typed, amendment=self._amendment, user=self.user, on=self.on)

    def troubles(self) -> list[Trouble]:
        """What is wrong, field by field."""
        return [
            Trouble("" if field.is_hidden else anchor(field), field.label, words)
            for field in self
            for words in field.errors
        ]


class DeclineAmendmentForm(ScopedForm):
    """Why the employee does not agree."""

    reason = LongText(
        label="Why you do not agree",
        help_text="The department reads it, and it stays on record.",
        rows=5,
        error_messages={"required": "Write why you do not agree."},
    )
