"""What people fill in about an appraisal and its year. Nothing here decides who may act: the acts do."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import signin
from accounts.fields import DayField
from accounts.models import Membership, User
from accounts.scoping import ScopedForm
from appraisals import agreed, signing, validators
from appraisals.models import Appraisal
from appraisals.models.notes import KINDS, SEEN_BY
from appraisals.models.offers import OFFERED
from appraisals.sheet import Sheet
from contracts.models import APPOINTING_OFFICES
from records.fields import LongText, ShortText
from records.files import ACCEPTED_WORDS


class SheetForm(ScopedForm):
    """A page on which every objective has its boxes. `revision` and `terms` say what was on the page."""

    revision = forms.IntegerField(widget=forms.HiddenInput())
    seen_terms = forms.CharField(widget=forms.HiddenInput(), max_length=16)


class AccountForm(SheetForm):
    """The executive's own account, one box for each objective."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [row.term.key for section in sheet.sections for row in section.rows]
        for section in sheet.sections:
            for row in section.rows:
                name = f"account-{row.term.key}"
                self.fields[name] = LongText(label="What was reached", rows=2, required=False, initial=row.account)
                row.boxes["account"] = self[name]

    def written(self) -> dict[str, Any]:
        """What the act takes."""
        data = self.cleaned_data
        return {
            "accounts": {key: data[f"account-{key}"] for key in self.keys},
            "revision": data["revision"],
            "seen_terms": data["seen_terms"],
        }


class LevelField(forms.TypedChoiceField):
    """One of the levels, with the words of the form; or none yet."""

    def __init__(self, plan: str, **kwargs: Any) -> None:
        choices = [(level, f"{level} {words}") for level, words in validators.levels(plan)]
        super().__init__(
            choices=choices, coerce=int, empty_value=None, required=False, widget=forms.RadioSelect, **kwargs
        )


