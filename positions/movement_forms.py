"""What people fill in when somebody leaves, moves or was recorded wrongly, and when a position is called otherwise."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accounts.fields import DayField
from accounts.models import Department, User
from accounts.scoping import ScopedForm
from positions import movement_validators, validators
from positions.models import Designation, Incumbency, Placement
from records.fields import LongText, ShortText
from records.files import ACCEPTED_WORDS, check_upload


def certified_field() -> forms.TypedChoiceField:
    """Whether a person is certified: yes, no, or not known yet."""
    return forms.TypedChoiceField(
        label="Is this person certified in the state personnel system?",
        choices=[("yes", "Yes"), ("no", "No"), ("", "Not known yet")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        required=False,
    )


class EndForm(ScopedForm):
    """How an appointment ends, and its last day. HR is offered the plain ways only."""

    way = forms.ChoiceField(label="How it ends", error_messages={"required": "Choose how the appointment ends."})
    ends_on = DayField(label="Last day", error_messages={"required": "Enter the last day in the position."})
    cause = forms.ChoiceField(label="Cause of discipline", help_text="For discipline only. (CO-DIS-1)", required=False)
    met_on = DayField(
        label="Day of the meeting before the disciplinary action",
        help_text="For discipline only. Without one the end is recorded and flagged. (CO-DIS-1)",
        required=False,
    )
    reason = LongText(
        label="What it rests on",
        help_text="Needed for discipline and layoff. Seen by the person, the director, HR and statewide offices.",
        required=False,
    )

    def __init__(self, *args: Any, incumbency: Incumbency, decides: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = movement_validators.ways_to_choose(incumbency, decides=decides)
        self.fields["way"].choices = [("", "Choose"), *ways]
        if decides and not incumbency.is_acting:
            self.fields["cause"].choices = [("", "None: not discipline"), *movement_validators.causes(incumbency.plan)]
        else:
            del self.fields["cause"], self.fields["met_on"]
            self.fields["reason"].help_text = "Seen by the person, the director, HR and statewide offices."


class RenameForm(ScopedForm):
    """Another title or division from a day on."""

    title = ShortText(label="Title of the position", max_length=150)
    division = ShortText(label="Division", max_length=150, required=False)
    starts_on = DayField(label="From", error_messages={"required": "Enter the day from which it is called so."})
    reason = LongText(label="Why", error_messages={"required": "Write why."})

    def __init__(self, *args: Any, named: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"title": named.title, "division": named.division}
        if isinstance(named, Designation):
            self.initial["starts_on"] = named.starts_on
            self.fields["reason"].label = "What was wrong, and how it is known"


class DescribeForm(ScopedForm):
    """A new version of the job description."""

    document = forms.FileField(
        label="Job description",
        help_text=f"{ACCEPTED_WORDS}. It becomes the newest version; the old ones are kept.",
        allow_empty_file=True,
        error_messages={"required": "Choose the file."},
    )
    dated_on = DayField(
        label="Date on the job description", error_messages={"required": "Enter the date that stands on it."}
    )

    def clean_document(self) -> UploadedFile:
        """A file must be what its name says, not empty and not too large."""
        upload: UploadedFile = self.cleaned_data["document"]
        check_upload(upload)
        return upload


def wrong_field() -> LongText:
    """What was recorded wrongly, and how that is known."""
    return LongText(
        label="What was wrong, and how it is known",
        error_messages={"required": "Write what was wrong and how it is known."},
    )


class CorrectPlacementForm(ScopedForm):
    """The right days in the SES. A last day is asked for only where one can be corrected."""

    starts_on = DayField(label="First day in the SES", error_messages={"required": "Enter the right day."})
    ends_on = DayField(
        label="Last day in the SES", help_text="Emptied, the position stays in the SES with no end set.", required=False
    )
    reason = wrong_field()

    def __init__(self, *args: Any, placement: Placement, has_free_end: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"starts_on": placement.starts_on, "ends_on": placement.ends_on}
        if not has_free_end:
            del self.fields["ends_on"]


class CorrectAppointmentForm(ScopedForm):
    """The right days and facts of an appointment. Whoever it is about, and the position, are not corrected here."""

    starts_on = DayField(label="First day", error_messages={"required": "Enter the first day."})
    ends_on = DayField(label="Last day", help_text="Emptied, the appointment goes on.", required=False)
    is_acting = forms.BooleanField(label="This is an acting appointment", required=False)
    method = forms.ChoiceField(label="How the position is filled")
    is_encumbered = forms.BooleanField(label="This person held the position before it entered the SES", required=False)
    merit_basis = LongText(label="Basis of merit and fitness", required=False)
    is_certified = certified_field()
    previously_certified_class = ShortText(label="Previously certified class", max_length=120, required=False)
    reason = wrong_field()

    def __init__(self, *args: Any, incumbency: Incumbency, may_correct_end: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = validators.methods(incumbency.plan)
        if incumbency.ends_on is None or not may_correct_end:
            del self.fields["ends_on"]
        self.initial |= {name: getattr(incumbency, name) for name in self.fields if name != "reason"}
        self.initial["is_certified"] = {True: "yes", False: "no", None: ""}[incumbency.is_certified]


class TransferForm(ScopedForm):
    """A person who comes from another SES position."""

    person = forms.ModelChoiceField(User.objects.filter(is_active=True), widget=forms.HiddenInput())
    starts_on = DayField(
        label="First day in the new position",
        help_text="Not before the last approval. The old appointment ends the day before.",
        error_messages={"required": "Enter the first day."},
    )
    merit_basis = LongText(label="Basis of merit and fitness", help_text="(CO-APT-1)", required=False)


class ReasonForm(ScopedForm):
    """Why a transfer does not take place."""

    reason = LongText(label="Why", error_messages={"required": "Write why."})


class VacancyForm(ScopedForm):
    """A classified position outside the SES that is vacant."""

    department = forms.ModelChoiceField(Department.objects.none(), label="Department", empty_label=None)
    number = ShortText(label="Position number", max_length=30)
    title = ShortText(label="Title of the position", max_length=150)
    job_class = ShortText(
        label="Class", help_text="As it is written in the appointments of people who were certified.", max_length=120
    )
    vacant_from = DayField(label="Vacant from")

    def __init__(self, *args: Any, departments: list[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only = departments[0] if len(departments) == 1 else None
        if self.only is not None:
            del self.fields["department"]  # nothing to choose
        else:
            keys = [department.pk for department in departments]
            self.fields["department"].queryset = Department.objects.filter(pk__in=keys).order_by("name")

    def clean(self) -> dict[str, Any]:
        """The department is the person's only one, if they hold their office in one."""
        cleaned = super().clean()
        return cleaned if self.only is None else cleaned | {"department": self.only}


class FillForm(ScopedForm):
    """The day from which a position is no longer vacant."""

    filled_on = DayField(
        label="First day on which it is no longer vacant", error_messages={"required": "Enter the day."}
    )
