"""Who sees what before, at and after the release: every office, in every state, by every address that tells a rating.

The table is that of docs/decisions/0010 and 0012. "appraisal": that there is one, and the own account. "ratings":
levels, the rater's notes, the print, the rater's files.
"""

import io
from dataclasses import fields
from datetime import timedelta

import pytest
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import Membership
from appraisals import releasing, workflow
from appraisals.models import (
    Appraisal,
    Attachment,
    ExecutedAppraisal,
    LateComment,
    Offer,
    Overall,
    Rating,
    RatingSignature,
    Release,
)
from appraisals.salary import words as salary_words
from records.models import Event
from tests.access.appraisals_rows import upload
from tests.appraisals import scenes
from tests.cast import Cast, holds
from tests.factories import at

EVERYBODY = [each.name for each in fields(Cast) if each.name not in ("agriculture", "revenue")]
NEAR = {"executive", "superior", "director", "hr"}
STATE = {"reviewer", "personnel_director", "auditor"}

APPRAISAL = {"open": NEAR, "rating": NEAR, "released": NEAR, "final": NEAR | STATE, "withdrawn": NEAR}
RATINGS = {
    "open": {"superior", "director"},
    "rating": {"superior", "director"},
    "released": NEAR,
    "final": NEAR | STATE,
    "withdrawn": {"superior", "director"},
}
SCENES = {
    "open": scenes.opened,
    "rating": scenes.rated,
    "released": scenes.released,
    "final": scenes.sealed,
    "withdrawn": scenes.withdrawn,
}


@pytest.fixture(params=SCENES)
def appraisal(request, cast):
    made = SCENES[request.param](cast)
    assert made.state == request.param
    return made


