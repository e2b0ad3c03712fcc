"""What is flagged, for a desk: each duty of the law with how much of it comes, is a little late, and is long late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, F, QuerySet, Value, When
from django.db.models.functions import Concat
from django.urls import reverse

from accounts.models import User
from positions.models import Flag
from ses_admin.compliance import NAMES

WEEK, MONTH = timedelta(days=7), timedelta(days=30)
KIND = "flag "


@dataclass(frozen=True)
class Line:
    """One duty: how many are open, by age."""

    name: str
    rule: str
    coming: int
    week: int
    month: int
    older: int

    @property
    def late(self) -> int:
        """Open after their last day."""
        return self.week + self.month + self.older

    @property
    def open_url(self) -> str:
        """The list of deadlines, of this rule alone."""
        return _listed("open", self.rule)

    @property
    def late_url(self) -> str:
        """The late ones of this rule."""
        return _listed("late", self.rule)


@dataclass(frozen=True)
class Flags:
    """Every duty of which something is open that somebody may see; good practice left out."""

    lines: list[Line]

    @property
    def late(self) -> int:
        """How many are late."""
        return sum(line.late for line in self.lines)

    @property
    def coming(self) -> int:
        """How many are spoken of and not late."""
        return sum(line.coming for line in self.lines)

    @property
    def words(self) -> str:
        """Both, in words."""
        return f"{self.late} late, {self.coming} coming"


def open_flags(user: User, *, on: date) -> QuerySet:
    """The open flags that `user` sees on the day `on`, as rows of `of`, duty, rule and age in one word, and `number`:
    for a desk, which asks for everything that it counts in one question."""
    age = Case(
        When(due_on__gte=on, then=Value("coming")),
        When(due_on__gte=on - WEEK, then=Value("week")),
        When(due_on__gte=on - MONTH, then=Value("month")),
        default=Value("older"),
    )
    rows = Flag.objects.visible_to(user, on=on).open().filter(is_advice=False).order_by()
    words = Concat(Value(KIND), F("duty"), Value(" "), F("rule"), Value(" "), age, output_field=CharField())
    return rows.annotate(of=words).values("of").annotate(number=Count("pk"))


def shown(counted: Mapping[str, int]) -> Flags:
    """The flags among everything that a desk counted."""
    duties: dict[tuple[str, str], dict[str, int]] = {}
    for of, number in counted.items():
        if of.startswith(KIND):
            duty, rule, age = of.removeprefix(KIND).split(" ")
            duties.setdefault((rule, duty), {"coming": 0, "week": 0, "month": 0, "older": 0})[age] = number
    return Flags([Line(NAMES.get(duty, duty), rule, **ages) for (rule, duty), ages in sorted(duties.items())])


def _listed(standing: str, rule: str) -> str:
    return f"{reverse('deadlines')}?{urlencode({'standing': standing, 'rule': rule})}"
