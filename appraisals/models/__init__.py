"""How it went: the year's notes and progress reviews, the appraisal with its ratings, and its papers."""

from appraisals.models.appraisal import Appraisal, AppraisalQuerySet
from appraisals.models.notes import Note, NoteQuerySet
from appraisals.models.notices import BoardAppeal, BoardAppealQuerySet, Notice, NoticeQuerySet
from appraisals.models.offers import LateComment, Offer
from appraisals.models.papers import Attachment, ExecutedAppraisal, RatingSignature, Release
from appraisals.models.ratings import Account, Overall, Rating
from appraisals.models.reviews import ProgressReview

__all__ = [
    "Account",
    "Appraisal",
    "AppraisalQuerySet",
    "Attachment",
    "BoardAppeal",
    "BoardAppealQuerySet",
    "ExecutedAppraisal",
    "LateComment",
    "Note",
    "NoteQuerySet",
    "Notice",
    "NoticeQuerySet",
    "Offer",
    "Overall",
    "ProgressReview",
    "Rating",
    "RatingSignature",
    "Release",
]
