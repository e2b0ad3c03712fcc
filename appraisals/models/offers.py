"""What stands in the executive's line when it is not signed, and what the executive says after that."""

from django.db import models

from accounts.models import User
from accounts.scoping import ScopedManager
from appraisals.models.appraisal import Appraisal, RatedQuerySet
from appraisals.models.papers import Release
from records.models import Document

OFFERED = (
    ("meeting", "In a meeting"),
    ("hand", "Handed over"),
    ("mail", "Mailed"),
    ("screen", "Released on screen, and reminded"),
)


class Offer(models.Model):
    """Somebody attests that the executive was offered a release for signature and did not sign it. Never changed.

    The executive may still sign; then the signature stands in the line, and this beside it.
    """

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="offers")
    release = models.OneToOneField(Release, models.PROTECT, related_name="offer")
    offered_on = models.DateField("day on which it was offered")
    how = models.CharField("how it was offered", max_length=10, choices=OFFERED)
    said = models.TextField("reason that the executive gave", blank=True)
    scan = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=60)
    sha256 = models.CharField("SHA-256 of the print that was offered", max_length=64)
    recorded_on = models.DateField("legal day")
    recorded_at = models.DateTimeField()

    unscoped = models.Manager()
    objects = ScopedManager(RatedQuerySet)

    def __str__(self) -> str:
        return f"Offered {self.offered_on}, not signed"


class LateComment(models.Model):
    """What the executive says after an offer was recorded: it changes nothing that others sign, and is kept with it."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="late_comments")
    release = models.ForeignKey(Release, models.PROTECT, related_name="late_comments")
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_on = models.DateField("legal day")
    written_at = models.DateTimeField()

    unscoped = models.Manager()
    objects = ScopedManager(RatedQuerySet)

    def __str__(self) -> str:
        return self.text[:60]
