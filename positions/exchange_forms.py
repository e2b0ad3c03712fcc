"""What people fill in to bring in a file, and to look through its rows."""

from typing import Any

from django import forms

from accounts.models import Department
from positions.exchange.rows import OUTCOMES

SEVERAL = 2


class UploadForm(forms.Form):
    """The file; and for which department, where a person brings in for several."""

    department = forms.ModelChoiceField(Department.objects.none(), label="Department", empty_label=None)
    file = forms.FileField(
        label="File",
        help_text="CSV or Excel (.xlsx), at most 10 MB. Nothing is saved before you have seen every row.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty. Choose the file again.",
            "missing": "Choose a file.",
            "invalid": "Choose a file.",
        },
    )

    def __init__(self, *args: Any, departments: list[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [each.pk for each in departments]
        self.fields["department"].queryset = Department.objects.filter(pk__in=keys).order_by("name")
        self.only = departments[0] if len(departments) == 1 else None
        if len(departments) < SEVERAL:
            del self.fields["department"]

    @property
    def whose(self) -> Department | None:
        """The department chosen, or the only one there is; None for the whole state."""
        return self.cleaned_data.get("department", self.only)


class OutcomeFilter(forms.Form):
    """Which rows are listed."""

    what = forms.ChoiceField(label="Outcome", choices=[("", "Every row"), *OUTCOMES.items()], required=False)
