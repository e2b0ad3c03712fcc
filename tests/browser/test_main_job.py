"""The main job in Chromium, from the first click to the sealed PDF, eight offices signed in one after the other.

Fiscal year 2004-05, as the form of 2004 prints it: a director at $10,763 per month, July 1, 2004 to June 30, 2005.
"""

import re
import shutil
import subprocess
import time
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.browser.site import running
from tests.cast import PASSWORD
from tests.pdf.tools import lacking

JOB_DESCRIPTION = b"Directs the division of plant industry through four managers.\n"
ANSWERS = {
    "Segments of the department": "The division of plant industry, through four managers.",
    "Human resources": "120 staff.",
    "Fiscal resources": "A budget of $14 million.",
    "Operating resources": "Laboratories and fleet.",
    "Capital resources": "Two laboratories.",
    "Significant programs": "Inspection and seed certification.",
    "Significant projects": "The new seed laboratory.",
    "Public policy development": "Pesticide rules.",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site on June 15, 2004, with the small cast and nothing else."""
    folder = tmp_path_factory.mktemp("site")
    with running(folder, fill=["-m", "tests.browser.stage"], today="2004-06-15") as site:
        yield site


@pytest.fixture
def enter(chromium, site):
    """Sign in as somebody of the cast, in a browser of their own."""
    contexts = []

    def _enter(name: str) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
        contexts.append(context)
        email = f"{name.lower().replace(' ', '.')}@example.org"
        return sign_in(context, site.url, email=email, password=PASSWORD)

    yield _enter
    for context in contexts:
        context.close()


def press(page: Page, words: str) -> None:
    """Press the button with exactly these words."""
    page.get_by_role("button", name=words, exact=True).first.click()


def choose(page: Page | Locator, words: str | re.Pattern) -> None:
    """Tick the box or the choice with this label, as a person does: the design system draws it in the label."""
    pattern = re.compile(rf"^\s*{words}\s*$") if isinstance(words, str) else words
    page.locator("label").filter(has_text=pattern).first.click()


def test_from_nomination_to_the_sealed_form_and_its_copy(site, enter, tmp_path):
    # HR prepares the nomination, and the director submits it.
    hr = enter("Hal Resources")
    hr.goto(f"{site.url}/positions/nominations/start/")
    hr.get_by_label("Position number").fill("AGR-1001")
    hr.get_by_label("Title of the position").fill("Director of Plant Industry")
    hr.get_by_label("Division").fill("Plant Industry")
    press(hr, "Begin the draft")
    hr.get_by_label("Rationale").fill("It directs a large segment of the department through managers.")
    for label, answer in ANSWERS.items():
        hr.get_by_label(label, exact=True).fill(answer)
    upload = {"name": "job.txt", "mimeType": "text/plain", "buffer": JOB_DESCRIPTION}
    hr.get_by_label("Job description", exact=True).set_input_files(upload)
    hr.get_by_label("Date on the job description").fill("2004-05-20")
    press(hr, "Save")
    nomination = re.search(r"/positions/nominations/(\d+)/", hr.url).group()
    nomination = site.url + nomination

    director = enter("Dana Director")
    expect(director.get_by_role("main")).to_contain_text("Director of Plant Industry")
    director.goto(nomination)
    press(director, "Submit to DPA/DHR")
    expect(director.get_by_role("main")).to_contain_text("Submitted")

    # DPA/DHR forwards it, and the State Personnel Director approves it.
    reviewer = enter("Rita Reviewer")
    expect(reviewer.get_by_role("main")).to_contain_text("Director of Plant Industry")
    reviewer.goto(nomination)
    for criterion in ("Management class", *ANSWERS):
        choose(reviewer.get_by_role("group", name=f"{criterion}: is it met?"), "Yes")
    choose(reviewer.get_by_role("group", name="Recommendation", exact=True), "Approve")
    reviewer.get_by_label("Recommendation to the State Personnel Director").fill("All criteria are answered.")
    press(reviewer, "Forward for decision")
    expect(reviewer.get_by_role("main")).to_contain_text("Forwarded for decision")

    decider = enter("Pat Director")
    decider.goto(nomination)
    expect(decider.get_by_role("main")).to_contain_text("of 125")
    choose(decider, "Approve")
    decider.get_by_label("Reasons").fill("All criteria are met, and the allotment has room.")
    press(decider, "Record the decision")
    expect(decider.get_by_role("main")).to_contain_text("Approved")

    # The department places the position, and the director appoints an executive.
    hr.goto(nomination)
    hr.get_by_label("First day in the SES").fill("2004-07-01")
    press(hr, "Place the position")
    expect(hr.get_by_role("main")).to_contain_text("July 1, 2004")
    director.goto(nomination)
    director.get_by_role("main").get_by_role("link", name=re.compile("Director of Plant Industry")).first.click()
    position = director.url
    director.goto(position + "appoint/")
    director.get_by_label("Name or mail address").fill("Eve")
    press(director, "Find")
    director.get_by_role("link", name=re.compile("Eve Executive")).click()
    director.get_by_label("First day").fill("2004-07-01")
    director.get_by_label("How the position is filled").select_option("selection")
    director.get_by_label("Basis of merit and fitness").fill("First on the referral list.")
    choose(director, "No")
    press(director, "Appoint Eve Executive")
    expect(director.get_by_role("main")).to_contain_text("Eve Executive")

    # HR drafts the contract. One cent over the ceiling is refused by name; the ceiling itself is not.
    hr.goto(f"{site.url}/contracts/")
    hr.get_by_role("main").get_by_role("link", name="Prepare a contract").click()
    hr.get_by_role("main").get_by_role(
        "link", name=re.compile("Eve Executive|Director of Plant Industry")
    ).first.click()
    hr.get_by_label("First day of the contract").fill("2004-07-01")
    hr.get_by_label("Appointing authority", exact=True).select_option(label="Ada Superior")
    hr.get_by_label("Title of the appointing authority").fill("Deputy Commissioner")
    press(hr, "Begin the draft")
    hr.get_by_label(re.compile("^(Monthly s|S)alary")).first.fill("10,763.01")
    press(hr, "Add a project")
    project = hr.get_by_role("group", name="Project 1")
    project.get_by_label("Objective").fill("Open the new seed laboratory")
    project.get_by_label("Results").fill("Open by May 1, 2005")
    choose(hr, "Verbal discussion")
    hr.get_by_label("Day of the planning meeting").fill("2004-06-10")
    press(hr, "Save")
    expect(hr.get_by_role("main")).to_contain_text("CO-PAY-2")
    hr.get_by_label(re.compile("^(Monthly s|S)alary")).first.fill("10,763")
    press(hr, "Save and close")
    expect(hr.get_by_role("main")).not_to_contain_text("CO-PAY-2")
    contract = re.match(r".*/contracts/\d+/", hr.url).group()

    # The appointing authority proposes it; three people sign the same version, each by password.
    superior = enter("Ada Superior")
    superior.goto(contract)
    press(superior, "Propose")
    hashes = set()
    employee = enter("Eve Executive")
    for page in (employee, superior, director):
        page.goto(contract + "sign/")
        expect(page.get_by_role("main")).to_contain_text("$10,763 per month")
        hashes.add(page.locator("input[name=seen_hash]").get_attribute("value"))
        choose(page, re.compile("I consent to sign"))
        page.get_by_label("Your password").fill(PASSWORD)
        press(page, "Sign")
        expect(page.get_by_role("main")).to_contain_text("SHA-256")
    assert len(hashes) == 1
    hr.goto(contract)
    expect(hr.get_by_role("main")).to_contain_text("Signed")

    # The job runner prints and seals the executed copy; DPA/DHR acknowledges its copy.
    deadline = time.monotonic() + 90
    while True:
        answer = hr.request.get(contract + "executed.pdf")
        if answer.headers["content-type"] == "application/pdf":
            break
        assert time.monotonic() < deadline, "the executed copy was not printed within 90 seconds"
        time.sleep(1)
    executed = tmp_path / "executed.pdf"
    executed.write_bytes(answer.body())
    reviewer.goto(contract)
    reviewer.get_by_role("button", name=re.compile("^Acknowledge")).first.click()
    expect(reviewer.get_by_role("main")).to_contain_text("Received")

    # The auditor and the administrator see what is theirs to see.
    auditor = enter("Abe Auditor")
    auditor.goto(contract)
    expect(auditor.get_by_role("main")).to_contain_text("Received")
    administrator = enter("Amy Administrator")
    assert administrator.goto(contract).status == 404

    judge(executed, signed_hash=hashes.pop())
    assert "Whole: " in site.manage("verify_records")


def judge(executed: Path, *, signed_hash: str) -> None:
    """Text, pages, tags and seal of the executed copy, by tools that are not ours."""
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(executed).pages]
    assert len(pages) == 6
    assert "Senior Executive Service Contract" in pages[0]
    for words in (
        "Eve Executive",
        "Director of Plant Industry",
        "Agriculture",
        "10,763",
        "July 1, 2004",
        "June 30, 2005",
        "Salary for FY 04-05 may not exceed $10,763 per month.",
        "Ada Superior",
        "Dana Director",
        "June 15, 2004",
    ):
        assert words in pages[0]
    assert "CORE REQUIREMENTS" in pages[1]
    assert "SPECIAL PROJECTS AND EMPHASIS AREAS" in pages[2]
    assert "Open the new seed laboratory" in pages[2]
    assert "DATE OF EVALUATION" in pages[4] and "SES Form 1" in pages[4]
    assert signed_hash in pages[5].replace(" ", "")
    with pikepdf.open(executed) as pdf:
        assert pdf.Root.MarkInfo.Marked is not None and str(pdf.Root.Lang).lower().startswith("en")
        assert "/StructTreeRoot" in pdf.Root
        assert len(pdf.attachments) == 2
    for program in ("pdfsig", "qpdf"):
        if shutil.which(program) is None:
            lacking(program, install="poppler-utils and qpdf")
    said = subprocess.run(["pdfsig", str(executed)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said and "Total document signed" in said
    subprocess.run(["qpdf", "--check", str(executed)], check=True, capture_output=True)
