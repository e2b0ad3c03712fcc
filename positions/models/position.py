"""A position, its placements in the SES and its incumbents, each from a day to a day."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet

PLANS = [(code, plan.NAME) for code, plan in law.PLANS.items()]


class Roster(models.Model):
    """One row for each plan. Whoever decides about places locks it first, so that two cannot both take the last."""

    plan = models.CharField(max_length=30, choices=PLANS, unique=True)

    def __str__(self) -> str:
        return self.get_plan_display()

    @classmethod
    def lock(cls, plan: str) -> "Roster":
        """Wait for everybody else who decides about places of this plan. Must run inside a transaction."""
        roster, _created = cls.objects.select_for_update().get_or_create(plan=plan)
        return roster


class PositionQuerySet(ScopedQuerySet):
    """Positions, in the SES or not."""

    def in_ses(self, on: date) -> "PositionQuerySet":
        """Holding one of the places on the day `on`."""
        return self.filter(pk__in=Placement.unscoped.in_force(on).values("position"))

    def visible_to(self, user: User, *, on: date) -> "PositionQuerySet":
        """Statewide offices see all; a department's offices their department; everybody the positions they held."""
        if user.sees_everything(on):
            return self
        held = Incumbency.unscoped.filter(person=user).values("position")
        return self.filter(Q(department__in=user.departments_held(on)) | Q(pk__in=held))


class Position(models.Model):
    """A position of a department. It is in the SES from the first to the last day of a placement."""

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="positions")
    number = models.CharField("position number", max_length=30)
    title = models.CharField(max_length=150)
    division = models.CharField(max_length=150, blank=True)
    is_management_class = models.BooleanField("in the Management class", default=True)
    job_class = models.CharField("class outside the SES", max_length=120, blank=True)
    statutory_source = models.CharField("made an SES position by statute", max_length=150, blank=True)

    unscoped = models.Manager.from_queryset(PositionQuerySet)()
    objects = ScopedManager(PositionQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="one_position_of_a_number",
                violation_error_message="There is already a position with this number.",
            )
        ]
        indexes = [models.Index(fields=["department", "title"])]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("positions:position", args=[self.pk])

    @property
    def is_statutory(self) -> bool:
        """Whether a statute of its own puts it in the SES: exempt from the criteria, not from the count."""
        return bool(self.statutory_source)


class PlacementQuerySet(ScopedQuerySet):
    """Placements."""

    def in_force(self, on: date) -> "PlacementQuerySet":
        """Holding a place on the day `on`: first and last day included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def visible_to(self, user: User, *, on: date) -> "PlacementQuerySet":
        """As the position."""
        return self.filter(position__in=Position.objects.visible_to(user, on=on))


class Placement(models.Model):
    """A position in the SES from a day to a day, both inclusive; while it lasts it holds one place, filled or not."""

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    position = models.ForeignKey(Position, models.PROTECT, related_name="placements")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    nomination = models.OneToOneField("Nomination", models.PROTECT, null=True, related_name="placement")
    starts_on = models.DateField("in the SES since")
    ends_on = models.DateField("last day in the SES", null=True, blank=True)

    unscoped = models.Manager.from_queryset(PlacementQuerySet)()
    objects = ScopedManager(PlacementQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_it_starts",
            ),
            models.UniqueConstraint(fields=["position"], condition=Q(ends_on=None), name="one_open_placement"),
        ]
        indexes = [models.Index(fields=["plan", "starts_on", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.position} from {self.starts_on}"


class IncumbencyQuerySet(ScopedQuerySet):
    """Who held which position."""

    def in_force(self, on: date) -> "IncumbencyQuerySet":
        """Held on the day `on`: first and last day included."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def overlapping(self, starts_on: date, ends_on: date | None) -> "IncumbencyQuerySet":
        """Held on any day from `starts_on` to `ends_on`, both inclusive; None is without end."""
        rows = self.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on))
        return rows if ends_on is None else rows.filter(starts_on__lte=ends_on)

    def visible_to(self, user: User, *, on: date) -> "IncumbencyQuerySet":
        """As the position, and everybody their own."""
        if user.sees_everything(on):
            return self
        return self.filter(Q(person=user) | Q(position__department__in=user.departments_held(on)))


class Incumbency(models.Model):
    """A person in a position from a day to a day, both inclusive. Ending it never removes the position.

    At most one person holds a position for good on a day, and at most one acts in it, also while the first is away.
    """

    kind = "appointment"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    position = models.ForeignKey(Position, models.PROTECT, related_name="incumbencies")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="incumbencies")
    state = models.CharField(max_length=20)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)
    is_acting = models.BooleanField("acting", default=False)
    method = models.CharField("method of filling", max_length=40)
    merit_basis = models.TextField("merit and fitness basis", blank=True)
    is_encumbered = models.BooleanField("held the position before it entered the SES", default=False)
    is_certified = models.BooleanField("certified", null=True)
    previously_certified_class = models.CharField(max_length=120, blank=True)
    ended_by = models.CharField("how it ended", max_length=20, blank=True)
    ending_cause = models.CharField("cause of discipline", max_length=20, blank=True)
    ending_reason = models.TextField("what the end rests on", blank=True)
    met_on = models.DateField("meeting before the disciplinary action", null=True)

    unscoped = models.Manager.from_queryset(IncumbencyQuerySet)()
    objects = ScopedManager(IncumbencyQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="incumbency_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["position", "is_acting"],
                condition=Q(ends_on=None),
                name="one_open_incumbency",
                violation_error_message="This position is already held by somebody with no last day.",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "starts_on"]),
            models.Index(fields=["position", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.position} from {self.starts_on}"

    def get_absolute_url(self) -> str:
        return reverse("positions:appointment", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """Nobody appoints themselves: offices only."""
        return {}
