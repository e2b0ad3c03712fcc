"""What people fill in about a contract: the draft, a counter-proposal, and the short acts.

The added lines and the special projects are in writing.py, the signature in signing_forms.py, ceilings in
ceiling_forms.py. Nothing here decides who may act: the acts do.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.urls import reverse

from accounts.fields import DayField, MoneyField
from accounts.models import Department, Membership, User
from accounts.scoping import ScopedForm
from accounts.templatetags.words import amount
from contracts import people, remarks, salary_validators, validators
from contracts.models import APPOINTING_OFFICES, Contract, Version
from positions.models import Incumbency
from records.fields import LongText, ShortText

LEAST_SALARY = Decimal("0.01")
SALARY_DIGITS = 10  # as the column that keeps it
MOST_REASON = 1000  # characters
LEFT_LATELY = timedelta(days=366)


def typed(salary: Decimal | None) -> str:
    """A salary as people type it: "15,250"; cents only when there are any."""
    return amount(salary).removeprefix("$")


class SalaryField(MoneyField):
    """The monthly salary. While it is typed, the line under it says how it stands to the ceiling."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Salary")
        super().__init__(min_value=LEAST_SALARY, max_digits=SALARY_DIGITS, required=False, **kwargs)

    def checked_for(self, contract: Contract) -> None:
        """Ask for the line of this contract when the typing pauses."""
        self.widget.attrs |= {
            "hx-post": reverse("contracts:salary_check", args=[contract.pk]),
            "hx-trigger": "input changed delay:400ms",
            "hx-target": "#salary-line",
            "hx-params": "monthly_salary",
        }


def authorities(department: Department, user: User, *, on: date) -> QuerySet[User]:
    """Whom `user` may name as appointing authority; for director and HR also whoever left that office in the last year:
    a contract on paper says who signed it while in office, and it is judged by that day."""
    fit = people.appointing_authorities(department, user, on=on)
    if department.pk not in user.departments_seen(on):
        return fit
    held = Membership.unscoped.standing().filter(department=department, office__in=APPOINTING_OFFICES)
    left = held.filter(ends_on__range=(on - LEFT_LATELY, on))
    return (fit | User.objects.filter(pk__in=left.values("user"))).order_by("name")