def pdf_words(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_rows_are_seen_as_the_table_says(cast, appraisal):
    state, wrong = appraisal.state, []
    for who in EVERYBODY:
        seen = {"user": getattr(cast, who), "on": scenes.SIGNED}
        if Appraisal.objects.visible_to(**seen).exists() != (who in APPRAISAL[state]):
            wrong.append((who, "appraisal"))
        for model in (Rating, Overall, Release, RatingSignature, ExecutedAppraisal):
            expected = model.unscoped.exists() and who in RATINGS[state]
            if model.objects.visible_to(**seen).exists() != expected:
                wrong.append((who, model.__name__))
        told = Event.objects.visible_to(**seen).filter(kind="appraisal").exists()
        # A rater who has done nothing yet reads what was done on the page only.
        if who != "superior" and told != (who in APPRAISAL[state]):
            wrong.append((who, "history"))
        told = str(salary_words([appraisal.contract_id], seen["user"], scenes.SIGNED).get(appraisal.contract_id, ""))
        if bool(told) != (who in APPRAISAL[state] and state != "withdrawn"):
            wrong.append((who, "beside the salary"))
        if ("overall rating 3" in told) != (state == "final" and who in RATINGS["final"]):
            wrong.append((who, "overall beside the salary"))
    assert wrong == []


def words_of(response) -> str:
    if response["Content-Type"] == "application/pdf":
        content = b"".join(response.streaming_content) if response.streaming else response.content
        return pdf_words(content)
    return response.content.decode()


def test_no_address_tells_a_rating_to_whom_the_table_does_not(client, settings, cast, appraisal):
    settings.TRAINING_DAY = scenes.SIGNED
    state, wrong = appraisal.state, []
    printed = appraisal.current_release is not None
    for who in EVERYBODY:
        client.force_login(getattr(cast, who))
        may = who in RATINGS[state] and state != "open"
        for name in ("appraisal", "rate", "account", "sign", "executed"):
            response = client.get(reverse(f"appraisals:{name}", args=[appraisal.pk]))
            if response.status_code == 200 and scenes.SECRET in words_of(response) and not may:
                wrong.append((who, name))
            if who not in APPRAISAL[state] and response.status_code != 404:
                wrong.append((who, name, response.status_code))
        response = client.get(reverse("appraisals:form1", args=[appraisal.pk, 1]))
        if (response.status_code == 200) != (may and printed):
            wrong.append((who, "form1", response.status_code))
        if response.status_code == 200 and scenes.SECRET not in words_of(response):
            wrong.append((who, "form1 says nothing"))
        for address in ("/", reverse("appraisals:appraisals"), appraisal.contract.get_absolute_url()):
            if scenes.SECRET in client.get(address).content.decode():
                wrong.append((who, address))
    assert wrong == []


def test_what_saves_by_itself_tells_nothing_to_others(client, settings, cast):
    appraisal = scenes.rated(cast)
    settings.TRAINING_DAY = scenes.SIGNED
    for who in EVERYBODY:
        client.force_login(getattr(cast, who))
        for name in ("rate", "account"):
            address = reverse(f"appraisals:{name}", args=[appraisal.pk])
            told = client.post(address, headers={"HX-Request": "true"}).content.decode()
            assert scenes.SECRET not in told
            assert " rated" not in told or who == "superior"


@pytest.mark.parametrize("is_final", [False, True])
def test_that_it_was_not_signed_is_seen_by_whom_the_ratings_are(client, settings, cast, is_final):
    appraisal = (scenes.final_unsigned if is_final else scenes.unsigned)(cast)
    if not is_final:
        releasing.comment(appraisal, text="Nobody asked me.", by=cast.executive, on=scenes.SIGNED, at=at(scenes.SIGNED))
    settings.TRAINING_DAY = scenes.SIGNED
    wrong = []
    for who in EVERYBODY:
        may = who in RATINGS["final" if is_final else "released"]
        seen = {"user": getattr(cast, who), "on": scenes.SIGNED}
        for model in (Offer, LateComment):
            if model.objects.visible_to(**seen).exists() != (may and model.unscoped.exists()):
                wrong.append((who, model.__name__))
        client.force_login(getattr(cast, who))
        page = client.get(reverse("appraisals:appraisal", args=[appraisal.pk])).content.decode()
        if (scenes.REFUSAL in page) != may:
            wrong.append((who, "page"))
        if scenes.REFUSAL in client.get("/").content.decode():
            wrong.append((who, "desk"))
    assert wrong == []


def test_a_rating_taken_back_is_hidden_again_with_its_print(client, settings, cast):
    appraisal = scenes.released(cast)
    releasing.take_back(appraisal, reason="A line was mixed up.", by=cast.superior, on=scenes.SIGNED)
    settings.TRAINING_DAY = scenes.SIGNED
    for who in EVERYBODY:
        client.force_login(getattr(cast, who))
        response = client.get(reverse("appraisals:form1", args=[appraisal.pk, 1]))
        assert (response.status_code == 200) == (who in RATINGS["rating"]), who
        page = client.get(reverse("appraisals:appraisal", args=[appraisal.pk]))
        assert (scenes.SECRET in page.content.decode()) == (who in RATINGS["rating"]), who


def test_the_raters_files_are_seen_with_the_rating_and_the_executives_own_before(cast):
    appraisal = scenes.rated(cast)
    for by in (cast.superior, cast.executive):
        workflow.attach(appraisal, upload=upload(), what=f"By {by}", by=by, on=scenes.RATED)
    seen = Attachment.objects.visible_to(cast.executive, on=scenes.RATED).values_list("what", flat=True)
    assert list(seen) == ["By Eve Executive"]
    assert Attachment.objects.visible_to(cast.hr, on=scenes.RATED).count() == 1
    assert Attachment.objects.visible_to(cast.superior, on=scenes.RATED).count() == 2
    assert not Attachment.objects.visible_to(cast.auditor, on=scenes.RATED).exists()


def test_no_event_of_an_appraisal_says_a_level(cast):
    appraisal = scenes.released(cast, level=1, overall=4)
    told = str([(event.words, event.facts) for event in scenes.events(appraisal)])
    assert "level" not in told.lower()
    assert scenes.SECRET not in told


def test_a_rater_who_left_office_sees_nothing_from_the_next_day_on(cast):
    appraisal = scenes.rated(cast)
    Membership.unscoped.filter(user=cast.superior).update(ends_on=scenes.RATED)
    cast.superior.forget_offices()
    seen = {"user": cast.superior}
    assert Rating.objects.visible_to(**seen, on=scenes.RATED).exists()
    cast.superior.forget_offices()
    after = scenes.RATED + timedelta(days=1)
    assert not Rating.objects.visible_to(**seen, on=after).exists()
    assert not Appraisal.objects.visible_to(**seen, on=after).filter(pk=appraisal.pk).exists()


def test_an_executive_who_is_acting_director_sees_the_own_rating_no_sooner(cast):
    scenes.rated(cast)
    holds(cast.executive, "director", cast.agriculture, is_acting=True)
    assert not Rating.objects.visible_to(cast.executive, on=scenes.RATED).exists()
    assert not Overall.objects.visible_to(cast.executive, on=scenes.RATED).exists()
