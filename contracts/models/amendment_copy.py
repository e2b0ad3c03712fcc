"""The copy of a signed amendment that goes to DPA/DHR, as that of the contract which it alters."""

from django.db import models

from accounts.scoping import ScopedManager
from contracts.models.amendment import Amendment, AmendmentPartQuerySet
from contracts.models.contract import Contract
from contracts.models.copies import CopyForDpa


class AmendmentCopy(CopyForDpa):
    """The copy of a signed amendment. It is a thing of its own: the contract has one copy, which stays received."""

    kind = "amendment_copy"

    amendment = models.OneToOneField(Amendment, models.PROTECT, related_name="copy")

    unscoped = models.Manager.from_queryset(AmendmentPartQuerySet)()
    objects = ScopedManager(AmendmentPartQuerySet)

    def __str__(self) -> str:
        return f"Copy of {self.amendment}"

    def get_absolute_url(self) -> str:
        return self.amendment.get_absolute_url()

    def parties(self) -> dict[str, int | None]:
        """As the amendment: whoever signs last sends the copy."""
        return self.amendment.parties()

    @property
    def contract(self) -> Contract:
        """The contract that is amended."""
        return self.amendment.contract

    @property
    def person_id(self) -> int:
        """Whom the events are about."""
        return self.contract.employee_id

    @property
    def of(self) -> str:
        """What it is a copy of: "amendment 1 of the contract of Eve Executive"."""
        return f"amendment {self.amendment.number} of the contract of {self.contract.employee}"
