"""The list of deadlines: what was flagged, standing how, sorted by its day."""

from datetime import date

import django_filters
import django_tables2 as tables
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html

import law
from accounts.templatetags.words import day
from positions.filters import ListFilter, departments_seen
from positions.models import Flag

FELL_AWAY, MISSED = "no longer owed", "never met"


def standing(flag: Flag, *, on: date) -> str:
    """How a deadline stands on the day `on`, in words."""
    if flag.settled_on is None:
        left = (flag.due_on - on).days
        if left < 0:
            return f"{-left} day{'s' if left < -1 else ''} late"
        return "today" if left == 0 else f"in {left} day{'s' if left > 1 else ''}"
    if flag.is_missed:
        return f"{MISSED}; its time was over {day(flag.settled_on)}"
    if not flag.is_met:
        return f"{FELL_AWAY} since {day(flag.settled_on)}"
    late = flag.days_late(on)
    how = f"{late} day{'s' if late > 1 else ''} late" if late else "in time"
    return f"met {day(flag.settled_on)}, {how}"


class DeadlineTable(tables.Table):
    """Deadlines as they stand on a day."""

    caption = "Deadlines"
    unit = "deadlines"

    due_on = tables.Column("By", attrs={"td": {"class": "ses-nowrap"}})
    standing = tables.Column("Standing", empty_values=(), order_by=("settled_on", "due_on"))
    words = tables.Column("What", orderable=False)
    about = tables.Column("About")
    department = tables.Column("Department", order_by="department__name", default="statewide")
    owed_by = tables.Column("Owed by")
    rule = tables.Column("Rule", attrs={"td": {"class": "ses-nowrap"}})
    file = tables.Column(
        "Calendar", empty_values=(), orderable=False, exclude_from_export=True, attrs={"th": {"scope": "col"}}
    )

    class Meta:
        model = Flag
        fields = ["due_on", "standing", "words", "about", "department", "owed_by", "rule"]

    def __init__(self, *args, on: date, **kwargs) -> None:
        self._on = on
        super().__init__(*args, **kwargs)

    def render_due_on(self, value: date) -> str:
        """The last day, inclusive."""
        return day(value)

    def render_standing(self, record: Flag) -> str:
        """Late, or how long is left, or how it was met."""
        words = standing(record, on=self._on)
        is_late = record.settled_on is None and record.due_on < self._on
        return format_html('<span class="ses-late">{}</span>', words) if is_late else words

    def render_words(self, value: str, record: Flag) -> str:
        """What is owed; good practice says so."""
        return f"{value} (good practice)" if record.is_advice else value

    def render_owed_by(self, value: str) -> str:
        """The office."""
        return law.offices()[value].name

    def render_rule(self, value: str) -> str:
        """Its identifier, leading to the law page."""
        return format_html('<a href="{}#{}">{}</a>', reverse("law"), value, value)

    def render_file(self, record: Flag) -> str:
        """A file for a calendar, while the deadline is open."""
        if record.settled_on:
            return ""
        return format_html(
            '<a href="{}">Add<span class="usa-sr-only"> “{}: {}” to a calendar</span></a>',
            reverse("deadline_event", args=[record.pk]),
            record.words,
            record.about,
        )


class DeadlineFilter(ListFilter):
    """Deadlines: standing how, of which department, under which rule, with which words."""

    first = {"standing": "open"}

    standing = django_filters.ChoiceFilter(
        label="Standing",
        empty_label=None,
        method="stands",
        choices=[
            ("open", "Open"),
            ("late", "Open and late"),
            ("met", "Met"),
            ("missed", "Never met"),
            ("away", "No longer owed"),
            ("every", "Every deadline"),
        ],
    )
    department = django_filters.ModelChoiceFilter(
        queryset=departments_seen, to_field_name="code", empty_label="Every department", label="Department"
    )
    rule = django_filters.ChoiceFilter(
        label="Rule", empty_label="Every rule", choices=lambda: [(code, code) for code in _rules()]
    )
    advice = django_filters.ChoiceFilter(
        label="Good practice",
        empty_label="Left out",
        method="with_advice",
        choices=[("too", "Shown too")],
    )
    words = django_filters.CharFilter(label="Words", method="has_words")

    class Meta:
        model = Flag
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Flag]) -> QuerySet[Flag]:
        """As chosen; good practice is left out unless it is asked for."""
        if not self.form.cleaned_data.get("advice"):
            queryset = queryset.filter(is_advice=False)
        return super().filter_queryset(queryset)

    def stands(self, queryset: QuerySet[Flag], name: str, value: str) -> QuerySet[Flag]:
        """Open, late, met, never met, or fallen away, today."""
        if value == "open":
            return queryset.filter(settled_on=None)
        if value == "late":
            return queryset.filter(settled_on=None, due_on__lt=self.request.today)
        if value in ("met", "missed", "away"):
            over = queryset.filter(settled_on__isnull=False)
            return over.filter(is_met=value == "met", is_missed=value == "missed")
        return queryset

    def with_advice(self, queryset: QuerySet[Flag], name: str, value: str) -> QuerySet[Flag]:
        """Nothing is left out."""
        return queryset

    def has_words(self, queryset: QuerySet[Flag], name: str, value: str) -> QuerySet[Flag]:
        """All of the words, in what it is or whom it is about."""
        for word in value.split():
            queryset = queryset.filter(
                Q(about__icontains=word) | Q(words__icontains=word) | Q(department__name__icontains=word)
            )
        return queryset


def _rules() -> list[str]:
    """The rules of which deadlines are known, in their order."""
    return list(Flag.unscoped.order_by("rule").values_list("rule", flat=True).distinct())
