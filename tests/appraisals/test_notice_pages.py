"""The pages of notices, rights and appeals, and of removals of July 1: each act from its page, and what is refused."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.templatetags.words import day
from appraisals import notices as acts
from appraisals import releasing
from appraisals.models import BoardAppeal, Notice
from positions.models import Correction, Incumbency, Letter
from records.models import Document
from tests.access.notices_rows import (
    APRIL_30,
    JULY_5,
    JULY_20,
    MAY_1,
    MAY_9,
    appealed,
    in_time,
    on_may_1,
    proposed,
    receipt,
    recorded_in_time,
    reversed_by_the_board,
    separated,
)
from tests.appraisals import notice_scenes as given
from tests.appraisals import scenes
from tests.cast import PASSWORD
from tests.contracts.page import filled, said, words
from tests.conventions.test_file_forms import without_enctype
from tests.factories import at

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(client, settings):
    def signed_in(user, *, on=given.SIGNED):
        settings.TRAINING_DAY = on
        client.logout()
        client.force_login(user)
        return client

    return signed_in


def page(name: str, *args) -> str:
    return reverse(f"appraisals:{name}", args=args)


def fresh(notice: Notice) -> Notice:
    return Notice.unscoped.get(pk=notice.pk)


def test_hr_begins_a_draft_from_the_rights_page_and_writes_it(visit, cast):
    held = given.appointment(cast)
    client = visit(cast.hr)
    assert page("start_notice", held.pk) in client.get(page("rights", held.pk)).content.decode()
    assert "A notice can be given without one." in words(client.get(page("start_notice", held.pk)))
    begun = client.post(page("start_notice", held.pk), follow=True)
    notice = Notice.unscoped.get()
    assert page("edit_notice", notice.pk) in begun.content.decode()
    client.post(page("edit_notice", notice.pk), {"revision": "0", "grounds": given.GROUNDS})
    assert fresh(notice).grounds == given.GROUNDS
    assert given.GROUNDS in words(client.get(notice.get_absolute_url()))


def test_a_notice_names_the_final_appraisal_that_it_rests_on(visit, cast):
    appraisal = scenes.final(cast, overall=1)
    held = appraisal.contract.position
    client = visit(cast.hr, on=scenes.SIGNED)
    incumbency = Incumbency.unscoped.get(position=held)
    told = words(client.get(page("start_notice", incumbency.pk)))
    assert "It will name the appraisal of this year" in told
    begun = client.post(page("start_notice", incumbency.pk), follow=True)
    assert Notice.unscoped.get().appraisal == appraisal
    assert Notice.unscoped.get().grounds.startswith("In the appraisal for 2004-05, rated 1")
    assert "In the appraisal for 2004-05, rated 1" in filled(begun)["grounds"][0]


def test_the_objectives_at_the_lowest_level_begin_the_grounds_and_only_they_do(visit, cast):
    appraisal = scenes.rated(cast)
    levels = dict.fromkeys(scenes.keys(appraisal), 3) | {"customers-1": 1}
    scenes.rate(appraisal, by=cast.superior, levels=levels)
    client, incumbency = visit(cast.hr, on=scenes.RELEASED), held_in(appraisal)
    client.post(page("start_notice", incumbency.pk))
    assert Notice.unscoped.get().grounds == ""  # not shown to the executive yet
    acts.withdraw(Notice.unscoped.get(), reason="Too early.", by=cast.director, on=scenes.RELEASED)
    releasing.release(appraisal, by=cast.superior, on=scenes.RELEASED, at=at(scenes.RELEASED))
    client.post(page("start_notice", incumbency.pk))
    notice = Notice.unscoped.get(state="draft")
    assert notice.appraisal is None  # its overall is not the lowest level
    assert scenes.SECRET in notice.grounds
    assert notice.grounds.count("- ") == 1


def test_the_appraisal_of_another_year_says_nothing_of_this_one(visit, cast):
    appraisal = scenes.final(cast, overall=1, level=1)
    client = visit(cast.hr, on=date(2005, 7, 5))
    client.post(page("start_notice", held_in(appraisal).pk))
    notice = Notice.unscoped.get()
    assert (notice.fiscal_year, notice.appraisal, notice.grounds) == (2005, None, "")


def held_in(appraisal) -> Incumbency:
    return Incumbency.unscoped.get(position=appraisal.contract.position, person=appraisal.employee)


def test_what_was_typed_stands_when_somebody_saved_meanwhile(visit, cast):
    notice = given.draft(cast)
    client = visit(cast.hr)
    client.post(page("edit_notice", notice.pk), {"revision": "0", "grounds": "First."})
    answer = client.post(page("edit_notice", notice.pk), {"revision": "0", "grounds": "Typed with care."})
    assert answer.status_code == 200
    assert "Somebody else saved this notice while you wrote." in words(answer)
    assert "Typed with care." in filled(answer)["grounds"]
    assert fresh(notice).grounds == "First."


def test_signing_asks_for_the_password_and_a_wrong_one_signs_nothing(visit, cast):
    notice = given.draft(cast)
    client = visit(cast.director)
    answer = client.post(page("sign_notice", notice.pk), {"revision": "0", "password": "guess"})
    assert answer.status_code == 200
    assert fresh(notice).state == "draft"
    assert not Letter.unscoped.exists()
    assert "guess" not in answer.content.decode()
    done = client.post(page("sign_notice", notice.pk), {"revision": "0", "password": PASSWORD})
    assert "It counts from its delivery" in said(done)
    assert fresh(notice).state == "signed"


def test_a_page_that_is_older_than_the_draft_signs_nothing(visit, cast):
    notice = given.draft(cast)
    client = visit(cast.director)
    client.post(page("edit_notice", notice.pk), {"revision": "0", "grounds": "Changed."})
    answer = client.post(page("sign_notice", notice.pk), {"revision": "0", "password": PASSWORD})
    assert "Read it again; nothing is signed." in words(answer)
    assert fresh(notice).state == "draft"


def test_co_rem_3_without_grounds_nothing_is_signed(visit, cast):
    notice = given.draft(cast)
    client = visit(cast.director)
    client.post(page("edit_notice", notice.pk), {"revision": "0", "grounds": " "})
    answer = client.post(page("sign_notice", notice.pk), {"revision": "1", "password": PASSWORD})
    assert "CO-REM-3" in words(answer)
    assert fresh(notice).state == "draft"


@pytest.mark.parametrize(
    ("day", "told"), [(APRIL_30, "in time"), (MAY_1, "disputed: given on May 1"), (date(2005, 5, 2), "late")]
)
def test_the_executive_acknowledges_and_the_page_says_how_it_stands(visit, cast, day, told):
    notice = given.signed(cast)
    client = visit(cast.executive, on=day)
    assert "I have received this notice" in words(client.get(notice.get_absolute_url()))
    client.post(page("acknowledge_notice", notice.pk))
    assert fresh(notice).delivered_on == day
    assert told in words(client.get(notice.get_absolute_url()))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("receipt.pdf", b"", "This file is empty"),
        ("receipt.pdf", b"MZ\x90\x00 a program", "not what its name (.pdf) says"),
        ("receipt.pdf", b"<html><script>alert(1)</script>%%EOF", "not what its name (.pdf) says"),
        ("receipt.exe", b"MZ\x90\x00", "The proof of delivery is a PDF."),
        ("receipt.txt", b"I gave it to her.", "The proof of delivery is a PDF."),
    ],
)
def test_a_file_that_proves_nothing_is_refused_and_not_kept(visit, cast, name, content, told):
    notice = given.signed(cast)
    kept = Document.unscoped.count()
    data = {"how": "hand", "delivered_on": "2005-04-18", "upload": SimpleUploadedFile(name, content)}
    answer = visit(cast.hr).post(page("attest_notice", notice.pk), data)
    assert answer.status_code == 200
    assert told in words(answer)
    assert fresh(notice).state == "signed"
    assert Document.unscoped.count() == kept


def test_without_a_scan_nothing_is_attested_and_the_day_stands_as_typed(visit, cast):
    notice = given.signed(cast)
    answer = visit(cast.hr).post(page("attest_notice", notice.pk), {"how": "mail", "delivered_on": "2005-04-18"})
    assert "Attach the scan that proves the delivery" in words(answer)
    assert "2005-04-18" in answer.content.decode() or "April 18, 2005" in answer.content.decode()
    assert fresh(notice).state == "signed"


def test_the_form_of_the_proof_sends_its_file_and_is_not_called_optional(visit, cast):
    told = visit(cast.hr).get(given.signed(cast).get_absolute_url()).content.decode()
    assert without_enctype(told) == []
    label = told[told.index("Scan of the proof") :][:120]
    assert "optional" not in label


def test_an_attested_delivery_keeps_the_scan_and_serves_it(visit, cast):
    notice = given.signed(cast)
    client = visit(cast.hr)
    data = {"how": "hand", "delivered_on": "2005-04-18", "upload": receipt()}
    assert "recorded with its proof" in said(client.post(page("attest_notice", notice.pk), data))
    served = client.get(page("notice_proof", notice.pk))
    body = b"".join(served.streaming_content) if served.streaming else served.content
    assert body.startswith(b"%PDF")
    assert served["Content-Type"] == "application/pdf"


def test_a_notice_without_a_scan_has_no_proof_to_serve(visit, cast):
    notice = in_time(cast)
    assert visit(cast.hr, on=MAY_9).get(page("notice_proof", notice.pk)).status_code == 404


@pytest.mark.parametrize(("answer", "stands"), [("yes", "in time"), ("no", "late")])
def test_dpa_settles_a_notice_of_may_1_and_only_such_a_one_is_offered(visit, cast, answer, stands):
    notice = on_may_1(cast)
    client = visit(cast.reviewer, on=MAY_9)
    assert "Settle the dispute" in words(client.get(notice.get_absolute_url()))
    client.post(page("settle_notice", notice.pk), {"in_time": answer, "reason": "A Sunday."})
    told = words(client.get(notice.get_absolute_url()))
    assert f"For a separation on June 30, 2005 {stands}" in told
    assert "Settle the dispute" not in told


def test_co_rem_3_a_disputed_notice_separates_nobody_and_the_page_says_why(visit, cast):
    notice = on_may_1(cast)
    answer = visit(cast.director, on=MAY_9).post(page("separate", notice.pk))
    assert "DPA/DHR has to settle first" in words(answer)
    assert "CO-REM-3" in words(answer)
    assert fresh(notice).state == "delivered"


@pytest.mark.parametrize("scene", [on_may_1, lambda cast: given.delivered(cast, on=date(2005, 5, 2))])
def test_a_separation_that_would_be_refused_is_not_offered(visit, cast, scene):
    notice = scene(cast)
    told = visit(cast.director, on=MAY_9).get(notice.get_absolute_url()).content.decode()
    assert page("separate", notice.pk) not in told


def test_what_a_separation_does_is_read_before_it_is_recorded(visit, cast):
    notice = in_time(cast)
    client = visit(cast.director, on=MAY_9)
    assert f'href="{page("separate", notice.pk)}"' in client.get(notice.get_absolute_url()).content.decode()
    told = words(client.get(page("separate", notice.pk)))
    assert "leaves" in told
    assert "after June 30, 2005. The letter goes to them and to DPA/DHR at once" in told
    assert "Last day for an appeal July 10, 2005" in told
    assert fresh(notice).state == "delivered"


def test_the_director_separates_and_the_executive_reads_the_letter(visit, cast):
    notice = in_time(cast)
    visit(cast.director, on=MAY_9).post(page("separate", notice.pk))
    assert fresh(notice).state == "separated"
    told = words(visit(cast.executive, on=MAY_9).get(notice.get_absolute_url()))
    assert "The last day is July 10, 2005. The appeal is filed with the State Personnel Board itself" in told
    letter = Letter.unscoped.get(letter_kind="separation")
    assert "not with the department or DPA/DHR" in letter.facts["how_to_appeal"]
    told = words(visit(cast.executive, on=MAY_9).get(notice.get_absolute_url()))
    assert "Separated" in told
    assert Letter.unscoped.filter(letter_kind="separation").count() == 1


def test_taken_back_the_reason_is_asked_for_and_kept(visit, cast):
    notice = in_time(cast)
    client = visit(cast.director, on=MAY_9)
    assert client.post(page("rescind_notice", notice.pk), {"reason": " "}).status_code == 200
    assert fresh(notice).state == "delivered"
    client.post(page("rescind_notice", notice.pk), {"reason": "The reports were found."})
    assert "The reports were found." in words(client.get(notice.get_absolute_url()))


@pytest.mark.parametrize(
    ("against", "rule"), [("reduction", "CO-PAY-7"), ("placement", "CO-NOM-5"), ("layoff", "CO-LAY-1")]
)
def test_appeals_that_the_law_does_not_give_are_refused_and_the_page_says_why(visit, cast, against, rule):
    held = separated(cast)
    data = {"against": against, "to_board": "yes", "filed_on": "2005-07-05", "case_number": "2005B071"}
    answer = visit(cast.executive, on=JULY_5).post(page("appeal", held.pk), data)
    assert rule in words(answer)
    assert "2005B071" in filled(answer)["case_number"]
    assert not BoardAppeal.unscoped.exists()


def test_co_rem_6_an_appeal_goes_to_the_board_only(visit, cast):
    held = separated(cast)
    data = {"against": "separation", "to_board": "no", "filed_on": "2005-07-05"}
    answer = visit(cast.executive, on=JULY_5).post(page("appeal", held.pk), data)
    assert "State Personnel Board only" in words(answer)
    assert not BoardAppeal.unscoped.exists()


def test_an_appeal_and_its_outcome_are_recorded_from_the_rights_page(visit, cast):
    appeal = appealed(cast)
    client = visit(cast.hr, on=JULY_20)
    told = words(client.get(page("rights", appeal.incumbency_id)))
    assert "Filed July 5, 2005 against the action of June 30, 2005" in told
    data = {"verb": "reverse", "outcome": "Reinstated.", "ended_on": "2005-07-20"}
    assert "It undoes nothing by itself" in said(client.post(page("appeal_outcome", appeal.pk), data))
    assert "The Board reversed the action" in words(client.get(page("rights", appeal.incumbency_id)))


@pytest.mark.parametrize(
    ("filed_on", "says"),
    [
        (date(2005, 5, 9), "before the action of June 30, 2005 takes effect. The Board decides what follows."),
        (date(2005, 7, 10), "In time: the last day was July 10, 2005."),
        (date(2005, 7, 11), "1 day after the last day, July 10, 2005. The Board decides what follows."),
    ],
)
def test_whether_an_appeal_was_filed_within_its_days_is_shown(visit, cast, filed_on, says):
    held = separated(cast)
    client = visit(cast.hr, on=filed_on)
    data = {"against": "separation", "to_board": "yes", "filed_on": filed_on.isoformat()}
    client.post(page("appeal", held.pk), data)
    assert says in words(client.get(page("rights", held.pk)))
    in_words = "outside its days" if "Board decides" in says else "in time"
    assert f"filed {day(filed_on)}, {in_words}" in words(client.get(Notice.unscoped.get().get_absolute_url()))


def test_after_a_reversal_the_appointment_is_reopened_with_the_boards_outcome(visit, cast):
    appeal = reversed_by_the_board(cast)
    client = visit(cast.hr, on=JULY_20)
    told = words(client.get(page("rights", appeal.incumbency_id)))
    assert "Reopen the appointment" in told
    assert "reversed by the State Personnel Board" in told
    assert fresh(Notice.unscoped.get()).state == "reversed"
    client.post(page("reopen_appointment", appeal.pk))
    held = Incumbency.unscoped.get(pk=appeal.incumbency_id)
    assert (held.ends_on, held.ended_by, held.state) == (None, "", "current")
    reason = Correction.unscoped.get().reason
    assert reason == "The State Personnel Board reversed the action on July 20, 2005: The notice was vague."
    assert "Reopen the appointment" not in words(client.get(page("rights", held.pk)))
    assert "Reversed by the State Personnel Board" in words(client.get(Notice.unscoped.get().get_absolute_url()))


def test_no_separation_is_reopened_that_the_board_upheld(visit, cast):
    appeal = appealed(cast)
    visit(cast.hr, on=JULY_20).post(page("reopen_appointment", appeal.pk))
    assert Incumbency.unscoped.get(pk=appeal.incumbency_id).ends_on == date(2005, 6, 30)


def test_no_notice_is_offered_for_whoever_leaves_or_has_one(visit, cast):
    notice = in_time(cast)
    client = visit(cast.director, on=MAY_9)
    offered = page("start_notice", notice.incumbency_id)
    assert offered not in client.get(page("rights", notice.incumbency_id)).content.decode()
    client.post(page("separate", notice.pk))
    assert offered not in client.get(page("rights", notice.incumbency_id)).content.decode()


def test_an_outcome_without_words_is_told_in_a_sentence(visit, cast):
    appeal = appealed(cast)
    client = visit(cast.hr, on=JULY_20)
    answer = client.post(page("appeal_outcome", appeal.pk), {"verb": "uphold"})
    assert "write what was decided" in said(answer)
    appeal.refresh_from_db()
    assert appeal.state == "filed"


def test_a_proposal_of_july_1_shows_what_it_rests_on_and_is_confirmed_from_its_page(visit, cast):
    removal = proposed(cast)
    client = visit(cast.reviewer, on=JULY_20)
    told = words(client.get(removal.get_absolute_url()))
    assert "What the proposal rests on" in told
    assert "Contract for the new year not signed" in told
    assert "Eve Executive" in told
    client.post(page("confirm_removal", removal.pk))
    assert "Last day in the SES June 30, 2005" in words(client.get(removal.get_absolute_url()))


def test_a_proposal_is_not_set_aside_without_a_contract_and_the_reasons_stand_as_typed(visit, cast):
    removal = proposed(cast)
    client = visit(cast.reviewer, on=JULY_20)
    answer = client.post(page("set_aside_removal", removal.pk), {"reason": "It was signed on paper."})
    assert "CO-REM-4" in words(answer)
    assert "It was signed on paper." in answer.content.decode()
    removal.refresh_from_db()
    assert removal.state == "proposed"


def test_with_the_contract_recorded_it_is_set_aside(visit, cast):
    removal = recorded_in_time(cast)
    visit(cast.reviewer, on=JULY_20).post(page("set_aside_removal", removal.pk), {"reason": "Signed June 30."})
    removal.refresh_from_db()
    assert removal.state == "kept"


@pytest.mark.parametrize("name", ["notice", "rights"])
def test_the_pages_ask_little(visit, cast, name):
    notice = in_time(cast)
    client = visit(cast.director, on=MAY_9)
    address = page(name, notice.pk if name == "notice" else notice.incumbency_id)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= 20
