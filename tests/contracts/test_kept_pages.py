"""Pages of amendments, paper, consent and files: no field about pay is taken, and what was typed comes back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts import consents, copies
from contracts.models import Amendment, Contract, ContractCopy, PaperRecord
from tests.access.records_kept_rows import NOW, agreed, archived, draft, held, proposed, scanned
from tests.appraisals.scenes import final
from tests.cast import PASSWORD, holds
from tests.contracts.stories import refused
from tests.contracts.test_paper_signatures import SCAN
from tests.factories import SIGNED, SignedContractFactory


def words(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("field", ["monthly_salary", "salary", "ceiling", "terms"])
def test_a_page_that_sends_pay_is_refused_with_the_rule_and_nothing_is_saved(cast, visit, field):
    made = draft(cast)
    before = Amendment.unscoped.filter(pk=made.pk).values().get()
    page = visit(cast.hr, on=NOW)
    sent = {
        "revision": made.revision,
        "reason": "Other words",
        "appointing_authority": cast.superior.pk,
        field: "20000",
    }
    answer = page.post(reverse("contracts:edit_amendment", args=[made.pk]), sent)
    assert "CO-PAY-8" in words(answer) and "cannot change the salary" in words(answer)
    assert "Other words" in words(answer)
    assert Amendment.unscoped.filter(pk=made.pk).values().get() == before


def test_an_amendment_is_written_with_plain_buttons(cast, visit):
    made = draft(cast)
    page, url = visit(cast.superior, on=NOW), reverse("contracts:edit_amendment", args=[made.pk])
    told = words(page.get(url))
    assert "Move the laboratory" in told and "monthly_salary" not in told
    sent = {
        "revision": made.revision, "reason": "Why.", "appointing_authority": cast.superior.pk,
        "projects-0-objective": "Another project", "projects-0-results": "Done by May",
    }  # fmt: skip
    assert "Another project" in words(page.post(url, {**sent, "change": "add projects"}))
    page.post(url, sent)
    made.refresh_from_db()
    assert made.projects == [{"objective": "Another project", "results": "Done by May"}]


def test_an_amendment_is_read_and_signed_and_the_contract_page_lists_it(cast, visit):
    made = proposed(cast)
    page, url = visit(cast.executive, on=NOW), reverse("contracts:sign_amendment", args=[made.pk])
    told = words(page.get(url))
    assert "Move the laboratory" in told and consents.WORDS.split(".")[0] not in told  # agreed with the contract
    page.post(url, {"seen_hash": made.sha256, "password": PASSWORD})
    assert "waits for Ada Superior" in words(page.get(made.get_absolute_url()))
    assert "Amendment 1" in words(page.get(made.contract.get_absolute_url()))


def test_the_contract_page_says_what_was_on_paper(cast, visit):
    contract = scanned(cast)
    told = words(visit(cast.hr, on=SIGNED).get(contract.get_absolute_url()))
    assert "on paper, June 15, 2004" in told
    assert reverse("contracts:scan", args=[contract.pk, contract.scan.pk]) in told


def test_recording_paper_keeps_what_was_typed_when_it_is_refused(cast, visit):
    from tests.factories import ProposedContractFactory

    contract = ProposedContractFactory(cast=cast)
    page, url = visit(cast.hr, on=SIGNED), reverse("contracts:record_paper", args=[contract.pk])
    assert "Signed by Eve Executive (employee) on" in words(page.get(url))
    sent = {"director_on": SIGNED.isoformat(), "director": cast.director.pk, "attests": "on", "password": PASSWORD}
    answer = page.post(url, {**sent, "scan": SimpleUploadedFile("scan.pdf", SCAN)})
    assert "is not next" in words(answer)
    assert not PaperRecord.unscoped.exists()
    answer = page.post(url, {**sent, "scan": SimpleUploadedFile("scan.pdf", b"no pdf")})
    assert "is not what its name" in words(answer)


def test_consent_is_read_given_and_withdrawn(cast, visit):
    page, url = visit(cast.executive, on=NOW), reverse("contracts:consent")
    assert "you sign on paper" in words(page.get(url))
    page.post(url, {"agree": "yes"})
    assert consents.standing(cast.executive) is not None
    page.post(url, {"agree": "no"})
    assert consents.standing(cast.executive) is None


def test_a_reviewer_does_not_receive_or_return_their_own_copy(cast):
    contract = SignedContractFactory(cast=cast)
    holds(cast.executive, "reviewer")
    copy = ContractCopy.unscoped.get(contract=contract)
    with refused(words="This is your own contract") as refusal:
        copies.acknowledge(copy, by=cast.executive, on=SIGNED)
    assert "CO-CON-8" in refusal.value.words
    with refused(words="This is your own contract"):
        copies.return_copy(copy, reason="Why.", by=cast.executive, on=SIGNED)
    copies.acknowledge(copy, by=cast.reviewer, on=SIGNED)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("contracts:contract", lambda cast: [agreed(cast).contract_id]),
        ("contracts:amendment", lambda cast: [agreed(cast).pk]),
        ("contracts:retention", lambda cast: [held(cast).contract_id]),
        ("contracts:personnel_file", lambda cast: [agreed(cast).contract.employee_id]),
    ],
)
def test_pages_ask_the_database_a_fixed_number_of_times(cast, visit, django_assert_max_num_queries, name, make):
    args = make(cast)
    page = visit(cast.hr, on=NOW)
    page.get(reverse(name, args=args))
    with django_assert_max_num_queries(20):
        assert page.get(reverse(name, args=args)).status_code == 200


def test_the_personnel_file_shows_the_department_its_own_and_the_person_everything(cast, visit):
    contract = agreed(cast).contract
    url = reverse("contracts:personnel_file", args=[cast.executive.pk])
    for person, status in ((cast.hr, 200), (cast.executive, 200), (cast.other_hr, 404), (cast.auditor, 404)):
        answer = visit(person, on=NOW).get(url)
        assert answer.status_code == status
    told = words(visit(cast.executive, on=NOW).get(url))
    assert "kept through June 30, 2010 at least" in told and "Amendment 1" in told
    assert Contract.unscoped.get(pk=contract.pk).state == "signed"


def test_a_zip_shows_how_far_it_is_and_is_downloaded(cast, visit):
    made = archived(cast)
    page = visit(cast.reviewer, on=NOW)
    assert "Ready: 1 form" in words(page.get(made.get_absolute_url()))
    part = page.get(made.get_absolute_url(), headers={"HX-Request": "true"})
    assert "<html" not in words(part)
    answer = page.get(reverse("contracts:archive_file", args=[made.pk]))
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert answer["Content-Disposition"] == 'attachment; filename="SES forms 2004-05.zip"'


def test_the_personnel_file_leads_to_the_appraisal(cast, visit):
    appraisal = final(cast)
    person = appraisal.contract.employee_id
    page = visit(cast.hr, on=appraisal.final_on).get(reverse("contracts:personnel_file", args=[person]))
    assert "Final on May 24, 2005; overall rating" in words(page)
    assert appraisal.get_absolute_url() in page.content.decode()
