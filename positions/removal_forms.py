"""One short form for each act on a removal, and for a regular lid."""

from typing import Any

from django import forms
from django.urls import reverse

from accounts.fields import DayField, MoneyField
from accounts.scoping import ScopedForm
from accounts.templatetags.words import money
from positions import departments, paid_before
from records.fields import LongText, ShortText

REASONS = {"required": "Write the reasons."}


class TurnForm(ScopedForm):
    """An act on `thing`. `name` is its URL name in `space`, `verbs` the steps that it can take."""

    space = "positions"
    name = ""
    verbs: tuple[str, ...] = ()
    button = ""

    def __init__(self, *args: Any, thing: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{self.name}_%s", **kwargs)  # several of these stand on one page
        self.thing = thing
        self.action = reverse(f"{self.space}:{self.name}", args=[thing.pk])

    @property
    def written(self) -> list[tuple[str, str]]:
        """What was typed, to give it back when the act can no longer be done here."""
        return [(field.label, str(field.value())) for field in self.visible_fields() if self.is_bound and field.value()]


class BeginForm(ScopedForm):
    """Why a position is reviewed, or no longer supported."""

    reason = LongText(label="Reasons", error_messages=REASONS)


class AskForm(TurnForm):
    """A question to the department."""

    name, verbs, button = "ask_removal", ("ask",), "Ask the department"
    question = LongText(
        label="Question to the department", error_messages={"required": "Write what the department should answer."}
    )


class AnswerForm(TurnForm):
    """The director's answer."""

    name, verbs, button = "answer_removal", ("answer",), "Answer"
    text = LongText(label="Answer to the State Personnel Director", error_messages={"required": "Write the answer."})


class KeepForm(TurnForm):
    """The position stays."""

    name, verbs, button = "keep_position", ("keep", "support"), "Keep it in the SES"
    reason = LongText(label="Why it stays in the SES", error_messages=REASONS)


class OrderForm(TurnForm):
    """The conversion, with its day."""

    name, verbs, button = "order_conversion", ("order",), "Order the conversion"
    last_day = DayField(
        label="Last day in the SES",
        help_text="The position holds its place through this day; the place is free from the next. (CO-REM-2)",
        error_messages={"required": "Enter the last day in the SES."},
    )
    reason = LongText(label="Why it leaves the SES", error_messages=REASONS)


class SalaryForm(TurnForm):
    """What the person is paid in the Management plan."""

    name, verbs, button = "set_salary", ("set_salary",), "Set the salary"
    monthly_salary = MoneyField(
        label="Salary in the Management plan",
        help_text="Not above the regular lid of the year of the first day outside the SES. (CO-PAY-10)",
        error_messages={"required": "Enter the monthly salary in the Management plan."},
    )
    is_meant = forms.BooleanField(label="Yes, a salary so far below the one in the SES is meant", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, paid = self.fields["monthly_salary"], paid_before.salary(self.thing)
        if paid is not None:
            field.help_text = f"{money(paid)} in the SES. {field.help_text}"
        if not self.is_bound:
            self.fields["is_meant"].widget = forms.HiddenInput()  # asked only when it has to be

    def clean(self) -> dict[str, Any]:
        """A salary far below the one before is confirmed."""
        cleaned = super().clean()
        meant, salary = cleaned.pop("is_meant", False), cleaned.get("monthly_salary")
        found = paid_before.low_findings(self.thing, monthly_salary=salary)
        if not found:
            self.fields["is_meant"].widget = forms.HiddenInput()
        elif not meant:
            self.add_error("is_meant", f"{found[0].words} ({found[0].code})")
        return cleaned


class LidForm(ScopedForm):
    """The regular lid of a fiscal year, as it was published."""

    fiscal_year = forms.TypedChoiceField(label="Fiscal year", coerce=int)
    amount = MoneyField(label="Regular lid", error_messages={"required": "Write the lid."})
    source = ShortText(
        label="Source",
        help_text="The document, its date, and the place in it where the figure is printed.",
        max_length=250,
        error_messages={"required": "Write where the figure comes from."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fiscal_year"].choices = departments.years_to_count(self.on)


class ConfirmForm(TurnForm):
    """What July 1 brought about is confirmed."""

    space, name, verbs, button = "appraisals", "confirm_removal", ("confirm",), "Confirm the removal"


class SetAsideForm(TurnForm):
    """What July 1 seemed to bring about is set aside: the contract was signed in time."""

    space, name, verbs, button = "appraisals", "set_aside_removal", ("set aside",), "Set it aside"
    reason = LongText(
        label="What shows that the contract was signed in time",
        help_text="Record the contract with its scan first: without it this is refused. (CO-REM-4)",
        error_messages=REASONS,
    )


ACTS: tuple[type[TurnForm], ...] = (
    ConfirmForm,
    SetAsideForm,
    AnswerForm,
    SalaryForm,
    OrderForm,
    KeepForm,
    AskForm,
)
"""Every act on a removal, in the order of the page: whose turn it is comes first."""
