"""What people fill in about a notice of unsatisfactory performance, and about an appeal."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import signin
from accounts.fields import DayField
from accounts.scoping import ScopedForm
from appraisals import notice_validators
from appraisals.board import OUTCOMES
from appraisals.models.notices import DELIVERIES
from positions.removal_forms import REASONS, TurnForm
from records.fields import LongText, ShortText


class NoticeTurn(TurnForm):
    """An act on a notice."""

    space = "appraisals"


class EditForm(NoticeTurn):
    """The words of a draft."""

    name, verbs, button = "edit_notice", ("edit",), "Save"
    revision = forms.IntegerField(widget=forms.HiddenInput())
    grounds = LongText(
        label="How the performance is unsatisfactory",
        help_text="What was agreed in the contract, what happened instead, and when. The executive reads this.",
        rows=10,
        required=False,
    )


class WithdrawForm(NoticeTurn):
    """Give up a draft."""

    name, verbs, button = "withdraw_notice", ("withdraw",), "Withdraw the draft"
    reason = LongText(label="Why the draft is withdrawn", error_messages=REASONS)


class SignNoticeForm(NoticeTurn):
    """The proof, given now, of who signs. Nothing in it is ever shown again."""

    name, verbs, button = "sign_notice", ("sign",), "Sign the notice"
    revision = forms.IntegerField(widget=forms.HiddenInput())
    password = forms.CharField(
        label="Your password",
        help_text="The one you sign in with. It is asked for again so that nobody signs at a desk you left.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )
    code = forms.CharField(
        label="Code",
        help_text="From your authenticator app, as it shows now; or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        max_length=20,
    )

    def __init__(self, *args: Any, request: HttpRequest | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request = request
        if not signin.has_second_factor(self.user):
            del self.fields["code"]

    @property
    def written(self) -> list[tuple[str, str]]:
        """Nothing of it is given back."""
        return []

    def clean(self) -> dict[str, Any]:
        """The proof is asked for last: neither a password nor a code is spent on a form that is wrong elsewhere."""
        cleaned = super().clean() or {}
        if not self.errors and self._request is not None:
            try:
                signin.prove(self._request, password=cleaned["password"], code=cleaned.get("code"))
            except signin.NotProven as trouble:
                raise ValidationError({trouble.field: trouble.words}) from None
        return cleaned


class AcknowledgeNoticeForm(NoticeTurn):
    """It has reached me."""

    name, verbs, button = "acknowledge_notice", ("acknowledge",), "I have received this notice"


class AttestForm(NoticeTurn):
    """It was handed over or mailed, with the scan that proves it."""

    name, verbs, button = "attest_notice", ("attest",), "Attest the delivery"
    how = forms.ChoiceField(label="How it was delivered", choices=DELIVERIES[1:], widget=forms.RadioSelect)
    delivered_on = DayField(label="Day of the delivery")
    upload = forms.FileField(
        label="Scan of the proof",
        help_text="PDF: the signed receipt, or the proof of mailing.",
        error_messages={
            "required": "Attach the scan that proves the delivery: the signed receipt, or the proof of mailing."
        },
    )


class SettleForm(NoticeTurn):
    """Whether a notice of May 1 was in time."""

    name, verbs, button = "settle_notice", ("settle",), "Settle the dispute"
    in_time = forms.TypedChoiceField(
        label="The notice of May 1",
        choices=[("yes", "was in time"), ("no", "came too late")],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    reason = LongText(label="Reasons", error_messages=REASONS)


class RescindForm(NoticeTurn):
    """The notice is taken back."""

    name, verbs, button = "rescind_notice", ("rescind",), "Take the notice back"
    reason = LongText(label="Why the notice is taken back", error_messages=REASONS)


class SeparateForm(ScopedForm):
    """The separation is carried out: nothing is filled in, everything is read."""


ACTS: tuple[type[NoticeTurn], ...] = (
    AcknowledgeNoticeForm,
    SettleForm,
    EditForm,
    SignNoticeForm,
    AttestForm,
    WithdrawForm,
    RescindForm,
)
"""Every act on a notice, in the order of the page."""


class AppealForm(ScopedForm):
    """An appeal as it was filed."""

    against = forms.ChoiceField(label="What is appealed", widget=forms.RadioSelect)
    to_board = forms.TypedChoiceField(
        label="Filed with",
        choices=[("yes", "The State Personnel Board"), ("no", "Somebody else")],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    filed_on = DayField(label="Day of the filing")
    case_number = ShortText(label="Case number", max_length=60, required=False)

    def __init__(self, *args: Any, plan: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["against"].choices = [(code, words) for code, words, _ in notice_validators.appeals(plan)]


class OutcomeForm(ScopedForm):
    """What became of an appeal."""

    verb = forms.ChoiceField(
        label="Outcome",
        choices=[(verb, words.capitalize()) for verb, words in OUTCOMES.items()],
        widget=forms.RadioSelect,
    )
    outcome = LongText(label="What was decided", error_messages={"required": "Write what was decided."})
    ended_on = DayField(label="Day of the outcome")
