"""What a department is allotted: its FTE counts and what was authorized beyond them."""

from django.db import models
from django.db.models import F, Q

import law
from accounts.models import Department
from positions.models.position import PLANS


class FteCount(models.Model):
    """Permanent personnel-system FTE of a department for a fiscal year (named by the year it starts in).

    Rows are only added: a correction is a later row for the same year.
    """

    kind = "fte_count"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="fte_counts")
    fiscal_year = models.PositiveSmallIntegerField()
    fte = models.DecimalField("permanent FTE", max_digits=9, decimal_places=1)
    source = models.CharField(max_length=250)
    state = models.CharField(max_length=20, default="recorded")

    objects = models.Manager()
    unscoped = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fte__gte=0),
                name="fte_not_negative",
                violation_error_message="FTE cannot be below zero.",
            ),
        ]
        indexes = [models.Index(fields=["plan", "department", "fiscal_year"])]

    def __str__(self) -> str:
        return f"{self.department} {self.fiscal_year}: {self.fte} FTE"

    def parties(self) -> dict[str, int | None]:
        """No parties: a published figure."""
        return {}


class Authorization(models.Model):
    """Positions the State Personnel Director allows a department beyond its allotment, for good cause, in writing."""

    kind = "authorization"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="authorizations")
    number = models.PositiveSmallIntegerField("additional positions")
    starts_on = models.DateField("from")
    ends_on = models.DateField("last day", null=True, blank=True)
    cause = models.TextField("good cause")
    state = models.CharField(max_length=20)
    granted_on = models.DateField()

    objects = models.Manager()
    unscoped = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="authorization_of_at_least_one"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="authorization_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} additional for {self.department} from {self.starts_on}"

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}
