"""A department of 15 in Chromium, from the start of the season to 15 sealed forms at DPA/DHR."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.site import running
from tests.cast import PASSWORD

NUMBER = 15
EXECUTIVES = [f"Exec {letter}son" for letter in "ABCDEFGHIJKLMNO"]
PATIENCE = 180_000  # milliseconds for what the job runner does


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site on May 16, 2005."""
    folder = tmp_path_factory.mktemp("season")
    with running(folder, fill=["-m", "tests.browser.stage_season"], today="2005-05-16") as site:
        yield site


@pytest.fixture
def enter(chromium, site):
    """Sign in as somebody, in a browser of their own."""
    contexts = []

    def _enter(name: str) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        return sign_in(context, site.url, email=f"{name.lower().replace(' ', '.')}@example.org", password=PASSWORD)

    yield _enter
    for context in contexts:
        context.close()


def main(page: Page):
    return page.get_by_role("main")


def for_many(page: Page, site, link: str, button: str, done: str) -> None:
    """From the board: the act on many contracts, its preview, its progress, its report."""
    page.goto(f"{site.url}/contracts/season/agriculture/2005/")
    main(page).get_by_role("link", name=link, exact=True).click()
    expect(main(page)).to_contain_text(f"{NUMBER} can be {done}")
    page.get_by_role("button", name=button, exact=True).click()
    expect(main(page)).to_contain_text(f"Finished: {NUMBER} of {NUMBER} {done}.", timeout=PATIENCE)


def sign_here(page: Page, *, with_password: bool) -> None:
    """Sign the contract that is on the page."""
    expect(main(page)).to_contain_text("$9,000 per month")
    consent = page.locator("label").filter(has_text=re.compile("I consent to sign"))
    if consent.count():
        consent.first.click()
    assert page.get_by_label("Your password").count() == with_password
    if with_password:
        page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("You signed")


def sign_all_in_a_sitting(page: Page, site) -> None:
    """One password, fifteen contracts, each on its own page."""
    page.goto(f"{site.url}/contracts/sign/")
    expect(main(page)).to_contain_text(f"{NUMBER} contracts wait for your signature")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Begin the sitting", exact=True).click()
    for left in reversed(range(NUMBER)):
        sign_here(page, with_password=False)
        following = page.get_by_role("link", name=re.compile("^Next: read and sign"))
        assert following.count() == (1 if left else 0)
        if left:
            following.click()


def test_a_department_of_fifteen_from_season_start_to_sealed_forms_at_dpa(site, enter):
    hr = enter("Hal Resources")
    for_many(hr, site, f"Prepare {NUMBER} drafts", "Prepare the drafts", "prepared")

    # The director decides each salary, from one to the next; without that nothing can be proposed, nor is it offered.
    board = f"{site.url}/contracts/season/agriculture/2005/"
    hr.goto(board)
    expect(main(hr)).to_contain_text(f"{NUMBER} wait for the director to decide the salary.")
    expect(main(hr).get_by_role("link", name=re.compile("^Propose"))).to_have_count(0)
    director = enter("Dana Director")
    director.goto(f"{site.url}/contracts/bulk/propose/?department=agriculture&year=2005")
    expect(main(director)).to_contain_text("CO-PAY-5")
    director.goto(f"{site.url}/contracts/?state=draft")
    drafts = main(director).locator("tbody a[href^='/contracts/']")
    links = list(dict.fromkeys(each.get_attribute("href") for each in drafts.all()))
    assert len(links) == NUMBER
    director.goto(site.url)
    main(director).get_by_role("link", name=re.compile(f"Decide the salaries of {NUMBER} executives")).click()
    for name, following in zip(EXECUTIVES, [*EXECUTIVES[1:], None], strict=True):
        expect(director.get_by_role("heading", level=1)).to_contain_text(name)
        director.get_by_label(re.compile("^Performance basis")).fill("Met the objectives of 2004-05.")
        button = f"Save and decide the next salary: {following}" if following else "Save and close"
        director.get_by_role("button", name=button, exact=True).last.click()
    expect(main(director)).to_contain_text("Met the objectives of 2004-05.")

    for_many(hr, site, f"Propose {NUMBER} drafts", "Propose those chosen", "proposed")
    for name in EXECUTIVES:
        employee = enter(name)
        employee.goto(f"{site.url}/contracts/sign/")
        employee.get_by_role("link", name=f"Read and sign the contract of {name}", exact=True).click()
        sign_here(employee, with_password=True)
        employee.context.close()

    sign_all_in_a_sitting(enter("Ada Superior"), site)
    sign_all_in_a_sitting(director, site)

    # The job runner seals every executed copy.
    deadline = time.monotonic() + PATIENCE / 1000
    waiting = [f"{site.url}{link}executed.pdf" for link in links]
    while waiting:
        waiting = [url for url in waiting if hr.request.get(url).headers["content-type"] != "application/pdf"]
        assert time.monotonic() < deadline, f"{len(waiting)} executed copies are not sealed"
        time.sleep(0.5)

    reviewer = enter("Rita Reviewer")
    for_many(reviewer, site, f"Acknowledge {NUMBER} copies", "Acknowledge those chosen", "acknowledged")
    hr.goto(f"{site.url}/contracts/season/agriculture/2005/")
    expect(main(hr)).to_contain_text(f"{NUMBER} of {NUMBER} signed")
    expect(main(hr)).to_contain_text(f"{NUMBER} Received by DPA/DHR")
    assert "Whole: " in site.manage("verify_records")
