"""What the nightly job found owed, whom it reminded, and which nights it has run."""

from datetime import date

from django.db import models
from django.db.models import OuterRef, Q

import law
from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from positions.models.position import PLANS, Position
from positions.models.rated import rated_through

CONTRACTS = ("contract-for-the-year", "contract-after-movement")
"""The duties to conclude a contract with an executive."""


class FlagQuerySet(ScopedQuerySet):
    """Flags."""

    def open(self) -> "FlagQuerySet":
        """Nobody has met the duty yet."""
        return self.filter(settled_on=None)

    def late(self, on: date) -> "FlagQuerySet":
        """Still open after its last day, on the day `on`."""
        return self.open().filter(due_on__lt=on)

    def visible_to(self, user: User, *, on: date) -> "FlagQuerySet":
        """Statewide offices and the administrator see all; director and HR their department's; everybody what they
        owe by name and what is about themselves; an appointing authority in office the contracts owed to whoever has
        a contract with them. What the director weighs is the department's alone until it is said, and never shown to
        whom it is about."""
        near = Q(department__in=user.departments_seen(on)) | Q(owed_by_person=user) | _of_whom_they_rate(user, on=on)
        rows = self.exclude(person=user, is_confidential=True)
        if user.sees_everything(on) or user.holds("administrator", on=on):
            return rows.filter(near | Q(is_confidential=False) | Q(is_met=True))
        return rows.filter(near | Q(person=user))


def _of_whom_they_rate(user: User, *, on: date) -> Q:
    """Contracts owed to an executive of whom `user` is the appointing authority: in the contract that is owed, or in
    the one that runs on the day on which it is owed."""
    due = OuterRef("due_on")
    running = Q(contracts__starts_on__lte=due, contracts__ends_on__gte=due)
    theirs = Q(contracts__employee=OuterRef("person")) & (Q(contracts__due_on=due) | running)
    return rated_through(user, theirs, on=on) & Q(duty__in=CONTRACTS, is_confidential=False)


class Flag(models.Model):
    """A duty of the law that somebody owes: raised by the nightly job, settled when it is met. It changes no status.

    One for each duty, thing and due day: the job can run twice, be killed, and be late. What it says was so on the
    night it was raised. `thing_kind` and `thing_id` say what it is about.
    """

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    duty = models.CharField(max_length=40)
    rule = models.CharField(max_length=20)
    thing_kind = models.CharField(max_length=30)
    thing_id = models.PositiveBigIntegerField()
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    position = models.ForeignKey(Position, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    about = models.CharField(max_length=250)
    words = models.CharField(max_length=250)
    consequence = models.CharField(max_length=250)
    owed_by = models.CharField("office that owes it", max_length=30)
    owed_by_person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    is_advice = models.BooleanField(default=False)
    is_confidential = models.BooleanField(default=False)
    opens_on = models.DateField("first day on which it is spoken of")
    due_on = models.DateField("last day")
    raised_on = models.DateField("night on which it was raised")
    settled_on = models.DateField("day on which it was met, fell away, or its time was over", null=True)
    settled_how = models.CharField(max_length=200, blank=True)
    is_met = models.BooleanField("met, and not fallen away", default=False)
    is_missed = models.BooleanField("its last day passed, and it was never met", default=False)

    unscoped = models.Manager.from_queryset(FlagQuerySet)()
    objects = ScopedManager(FlagQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "duty", "thing_kind", "thing_id", "due_on"], name="one_flag_of_a_duty_and_day"
            )
        ]
        indexes = [
            models.Index(fields=["settled_on", "due_on"]),
            models.Index(fields=["department", "due_on"]),
            models.Index(fields=["person", "due_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.about}, due {self.due_on}"

    def days_late(self, on: date) -> int:
        """Calendar days after the last day: until it was met, else until the day `on`. 0 when in time."""
        return max(0, ((self.settled_on or on) - self.due_on).days)


class Reminder(models.Model):
    """That a person was told of a flag, once for each of the days ahead and each escalation."""

    flag = models.ForeignKey(Flag, models.CASCADE, related_name="reminders")
    to = models.ForeignKey(User, models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=20)
    told_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["flag", "to", "occasion"], name="one_reminder_of_an_occasion")]

    def __str__(self) -> str:
        return f"{self.to}: {self.flag} ({self.occasion})"


class NightlyRun(models.Model):
    """One night for which the job has run, and what it did. A night is there whole or not at all."""

    day = models.DateField(unique=True)
    ran_at = models.DateTimeField()
    seconds = models.FloatField()
    raised = models.PositiveIntegerField()
    settled = models.PositiveIntegerField()
    reminded = models.PositiveIntegerField()
    proposed = models.PositiveIntegerField()
    mailed = models.BooleanField("its reminders are in a mail", default=False)

    def __str__(self) -> str:
        return f"Night of {self.day}"
