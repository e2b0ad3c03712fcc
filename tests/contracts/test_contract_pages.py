"""The page of one contract in every state: where it stands, what can be done, what is kept; and its short acts."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership
from contracts import workflow
from contracts.models import Comment, ContractCopy, Version
from tests.contracts.page import buttons, filled, said, words
from tests.factories import (
    PROPOSED,
    SIGNED,
    DeclinedContractFactory,
    DraftContractFactory,
    ProposedContractFactory,
    ReturnedCopyFactory,
    at,
    write,
)


def address(name: str, contract, *more) -> str:
    return reverse(f"contracts:{name}", args=[contract.pk, *more])


def page_of(browser, contract):
    return browser.get(contract.get_absolute_url())


def ask_for_more(contract, cast, salary="9900.00"):
    return workflow.counter(
        contract,
        monthly_salary=Decimal(salary),
        lines={},
        projects=contract.proposed_version.terms["projects"],
        note="The market pays more.",
        by=cast.executive,
        on=PROPOSED,
        at=at(PROPOSED, 11),
    )


# ---- draft ----


def test_a_complete_draft_can_be_proposed_from_its_page(cast, draft, visit):
    page = page_of(visit(cast.hr, on=PROPOSED), draft)
    told = "Draft begun May 17, 2004 · waits for the department to finish and propose it · due June 30, 2004"
    assert told in words(page)
    assert buttons(page) == ["Propose", "Continue writing"]
    assert "It has no contract yet" not in words(page)


def test_a_draft_over_the_ceiling_says_what_is_missing_and_offers_no_proposal(cast, visit):
    draft = DraftContractFactory(cast=cast, monthly_salary=Decimal("10763.01"))
    page = page_of(visit(cast.hr, on=PROPOSED), draft)
    told = words(page)
    assert "What is missing before it can be proposed" in told
    assert "CO-PAY-2" in told
    assert buttons(page) == ["Continue writing"]
    assert filled(page).get("note") is None


def test_proposing_freezes_what_was_on_the_page_and_tells_who_signs(cast, draft, visit):
    browser = visit(cast.hr, on=PROPOSED)
    sent = {"revision": filled(page_of(browser, draft))["revision"][0], "note": "As we discussed."}
    done = browser.post(address("propose", draft), sent)
    assert (done.status_code, done["Location"]) == (302, draft.get_absolute_url())
    version = Version.unscoped.get(contract=draft)
    assert (version.note, version.office, version.made_on) == ("As we discussed.", "Department HR", PROPOSED)
    assert "Eve Executive signs first" in said(done)


def test_a_draft_that_was_saved_meanwhile_is_not_proposed_unread_and_the_note_stays(cast, draft, visit):
    browser = visit(cast.hr, on=PROPOSED)
    seen = filled(page_of(browser, draft))["revision"][0]
    draft.refresh_from_db()
    write(draft, by=cast.superior, on=PROPOSED, monthly_salary=Decimal("9700"))
    page = browser.post(address("propose", draft), {"revision": seen, "note": "As we discussed."})
    assert page.status_code == 200
    assert "Somebody else changed this contract meanwhile" in words(page)
    assert filled(page)["note"] == ["As we discussed."]
    assert "$9,700 per month" in words(page)
    draft.refresh_from_db()
    assert filled(page)["revision"] == [str(draft.revision)]
    assert draft.state == "draft"


def test_posted_state_dates_and_owner_change_nothing(cast, draft, visit):
    sent = {
        "revision": draft.revision,
        "state": "signed",
        "proposed_on": "2001-01-01",
        "employee": cast.stranger.pk,
        "by": cast.director.pk,
        "on": "2001-01-01",
    }
    visit(cast.hr, on=PROPOSED).post(address("propose", draft), sent)
    draft.refresh_from_db()
    assert (draft.state, draft.proposed_on, draft.employee) == ("proposed", PROPOSED, cast.executive)
    assert Version.unscoped.get().made_by == cast.hr


def test_a_withdrawn_draft_stays_on_record(cast, draft, visit):
    browser = visit(cast.hr, on=PROPOSED)
    done = browser.post(address("withdraw", draft))
    assert "stays on record" in said(done)
    told = words(page_of(browser, draft))
    assert "Withdrawn" in told
    assert "Withdrew the draft contract" in told


def test_a_page_warns_of_an_appointing_authority_who_left(cast, draft, visit):
    Membership.unscoped.filter(user=cast.superior).update(ends_on=PROPOSED - timedelta(days=1))
    told = words(page_of(visit(cast.hr, on=PROPOSED), draft))
    assert "Ada Superior holds no office in Agriculture today" in told


# ---- proposed ----


def test_a_proposed_contract_says_whose_turn_it_is_and_by_when(cast, proposed, visit):
    page = page_of(visit(cast.executive, on=PROPOSED), proposed)
    told = words(page)
    assert "Proposed June 1, 2004 · waits for Eve Executive (employee) to sign · due June 30, 2004" in told
    assert buttons(page) == ["Read and sign", "Ask for a change", "Decline to sign"]
    assert "$9,500 per month" in told
    assert proposed.proposed_version.sha256 in told


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("hr", ["Record signatures on paper", "Revise"]),
        ("superior", ["Revise"]),
        ("director", ["Record signatures on paper", "Revise"]),
        ("reviewer", []),
    ],
)
def test_only_whose_turn_it_is_is_offered_to_sign(cast, proposed, visit, who, offered):
    assert buttons(page_of(visit(getattr(cast, who), on=PROPOSED), proposed)) == offered


def test_who_has_signed_is_offered_neither_a_change_nor_to_decline(cast, visit):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee",))
    assert buttons(page_of(visit(cast.executive, on=SIGNED), contract)) == []
    assert buttons(page_of(visit(cast.superior, on=SIGNED), contract)) == ["Read and sign", "Revise"]


def test_the_evidence_of_each_signature_stands_on_the_page(cast, visit):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee",))
    told = words(page_of(visit(cast.hr, on=SIGNED), contract))
    assert "Signed version 1 of the contract of Eve Executive as employee" in told
    assert "I have read this contract and agree to be bound by it as employee." in told
    assert "June 15, 2004 at 10:00 a.m." in told
    assert "Password given again" in told


def test_a_comment_is_read_by_everybody_who_can_read_the_contract(cast, proposed, visit):
    done = visit(cast.executive, on=PROPOSED).post(
        address("comment", proposed), {"text": "Is the <b>second</b> office to open?"}
    )
    assert done["Location"].endswith("#comments")
    page = page_of(visit(cast.director, on=PROPOSED), proposed)
    assert "&lt;b&gt;second&lt;/b&gt; office" in page.content.decode()
    assert "Eve Executive, Employee, on version 1" in words(page)


def test_an_empty_comment_is_refused_beside_its_box(cast, proposed, visit):
    page = visit(cast.executive, on=PROPOSED).post(address("comment", proposed), {"text": "  "})
    assert page.status_code == 200
    assert "Write the comment." in words(page)
    assert not Comment.objects.exists()


def test_what_the_employee_asks_for_stands_first_with_its_difference(cast, proposed, visit):
    ask_for_more(proposed, cast)
    page = page_of(visit(cast.hr, on=PROPOSED), proposed)
    told = words(page)
    assert "Eve Executive asks for a change The market pays more." in told
    assert f"{address('version', proposed, 2)}?against=1#differences" in page.content.decode()
    assert "What the employee asks for, version 2" in told
    assert "The proposed version as it stands" in told


def test_revising_can_begin_with_what_the_employee_asked_for(cast, proposed, visit):
    asked = ask_for_more(proposed, cast)
    done = visit(cast.hr, on=PROPOSED).post(address("revise", proposed), {"take": asked.pk})
    assert done["Location"] == address("edit", proposed)
    proposed.refresh_from_db()
    assert (proposed.state, proposed.monthly_salary) == ("draft", Decimal("9900.00"))


def test_a_version_of_another_contract_cannot_be_taken(cast, proposed, visit):
    ask_for_more(proposed, cast)
    page = visit(cast.hr, on=PROPOSED).post(address("revise", proposed), {"take": proposed.proposed_version_id})
    assert page.status_code == 200
    proposed.refresh_from_db()
    assert proposed.state == "proposed"


def test_the_employee_no_longer_sees_what_is_a_draft_again(cast, proposed, visit):
    workflow.revise(proposed, by=cast.hr, on=PROPOSED)
    browser = visit(cast.executive, on=PROPOSED)
    assert page_of(browser, proposed).status_code == 404
    assert browser.get(address("version", proposed, 1)).status_code == 404
    assert browser.get(address("form1", proposed, 1)).status_code == 404
    assert "9,500" not in words(browser.get(reverse("contracts:contracts")))


# ---- declined ----


def test_a_declined_contract_shows_why_and_can_be_revised(cast, visit):
    contract = DeclinedContractFactory(cast=cast)
    page = page_of(visit(cast.hr, on=SIGNED), contract)
    told = words(page)
    assert "Why Eve Executive declined to sign The salary is too low." in told
    assert buttons(page) == ["Revise"]


# ---- signed ----


def test_a_signed_contract_shows_its_seal_and_its_copy(cast, signed, visit):
    told = words(page_of(visit(cast.executive, on=SIGNED), signed))
    assert "Signed June 15, 2004 · in force July 1, 2004 to June 30, 2005 · waits for DPA/DHR" in told
    assert "It is being printed and sealed." in told
    assert "Sent June 15, 2004; not acknowledged yet." in told


def test_dpa_acknowledges_the_copy_from_the_top_of_the_page(cast, signed, visit):
    browser = visit(cast.reviewer, on=SIGNED)
    assert buttons(page_of(browser, signed)) == ["Acknowledge the copy", "Executed copy (PDF)"]
    browser.post(address("acknowledge", signed))
    assert ContractCopy.unscoped.get().received_on == SIGNED
    assert "Received June 15, 2004." in words(page_of(browser, signed))


def test_the_form_that_acknowledges_has_its_token(cast, signed, visit):
    page = page_of(visit(cast.reviewer, on=SIGNED), signed).content.decode()
    form = page[page.index(f'action="{address("acknowledge", signed)}"') :]
    assert "csrfmiddlewaretoken" in form[: form.index("</form>")]


def test_a_copy_is_not_returned_without_a_reason(cast, signed, visit):
    page = visit(cast.reviewer, on=SIGNED).post(address("return_copy", signed), {"reason": ""})
    assert page.status_code == 200
    assert "Write why the copy is returned." in words(page)
    assert ContractCopy.unscoped.get().state == "sent"


def test_a_returned_copy_shows_the_reason_and_is_sent_again(cast, visit):
    copy = ReturnedCopyFactory(cast=cast)
    browser = visit(cast.hr, on=SIGNED)
    page = page_of(browser, copy.contract)
    assert "The second page cannot be read." in words(page)
    assert buttons(page)[0] == "Send again to DPA/DHR"
    browser.post(address("send_copy", copy.contract))
    copy.refresh_from_db()
    assert copy.state == "sent"


def test_a_contract_signed_on_paper_says_where_the_original_is(cast, draft, visit):
    type(draft).unscoped.filter(pk=draft.pk).update(
        state="signed", signed_on=date(2004, 6, 20), brought_over="Personnel file, drawer 4"
    )
    page = page_of(visit(cast.executive, on=SIGNED), draft)
    told = words(page)
    assert "The original is kept here: Personnel file, drawer 4." in told
    assert "Program goals and objectives clear and customer-oriented" in told
    assert buttons(page) == []


# ---- cost ----


def test_the_page_costs_the_same_whatever_the_history(cast, visit):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))

    def statements() -> int:
        browser = visit(cast.director, on=SIGNED)
        page_of(browser, contract)
        with CaptureQueriesContext(connection) as queries:
            assert page_of(browser, contract).status_code == 200
        return len(queries)

    few = statements()
    for number in range(12):
        workflow.comment(contract, text=f"Comment {number}", by=cast.hr, on=SIGNED, at=at(SIGNED))
    assert statements() == few
    assert few <= 20
