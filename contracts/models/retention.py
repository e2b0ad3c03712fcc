"""How long the files of a contract are kept: holds, and the record of a disposal."""

from datetime import date

from django.db import models
from django.db.models import F, Q

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager
from contracts.models.contract import Contract, PartQuerySet
from positions.models import PLANS


class HoldQuerySet(PartQuerySet):
    """Holds."""

    def in_force(self, on: date) -> "HoldQuerySet":
        """Not released, and `on` is among its days: first and last day included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), state="held", starts_on__lte=on)


class RetentionHold(models.Model):
    """Nothing of this contract is disposed of from a day to a day (both inclusive), whatever its own time says."""

    kind = "hold"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="holds")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    reason = models.TextField()
    placed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)
    released_on = models.DateField(null=True)

    unscoped = models.Manager.from_queryset(HoldQuerySet)()
    objects = ScopedManager(HoldQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="hold_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first day.",
            )
        ]

    def __str__(self) -> str:
        return f"Hold on {self.contract}"

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}

    @property
    def person_id(self) -> int:
        """Whom the events are about."""
        return self.contract.employee_id


class Disposal(models.Model):
    """The files of a contract were disposed of: by whom, when, under which rule. Its record stays."""

    kind = "disposal"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    contract = models.OneToOneField(Contract, models.PROTECT, related_name="disposal")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    disposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=60)
    rule = models.CharField(max_length=250)
    kept_through = models.DateField("last day on which the files had to be kept")
    disposed_on = models.DateField("legal day")

    unscoped = models.Manager.from_queryset(PartQuerySet)()
    objects = ScopedManager(PartQuerySet)

    def __str__(self) -> str:
        return f"Disposal of the files of {self.contract}"

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}

    @property
    def person_id(self) -> int:
        """Whom the events are about."""
        return self.contract.employee_id
