"""What is in the SES: positions, nominations, placements, incumbents, and what each department is allotted."""

from positions.models.allotment import Authorization, FteCount
from positions.models.letter import Letter, LetterDelivery, LetterDeliveryQuerySet, LetterQuerySet
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

__all__ = [
    "Authorization",
    "FteCount",
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
    "Roster",
    "UNFINISHED",
]
