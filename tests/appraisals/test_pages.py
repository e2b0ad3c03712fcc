"""The pages: what they offer, what they keep when something is refused, and how few questions they ask."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisals.models import Note, Overall, Rating
from tests.access.appraisals_rows import proof, sheet
from tests.appraisals import scenes
from tests.cast import PASSWORD
from tests.contracts.page import buttons, said, words
from tests.factories import PlacedPositionFactory, SignedContractFactory, UserFactory


@pytest.fixture
def visit(client, settings):
    def signed_in(user, *, on=scenes.SIGNED):
        settings.TRAINING_DAY = on
        client.logout()
        client.force_login(user)
        return client

    return signed_in


def page(name: str, *args) -> str:
    return reverse(f"appraisals:{name}", args=args)


def questions(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("who", ["executive", "superior", "director", "hr"])
def test_what_the_executive_sees_is_said_at_the_top_at_all_times(visit, cast, who):
    appraisal = scenes.rated(cast)
    client = visit(getattr(cast, who))
    told = words(client.get(page("appraisal", appraisal.pk)))
    assert "What the executive can see now:" in told
    assert "No rating and no note beside one is visible before the release." in told


def test_the_rater_sees_how_far_the_rating_is_and_hr_no_level(visit, cast):
    appraisal = scenes.rated(cast)
    assert "26 of 26 rated" in words(visit(cast.superior).get(page("appraisal", appraisal.pk)))
    hr = words(visit(cast.hr).get(page("appraisal", appraisal.pk)))
    assert "21 of 21 objectives rated" in hr
    assert "Commendable" not in hr
    executive = words(visit(cast.executive).get(page("appraisal", appraisal.pk)))
    assert " rated" not in executive.replace("Being rated", "")


def test_the_buttons_follow_the_state(visit, cast):
    appraisal = scenes.rated(cast)
    assert buttons(visit(cast.superior).get(page("appraisal", appraisal.pk)))[:2] == [
        "Change ratings",
        "Release to the executive",
    ]
    assert buttons(visit(cast.hr).get(page("appraisal", appraisal.pk))) == ["Record the meeting"]


def test_reading_11_the_average_is_a_hint_and_nothing_is_chosen_for_the_rater(visit, cast):
    appraisal = scenes.handed_in(cast)
    client = visit(cast.superior)
    data = sheet(appraisal) | {"level-other-2": "3", "level-other-3": "2"}
    client.post(page("rate", appraisal.pk), data)
    told = client.get(page("rate", appraisal.pk))
    assert "Average of the ratings: 2.3" in words(told)
    assert not Overall.unscoped.exclude(level=None).exists()
    assert 'name="overall-other" value="2" checked' not in told.content.decode()


def test_what_was_typed_stands_when_somebody_saved_meanwhile(visit, cast):
    appraisal = scenes.handed_in(cast)
    data = sheet(appraisal) | {"note-customers-1": "Typed with care."}
    scenes.rate(appraisal, by=cast.superior, levels={}, overalls={}, notes={})
    response = visit(cast.superior).post(page("rate", appraisal.pk), data)
    assert response.status_code == 200
    assert "Somebody else saved this while you were writing" in words(response)
    assert "Typed with care." in response.content.decode()
    assert not Rating.unscoped.exists()


def test_a_page_that_saves_by_itself_says_so_and_carries_the_new_revision(visit, cast):
    appraisal = scenes.handed_in(cast)
    response = visit(cast.superior).post(page("rate", appraisal.pk), sheet(appraisal), headers={"HX-Request": "true"})
    assert "2 of 26 rated" in words(response)
    assert f'value="{appraisal.revision + 1}"' in response.content.decode()


def test_co_eva_2_a_posted_level_that_does_not_exist_is_told_beside_its_box(visit, cast):
    appraisal = scenes.handed_in(cast)
    response = visit(cast.superior).post(page("rate", appraisal.pk), sheet(appraisal) | {"level-customers-1": "5"})
    assert response.status_code == 200
    assert not Rating.unscoped.exists()


def test_extra_fields_change_nothing(visit, cast):
    appraisal = scenes.handed_in(cast)
    extra = {
        "state": "final",
        "rater": cast.executive.pk,
        "final_on": "2005-05-01",
        "rated_by": cast.director.pk,
        "level-punctuality-1": "1",
        "overall-punctuality": "1",
        "comment": "Excellent",
        "average": "4",
    }
    visit(cast.superior).post(page("rate", appraisal.pk), sheet(appraisal) | extra)
    after = scenes.fresh(appraisal)
    assert (after.state, after.rater, after.final_on, after.comment) == ("rating", cast.superior, None, "")
    assert set(Rating.unscoped.values_list("rated_by__name", "part")) == {
        ("Ada Superior", "customers"),
        ("Ada Superior", "other"),
    }


def test_rating_by_its_address_after_the_release_is_turned_away(visit, cast):
    appraisal = scenes.released(cast)
    response = visit(cast.superior).post(page("rate", appraisal.pk), sheet(appraisal))
    assert response.status_code == 302
    assert "is not possible now" in said(response)
    assert set(Rating.unscoped.values_list("level", flat=True)) == {3}


def test_out_of_turn_nobody_signs_by_the_address(visit, cast):
    appraisal = scenes.released(cast)
    for who in (cast.superior, cast.director):
        response = visit(who).post(page("sign", appraisal.pk), proof(appraisal))
        assert "It is not your turn to sign" in said(response)
    assert scenes.fresh(appraisal).state == "released"


def test_a_wrong_password_signs_nothing(visit, cast):
    appraisal = scenes.released(cast)
    response = visit(cast.executive).post(page("sign", appraisal.pk), proof(appraisal) | {"password": "guess"})
    assert "This is not your password" in words(response)
    assert PASSWORD not in response.content.decode()


def test_a_note_is_not_kept_before_it_is_said_who_sees_it(visit, cast):
    contract = scenes.signed_contract(cast)
    data = {"dated_on": "05/02/2005", "what": "note", "key": "", "words": "Clear since May.", "seen_by": ""}
    response = visit(cast.executive).post(page("notes", contract.pk), data)
    assert "Choose who can see it. Nothing is saved before that." in words(response)
    assert "Clear since May." in response.content.decode()
    assert not Note.unscoped.exists()


def test_hostile_words_are_shown_as_words(visit, cast):
    appraisal = scenes.handed_in(cast)
    scenes.account(appraisal, by=cast.executive, accounts={"customers-1": "<script>alert(1)</script>"})
    for who in (cast.superior, cast.executive):
        told = visit(who).get(page("appraisal", appraisal.pk)).content.decode()
        assert "<script>alert(1)</script>" not in told
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told


def test_pages_ask_few_questions(visit, cast):
    appraisal = scenes.final(cast)
    asked = {
        (who, name): questions(visit(getattr(cast, who)), page(name, appraisal.pk))
        for who in ("executive", "superior", "hr", "auditor")
        for name in ("appraisal",)
    }
    assert {each: number for each, number in asked.items() if number > 20} == {}


def test_the_page_of_rating_asks_few_questions(visit, cast):
    appraisal = scenes.rated(cast)
    assert questions(visit(cast.superior), page("rate", appraisal.pk)) <= 20
    assert questions(visit(cast.superior), page("appraisal", appraisal.pk)) <= 20


def test_the_list_asks_the_same_for_one_and_for_many(visit, cast):
    scenes.opened(cast)
    client = visit(cast.hr)
    for_one = questions(client, page("appraisals"))
    for _ in range(4):
        position = PlacedPositionFactory(department=cast.agriculture, person=UserFactory())
        scenes.opened(cast, SignedContractFactory(cast=cast, position=position))
    assert for_one == questions(client, page("appraisals")) <= 12