class RatingForm(SheetForm):
    """A level and a note for every objective, an overall for every core area, and the one overall."""

    overall_note = LongText(label="Note on performance as a whole", rows=4, required=False)

    def __init__(self, *args: Any, appraisal: Appraisal, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys, self.parts = [], []
        for section in sheet.sections:
            for row in section.rows:
                self._row(appraisal.plan, row)
            if section.part.is_area:
                self.parts.append(section.part.code)
                section.box = self._level(f"overall-{section.part.code}", appraisal.plan, "Overall", section.overall)
        self.overall = self._level("overall", appraisal.plan, "Overall performance rating", sheet.overall)
        self.fields["overall_note"].initial = sheet.overall.note if sheet.overall else ""

    def _row(self, plan: str, row: Any) -> None:
        key = row.term.key
        self.keys.append(key)
        row.boxes["level"] = self._level(f"level-{key}", plan, "Rating", row.rating)
        note = row.rating.note if row.rating else ""
        self.fields[f"note-{key}"] = LongText(label="Note", rows=2, required=False, initial=note)
        row.boxes["note"] = self[f"note-{key}"]

    def _level(self, name: str, plan: str, label: str, rated: Any) -> Any:
        self.fields[name] = LevelField(plan, label=label, initial=rated.level if rated else None)
        return self[name]

    def written(self) -> dict[str, Any]:
        """What the act takes."""
        data = self.cleaned_data
        return {
            "levels": {key: data[f"level-{key}"] for key in self.keys},
            "notes": {key: data[f"note-{key}"] for key in self.keys},
            "overalls": {**{part: data[f"overall-{part}"] for part in self.parts}, "": data["overall"]},
            "overall_note": data["overall_note"],
            "revision": data["revision"],
            "seen_terms": data["seen_terms"],
        }


class MeetingForm(ScopedForm):
    """The meeting on the rating."""

    met_on = DayField(label="Day of the meeting")
    notes = LongText(
        label="What was said",
        help_text="The executive reads it from the release on; it is printed with the evaluation.",
        rows=4,
        required=False,
    )


class ReleaseForm(ScopedForm):
    """The rating that was on the page, to be released."""

    revision = forms.IntegerField(widget=forms.HiddenInput())


class CommentForm(ScopedForm):
    """The executive's comments."""

    text = LongText(
        label="Your comments",
        help_text="They are printed with the evaluation and signed with it. Until you sign you can write them anew.",
        rows=6,
        error_messages={"required": "Write your comments."},
    )


class ReturnForm(ScopedForm):
    """Why a released rating is taken back."""

    reason = LongText(
        label="Why the rating is taken back",
        help_text="It stays on record. The executive is told that it was taken back, and sees no rating from then on.",
        rows=3,
        error_messages={"required": "Write why the rating is taken back."},
    )


class OfferForm(ScopedForm):
    """That the executive was offered the evaluation and did not sign it."""

    offered_on = DayField(label="Day on which it was offered")
    how = forms.ChoiceField(label="How it was offered", choices=OFFERED, widget=forms.RadioSelect)
    said = LongText(
        label="Reason that the executive gave",
        help_text="In their words. It is printed on the form. Leave it empty when none was given.",
        rows=3,
        required=False,
    )
    upload = forms.FileField(
        label="Scan", help_text="PDF, if there is one: a note of the meeting, a receipt.", required=False
    )


class WithdrawForm(ScopedForm):
    """Why an appraisal that was opened by mistake is withdrawn."""

    reason = LongText(
        label="Why the appraisal is withdrawn",
        help_text="The executive is told and reads it. What was written and rated stays on record.",
        rows=3,
        error_messages={"required": "Write why the appraisal is withdrawn."},
    )


class AttachForm(ScopedForm):
    """A file that becomes part of the evaluation."""

    what = ShortText(label="What the file shows", max_length=250)
    upload = forms.FileField(label="File", help_text=f"{ACCEPTED_WORDS}.")


class RaterForm(ScopedForm):
    """Who rates after the rater left office."""

    rater = forms.ModelChoiceField(User.objects.none(), label="Who rates", empty_label=None)

    def __init__(self, *args: Any, appraisal: Appraisal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Membership.unscoped.filter(department=appraisal.department_id, office__in=APPOINTING_OFFICES)
        people = User.objects.filter(pk__in=held.held_on(self.on).values("user")).exclude(pk=appraisal.employee_id)
        self.fields["rater"].queryset = people.order_by("name")


class NoteForm(ScopedForm):
    """A note of the year. Who sees it has no answer of its own: it is chosen before it is saved."""

    dated_on = DayField(label="Day it is about")
    what = forms.ChoiceField(label="What it is", choices=KINDS, widget=forms.RadioSelect, initial="note")
    key = forms.ChoiceField(label="Objective", required=False)
    words = LongText(label="What happened", rows=4, error_messages={"required": "Write what happened."})
    upload = forms.FileField(label="File that shows it", help_text=f"{ACCEPTED_WORDS}.", required=False)
    seen_by = forms.ChoiceField(
        label="Who can see it",
        help_text="Choose before you save: it cannot be changed afterwards.",
        choices=SEEN_BY,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who can see it. Nothing is saved before that."},
    )

    def __init__(self, *args: Any, parts: Iterable[agreed.Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(part.title.capitalize(), [(term.key, term.text[:110]) for term in part.terms]) for part in parts]
        self.fields["key"].choices = [("", "The whole contract"), *groups]


class ReviewForm(ScopedForm):
    """A progress review. It has no place for a rating."""

    met_on = DayField(label="Day of the meeting")
    discussed = LongText(label="What was discussed", rows=5, error_messages={"required": "Write what was discussed."})
    plans = LongText(
        label="Plans for improvement",
        help_text="If problems were identified: what is done about them, by when.",
        rows=3,
        required=False,
    )


class AcknowledgeForm(ScopedForm):
    """The other side of a progress review."""

    reply = LongText(
        label="Your reply",
        help_text="Acknowledging says that you have read it, not that you agree.",
        rows=3,
        required=False,
    )


class SignForm(forms.Form):
    """Consent, and the proof, given now, of who signs. Nothing in it is ever shown again."""

    seen_hash = forms.CharField(widget=forms.HiddenInput(), max_length=64)
    consent = forms.BooleanField(
        label=signing.CONSENT,
        error_messages={"required": "Tick this box if you consent; without it nothing can be signed here."},
    )
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
        if not self.errors:
            try:
                proof = {"password": cleaned["password"], "code": cleaned.get("code")}
                self.authentication = signin.prove(self._request, **proof)
            except signin.NotProven as trouble:
                raise ValidationError({trouble.field: trouble.words}) from None
        return cleaned

    def proof(self) -> dict[str, str]:
        """What the act of signing takes."""
        return {
            "seen_hash": self.cleaned_data["seen_hash"],
            "authentication": self.authentication,
            "consent": signing.CONSENT,
        }
