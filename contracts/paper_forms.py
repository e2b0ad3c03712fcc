"""What is given with a scan of signatures on paper."""

from datetime import date
from typing import Any

from django import forms

from accounts.fields import DayField
from accounts.models import User
from accounts.templatetags.words import day
from contracts import paper_signatures
from contracts.models import Contract
from contracts.paper_signatures import OpenLine
from contracts.signing_forms import ProofForm
from records import files


class PaperForm(ProofForm):
    """A scan of what was signed by hand: who signed which line, on which day, and who answers for it."""

    scan = forms.FileField(
        help_text="All pages, signatures readable, in one PDF of at most 10 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf"}),
        allow_empty_file=True,
        error_messages={"required": "Choose the scan."},
    )
    director = forms.ModelChoiceField(
        User.objects.none(), label="Who signed as department director", required=False, empty_label="Nobody yet"
    )
    older = forms.BooleanField(required=False)
    attests = forms.BooleanField(
        label=paper_signatures.ATTESTATION,
        error_messages={"required": "Tick this box if you attest it; without that the scan is not recorded."},
    )

    def __init__(
        self,
        *args: Any,
        contract: Contract,
        lines: list[OpenLine],
        frozen_on: date,
        what: str = "contract",
        on: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.plan = contract.plan
        self.lines = lines
        self.frozen_on = frozen_on
        self.fields["older"].label = (
            f"A day above is before {day(frozen_on)}, on which this was frozen: the paper is older than what is shown "
            "here. I have compared every line, and they say the same."
        )
        self.fields["scan"].label = f"Scan of the signed {what} (PDF)"
        for line in self.lines:
            whose = f"{line.who} ({line.office.lower()})" if line.who else f"the {line.office.lower()}"
            self.fields[f"{line.code}_on"] = DayField(
                label=f"Signed by {whose} on",
                help_text="The day written beside the signature. Leave it empty for a line that is not signed.",
                required=False,
            )
        if any(not line.who for line in self.lines):
            self.fields["director"].queryset = paper_signatures.directors(contract)
        else:
            del self.fields["director"]
        days = [f"{line.code}_on" for line in self.lines]
        self.order_fields(["scan", *days, "older", "director", "attests", "password", "code"])

    def clean_scan(self) -> Any:
        """A PDF by its content, not only by its name."""
        scan = self.cleaned_data["scan"]
        files.check_pdf(scan, otherwise="The scan is kept as a PDF. Choose a PDF file.")
        return scan

    def clean(self) -> dict[str, Any]:
        """Paper that is older than the print: the law's words are read, and the box ticked, before it is recorded."""
        days = [self.cleaned_data.get(f"{line.code}_on") for line in self.lines]
        found = paper_signatures.older_findings(self.plan, days, frozen_on=self.frozen_on, on=self.on)
        if found and not self.cleaned_data.get("older"):
            told = [f"{each.words} ({each.code})" for each in found]
            self.add_error("older", [*told, "Tick this box if you have compared them."])
        return super().clean()

    def written(self) -> dict[str, Any]:
        """What the act takes: for each line that is signed, who and on which day."""
        cleaned = self.cleaned_data
        signed = {}
        for line in self.lines:
            if signed_on := cleaned.get(f"{line.code}_on"):
                signed[line.code] = paper_signatures.Written(line.person or cleaned.get("director"), signed_on)
        return {"scan": cleaned["scan"], "written": signed, "authentication": self.authentication}
