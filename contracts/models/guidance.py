"""The State Personnel Director's guidance on pay adjustments of a fiscal year."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

import law
from positions.models import PLANS


class PayGuidanceQuerySet(models.QuerySet):
    """Published guidance."""

    def of_year(self, plan: str, fiscal_year: int) -> "PayGuidance | None":
        """The guidance that holds for a fiscal year: the one recorded last. None when none is published."""
        return self.filter(plan=plan, fiscal_year=fiscal_year).order_by("-pk").first()

    def listed(self) -> "PayGuidanceQuerySet":
        """The newest year first, within a year the last recorded first. `holds`: no later entry replaces it."""
        later = self.model.objects.filter(
            plan=OuterRef("plan"), fiscal_year=OuterRef("fiscal_year"), pk__gt=OuterRef("pk")
        )
        return self.annotate(holds=~Exists(later)).order_by("-fiscal_year", "-pk")


class PayGuidance(models.Model):
    """What the State Personnel Director says about pay adjustments for the contracts of a fiscal year (CO-PAY-9).

    `most_increase` is the highest increase in percent, where the guidance names one: the only thing in it that
    can be reckoned. Rows are only added: a correction is a later row for the same year.
    """

    kind = "guidance"
    department_id = None

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    fiscal_year = models.PositiveSmallIntegerField("fiscal year, by the year it starts in")
    text = models.TextField()
    most_increase = models.DecimalField(
        "highest increase in percent", max_digits=5, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(max_length=250)
    is_demonstration = models.BooleanField("invented for the demonstration", default=False)
    recorded_on = models.DateField()
    state = models.CharField(max_length=20)

    objects = models.Manager.from_queryset(PayGuidanceQuerySet)()
    unscoped = objects

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(most_increase=None) | Q(most_increase__gte=0),
                name="guidance_increase_not_below_zero",
                violation_error_message="The highest increase cannot be below zero.",
            )
        ]
        indexes = [models.Index(fields=["plan", "fiscal_year"])]

    def __str__(self) -> str:
        return f"Pay guidance of fiscal year {self.fiscal_year}"

    def parties(self) -> dict[str, int | None]:
        """No parties: a published paper."""
        return {}
