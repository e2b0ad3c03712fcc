"""The legal moves of the Colorado plan: which exist, and which office may make them.

Pages draw their buttons from these tables and acts check the same rows. Editing a draft and recording
a published figure are steps too, so there is no second list of permissions.
"""

from law.colorado.steps.appraisals import APPRAISAL, PROGRESS_REVIEW
from law.colorado.steps.contracts import CONTRACT, COPY
from law.colorado.steps.letters import DELIVERY, LETTER
from law.colorado.steps.positions import APPOINTMENT, AUTHORIZATION, NOMINATION
from law.colorado.steps.published import COUNTED, OFFICES_HELD, PUBLISHED
from law.steps import Procedure

__all__ = [
    "APPOINTMENT",
    "AUTHORIZATION",
    "CONTRACT",
    "COPY",
    "COUNTED",
    "DELIVERY",
    "LETTER",
    "NOMINATION",
    "OFFICES_HELD",
    "PROCEDURES",
    "PUBLISHED",
]

PROCEDURES: dict[str, Procedure] = {
    "nomination": NOMINATION,
    "authorization": AUTHORIZATION,
    "appointment": APPOINTMENT,
    "contract": CONTRACT,
    "copy": COPY,
    "published": PUBLISHED,
    "fte_count": COUNTED,
    "letter": LETTER,
    "delivery": DELIVERY,
    "membership": OFFICES_HELD,
    "appraisal": APPRAISAL,
    "progress_review": PROGRESS_REVIEW,
}
