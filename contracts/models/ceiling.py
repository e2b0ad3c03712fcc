"""The most that an SES contract of a fiscal year may pay."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

import law
from positions.models import PLANS


class PayCeilingQuerySet(models.QuerySet):
    """Published ceilings."""

    def of_year(self, plan: str, fiscal_year: int) -> "PayCeiling | None":
        """The ceiling that holds for a fiscal year: the one recorded last. None when none is published."""
        return self.filter(plan=plan, fiscal_year=fiscal_year).order_by("-pk").first()

    def listed(self) -> "PayCeilingQuerySet":
        """The newest year first, within a year the last recorded first. `holds`: no later entry replaces it."""
        later = self.model.objects.filter(
            plan=OuterRef("plan"), fiscal_year=OuterRef("fiscal_year"), pk__gt=OuterRef("pk")
        )
        return self.annotate(holds=~Exists(later)).order_by("-fiscal_year", "-pk")


class PayCeiling(models.Model):
    """The most an SES contract of a fiscal year may pay, in dollars per month, with its source.

    Rows are only added: a correction is a later row for the same year.
    """

    kind = "published"
    department_id = None

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    fiscal_year = models.PositiveSmallIntegerField("fiscal year, by the year it starts in")
    amount = models.DecimalField("dollars per month", max_digits=10, decimal_places=2)
    source = models.CharField(max_length=250)
    is_computed = models.BooleanField("computed from the lid, not yet confirmed", default=False)
    is_demonstration = models.BooleanField("demonstration figure", default=False)
    recorded_on = models.DateField(null=True)
    state = models.CharField(max_length=20, default="recorded")

    objects = models.Manager.from_queryset(PayCeilingQuerySet)()
    unscoped = objects

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="ceiling_above_zero",
                violation_error_message="The ceiling must be above zero.",
            )
        ]
        indexes = [models.Index(fields=["plan", "fiscal_year"])]

    def __str__(self) -> str:
        return f"{self.fiscal_year}: {self.amount}"

    def parties(self) -> dict[str, int | None]:
        """No parties: a published figure."""
        return {}
