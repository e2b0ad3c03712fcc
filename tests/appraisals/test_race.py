"""The same thing of an appraisal or a notice pressed at one moment: one is done, the others get a sentence.

On the database in use: SQLite unless DATABASE_URL names another.
"""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from appraisals import agreed, notices, offers, releasing, signing, withdrawing, workflow
from appraisals import july_first as worked_out
from appraisals.models import Appraisal, ExecutedAppraisal, Notice, Offer, Rating, RatingSignature, Release
from contracts.models import Contract, PayCeiling
from positions.models import Incumbency, Letter, Removal
from records import events as chain
from records.models import Document, Event, Message
from ses_admin import nightly
from tests import cast as cast_module
from tests.appraisals import notice_scenes, scenes
from tests.factories import PayCeilingFactory, PlacedPositionFactory, at
from tests.parallel import at_once, lost, won

TIMES = 10
ON = scenes.SIGNED
JULY_1, JULY_20 = date(2005, 7, 1), date(2005, 7, 20)


@pytest.fixture
def cast(transactional_db):
    """The cast, seen by every connection. An earlier story may have emptied what migrations put in."""
    if not PayCeiling.objects.filter(fiscal_year=2004).exists():
        PayCeilingFactory(fiscal_year=2004, amount=Decimal("10763.00"))
    return cast_module.assemble()


def verbs(thing) -> list[str]:
    return [event.verb for event in scenes.events(thing)]


def press_sign(appraisal: Appraisal, by):
    """Sign what the page showed when it was opened, before anybody pressed."""
    seen = appraisal.current_release.sha256
    return signing.sign(scenes.fresh(appraisal), seen_hash=seen, by=by, on=ON, at=at(ON))


def test_the_last_signature_pressed_ten_times_gives_one_signature_and_is_final_once(cast):
    appraisal = scenes.released(cast)
    for who in (cast.executive, cast.superior):
        scenes.sign(appraisal, who)
    appraisal = scenes.fresh(appraisal)

    results = at_once([partial(press_sign, appraisal, cast.director)] * TIMES)

    assert len(won(results)) == 1
    assert {words.split(";")[0] for words in lost(results)} <= {"“Read and sign” is not possible now: it is final"}
    assert RatingSignature.unscoped.filter(appraisal=appraisal).count() == 3
    assert (verbs(appraisal).count("sign"), verbs(appraisal).count("conclude")) == (3, 1)
    assert ExecutedAppraisal.unscoped.count() == 1
    assert Message.unscoped.filter(to=cast.executive, subject="Your appraisal is final").count() == 1
    assert chain.breaks() == []


def test_a_rating_released_twice_at_once_is_released_once(cast):
    appraisal = scenes.rated(cast)
    page = appraisal.revision

    def press():
        found = scenes.fresh(appraisal)
        return releasing.release(found, revision=page, by=cast.superior, on=ON, at=at(ON))

    results = at_once([press] * 2)

    assert len(won(results)) == Release.unscoped.count() == 1
    assert "Somebody else saved this" in lost(results)[0] or "is not possible now" in lost(results)[0]
    assert Document.unscoped.filter(purpose="released evaluation").count() == 1
    assert Message.unscoped.filter(subject="Your appraisal is released to you").count() == 1
    assert verbs(appraisal).count("release") == 1
    assert chain.breaks() == []


def test_of_two_pages_of_ratings_saved_at_once_one_wins_and_the_other_is_told(cast):
    appraisal = scenes.handed_in(cast)
    parts = scenes.parts(appraisal)
    keys = [term.key for term in agreed.every_term(parts)]

    def press(level: int):
        given = {"notes": {}, "overalls": {}, "overall_note": "", "seen_terms": agreed.digest(parts)}
        levels = dict.fromkeys(keys, level)
        found = scenes.fresh(appraisal)
        return workflow.rate(found, levels=levels, revision=0, by=cast.superior, on=scenes.RATED, **given)

    results = at_once([partial(press, 2), partial(press, 4)])

    assert len(won(results)) == 1
    assert "Somebody else saved this while you were writing" in lost(results)[0]
    assert len(set(Rating.unscoped.values_list("level", flat=True))) == 1
    assert Rating.unscoped.count() == len(keys)
    assert (scenes.fresh(appraisal).revision, verbs(appraisal).count("rate")) == (1, 1)


