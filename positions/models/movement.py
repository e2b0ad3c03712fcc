"""What becomes of a position and its people over time: titles, transfers, corrections, vacancies in other classes."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from positions.models.position import PLANS, Incumbency, Placement, Position


class DesignationQuerySet(ScopedQuerySet):
    """Titles and divisions of positions."""

    def standing(self) -> "DesignationQuerySet":
        """Not corrected by a later row."""
        return self.filter(corrected_by=None)

    def visible_to(self, user: User, *, on: date) -> "DesignationQuerySet":
        """As the position."""
        return self.filter(position__in=Position.objects.visible_to(user, on=on))


class Designation(models.Model):
    """The title and the division that a position has from a day on, until the next one. Rows are only added.

    A row that was recorded wrongly stays, and the row that corrects it names it. What the position was called before
    its first row stands in that row. A position without a row has always been called what stands on it.
    """

    kind = "designation"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="designations")
    state = models.CharField(max_length=20)
    title = models.CharField(max_length=150)
    division = models.CharField(max_length=150, blank=True)
    before_title = models.CharField(max_length=150)
    before_division = models.CharField(max_length=150, blank=True)
    starts_on = models.DateField("from")
    reason = models.TextField(blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")

    unscoped = models.Manager.from_queryset(DesignationQuerySet)()
    objects = ScopedManager(DesignationQuerySet)

    class Meta:
        indexes = [models.Index(fields=["position", "starts_on"])]

    def __str__(self) -> str:
        return f"{self.title}, {self.division}" if self.division else self.title

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}


class TransferQuerySet(ScopedQuerySet):
    """Transfers."""

    def visible_to(self, user: User, *, on: date) -> "TransferQuerySet":
        """Statewide offices see all; director and HR of both departments theirs; everybody their own."""
        if user.sees_everything(on):
            return self
        own = user.departments_seen(on)
        return self.filter(Q(person=user) | Q(department__in=own) | Q(from_department__in=own))


class Transfer(models.Model):
    """A person's move from one SES position to another, with the approval of the directors involved (CO-APT-3).

    `department` is where the person comes to, `from_department` where from; inside one department they are the same.
    """

    kind = "transfer"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    from_department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    leaving = models.ForeignKey(Incumbency, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    starts_on = models.DateField("first day in the new position")
    merit_basis = models.TextField("merit and fitness basis", blank=True)
    state = models.CharField(max_length=20)
    requested_on = models.DateField()
    made = models.OneToOneField(Incumbency, models.PROTECT, null=True, related_name="transfer")

    unscoped = models.Manager.from_queryset(TransferQuerySet)()
    objects = ScopedManager(TransferQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["requested", "approved", "declined", "withdrawn"]),
                name="transfer_state_is_known",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state="requested"),
                name="one_open_transfer_of_a_person",
                violation_error_message="A transfer of this person is asked for already.",
            ),
        ]
        indexes = [models.Index(fields=["state", "department"]), models.Index(fields=["state", "from_department"])]

    def __str__(self) -> str:
        return f"Transfer of {self.person} to {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("positions:transfer", args=[self.pk])

    def parties(self) -> dict[str, int | None]:
        """No parties: the directors of the departments act on it."""
        return {}

    @property
    def departments(self) -> list[Department]:
        """The departments whose directors are involved: one, or the leaving and then the receiving one."""
        return list({each.pk: each for each in (self.from_department, self.department)}.values())

    def seen_by(self, department: Department) -> "Transfer":
        """The same transfer as a matter of this department, for asking which of its offices may act."""
        side = type(self)(**{field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields})
        side.department = department
        return side


class TransferApproval(models.Model):
    """A director's approval of a transfer. Rows are only added."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="approvals")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)
    approved_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "department"], name="one_approval_of_a_department"),
        ]

    def __str__(self) -> str:
        return f"{self.approved_by}, {self.office}, {self.department}"


class CorrectionQuerySet(ScopedQuerySet):
    """Corrections."""

    def visible_to(self, user: User, *, on: date) -> "CorrectionQuerySet":
        """As the position."""
        return self.filter(position__in=Position.objects.visible_to(user, on=on))


class Correction(models.Model):
    """What had been recorded wrongly, what it was corrected to, and why. The old values stay here. Rows are only added.

    A correction says that we recorded it wrongly; a change, that it became different.
    """

    kind = "correction"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="corrections")
    placement = models.ForeignKey(Placement, models.PROTECT, null=True, related_name="corrections")
    incumbency = models.ForeignKey(Incumbency, models.PROTECT, null=True, related_name="corrections")
    state = models.CharField(max_length=20)
    was = models.JSONField(default=dict)
    became = models.JSONField(default=dict)
    reason = models.TextField()
    corrected_on = models.DateField()

    unscoped = models.Manager.from_queryset(CorrectionQuerySet)()
    objects = ScopedManager(CorrectionQuerySet)

    def __str__(self) -> str:
        return f"Correction of {self.position}, {self.corrected_on}"

    @property
    def person_id(self) -> int | None:
        """Whom the event is about, where it is about an appointment."""
        return self.incumbency.person_id if self.incumbency else None

    def parties(self) -> dict[str, int | None]:
        """No parties: offices only."""
        return {}


class VacancyQuerySet(ScopedQuerySet):
    """Vacant positions outside the SES."""

    def open_on(self, day: date) -> "VacancyQuerySet":
        """Vacant on the day `day`: the first day is, the day on which it was filled is not."""
        return self.filter(Q(filled_on=None) | Q(filled_on__gt=day), vacant_from__lte=day)

    def visible_to(self, user: User, *, on: date) -> "VacancyQuerySet":
        """Statewide offices see all; every department its own."""
        if user.sees_everything(on):
            return self
        return self.filter(department__in=user.departments_held(on))


class Vacancy(models.Model):
    """A classified position outside the SES that is vacant from a day on. Read in a layoff (CO-LAY-2).

    Positions of the SES are vacant when nobody holds them; who holds the others is not kept here, so that one of
    them is vacant has to be said.
    """

    kind = "vacancy"

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, related_name="vacancies")
    state = models.CharField(max_length=20)
    vacant_from = models.DateField("vacant from")
    filled_on = models.DateField("first day on which it is no longer vacant", null=True)

    unscoped = models.Manager.from_queryset(VacancyQuerySet)()
    objects = ScopedManager(VacancyQuerySet)

    class Meta:
        verbose_name_plural = "vacancies"
        constraints = [
            models.UniqueConstraint(
                fields=["position"], condition=Q(filled_on=None), name="one_open_vacancy_of_a_position"
            ),
            models.CheckConstraint(
                condition=Q(filled_on=None) | Q(filled_on__gte=F("vacant_from")), name="vacancy_ends_after_it_starts"
            ),
        ]
        indexes = [models.Index(fields=["department", "vacant_from"])]

    def __str__(self) -> str:
        return f"{self.position}, vacant from {self.vacant_from}"

    def parties(self) -> dict[str, Any]:
        """No parties: offices only."""
        return {}
