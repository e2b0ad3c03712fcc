"""The pages of requests, reviews and removals: what they say, whose turn they show, and what a refusal keeps."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from positions import allotments, removals
from positions.models import AllotmentReview, AuthorizationRequest, Incumbency, Letter, Position, Removal
from records.models import Event
from tests.factories import SignedContractFactory
from tests.positions import removal_scenes as begun
from tests.positions import scenes
from tests.positions.scenes import DAY


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_director_asks_for_more_from_the_page_of_the_department(cast, at):
    browser = at("director")
    assert "Ask for additional positions" in words(browser.get(cast.agriculture.get_absolute_url()))
    typed = {"number": "2", "starts_on": "2004-10-01", "ends_on": "2004-09-01", "cause": "A new statute."}
    refused = words(browser.post("/positions/departments/agriculture/request/", typed))
    assert "is before the first" in refused
    assert "A new statute." in refused
    browser.post("/positions/departments/agriculture/request/", typed | {"ends_on": ""})
    request = AuthorizationRequest.unscoped.get()
    browser.post(f"{request.get_absolute_url()}send/")
    assert "Requested" in words(browser.get(request.get_absolute_url()))


def test_the_decision_page_has_the_figures_and_says_that_nothing_lifts_the_limit_of_the_state(cast, at):
    scenes.fill(cast.agriculture, 3)
    request = begun.requested(cast)
    page = words(at("personnel_director").get(request.get_absolute_url()))
    assert "3, with this request 4" in page
    assert "Nothing lifts 125." in page
    assert "Record the decision" in page


def test_a_refusal_is_not_asked_how_much(cast, at):
    request = begun.requested(cast)
    browser = at("personnel_director")
    missing = words(browser.post(f"{request.get_absolute_url()}decide/", {"decision": "refuse", "reason": ""}))
    assert "Write the reasons." in missing
    browser.post(f"{request.get_absolute_url()}decide/", {"decision": "refuse", "reason": "Not enough."})
    request.refresh_from_db()
    assert request.state == "refused"


def test_a_department_with_too_many_positions_shows_its_review(cast, at):
    review = begun.fallen(cast)
    page = words(at("reviewer").get(cast.agriculture.get_absolute_url()))
    assert review.get_absolute_url() in page
    assert "Open a review" not in page
    assert "Settle the review" in words(at("personnel_director").get(review.get_absolute_url()))


def test_settling_names_the_positions_of_the_department_only(cast, at):
    review = begun.fallen(cast)
    [other] = scenes.fill(cast.revenue, 1)
    browser = at("personnel_director")
    address = f"{review.get_absolute_url()}settle/"
    page = words(browser.post(address, {"outcome": "removal", "reason": "Too many.", "positions": [other.pk]}))
    assert "Choose from the list" in page
    own = cast.agriculture.positions.order_by("pk")[0]
    browser.post(address, {"outcome": "removal", "reason": "Too many.", "positions": [own.pk]})
    assert AllotmentReview.unscoped.get().outcome == "removal"
    assert Removal.unscoped.get().position == own


@pytest.mark.parametrize(("who", "button"), [("personnel_director", "Review this position"), ("director", "support")])
def test_a_position_offers_to_begin_what_ones_office_may_begin(cast, at, who, button):
    position = begun.held(cast)
    page = words(at(who).get(position.get_absolute_url()))
    assert button in page
    begun.reviewing(cast, position)
    page = words(at(who).get(position.get_absolute_url()))
    assert f"{position.get_absolute_url()}removal/" not in page
    assert "Under review" in page


def test_an_order_with_a_day_that_does_not_fit_keeps_what_was_typed(cast, at):
    removal = begun.reviewing(cast)
    browser = at("personnel_director")
    address = f"{removal.get_absolute_url()}order/"
    page = words(browser.post(address, {"last_day": "2004-08-31", "reason": "It is too small now."}))
    assert "It is too small now." in page
    assert "before the day of this decision" in page
    browser.post(address, {"last_day": "2005-06-30", "reason": "It is too small now."})
    page = words(browser.get(removal.get_absolute_url()))
    assert "from July 1, 2005" in page
    assert "Nobody can appeal" in page
    assert "/letters/" in page


def test_a_salary_above_the_lid_is_told_beside_the_rule(cast, at):
    begun.lid(cast)
    removal = begun.ordered(cast)
    browser = at("director")
    page = words(browser.post(f"{removal.get_absolute_url()}salary/", {"monthly_salary": "9000"}))
    assert "$390 above the regular lid of $8,610 per month for FY 2005-06" in page
    assert 'value="9000"' in page


def test_without_a_lid_the_page_says_what_is_missing(cast, at):
    page = words(at("director").get(begun.ordered(cast).get_absolute_url()))
    assert "not recorded, so no salary can be judged" in page


def test_a_page_of_somebody_who_acted_for_the_department_offers_no_decision(cast, at):
    from tests.cast import holds

    holds(cast.director, "personnel_director")
    request = begun.requested(cast)
    page = words(at("director").get(request.get_absolute_url()))
    assert "You took part in this for the department" in page
    assert "Record the decision" not in page


def test_an_authorization_from_later_than_the_place_is_explained_beside_the_field(cast, at):
    scenes.fill(cast.agriculture, 3)
    nomination = scenes.forwarded(cast, wanted_on=date(2004, 10, 1))
    typed = {
        "decision": "approve", "reason": "Meets all.", "number": "1", "starts_on": "2004-10-02", "cause": "A statute.",
    }  # fmt: skip
    page = words(at("personnel_director").post(f"{nomination.get_absolute_url()}decide/", typed))
    assert "which is later than October 1, 2004" in page
    nomination.refresh_from_db()
    assert nomination.state == "forwarded"


def test_what_waits_stands_on_the_desks(cast, at):
    begun.requested(cast)
    begun.fallen(cast)
    ordered, reviewed, *_others = cast.agriculture.positions.order_by("pk")
    begun.ordered(cast, ordered)
    page = words(at("personnel_director").get("/"))
    assert "Decide the request of Agriculture for additional positions" in page
    assert "Settle the review of Agriculture" in page
    removal = begun.reviewing(cast, reviewed)
    assert removal.get_absolute_url() in words(at("personnel_director").get("/"))
    assert "Decide the request of Agriculture" not in words(at("executive").get("/"))


@pytest.mark.parametrize("who", ["director", "personnel_director"])
def test_the_pages_cost_no_more_than_twenty_statements(cast, at, who, django_assert_max_num_queries):
    begun.lid(cast)
    removal = begun.ordered(cast)
    request = begun.requested(cast)
    browser = at(who)
    for address in (removal.get_absolute_url(), request.get_absolute_url(), removal.position.get_absolute_url()):
        browser.get(address)
        with django_assert_max_num_queries(20):
            browser.get(address)


def test_a_review_is_called_so_and_asking_comes_before_ordering(cast, at):
    removal = begun.reviewing(cast)
    page = at("personnel_director").get(removal.get_absolute_url())
    assert page.context["title"] == f"Review of {removal.position}"
    assert [form.button for form in page.context["forms"]][0] == "Ask the department"
    removals.ask(removal, question="Why?", by=cast.personnel_director, on=DAY)
    page = at("personnel_director").get(removal.get_absolute_url())
    assert [form.button for form in page.context["forms"]][0] == "Order the conversion"
    assert 'id="turn"' not in page.content.decode()  # while the department is asked nothing is open to be filled in
    assert 'id="turn"' in at("director").get(removal.get_absolute_url()).content.decode()
    removals.order(removal, last_day=begun.LAST_DAY, reason="Small.", by=cast.personnel_director, on=DAY)
    page = at("personnel_director").get(removal.get_absolute_url())
    assert page.context["title"] == f"Removal of {removal.position}"


def test_what_is_decided_for_a_later_day_is_told_as_that(cast, at):
    begun.lid(cast)
    removal = begun.ordered(cast)  # through June 30, 2005
    removals.set_salary(removal, monthly_salary=Decimal("8610"), by=cast.director, on=DAY)
    browser, listed = at("reviewer"), reverse("positions:removals")
    for day, told in [
        ("2004-09-01", "Converts to the Management plan on July 1, 2005"),
        ("2005-06-30", "Converts to the Management plan on July 1, 2005"),
        ("2005-07-01", "Converted to the Management plan"),
    ]:
        assert browser.get(removal.get_absolute_url(), {"as_of": day}).context["words"] == told
        assert told in words(browser.get(listed, {"as_of": day, "state": "every"})).partition("</thead>")[2]


def test_whoever_decides_sees_who_holds_the_position(cast, at):
    page = words(at("personnel_director").get(begun.reviewing(cast).get_absolute_url()))
    assert "<dt>Held by</dt><dd><a href=" in page and "Eve Executive" in page


def test_the_review_of_a_department_says_which_positions_are_vacant_and_where_more_is_authorized(cast, at):
    review = begun.fallen(cast)
    Incumbency.unscoped.create(
        position=(held := Position.unscoped.filter(department=cast.agriculture).order_by("title").first()),
        department=cast.agriculture,
        person=cast.executive,
        state="current",
        starts_on=date(2004, 7, 1),
        method="selection",
    )
    page = words(at("personnel_director").get(review.get_absolute_url()))
    assert page.count(", vacant</label>") == 2
    assert f"{held}</label>" in page
    assert f'<a href="{cast.agriculture.get_absolute_url()}">the page of Agriculture</a>' in page
    assert "the page of Agriculture" not in words(at("hr").get(review.get_absolute_url()))


def test_co_cap_6_the_review_shows_the_figures_of_today_and_says_when_nothing_is_above_any_more(cast, at):
    review = begun.fallen(cast)  # three positions, and a count of 299.9 for 2004-05
    page = words(at("reviewer").get(review.get_absolute_url()))
    assert "When it was opened:" in page
    assert "By the figures recorded now" in page
    assert "nothing is above" not in page
    figures = {"source": "Corrected count", "by": cast.reviewer, "on": DAY}
    allotments.record_fte(cast.agriculture, fiscal_year=2004, fte=Decimal("300.0"), **figures)
    page = words(at("reviewer").get(review.get_absolute_url()))
    assert "<dt>On September 1, 2004 it may have</dt><dd>3</dd>" in page
    assert "nothing is above what it may have, on this day or later" in page
    allotments.record_fte(cast.agriculture, fiscal_year=2005, fte=Decimal("150.0"), **figures)
    page = words(at("reviewer").get(review.get_absolute_url()))
    assert "<dt>Tightest, on July 1, 2005</dt><dd>3; it may have 1</dd>" in page
    assert "nothing is above" not in page


def test_co_pay_10_a_salary_far_below_the_one_in_the_ses_is_confirmed_before_the_letter_goes(cast, at):
    contract = SignedContractFactory(cast=cast, monthly_salary=Decimal("9500.00"))
    begun.lid(cast)
    removal = begun.ordered(cast, contract.position)
    address, client = reverse("positions:set_salary", args=[removal.pk]), at("director")
    assert "$9,500 per month in the SES." in words(client.get(removal.get_absolute_url()))
    page = words(client.post(address, {"monthly_salary": "1"}))
    assert "$1 per month is less than half of $9,500 per month" in page
    assert "Yes, a salary so far below" in page
    removal.refresh_from_db()
    assert (removal.state, Letter.unscoped.filter(letter_kind="conversion salary").count()) == ("ordered", 0)
    client.post(address, {"monthly_salary": "1", "is_meant": "on"})
    removal.refresh_from_db()
    assert (removal.state, removal.monthly_salary) == ("converted", Decimal("1"))
    assert "CO-PAY-10" in [
        each["code"] for each in Event.unscoped.about(removal).get(verb="set_salary").facts["findings"]
    ]


def test_a_likely_salary_after_the_conversion_is_taken_without_a_question(cast, at):
    contract = SignedContractFactory(cast=cast, monthly_salary=Decimal("9500.00"))
    begun.lid(cast)
    removal = begun.ordered(cast, contract.position)
    at("director").post(reverse("positions:set_salary", args=[removal.pk]), {"monthly_salary": "8000"})
    removal.refresh_from_db()
    assert removal.state == "converted"
