"""A ZIP of the forms of a year, made for one person and removed after some days."""

from datetime import date

from django.db import models
from django.urls import reverse

import law
from accounts.models import User
from accounts.scoping import ScopedManager, ScopedQuerySet
from positions.models import PLANS


class ArchiveQuerySet(ScopedQuerySet):
    """Archives."""

    def visible_to(self, user: User, *, on: date) -> "ArchiveQuerySet":
        """Only who asked for it, and only while in an office that sees every department."""
        return self.filter(made_for=user) if user.sees_everything(on) else self.none()


class Archive(models.Model):
    """The executed forms of a contract year in one ZIP. The file is a copy for carrying away, and is not kept."""

    kind = "archive"
    department_id = None

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    fiscal_year = models.PositiveSmallIntegerField("fiscal year, by the year it starts in")
    made_for = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    asked_on = models.DateField("legal day")
    asked_at = models.DateTimeField()
    total = models.PositiveIntegerField("contracts of the year", default=0)
    done = models.PositiveIntegerField("contracts looked at so far", default=0)
    forms = models.PositiveIntegerField("forms in the ZIP", default=0)
    stored_name = models.CharField(max_length=80, blank=True)
    size = models.PositiveBigIntegerField("bytes", default=0)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_trouble = models.CharField(max_length=300, blank=True)
    finished_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    unscoped = models.Manager.from_queryset(ArchiveQuerySet)()
    objects = ScopedManager(ArchiveQuerySet)

    def __str__(self) -> str:
        return f"Forms of {self.fiscal_year}"

    def get_absolute_url(self) -> str:
        return reverse("contracts:archive", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}
