"""What can be chosen above the list of contracts. The choices stand in the address."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.http import HttpRequest

import law
from accounts.models import Department
from contracts import standing, terms, validators
from contracts.models import Contract, ContractQuerySet

WAITING = [("open", "Not signed yet"), ("late", "Late")]


def departments_seen(request: HttpRequest) -> Any:
    """The departments of the contracts that this person may see."""
    rows = Contract.objects.visible_to(request.user, on=request.today)
    return Department.objects.filter(Exists(rows.filter(department=OuterRef("pk")))).order_by("name")


class ContractFilter(django_filters.FilterSet):
    """Contracts: of which department, contract year and state, of whom."""

    department = django_filters.ModelChoiceFilter(
        queryset=departments_seen, to_field_name="code", empty_label="Every department", label="Department"
    )
    year = django_filters.ChoiceFilter(label="Contract year", method="of_year", empty_label="Every year")
    state = django_filters.ChoiceFilter(
        label="State", method="stands", empty_label="Every state", choices=[*WAITING, *standing.states()]
    )
    words = django_filters.CharFilter(label="Name or title", method="has_words")

    class Meta:
        model = Contract
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = self._years()
        if departments_seen(self.request)[:2].count() < 2:
            del self.filters["department"]

    def _years(self) -> list[tuple[str, str]]:
        """Every contract year from the first to the last that this person may see, the newest first."""
        ends = self.queryset.order_by().aggregate(first=Min("starts_on"), last=Max("starts_on"))
        if ends["first"] is None:
            return []
        plan = law.DEFAULT_PLAN
        first, last = (terms.fiscal_year(plan, ends[end]) for end in ("first", "last"))
        return [(str(year), validators.year_words(plan, year)) for year in range(last, first - 1, -1)]

    @property
    def is_chosen(self) -> bool:
        """Whether anything is chosen."""
        return any(value for name, value in self.request.GET.items() if name in self.base_filters)

    def of_year(self, queryset: ContractQuerySet, name: str, value: str) -> ContractQuerySet:
        """Starting in this fiscal year."""
        calendar = law.plan(law.DEFAULT_PLAN).calendar
        year = int(value)
        return queryset.filter(starts_on__range=(calendar.year_starts(year), calendar.year_ends(year)))

    def stands(self, queryset: ContractQuerySet, name: str, value: str) -> ContractQuerySet:
        """In one state; or not signed yet; or not signed yet and past its day."""
        if value == "open":
            return queryset.filter(state__in=standing.OPEN)
        if value == "late":
            return late(queryset, on=self.request.today)
        return queryset.filter(state=value)

    def has_words(self, queryset: ContractQuerySet, name: str, value: str) -> ContractQuerySet:
        """All of the words, in the executive's name, the title or the department."""
        return with_words(queryset, value)


def with_words(contracts: ContractQuerySet, words: str) -> ContractQuerySet:
    """Those of `contracts` with all of these words in the executive's name, the title or the department."""
    for word in words.split():
        contracts = contracts.filter(
            Q(employee__name__icontains=word) | Q(title__icontains=word) | Q(department_name__icontains=word)
        )
    return contracts


def late(contracts: ContractQuerySet, *, on: date) -> ContractQuerySet:
    """Those of `contracts` that are owed and past their day on `on`."""
    return contracts.filter(state__in=standing.OPEN, due_on__lt=on)
