"""The executive does not sign: recorded by an office, told, still open to be signed, and final without that line."""

import io
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from pypdf import PdfReader

from appraisals import executed, offers, releasing, signing
from appraisals.models import Appraisal, ExecutedAppraisal, LateComment, Offer, RatingSignature
from records import files
from records.models import Message
from tests.access.appraisals_rows import proof
from tests.appraisals import scenes
from tests.cast import holds
from tests.contracts.page import words
from tests.contracts.stories import everybody_but, refused
from tests.contracts.test_paper_signatures import scan
from tests.factories import at

pytestmark = pytest.mark.django_db

ON = scenes.SIGNED


def standing(appraisal: Appraisal) -> Appraisal:
    return Appraisal.unscoped.with_standing().get(pk=appraisal.pk)


@pytest.mark.parametrize("who", ["superior", "hr"])
def test_the_rater_or_hr_records_that_it_was_offered_and_not_signed(cast, who):
    appraisal = scenes.released(cast)
    scenes.record_unsigned(appraisal, by=getattr(cast, who))
    offer = Offer.unscoped.get()
    assert (offer.offered_on, offer.how, offer.said) == (scenes.OFFERED, "meeting", scenes.REFUSAL)
    assert (offer.name, offer.sha256) == (getattr(cast, who).name, offer.release.sha256)
    event = scenes.events(appraisal)[-1]
    assert (event.verb, event.words) == (
        "attest",
        "Recorded that Eve Executive was offered the evaluation on May 19, 2005 and did not sign it",
    )
    told = standing(appraisal)
    assert (told.lines_signed, told.lines_answered, told.is_unsigned) == (0, 1, True)
    assert Message.unscoped.filter(to=cast.executive, subject__contains="you still can").count() == 1
    assert Message.unscoped.filter(to=cast.superior, subject="An appraisal waits for your signature").count() == 1


def test_no_other_office_records_it(cast):
    appraisal = scenes.released(cast)
    for user in everybody_but(cast, "superior", "hr"):
        with refused():
            scenes.record_unsigned(appraisal, by=user)
    holds(cast.executive, "hr", cast.agriculture)
    with refused(words="Nobody acts for the other side"):
        scenes.record_unsigned(appraisal, by=cast.executive)
    assert not Offer.unscoped.exists()


def test_before_the_release_there_is_nothing_to_offer(cast):
    appraisal = scenes.rated(cast)
    with refused(words="is not possible now"):
        scenes.record_unsigned(appraisal, by=cast.superior)


@pytest.mark.parametrize(
    ("offered_on", "stops"),
    [
        (scenes.RELEASED - timedelta(days=1), True),
        (scenes.RELEASED, False),
        (ON, False),
        (ON + timedelta(days=1), True),
    ],
)
def test_it_is_offered_from_the_release_to_today(cast, offered_on, stops):
    appraisal = scenes.released(cast)
    if not stops:
        return scenes.record_unsigned(appraisal, by=cast.hr, offered_on=offered_on)
    with refused("CO-EVA-3", words="Check the day"):
        scenes.record_unsigned(appraisal, by=cast.hr, offered_on=offered_on)


def test_it_is_recorded_once_and_not_of_who_has_signed(cast):
    appraisal = scenes.unsigned(cast)
    with refused("CO-EVA-3", words="recorded already"):
        scenes.record_unsigned(appraisal, by=cast.hr)
    scenes.sign(appraisal, cast.executive)
    with refused("CO-EVA-3", words="has signed"):
        scenes.record_unsigned(appraisal, by=cast.hr)


def test_it_becomes_final_with_the_two_other_signatures(cast):
    appraisal = scenes.final_unsigned(cast)
    assert (appraisal.state, appraisal.final_on) == ("final", ON)
    assert list(RatingSignature.unscoped.order_by("signed_at", "pk").values_list("line", flat=True)) == [
        "appointing_authority",
        "director",
    ]
    with refused(words="is not possible now"):
        scenes.sign(appraisal, cast.executive)
    with refused(words="is not possible now"):
        releasing.comment(appraisal, text="Too late.", by=cast.executive, on=ON, at=at(ON))


def test_the_director_does_not_sign_before_the_rater_all_the_same(cast):
    appraisal = scenes.unsigned(cast)
    with refused("CO-EVA-3", words="First to sign: Appointing authority"):
        scenes.sign(appraisal, cast.director)


def test_the_executive_signs_anyway_until_the_last_signature(cast):
    appraisal = scenes.unsigned(cast)
    scenes.sign(appraisal, cast.superior)
    scenes.sign(appraisal, cast.executive)
    assert standing(appraisal).is_unsigned is False
    assert Message.unscoped.filter(to=cast.superior, subject__contains="after all").count() == 1
    with refused(words="already signed"):
        scenes.sign(appraisal, cast.executive)
    with refused(words="You have signed it"):
        releasing.comment(appraisal, text="One more.", by=cast.executive, on=ON, at=at(ON))
    scenes.sign(appraisal, cast.director)
    assert scenes.fresh(appraisal).state == "final"
    assert RatingSignature.unscoped.count() == 3


def test_the_executive_comments_after_it_and_what_the_others_sign_stays(cast):
    appraisal = scenes.unsigned(cast)
    before = appraisal.current_release
    releasing.comment(appraisal, text="I was never asked.", by=cast.executive, on=ON, at=at(ON))
    scenes.sign(appraisal, cast.superior)
    releasing.comment(appraisal, text="Nor heard.", by=cast.executive, on=ON, at=at(ON))
    assert scenes.fresh(appraisal).current_release == before
    assert list(LateComment.unscoped.order_by("pk").values_list("text", flat=True)) == [
        "I was never asked.",
        "Nor heard.",
    ]
    with refused():
        offers.comment_late(appraisal, text="Not I.", by=cast.hr, on=ON, at=at(ON))


