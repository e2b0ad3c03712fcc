"""A placement approved for next month while a removal frees a place on June 30, shown on every day between."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import sign_in
from tests.browser.site import running
from tests.cast import PASSWORD

CRITERIA = (
    "Management class",
    "Segments of the department",
    "Human resources",
    "Fiscal resources",
    "Operating resources",
    "Capital resources",
    "Significant programs",
    "Significant projects",
    "Public policy development",
)
COUNTED = {
    "2005-06-29": 125,
    "2005-06-30": 125,
    "2005-07-01": 124,
    "2005-07-14": 124,
    "2005-07-15": 125,
    "2005-07-16": 125,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site on June 1, 2005, with 125 places taken until June 30."""
    folder = tmp_path_factory.mktemp("days")
    with running(folder, fill=["-m", "tests.browser.stage_days"], today="2005-06-01") as site:
        yield site


@pytest.fixture
def enter(chromium, site):
    """Sign in as somebody of the cast, in a browser of their own."""
    contexts = []

    def _enter(name: str) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        email = f"{name.lower().replace(' ', '.')}@example.org"
        return sign_in(context, site.url, email=email, password=PASSWORD)

    yield _enter
    for context in contexts:
        context.close()


def choose(part: Page | Locator, words: str) -> None:
    """Tick the choice with this label."""
    part.locator("label").filter(has_text=re.compile(rf"^\s*{words}\s*$")).first.click()


def open_case(page: Page, number: str) -> None:
    """The page of the nomination of the position with this number, found from the list."""
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Nominations").click()
    page.get_by_role("main").get_by_role("link", name=re.compile(number)).first.click()


def decide(page: Page, decision: str) -> None:
    choose(page, decision)
    page.get_by_label("Reasons").fill("All criteria are met.")
    page.get_by_role("button", name="Record the decision").click()


def test_the_freed_place_is_given_on_the_right_day_and_every_day_says_so(site, enter):
    # The State Personnel Director sees that June 15 is too early, and the program refuses it.
    decider = enter("Pat Director")
    open_case(decider, "AG-JUNE")
    days = decider.get_by_role("table", name=re.compile("Days on which"))
    expect(days.get_by_role("row").filter(has_text="June 15, 2005")).to_contain_text("126 of 125, 1 above")
    expect(days.get_by_role("row").filter(has_text="July 1, 2005")).to_contain_text("125 of 125, at the limit")
    decide(decider, "Approve")
    expect(decider.get_by_role("alert")).to_contain_text("CO-CAP-1")

    # The reviewer finishes the other case on one page.
    reviewer = enter("Rita Reviewer")
    open_case(reviewer, "AG-JULY")
    for criterion in CRITERIA:
        choose(reviewer.get_by_role("group", name=f"{criterion}: is it met?"), "Yes")
    reviewer.get_by_role("button", name="Save the review").click()
    expect(reviewer.get_by_role("main")).to_contain_text("The review has no recommendation yet")
    choose(reviewer.get_by_role("group", name="Recommendation", exact=True), "Approve")
    reviewer.get_by_label("Recommendation to the State Personnel Director").fill("Properly allocated.")
    reviewer.get_by_role("button", name="Forward for decision").click()
    expect(reviewer.get_by_role("main")).to_contain_text("Forwarded for decision")

    # From July 15 on there is a place: the one that is left on June 30.
    open_case(decider, "AG-JULY")
    days = decider.get_by_role("table", name=re.compile("Days on which"))
    expect(days.get_by_role("row").filter(has_text="July 15, 2005")).to_contain_text("125 of 125, at the limit")
    decide(decider, "Approve")
    expect(decider.get_by_role("main")).to_contain_text("Approved")

    # Tried for a second position, the rule says no, and nothing is stored.
    decider.goto(f"{site.url}/positions/what-if/")
    decider.get_by_text("A nomination approved", exact=True).click()
    decider.get_by_label("Nomination").select_option(index=1)
    decider.get_by_label("Holds a place from").fill("2005-07-01")
    decider.locator("form", has=decider.get_by_label("Nomination")).get_by_role("button", name="Assume it").click()
    expect(decider.get_by_role("main")).to_contain_text("CO-CAP-1")
    expect(decider.get_by_role("main")).to_contain_text("126 of 125, 1 above")

    # The department sets the day, and every day between is right on the page of all places.
    hr = enter("Hal Resources")
    open_case(hr, "AG-JULY")
    hr.get_by_label("First day in the SES").fill("2005-07-15")
    hr.get_by_role("button", name="Place the position").click()
    expect(hr.get_by_role("main")).to_contain_text("July 15, 2005")
    decider.goto(f"{site.url}/positions/places/")
    for day, taken in COUNTED.items():
        decider.get_by_label("As of").fill(day)
        decider.get_by_role("search", name="The day shown").get_by_role("button", name="Show").click()
        expect(decider.get_by_role("main")).to_contain_text(f"{taken} of 125 places are taken on")
        expect(decider.get_by_role("main")).to_contain_text("This page shows")
        assert f"as_of={day}" in decider.url

    # The day stays while going on, until today is asked for.
    decider.get_by_role("navigation", name="Main").get_by_role("link", name="Departments").click()
    assert decider.url.endswith("as_of=2005-07-16")
    decider.get_by_role("link", name="Back to today").click()
    expect(decider.get_by_role("main")).to_contain_text(
        "125 of 125 places of the whole state are taken on June 1, 2005"
    )
