"""What was agreed for a year: contracts, their frozen versions, signatures, copies, and the ceilings."""

from contracts.models.ceiling import PayCeiling, PayCeilingQuerySet
from contracts.models.contract import (
    APPOINTING_OFFICES,
    Comment,
    Contract,
    ContractQuerySet,
    PartQuerySet,
    Signature,
    Version,
)
from contracts.models.copies import ContractCopy, ExecutedCopy
from contracts.models.terms import Element, Objective, SalaryDecision

__all__ = [
    "APPOINTING_OFFICES",
    "Comment",
    "Contract",
    "ContractCopy",
    "ContractQuerySet",
    "Element",
    "ExecutedCopy",
    "Objective",
    "PartQuerySet",
    "PayCeiling",
    "PayCeilingQuerySet",
    "SalaryDecision",
    "Signature",
    "Version",
]
