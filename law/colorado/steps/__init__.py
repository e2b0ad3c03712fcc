"""The legal moves of the Colorado plan: which exist, and which office may make them.

Pages draw their buttons from these tables and acts check the same rows. Editing a draft and recording
a published figure are steps too, so there is no second list of permissions.
"""

from law.colorado.steps.amendment import AMENDMENT
from law.colorado.steps.appraisals import APPRAISAL, PROGRESS_REVIEW
from law.colorado.steps.bulk import BULK
from law.colorado.steps.contracts import CONTRACT, COPY
from law.colorado.steps.guidance import GUIDANCE
from law.colorado.steps.imports import IMPORTS
from law.colorado.steps.letters import DELIVERY, LETTER
from law.colorado.steps.movement import APPOINTMENT, CORRECTION, DESIGNATION, JOB_DESCRIPTION, TRANSFER, VACANCY
from law.colorado.steps.notices import BOARD_APPEAL, NOTICE
from law.colorado.steps.positions import AUTHORIZATION, NOMINATION
from law.colorado.steps.published import COUNTED, OFFICES_HELD, PUBLISHED
from law.colorado.steps.removal import ALLOTMENT_REVIEW, AUTHORIZATION_REQUEST, REGULAR_LID, REMOVAL
from law.colorado.steps.retention import ARCHIVE, DISPOSAL, HOLD
from law.steps import Procedure

__all__ = [
    "ALLOTMENT_REVIEW",
    "AMENDMENT",
    "APPOINTMENT",
    "ARCHIVE",
    "APPRAISAL",
    "AUTHORIZATION",
    "AUTHORIZATION_REQUEST",
    "BULK",
    "BOARD_APPEAL",
    "CONTRACT",
    "COPY",
    "COUNTED",
    "DELIVERY",
    "DISPOSAL",
    "HOLD",
    "IMPORTS",
    "LETTER",
    "NOMINATION",
    "NOTICE",
    "OFFICES_HELD",
    "PROCEDURES",
    "PROGRESS_REVIEW",
    "PUBLISHED",
    "REGULAR_LID",
    "REMOVAL",
]

PROCEDURES: dict[str, Procedure] = {
    "nomination": NOMINATION,
    "authorization": AUTHORIZATION,
    "authorization_request": AUTHORIZATION_REQUEST,
    "allotment_review": ALLOTMENT_REVIEW,
    "removal": REMOVAL,
    "regular_lid": REGULAR_LID,
    "appointment": APPOINTMENT,
    "transfer": TRANSFER,
    "job_description": JOB_DESCRIPTION,
    "designation": DESIGNATION,
    "correction": CORRECTION,
    "vacancy": VACANCY,
    "bulk": BULK,
    "contract": CONTRACT,
    "copy": COPY,
    "amendment": AMENDMENT,
    "amendment_copy": COPY,
    "hold": HOLD,
    "disposal": DISPOSAL,
    "archive": ARCHIVE,
    "published": PUBLISHED,
    "guidance": GUIDANCE,
    "fte_count": COUNTED,
    "letter": LETTER,
    "delivery": DELIVERY,
    "membership": OFFICES_HELD,
    "appraisal": APPRAISAL,
    "progress_review": PROGRESS_REVIEW,
    **IMPORTS,
    "notice": NOTICE,
    "board_appeal": BOARD_APPEAL,
}
