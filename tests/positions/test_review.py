"""The review of DPA/DHR: kept as a draft, complete before the case goes on, then never changed; its page, its acts."""

from html import unescape

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.acting import StepRefused
from positions import review as reviewing
from positions import validators, workflow
from positions.models import Nomination, NominationNote, Review
from records.models import Event
from tests.cast import holds, person
from tests.positions import scenes
from tests.positions.scenes import DAY

CODES = [question.code for question in validators.questions("colorado-ses")]


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def url(name, nomination):
    return reverse(f"positions:{name}", args=[nomination.pk])


def typed(nomination, **other):
    """The whole form, complete, but for what is given otherwise."""
    stored = Review.unscoped.filter(nomination=nomination).first()
    said = {f"answer_{code}": "yes" for code in CODES} | {f"note_{code}": "" for code in CODES}
    own = {"recommends": "approve", "recommendation": "Properly allocated.", "questions": ""}
    revisions = {"revision": nomination.revision, "review_revision": stored.revision if stored else 0}
    return said | own | revisions | other


def fresh(nomination):
    return Nomination.unscoped.get(pk=nomination.pk)


# --- the act ---


def test_a_draft_is_kept_unfinished_with_its_notes_and_an_event(cast):
    nomination = scenes.submitted(cast)
    reviewing.keep(
        nomination,
        answers={"segments": "question", "nonsense": "yes"},
        notes={"segments": "Which managers?"},
        recommends="",
        words="",
        revision=0,
        by=cast.reviewer,
        on=DAY,
    )
    stored = Review.unscoped.get()
    assert set(stored.answers) == set(CODES)
    assert stored.answers["segments"] == {"answer": "question", "note": "Which managers?"}
    assert (stored.revision, stored.reviewer, stored.given_on) == (1, cast.reviewer, None)
    event = Event.unscoped.about(nomination).first()
    assert (event.verb, event.facts["answers"]["segments"]["note"]) == ("review", "Which managers?")


def test_two_reviewers_at_once_the_second_is_told(cast):
    nomination = scenes.submitted(cast)
    scenes.review(nomination, cast.reviewer)
    with pytest.raises(StepRefused, match=r"Somebody else saved this review .*CO-NOM-3"):
        reviewing.keep(nomination, answers={}, notes={}, recommends="", words="", revision=0, by=cast.reviewer, on=DAY)
    assert Review.unscoped.get().recommends == "approve"


@pytest.mark.parametrize("given", [None, {"segments": ""}, {"policy": "question"}])
def test_a_case_is_not_forwarded_before_its_review_is_complete(cast, given):
    nomination = scenes.submitted(cast)
    if given is not None:
        scenes.review(nomination, cast.reviewer, **given)
    with pytest.raises(StepRefused, match="CO-NOM-3"):
        workflow.forward(nomination, recommendation="Good.", by=cast.reviewer, on=DAY)
    assert fresh(nomination).state == "submitted"


def test_approval_is_not_recommended_with_a_criterion_that_is_not_met(cast):
    nomination = scenes.submitted(cast)
    scenes.review(nomination, cast.reviewer, human="no")
    with pytest.raises(StepRefused, match="CO-CRIT-4"):
        workflow.forward(nomination, recommendation="Good.", by=cast.reviewer, on=DAY)
    scenes.review(nomination, cast.reviewer, human="no", recommends="deny")
    workflow.forward(nomination, recommendation="Not met.", by=cast.reviewer, on=DAY)
    assert Event.unscoped.about(nomination).first().facts["recommends"] == "deny"


def test_an_approval_against_the_review_is_flagged_and_recorded(cast):
    nomination = scenes.submitted(cast)
    scenes.review(nomination, cast.reviewer, human="no", recommends="deny")
    workflow.forward(nomination, recommendation="Not met.", by=cast.reviewer, on=DAY)
    workflow.decide(nomination, approve=True, reason="It is met.", by=cast.personnel_director, on=DAY)
    assert "CO-CRIT-4" in [each["code"] for each in Event.unscoped.about(nomination).first().facts["findings"]]


def test_a_given_review_is_never_changed_and_the_database_refuses_too(cast):
    nomination = scenes.forwarded(cast)
    with pytest.raises(StepRefused, match="CO-NOM-3"):
        scenes.review(nomination, cast.reviewer)
    given = Review.unscoped.filter(nomination=nomination)
    assert given.get().given_on == DAY
    for act in (lambda: given.update(recommends="deny"), given.delete):
        with pytest.raises(DatabaseError, match="kept row"), transaction.atomic():
            act()


def test_the_review_goes_on_where_it_stood_when_the_case_comes_back(cast):
    nomination = scenes.submitted(cast)
    scenes.review(nomination, cast.reviewer, fiscal="question")
    workflow.return_with_questions(nomination, questions="Whose?", by=cast.reviewer, on=DAY, at=scenes.AT)
    workflow.nominate(nomination, by=cast.director, on=DAY)
    scenes.review(nomination, cast.reviewer)
    workflow.forward(nomination, recommendation="Good now.", by=cast.reviewer, on=DAY)
    assert Review.unscoped.get().revision == 2


