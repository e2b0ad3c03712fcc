"""Written notice of unsatisfactory performance, and the appeal to the State Personnel Board."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from appraisals.models.appraisal import Appraisal
from contracts.models import Contract
from positions.models import PLANS, Incumbency, Letter, Position
from records.models import Document, Event

IN_FORCE = ("signed", "delivered", "separated")
DELIVERIES = (
    ("screen", "Acknowledged on screen"),
    ("hand", "Handed over"),
    ("mail", "Mailed"),
)


class NoticeQuerySet(ScopedQuerySet):
    """Notices of unsatisfactory performance."""

    def standing(self) -> "NoticeQuerySet":
        """Neither withdrawn nor taken back."""
        return self.exclude(state__in=["withdrawn", "rescinded"])

    def with_kept(self) -> "NoticeQuerySet":
        """`was_kept`: a contract of this person in this position for a later year is signed by all."""
        # A fiscal year is named by the year it starts in and ends in the next one; every term ends with a year.
        theirs = {"position": OuterRef("position"), "employee": OuterRef("employee"), "state": "signed"}
        later = Contract.unscoped.filter(**theirs, ends_on__year__gt=OuterRef("fiscal_year") + 1)
        return self.annotate(was_kept=Exists(later))

    def with_appeal(self) -> "NoticeQuerySet":
        """`separated_on`: the day on which the separation was recorded and its letter given; `is_appealed`: whether an
        appeal of it is recorded."""
        carried_out = Event.unscoped.filter(kind=Notice.kind, verb="separate", thing_id=OuterRef("pk"))
        filed = BoardAppeal.unscoped.filter(incumbency=OuterRef("incumbency"), against="separation")
        return self.annotate(
            separated_on=Subquery(carried_out.order_by("-number").values("on")[:1]), is_appealed=Exists(filed)
        )

    def visible_to(self, user: User, *, on: date) -> "NoticeQuerySet":
        """Director and HR: their department's, but nobody a draft about themselves. The executive from the signature
        on, the statewide offices from the delivery on."""
        near = Q(department__in=user.departments_seen(on)) & ~Q(employee=user)
        own = Q(employee=user) & ~Q(state__in=["draft", "withdrawn"])
        if user.sees_everything(on):
            return self.filter(near | own | Q(delivered_on__isnull=False))
        return self.filter(near | own)


class Notice(models.Model):
    """A director's written notice that performance is unsatisfactory. From the signature on its words never change."""

    kind = "notice"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    incumbency = models.ForeignKey(Incumbency, models.PROTECT, related_name="notices")
    employee = models.ForeignKey(User, models.PROTECT, related_name="+")
    appraisal = models.ForeignKey(Appraisal, models.PROTECT, null=True, related_name="notices")
    fiscal_year = models.PositiveSmallIntegerField("fiscal year, by the year it starts in")
    state = models.CharField(max_length=20)
    grounds = models.TextField("how the performance is unsatisfactory", blank=True)
    revision = models.PositiveIntegerField(default=0)
    started_on = models.DateField()
    signed_on = models.DateField(null=True)
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, related_name="notice")
    delivered_on = models.DateField("delivered on", null=True)
    delivery = models.CharField("how it was delivered", max_length=10, choices=DELIVERIES, blank=True)
    attested_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    scan = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    found_in_time = models.BooleanField("how DPA/DHR settled a notice of May 1", null=True)
    settled_on = models.DateField(null=True)
    settled_reason = models.TextField(blank=True)
    ended_reason = models.TextField("why it was taken back", blank=True)

    unscoped = models.Manager.from_queryset(NoticeQuerySet)()
    objects = ScopedManager(NoticeQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incumbency", "fiscal_year"],
                condition=~Q(state__in=["withdrawn", "rescinded"]),
                name="one_notice_of_a_year",
                violation_error_message="There is already a notice of this year.",
            )
        ]
        indexes = [models.Index(fields=["department", "fiscal_year"])]

    def __str__(self) -> str:
        return f"Notice of unsatisfactory performance to {self.employee}"

    def get_absolute_url(self) -> str:
        return reverse("appraisals:notice", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """The employee acts as themselves; the director by office."""
        return {"employee": self.employee_id}

    @property
    def person_id(self) -> int | None:
        """Whom the events are about, once it is said to them."""
        return self.employee_id if self.signed_on else None


class BoardAppealQuerySet(ScopedQuerySet):
    """Appeals to the State Personnel Board."""

    def visible_to(self, user: User, *, on: date) -> "BoardAppealQuerySet":
        """Statewide offices see all; director and HR their department's; everybody their own."""
        if user.sees_everything(on):
            return self
        return self.filter(Q(department__in=user.departments_seen(on)) | Q(employee=user))


class BoardAppeal(models.Model):
    """An appeal that the law gives, as it was filed with the State Personnel Board, and what became of it."""

    kind = "board_appeal"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    incumbency = models.ForeignKey(Incumbency, models.PROTECT, related_name="appeals")
    employee = models.ForeignKey(User, models.PROTECT, related_name="+")
    against = models.CharField("what is appealed", max_length=20)
    state = models.CharField(max_length=20)
    action_on = models.DateField("day of the action")
    filed_on = models.DateField()
    case_number = models.CharField(max_length=60, blank=True)
    recorded_on = models.DateField()
    ended_on = models.DateField("day of the outcome", null=True)
    outcome = models.TextField(blank=True)

    unscoped = models.Manager.from_queryset(BoardAppealQuerySet)()
    objects = ScopedManager(BoardAppealQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incumbency", "against"],
                name="one_appeal_of_an_action",
                violation_error_message="This appeal is recorded already.",
            )
        ]

    def __str__(self) -> str:
        return f"Appeal of {self.employee}"

    def get_absolute_url(self) -> str:
        return reverse("appraisals:rights", args=[self.incumbency_id])

    def parties(self) -> dict[str, int | None]:
        """The employee acts as themselves."""
        return {"employee": self.employee_id}

    @property
    def person_id(self) -> int:
        """Whom the events are about."""
        return self.employee_id
