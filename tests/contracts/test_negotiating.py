"""What is said about a proposed version: comments, what the employee asks for, revising, and declining."""

from decimal import Decimal

import pytest

from contracts import terms, workflow
from contracts.models import Comment, Contract, SalaryDecision, Version
from records.models import Event, Message
from tests import cast as cast_module
from tests.contracts.stories import everybody_but, last_event, letters, refused
from tests.factories import (
    PROPOSED,
    SIGNED,
    DeclinedContractFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    at,
    sign,
    write,
)


def comment(contract, by, text="What does “public” mean in the second line?"):
    return workflow.comment(contract, text=text, by=by, on=SIGNED, at=at(SIGNED))


def ask(contract, by, *, salary="9900", note="The office I leave pays more.", **changed):
    asked = {
        "lines": {"customers": ["Waiting times are published every quarter"]},
        "projects": [{"objective": "Open one of the two closed offices", "results": "Open by May 1"}],
        **changed,
    }
    return workflow.counter(
        contract, monthly_salary=Decimal(salary), note=note, by=by, on=SIGNED, at=at(SIGNED), **asked
    )


# --- comments


def test_those_who_sign_and_hr_comment_on_the_proposed_version(cast, proposed):
    offices = {
        cast.executive: "Employee",
        cast.superior: "Appointing authority",
        cast.director: "Department director",
        cast.hr: "Department HR",
    }
    for person, office in offices.items():
        written = comment(proposed, person)
        assert (written.version, written.author, written.office) == (proposed.proposed_version, person, office)
        assert (written.written_on, written.written_at) == (SIGNED, at(SIGNED))
        event = last_event(proposed)
        assert (event.verb, event.start, event.end, event.office) == ("comment", "proposed", "proposed", office)


def test_nobody_else_comments(cast, proposed):
    for person in everybody_but(cast, "executive", "superior", "director", "hr"):
        with refused(words="This takes the office of"):
            comment(proposed, person)


def test_a_comment_says_something_about_something_proposed(cast, proposed):
    with refused(words="Write the comment"):
        comment(proposed, cast.executive, text=" \n")
    workflow.revise(proposed, by=cast.hr, on=SIGNED)
    with refused(words="not possible now: it is draft"):
        comment(proposed, cast.hr)


def test_a_comment_after_a_counter_proposal_is_about_the_version_that_is_proposed(cast, proposed):
    ask(proposed, cast.executive)
    written = comment(proposed, cast.hr)
    assert written.version.number == 1
    assert last_event(proposed).words == "Commented on version 1"


# --- asking for a change


def test_the_employee_asks_for_a_change_which_is_a_version_nobody_can_sign(cast, proposed):
    asked = ask(proposed, cast.executive)

    proposed.refresh_from_db()
    assert (asked.number, asked.is_counter, asked.document, asked.sha256) == (2, True, None, "")
    assert (proposed.state, proposed.version_number, proposed.proposed_version.number) == ("proposed", 2, 1)
    assert asked.terms["monthly_salary"] == "9900"
    assert asked.terms["areas"][0]["lines"][-1] == "Waiting times are published every quarter"
    assert [len(area["lines"]) for area in asked.terms["areas"]] == [6, 6, 5, 3]
    assert asked.terms["employee"] == "Eve Executive"
    event = last_event(proposed)
    assert (event.verb, event.office, event.start, event.end) == ("counter", "Employee", "proposed", "proposed")
    subject = "An executive asks for a change to a contract"
    assert set(letters()[1:]) == {(name, subject) for name in ("Dana Director", "Hal Resources", "Ada Superior")}


def test_only_the_employee_asks_for_a_change(cast, proposed):
    for person in everybody_but(cast, "executive"):
        with refused(words="This takes the office of Employee"):
            ask(proposed, person)


def test_a_change_is_asked_for_in_words_and_with_a_salary_above_zero(cast, proposed):
    with refused(words="Write what you ask for and why"):
        ask(proposed, cast.executive, note="")
    with refused("CO-CON-3"):
        ask(proposed, cast.executive, salary="0")


def test_each_request_is_a_version_of_its_own_even_from_a_stale_page(cast, proposed):
    in_hand = Contract.unscoped.get(pk=proposed.pk)
    ask(proposed, cast.executive)
    assert ask(in_hand, cast.executive, salary="9800").number == 3


def test_the_proposed_version_can_still_be_signed_after_a_request(cast, proposed):
    ask(proposed, cast.executive)
    (signature,) = sign(proposed, cast.executive)
    assert signature.version.number == 1


def test_who_has_signed_neither_asks_for_a_change_nor_declines(cast):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee",))
    with refused(words="You have signed this version"):
        ask(contract, cast.executive)
    with refused(words="You have signed this version"):
        workflow.decline(contract, reason="Second thoughts.", by=cast.executive, on=SIGNED)


# --- revising


