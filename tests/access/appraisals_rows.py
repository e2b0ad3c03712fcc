"""Appraisals in every state, their papers, and the notes and reviews of a contract year."""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Membership
from appraisals import agreed, notes, reviews, workflow
from appraisals.models import Appraisal, Attachment, Note, Offer, ProgressReview, Rating, RatingSignature
from contracts.models import Contract
from tests.access.table import DEPARTMENT, DEPARTMENT_OFFICES, EVERYBODY, STATE, Row
from tests.appraisals import scenes
from tests.cast import PASSWORD, Cast
from tests.contracts.test_paper_signatures import scan
from tests.factories import at

NEAR = DEPARTMENT_OFFICES | {"executive"}
"""Who sees an appraisal of Agriculture before it is final."""
SEEN = NEAR | STATE
RATERS = frozenset({"superior", "director"})
OPENING = DEPARTMENT_OFFICES | {"other_director", "other_hr", "other_superior"}
DAY = scenes.SIGNED


def newcomer(cast: Cast) -> Appraisal:
    """The rater left office, and nobody is named yet."""
    appraisal = scenes.handed_in(cast)
    Membership.unscoped.filter(user=cast.superior).update(ends_on=scenes.WRITTEN)
    appraisal.director = cast.director
    return appraisal


def attached(cast: Cast) -> Appraisal:
    appraisal = scenes.rated(cast)
    workflow.attach(appraisal, upload=upload(), what="Report of the audit", by=cast.superior, on=scenes.RATED)
    return appraisal


def scanned(cast: Cast) -> Appraisal:
    """Offered and not signed, with a scan that shows it."""
    appraisal = scenes.released(cast)
    scenes.record_unsigned(appraisal, by=cast.hr, upload=scan())
    return scenes.fresh(appraisal)


def final_scanned(cast: Cast) -> Appraisal:
    appraisal = scanned(cast)
    for who in (cast.superior, cast.director):
        scenes.sign(appraisal, who)
    return scenes.fresh(appraisal)


def shared_note(cast: Cast) -> Note:
    return written(cast, scenes.signed_contract(cast), "both", by=cast.superior)


def own_note(cast: Cast) -> Note:
    return written(cast, scenes.signed_contract(cast), "me", by=cast.superior)


def written(cast: Cast, contract: Contract, seen_by: str, *, by) -> Note:
    return notes.write_note(
        contract,
        key="customers-1",
        what="evidence",
        words=scenes.SECRET,
        upload=upload(),
        dated_on=scenes.OPENED,
        seen_by=seen_by,
        by=by,
        on=scenes.OPENED,
        at=at(scenes.OPENED),
    )


def recorded(cast: Cast) -> ProgressReview:
    return reviews.record_review(
        scenes.signed_contract(cast),
        met_on=scenes.OPENED,
        discussed="The two closed offices.",
        plans="",
        by=cast.superior,
        on=scenes.OPENED,
    )


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("report.txt", b"Waiting times by month.\n", "text/plain")


def first_level(appraisal: Appraisal) -> int | None:
    return (
        Rating.unscoped.filter(appraisal=appraisal, part="customers", place=1).values_list("level", flat=True).first()
    )


def sheet(appraisal: Appraisal) -> dict:
    """What the page of rating sends."""
    return {
        "revision": appraisal.revision,
        "seen_terms": agreed.digest(agreed.parts_of(appraisal.contract, on=DAY)),
        "level-customers-1": "4",
        "level-other-1": "2",
    }


def own_account(appraisal: Appraisal) -> dict:
    return {
        "revision": appraisal.account_revision,
        "seen_terms": agreed.digest(agreed.parts_of(appraisal.contract, on=DAY)),
        "account-customers-1": "Clear since May.",
    }


def proof(appraisal: Appraisal) -> dict:
    return {"seen_hash": appraisal.current_release.sha256, "consent": "on", "password": PASSWORD}


def has_signed(number: int):
    return lambda appraisal: RatingSignature.unscoped.filter(appraisal=appraisal).count() == number


SECRET = {"tells": scenes.SECRET, "day": DAY}

