"""What was agreed for a year: contracts, their frozen versions, signatures, copies, ceilings and guidance."""

from contracts.models.amendment import Amendment, AmendmentSignature, ExecutedAmendment
from contracts.models.amendment_copy import AmendmentCopy
from contracts.models.archive import Archive
from contracts.models.bulk import BulkRow, BulkRun
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
from contracts.models.copies import ContractCopy, CopyForDpa, ExecutedCopy
from contracts.models.guidance import PayGuidance, PayGuidanceQuerySet
from contracts.models.paper import Consent, PaperRecord
from contracts.models.reading import VersionRead
from contracts.models.retention import Disposal, RetentionHold
from contracts.models.terms import Element, Objective, SalaryDecision

__all__ = [
    "APPOINTING_OFFICES",
    "Amendment",
    "AmendmentCopy",
    "AmendmentSignature",
    "Archive",
    "BulkRow",
    "BulkRun",
    "Comment",
    "Consent",
    "Contract",
    "ContractCopy",
    "ContractQuerySet",
    "CopyForDpa",
    "Disposal",
    "Element",
    "ExecutedAmendment",
    "ExecutedCopy",
    "Objective",
    "PaperRecord",
    "PartQuerySet",
    "PayCeiling",
    "PayCeilingQuerySet",
    "RetentionHold",
    "PayGuidance",
    "PayGuidanceQuerySet",
    "SalaryDecision",
    "Signature",
    "Version",
    "VersionRead",
]
