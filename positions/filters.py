"""What can be chosen above a list. The choices stand in the address, so a list can be sent to somebody."""

from typing import Any

import django_filters
from django.db.models import Q
from django.http import HttpRequest, QueryDict

from positions import as_of, departments, progress, roster
from positions.models import UNFINISHED, Nomination, NominationQuerySet, Position, PositionQuerySet


def departments_seen(request: HttpRequest) -> Any:
    """The departments among which this person can choose."""
    return departments.shown_to(request.user, on=request.today).order_by("name")


class ListFilter(django_filters.FilterSet):
    """Choices above a list. `first` says what is chosen before anybody chooses."""

    first: dict[str, str] = {}

    def __init__(self, data: QueryDict, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        data = data.copy()
        for name, value in self.first.items():
            if not data.get(name):
                data[name] = value
        super().__init__(data, *args, request=request, **kwargs)
        if not departments.sees_several(request.user, on=request.today):
            self.filters.pop("department", None)

    @property
    def is_chosen(self) -> bool:
        """Whether anything but what stands there at first is chosen."""
        return any(value for name, value in self.request.GET.items() if name in self.base_filters)


class PositionFilter(ListFilter):
    """Positions on the day shown: of which department, standing how, with which words."""

    first = {"standing": "in"}

    department = django_filters.ModelChoiceFilter(
        queryset=departments_seen, to_field_name="code", empty_label="Every department", label="Department"
    )
    standing = django_filters.ChoiceFilter(
        label="Standing",
        empty_label=None,
        method="stands",
        choices=[
            ("in", "In the SES"),
            ("filled", "In the SES, filled"),
            ("vacant", "In the SES, vacant"),
            ("outside", "Not in the SES"),
            ("every", "Every position"),
        ],
    )
    words = django_filters.CharFilter(label="Words", method="has_words")

    class Meta:
        model = Position
        fields: list[str] = []

    def stands(self, queryset: PositionQuerySet, name: str, value: str) -> PositionQuerySet:
        """In the SES or not, filled or vacant, on the day shown."""
        return roster.standing_in(queryset, value, day=as_of.asked(self.request).day)

    def has_words(self, queryset: PositionQuerySet, name: str, value: str) -> PositionQuerySet:
        """All of the words, in anything that the row shows."""
        return roster.with_words(queryset, value)


class NominationFilter(ListFilter):
    """Nominations: standing how, of which department, with which words."""

    first = {"state": "unfinished"}

    state = django_filters.ChoiceFilter(
        label="Standing",
        empty_label=None,
        method="stands",
        choices=[("unfinished", "Not finished"), *progress.states(), ("every", "Every nomination")],
    )
    department = django_filters.ModelChoiceFilter(
        queryset=departments_seen, to_field_name="code", empty_label="Every department", label="Department"
    )
    words = django_filters.CharFilter(label="Words", method="has_words")

    class Meta:
        model = Nomination
        fields: list[str] = []

    def stands(self, queryset: NominationQuerySet, name: str, value: str) -> NominationQuerySet:
        """In one state, or not finished, or every one, on the day shown."""
        if value == "every":
            return queryset
        return queryset.filter(state_then__in=UNFINISHED if value == "unfinished" else [value])

    def has_words(self, queryset: NominationQuerySet, name: str, value: str) -> NominationQuerySet:
        """All of the words, in the position or the department."""
        return with_words(queryset, value)


def with_words(nominations: NominationQuerySet, words: str) -> NominationQuerySet:
    """Those of `nominations` with all of these words in the position or the department."""
    for word in words.split():
        nominations = nominations.filter(
            Q(position__title__icontains=word)
            | Q(position__number__icontains=word)
            | Q(department__name__icontains=word)
        )
    return nominations
