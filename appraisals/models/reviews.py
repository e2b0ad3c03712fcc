"""Progress reviews: employee and appointing authority talk about how it goes. No rating can be given in one."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from appraisals.models.appraisal import Appraisal
from appraisals.models.notes import is_rater
from contracts.models import Contract
from positions.models import PLANS


class ReviewQuerySet(ScopedQuerySet):
    """Progress reviews."""

    def visible_to(self, user: User, *, on: date) -> "ReviewQuerySet":
        """Both sides, director and HR; the statewide offices once the contract has a final appraisal."""
        rows = Q(contract__employee=user) | is_rater(user, on=on) | Q(department__in=user.departments_seen(on))
        if user.sees_everything(on):
            rows |= Q(Exists(Appraisal.unscoped.filter(contract=OuterRef("contract"), state="final")))
        return self.filter(rows)


class ProgressReview(models.Model):
    """A meeting during the year, written down by one side and acknowledged by the other.

    Who records it acknowledges it by that. There is no place for a rating: none is due before the evaluation.
    """

    kind = "progress_review"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="progress_reviews")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    rater = models.ForeignKey(User, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    met_on = models.DateField("day of the meeting")
    discussed = models.TextField("what was discussed")
    plans = models.TextField("plans for improvement", blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_as = models.CharField("office of who recorded it", max_length=60)
    by_employee = models.BooleanField("recorded by the employee")
    recorded_on = models.DateField()
    reply = models.TextField(blank=True)
    acknowledged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    acknowledged_as = models.CharField(max_length=60, blank=True)
    acknowledged_on = models.DateField(null=True)

    unscoped = models.Manager.from_queryset(ReviewQuerySet)()
    objects = ScopedManager(ReviewQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["recorded", "acknowledged"]), name="progress_review_state_is_known"
            )
        ]
        indexes = [models.Index(fields=["contract", "-met_on"]), models.Index(fields=["department", "state"])]

    def __str__(self) -> str:
        return f"Progress review of {self.met_on}"

    def get_absolute_url(self) -> str:
        return f"{reverse('appraisals:reviews', args=[self.contract_id])}#review-{self.pk}"

    def parties(self) -> dict[str, int | None]:
        """Both sides act as themselves."""
        return {"employee": self.contract.employee_id, "appointing_authority": self.rater_id}

    @property
    def person_id(self) -> int:
        """Whom the events are about."""
        return self.contract.employee_id
