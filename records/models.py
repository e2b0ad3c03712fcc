"""What is kept: the chained event log, files, and messages to people."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet

UNTIL_FINAL = ("appraisal", "notice")
"""Kinds of things that a department keeps to itself until they are final, or delivered: so are their events."""
SHOWN_FROM = ("final", "delivered")
"""States from which on the statewide offices see such a thing."""
NEVER_STATEWIDE = ("note", "progress_review")
"""Kinds of things whose events no statewide office sees: the working papers of an executive's year."""


class EventQuerySet(ScopedQuerySet):
    """The event log."""

    def about(self, thing) -> "EventQuerySet":
        """Events about one thing, newest first."""
        return self.filter(kind=thing.kind, thing_id=thing.pk).order_by("-number")

    def visible_to(self, user: User, *, on: date) -> "EventQuerySet":
        """A department its own; the administrator who came and what office they got; everybody what they did and
        what is about them; statewide offices everything but the year of an executive under appraisal."""
        rows = (
            Q(department__in=user.departments_seen(on))
            | Q(actor=user)
            | Q(person=user)
            | Q(kind="nomination", department__in=user.departments_held(on))
            | Q(kind__in=["person", "membership"] if user.holds("administrator", on=on) else [])
        )
        if not user.sees_everything(on):
            return self.filter(rows)
        made_final = Event.unscoped.filter(kind=OuterRef("kind"), thing_id=OuterRef("thing_id"), end__in=SHOWN_FROM)
        return self.filter(
            rows | ~Q(kind__in=[*UNTIL_FINAL, *NEVER_STATEWIDE]) | Q(kind__in=UNTIL_FINAL) & Exists(made_final)
        )


class Event(models.Model):
    """One thing that happened, written in the transaction that made it so, and never changed.

    `number` counts from 1 without gaps. `hash` covers every field and the hash before it, so an
    edit, a deletion or a changed order breaks the chain at a place that can be named.
    """

    number = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=30)
    thing_id = models.PositiveBigIntegerField()
    verb = models.CharField(max_length=40)
    start = models.CharField("from state", max_length=20, blank=True)
    end = models.CharField("to state", max_length=20, blank=True)
    on = models.DateField("legal day")
    recorded_at = models.DateTimeField()
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=120)
    office = models.CharField(max_length=60)
    department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=400)
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    unscoped = models.Manager.from_queryset(EventQuerySet)()
    objects = ScopedManager(EventQuerySet)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "thing_id", "-number"]),
            models.Index(fields=["department", "-number"]),
            models.Index(fields=["actor", "-number"]),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.words}"


class Chain(models.Model):
    """The end of the event chain: one row, locked by every writer, so that numbers have no gaps."""

    last_number = models.PositiveBigIntegerField(default=0)
    last_hash = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"up to event {self.last_number}"


class Document(models.Model):
    """A file that is kept. Bytes are stored under a random name and served only through the page of
    the thing they belong to, after that page's own check of who may see it."""

    stored_name = models.CharField(max_length=80, unique=True)
    name = models.CharField("file name", max_length=150)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField("SHA-256", max_length=64)
    purpose = models.CharField(max_length=40)
    stored_at = models.DateTimeField()
    stored_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    unscoped = models.Manager()
    objects = ScopedManager(ScopedQuerySet)

    def __str__(self) -> str:
        return self.name


class DisposedFile(models.Model):
    """The bytes of a kept file were disposed of, under which rule and when. What the file was stays on record."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="disposed")
    sha256 = models.CharField("SHA-256 of the bytes that were here", max_length=64)
    rule = models.CharField(max_length=250)
    disposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    disposed_on = models.DateField("legal day")
    disposed_at = models.DateTimeField()

    unscoped = models.Manager()
    objects = ScopedManager(ScopedQuerySet)

    def __str__(self) -> str:
        return f"{self.document}, disposed of"


class MessageQuerySet(ScopedQuerySet):
    """Mail waiting, under way and sent."""

    def waiting(self, *, now) -> "MessageQuerySet":
        """Not sent, and not being sent by anybody whose claim still holds at the moment `now`; nothing is sent to
        somebody whose sign-in is disabled."""
        return self.filter(Q(claimed_until=None) | Q(claimed_until__lt=now), sent_at=None, to__is_active=True)

    def visible_to(self, user: User, *, on: date) -> "MessageQuerySet":
        """Everybody sees what was sent to them."""
        return self.filter(to=user)


class Message(models.Model):
    """A message to a person, written in the transaction of the act it tells of, sent once by a job.

    `key` names what is told, so that the same thing is never told twice. No salary and no rating in a mail.
    """

    key = models.CharField(max_length=150, unique=True)
    to = models.ForeignKey(User, models.PROTECT, related_name="messages")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    path = models.CharField("page it leads to", max_length=200, blank=True)
    written_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_trouble = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True)

    unscoped = models.Manager.from_queryset(MessageQuerySet)()
    objects = ScopedManager(MessageQuerySet)

    class Meta:
        indexes = [models.Index(fields=["written_at"], condition=Q(sent_at=None), name="message_waiting")]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def url(self) -> str:
        """The full address of the page it leads to, or nothing."""
        return f"{settings.SITE_URL}{self.path}" if self.path else ""
