"""Notes of the year: what happened, what was reached, what proves it, by either side."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import Department, User
from accounts.scoping import ScopedManager, ScopedQuerySet
from appraisals.models.appraisal import Appraisal, rated_by
from contracts.models import APPOINTING_OFFICES, Contract
from records.models import Document

ONLY_ME, BOTH, WITH_DEPARTMENT = "me", "both", "department"
SEEN_BY = (
    (ONLY_ME, "Only me"),
    (BOTH, "The executive and the rater"),
    (WITH_DEPARTMENT, "The executive, the rater, the director and department HR"),
)
KINDS = (("note", "Note"), ("result", "Result"), ("evidence", "Evidence"))


def is_rater(user: User, *, on: date) -> Q:
    """Rows of a contract that `user` rates on the day `on`: as its appraisal says, or without one as it says itself."""
    here = {held.department_id for held in user.memberships_on(on) if held.office in APPOINTING_OFFICES}
    appraised = Appraisal.unscoped.standing().filter(contract=OuterRef("contract"))
    named = Q(contract__appointing_authority=user, contract__department__in=here) & ~Exists(appraised)
    return Q(Exists(appraised.filter(rated_by(user, on=on)))) | named


class NoteQuerySet(ScopedQuerySet):
    """Notes."""

    def visible_to(self, user: User, *, on: date) -> "NoteQuerySet":
        """Whoever wrote it; else as its writer chose before saving it. No statewide office sees the year's notes."""
        sides = Q(contract__employee=user) | is_rater(user, on=on)
        shared = Q(seen_by=WITH_DEPARTMENT, contract__department__in=user.departments_seen(on))
        return self.filter(Q(author=user) | (sides & ~Q(seen_by=ONLY_ME)) | shared)


class Note(models.Model):
    """A dated note, result or proof about one objective or the whole contract. Never changed; who sees it neither.

    The row itself is the record of it, with its writer and its moment: a note that only its writer sees leaves no
    event that would tell others that it exists.
    """

    kind = "note"

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="notes")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    part = models.CharField(max_length=30, blank=True)
    place = models.PositiveSmallIntegerField(null=True)
    text = models.TextField("objective", blank=True)
    what = models.CharField(max_length=10, choices=KINDS)
    words = models.TextField()
    document = models.OneToOneField(Document, models.PROTECT, null=True)
    dated_on = models.DateField("day it is about")
    seen_by = models.CharField(max_length=12, choices=SEEN_BY)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)
    written_on = models.DateField()
    written_at = models.DateTimeField()

    unscoped = models.Manager.from_queryset(NoteQuerySet)()
    objects = ScopedManager(NoteQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seen_by__in=[code for code, _ in SEEN_BY]), name="note_says_who_sees_it")
        ]
        indexes = [models.Index(fields=["contract", "-dated_on"])]

    def __str__(self) -> str:
        return self.words[:60]

    @property
    def key(self) -> str:
        """The line of the contract it is about; empty: the whole contract."""
        return f"{self.part}-{self.place}" if self.part else ""

    @property
    def seen_by_words(self) -> str:
        """Who sees it, inside a sentence: "HR" keeps its capitals."""
        words = self.get_seen_by_display()
        return f"{words[:1].lower()}{words[1:]}"

    @property
    def person_id(self) -> int:
        """Whom the events are about."""
        return self.contract.employee_id
