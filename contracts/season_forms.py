"""What is chosen for an act on many contracts."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import Department, User
from accounts.scoping import ScopedForm
from contracts import people
from contracts.bulk_preview import Candidate
from records.fields import LongText, ShortText


class BulkForm(ScopedForm):
    """Which rows, and what is filled in for all of them. `key` is that of this page: pressed twice, it is one."""

    key = forms.UUIDField(widget=forms.HiddenInput())
    rows = forms.TypedMultipleChoiceField(
        label="Rows",
        coerce=int,
        error_messages={
            "required": "Choose at least one row.",
            "invalid_choice": "A row that you chose cannot be done any more. Look again, then press.",
        },
    )
    note = LongText(label="Note to those who sign, the same for all", rows=3, required=False)
    appointing_authority = forms.ModelChoiceField(
        User.objects.none(),
        label="Appointing authority where there is no earlier contract",
        help_text="Everybody else keeps the one of this year’s contract.",
        required=False,
    )
    appointing_authority_title = ShortText(label="Title of that appointing authority", max_length=150, required=False)

    def __init__(
        self,
        *args: Any,
        act: str,
        department: Department | None,
        candidates: Sequence[Candidate],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        possible = [each for each in candidates if not each.reason]
        self.fields["rows"].choices = [(each.key, each.name) for each in possible]
        self.initial.setdefault("key", uuid.uuid4())
        self.picked = set(self.data.getlist("rows")) if self.is_bound else {str(each.key) for each in possible}
        if act == "prepare" and department is not None and any(each.is_first for each in possible):
            fit = people.appointing_authorities(department, self.user, on=self.on)
            self.fields["appointing_authority"].queryset = fit
        else:
            del self.fields["appointing_authority"], self.fields["appointing_authority_title"]
        if act != "propose":
            del self.fields["note"]

    def chosen(self) -> set[int]:
        """The keys of the rows to do."""
        return set(self.cleaned_data["rows"])

    def choices(self) -> dict[str, Any]:
        """What was filled in for all rows, as it is kept."""
        superior = self.cleaned_data.get("appointing_authority")
        written = {name: self.cleaned_data.get(name, "") for name in ("note", "appointing_authority_title")}
        return {**written, "appointing_authority": superior.pk if superior else None}
