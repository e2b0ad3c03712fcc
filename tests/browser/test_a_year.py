"""One executive's year in Chromium, July 1, 2004 to July 2005, the administrator setting the training clock.

Once to a good end, once to separation and appeal, and once without a contract for the next year.
"""

import io
import re
import time
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.browser.site import running
from tests.browser.test_main_job import choose, press
from tests.cast import PASSWORD

LAST_NIGHTS = "2005-06-29"
PATIENCE = 40_000  # milliseconds: what the site prints in an act takes a while on a busy machine
GROUNDS = "Two of five projects were not begun, and three budget reports came late."


@pytest.fixture
def site(tmp_path_factory):
    """A site on July 1, 2004, with a signed contract of the year that begins."""
    with running(tmp_path_factory.mktemp("year"), fill=["-m", "tests.browser.stage_year"]) as site:
        yield site


@pytest.fixture(autouse=True)
def patient():
    """Everything that is expected of a page may take as long as a page may."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def enter(chromium, site):
    """Sign in as somebody of the cast, once, in a browser of their own."""
    pages: dict[str, Page] = {}

    def _enter(name: str) -> Page:
        if name not in pages:
            context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
            email = f"{name.lower().replace(' ', '.')}@example.org"
            pages[name] = sign_in(context, site.url, email=email, password=PASSWORD, patience=PATIENCE)
        return pages[name]

    yield _enter
    for page in pages.values():
        page.context.close()


@pytest.fixture
def clock(site, enter):
    """The administrator sets the day of the whole site."""

    def _set(day: str) -> None:
        page = enter("Amy Administrator")
        page.goto(f"{site.url}/site/")
        page.get_by_label("This site takes today to be").fill(day)
        press(page, "Set the clock")
        expect(main(page)).to_contain_text("The site takes today to be")

    return _set


def main(page: Page):
    return page.get_by_role("main")


def prove_and_sign(page: Page) -> None:
    """Consent, where it was not given before, the password again, and the signature."""
    consent = page.locator("label").filter(has_text=re.compile("I consent to sign"))
    if consent.count():
        consent.first.click()
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Sign")
    expect(main(page)).to_contain_text("SHA-256")


def letter_of(page: Page, link: Locator) -> str:
    """The words of the kept PDF of the letter behind this link."""
    answer = page.request.get(urljoin(page.url, link.get_attribute("href") + "pdf/"))
    assert answer.headers["content-type"] == "application/pdf"
    words = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(answer.body())).pages)
    return " ".join(words.split())


def appraisal_of_the_year(site, enter, clock, *, level: str) -> str:
    """Opened, told of by the executive, rated alike with `level`, met about, released, and signed by all three."""
    clock("2005-05-02")
    hr = enter("Hal Resources")
    hr.goto(f"{site.url}/appraisals/unopened/")
    main(hr).get_by_role("button", name=re.compile("^Open")).first.click()
    expect(main(hr)).to_contain_text("Open")
    address = re.match(r".*/appraisals/\d+/", hr.url).group()

    clock("2005-05-09")
    employee = enter("Eve Executive")
    employee.goto(address + "account/")
    employee.get_by_label("What was reached").first.fill("Both offices opened on April 11.")
    press(employee, "Save and close")
    employee.goto(address + "account/")
    press(employee, "Hand in my account")

    clock("2005-05-16")
    superior = enter("Ada Superior")
    superior.goto(address + "rate/")
    superior.locator(f"input[type=radio][value='{level}']").evaluate_all("all => all.forEach(each => each.click())")
    superior.get_by_label("Note on performance as a whole").fill("The offices were opened as agreed.")
    press(superior, "Save and close")
    superior.goto(address)
    superior.get_by_label("Day of the meeting").fill("2005-05-16")
    superior.get_by_label("What was said").fill("Both went through every objective.")
    press(superior, "Record the meeting")
    employee.goto(address)
    expect(main(employee)).not_to_contain_text("The offices were opened as agreed.")
    superior.goto(address + "#release")
    superior.locator("#release").get_by_role("button", name="Release to the executive").click()
    employee.goto(address)
    expect(main(employee)).to_contain_text("The offices were opened as agreed.")

    clock("2005-05-23")
    for name in ("Eve Executive", "Ada Superior", "Dana Director"):
        page = enter(name)
        page.goto(address + "sign/")
        prove_and_sign(page)
    hr.goto(address)
    expect(main(hr)).to_contain_text("Final")
    return address


def test_a_year_to_a_good_end(site, enter, clock):
    employee, superior = enter("Eve Executive"), enter("Ada Superior")
    contracts = f"{site.url}/contracts/"
    employee.goto(contracts)
    main(employee).get_by_role("link", name=re.compile("Eve Executive")).first.click()
    number = re.search(r"/contracts/(\d+)/", employee.url).group(1)

    # October: both write down what happened. December: a review without a rating, acknowledged by the other side.
    clock("2004-10-05")
    for page in (employee, superior):
        page.goto(f"{site.url}/appraisals/of-contract/{number}/notes/")
        page.get_by_label("Day it is about").fill("2004-10-01")
        page.get_by_label("What happened").fill("The first office is rented.")
        page.get_by_role("group", name="Who can see it").locator("label").first.click()
        press(page, "Keep the note")
        expect(main(page)).to_contain_text("The first office is rented.")
    clock("2004-12-15")
    reviews = f"{site.url}/appraisals/of-contract/{number}/reviews/"
    superior.goto(reviews)
    superior.get_by_label("Day of the meeting").fill("2004-12-14")
    superior.get_by_label("What was discussed").fill("The two offices, and the budget.")
    press(superior, "Record the review")
    employee.goto(reviews)
    press(employee, "Acknowledge")
    expect(main(employee)).to_contain_text("Acknowledged December 15, 2004")

    # May: the appraisal, to the sealed copy.
    appraisal = appraisal_of_the_year(site, enter, clock, level="3")
    deadline = time.monotonic() + 90
    while True:
        answer = employee.request.get(appraisal + "sealed.pdf")
        if answer.headers["content-type"] == "application/pdf":
            break
        assert time.monotonic() < deadline, "the appraisal was not sealed within 90 seconds"
        time.sleep(1)
    assert answer.body().startswith(b"%PDF")

    # June: the next contract sees the rating, and is signed in time.
    clock("2005-06-10")
    director = enter("Dana Director")
    hr = enter("Hal Resources")
    hr.goto(contracts)
    main(hr).get_by_role("link", name="Prepare a contract").click()
    main(hr).get_by_role("link", name=re.compile("Eve Executive|Director of Markets")).first.click()
    hr.get_by_label("First day of the contract").fill("2005-07-01")
    hr.get_by_label("Appointing authority", exact=True).select_option(label="Ada Superior")
    hr.get_by_label("Title of the appointing authority").fill("Deputy Commissioner")
    press(hr, "Begin the draft")
    contract = re.match(r".*/contracts/\d+/", hr.url).group()
    director.goto(contract + "edit/")
    director.get_by_label(re.compile("^(Monthly s|S)alary")).first.fill("9,800")
    director.get_by_label(re.compile("^Performance basis")).fill("Commendable in 2004-05.")
    choose(director, "Verbal discussion")
    director.get_by_label("Day of the planning meeting").fill("2005-06-08")
    press(director, "Save and close")
    expect(main(director)).to_contain_text("overall rating 3")
    superior.goto(contract)
    press(superior, "Propose")
    for page in (employee, superior, director):
        page.goto(contract + "sign/")
        expect(main(page)).to_contain_text("$9,800 per month")
        prove_and_sign(page)

    # July 1: nothing is proposed; the position stays.
    clock(LAST_NIGHTS)
    site.manage("flag_deadlines")
    clock("2005-07-01")
    site.manage("flag_deadlines")
    reviewer = enter("Rita Reviewer")
    reviewer.goto(site.url)
    expect(main(reviewer)).not_to_contain_text("left the SES on July 1")
    reviewer.goto(f"{site.url}/appraisals/by-department/?year=2004")
    expect(main(reviewer)).to_contain_text("Agriculture")
    expect(main(reviewer)).to_contain_text("hidden")
    assert "Whole: " in site.manage("verify_records")


def test_a_year_to_separation_and_appeal(site, enter, clock):
    # April: HR drafts the notice, the director signs it, the executive says that it has arrived.
    clock("2005-04-20")
    hr, director = enter("Hal Resources"), enter("Dana Director")
    hr.goto(f"{site.url}/positions/")
    main(hr).get_by_role("link", name=re.compile("Director of Markets")).first.click()
    main(hr).get_by_role("link", name=re.compile("^Rights")).click()
    rights = hr.url
    main(hr).get_by_role("link", name="Draft a notice of unsatisfactory performance").click()
    press(hr, "Begin the draft")
    hr.get_by_label("How the performance is unsatisfactory").fill(GROUNDS)
    press(hr, "Save")
    notice = hr.url
    director.goto(site.url)
    expect(main(director)).to_contain_text("Sign the notice of unsatisfactory performance to Eve Executive")
    director.goto(notice)
    director.get_by_text("Sign the notice", exact=True).first.click()
    director.get_by_label("Your password").fill(PASSWORD)
    press(director, "Sign the notice")
    expect(main(director)).to_contain_text("Signed, not delivered")
    clock("2005-04-29")
    employee = enter("Eve Executive")
    main(employee).get_by_role("link", name=re.compile("^Confirm that the notice")).or_(
        main(employee).get_by_role("link", name=re.compile("^Read"))
    ).first.click()
    expect(main(employee)).to_contain_text(GROUNDS)
    press(employee, "I have received this notice")
    expect(main(employee)).to_contain_text("April 29, 2005")
    expect(main(employee)).to_contain_text("in time")

    # June: the director separates. The position stays, and is vacant on July 1.
    clock("2005-06-15")
    director.goto(notice)
    main(director).get_by_role("link", name="Separate on June 30, 2005").click()
    expect(main(director)).to_contain_text("The letter goes to them and to DPA/DHR at once")
    press(director, "Separate on June 30, 2005")
    expect(main(director)).to_contain_text("Separated")
    clock(LAST_NIGHTS)
    site.manage("flag_deadlines")
    clock("2005-07-01")
    site.manage("flag_deadlines")
    hr.goto(f"{site.url}/positions/")
    main(hr).get_by_role("link", name=re.compile("Director of Markets")).first.click()
    expect(main(hr)).to_contain_text("vacant")
    reviewer = enter("Rita Reviewer")
    expect(main(reviewer)).not_to_contain_text("left the SES on July 1")

    # July 8: the appeal, in time, recorded by the executive; later its outcome, by HR.
    clock("2005-07-08")
    employee.goto(site.url)
    main(employee).get_by_role("link", name="My rights").click()
    employee.get_by_text("Record an appeal as it was filed").click()
    choose(employee, re.compile("A lower salary"))
    choose(employee, "The State Personnel Board")
    employee.get_by_label("Day of the filing").fill("2005-07-08")
    press(employee, "Record the appeal")
    expect(main(employee)).to_contain_text("CO-PAY-7")
    choose(employee, re.compile("Dismissal for unsatisfactory performance"))
    press(employee, "Record the appeal")
    expect(main(employee)).to_contain_text("Filed July 8, 2005 against the action of June 30, 2005")
    expect(main(employee)).not_to_contain_text("after the last day")
    clock("2005-07-20")
    hr.goto(rights)
    choose(hr, re.compile("Upheld the action"))
    hr.get_by_label("What was decided").fill("The Board upheld the dismissal.")
    hr.get_by_label("Day of the outcome").fill("2005-07-19")
    press(hr, "Record the outcome")
    expect(main(hr)).to_contain_text("The Board upheld the action")
    assert "Whole: " in site.manage("verify_records")


def test_without_a_contract_by_june_30_the_position_leaves_on_july_1(site, enter, clock):
    clock(LAST_NIGHTS)
    site.manage("flag_deadlines")
    clock("2005-07-01")
    site.manage("flag_deadlines")
    for name in ("Dana Director", "Hal Resources", "Rita Reviewer", "Pat Director"):
        expect(main(enter(name))).to_contain_text("left the SES on July 1")
    clock("2005-07-20")
    reviewer = enter("Rita Reviewer")
    reviewer.goto(site.url)
    main(reviewer).get_by_role("link", name=re.compile("left the SES on July 1|^Decide")).first.click()
    expect(main(reviewer)).to_contain_text("There is no signed contract: the position leaves the SES on July 1.")
    press(reviewer, "Confirm the removal")
    expect(main(reviewer)).to_contain_text("from July 1, 2005")

    # The director sets the salary outside the SES: a cent above the regular lid is refused, the lid itself is not.
    director = enter("Dana Director")
    director.goto(reviewer.url)
    director.get_by_label("Salary in the Management plan").fill("8,610.01")
    press(director, "Set the salary")
    expect(main(director)).to_contain_text("CO-PAY-10")
    director.get_by_label("Salary in the Management plan").fill("8,610")
    press(director, "Set the salary")
    expect(main(director)).to_contain_text("The salary is set, and the letter is sent.")
    expect(main(director)).to_contain_text("$8,610 per month")
    expect(main(director)).to_contain_text("from July 1, 2005")

    # The letters as they are kept: of the conversion, and of the salary from July 1.
    told = {letter_of(director, each) for each in director.locator("section[aria-labelledby=letters] a").all()}
    assert any("July 1, 2005" in letter and "$8,610" in letter for letter in told)
    assert all("July 1, 2005" in letter or "June 30, 2005" in letter for letter in told)
    assert len(told) >= 2
    assert "Whole: " in site.manage("verify_records")
