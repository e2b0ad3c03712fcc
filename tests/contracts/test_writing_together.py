"""Writing a draft with others and over time: saved while one types, two who write, a session that ended, the order."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from contracts import terms, workflow
from contracts.models import Contract, Version
from records.models import Event
from tests.contracts.page import filled, said, words
from tests.factories import DRAFTED, PROPOSED, DraftContractFactory, ProposedContractFactory, at, write


def edit(contract) -> str:
    return reverse("contracts:edit", args=[contract.pk])


def boxes(page) -> dict[str, str]:
    return {name: values[-1] if len(values) == 1 else values for name, values in filled(page).items()}


@pytest.fixture
def draft(cast):
    """A draft with two added lines and three projects."""
    draft = DraftContractFactory(cast=cast)
    projects = [{"objective": name, "results": ""} for name in ("First", "Second", "Third")]
    write(draft, by=cast.hr, on=DRAFTED, lines={"customers": ["Line one", "Line two"]}, projects=projects)
    draft.refresh_from_db()
    return draft


# ---- saved while one types ----


def go_on(browser, draft, sent):
    return browser.post(edit(draft), sent | {"then": "go on"})


def test_what_is_typed_is_saved_without_a_new_page(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {"monthly_salary": "10,000"}
    told = go_on(browser, draft, sent).json()
    assert re.fullmatch(r"Saved \d{1,2}:\d\d [ap]\.m\.", told["saved"])
    assert told["revision"] == draft.revision + 1
    assert "$ 10,000 /per month" in " ".join(told["preview"].split())
    assert "Nothing stands in the way of what is saved." in told["missing"]
    draft.refresh_from_db()
    assert (str(draft.monthly_salary), draft.revision) == ("10000.00", told["revision"])


def test_saving_what_is_saved_already_changes_nothing_and_records_nothing(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft)))
    before = Event.unscoped.count()
    assert "saved" in go_on(browser, draft, sent).json()
    revision = draft.revision
    draft.refresh_from_db()
    assert (draft.revision, Event.unscoped.count()) == (revision, before)


def test_what_cannot_be_saved_is_told_where_one_types(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {"monthly_salary": "1e3"}
    assert go_on(browser, draft, sent).json()["trouble"].startswith("Not saved yet: Salary: Write an amount")


def test_a_stale_page_is_told_while_one_types(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {"monthly_salary": "9,700"}
    write(draft, by=cast.superior, on=DRAFTED, revision=draft.revision)
    assert "Somebody else saved this contract" in go_on(browser, draft, sent).json()["trouble"]


# ---- two who write ----


def test_two_who_have_it_open_are_told_of_each_other(cast, draft, visit):
    first = visit(cast.hr, on=DRAFTED).get(edit(draft))
    assert "Also has this draft open" not in words(first)
    second = visit(cast.superior, on=DRAFTED).get(edit(draft))
    assert f"Also has this draft open: {cast.hr.name} (last seen " in words(second)
    browser = visit(cast.hr, on=DRAFTED)
    assert cast.superior.name in go_on(browser, draft, boxes(first)).json()["others"]


def test_who_saves_and_closes_has_it_open_no_longer(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    browser.post(edit(draft), boxes(browser.get(edit(draft))) | {"then": "close"})
    assert "Also has this draft open" not in words(visit(cast.superior, on=DRAFTED).get(edit(draft)))


@pytest.fixture
def stale(cast, draft, visit):
    """HR typed over what the superior saved meanwhile; the page that shows both, in HR's browser."""
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {
        "monthly_salary": "9,700",
        "lines-customers-0-text": "Line of HR",
        "projects-2-objective": "Project of HR",
    }
    write(
        draft,
        by=cast.superior,
        on=DRAFTED,
        lines={"customers": ["Line one", "Line of the superior"]},
        projects=[{"objective": "Project of the superior", "results": ""}],
    )
    return browser, browser.post(edit(draft), sent)


def test_both_texts_are_shown_and_each_part_can_be_chosen(stale):
    _, page = stale
    told = words(page)
    assert "superior" in told
    for part in ("Salary", "Added lines, customers", "Special projects"):
        assert f"{part}: Take what stands now" in told
    assert told.count("Keep both of") == 2
    assert filled(page)["monthly_salary"] == ["9,700"]