class StartForm(ScopedForm):
    """The first day of a contract, and who signs it as appointing authority."""

    starts_on = DayField(label="First day of the contract")
    appointing_authority = forms.ModelChoiceField(User.objects.none(), label="Appointing authority")
    appointing_authority_title = ShortText(label="Title of the appointing authority", max_length=150)

    def __init__(self, *args: Any, incumbency: Incumbency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = authorities(incumbency.department, self.user, on=self.on)
        self.fields["appointing_authority"].queryset = choices.exclude(pk=incumbency.person_id)


class DraftForm(ScopedForm):
    """A draft, but for its lines and projects. It may be wrong, and its page says so."""

    revision = forms.IntegerField(widget=forms.HiddenInput())
    division = ShortText(label="Division", max_length=150, required=False)
    appointing_authority = forms.ModelChoiceField(User.objects.none(), label="Appointing authority", empty_label=None)
    appointing_authority_title = ShortText(label="Title of the appointing authority", max_length=150)
    monthly_salary = SalaryField()
    understanding = forms.ChoiceField(
        label="How the employee’s understanding is secured", widget=forms.RadioSelect, required=False
    )
    planning_met_on = DayField(label="Day of the planning meeting", required=False)
    planning_late_reason = LongText(
        label="Why the meeting was later",
        help_text="Only when it was not before the first day of the term. (CO-CON-10)",
        rows=2,
        most=MOST_REASON,
        required=False,
    )
    factors = forms.MultipleChoiceField(
        label="Factors considered besides performance", widget=forms.CheckboxSelectMultiple, required=False
    )
    performance_basis = LongText(
        label="Performance basis",
        help_text="How the salary rests on the performance of the year before, or on the performance expected.",
        rows=4,
        required=False,
    )

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fit = authorities(contract.department, self.user, on=self.on)
        named = User.objects.filter(pk=contract.appointing_authority_id)
        choices = (fit | named).exclude(pk=contract.employee_id).distinct().order_by("name")
        self.fields["appointing_authority"].queryset = choices
        self.fields["appointing_authority"].choices = list(self.fields["appointing_authority"].choices)  # asked once
        self.fields["monthly_salary"].checked_for(contract)
        self.fields["understanding"].choices = validators.understandings(contract.plan)
        self.fields["factors"].choices = salary_validators.factors(contract.plan)

    @staticmethod
    def stored(contract: Contract) -> dict[str, Any]:
        """What is stored now, by field."""
        decision = contract.salary_decision
        return {
            "revision": contract.revision,
            "division": contract.division,
            "appointing_authority": contract.appointing_authority_id,
            "appointing_authority_title": contract.appointing_authority_title,
            "monthly_salary": typed(contract.monthly_salary),
            "understanding": contract.understanding,
            "planning_met_on": contract.planning_met_on,
            "planning_late_reason": contract.planning_late_reason,
            "factors": decision.factors,
            "performance_basis": decision.performance_basis,
        }


class VersionForm(ScopedForm):
    """An answer to a proposed version. `version` is the number of the one that was on the page."""

    version = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = contract.proposed_version.number if contract.proposed_version else None
        self.initial.setdefault("version", self.proposed)

    def clean_version(self) -> int | None:
        """Nobody answers a version that they have not read."""
        seen = self.cleaned_data["version"]
        if seen is not None and seen != self.proposed:
            raise ValidationError(
                "Another version has been proposed since you opened this page. What you wrote is kept below; read "
                "that version first."
            )
        return seen


class CounterForm(VersionForm):
    """What the employee asks for instead, but for the lines and projects, and why."""

    monthly_salary = SalaryField()
    note = LongText(
        label="What you ask for, and why",
        rows=5,
        error_messages={"required": "Write what you ask for and why."},
    )

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, contract=contract, **kwargs)
        self.fields["monthly_salary"].checked_for(contract)


class ProposeForm(ScopedForm):
    """A word to those who sign. `revision` is the draft that was on the page."""

    revision = forms.IntegerField(widget=forms.HiddenInput())
    note = LongText(
        label="Note to those who sign",
        rows=3,
        required=False,
    )

    def with_revision(self, revision: int) -> "ProposeForm":
        """The same words, for the draft as it stands now."""
        typed = {"note": self["note"].value(), "revision": revision}
        return ProposeForm(initial=typed, user=self.user, on=self.on)


class CommentForm(ScopedForm):
    """A comment on the proposed version, or on one line of it, for everybody who can read it."""

    line = forms.ChoiceField(label="What it is about", required=False)
    text = LongText(
        label="Comment",
        help_text="Everybody who can read this contract can read it. A comment cannot be taken back.",
        rows=3,
        error_messages={"required": "Write the comment."},
    )

    def __init__(self, *args: Any, version: Version | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = remarks.lines(version.terms) if version is not None else []
        self.fields["line"].choices = [("", "All of the version"), *known]


class ReviseForm(ScopedForm):
    """Back to a draft: from the proposed version as it stands, or from what the employee asked for."""

    take = forms.ModelChoiceField(
        Version.unscoped.none(),
        label="Begin with",
        empty_label="The proposed version as it stands",
        blank=True,
        initial="",
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, asked: Iterable[Version], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Version.objects.visible_to(self.user, on=self.on).filter(pk__in=[each.pk for each in asked])
        self.fields["take"].queryset = choices.order_by("-number")
        self.fields["take"].label_from_instance = lambda version: (
            f"What the employee asks for, version {version.number}"
        )


class DeclineForm(VersionForm):
    """Why the employee does not sign."""

    reason = LongText(
        label="Why you decline to sign",
        help_text="The department reads it, and it stays on record.",
        rows=5,
        error_messages={"required": "Write why you decline to sign."},
    )


class ReturnForm(ScopedForm):
    """Why DPA/DHR returns a copy."""

    reason = LongText(
        label="Why the copy is returned",
        help_text="The department reads it. The contract stays signed and in force.",
        rows=4,
        error_messages={"required": "Write why the copy is returned."},
    )
