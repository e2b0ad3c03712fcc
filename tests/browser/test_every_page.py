"""Every page, as every office that may see it: no axe violation, and no sideways scrolling at 320 pixels.

The pages are found as a person finds them: by following links from the desk of each office of the demonstration.
"""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

from ses_admin.demonstration.people import PASSWORD
from tests.browser.conftest import sign_in
from tests.browser.site import running

OFFICES = (
    "Employee",
    "Department HR",
    "Department director",
    "Appointing authority",
    "DPA/DHR reviewer",
    "State Personnel Director",
    "Auditor",
    "Administrator",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "section508", "best-practice"]
SEARCHES = ("/search/?words=director", "/search/?words=nowhere")  # no link leads there: somebody types
OF_A_KIND = 3  # pages looked at for each kind of address: a list, a thing in each of some states
NOT_PAGES = re.compile(r"/(admin|static)/|\.(pdf|csv|xlsx|txt|docx|ics)$")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The demonstration, running."""
    with running(tmp_path_factory.mktemp("demonstration"), fill=["manage.py", "demo"]) as site:
        yield site


def kind(path: str) -> str:
    """The kind of page behind an address: numbers and names of departments do not matter."""
    path = re.sub(r"/departments/[^/]+/", "/departments/-/", path)
    return re.sub(r"\d+", "-", path)


def addresses(page) -> list[str]:
    """The addresses that this page leads to, on this site."""
    links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    here = urlsplit(page.url)
    paths = [urlsplit(link).path for link in links if urlsplit(link).netloc == here.netloc]
    return [path for path in dict.fromkeys(paths) if not NOT_PAGES.search(path)]


def mail_address(chromium, site, office: str) -> str:
    """Whom the sign-in page offers for this office."""
    page = chromium.new_page()
    page.goto(f"{site.url}/account/login/")
    row = page.get_by_role("row").filter(has=page.get_by_role("cell", name=office, exact=True))
    if row.count() == 0:
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=office, exact=True))
    text = row.first.inner_text()
    page.close()
    return re.search(r"[\w.]+@[\w.]+", text).group()


def look_at(page, office: str) -> list[str]:
    """What is wrong with the page as it stands, in sentences."""
    wrong = []
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
    for violation in results.response["violations"]:
        nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
        wrong.append(f"{office} {page.url}: {violation['id']}: {violation['help']}: {nodes}")
    if not page.title().strip() or page.locator("h1").count() != 1:
        wrong.append(f"{office} {page.url}: needs a title and one h1")
    page.set_viewport_size({"width": 320, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > 320:
        wrong.append(f"{office} {page.url}: {wide} pixels wide on a screen of 320")
    page.set_viewport_size({"width": 1280, "height": 900})
    return wrong


@pytest.mark.parametrize("office", OFFICES)
def test_every_page_this_office_reaches_is_accessible_and_narrow(chromium, site, office):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = sign_in(context, site.url, email=mail_address(chromium, site, office), password=PASSWORD)
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(f"{office} {page.url}: script error: {error}"))
    page.on(
        "console",
        lambda said: trouble.append(f"{office} {page.url}: {said.text}") if said.type == "error" else None,
    )
    waiting, seen, looked = ["/", *SEARCHES], {"/"}, {}
    while waiting:
        path = waiting.pop(0)
        if looked.get(kind(path), 0) >= OF_A_KIND:
            continue
        looked[kind(path)] = looked.get(kind(path), 0) + 1
        try:
            response = page.goto(site.url + path)
        except Error as answer:
            if "Download is starting" in str(answer):
                continue
            raise
        if response.status >= 400:
            trouble.append(f"{office} {path}: answered {response.status}, and a link leads there")
            continue
        trouble += look_at(page, office)
        for found in addresses(page):
            if found not in seen:
                seen.add(found)
                waiting.append(found)
    context.close()
    assert trouble == []
    assert len(looked) >= 6, f"{office} reached only {sorted(looked)}"


def test_the_pages_before_signing_in_are_accessible_and_narrow(chromium, site):
    page = chromium.new_page()
    trouble = []
    for path in ("/account/login/", "/account/password/reset/", "/nothing-here/"):
        page.goto(site.url + path)
        trouble += look_at(page, "Signed out")
    page.close()
    assert trouble == []