# --- duties kept apart ---


def test_who_took_part_for_the_department_cannot_even_keep_a_review(cast):
    holds(cast.hr, "reviewer")
    nomination = scenes.submitted(cast)
    with pytest.raises(StepRefused, match="CO-NOM-4"):
        scenes.review(nomination, cast.hr)
    assert not Review.unscoped.exists()


def test_who_kept_a_review_cannot_decide_although_another_forwarded_it(cast):
    holds(cast.reviewer, "personnel_director")
    second = person("Sue Second")
    holds(second, "reviewer")
    nomination = scenes.reviewed(cast)
    workflow.forward(nomination, recommendation="Good.", by=second, on=DAY)
    for approve in (True, False):
        with pytest.raises(StepRefused, match="CO-NOM-4"):
            workflow.decide(nomination, approve=approve, reason="Mine.", by=cast.reviewer, on=DAY)


# --- the page ---


def test_a_reviewer_finishes_a_case_without_leaving_the_page(cast, at):
    nomination = scenes.submitted(cast)
    client, page = at("reviewer"), nomination.get_absolute_url()
    assert "Say of each criterion whether it is met" in words(client.get(page))
    unfinished = typed(nomination, answer_human="question", note_human="How many staff?")
    assert client.post(url("review", nomination), unfinished)["Location"] == page
    saved = client.get(page)
    assert "Human resources: the review still has a question" in words(saved)
    assert saved.context["forms"]["review"]["questions"].value() == "Human resources: How many staff?"
    assert client.post(url("forward", nomination), typed(nomination))["Location"] == page
    assert (fresh(nomination).state, Review.unscoped.get().given_on) == ("forwarded", DAY)


def test_returning_keeps_what_was_written_of_the_review(cast, at):
    nomination = scenes.submitted(cast)
    asked = typed(nomination, answer_human="question", note_human="How many?", questions="How many staff?")
    at("reviewer").post(url("return", nomination), asked)
    assert fresh(nomination).state == "returned"
    assert NominationNote.objects.get().text == "How many staff?"
    assert Review.unscoped.get().answers["human"] == {"answer": "question", "note": "How many?"}


def test_what_is_missed_is_said_beside_its_boxes_and_nothing_is_lost(cast, at):
    nomination = scenes.submitted(cast)
    answer = at("reviewer").post(url("forward", nomination), typed(nomination, answer_policy="", note_fiscal="Noted."))
    page = answer.content.decode()
    assert 'id="review_answer_policy_error"' in page
    assert "Noted." in page
    assert (fresh(nomination).state, Review.unscoped.count()) == ("submitted", 0)


def test_the_department_does_not_see_the_review_before_it_is_given(cast, at):
    nomination = scenes.submitted(cast)
    scenes.review(nomination, cast.reviewer, human="no", recommends="deny")
    assert "What was found about human." not in words(at("director").get(nomination.get_absolute_url()))
    assert "What was found about human." in words(at("auditor").get(nomination.get_absolute_url()))
    workflow.forward(nomination, recommendation="Not met.", by=cast.reviewer, on=DAY)
    page = words(at("director").get(nomination.get_absolute_url()))
    assert "Review of DPA/DHR: No. What was found about human." in page.replace("</strong>", "").replace("<strong>", "")
    assert "Recommendation of DPA/DHR: deny" in page


def test_the_decision_page_has_everything_on_it(cast, at):
    scenes.fill(cast.agriculture, 2, ends_on=scenes.date(2005, 6, 30))
    scenes.draft(cast, "AG-7")
    nomination = scenes.forwarded(cast)
    page = words(at("personnel_director").get(nomination.get_absolute_url()))
    for told in (
        "Review of DPA/DHR: Yes.",
        "On every day that matters",
        "3 of 125, 122 below",
        "3 of 3, at the limit",
        "Senior Director 1",
        "Additional positions authorized for Agriculture",
        "Other open nominations of Agriculture",
        "Questions and answers",
        "Recommendation of DPA/DHR: approve",
        "Your decision",
    ):
        assert told in page, told


@pytest.mark.parametrize("decision", ["approve", "deny"])
def test_reasons_are_required_for_either_decision(cast, at, decision):
    nomination = scenes.forwarded(cast)
    answer = at("personnel_director").post(url("decide", nomination), {"decision": decision, "reason": " "})
    assert 'id="decide_reason_error"' in answer.content.decode()
    assert fresh(nomination).state == "forwarded"


@pytest.mark.parametrize(
    ("scene", "who"),
    [(scenes.reviewed, "reviewer"), (scenes.forwarded, "personnel_director"), (scenes.draft, "hr")],
)
def test_the_page_asks_at_most_twenty_questions(cast, at, django_assert_max_num_queries, scene, who):
    nomination = scene(cast)
    for department in scenes.other_departments(20):
        scenes.fill(department, 6)
    client = at(who)
    with django_assert_max_num_queries(20):
        assert client.get(nomination.get_absolute_url()).status_code == 200