def test_a_part_is_taken_from_what_stands_and_the_rest_stays_as_typed(cast, draft, stale):
    browser, page = stale
    page = browser.post(edit(draft), boxes(page) | {"change": "theirs monthly_salary"})
    assert filled(page)["monthly_salary"] == ["9,500"]
    assert filled(page)["projects-2-objective"] == ["Project of HR"]
    page = browser.post(edit(draft), boxes(page) | {"change": "theirs projects"})
    assert filled(page)["projects-0-objective"] == ["Project of the superior"]
    assert "projects-1-objective" not in filled(page)


def test_both_lines_and_projects_are_kept_and_nothing_twice(cast, draft, stale):
    browser, page = stale
    page = browser.post(edit(draft), boxes(page) | {"change": "both customers"})
    page = browser.post(edit(draft), boxes(page) | {"change": "both projects"})
    browser.post(edit(draft), boxes(page))
    lines, projects = terms.written(draft)
    assert lines["customers"] == ["Line one", "Line of the superior", "Line of HR", "Line two"]
    assert [each["objective"] for each in projects] == ["Project of the superior", "First", "Second", "Project of HR"]


@pytest.mark.parametrize("change", ["theirs revision", "theirs secret", "both nothing", "theirs csrfmiddlewaretoken"])
def test_a_choice_that_there_is_not_changes_nothing(draft, stale, change):
    browser, page = stale
    again = browser.post(edit(draft), boxes(page) | {"change": change})
    assert again.status_code == 200
    assert filled(again)["monthly_salary"] == ["9,700"]


# ---- a session that ended ----


