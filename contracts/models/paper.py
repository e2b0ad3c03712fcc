"""What was signed by hand, and who agreed to sign electronically."""

from datetime import date

from django.db import models
from django.db.models import Q

import law
from accounts.models import User
from accounts.scoping import ScopedManager, ScopedQuerySet
from contracts.models.contract import Contract, PartQuerySet, Version
from records.models import Document


class PaperRecord(models.Model):
    """A scan that shows signatures written by hand on a version or an amendment, and who answers for what it shows.

    Each line that it shows is a signature of its own, which names this record.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="paper_records")
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="paper_records")
    amendment = models.ForeignKey("Amendment", models.PROTECT, null=True, related_name="paper_records")
    document = models.OneToOneField(Document, models.PROTECT)
    attested_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField("name of who attests", max_length=120)
    office = models.CharField(max_length=60)
    statement = models.TextField()
    authentication = models.CharField("how who attests proved who they are", max_length=120)
    recorded_on = models.DateField("legal day")
    recorded_at = models.DateTimeField()

    unscoped = models.Manager()
    objects = ScopedManager(PartQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(version__isnull=False, amendment=None) | Q(version=None, amendment__isnull=False),
                name="paper_of_a_version_or_an_amendment",
            )
        ]

    def __str__(self) -> str:
        return f"Scan attested by {self.name}"


class ConsentQuerySet(ScopedQuerySet):
    """Who agreed to sign electronically."""

    def visible_to(self, user: User, *, on: date) -> "ConsentQuerySet":
        """One's own."""
        return self.filter(person=user)


class Consent(models.Model):
    """A person agrees to sign electronically, or takes that back. Rows are only added: the last one holds."""

    kind = "consent"
    department_id = None

    plan = models.CharField(max_length=30, default=law.DEFAULT_PLAN)
    person = models.ForeignKey(User, models.PROTECT, related_name="consents")
    agrees = models.BooleanField()
    words = models.TextField("the words agreed to")
    given_on = models.DateField("legal day")
    given_at = models.DateTimeField()

    unscoped = models.Manager.from_queryset(ConsentQuerySet)()
    objects = ScopedManager(ConsentQuerySet)

    class Meta:
        indexes = [models.Index(fields=["person", "-id"])]

    def __str__(self) -> str:
        return f"{self.person} {'agrees' if self.agrees else 'does not agree'} to sign electronically"
