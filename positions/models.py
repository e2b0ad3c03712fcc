"""What is in the SES: positions, nominations, placements, incumbents, and what each department is allotted."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from records.models import Document

PLANS = [(code, plan.NAME) for code, plan in law.PLANS.items()]


class Roster(models.Model):
    """One row for each plan. Whoever decides about places locks it first, so that two cannot both take the last."""

    plan = models.CharField(max_length=30, choices=PLANS, unique=True)

    def __str__(self) -> str:
        return self.get_plan_display()

    @classmethod
    def lock(cls, plan: str) -> "Roster":
        """Wait for everybody else who decides about places of this plan. Must run inside a transaction."""
        cls.objects.get_or_create(plan=plan)
        return cls.objects.select_for_update().get(plan=plan)


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


class JobDescriptionQuerySet(ScopedQuerySet):
    """Versions of job descriptions."""

    def visible_to(self, user: User, *, on: date) -> "JobDescriptionQuerySet":
        """The department's director and HR see every version; whoever else sees the position, from the first
        submission on: what only a draft holds is nobody else's yet."""
        seen = Position.objects.visible_to(user, on=on)
        submitted = Nomination.unscoped.filter(submitted_on__isnull=False).values("position")
        entered = Q(position__in=submitted) | Q(position__in=Placement.unscoped.values("position"))
        own = Q(position__department__in=user.departments_seen(on))
        return self.filter(own | (Q(position__in=seen) & entered))


class JobDescription(models.Model):
    """A version of a position's job description. Old versions are kept."""

    position = models.ForeignKey(Position, models.PROTECT, related_name="job_descriptions")
    document = models.OneToOneField(Document, models.PROTECT)
    dated_on = models.DateField("date of the job description")

    unscoped = models.Manager.from_queryset(JobDescriptionQuerySet)()
    objects = ScopedManager(JobDescriptionQuerySet)

    def __str__(self) -> str:
        return f"{self.document.name}, {self.dated_on}"


UNFINISHED = ("draft", "submitted", "returned", "forwarded", "approved")


class NominationQuerySet(ScopedQuerySet):
    """Nominations."""

    def unfinished(self) -> "NominationQuerySet":
        """Begun, and somebody still has to act: also the approved ones that are not placed yet."""
        return self.filter(state__in=UNFINISHED)

    def with_wait(self) -> "NominationQuerySet":
        """Each with `since`, the day its wait is counted from (as in positions.progress)."""
        return self.annotate(since=Coalesce("decided_on", "submitted_on", "started_on"))

    def undecided(self) -> "NominationQuerySet":
        """Begun and neither decided nor withdrawn."""
        return self.filter(state__in=["draft", "submitted", "returned", "forwarded"])

    def visible_to(self, user: User, *, on: date) -> "NominationQuerySet":
        """A department's director and HR see theirs from the draft on; statewide offices from the submission on."""
        own = Q(department__in=user.departments_seen(on))
        if user.sees_everything(on):
            return self.filter(own | Q(submitted_on__isnull=False))
        return self.filter(own)


class Nomination(models.Model):
    """A department director's nomination of a position for the SES, from the draft to the placement."""

    kind = "nomination"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="nominations")
    position = models.ForeignKey(Position, models.PROTECT, related_name="nominations")
    state = models.CharField(max_length=20)
    rationale = models.TextField(blank=True)
    answers = models.JSONField("answers to the criteria", default=dict)
    job_description = models.ForeignKey(JobDescription, models.PROTECT, null=True, blank=True)
    wanted_on = models.DateField("day the department wants it placed", null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    started_on = models.DateField()
    submitted_on = models.DateField(null=True)
    recommendation = models.TextField(blank=True)
    decided_on = models.DateField(null=True)
    decision_reason = models.TextField(blank=True)

    unscoped = models.Manager.from_queryset(NominationQuerySet)()
    objects = ScopedManager(NominationQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "draft",
                        "submitted",
                        "returned",
                        "forwarded",
                        "approved",
                        "denied",
                        "withdrawn",
                        "placed",
                    ]
                ),
                name="nomination_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(state__in=UNFINISHED),
                name="one_open_nomination_of_a_position",
                violation_error_message="This position is already nominated, and that nomination is not finished.",
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_on"])]

    def __str__(self) -> str:
        return f"Nomination of {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("positions:nomination", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """Nobody acts on a nomination as a party to it: offices only."""
        return {}

    @property
    def reserves_from(self) -> date | None:
        """The first day on which an approved nomination holds a place: the day wanted, else the day of approval."""
        if self.state != "approved" or self.decided_on is None:
            return None
        return max(self.wanted_on, self.decided_on) if self.wanted_on else self.decided_on

    def reserves(self, day: date) -> bool:
        """Whether it holds a place on `day` although it is not placed."""
        return self.reserves_from is not None and self.reserves_from <= day


class NominationNote(models.Model):
    """A question of DPA/DHR or an answer of the department, in one thread."""

    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="notes")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.author}: {self.text[:60]}"


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
    nomination = models.OneToOneField(Nomination, models.PROTECT, null=True, related_name="placement")
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

    def visible_to(self, user: User, *, on: date) -> "IncumbencyQuerySet":
        """As the position, and everybody their own."""
        if user.sees_everything(on):
            return self
        return self.filter(Q(person=user) | Q(position__department__in=user.departments_held(on)))


class Incumbency(models.Model):
    """A person in a position from a day to a day, both inclusive. Ending it never removes the position."""

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

    unscoped = models.Manager.from_queryset(IncumbencyQuerySet)()
    objects = ScopedManager(IncumbencyQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="incumbency_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["position"],
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

    def parties(self) -> dict[str, int | None]:
        """Nobody appoints themselves: offices only."""
        return {}


class FteCount(models.Model):
    """Permanent personnel-system FTE of a department for a fiscal year (named by the year it starts in).

    Rows are only added: a correction is a later row for the same year.
    """

    kind = "published"

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
