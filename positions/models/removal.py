"""How a position leaves the SES for the Management pay plan, and the lid that its pay there may not pass."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from positions.models.position import PLANS, Incumbency, Placement, Position
from positions.models.rated import rated_through

A_YEAR = timedelta(days=366)
OPEN_REMOVALS = ("reviewing", "asked", "unsupported", "proposed", "ordered")


class RemovalQuerySet(ScopedQuerySet):
    """Removals of positions."""

    def unfinished(self) -> "RemovalQuerySet":
        """Somebody still has to act."""
        return self.filter(state__in=OPEN_REMOVALS)

    def visible_to(self, user: User, *, on: date) -> "RemovalQuerySet":
        """Statewide offices see all; a department's director and HR its own; the incumbent once it is ordered. What
        July 1 brought about whoever holds the position sees at once, and their appointing authority until it is
        confirmed or set aside (reading 8)."""
        if user.sees_everything(on):
            return self
        held = Incumbency.unscoped.in_force(on).filter(person=user, position=OuterRef("position"))
        near = Exists(held) | rated_through(user, Q(contracts__ends_on__gt=on - A_YEAR), on=on)
        by_law = Q(near, state="proposed")
        return self.filter(Q(department__in=user.departments_seen(on)) | Q(person=user) | by_law)


class Removal(models.Model):
    """A position on its way out of the SES, from its cause to the conversion; or kept, with the reason.

    `cause` is a code of the law. `person` held it on the last day. No appeal exists, so none is kept here.
    """

    kind = "removal"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, models.PROTECT, related_name="+")
    cause = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    opened_on = models.DateField()
    reason = models.TextField("why it is reviewed, or no longer supported")
    question = models.TextField("asked of the department", blank=True)
    answer = models.TextField("answer of the department", blank=True)
    evidence = models.JSONField("what the proposal of July 1 rests on", default=dict)
    decided_on = models.DateField(null=True)
    decision_reason = models.TextField(blank=True)
    last_day = models.DateField("last day in the SES", null=True)
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    monthly_salary = models.DecimalField("salary in the Management plan", max_digits=10, decimal_places=2, null=True)

    unscoped = models.Manager.from_queryset(RemovalQuerySet)()
    objects = ScopedManager(RemovalQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(state__in=OPEN_REMOVALS),
                name="one_open_removal_of_a_position",
            ),
            models.CheckConstraint(
                condition=Q(monthly_salary=None) | Q(monthly_salary__gt=0), name="converted_salary_above_zero"
            ),
        ]
        indexes = [models.Index(fields=["department", "state"])]

    def __str__(self) -> str:
        return f"Removal of {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("positions:removal", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """Nobody acts on it as a party: offices only."""
        return {}

    @property
    def first_day_out(self) -> date | None:
        """The first day in the Management plan, on which the place in the SES is free."""
        return None if self.last_day is None else self.last_day + timedelta(days=1)

    @property
    def due_on(self) -> date | None:
        """The last day for setting the salary: the position is paid by it from the next. Of a removal of July 1 that
        nobody has confirmed that July 1 itself, on which the position left by law."""
        if self.state == "proposed":
            return self.opened_on
        return self.last_day if self.state == "ordered" else None


class RegularLidQuerySet(models.QuerySet):
    """Published regular lids."""

    def of_year(self, plan: str, fiscal_year: int) -> "RegularLid | None":
        """The lid that holds for a fiscal year: the one recorded last. None when none is published."""
        return self.filter(plan=plan, fiscal_year=fiscal_year).order_by("-pk").first()


class RegularLid(models.Model):
    """The regular statutory lid of a fiscal year (the Management range maximum), in dollars per month, with its source.

    Rows are only added: a correction is a later row for the same year.
    """

    kind = "regular_lid"
    department_id = None

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    fiscal_year = models.PositiveSmallIntegerField("fiscal year, by the year it starts in")
    amount = models.DecimalField("dollars per month", max_digits=10, decimal_places=2)
    source = models.CharField(max_length=250)
    is_demonstration = models.BooleanField("demonstration figure", default=False)
    recorded_on = models.DateField()
    state = models.CharField(max_length=20)

    objects = models.Manager.from_queryset(RegularLidQuerySet)()
    unscoped = objects

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="lid_above_zero")]
        indexes = [models.Index(fields=["plan", "fiscal_year"])]

    def __str__(self) -> str:
        return f"{self.fiscal_year}: {self.amount}"

    def parties(self) -> dict[str, int | None]:
        """No parties: a published figure."""
        return {}
