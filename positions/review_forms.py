"""The review of a nomination on one form: every criterion, the recommendation, and the questions for the department."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.urls import reverse

from accounts.acting import StepRefused
from positions import review, validators
from positions.models import Nomination, Review
from positions.nomination_act_forms import ActForm, DecideForm, LapseForm, NoteForm, PlaceForm, WithdrawForm
from positions.review import Said
from records.fields import LongText


@dataclass(frozen=True)
class Line:
    """One criterion on the form: what is asked and answered, and the two boxes of the review."""

    said: Said
    answer: BoundField
    note: BoundField


class ReviewForm(ActForm):
    """What DPA/DHR says of a case. Nothing is asked for to save it; `needs` names what an act on it takes."""

    name, verbs, button = "review", ("review",), "Save the review"
    refusals = {
        "recommendation": "Write the recommendation for the State Personnel Director.",
        "questions": "Write what the department should answer.",
    }

    review_revision = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    recommends = forms.ChoiceField(label="Recommendation", widget=forms.RadioSelect, required=False)
    recommendation = LongText(label="Recommendation to the State Personnel Director", required=False)
    questions = LongText(
        label="Questions for the department",
        help_text="Sent only when you return the case. They begin the thread.",
        required=False,
    )

    def __init__(
        self, *args: Any, nomination: Nomination, stored: Review | None = None, needs: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, nomination=nomination, **kwargs)
        self.needs = needs
        self.said = review.checklist(nomination, stored)
        choices = validators.review_answers(nomination.plan)
        for each in self.said:
            self.fields[f"answer_{each.code}"] = forms.ChoiceField(
                label=f"{each.words}: is it met?", choices=choices, widget=forms.RadioSelect, required=False
            )
            self.fields[f"note_{each.code}"] = LongText(label="Note", rows=2, required=False)
            self.initial |= {f"answer_{each.code}": each.answer, f"note_{each.code}": each.note}
        self.fields["recommends"].choices = validators.recommendations(nomination.plan)
        self.initial |= {
            "review_revision": stored.revision if stored else 0,
            "recommends": stored.recommends if stored else "",
            "recommendation": stored.words if stored else "",
            "questions": review.questions_in(self.said),
        }
        self.forward_url = reverse("positions:forward", args=[nomination.pk])
        self.return_url = reverse("positions:return", args=[nomination.pk])

    @property
    def lines(self) -> Iterator[Line]:
        """Every criterion with its two boxes, in the law's order."""
        return (Line(each, self[f"answer_{each.code}"], self[f"note_{each.code}"]) for each in self.said)

    def clean(self) -> dict[str, Any]:
        """What the act takes has to be written."""
        cleaned = super().clean()
        if self.needs and not cleaned.get(self.needs, "").strip():
            self.add_error(self.needs, self.refusals[self.needs])
        return cleaned

    def tell(self, refusal: StepRefused) -> None:
        """Say beside each criterion what the law still misses."""
        for finding in refusal.findings:
            name = f"answer_{finding.field}" if f"answer_{finding.field}" in self.fields else finding.field
            if name in self.fields:
                self.add_error(name, f"{finding.words} ({finding.code})")

    @property
    def is_changed(self) -> bool:
        """Whether what was sent is another review than the stored one. An act sent alone brings no review."""
        own = {"recommends", "recommendation", *(name for name in self.fields if name.startswith(("answer_", "note_")))}
        return "review_revision" in self.data and not own.isdisjoint(self.changed_data)

    @property
    def written_review(self) -> dict[str, Any]:
        """What is kept of it."""
        cleaned = self.cleaned_data
        return {
            "answers": {each.code: cleaned[f"answer_{each.code}"] for each in self.said},
            "notes": {each.code: cleaned[f"note_{each.code}"] for each in self.said},
            "recommends": cleaned["recommends"],
            "words": cleaned["recommendation"],
            "revision": cleaned["review_revision"] or 0,
        }


ACTS: tuple[type[ActForm], ...] = (NoteForm, ReviewForm, DecideForm, PlaceForm, WithdrawForm, LapseForm)
"""Every act that takes something written, in the order of the page."""