def test_an_appraisal_opened_many_times_at_once_is_opened_once_again_after_it_was_withdrawn(cast):
    contract = scenes.withdrawn(cast).contract

    def press(by):
        return workflow.open_appraisal(Contract.unscoped.get(pk=contract.pk), by=by, on=ON)

    results = at_once([partial(press, by) for by in (cast.hr, cast.director, cast.superior)])

    assert len(won(results)) == Appraisal.unscoped.standing().count() == 1
    assert all("open already" in words for words in lost(results))
    assert Appraisal.unscoped.count() == 2


def test_an_appraisal_is_released_or_withdrawn_and_never_both(cast):
    appraisal = scenes.rated(cast)
    results = at_once(
        [
            lambda: releasing.release(scenes.fresh(appraisal), by=cast.superior, on=ON, at=at(ON)),
            lambda: withdrawing.withdraw(scenes.fresh(appraisal), reason=scenes.MISTAKE, by=cast.hr, on=ON),
        ]
    )
    assert len(won(results)) == 1
    state = scenes.fresh(appraisal).state
    assert (state, Release.unscoped.count()) in {("released", 1), ("withdrawn", 0)}


def test_that_it_was_not_signed_is_recorded_once_however_many_press(cast):
    appraisal = scenes.released(cast)

    def press(by):
        given = {"offered_on": scenes.OFFERED, "how": "meeting", "said": "", "on": ON, "at": at(ON)}
        return offers.record_unsigned(scenes.fresh(appraisal), by=by, **given)

    results = at_once([partial(press, by) for by in (cast.hr, cast.superior)] * 3)

    assert len(won(results)) == Offer.unscoped.count() == 1
    assert all("recorded already" in words for words in lost(results))


def test_the_executive_signs_while_it_is_recorded_that_they_did_not(cast):
    appraisal = scenes.released(cast)

    def attest():
        given = {"offered_on": scenes.OFFERED, "how": "meeting", "said": "", "on": ON, "at": at(ON)}
        return offers.record_unsigned(scenes.fresh(appraisal), by=cast.hr, **given)

    signed, attested = at_once([partial(press_sign, appraisal, cast.executive), attest])

    assert won([signed])  # it can be signed before the record and after it
    assert Offer.unscoped.count() == len(won([attested]))
    assert all("has signed this evaluation" in words for words in lost([attested]))
    assert chain.breaks() == []


def test_a_notice_signed_twice_at_once_is_signed_once_with_one_letter(cast):
    notice = notice_scenes.draft(cast)

    def press():
        on = notice_scenes.SIGNED
        return notices.sign(Notice.unscoped.get(pk=notice.pk), revision=0, by=cast.director, on=on, at=at(on))

    results = at_once([press] * 2)

    assert len(won(results)) == 1
    assert "Somebody else has acted on this meanwhile" in lost(results)[0] or "not possible now" in lost(results)[0]
    assert Letter.unscoped.filter(letter_kind="notice").count() == 1
    assert verbs(notice).count("sign") == 1
    assert chain.breaks() == []


def test_a_removal_of_july_1_confirmed_at_once_is_confirmed_once_and_two_removals_are_both(cast):
    for who in (cast.executive, cast.stranger):
        PlacedPositionFactory(department=cast.agriculture, person=who)
    nightly.run(JULY_1, at=at(JULY_1))
    first, second = Removal.unscoped.order_by("pk")

    def press(removal: Removal):
        return worked_out.confirm(Removal.unscoped.get(pk=removal.pk), by=cast.reviewer, on=JULY_20)

    results = at_once([partial(press, first), partial(press, first), partial(press, second), partial(press, second)])

    assert len(won(results)) == 2
    assert all("meanwhile" in words or "is not possible now" in words for words in lost(results))
    assert Removal.unscoped.values("state").distinct().count() == 1
    assert Event.unscoped.filter(kind=Removal.kind, verb="confirm").count() == 2
    assert not Incumbency.unscoped.in_force(JULY_1).exists()
    assert chain.breaks() == []
