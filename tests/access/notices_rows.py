"""Notices of unsatisfactory performance, rights and appeals, removals of July 1, and appraisals by department."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from appraisals import board, notices
from appraisals.models import BoardAppeal, Notice
from positions.models import Incumbency, Removal
from tests.access.table import DEPARTMENT, DEPARTMENT_OFFICES, EVERYBODY, STATE, Row
from tests.appraisals import notice_scenes as given
from tests.appraisals import scenes
from tests.cast import PASSWORD, Cast
from tests.factories import PlacedPositionFactory, at

NEAR = DEPARTMENT | {"executive"}
"""Who sees a notice from the signature on; a draft only the department's director and HR do."""
SEEN = NEAR | STATE
CONFIRMS = {"reviewer", "personnel_director"}
APRIL_30, MAY_1, MAY_9 = date(2005, 4, 30), date(2005, 5, 1), date(2005, 5, 9)
JULY_1, JULY_5, JULY_20 = date(2005, 7, 1), date(2005, 7, 5), date(2005, 7, 20)
REASON = {"reason": "The reports were found after all."}


def in_time(cast: Cast) -> Notice:
    return given.delivered(cast, on=APRIL_30)


def on_may_1(cast: Cast) -> Notice:
    return given.delivered(cast, on=MAY_1)


def attested(cast: Cast) -> Notice:
    notice = given.signed(cast)
    about = {"how": "hand", "delivered_on": given.SIGNED, "scan": given.scan()}
    notices.attest(notice, **about, by=cast.hr, on=given.SIGNED)
    return notice


def separated(cast: Cast):
    """The appointment that the separation ended."""
    notice = in_time(cast)
    notices.separate(notice, by=cast.director, on=MAY_9)
    return notice.incumbency


def appealed(cast: Cast) -> BoardAppeal:
    who = {"by": cast.executive, "on": JULY_5}
    return board.record(separated(cast), against="separation", to_board=True, filed_on=JULY_5, **who)


def reversed_by_the_board(cast: Cast) -> BoardAppeal:
    appeal = appealed(cast)
    decided = {"verb": "reverse", "outcome": "The notice was vague.", "ended_on": JULY_20}
    board.conclude(appeal, **decided, by=cast.hr, on=JULY_20)
    return appeal


def proposed(cast: Cast) -> Removal:
    """By the night of July 1, for a position whose holder has no contract."""
    from ses_admin import nightly

    PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    nightly.run(JULY_1, at=at(JULY_1))
    return Removal.unscoped.get()


def recorded_in_time(cast: Cast) -> Removal:
    """Proposed; then the contract signed on paper on June 30 was recorded."""
    removal = proposed(cast)
    given.contract_of_the_next_year(removal.position, cast.executive, on=date(2005, 6, 30))
    return removal


def receipt() -> SimpleUploadedFile:
    return SimpleUploadedFile("receipt.pdf", b"%PDF-1.7\nsigned receipt\n%%EOF\n", "application/pdf")


def in_state(state: str):
    return lambda thing: thing.state == state


GROUNDS = {"tells": given.GROUNDS, "day": MAY_9}

