"""The executed copy of a signed contract, and the copy that goes to DPA/DHR."""

from django.db import models

import law
from accounts.models import Department
from accounts.scoping import ScopedManager
from contracts.models.contract import Contract, PartQuerySet
from positions.models import PLANS
from records.models import Document


class SealedPrint(models.Model):
    """A print that waits until it is made and sealed, and from then on is served as kept.

    Its state is apart from that of what was signed: a seal that fails holds up nothing.
    """

    document = models.OneToOneField(Document, models.PROTECT, null=True)
    sealed_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class ExecutedCopy(SealedPrint):
    """The executed copy of a signed contract."""

    contract = models.OneToOneField(Contract, models.PROTECT, related_name="executed_copy")

    unscoped = models.Manager()
    objects = ScopedManager(PartQuerySet)

    def __str__(self) -> str:
        return f"Executed copy of {self.contract}"


class CopyForDpa(models.Model):
    """The copy of something signed that goes to DPA/DHR, and its receipt."""

    plan = models.CharField(max_length=30, choices=PLANS, default=law.DEFAULT_PLAN)
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    state = models.CharField(max_length=20)
    sent_on = models.DateField()
    received_on = models.DateField(null=True)
    returned_reason = models.TextField(blank=True)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["state", "sent_on"])]


class ContractCopy(CopyForDpa):
    """The copy of a signed contract."""

    kind = "copy"

    contract = models.OneToOneField(Contract, models.PROTECT, related_name="copy")

    unscoped = models.Manager.from_queryset(PartQuerySet)()
    objects = ScopedManager(PartQuerySet)

    def __str__(self) -> str:
        return f"Copy of {self.contract}"

    def get_absolute_url(self) -> str:
        return self.contract.get_absolute_url()

    def parties(self) -> dict[str, int | None]:
        """As the contract: whoever signs last sends the copy."""
        return self.contract.parties()

    @property
    def person_id(self) -> int:
        """Whom the events are about."""
        return self.contract.employee_id

    @property
    def of(self) -> str:
        """What it is a copy of: "the contract of Eve Executive"."""
        return f"the contract of {self.contract.employee}"