@pytest.mark.parametrize("office", ["hr", "superior", "director"])
def test_the_department_takes_a_proposed_contract_back(cast, proposed, office):
    workflow.revise(proposed, by=getattr(cast, office), on=SIGNED)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.proposed_version) == ("draft", None)
    event = last_event(proposed)
    assert (event.verb, event.start, event.end) == ("revise", "proposed", "draft")
    assert Version.unscoped.count() == 1


def test_the_employee_is_told_why_the_contract_is_gone_and_led_nowhere(cast, proposed):
    workflow.revise(proposed, by=cast.hr, on=SIGNED)
    told = Message.unscoped.filter(to=cast.executive).latest("pk")
    assert (told.subject, told.path) == ("Your performance contract is being revised", "")


def test_nobody_else_takes_a_contract_back(cast, proposed):
    for person in everybody_but(cast, "hr", "superior", "director"):
        with refused(words="This takes the office of"):
            workflow.revise(proposed, by=person, on=SIGNED)


def test_a_contract_is_taken_back_once(cast, proposed):
    workflow.revise(proposed, by=cast.hr, on=SIGNED)
    with refused(words="not possible now: it is draft"):
        workflow.revise(proposed, by=cast.director, on=SIGNED)


def test_a_draft_can_begin_from_what_the_employee_asked_for(cast, proposed):
    asked = ask(proposed, cast.executive)

    workflow.revise(proposed, take=asked, by=cast.hr, on=SIGNED)

    proposed.refresh_from_db()
    now = terms.of(proposed)
    assert proposed.monthly_salary == Decimal("9900")
    assert (now["areas"], now["projects"]) == (asked.terms["areas"], asked.terms["projects"])


def test_a_version_of_another_contract_is_not_taken(cast, proposed):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.other_executive)
    other = ProposedContractFactory(cast=cast, position=position, monthly_salary=Decimal("10700"))
    with refused(words="one of another contract"):
        workflow.revise(proposed, take=other.proposed_version, by=cast.hr, on=SIGNED)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.monthly_salary) == ("proposed", Decimal("9500"))


def test_the_page_that_was_open_before_the_revision_saves_nothing(cast, proposed):
    before = proposed.revision
    workflow.revise(proposed, by=cast.hr, on=SIGNED)
    with refused(words="Somebody else saved this contract"):
        write(proposed, by=cast.superior, on=SIGNED, revision=before)


# --- declining


def test_the_employee_declines_with_reasons(cast, proposed):
    workflow.decline(proposed, reason="The salary is too low.", by=cast.executive, on=SIGNED)

    proposed.refresh_from_db()
    assert (proposed.state, proposed.declined_reason) == ("declined", "The salary is too low.")
    event = last_event(proposed)
    assert (event.verb, event.start, event.end, event.office) == ("decline", "proposed", "declined", "Employee")
    assert event.facts["reason"] == "The salary is too low."
    subject = "An executive declines to sign a contract"
    assert set(letters()[1:]) == {(name, subject) for name in ("Dana Director", "Hal Resources", "Ada Superior")}


def test_nobody_declines_for_the_employee(cast, proposed):
    for person in everybody_but(cast, "executive"):
        with refused(words="This takes the office of Employee"):
            workflow.decline(proposed, reason="They would not want it.", by=person, on=SIGNED)


def test_reasons_are_owed_and_declining_is_done_once(cast, proposed):
    with refused(words="Write why you decline"):
        workflow.decline(proposed, reason=" ", by=cast.executive, on=SIGNED)
    workflow.decline(proposed, reason="The salary is too low.", by=cast.executive, on=SIGNED)
    with refused(words="not possible now: it is declined by the employee"):
        workflow.decline(proposed, reason="Still too low.", by=cast.executive, on=SIGNED)
    for person in (cast.executive, cast.superior, cast.director):
        with refused(words="not possible now: it is declined"):
            sign(proposed, person)


def test_a_declined_contract_can_be_revised_and_proposed_again(cast):
    contract = DeclinedContractFactory(cast=cast)
    workflow.revise(contract, by=cast.superior, on=SIGNED)
    write(contract, by=cast.superior, on=SIGNED, monthly_salary=Decimal("10000"))
    workflow.propose(contract, by=cast.superior, on=SIGNED, at=at(SIGNED))

    contract.refresh_from_db()
    assert (contract.state, contract.version_number, contract.declined_reason) == ("proposed", 2, "")
    assert Event.unscoped.filter(verb="decline", facts__reason="The salary is too low.").exists()


def test_another_person_named_in_the_next_version_does_not_act_on_this_one(cast, proposed):
    cast_module.holds(cast.stranger, "appointing_authority", cast.agriculture)
    with refused(words="This takes the office of"):
        comment(proposed, cast.stranger)
    workflow.revise(proposed, by=cast.hr, on=PROPOSED)
    write(proposed, by=cast.hr, on=PROPOSED, appointing_authority=cast.stranger)
    workflow.propose(proposed, by=cast.stranger, on=PROPOSED, at=at(PROPOSED))
    assert comment(proposed, cast.stranger).office == "Appointing authority"
    assert Comment.objects.count() == SalaryDecision.objects.count() == 1
