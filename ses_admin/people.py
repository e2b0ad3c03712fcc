"""What the administrator sees of people and their offices, and what is filled in about them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import django_tables2 as tables
from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse

import law
from accounts.fields import DayField
from accounts.models import Department, Membership, User
from accounts.templatetags.words import day as day_words

OFFICES = [(code, office.name) for code, office in law.offices().items() if office.where != "party"]


def seen_by(user: User, *, on: date) -> QuerySet[User]:
    """Everybody, for who is administrator on `on`; nobody for anybody else."""
    return User.objects.all() if user.holds("administrator", on=on) else User.objects.none()


def with_offices(people: QuerySet[User], user: User, *, day: date, on: date) -> QuerySet[User]:
    """Each person with `held`: the offices held on `day`. One more query, however many people."""
    held = Membership.objects.visible_to(user, on=on).held_on(day).select_related("department").order_by("pk")
    return people.prefetch_related(Prefetch("memberships", queryset=held, to_attr="held"))


def with_words(people: QuerySet[User], words: str) -> QuerySet[User]:
    """Those of `people` with all of these words in their name or mail address."""
    for word in words.split():
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return people


@dataclass(frozen=True)
class Held:
    """An office of a person, how it stands on a day, and what can still be done about it."""

    membership: Membership
    standing: str
    can_end: bool
    can_withdraw: bool

    @classmethod
    def on(cls, membership: Membership, day: date) -> "Held":
        """As it stands on `day`."""
        if membership.starts_on > day:
            return cls(membership, "begins later", can_end=False, can_withdraw=True)
        if membership.ends_on and membership.ends_on < day:
            return cls(membership, "over", can_end=False, can_withdraw=False)
        began_today = membership.starts_on == day
        return cls(membership, "held", can_end=True, can_withdraw=began_today)


class PeopleFilter(forms.Form):
    """Choices above the list of people."""

    q = forms.CharField(label="Name or mail address", max_length=120, required=False)
    office = forms.ChoiceField(label="Office", choices=[("", "Any"), *OFFICES], required=False)
    department = forms.ModelChoiceField(
        Department.objects.order_by("name"), to_field_name="code", label="Department", empty_label="Any", required=False
    )
    on = DayField(label="As of", required=False)

    def day(self, today: date) -> date:
        """The day chosen, or today."""
        return self.cleaned_data.get("on") or today

    def rows(self, people: QuerySet[User], *, today: date) -> QuerySet[User]:
        """The people who fit what is chosen."""
        chosen = self.cleaned_data
        if words := chosen.get("q"):
            people = with_words(people, words)
        if chosen.get("office") or chosen.get("department"):
            held = Membership.unscoped.held_on(self.day(today))
            if chosen.get("office"):
                held = held.filter(office=chosen["office"])
            if chosen.get("department"):
                held = held.filter(department=chosen["department"])
            people = people.filter(pk__in=held.values("user"))
        return people


class PeopleTable(tables.Table):
    """People with the offices they hold on a day."""

    caption = "People and the offices they hold"
    unit = "people"

    name = tables.Column("Name", linkify=lambda record: reverse("accounts:person", args=[record.pk]))
    email = tables.Column("Mail address")
    held = tables.Column("Offices on that day", empty_values=(), orderable=False)
    last_login = tables.Column("Last signed in", empty_values=())

    class Meta:
        model = User
        fields = ["name", "email", "held", "last_login"]
        empty_text = "Nobody fits what is chosen."

    def render_held(self, record: User) -> str:
        """The offices in words."""
        return "; ".join(str(membership) for membership in record.held) or "none"

    def render_last_login(self, record: User) -> str:
        """The day, or why there is none."""
        if not record.is_active:
            return "disabled"
        return day_words(record.last_login) or "never"


class PersonForm(forms.Form):
    """A person: how they are called, and where they get mail."""

    name = forms.CharField(label="Full name", help_text="As it is printed on contracts and letters.", max_length=120)
    email = forms.EmailField(label="Mail address", help_text="They sign in with it.", max_length=254)


class OfficeForm(forms.Form):
    """An office that a person holds from a day to a day."""

    office = forms.ChoiceField(label="Office", choices=[("", "Choose"), *OFFICES])
    department = forms.ModelChoiceField(
        Department.objects.order_by("name"),
        label="Department",
        help_text="For an office that is held in a department.",
        empty_label="None: a statewide office",
        required=False,
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Last day", help_text="Empty when no last day is set.", required=False)
    is_acting = forms.BooleanField(label="Acting", required=False)

    def clean(self) -> dict[str, Any]:
        """A department office names its department, and the days are in order: said beside the field."""
        terms = super().clean() or {}
        office = law.offices().get(terms.get("office", ""))
        if office and office.where == "department" and not terms.get("department"):
            self.add_error("department", "This office is held in a department: choose which.")
        first, last = terms.get("starts_on"), terms.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day cannot be before the first day.")
        return terms


class LastDayForm(forms.Form):
    """The last day of an office."""

    ends_on = DayField(label="Last day", help_text="The office is held on this day still, and not after it.")