def test_what_was_offered_changes_only_by_taking_the_rating_back_and_then_it_is_offered_anew(cast):
    appraisal = scenes.unsigned(cast)
    with refused(words="Take the rating back"):
        releasing.record_meeting(appraisal, met_on=ON, notes="", by=cast.superior, on=ON, at=at(ON))
    releasing.take_back(appraisal, reason="The strike was left out.", by=cast.superior, on=ON)
    releasing.release(appraisal, by=cast.superior, on=ON, at=at(ON))
    again = standing(appraisal)
    assert (again.lines_answered, again.is_unsigned) == (0, False)
    with refused("CO-EVA-3", words="First to sign: Employee"):
        scenes.sign(appraisal, cast.superior)
    scenes.record_unsigned(appraisal, by=cast.superior, offered_on=ON)
    assert Offer.unscoped.count() == 2


def test_the_database_keeps_it_as_it_was_recorded(cast):
    appraisal = scenes.unsigned(cast)
    releasing.comment(appraisal, text="I was never asked.", by=cast.executive, on=ON, at=at(ON))
    offer = Offer.unscoped.get()
    for rows, field in ((Offer.unscoped.all(), "said"), (LateComment.unscoped.all(), "text")):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**{field: "Something else"})
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()
    scenes.sign(appraisal, cast.superior)
    scenes.sign(appraisal, cast.executive)
    with pytest.raises(DatabaseError), transaction.atomic():
        LateComment.unscoped.create(
            appraisal=appraisal, release=offer.release, text="x", by=cast.executive, written_on=ON, written_at=at(ON)
        )


def test_a_scan_is_kept_and_what_is_no_pdf_is_told(client, settings, cast):
    settings.TRAINING_DAY = ON
    appraisal = scenes.released(cast)
    client.force_login(cast.hr)
    address = reverse("appraisals:record_unsigned", args=[appraisal.pk])
    typed = {"offered_on": "05/19/2005", "how": "mail", "said": "None of it is true."}
    answer = client.post(address, {**typed, "upload": scan(b"no PDF", name="note.txt")})
    assert "The scan is a PDF" in words(answer)
    assert "None of it is true." in words(answer)
    assert client.post(address, {**typed, "upload": scan()}).status_code == 302
    answer = client.get(reverse("appraisals:offer", args=[appraisal.pk, 1]))
    assert answer["Content-Type"] == "application/pdf"


def test_the_page_says_who_did_not_sign_offers_it_to_the_executive_still_and_no_more_to_others(client, settings, cast):
    settings.TRAINING_DAY = ON
    appraisal = scenes.unsigned(cast)
    client.force_login(cast.executive)
    page = words(client.get(appraisal.get_absolute_url()))
    assert "not signed offered May 19, 2005" in page
    assert scenes.REFUSAL in page
    assert "You can still comment below and sign until the last signature." in page
    assert "Read and sign" in page
    answer = client.post(reverse("appraisals:sign", args=[appraisal.pk]), proof(appraisal))
    assert answer.status_code == 302
    client.force_login(cast.hr)
    page = words(client.get(appraisal.get_absolute_url()))
    assert "Record that it was not signed" not in page
    assert "and not signed then" in page


def test_the_list_and_the_page_of_a_final_one_say_that_the_executive_did_not_sign(client, settings, cast):
    settings.TRAINING_DAY = ON
    appraisal = scenes.final_unsigned(cast)
    client.force_login(cast.auditor)
    assert "the executive did not sign" in words(client.get(appraisal.get_absolute_url()))


def sealed_words() -> str:
    executed.print_waiting()
    paper = ExecutedAppraisal.unscoped.select_related("document").get()
    pages = PdfReader(io.BytesIO(files.read(paper.document))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_the_sealed_copy_prints_it_in_the_executives_line_and_with_the_evidence(cast):
    appraisal = scenes.unsigned(cast)
    releasing.comment(appraisal, text="I was never asked.", by=cast.executive, on=ON, at=at(ON))
    for who in (cast.superior, cast.director):
        scenes.sign(appraisal, who)
    told = sealed_words()
    assert "Offered May 19, 2005, not signed. Reason given: The rating of the first project" in told
    assert "Recorded by Ada Superior" in told
    assert "I was never asked." in told
    assert "Comments of the executive None." not in told
    assert "They are printed with the evidence of signature." in told
    assert told.count(scenes.REFUSAL) == 2


def test_a_signature_given_after_it_stands_in_the_line_and_the_record_beside_it(cast):
    appraisal = scenes.unsigned(cast)
    for who in (cast.superior, cast.executive, cast.director):
        scenes.sign(appraisal, who)
    told = sealed_words()
    assert "Employee: offered, not signed then" in told
    assert told.count(scenes.REFUSAL) == 1


def test_a_long_reason_is_cut_on_the_line_and_whole_on_the_evidence(cast):
    appraisal = scenes.released(cast)
    long = "The rating leaves out what was agreed in March. " * 12
    scenes.record_unsigned(appraisal, by=cast.hr, said=long)
    for who in (cast.superior, cast.director):
        scenes.sign(appraisal, who)
    assert sealed_words().count("what was agreed in March") in (13, 14)


def test_nobody_signs_for_the_executive_after_it(cast):
    appraisal = scenes.unsigned(cast)
    for user in everybody_but(cast, "executive", "superior"):
        with refused():
            scenes.sign(appraisal, user)
    assert signing.lines_to_sign(appraisal, by=cast.executive, on=ON) == ["employee"]
