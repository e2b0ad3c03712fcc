"""Writing a contract in Chromium: saved while one types, moved with the keyboard, a session that ended, no scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.site import running
from tests.cast import PASSWORD

FILL = """
import django
django.setup()
from tests.cast import assemble
from tests.factories import DraftContractFactory, write, DRAFTED
cast = assemble()
draft = DraftContractFactory(cast=cast)
write(draft, by=cast.hr, on=DRAFTED, projects=[{"objective": n, "results": ""} for n in ("First", "Second", "Third")])
"""
EDIT = "/contracts/1/edit/"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site on May 17, 2004, with the small cast and one draft of three projects."""
    with running(tmp_path_factory.mktemp("site"), fill=["-c", FILL], today="2004-05-17") as site:
        yield site


@pytest.fixture
def write(chromium, site):
    """The page of the draft, in a browser of its own, signed in as HR."""
    contexts = []

    def _open(**options) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        page = sign_in(context, site.url, email="hal.resources@example.org", password=PASSWORD)
        page.goto(f"{site.url}{EDIT}")
        return page

    yield _open
    for context in contexts:
        context.close()


def objectives(page: Page) -> list[str]:
    return [page.get_by_label(f"Objective {number}", exact=True).input_value() for number in (1, 2, 3)]


def test_what_is_typed_is_saved_while_one_types(write):
    page = write()
    page.get_by_label("Performance basis").fill("Typed and left alone.")
    expect(page.locator("#saved")).to_have_text(re.compile(r"Saved \d"), timeout=15_000)
    page.reload()
    expect(page.get_by_label("Performance basis")).to_have_value("Typed and left alone.")


def test_save_waits_for_a_saving_under_way_and_nobody_is_taken_for_somebody_else(write, site):
    page = write()

    def slowly(route):
        if "then=go+on" in (route.request.post_data or ""):
            page.wait_for_timeout(1500)
        route.continue_()

    page.route(f"{site.url}{EDIT}", slowly)
    with page.expect_request(lambda request: "then=go+on" in (request.post_data or ""), timeout=15_000):
        page.get_by_label("Performance basis").fill("Saved twice at once.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text(re.compile("^Saved May 17, 2004"))).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Somebody else saved this contract")).to_have_count(0)
    expect(page.get_by_label("Performance basis")).to_have_value("Saved twice at once.")


def test_projects_are_moved_with_the_keyboard_alone(write):
    page = write(java_script_enabled=False)
    before = objectives(page)
    button = page.get_by_role("button", name="Move down project 1")
    button.focus()
    page.keyboard.press("Enter")
    moved = [before[1], before[0], *before[2:]]
    expect(page.get_by_label("Objective 1", exact=True)).to_have_value(moved[0])
    assert objectives(page) == moved
    page.get_by_role("button", name="Save", exact=True).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile("^Saved May 17, 2004"))).to_be_visible()
    assert objectives(page) == moved


def drag(page: Page, handle, row) -> None:
    """Take the handle, move it in steps as a hand does, and let go over the row."""
    row.evaluate("row => row.scrollIntoView()")
    here, there = handle.bounding_box(), row.bounding_box()
    page.mouse.move(here["x"] + 10, here["y"] + 8)
    page.mouse.down()
    page.mouse.move(here["x"] + 20, here["y"] - 30, steps=5)
    page.mouse.move(there["x"] + 40, there["y"] + 20, steps=8)
    page.mouse.up()


def test_a_project_is_dragged_to_another_place(write):
    page = write()
    before = objectives(page)
    rows = page.locator(".con-project")
    drag(page, rows.nth(2).locator(".con-handle"), rows.nth(1))
    expect(page.get_by_label("Objective 2", exact=True)).to_have_value(before[2])
    assert objectives(page) == [before[0], before[2], before[1]]


def test_text_outlives_a_session_that_ended(write, site):
    page = write()
    page.route("**" + EDIT, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Performance basis").fill("Typed while the line was down.")
    expect(page.locator("#saved")).to_contain_text("kept in this window", timeout=15_000)
    page.unroute("**" + EDIT)

    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_label("Email").fill("hal.resources@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="You were signed out while you wrote")).to_be_visible()
    expect(page.get_by_label("Performance basis")).to_have_value("Typed while the line was down.")
    expect(page.get_by_text("could not be saved")).to_have_count(0)  # one box offers it, not two
    page.reload()
    expect(page.get_by_text("could not be saved")).to_have_count(0)


def test_what_the_server_never_got_is_put_back_in_the_same_window(write):
    page = write()
    page.route("**" + EDIT, lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Performance basis").fill("Never arrived.")
    expect(page.locator("#saved")).to_contain_text("kept in this window", timeout=15_000)
    page.unroute("**" + EDIT)
    page.goto(page.url)
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_label("Performance basis")).to_have_value("Never arrived.")
