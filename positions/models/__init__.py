"""What is in the SES: positions, nominations, placements, incumbents, and what each department is allotted."""

from positions.models.allotment import Authorization, FteCount
from positions.models.imports import Import, ImportQuerySet
from positions.models.letter import Letter, LetterDelivery, LetterDeliveryQuerySet, LetterQuerySet
from positions.models.movement import Correction, Designation, Transfer, TransferApproval, Vacancy
from positions.models.nomination import (
    UNFINISHED,
    JobDescription,
    JobDescriptionQuerySet,
    Nomination,
    NominationNote,
    NominationQuerySet,
)
from positions.models.position import (
    PLANS,
    Incumbency,
    IncumbencyQuerySet,
    Placement,
    PlacementQuerySet,
    Position,
    PositionQuerySet,
    Roster,
)
from positions.models.review import Review, ReviewQuerySet

__all__ = [
    "Authorization",
    "Correction",
    "Designation",
    "FteCount",
    "Import",
    "ImportQuerySet",
    "Incumbency",
    "IncumbencyQuerySet",
    "JobDescription",
    "JobDescriptionQuerySet",
    "Letter",
    "LetterDelivery",
    "LetterDeliveryQuerySet",
    "LetterQuerySet",
    "Nomination",
    "NominationNote",
    "NominationQuerySet",
    "PLANS",
    "Placement",
    "PlacementQuerySet",
    "Position",
    "PositionQuerySet",
    "Review",
    "ReviewQuerySet",
    "Roster",
    "Transfer",
    "TransferApproval",
    "UNFINISHED",
    "Vacancy",
]