ROWS = [
    Row(
        "appraisals:notices",
        page=EVERYBODY,
        scene=given.draft,
        args=[],
        tells=lambda notice: notice.get_absolute_url(),
        told=DEPARTMENT,
        day=given.SIGNED,
    ),
    Row(
        "appraisals:notices",
        page=EVERYBODY,
        query="?delivered",
        scene=in_time,
        args=[],
        tells=lambda notice: notice.get_absolute_url(),
        told=SEEN,
        day=MAY_9,
    ),
    Row(
        "appraisals:start_notice",
        page=DEPARTMENT,
        act=DEPARTMENT,
        knows=DEPARTMENT_OFFICES | {"executive"} | STATE,
        scene=given.appointment,
        done=lambda held: Notice.unscoped.filter(incumbency=held).exists(),
        day=given.DRAFTED,
    ),
    Row("appraisals:notice", page=DEPARTMENT, query="?draft", scene=given.draft, told=DEPARTMENT, **GROUNDS),
    Row("appraisals:notice", page=NEAR, query="?signed", scene=given.signed, told=NEAR, **GROUNDS),
    Row("appraisals:notice", page=SEEN, scene=in_time, told=SEEN, **GROUNDS),
    Row(
        "appraisals:edit_notice",
        act=DEPARTMENT,
        scene=given.draft,
        data={"revision": "0", "grounds": "Three reports came late."},
        done=lambda notice: notice.grounds == "Three reports came late.",
        day=given.SIGNED,
    ),
    Row(
        "appraisals:withdraw_notice",
        act={"director"},
        knows=DEPARTMENT,
        scene=given.draft,
        data=REASON,
        done=in_state("withdrawn"),
        day=given.SIGNED,
    ),
    Row(
        "appraisals:sign_notice",
        act={"director"},
        knows=DEPARTMENT,
        scene=given.draft,
        data={"revision": "0", "password": PASSWORD},
        done=in_state("signed"),
        day=given.SIGNED,
    ),
    Row(
        "appraisals:acknowledge_notice",
        act={"executive"},
        knows=NEAR,
        scene=given.signed,
        done=in_state("delivered"),
        day=given.SIGNED,
    ),
    Row(
        "appraisals:attest_notice",
        act=DEPARTMENT,
        knows=NEAR,
        scene=given.signed,
        data=lambda notice: {"how": "hand", "delivered_on": "2005-04-18", "upload": receipt()},
        done=in_state("delivered"),
        day=given.SIGNED,
    ),
    Row("appraisals:notice_proof", page=SEEN, scene=attested, day=MAY_9),
    Row(
        "appraisals:settle_notice",
        act={"reviewer"},
        knows=SEEN,
        scene=on_may_1,
        data={"in_time": "yes", "reason": "Handed over on a Sunday."},
        done=lambda notice: notice.found_in_time is True,
        day=MAY_9,
    ),
    Row(
        "appraisals:rescind_notice",
        act={"director"},
        knows=SEEN,
        scene=in_time,
        data=REASON,
        done=in_state("rescinded"),
        day=MAY_9,
    ),
    Row(
        "appraisals:separate",
        page={"director"},
        act={"director"},
        knows=SEEN,
        scene=in_time,
        done=in_state("separated"),
        day=MAY_9,
    ),
    Row("appraisals:rights", page=SEEN, scene=given.appointment, day=given.DRAFTED),
    Row(
        "appraisals:appeal",
        act=NEAR,
        knows=SEEN,
        scene=separated,
        data={"against": "separation", "to_board": "yes", "filed_on": "2005-07-05"},
        done=lambda held: BoardAppeal.unscoped.filter(incumbency=held).exists(),
        day=JULY_5,
    ),
    Row(
        "appraisals:appeal_outcome",
        act=DEPARTMENT,
        knows=SEEN,
        scene=appealed,
        data={"verb": "uphold", "outcome": "The Board upheld it.", "ended_on": "2005-07-20"},
        done=in_state("upheld"),
        day=JULY_20,
    ),
    Row(
        "appraisals:reopen_appointment",
        act=DEPARTMENT,
        knows=SEEN,
        scene=reversed_by_the_board,
        done=lambda appeal: Incumbency.unscoped.get(pk=appeal.incumbency_id).ends_on is None,
        day=JULY_20,
    ),
    Row(
        "appraisals:confirm_removal",
        act=CONFIRMS,
        knows=SEEN,
        scene=proposed,
        done=in_state("ordered"),
        day=JULY_20,
    ),
    Row(
        "appraisals:set_aside_removal",
        act=CONFIRMS,
        knows=SEEN,
        scene=recorded_in_time,
        data=REASON,
        done=in_state("kept"),
        day=JULY_20,
    ),
    Row(
        "appraisals:statewide",
        page=DEPARTMENT | STATE | {"other_director", "other_hr"},
        scene=scenes.final,
        args=[],
        tells="Agriculture</th>",
        told=DEPARTMENT | STATE,
        day=scenes.SIGNED,
    ),
]
