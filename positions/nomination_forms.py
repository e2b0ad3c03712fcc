"""What people fill in to nominate a position: which one, and the case for it."""

from dataclasses import dataclass
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Fieldset, Layout, Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.fields import DayField
from accounts.models import Department
from accounts.scoping import ScopedForm
from law.findings import Finding
from positions import validators
from positions.forms import LongText, ShortText
from positions.models import Nomination
from records.files import ACCEPTED_WORDS, check_upload


class StartForm(ScopedForm):
    """Which position is to be nominated, by which department."""

    department = forms.ModelChoiceField(Department.objects.none(), label="Department", empty_label=None)
    number = ShortText(label="Position number", max_length=30)
    title = ShortText(label="Title of the position", max_length=150)
    division = ShortText(label="Division", max_length=150, required=False)
    is_management_class = forms.BooleanField(
        label="The position is in the Management class", required=False, initial=True
    )

    def __init__(self, *args: Any, departments: list[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(departments) == 1:
            del self.fields["department"]  # nothing to choose
            self.only = departments[0]
        else:
            keys = [department.pk for department in departments]
            self.fields["department"].queryset = Department.objects.filter(pk__in=keys).order_by("name")

    def clean(self) -> dict[str, Any]:
        """The department is the person's only one, if they hold their office in one."""
        cleaned = super().clean()
        if "department" not in self.fields:
            cleaned["department"] = self.only
        return cleaned


class CaseForm(ScopedForm):
    """The case of a nomination: one box for each question of the law, the rationale, the day, the job description."""

    revision = forms.IntegerField(widget=forms.HiddenInput())
    title = ShortText(label="Title of the position", max_length=150)
    division = ShortText(label="Division", max_length=150, required=False)
    is_management_class = forms.BooleanField(label="The position is in the Management class", required=False)
    rationale = LongText(
        label="Rationale",
        help_text="Why this position belongs in the SES. (CO-NOM-2)",
        required=False,
        rows=6,
    )
    wanted_on = DayField(
        label="Day the department wants it placed",
        help_text="Not binding. Left empty, an approval holds a place from the day it is given.",
        required=False,
    )
    job_description = forms.FileField(
        label="Job description",
        help_text=f"{ACCEPTED_WORDS}. A new file becomes a new version; the old one is kept. (CO-NOM-2)",
        required=False,
        allow_empty_file=True,
    )
    job_description_on = DayField(
        label="Date on the job description",
        help_text="Flagged when it is more than a year old on the day of the nomination.",
        required=False,
    )

    def __init__(self, *args: Any, nomination: Nomination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nomination = nomination
        self.questions = [each for each in validators.questions(nomination.plan) if not each.yes_or_no]
        for question in self.questions:
            self.fields[question.code] = LongText(
                label=question.words, help_text=f"{question.hint} ({question.rule_id})", required=False
            )
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "revision",
            Fieldset("The position", "title", "division", "is_management_class"),
            Fieldset("Why it belongs in the SES", "rationale", *(question.code for question in self.questions)),
            Fieldset("Job description", "job_description", "job_description_on"),
            Fieldset("When", "wanted_on"),
            ButtonHolder(Submit("save", "Save")),
        )

    def clean_job_description(self) -> UploadedFile | None:
        """A file must be what its name says, not empty and not too large."""
        upload = self.cleaned_data["job_description"]
        if upload is not None:
            check_upload(upload)
        return upload

    def clean(self) -> dict[str, Any]:
        """A file and its date come together."""
        cleaned = super().clean()
        upload, dated_on = cleaned.get("job_description"), cleaned.get("job_description_on")
        if upload and dated_on is None and "job_description_on" not in self.errors:
            self.add_error("job_description_on", "Enter the date that stands on the job description.")
        return cleaned

    @property
    def case(self) -> dict[str, Any]:
        """The case as it was written, and the revision it was written over."""
        codes = {question.code for question in self.questions}
        apart = codes | {"job_description", "job_description_on"}
        return {name: value for name, value in self.cleaned_data.items() if name not in apart} | {
            "answers": {code: self.cleaned_data[code] for code in codes}
        }

    def differing_from(self, nomination: Nomination) -> list[tuple[str, Any]]:
        """What is stored now where it differs from what was typed: label and value. Saving again takes what was typed.

        The form is moved on to the stored revision, so that the person decides having seen both.
        """
        self.full_clean()
        now = self.stored(nomination)
        self.data = self.data.copy()
        self.data["revision"] = now.pop("revision")
        typed = self.cleaned_data
        return [
            (self.fields[name].label, value)
            for name, value in now.items()
            if name in self.fields and (value or "") != (typed.get(name) or "")
        ]

    @staticmethod
    def stored(nomination: Nomination) -> dict[str, Any]:
        """What is stored now, by field."""
        position = nomination.position
        return {
            "revision": nomination.revision,
            "title": position.title,
            "division": position.division,
            "is_management_class": position.is_management_class,
            "rationale": nomination.rationale,
            "wanted_on": nomination.wanted_on,
            **nomination.answers,
        }


@dataclass(frozen=True)
class Missing:
    """One thing to be written before a nomination can be submitted: its label, its box, and the rule that asks."""

    label: str
    anchor: str
    code: str


def still_missing(nomination: Nomination, findings: list[Finding]) -> tuple[list[Missing], list[Finding]]:
    """Of these findings: those that only say that a box is empty, told shortly; and the others."""
    labels = {"rationale": "Rationale"}
    labels |= {question.code: question.words for question in validators.questions(nomination.plan)}
    labels["job_description"] = "Job description"
    empty = [finding for finding in findings if finding.stops and finding.field in labels]
    boxes = {"management_class": "is_management_class"}
    missing = [
        Missing(labels[each.field], f"id_{boxes.get(each.field, each.field)}", each.code)
        for each in sorted(empty, key=lambda each: list(labels).index(each.field))
    ]
    return missing, [finding for finding in findings if finding not in empty]