ROWS = [
    Row(
        "appraisals:appraisals",
        page=EVERYBODY,
        scene=scenes.rated,
        args=[],
        tells=lambda appraisal: appraisal.get_absolute_url(),
        told=NEAR,
        day=DAY,
    ),
    Row("appraisals:appraisals", page=EVERYBODY, scene=scenes.final, args=[], tells=scenes.SECRET, day=DAY),
    Row("appraisals:unopened", page=OPENING, args=[], day=DAY),
    Row(
        "appraisals:open",
        act=DEPARTMENT_OFFICES,
        knows=SEEN,
        scene=scenes.signed_contract,
        done=lambda contract: Appraisal.unscoped.filter(contract=contract).exists(),
        day=DAY,
    ),
    Row("appraisals:appraisal", page=NEAR, scene=scenes.opened, day=DAY),
    Row("appraisals:appraisal", page=NEAR, scene=scenes.rated, told=RATERS, **SECRET),
    Row("appraisals:appraisal", page=NEAR, scene=scenes.released, told=NEAR, **SECRET),
    Row("appraisals:appraisal", page=SEEN, scene=scenes.final, told=SEEN, **SECRET),
    Row(
        "appraisals:account",
        page={"executive"},
        act={"executive"},
        knows=NEAR,
        scene=scenes.opened,
        data=own_account,
        done=lambda appraisal: appraisal.account_revision == 1,
        day=DAY,
    ),
    Row(
        "appraisals:hand_in",
        act={"executive"},
        knows=NEAR,
        scene=lambda cast: (lambda made: (scenes.account(made, by=cast.executive), scenes.fresh(made))[1])(
            scenes.opened(cast)
        ),
        done=lambda appraisal: appraisal.state == "rating",
        day=DAY,
    ),
    Row(
        "appraisals:begin",
        act={"superior"},
        knows=NEAR,
        scene=scenes.opened,
        done=lambda appraisal: appraisal.state == "rating",
        day=DAY,
    ),
    Row(
        "appraisals:rate",
        page={"superior"},
        act={"superior"},
        knows=NEAR,
        scene=scenes.rated,
        data=sheet,
        done=lambda appraisal: first_level(appraisal) == 4,
        told={"superior"},
        **SECRET,
    ),
    Row(
        "appraisals:meeting",
        act={"superior", "hr"},
        knows=NEAR,
        scene=scenes.rated,
        data={"met_on": "05/17/2005", "notes": ""},
        done=lambda appraisal: appraisal.met_on == scenes.MET,
        day=DAY,
    ),
    Row(
        "appraisals:attach",
        act={"superior", "executive"},
        knows=NEAR,
        scene=scenes.rated,
        data=lambda _: {"what": "Report of the audit", "upload": upload()},
        done=lambda appraisal: Attachment.unscoped.filter(appraisal=appraisal).exists(),
        day=DAY,
    ),
    Row("appraisals:attachment", page=RATERS, scene=attached, args=lambda made: [made.pk, 1], day=DAY),
    Row(
        "appraisals:release",
        act={"superior"},
        knows=NEAR,
        scene=scenes.rated,
        data=lambda appraisal: {"revision": appraisal.revision},
        done=lambda appraisal: appraisal.state == "released",
        day=DAY,
    ),
    Row(
        "appraisals:take_back",
        act=RATERS,
        knows=NEAR,
        scene=scenes.released,
        data={"reason": "An objective was mixed up."},
        done=lambda appraisal: appraisal.state == "rating",
        day=DAY,
    ),
    Row(
        "appraisals:comment",
        act={"executive"},
        knows=NEAR,
        scene=scenes.released,
        data={"text": "I see the waiting times otherwise."},
        done=lambda appraisal: appraisal.comment != "",
        day=DAY,
    ),
    Row(
        "appraisals:name_rater",
        act=DEPARTMENT,
        knows=DEPARTMENT | {"executive"},
        scene=newcomer,
        data=lambda appraisal: {"rater": appraisal.director.pk},
        done=lambda appraisal: appraisal.rater.name == "Dana Director",
        day=DAY,
    ),
    Row(
        "appraisals:sign",
        page={"executive"},
        act={"executive"},
        knows=NEAR,
        scene=scenes.released,
        data=proof,
        done=has_signed(1),
        told={"executive"},
        **SECRET,
    ),
    Row(
        "appraisals:sign",
        page={"superior"},
        act={"superior"},
        knows=NEAR,
        scene=scenes.signed_by_employee,
        data=proof,
        done=has_signed(2),
        day=DAY,
    ),
    Row(
        "appraisals:sign",
        page={"executive", "superior"},
        act={"executive", "superior"},
        knows=NEAR,
        scene=scenes.unsigned,
        data=proof,
        done=has_signed(1),
        day=DAY,
    ),
    Row(
        "appraisals:record_unsigned",
        act={"superior", "hr"},
        knows=NEAR,
        scene=scenes.released,
        data={"offered_on": "05/19/2005", "how": "hand", "said": ""},
        done=lambda appraisal: Offer.unscoped.filter(appraisal=appraisal).exists(),
        day=DAY,
    ),
    Row("appraisals:offer", page=NEAR, scene=scanned, args=lambda made: [made.pk, 1], day=DAY),
    Row("appraisals:offer", page=SEEN, scene=final_scanned, args=lambda made: [made.pk, 1], day=DAY),
    Row("appraisals:appraisal", page=NEAR, scene=scenes.unsigned, tells=scenes.REFUSAL, told=NEAR, day=DAY),
    Row("appraisals:appraisal", page=SEEN, scene=scenes.final_unsigned, tells=scenes.REFUSAL, told=SEEN, day=DAY),
    Row(
        "appraisals:withdraw",
        act=DEPARTMENT_OFFICES,
        knows=NEAR,
        scene=scenes.rated,
        data={"reason": scenes.MISTAKE},
        done=lambda appraisal: appraisal.state == "withdrawn",
        day=DAY,
    ),
    Row("appraisals:appraisal", page=NEAR, scene=scenes.withdrawn, told=RATERS, **SECRET),
    Row("appraisals:form1", page=NEAR, scene=scenes.released, args=lambda made: [made.pk, 1], day=DAY),
    Row("appraisals:form1", page=SEEN, scene=scenes.final, args=lambda made: [made.pk, 1], day=DAY),
    Row("appraisals:executed", page=SEEN, scene=scenes.sealed, day=DAY),
    Row(
        "appraisals:notes",
        page=SEEN,
        act={"superior", "executive"},
        scene=scenes.signed_contract,
        data={
            "dated_on": "05/02/2005",
            "what": "note",
            "key": "customers-1",
            "words": "Clear since May.",
            "seen_by": "both",
        },
        done=lambda contract: Note.unscoped.filter(contract=contract).exists(),
        day=DAY,
    ),
    Row(
        "appraisals:notes",
        page=SEEN,
        scene=shared_note,
        args=lambda note: [note.contract_id],
        act={"superior", "executive"},
        done_status=200,
        told={"superior", "executive"},
        **SECRET,
    ),
    Row(
        "appraisals:notes",
        page=SEEN,
        scene=own_note,
        args=lambda note: [note.contract_id],
        act={"superior", "executive"},
        done_status=200,
        told={"superior"},
        **SECRET,
    ),
    Row("appraisals:note_file", page={"superior", "executive"}, scene=shared_note, day=DAY),
    Row("appraisals:note_file", page={"superior"}, scene=own_note, day=DAY),
    Row(
        "appraisals:reviews",
        page=SEEN,
        act={"superior", "executive"},
        scene=scenes.signed_contract,
        data={"met_on": "05/02/2005", "discussed": "The two closed offices.", "plans": ""},
        done=lambda contract: ProgressReview.unscoped.filter(contract=contract).exists(),
        day=DAY,
    ),
    Row(
        "appraisals:acknowledge",
        act={"executive"},
        knows=NEAR,
        scene=recorded,
        data={"reply": ""},
        done=lambda review: review.state == "acknowledged",
        day=DAY,
    ),
]
