"""One short form for each act on a nomination that takes something written."""

from datetime import date
from typing import Any

from django import forms
from django.urls import reverse

from accounts.acting import StepRefused, procedure
from accounts.fields import DayField
from accounts.scoping import ScopedForm
from positions import effects, validators
from positions.effects import Effect
from positions.forms import LongText, positions_field
from positions.models import Nomination


class ActForm(ScopedForm):
    """An act on a nomination. `name` is its URL name, `verbs` the steps that it can take.

    `revision` is the one the page showed; an act on a nomination that was saved since is refused. `effect` is
    what placing the position would make, where the page has counted it.
    """

    name = ""
    verbs: tuple[str, ...] = ()
    button = ""

    revision = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, nomination: Nomination, effect: Effect | None = None, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{self.name}_%s", **kwargs)  # several of these stand on one page
        self.effect = effect
        self.nomination = nomination
        self.initial.setdefault("revision", nomination.revision)
        self.action = reverse(f"positions:{self.name}", args=[nomination.pk])

    def verb(self, nomination: Nomination) -> str:
        """The step that it takes from where the nomination stands."""
        possible = [verb for verb in self.verbs if procedure(nomination).step(verb, start=nomination.state)]
        return (possible or self.verbs)[0]

    def refuse_if_stale(self, nomination: Nomination) -> None:
        """Raises StepRefused when the nomination was saved after the page with this form was opened."""
        self.refuse_if_saved_since(nomination, self.cleaned_data["revision"])

    @staticmethod
    def refuse_if_saved_since(nomination: Nomination, revision: int | str | None) -> None:
        """Raises StepRefused unless `revision`, where the page said it, is the one that is stored."""
        if revision not in (None, "") and str(revision) != str(nomination.revision):
            raise StepRefused(
                "Somebody saved this nomination after you opened the page. Read it again; nothing was done "
                "yet. (CO-NOM-3)"
            )

    def tell(self, refusal: StepRefused) -> None:
        """Say beside the boxes why the act was refused, where that is about one of them."""

    @property
    def written(self) -> list[tuple[str, str]]:
        """What was typed, to give it back when the act can no longer be done here."""
        return [(field.label, str(field.value())) for field in self.visible_fields() if self.is_bound and field.value()]


class NoteForm(ActForm):
    """A question of DPA/DHR, or an answer of the department."""

    name, verbs, button = "note", ("edit", "return"), "Add to the thread"
    text = LongText(label="Question or answer", error_messages={"required": "Write the question or the answer."})


class DecideForm(ActForm):
    """The decision, which is final; and where approving takes more than the department may have, what is authorized."""

    name, verbs, button = "decide", ("approve", "deny"), "Record the decision"
    decision = forms.ChoiceField(
        label="Decision",
        choices=[("approve", "Approve"), ("deny", "Deny")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve or to deny."},
    )
    reason = LongText(label="Reasons", error_messages={"required": "Write the reasons for the decision."})

    def __init__(self, *args: Any, nomination: Nomination, on: date, **kwargs: Any) -> None:
        super().__init__(*args, nomination=nomination, on=on, **kwargs)
        since = validators.first_day_of_place(nomination, on=on)
        effect = self.effect or effects.effect(nomination, since=since)
        if not effect.over:
            return
        self.initial |= {"number": effect.over, "starts_on": effect.since}
        needed = {"required": "Approving needs this: the department has no room otherwise."}
        number = positions_field(label=f"Additional positions for {nomination.department}")
        number.error_messages |= needed
        self.fields |= {
            "number": number,
            "starts_on": DayField(label="Authorized from", error_messages=needed),
            "cause": LongText(
                label="Good cause for them",
                help_text="Approving takes them, so they are authorized with it. To deny, leave this empty. (CO-CAP-4)",
                error_messages=needed,
            ),
        }

    def clean(self) -> dict[str, Any]:
        """A denial authorizes nothing, so it is not asked how much, from when and why."""
        cleaned = super().clean()
        if cleaned.get("decision") == "deny":
            for name in ("number", "starts_on", "cause"):
                self.errors.pop(name, None)
        elif "cause" in self.fields and cleaned.get("starts_on"):
            self._explain_days(cleaned["starts_on"])
        return cleaned

    def _explain_days(self, starts_on: date) -> None:
        """Says beside the field why an authorization that begins after the place is wanted leaves no room for it."""
        for finding in validators.late_authorization_findings(self.nomination, starts_on=starts_on, on=self.on):
            self.add_error("starts_on", f"{finding.words} ({finding.code})")

    @property
    def authorized(self) -> dict[str, Any] | None:
        """What is authorized with the approval: how many, from when, for what cause. None when nothing is."""
        if "cause" not in self.fields or self.cleaned_data["decision"] != "approve":
            return None
        return {name: self.cleaned_data[name] for name in ("number", "starts_on", "cause")}


class WithdrawForm(ActForm):
    """Taken back by the department, which can be done until it is decided."""

    name, verbs, button = "withdraw", ("withdraw",), "Withdraw"
    reason = LongText(
        label="Why it is withdrawn", error_messages={"required": "Write why the nomination is withdrawn."}
    )


class LapseForm(ActForm):
    """An approval that is not used: it holds no place any more."""

    name, verbs, button = "lapse", ("lapse",), "Let the approval lapse"
    reason = LongText(
        label="Why the approval is not used", error_messages={"required": "Write why the approval is not used."}
    )


class PlaceForm(ActForm):
    """The day on which an approved position enters the SES."""

    name, verbs, button = "place", ("place",), "Place the position"
    placed_on = DayField(
        label="First day in the SES",
        error_messages={"required": "Enter the day on which the position enters the SES."},
    )

    def __init__(self, *args: Any, nomination: Nomination, **kwargs: Any) -> None:
        super().__init__(*args, nomination=nomination, **kwargs)
        self.initial.setdefault("placed_on", nomination.reserves_from)
