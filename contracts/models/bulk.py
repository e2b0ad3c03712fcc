"""An act that somebody asked for on many contracts at once, row by row, with what became of each."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from contracts.models.contract import Contract
from positions.models import PLANS, Position

WAITS, DONE, REFUSED, LEFT_OUT = "", "done", "refused", "left out"


class BulkRunQuerySet(ScopedQuerySet):
    """What was asked for on many contracts at once."""

    def visible_to(self, user: User, *, on: date) -> "BulkRunQuerySet":
        """Director and HR: their department's. Who asked, while in an office of it. What is statewide: the state's."""
        own = Q(asked_by=user, department__in=user.departments_held(on))
        rows = Q(department__in=user.departments_seen(on)) | own
        return self.filter(rows | Q(department=None)) if user.sees_everything(on) else self.filter(rows)


class BulkRun(models.Model):
    """One act on many contracts: who asked for it, when, and until when a worker has it in hand.

    `key` is that of the page on which it was pressed: pressed twice, it is one.
    """

    kind = "bulk"
    person_id = None

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    act = models.CharField(max_length=20)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+", null=True)
    fiscal_year = models.PositiveSmallIntegerField("fiscal year, by the year it starts in", null=True)
    choices = models.JSONField("what was filled in", default=dict)
    key = models.UUIDField(unique=True)
    state = models.CharField(max_length=20)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    unscoped = models.Manager.from_queryset(BulkRunQuerySet)()
    objects = ScopedManager(BulkRunQuerySet)

    class Meta:
        indexes = [models.Index(fields=["finished_at", "claimed_until"])]

    def __str__(self) -> str:
        return f"{self.act} by {self.asked_by}, {self.asked_on}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:bulk_run", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """No parties: whoever asks does so by office."""
        return {}


class BulkRowQuerySet(ScopedQuerySet):
    """Rows of such acts."""

    def visible_to(self, user: User, *, on: date) -> "BulkRowQuerySet":
        """As the act they belong to."""
        return self.filter(run__in=BulkRun.objects.visible_to(user, on=on))


class BulkRow(models.Model):
    """One contract (or the position for which one is prepared), and what became of it: done, refused, left out."""

    OUTCOMES = ((WAITS, "Waits"), (DONE, "Done"), (REFUSED, "Could not be done"), (LEFT_OUT, "Left out"))

    run = models.ForeignKey(BulkRun, models.PROTECT, related_name="rows")
    order = models.PositiveIntegerField()
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="+", null=True)
    revision = models.PositiveIntegerField("the revision of the draft that was shown", null=True)
    name = models.CharField("of whom, in which position", max_length=300)
    outcome = models.CharField(max_length=10, choices=OUTCOMES, default=WAITS, blank=True)
    words = models.TextField("what became of it", blank=True)
    done_at = models.DateTimeField(null=True)

    unscoped = models.Manager.from_queryset(BulkRowQuerySet)()
    objects = ScopedManager(BulkRowQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "order"], name="one_bulk_row_of_an_order")]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_outcome_display()}"
