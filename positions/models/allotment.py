"""What a department is allotted: its FTE counts and what was authorized beyond them."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
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


class AuthorizationRequestQuerySet(ScopedQuerySet):
    """Requests for additional positions."""

    def visible_to(self, user: User, *, on: date) -> "AuthorizationRequestQuerySet":
        """A department's director and HR see theirs from the draft on; statewide offices from the request on."""
        own = Q(department__in=user.departments_seen(on))
        if user.sees_everything(on):
            return self.filter(own | Q(requested_on__isnull=False))
        return self.filter(own)


class AuthorizationRequest(models.Model):
    """A director's request for additional positions, for good cause, and what the State Personnel Director decided.

    `number`, `starts_on` and `ends_on` are what is asked for; what was granted is in `authorization`.
    """

    kind = "authorization_request"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField("additional positions")
    starts_on = models.DateField("from")
    ends_on = models.DateField("last day", null=True, blank=True)
    cause = models.TextField("good cause")
    state = models.CharField(max_length=20)
    revision = models.PositiveIntegerField(default=0)
    prepared_on = models.DateField()
    requested_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    decision_reason = models.TextField(blank=True)
    authorization = models.OneToOneField(Authorization, models.PROTECT, null=True, related_name="request")

    unscoped = models.Manager.from_queryset(AuthorizationRequestQuerySet)()
    objects = ScopedManager(AuthorizationRequestQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="request_of_at_least_one"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="request_ends_after_it_starts",
            ),
        ]
        indexes = [models.Index(fields=["department", "state"])]

    def __str__(self) -> str:
        more = "one additional position" if self.number == 1 else f"{self.number} additional positions"
        return f"Request of {self.department} for {more}"

    def get_absolute_url(self) -> str:
        return reverse("positions:authorization_request", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}


class AllotmentReviewQuerySet(ScopedQuerySet):
    """Reviews of departments above what they may have."""

    def visible_to(self, user: User, *, on: date) -> "AllotmentReviewQuerySet":
        """Statewide offices and the administrator see all; a department's director and HR its own."""
        if user.sees_everything(on) or user.holds("administrator", on=on):
            return self
        return self.filter(department__in=user.departments_seen(on))


class AllotmentReview(models.Model):
    """The review of a department that has more positions than it may have (CO-CAP-6). Nothing leaves by itself.

    `placed` and `most` are the figures of the day on which it was opened.
    """

    kind = "allotment_review"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    opened_on = models.DateField()
    placed = models.PositiveSmallIntegerField("positions in the SES")
    most = models.PositiveSmallIntegerField("positions it may have", null=True)
    words = models.TextField("what the rule says")
    outcome = models.CharField(max_length=20, blank=True)
    settled_on = models.DateField(null=True)
    settled_reason = models.TextField(blank=True)

    unscoped = models.Manager.from_queryset(AllotmentReviewQuerySet)()
    objects = ScopedManager(AllotmentReviewQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "department"],
                condition=Q(state="open"),
                name="one_open_review_of_a_department",
            )
        ]

    def __str__(self) -> str:
        return f"Review of the allotment of {self.department}"

    def get_absolute_url(self) -> str:
        return reverse("positions:allotment_review", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}
