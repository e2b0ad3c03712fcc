"""What is in the SES: positions, nominations, placements, incumbents, and what each department is allotted."""

from positions.models.allotment import (
    AllotmentReview,
    AllotmentReviewQuerySet,
    Authorization,
    AuthorizationRequest,
    AuthorizationRequestQuerySet,
    FteCount,
)
from positions.models.flag import Flag, FlagQuerySet, NightlyRun, Reminder
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
from positions.models.removal import OPEN_REMOVALS, RegularLid, Removal, RemovalQuerySet
from positions.models.review import Review, ReviewQuerySet

__all__ = [
    "AllotmentReview",
    "AllotmentReviewQuerySet",
    "Authorization",
    "AuthorizationRequest",
    "AuthorizationRequestQuerySet",
    "Correction",
    "Designation",
    "Flag",
    "FlagQuerySet",
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
    "NightlyRun",
    "Nomination",
    "NominationNote",
    "NominationQuerySet",
    "OPEN_REMOVALS",
    "PLANS",
    "Placement",
    "PlacementQuerySet",
    "Position",
    "PositionQuerySet",
    "Reminder",
    "Review",
    "ReviewQuerySet",
    "RegularLid",
    "Removal",
    "RemovalQuerySet",
    "Roster",
    "Transfer",
    "TransferApproval",
    "UNFINISHED",
    "Vacancy",
]
