"""A page on which somebody writes: the form and the sheet together, as they stand, as sent, or after a button."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.http import QueryDict

from accounts.acting import offices_held, procedure
from accounts.models import User
from accounts.templatetags.uswds import anchor
from contracts import comparing, terms
from contracts.forms import CounterForm, DraftForm, typed
from contracts.models import Contract
from contracts.writing import Sheet, Trouble

BESIDE = ("factors", "performance_basis")
"""What is written on the page and is no term of the contract."""


def may_write(contract: Contract, user: User, *, on: date) -> bool:
    """Whether this person holds an office that writes drafts, wherever the contract stands: what they typed is kept."""
    held = offices_held(user, contract, on=on).keys()
    return any(held & set(step.offices) for step in procedure(contract).steps if step.verb == "edit")


@dataclass(frozen=True)
class Part:
    """A part of the page that differs from what stands: its name for the buttons, what it is called, and whether
    both can stand (lines and projects)."""

    code: str
    label: str
    is_list: bool


@dataclass(frozen=True)
class WritingPage:
    """What is on the page. `comparison` is there when somebody else changed the contract meanwhile; `differing` are
    then the parts to choose from."""

    contract: Contract
    form: forms.Form
    sheet: Sheet
    user: User
    on: date
    comparison: comparing.Comparison | None = None
    differing: tuple[Part, ...] = ()

    form_class = forms.Form

    @classmethod
    def sent(cls, contract: Contract, data: QueryDict, user: User, *, on: date) -> Self:
        """As it was sent."""
        form = cls.form_class(data, contract=contract, user=user, on=on)
        return cls(contract, form, Sheet.sent(contract.plan, data), user, on)

    def is_valid(self) -> bool:
        """Whether everything on it can be kept. All of it is judged, so that all that is wrong is said at once."""
        return all([self.form.is_valid(), self.sheet.is_valid()])

    def errors(self) -> list[Trouble]:
        """What is wrong, in the order of the page: what was asked of each box, and then of the lines and projects."""
        found = [Trouble("", "", words) for words in self.form.non_field_errors()]
        for field in self.form:
            box = "" if field.is_hidden else anchor(field)
            found += [Trouble(box, field.label, words) for words in field.errors]
        return found + self.sheet.errors()

    def after(self, change: str) -> Self:
        """The page after a button that adds, moves or removes a line: what was typed stays, and is not judged yet."""
        return replace(self, form=self._again({}), sheet=self.sheet.after(change))

    def _again(self, changed: dict[str, Any]) -> forms.Form:
        typed = {name: self.form[name].value() for name in self.form.fields}
        return self.form_class(initial={**typed, **changed}, contract=self.contract, user=self.user, on=self.on)


class DraftPage(WritingPage):
    """The department's draft."""

    form_class = DraftForm

    @classmethod
    def stored(cls, contract: Contract, user: User, *, on: date) -> Self:
        """As it is saved."""
        form = DraftForm(initial=DraftForm.stored(contract), contract=contract, user=user, on=on)
        return cls(contract, form, Sheet.filled(contract.plan, *terms.written(contract)), user, on)

    def written(self) -> dict[str, Any]:
        """What the act of saving takes."""
        return {**self.form.cleaned_data, "lines": self.sheet.lines(), "projects": self.sheet.projects.kept()}

    def is_saved(self) -> bool:
        """Whether what was sent is what stands already, so that there is nothing to save."""
        return self.form.cleaned_data["revision"] == self.contract.revision and not self._differing(self.contract)

    def beside_what_stands(self) -> Self:
        """The page with what was typed, what stands now against it, and the revision that saving would replace."""
        contract = Contract.unscoped.with_everything().get(pk=self.contract.pk)
        stands = {**terms.of(contract), **{name: DraftForm.stored(contract)[name] for name in BESIDE}}
        comparison = comparing.compare(contract.plan, stands, self._as_terms(stands))
        form = self._again({"revision": contract.revision})
        differing = self._differing(contract)
        return replace(self, contract=contract, form=form, comparison=comparison, differing=differing)

    def _differing(self, contract: Contract) -> tuple[Part, ...]:
        stored, typed = DraftForm.stored(contract), self.form.cleaned_data
        stored |= {"monthly_salary": contract.monthly_salary, "appointing_authority": contract.appointing_authority}
        lines, projects = terms.written(contract)
        parts = [
            Part(name, field.label, is_list=False)
            for name, field in self.form.fields.items()
            if name != "revision" and (stored[name] or None) != (typed[name] or None)
        ]
        parts += [
            Part(area.code, f"Added lines, {area.title.lower()}", is_list=True)
            for area in self.sheet.areas
            if lines.get(area.code, []) != self.sheet.lines()[area.code]
        ]
        if projects != self.sheet.projects.kept():
            parts.append(Part(terms.PROJECTS, "Special projects", is_list=True))
        return tuple(parts)

    def _as_terms(self, stands: dict[str, Any]) -> dict[str, Any]:
        typed = self.form.cleaned_data
        changed = terms.with_changes(
            self.contract.plan,
            stands,
            monthly_salary=typed["monthly_salary"],
            lines=self.sheet.lines(),
            projects=self.sheet.projects.kept(),
        )
        met_on = typed["planning_met_on"]
        return {
            **changed,
            "division": typed["division"],
            "appointing_authority": typed["appointing_authority"].name,
            "appointing_authority_title": typed["appointing_authority_title"],
            "understanding": typed["understanding"],
            "planning_met_on": met_on.isoformat() if met_on else None,
            "planning_late_reason": typed["planning_late_reason"],
            **{name: typed[name] for name in BESIDE},
        }


class AnswerPage(WritingPage):
    """What the employee asks for instead of the proposed version."""

    form_class = CounterForm

    @classmethod
    def stored(cls, contract: Contract, user: User, *, on: date) -> Self:
        """The proposed version, to be changed."""
        proposed = contract.proposed_version.terms
        asked = Decimal(proposed["monthly_salary"]) if proposed["monthly_salary"] else None
        form = CounterForm(initial={"monthly_salary": typed(asked)}, contract=contract, user=user, on=on)
        sheet = Sheet.filled(contract.plan, terms.added_lines(contract.plan, proposed), proposed["projects"])
        return cls(contract, form, sheet, user, on)

    def written(self) -> dict[str, Any]:
        """What the act of asking takes."""
        asked = {name: self.form.cleaned_data[name] for name in ("monthly_salary", "note")}
        return {**asked, "lines": self.sheet.lines(), "projects": self.sheet.projects.kept()}
