"""The nomination of a position for the SES, with its job description and its thread of questions."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Least
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


RELEASED_BY = {"placed": "place", "lapsed": "lapse"}
"""The states in which an approval holds no place of its own any more, each with the act that led there."""
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

    def reserving(self, since: date) -> "NominationQuerySet":
        """Those that hold a place on `since` or later without being placed, or held one then, each with `released_on`.

        What was so on a past day stays so: an approval held its place until the day on which its first day was set,
        or on which it lapsed.
        """
        done = Event.unscoped.filter(kind="nomination", thing_id=OuterRef("pk"), verb__in=RELEASED_BY.values())
        told, placed_on = Subquery(done.order_by("-number").values("on")[:1]), F("placement__starts_on")
        holds = Q(state="approved") | Q(state__in=RELEASED_BY, released_on__gt=since)
        decided = self.filter(decided_on__isnull=False)
        return decided.annotate(released_on=Least(Coalesce(told, placed_on), Coalesce(placed_on, told))).filter(holds)

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
    released_on: date | None = None
    """The day from which its approval holds no place any more, where `reserving` was asked for it."""

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
        """The first day on which an approved nomination holds a place: the day wanted, else the day of approval.

        None when it holds none; and, once it is placed or has lapsed, when it never did or nobody asked until when.
        """
        if self.decided_on is None or (self.state != "approved" and self.released_on is None):
            return None
        first = max(self.wanted_on, self.decided_on) if self.wanted_on else self.decided_on
        return None if self.released_on is not None and self.released_on <= first else first

    @property
    def reserves_until(self) -> date | None:
        """The last day on which it held a place; None while nobody has set its first day or let it lapse."""
        return self.released_on - timedelta(days=1) if self.released_on is not None else None

    def reserves(self, day: date) -> bool:
        """Whether it holds a place on `day` although it is not placed."""
        first = self.reserves_from
        return first is not None and first <= day and (self.released_on is None or day < self.released_on)


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
