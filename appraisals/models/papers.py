"""What is frozen of an appraisal: each release with its print, the signatures, attached files, the sealed copy."""

from datetime import date

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.scoping import ScopedManager
from appraisals.models.appraisal import Appraisal, RatedQuerySet
from records.models import Document


class Release(models.Model):
    """The evaluation as it was shown to the executive, frozen: its data, and one print whose SHA-256 is signed."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    data = models.JSONField()
    document = models.OneToOneField(Document, models.PROTECT)
    sha256 = models.CharField("SHA-256 of the print", max_length=64)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.CharField(max_length=60)
    made_on = models.DateField()
    made_at = models.DateTimeField()

    unscoped = models.Manager()
    objects = ScopedManager(RatedQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appraisal", "number"], name="one_release_of_a_number")]

    def __str__(self) -> str:
        return f"Release {self.number}"


class RatingSignature(models.Model):
    """One signature under the evaluation: who, in which office, what they said by it, when, and the hash signed."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="signatures")
    release = models.ForeignKey(Release, models.PROTECT, related_name="signatures")
    line = models.CharField(max_length=30)
    signer = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=60)
    statement = models.TextField()
    sha256 = models.CharField(max_length=64)
    authentication = models.CharField("how the signer proved who they are", max_length=60)
    signed_at = models.DateTimeField()
    signed_on = models.DateField("legal day")

    unscoped = models.Manager()
    objects = ScopedManager(RatedQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "line"], name="one_signature_on_a_rating_line")]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"


class AttachmentQuerySet(RatedQuerySet):
    """Attached files."""

    def visible_to(self, user: User, *, on: date) -> "AttachmentQuerySet":
        """The executive's own as the appraisal; the rater's as the ratings."""
        own = Q(by_employee=True, appraisal__in=Appraisal.objects.visible_to(user, on=on))
        return self.filter(own | Q(pk__in=super().visible_to(user, on=on).values("pk")))


class Attachment(models.Model):
    """A narrative or a proof that is attached to the appraisal and becomes part of the sealed copy."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="attachments")
    number = models.PositiveSmallIntegerField()
    document = models.OneToOneField(Document, models.PROTECT)
    what = models.CharField("what it shows", max_length=250)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_employee = models.BooleanField()
    attached_on = models.DateField()

    unscoped = models.Manager()
    objects = ScopedManager(AttachmentQuerySet)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appraisal", "number"], name="one_attachment_of_a_number")]

    def __str__(self) -> str:
        return self.what


class ExecutedAppraisal(models.Model):
    """The sealed copy of a final appraisal: waits until it is printed and sealed, then is served as kept."""

    appraisal = models.OneToOneField(Appraisal, models.PROTECT, related_name="executed")
    document = models.OneToOneField(Document, models.PROTECT, null=True)
    sealed_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_trouble = models.CharField(max_length=300, blank=True)

    unscoped = models.Manager()
    objects = ScopedManager(RatedQuerySet)

    def __str__(self) -> str:
        return f"Sealed copy of {self.appraisal}"
