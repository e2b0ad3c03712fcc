"""A file that was brought in: kept as it came, with what came of it."""

from datetime import date

from django.db import models
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from positions.models.position import PLANS
from records.models import Document


class ImportQuerySet(ScopedQuerySet):
    """Files that were brought in."""

    def visible_to(self, user: User, *, on: date) -> "ImportQuerySet":
        """Statewide offices and the administrator see all; a department's director and HR what came for theirs."""
        if user.sees_everything(on) or user.holds("administrator", on=on):
            return self
        return self.filter(department__in=user.departments_seen(on))


class Import(models.Model):
    """A file of rows to bring in, from the first look at it to the day it was taken or set aside.

    `department` is set where a department brings in its own; such a file can touch nothing else.
    """

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    subject = models.CharField("what it holds", max_length=20)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", null=True)
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_on = models.DateField()
    ended_on = models.DateField("taken or set aside", null=True)
    counts = models.JSONField("rows added, changed, already so and left out", default=dict)
    rest = models.OneToOneField(Document, models.PROTECT, related_name="+", null=True)

    unscoped = models.Manager.from_queryset(ImportQuerySet)()
    objects = ScopedManager(ImportQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["checked", "taken", "set_aside"]), name="import_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.document.name

    def get_absolute_url(self) -> str:
        return reverse("positions:import", args=[self.pk])

    @property
    def kind(self) -> str:
        """Each subject has its own steps: not every office brings in everything."""
        return f"import_{self.subject}"

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}
