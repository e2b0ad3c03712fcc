"""More positions than the allotment: asked for by the director, decided in writing; and the review of too many."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from accounts.acting import OfficeNotHeld, StepRefused
from positions import allotment_reviews, allotments, authorization_requests, capacity, validators
from positions.models import AllotmentReview, AuthorizationRequest, Letter, Removal
from records import files
from records.models import Event, Message
from tests.cast import holds
from tests.pdf import reading
from tests.positions import removal_scenes as begun
from tests.positions import scenes
from tests.positions.scenes import DAY

OTHERS = [
    "director", "hr", "superior", "executive", "other_director", "reviewer", "auditor", "administrator", "stranger",
]  # fmt: skip


def grant(cast, request, *, number=1, starts_on=DAY, ends_on=None, reason="A good cause.", by=None):
    terms = {"number": number, "starts_on": starts_on, "ends_on": ends_on, "reason": reason}
    authorization_requests.grant(request, **terms, by=by or cast.personnel_director, on=DAY)


def refuse(cast, request, *, by=None, reason="Not enough."):
    authorization_requests.refuse(request, reason=reason, by=by or cast.personnel_director, on=DAY)


def authorized(cast, day=DAY):
    return capacity.entitlement("colorado-ses", cast.agriculture).authorized(day)


def test_human_resources_prepares_and_the_director_sends(cast):
    request = begun.prepared(cast)
    with pytest.raises(OfficeNotHeld, match="CO-CAP-4"):
        authorization_requests.send(request, by=cast.hr, on=DAY)
    authorization_requests.send(request, by=cast.director, on=DAY)
    assert (request.state, request.requested_on) == ("requested", DAY)
    assert [verb for (verb,) in Event.unscoped.about(request).values_list("verb")] == ["request", "prepare"]
    assert Message.unscoped.filter(to=cast.personnel_director, key__startswith="authorization-request/").exists()
    with pytest.raises(StepRefused, match="not possible now"):
        authorization_requests.send(request, by=cast.director, on=DAY)


@pytest.mark.parametrize("who", ["superior", "executive", "other_hr", "reviewer", "personnel_director", "stranger"])
def test_nobody_else_prepares(cast, who):
    with pytest.raises(OfficeNotHeld, match="CO-CAP-4"):
        authorization_requests.prepare(
            cast.agriculture, number=1, starts_on=DAY, cause="x", by=getattr(cast, who), on=DAY
        )


@pytest.mark.parametrize("wrong", [{"number": 0}, {"cause": " "}, {"ends_on": DAY - timedelta(days=1)}])
def test_co_cap_4_a_request_needs_a_number_a_cause_and_days_that_fit(cast, wrong):
    terms = {"number": 1, "starts_on": DAY, "ends_on": None, "cause": "A new statute."} | wrong
    with pytest.raises(StepRefused, match="CO-CAP-4"):
        authorization_requests.prepare(cast.agriculture, **terms, by=cast.hr, on=DAY)
    assert not AuthorizationRequest.unscoped.exists()


def test_the_very_same_request_is_not_prepared_twice(cast):
    begun.prepared(cast)
    with pytest.raises(StepRefused, match="prepared already"):
        begun.prepared(cast)


def test_a_draft_is_rewritten_unless_somebody_saved_it_meanwhile(cast):
    request = begun.prepared(cast)
    terms = {"number": 2, "starts_on": DAY, "ends_on": None, "cause": "Two statutes.", "by": cast.hr, "on": DAY}
    authorization_requests.edit(request, revision=0, **terms)
    assert (request.number, request.revision) == (2, 1)
    with pytest.raises(StepRefused, match="Somebody else saved"):
        authorization_requests.edit(request, revision=0, **terms)


@pytest.mark.parametrize("scene", [begun.prepared, begun.requested])
def test_the_director_takes_a_request_back_until_it_is_decided(cast, scene):
    request = scene(cast)
    with pytest.raises(StepRefused, match="Write why"):
        authorization_requests.withdraw(request, reason="", by=cast.director, on=DAY)
    authorization_requests.withdraw(request, reason="Found room.", by=cast.director, on=DAY)
    assert request.state == "withdrawn"
    with pytest.raises(StepRefused, match="not possible"):
        grant(cast, request)


def test_co_cap_4_a_grant_lifts_the_limit_of_the_department_from_its_day_to_its_day(cast):
    request = begun.requested(cast, number=3)
    first, last = DAY + timedelta(days=10), DAY + timedelta(days=20)
    grant(cast, request, number=2, starts_on=first, ends_on=last)
    days = [first - timedelta(days=1), first, first + timedelta(days=1), last, last + timedelta(days=1)]
    assert [authorized(cast, day) for day in days] == [0, 2, 2, 2, 0]
    assert (request.state, request.authorization.number, request.decision_reason) == ("granted", 2, "A good cause.")


@pytest.mark.parametrize("scene", [begun.prepared, begun.requested])
def test_co_cap_4_only_what_is_granted_counts(cast, scene):
    scene(cast, number=5)
    assert authorized(cast) == 0


def test_a_refusal_counts_nothing_and_says_why(cast):
    request = begun.requested(cast)
    refuse(cast, request)
    assert (request.state, request.authorization, authorized(cast)) == ("refused", None, 0)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_decides(cast, who):
    request = begun.requested(cast)
    for act in (grant, refuse):
        with pytest.raises(OfficeNotHeld, match="CO-CAP-4"):
            act(cast, request, by=getattr(cast, who))
    assert authorized(cast) == 0


@pytest.mark.parametrize("who", ["director", "hr"])
def test_nobody_decides_a_request_they_took_part_in(cast, who):
    holds(getattr(cast, who), "personnel_director")
    request = begun.requested(cast)
    for act in (grant, refuse):
        with pytest.raises(StepRefused, match="took part.*CO-CAP-4"):
            act(cast, request, by=getattr(cast, who))


@pytest.mark.parametrize("act", [grant, refuse])
def test_a_decision_needs_its_reasons(cast, act):
    with pytest.raises(StepRefused, match="Write the reasons.*CO-CAP-4"):
        act(cast, begun.requested(cast), reason=" ")


@pytest.mark.parametrize(("act", "word"), [(grant, "granted"), (refuse, "refused")])
def test_the_decision_goes_to_director_and_hr_by_letter(cast, act, word):
    request = begun.requested(cast)
    act(cast, request)
    letter = Letter.unscoped.about(request).get()
    assert letter.subject == f"Additional SES positions for Agriculture: {word}"
    assert {m.to for m in Message.unscoped.filter(key__startswith=f"letter/{letter.pk}/")} == {cast.director, cast.hr}
    said = " ".join(reading.pages(files.read(letter.document)))
    assert "A new statute." in said
    assert request.decision_reason in said
    assert ("never lifts the limit of the state" in said) is (word == "granted")


def test_an_authorization_given_without_a_request_is_told_by_letter_too(cast):
    made = allotments.authorize(
        cast.agriculture, number=2, starts_on=DAY, cause="A new statute.", by=cast.personnel_director, on=DAY
    )
    said = " ".join(reading.pages(files.read(Letter.unscoped.about(made).get().document)))
    assert "5 positions: allotment 3, additionally authorized 2" in said


@pytest.mark.parametrize("act", [grant, refuse])
def test_a_decision_is_never_changed(cast, act):
    request = begun.requested(cast)
    act(cast, request)
    with pytest.raises(DatabaseError, match="kept row"), transaction.atomic():
        AuthorizationRequest.unscoped.filter(pk=request.pk).update(cause="Other")


@pytest.mark.parametrize(("taken", "codes"), [(123, []), (124, []), (125, ["CO-CAP-1"])])
def test_co_cap_4_a_grant_never_lifts_the_125_of_the_state(cast, taken, codes):
    full = scenes.other_departments(1)[0]
    scenes.fill(full, taken - 3)
    scenes.fill(cast.agriculture, 3)
    grant(cast, begun.requested(cast, number=9), number=9)
    nomination = scenes.forwarded(cast)
    assert [each.code for each in validators.capacity_findings(nomination, since=DAY)] == codes


@pytest.mark.parametrize(("days", "told"), [(-1, 0), (0, 0), (1, 1)])
def test_an_authorization_from_later_than_the_placement_wanted_is_explained(cast, days, told):
    scenes.submitted(cast, wanted_on=date(2004, 10, 1))
    request = begun.prepared(cast, starts_on=date(2004, 10, 1) + timedelta(days=days))
    findings = authorization_requests.request_findings(request, on=DAY)
    assert len(findings) == told
    assert all("later than October 1, 2004" in each.words and not each.stops for each in findings)


def test_the_figures_of_a_decision_say_what_it_lifts_and_what_nothing_lifts(cast):
    scenes.fill(cast.agriculture, 3)
    words = dict(authorization_requests.figures(begun.requested(cast, number=2), on=DAY))
    assert words["It may have"] == "3, with this request 5"
    assert words["The whole state"] == "3 of 125 on September 1, 2004. Nothing lifts 125."


# --- a department that falls below its positions ---


@pytest.mark.parametrize(("fte", "reviews"), [("299.9", 1), ("300.0", 0), ("300.1", 0)])
def test_co_cap_6_a_department_that_falls_below_its_positions_goes_to_review(cast, fte, reviews):
    scenes.fill(cast.agriculture, 3)
    recorded = {"fiscal_year": 2004, "source": "Count (invented)", "by": cast.administrator, "on": DAY}
    allotments.record_fte(cast.agriculture, fte=Decimal(fte), **recorded)
    assert AllotmentReview.unscoped.filter(department=cast.agriculture, state="open").count() == reviews


@pytest.mark.parametrize(("placed", "reviews"), [(1, 0), (2, 0), (3, 1)])
def test_co_cap_6_as_many_positions_as_it_may_have_are_no_reason_for_a_review(cast, placed, reviews):
    scenes.fill(cast.agriculture, placed)
    allotments.record_fte(
        cast.agriculture, fiscal_year=2004, fte=Decimal("299.9"), source="x", by=cast.reviewer, on=DAY
    )
    assert AllotmentReview.unscoped.count() == reviews


def test_co_cap_6_nothing_is_taken_away_by_itself_and_everybody_is_told(cast):
    review = begun.fallen(cast)
    assert (review.placed, review.most) == (3, 2)
    assert capacity.taken(capacity.spans("colorado-ses", ending_from=DAY), on=date(2010, 1, 1)) == 3
    told = {m.to for m in Message.unscoped.filter(key__startswith="allotment-review/")}
    assert told == {cast.personnel_director, cast.reviewer, cast.director, cast.hr}


def test_a_department_is_under_one_review_at_a_time(cast):
    begun.fallen(cast)
    allotments.record_fte(
        cast.agriculture, fiscal_year=2004, fte=Decimal("199.9"), source="x", by=cast.reviewer, on=DAY
    )
    assert AllotmentReview.unscoped.count() == 1
    with pytest.raises(StepRefused, match="under review already.*CO-CAP-6"):
        allotment_reviews.open_review(cast.agriculture, by=cast.reviewer, on=DAY)


def test_a_department_within_what_it_may_have_is_not_sent_to_review(cast):
    with pytest.raises(StepRefused, match="does not have more.*CO-CAP-6"):
        allotment_reviews.open_review(cast.agriculture, by=cast.reviewer, on=DAY)


def settle(cast, review, *, by=None, **other):
    typed = {"outcome": "kept", "reason": "The count rises again.", "positions": []} | other
    allotment_reviews.settle(review, **typed, by=by or cast.personnel_director, on=DAY)


def test_the_state_personnel_director_keeps_all_with_reasons(cast):
    review = begun.fallen(cast)
    settle(cast, review)
    assert (review.state, review.outcome, review.settled_on) == ("settled", "kept", DAY)
    assert not Removal.unscoped.exists()
    with pytest.raises(StepRefused, match="not possible"):
        settle(cast, review)


def test_positions_that_are_to_be_removed_are_reviewed_and_still_hold_their_place(cast):
    review = begun.fallen(cast)
    position = cast.agriculture.positions.order_by("pk").first()
    settle(cast, review, outcome="removal", positions=[position])
    removal = Removal.unscoped.get()
    assert (removal.position, removal.state, removal.reason) == (position, "reviewing", "The count rises again.")
    assert capacity.taken(capacity.spans("colorado-ses", ending_from=DAY), on=DAY) == 3


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_settles(cast, who):
    review = begun.fallen(cast)
    with pytest.raises(OfficeNotHeld, match="CO-CAP-6"):
        settle(cast, review, by=getattr(cast, who))


@pytest.mark.parametrize("wrong", [{"reason": " "}, {"outcome": "sold"}, {"outcome": "removal"}])
def test_a_review_is_settled_with_an_outcome_and_reasons(cast, wrong):
    review = begun.fallen(cast)
    with pytest.raises(StepRefused, match="CO-CAP-6"):
        settle(cast, review, **wrong)
    assert AllotmentReview.unscoped.get().state == "open"


def test_positions_named_for_removal_fit_the_outcome_and_the_department(cast):
    review = begun.fallen(cast)
    [own, *_] = cast.agriculture.positions.order_by("pk")
    [other] = scenes.fill(cast.revenue, 1)
    for wrong in ({"positions": [own]}, {"outcome": "removal", "positions": [other]}):
        with pytest.raises(StepRefused, match="CO-CAP-6"):
            settle(cast, review, **wrong)
