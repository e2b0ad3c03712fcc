"""What can be chosen above the lists of transfers, removals, requests for more positions and vacancies."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import HttpRequest, QueryDict

import law
from positions.filters import ListFilter, departments_seen
from positions.models import OPEN_REMOVALS, AuthorizationRequest, Removal, Transfer, Vacancy


class StandingFilter(ListFilter):
    """Things that have states, as they stood on a day: standing how, of which department, with which words."""

    first = {"state": "open"}
    open_states: tuple[str, ...] = ()
    department_names: tuple[str, ...] = ("department",)
    word_names: tuple[str, ...] = ("department__name",)

    state = django_filters.ChoiceFilter(label="Standing", empty_label=None, method="stands", choices=[])
    department = django_filters.ModelChoiceFilter(
        queryset=departments_seen,
        to_field_name="code",
        empty_label="Every department",
        label="Department",
        method="in_department",
    )
    words = django_filters.CharFilter(label="Words", method="has_words")

    def __init__(self, data: QueryDict, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(data, *args, request=request, **kwargs)
        kind = self._meta.model.kind
        states = [state for plan in law.PLANS.values() for state in plan.steps.PROCEDURES[kind].states]
        known = [(state.code, state.words) for state in states]
        self.filters["state"].extra["choices"] = [("open", "Not finished"), *known, ("every", "Every one")]

    def stands(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """In one state, or not finished, or every one, on the day shown."""
        if value == "every":
            return queryset
        return queryset.filter(state_then__in=self.open_states if value == "open" else [value])

    def in_department(self, queryset: QuerySet, name: str, value: Any) -> QuerySet:
        """Of this department; of either, where two are involved."""
        asked = Q()
        for each in self.department_names:
            asked |= Q(**{each: value})
        return queryset.filter(asked)

    def has_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """All of the words, in anything that tells what it is about."""
        for word in value.split():
            found = Q()
            for each in self.word_names:
                found |= Q(**{f"{each}__icontains": word})
            queryset = queryset.filter(found)
        return queryset


class TransferFilter(StandingFilter):
    """Transfers."""

    open_states = ("requested",)
    department_names = ("department", "from_department")
    word_names = ("person__name", "position__title", "position__number", "department__name", "from_department__name")

    class Meta:
        model = Transfer
        fields: list[str] = []


class RemovalFilter(StandingFilter):
    """Removals of positions."""

    open_states = OPEN_REMOVALS
    word_names = ("position__title", "position__number", "department__name")

    class Meta:
        model = Removal
        fields: list[str] = []


class RequestFilter(StandingFilter):
    """Requests for additional positions."""

    open_states = ("draft", "requested")
    word_names = ("department__name", "cause")

    class Meta:
        model = AuthorizationRequest
        fields: list[str] = []


class VacancyFilter(ListFilter):
    """Vacant classified positions: of which department, with which words."""

    department = StandingFilter.base_filters["department"]
    words = django_filters.CharFilter(label="Words", method="has_words")
    department_names = ("department",)
    word_names = ("position__job_class", "position__title", "position__number", "department__name")
    in_department = StandingFilter.in_department
    has_words = StandingFilter.has_words

    class Meta:
        model = Vacancy
        fields: list[str] = []
