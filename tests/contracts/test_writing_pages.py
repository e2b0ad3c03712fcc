"""Writing a contract without scripts: the draft, its lines and projects, the line under the salary, a stale page."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts import terms, workflow
from contracts.models import Contract, SalaryDecision, Version
from tests.contracts.page import filled, said, words
from tests.factories import (
    DRAFTED,
    PROPOSED,
    DraftContractFactory,
    ProposedContractFactory,
    SignedContractFactory,
    at,
    write,
)

PROJECT = {"objective": "Open the two closed offices", "results": "Both open by May 1"}


def edit(contract) -> str:
    return reverse("contracts:edit", args=[contract.pk])


def counter(contract) -> str:
    return reverse("contracts:counter", args=[contract.pk])


def boxes(page) -> dict[str, str]:
    """What a browser would send from the page, one value for each box."""
    return {name: values[-1] if len(values) == 1 else values for name, values in filled(page).items()}


def projects(contract) -> list[tuple[str, str]]:
    return [(each["objective"], each["results"]) for each in terms.of(contract)["projects"]]


# ---- saving ----


def test_what_is_saved_is_what_was_typed(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {
        "monthly_salary": "$10,250.50",
        "division": "Division of Plants",
        "understanding": "objectives",
        "planning_met_on": "2004-05-20",
        "factors": ["market", "budget"],
        "performance_basis": "Exceeded most objectives.",
        "lines-credibility-0-text": "Answer auditors within ten days",
        "projects-1-objective": "Replace the paper intake",
        "projects-1-results": "In use in every region by June 1",
    }
    done = browser.post(edit(draft), sent)
    assert done["Location"] == edit(draft)
    assert "Saved May 17, 2004 at" in said(done)
    draft.refresh_from_db()
    assert (draft.monthly_salary, draft.division) == (Decimal("10250.50"), "Division of Plants")
    assert (draft.understanding, draft.planning_met_on.isoformat()) == ("objectives", "2004-05-20")
    assert terms.written(draft) == (
        {"customers": ["Waiting times are published every month"], "credibility": ["Answer auditors within ten days"]},
        [PROJECT, {"objective": "Replace the paper intake", "results": "In use in every region by June 1"}],
    )
    decision = SalaryDecision.objects.get(contract=draft)
    assert (decision.factors, decision.performance_basis) == (["market", "budget"], "Exceeded most objectives.")


def test_saving_twice_without_a_change_changes_nothing(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    before = terms.of(draft)
    browser.post(edit(draft), boxes(browser.get(edit(draft))))
    browser.post(edit(draft), boxes(browser.get(edit(draft))))
    draft.refresh_from_db()
    assert terms.of(draft) == before


def test_a_draft_over_the_ceiling_is_saved_and_says_so_without_a_script(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {"monthly_salary": "10,763.01"}
    page = browser.post(edit(draft), sent, follow=True)
    told = words(page)
    assert "Ceiling FY 2004-05: $10,763 per month." in told
    assert "Forbids: $10,763.01 per month is $0.01 above the ceiling" in told
    assert "What is missing before it can be proposed" in told


def test_save_and_close_leads_to_the_contract(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    done = browser.post(edit(draft), boxes(browser.get(edit(draft))) | {"then": "close"})
    assert done["Location"] == draft.get_absolute_url()


@pytest.mark.parametrize(
    ("field", "typed", "said_there"),
    [
        ("monthly_salary", "lots", "Write an amount in dollars"),
        ("monthly_salary", "0", "Write an amount above zero."),
        ("monthly_salary", "-5", "Write an amount above zero."),
        ("monthly_salary", "99999999999", "at most 10 digits"),
        ("monthly_salary", "1e3", "Write an amount in dollars"),
        ("monthly_salary", "10.763,00", "Write thousands with a comma"),
        ("monthly_salary", "١٠٧٦٣", "with the digits 0 to 9"),
        ("planning_met_on", "yesterday", "Write the month, day and year"),
        ("division", "x" * 151, "at most 150 characters"),
        ("division", "\u202eevil", "This cannot be printed"),
        ("lines-customers-0-text", "\U0001f4a9", "This cannot be printed"),
        ("projects-0-objective", "x" * 8001, "at most 8000 characters"),
        ("understanding", "telepathy", "Choose one of the list"),
        ("factors", "nephew", "nephew"),
        ("appointing_authority", "999999", "Choose one of the list"),
    ],
)
def test_bad_input_is_told_beside_the_field_and_nothing_is_saved(cast, draft, visit, field, typed, said_there):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {field: typed, "performance_basis": "Typed and kept."}
    page = browser.post(edit(draft), sent)
    assert page.status_code == 200
    told = words(page)
    assert said_there in told
    assert "Please look at this again. Nothing is saved yet" in told
    assert re.search(r'<div class="usa-alert[^>]*autofocus.*?<a href="#id_', page.content.decode(), flags=re.DOTALL)
    assert filled(page)["performance_basis"] == ["Typed and kept."]
    stood = draft.revision
    draft.refresh_from_db()
    assert draft.revision == stood


def test_what_is_posted_beside_the_fields_changes_nothing(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(browser.get(edit(draft))) | {
        "state": "signed",
        "starts_on": "2001-07-01",
        "ends_on": "2009-06-30",
        "employee": cast.stranger.pk,
        "department": cast.revenue.pk,
        "last_salary": "1",
        "lines-secret-0-text": "An area that there is not",
    }
    browser.post(edit(draft), sent)
    draft.refresh_from_db()
    assert (draft.state, draft.employee, draft.department) == ("draft", cast.executive, cast.agriculture)
    assert (draft.starts_on.isoformat(), draft.ends_on.isoformat()) == ("2004-07-01", "2005-06-30")
    assert "An area that there is not" not in str(terms.of(draft))
    assert SalaryDecision.objects.get(contract=draft).last_salary is None


def test_stored_markup_is_shown_as_text(cast, draft, visit):
    write(draft, by=cast.hr, on=DRAFTED, division="<script>alert(1)</script>")
    body = visit(cast.hr, on=DRAFTED).get(edit(draft)).content.decode()
    assert "<script>alert(1)" not in body
    assert "&lt;script&gt;alert(1)" in body


# ---- lines and projects by plain buttons ----


def press(browser, contract, change: str, **typed):
    return browser.post(edit(contract), boxes(browser.get(edit(contract))) | typed | {"change": change})


def test_adding_a_line_saves_nothing_and_keeps_what_was_typed(cast, draft, visit):
    page = press(visit(cast.hr, on=DRAFTED), draft, "add customers", monthly_salary="not yet", division="Typed")
    form = filled(page)
    assert form["lines-customers-0-text"] == ["Waiting times are published every month"]
    assert form["lines-customers-1-text"] == [""]
    assert (form["monthly_salary"], form["division"]) == (["not yet"], ["Typed"])
    assert "Please look at this again" not in words(page)
    stood = draft.revision
    draft.refresh_from_db()
    assert draft.revision == stood


def test_removing_a_line_is_saved_with_the_next_save(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    page = press(browser, draft, "remove customers 0")
    assert "lines-customers-0-text" not in filled(page)
    browser.post(edit(draft), boxes(page))
    assert terms.written(draft)[0] == {}


def test_projects_are_moved_up_and_down(cast, visit):
    draft = DraftContractFactory(cast=cast)
    write(draft, by=cast.hr, on=DRAFTED, projects=[{"objective": name, "results": name.lower()} for name in "ABC"])
    browser = visit(cast.hr, on=DRAFTED)
    browser.post(edit(draft), boxes(press(browser, draft, "up projects 2")))
    assert projects(draft) == [("A", "a"), ("C", "c"), ("B", "b")]
    browser.post(edit(draft), boxes(press(browser, draft, "down projects 0")))
    assert projects(draft) == [("C", "c"), ("A", "a"), ("B", "b")]
    browser.post(edit(draft), boxes(press(browser, draft, "remove projects 1")))
    assert projects(draft) == [("C", "c"), ("B", "b")]


@pytest.mark.parametrize(
    "change",
    ["up projects 0", "down projects 0", "remove projects 77", "add secrets", "drop table", "add projects 3 4"],
)
def test_a_button_that_there_is_not_changes_nothing(cast, draft, visit, change):
    page = press(visit(cast.hr, on=DRAFTED), draft, change)
    assert page.status_code == 200
    assert filled(page)["projects-0-objective"] == [PROJECT["objective"]]
    assert "projects-1-objective" not in filled(page)


def test_the_cursor_goes_on_where_the_button_was(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)

    def focused(page) -> list[str]:
        return re.findall(r"<(?:textarea|button)[^>]*autofocus[^>]*>", page.content.decode())

    (added,) = focused(press(browser, draft, "add projects"))
    assert 'name="projects-1-objective"' in added
    (left,) = focused(press(browser, draft, "remove customers 0"))
    assert 'value="add customers"' in left
    assert focused(browser.get(edit(draft))) == []


def test_what_is_left_empty_is_not_kept(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    sent = boxes(press(browser, draft, "add projects")) | {"lines-other-0-text": "   "}
    browser.post(edit(draft), sent)
    assert projects(draft) == [tuple(PROJECT.values())]
    assert "other" not in terms.written(draft)[0]


def test_enter_saves_instead_of_moving_something(cast, draft, visit):
    """The first button of a form is what Enter presses."""
    body = visit(cast.hr, on=DRAFTED).get(edit(draft)).content.decode()
    form = body[body.index('id="writing"') :]
    first = form[form.index("<button") :]
    assert first[: first.index("</button>")].endswith(">Save")


# ---- a stale page ----


def test_a_stale_page_shows_what_was_typed_and_what_stands_now(cast, draft, visit):
    browser = visit(cast.hr, on=DRAFTED)
    typed = boxes(browser.get(edit(draft))) | {"monthly_salary": "9,700", "projects-0-results": "Both open by April 1"}
    draft.refresh_from_db()
    write(draft, by=cast.superior, on=DRAFTED, monthly_salary=Decimal("9800"))

    page = browser.post(edit(draft), typed)

    told = words(page)
    assert "Somebody else saved this contract while you were writing" in told
    assert filled(page)["monthly_salary"] == ["9,700"]
    assert "$9,800" in told and "$9,700" in told
    assert "April" in told
    assert "Salary: Take what stands now" in told
    draft.refresh_from_db()
    assert draft.monthly_salary == Decimal("9800.00")

    browser.post(edit(draft), boxes(page))
    draft.refresh_from_db()
    assert draft.monthly_salary == Decimal("9700.00")


def test_what_was_typed_is_kept_when_the_draft_was_proposed_meanwhile(cast, draft, visit):
    browser = visit(cast.hr, on=PROPOSED)
    typed = boxes(browser.get(edit(draft))) | {"monthly_salary": "9,700"}
    workflow.propose(draft, by=cast.superior, on=PROPOSED, at=at(PROPOSED))
    page = browser.post(edit(draft), typed)
    assert page.status_code == 200
    assert "not possible now: it is proposed" in words(page)
    assert filled(page)["monthly_salary"] == ["9,700"]
    draft.refresh_from_db()
    assert draft.monthly_salary == Decimal("9500.00")


@pytest.mark.parametrize("who", ["executive", "reviewer", "auditor"])
def test_who_only_reads_a_proposed_contract_cannot_write_it(cast, proposed, visit, who):
    browser = visit(getattr(cast, who), on=PROPOSED)
    for answer in (browser.get(edit(proposed)), browser.post(edit(proposed), {"monthly_salary": "1"})):
        assert answer["Location"] == proposed.get_absolute_url()
    assert Contract.unscoped.get().monthly_salary == Decimal("9500.00")


# ---- the line under the salary ----


def check(browser, contract, typed: str) -> str:
    answer = browser.post(reverse("contracts:salary_check", args=[contract.pk]), {"monthly_salary": typed})
    assert answer.status_code == 200
    return words(answer)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("9,500", "Ceiling FY 2004-05: $10,763 per month. $9,500 is $1,263 below."),
        ("10763", "Ceiling FY 2004-05: $10,763 per month. $10,763 is the ceiling."),
        ("", "Ceiling FY 2004-05: $10,763 per month."),
        ("lots", "Write an amount in dollars, such as 9,500 or 9,500.50."),
    ],
)
def test_the_line_says_how_far_the_salary_is_from_the_ceiling(cast, draft, visit, typed, line):
    assert line in check(visit(cast.hr, on=DRAFTED), draft, typed)


def test_the_line_refuses_by_the_rule_that_the_act_obeys(cast, draft, visit):
    assert "Forbids: $10,763.01 per month is $0.01 above the ceiling" in check(
        visit(cast.hr, on=DRAFTED), draft, "10763.01"
    )


def test_without_a_ceiling_the_line_says_that_nothing_can_be_judged(cast, visit):
    last = SignedContractFactory(cast=cast)
    draft = workflow.start(
        last.position,
        starts_on=last.ends_on.replace(month=7, day=1),
        appointing_authority=cast.superior,
        appointing_authority_title="Deputy Commissioner",
        by=cast.hr,
        on=PROPOSED,
    )
    assert "No ceiling has been published for FY 2005-06" in check(visit(cast.hr, on=PROPOSED), draft, "9,500")


# ---- asking for a change ----


def test_the_employee_asks_for_other_terms(cast, proposed, visit):
    browser = visit(cast.executive, on=PROPOSED)
    page = browser.get(counter(proposed))
    sent = boxes(page) | {"monthly_salary": "9,900", "note": "The market pays more.", "projects-0-results": "By June 1"}
    done = browser.post(counter(proposed), sent)
    assert done["Location"] == proposed.get_absolute_url()
    asked = Version.unscoped.get(number=2)
    assert asked.is_counter
    assert (asked.terms["monthly_salary"], asked.note) == ("9900", "The market pays more.")
    assert asked.terms["projects"] == [{"objective": PROJECT["objective"], "results": "By June 1"}]
    assert "Nothing is agreed until it answers" in said(done)


def test_a_change_without_words_is_refused_and_what_was_typed_stays(cast, proposed, visit):
    browser = visit(cast.executive, on=PROPOSED)
    page = browser.post(counter(proposed), boxes(browser.get(counter(proposed))) | {"monthly_salary": "9,900"})
    assert "Write what you ask for and why." in words(page)
    assert filled(page)["monthly_salary"] == ["9,900"]
    assert Version.unscoped.count() == 1


def test_nobody_answers_a_version_they_have_not_read(cast, visit):
    contract = ProposedContractFactory(cast=cast)
    browser = visit(cast.executive, on=PROPOSED)
    typed = boxes(browser.get(counter(contract))) | {"note": "More."}
    workflow.revise(contract, by=cast.hr, on=PROPOSED)
    workflow.propose(contract, by=cast.hr, on=PROPOSED, at=at(PROPOSED, 15))
    page = browser.post(counter(contract), typed)
    assert "Another version has been proposed since you opened this page" in words(page)
    assert filled(page)["note"] == ["More."]
    assert Version.unscoped.count() == 2
