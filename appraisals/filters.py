"""What can be chosen above the list of appraisals. The choices stand in the address."""

from typing import Any

import django_filters
from django.db.models import Exists, Max, Min, OuterRef, Q
from django.http import HttpRequest

import law
from accounts.models import Department
from appraisals import standing
from appraisals.models import Appraisal, AppraisalQuerySet


def departments_seen(request: HttpRequest) -> Any:
    """The departments of the appraisals that this person may see."""
    rows = Appraisal.objects.visible_to(request.user, on=request.today)
    return Department.objects.filter(Exists(rows.filter(department=OuterRef("pk")))).order_by("name")


class AppraisalFilter(django_filters.FilterSet):
    """Appraisals: of which department, contract year and state, of whom."""

    department = django_filters.ModelChoiceFilter(
        queryset=departments_seen, to_field_name="code", empty_label="Every department", label="Department"
    )
    year = django_filters.ChoiceFilter(label="Contract year", method="of_year", empty_label="Every year")
    state = django_filters.ChoiceFilter(label="State", empty_label="Every state", choices=standing.states)
    words = django_filters.CharFilter(label="Name or title", method="has_words")

    class Meta:
        model = Appraisal
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["year"].extra["choices"] = self._years()
        if departments_seen(self.request)[:2].count() < 2:
            del self.filters["department"]

    def _years(self) -> list[tuple[str, str]]:
        """Every contract year from the first to the last that this person may see, the newest first."""
        ends = self.queryset.order_by().aggregate(first=Min("contract__starts_on"), last=Max("contract__starts_on"))
        if ends["first"] is None:
            return []
        calendar = law.plan(law.DEFAULT_PLAN).calendar
        first, last = (calendar.fiscal_year(ends[end]) for end in ("first", "last"))
        return [(str(year), calendar.fiscal_year_words(year)) for year in range(last, first - 1, -1)]

    @property
    def is_chosen(self) -> bool:
        """Whether anything is chosen."""
        return any(value for name, value in self.request.GET.items() if name in self.base_filters)

    def of_year(self, queryset: AppraisalQuerySet, name: str, value: str) -> AppraisalQuerySet:
        """Of contracts that start in this fiscal year."""
        calendar = law.plan(law.DEFAULT_PLAN).calendar
        year = int(value)
        return queryset.filter(contract__starts_on__range=(calendar.year_starts(year), calendar.year_ends(year)))

    def has_words(self, queryset: AppraisalQuerySet, name: str, value: str) -> AppraisalQuerySet:
        """All of the words, in the executive's name, the title or the department."""
        return with_words(queryset, value)


def with_words(appraisals: AppraisalQuerySet, words: str) -> AppraisalQuerySet:
    """Those of `appraisals` with all of these words in the executive's name, the title or the department."""
    for word in words.split():
        appraisals = appraisals.filter(
            Q(employee__name__icontains=word)
            | Q(contract__title__icontains=word)
            | Q(contract__department_name__icontains=word)
        )
    return appraisals