def test_text_sent_after_the_session_ended_is_offered_back_after_signing_in(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {"monthly_salary": "9,876", "projects-0-objective": "Typed at night"}
    browser.logout()
    answer = browser.post(edit(draft), sent)
    assert answer["Location"].endswith(f"?next={edit(draft)}")
    draft.refresh_from_db()
    assert str(draft.monthly_salary) == "9500.00"

    browser.force_login(cast.hr)
    page = browser.get(edit(draft))
    assert "You were signed out while you wrote" in words(page)
    assert "It is not saved yet" in words(page)
    assert filled(page)["monthly_salary"] == ["9,876"]
    assert filled(page)["projects-0-objective"] == ["Typed at night"]

    browser.post(edit(draft), boxes(page))
    draft.refresh_from_db()
    assert str(draft.monthly_salary) == "9876.00"
    assert "You were signed out" not in words(browser.get(edit(draft)))


def test_nobody_else_who_signs_in_there_sees_it(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {"monthly_salary": "9,876"}
    browser.logout()
    browser.post(edit(draft), sent)
    browser.force_login(cast.superior)
    page = browser.get(edit(draft))
    assert "You were signed out" not in words(page) and "9,876" not in words(page)


def test_it_can_be_thrown_away(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {"monthly_salary": "9,876"}
    browser.logout()
    browser.post(edit(draft), sent)
    browser.force_login(cast.hr)
    browser.post(edit(draft), boxes(browser.get(edit(draft))) | {"change": "discard"})
    assert filled(browser.get(edit(draft)))["monthly_salary"] == ["9,500"]


@pytest.mark.parametrize("mark", ["", "7", "7:forged:mark"])
def test_a_page_that_is_not_ours_is_not_kept(cast, draft, visit, mark):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {"writer": mark}
    browser.logout()
    browser.post(edit(draft), sent)
    browser.force_login(cast.hr)
    assert "You were signed out" not in words(browser.get(edit(draft)))


def test_what_the_employee_asks_for_is_kept_too(cast, visit):
    contract = ProposedContractFactory(cast=cast)
    address = reverse("contracts:counter", args=[contract.pk])
    browser = visit(cast.executive, on=PROPOSED)
    sent = boxes(browser.get(address)) | {"note": "The market pays more."}
    browser.logout()
    browser.post(address, sent)
    browser.force_login(cast.executive)
    assert filled(browser.get(address))["note"] == ["The market pays more."]
    assert Version.unscoped.count() == 1


def test_a_page_with_the_token_of_an_old_session_is_shown_again_with_its_text(cast, draft, settings):
    from django.test import Client

    settings.TRAINING_DAY = DRAFTED
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.hr)
    sent = boxes(browser.get(edit(draft))) | {"monthly_salary": "9,876"}
    answer = browser.post(edit(draft), sent | {"csrfmiddlewaretoken": "x" * 64})
    assert answer["Location"] == edit(draft)
    assert filled(browser.get(edit(draft)))["monthly_salary"] == ["9,876"]
    refused = browser.post(edit(draft), sent | {"csrfmiddlewaretoken": "x" * 64, "writer": ""})
    assert refused.status_code == 403


def test_a_page_that_was_left_open_for_two_days_is_not_taken(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {"monthly_salary": "9,876"}
    browser.logout()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        browser.post(edit(draft), sent)
    browser.force_login(cast.hr)
    assert "You were signed out" not in words(browser.get(edit(draft)))


# ---- the order ----


def test_lines_are_moved_by_plain_buttons(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    page = browser.get(edit(draft))
    assert "Move down added objective 1 of CUSTOMERS" in words(page)
    browser.post(edit(draft), boxes(browser.post(edit(draft), boxes(page) | {"change": "down customers 0"})))
    assert terms.written(draft)[0]["customers"] == ["Line two", "Line one"]


@pytest.mark.parametrize(
    ("change", "order"),
    [
        ("move projects 2 0", ["Third", "First", "Second"]),
        ("move projects 0 2", ["Second", "Third", "First"]),
        ("move projects 0 99", ["Second", "Third", "First"]),
        ("move projects 1 1", ["First", "Second", "Third"]),
        ("move projects 1", ["First", "Second", "Third"]),
        ("up projects 1 2", ["First", "Second", "Third"]),
    ],
)
def test_dragging_sends_where_from_and_where_to(cast, draft, visit, change, order):
    browser = visit(cast.hr, on=DRAFTED)
    page = browser.post(edit(draft), boxes(browser.get(edit(draft))) | {"change": change})
    assert [filled(page)[f"projects-{number}-objective"] for number in range(3)] == [[each] for each in order]


# ---- why the planning meeting was later, the preview, comments ----


def test_why_the_planning_meeting_was_later_has_its_box_and_settles_the_flag(cast, draft, visit):
    write(draft, by=cast.hr, on=DRAFTED, planning_met_on=draft.starts_on)
    browser = visit(cast.hr, on=DRAFTED)
    page = browser.get(edit(draft))
    assert "Say why it was later." in words(page)
    page = browser.post(edit(draft), boxes(page) | {"planning_late_reason": "The director was away."}, follow=True)
    assert "Why it was later is recorded." in words(page)
    assert "Say why it was later." not in words(page)
    assert terms.of(Contract.unscoped.get())["planning_late_reason"] == "The director was away."


def test_page_1_is_shown_as_it_will_print(cast, draft, visit):
    told = words(visit(cast.hr, on=DRAFTED).get(edit(draft)))
    preview = told[told.index("Page 1 as it will print") :]
    assert "Employee: Eve Executive" in preview
    assert "Salary: $ 9,500 /per month" in preview
    assert "Contract Term: July 1, 2004 – June 30, 2005" in preview
    assert "may not exceed $10,763 per month" in preview


def test_comments_on_what_was_proposed_stand_beside_the_next_draft(cast, visit):
    contract = ProposedContractFactory(cast=cast)
    workflow.comment(contract, text="Is the second office to open?", by=cast.executive, on=PROPOSED, at=at(PROPOSED))
    workflow.revise(contract, by=cast.hr, on=PROPOSED)
    assert "Is the second office to open?" in words(visit(cast.hr, on=PROPOSED).get(edit(contract)))


def test_the_page_asks_the_database_as_often_whatever_is_written(cast, draft, visit, django_assert_max_num_queries):
    browser = visit(cast.hr, on=DRAFTED)
    browser.get(edit(draft))
    with django_assert_max_num_queries(30):
        browser.get(edit(draft))
    assert said(browser.get(edit(draft))) == ""
