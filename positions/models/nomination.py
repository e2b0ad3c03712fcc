"""The nomination of a position for the SES, with its job description and its thread of questions."""

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from positions.models.position import PLANS, Placement, Position
from records.models import Document, Event


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

    kind = "job_description"

    position = models.ForeignKey(Position, models.PROTECT, related_name="job_descriptions")
    document = models.OneToOneField(Document, models.PROTECT)
    dated_on = models.DateField("date of the job description")
    state = models.CharField(max_length=20, default="kept")

    unscoped = models.Manager.from_queryset(JobDescriptionQuerySet)()
    objects = ScopedManager(JobDescriptionQuerySet)

    def __str__(self) -> str:
        return f"{self.document.name}, {self.dated_on}"

    @property
    def plan(self) -> str:
        """As the position."""
        return self.position.plan

    @property
    def department_id(self) -> int:
        """As the position."""
        return self.position.department_id

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}


UNFINISHED = ("draft", "submitted", "returned", "forwarded", "approved")


class NominationQuerySet(ScopedQuerySet):
    """Nominations."""

    def unfinished(self) -> "NominationQuerySet":
        """Begun, and somebody still has to act: also the approved ones that are not placed yet."""
        return self.filter(state__in=UNFINISHED)

    def as_of(self, day: date, *, today: date) -> "NominationQuerySet":
        """Those begun by `day`, each with `state_then`, and with `since`, the day on which it came to stand there."""
        moved = Event.unscoped.filter(kind="nomination", thing_id=OuterRef("pk"), on__lte=day)
        moved = moved.exclude(start=F("end")).order_by("-number")
        known = Coalesce("decided_on", "submitted_on", "started_on")  # of one that was brought over without its acts
        return self.filter(started_on__lte=day).annotate(
            since=Coalesce(Subquery(moved.values("on")[:1]), known),
            state_then=F("state") if day >= today else Coalesce(Subquery(moved.values("end")[:1]), F("state")),
        )

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
                        "lapsed",
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
