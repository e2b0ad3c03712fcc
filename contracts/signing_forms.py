"""What a person gives who signs: consent, and the proof, now or for the sitting, of who they are."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import signin
from contracts import consents, signing
from contracts.sitting import Sitting


class ProofForm(forms.Form):
    """The proof, given now, of who is at the desk. Nothing in it is ever shown again.

    `authentication` says, after the form was found valid, how the person proved who they are.
    """

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

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._request = request
        self.authentication = ""
        if not signin.has_second_factor(request.user):
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """The proof is asked for last: neither a password nor a code is spent on a form that is wrong elsewhere."""
        cleaned = super().clean()
        if not self.errors and "password" in self.fields:
            try:
                proof = {"password": cleaned["password"], "code": cleaned.get("code")}
                self.authentication = signin.prove(self._request, **proof)
            except signin.NotProven as trouble:
                raise ValidationError({trouble.field: trouble.words}) from None
        return cleaned


class SittingForm(ProofForm):
    """The proof for a sitting."""


class SignForm(ProofForm):
    """Consent to sign electronically, and the proof, unless a sitting is open that has it."""

    seen_hash = forms.CharField(widget=forms.HiddenInput(), max_length=64)
    consent = forms.BooleanField(
        label=signing.CONSENT,
        error_messages={
            "required": "Tick this box if you consent. Without it nothing is signed here; you can sign on paper."
        },
    )

    field_order = ("seen_hash", "consent", "password", "code")

    def __init__(self, *args: Any, sitting: Sitting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agreed = consents.standing(self._request.user)
        if self.agreed is not None:  # consent is asked for once
            del self.fields["consent"]
        if sitting is not None:
            del self.fields["password"]
            self.fields.pop("code", None)
            self.authentication = sitting.evidence

    def proof(self) -> dict[str, str]:
        """What the act of signing takes."""
        return {
            "seen_hash": self.cleaned_data["seen_hash"],
            "authentication": self.authentication,
            "consent": signing.CONSENT if self.cleaned_data.get("consent") else "",
        }
