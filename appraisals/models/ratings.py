"""What is said of each objective: the executive's account, the rater's level and note, and the overalls."""

from django.db import models
from django.db.models import Q

import law
from accounts.models import User
from accounts.scoping import ScopedManager
from appraisals.models.appraisal import Appraisal, PartQuerySet, RatedQuerySet

LEVELS = sorted({level for plan in law.PLANS.values() for level, _ in plan.appraisals.LEVELS})


class Account(models.Model):
    """What the executive says of one objective. `part` is the core area or the projects, `place` counts from 1.

    It belongs to the words of the objective: when an amendment changes them, it is about another one.
    """

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="accounts")
    part = models.CharField(max_length=30)
    place = models.PositiveSmallIntegerField()
    text = models.TextField("objective")
    words = models.TextField()

    unscoped = models.Manager()
    objects = ScopedManager(PartQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appraisal", "part", "place"], name="one_account_of_a_line")]

    def __str__(self) -> str:
        return self.words[:60]


class Rating(models.Model):
    """The level of one objective, with the rater's note. It belongs to the words of the objective."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="ratings")
    part = models.CharField(max_length=30)
    place = models.PositiveSmallIntegerField()
    text = models.TextField("objective")
    level = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    rated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    rated_on = models.DateField()

    unscoped = models.Manager()
    objects = ScopedManager(RatedQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "part", "place"], name="one_rating_of_a_line"),
            models.CheckConstraint(condition=Q(level=None) | Q(level__in=LEVELS), name="level_is_known"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Overall(models.Model):
    """The overall rating of a core area; with an empty `part` the one overall rating. Never computed."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="overalls")
    part = models.CharField(max_length=30, blank=True)
    level = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    rated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    rated_on = models.DateField()

    unscoped = models.Manager()
    objects = ScopedManager(RatedQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "part"], name="one_overall_of_a_part"),
            models.CheckConstraint(condition=Q(level=None) | Q(level__in=LEVELS), name="overall_level_is_known"),
        ]

    def __str__(self) -> str:
        return self.part or "Overall"
