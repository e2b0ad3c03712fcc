"""Reading a version and signing it: what is shown, what proof is asked for, what was recorded, and declining."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from contracts import signing, workflow
from contracts.models import Signature, Version
from tests.authenticator import app_of, code_of, early_in_a_period
from tests.cast import PASSWORD, holds
from tests.contracts.page import buttons, filled, said, words
from tests.factories import (
    PROPOSED,
    SIGNED,
    YEAR_STARTS,
    PayCeilingFactory,
    ProposedContractFactory,
    SignedContractFactory,
    at,
    write,
)

SIGN = "contracts:sign"


def proof(contract, **changed) -> dict[str, str]:
    """What the page sends when everything is in order."""
    sent = {"seen_hash": contract.proposed_version.sha256, "consent": "on", "password": PASSWORD}
    return {name: value for name, value in {**sent, **changed}.items() if value is not None}


def address(name: str, contract, *more) -> str:
    return reverse(f"contracts:{name}", args=[contract.pk, *more])


# ---- reading ----


def test_the_page_shows_what_is_signed_to_whom_and_at_what_salary(cast, proposed, visit):
    page = visit(cast.executive, on=SIGNED).get(address("sign", proposed))
    told = words(page)
    assert "By signing version 1 at $9,500 per month you state:" in told
    assert "I have read this contract and agree to be bound by it as employee." in told
    assert signing.CONSENT in told
    for said_there in ("CORE REQUIREMENTS", "Decisions are based on data", "Open the two closed offices", "NOTES:"):
        assert said_there in told
    assert "Employee Eve Executive is next Appointing authority Ada Superior not yet" in told
    assert "Department director Dana Director not yet" in told
    assert filled(page)["seen_hash"] == [proposed.proposed_version.sha256]
    assert "code" not in filled(page)


def test_what_differs_from_last_years_contract_is_shown(cast, visit):
    last = SignedContractFactory(cast=cast)
    PayCeilingFactory()
    contract = ProposedContractFactory(
        cast=cast,
        position=last.position,
        starts_on=YEAR_STARTS.replace(year=2005),
        drafted_on=YEAR_STARTS.replace(year=2005, month=5, day=2),
        proposed_on=YEAR_STARTS.replace(year=2005, month=5, day=3),
        monthly_salary=Decimal("9700.00"),
    )
    told = words(visit(cast.executive, on=contract.proposed_on).get(address("sign", contract)))
    assert "What differs from the last contract" in told
    marked = r"Salary removed: \$9,500 .{0,60}added: \$9,700 .{0,60}changed"
    assert re.search(marked, told), "what was taken out and what was put in are named for who listens"


def test_the_second_version_is_held_against_the_first(cast, visit):
    contract = ProposedContractFactory(cast=cast)
    workflow.revise(contract, by=cast.hr, on=PROPOSED)
    contract.refresh_from_db()
    write(contract, by=cast.hr, on=PROPOSED, lines={}, monthly_salary=Decimal("9600.00"))
    contract.refresh_from_db()
    workflow.propose(contract, by=cast.hr, on=PROPOSED, at=at(PROPOSED, 15))
    page = visit(cast.executive, on=PROPOSED).get(address("version", contract, 2))
    told = words(page)
    assert "What differs from version 1" in told
    assert "Core requirements, customers Waiting times are published every month not there removed" in told
    assert buttons(page) == ["Read and sign", "Download as PDF"]
    assert "It was replaced and binds nobody." in words(page.client.get(address("version", contract, 1)))


def test_a_version_that_there_is_not_is_not_there(cast, proposed, visit):
    browser = visit(cast.executive, on=PROPOSED)
    assert browser.get(address("version", proposed, 2)).status_code == 404
    assert browser.get(f"{address('version', proposed, 1)}?against=secret").status_code == 200


# ---- signing ----


def test_signing_tells_exactly_what_was_recorded(cast, proposed, visit):
    browser = visit(cast.executive, on=SIGNED)
    done = browser.post(address("sign", proposed), proof(proposed))
    assert done["Location"] == address("receipt", proposed)
    signature = Signature.unscoped.get()
    assert (signature.signer, signature.line, signature.signed_on) == (cast.executive, "employee", SIGNED)
    assert signature.sha256 == proposed.proposed_version.sha256
    assert signature.statement.endswith(signing.CONSENT)
    assert signature.authentication == "Password given again at the moment of signing"
    told = words(browser.get(done["Location"]))
    assert "Done: your signature on version 1 is recorded. Next to sign is Ada Superior (appointing authority)." in told
    assert "Eve Executive, Employee" in told
    assert signature.sha256 in told
    assert "The contract binds nobody until every line is signed." in told


def test_the_three_sign_one_after_the_other_on_their_pages(cast, proposed, visit):
    for who in ("executive", "superior", "director"):
        done = visit(getattr(cast, who), on=SIGNED).post(address("sign", proposed), proof(proposed))
        assert done["Location"] == address("receipt", proposed), who
    proposed.refresh_from_db()
    assert (proposed.state, proposed.signed_on) == ("signed", SIGNED)
    told = words(visit(cast.director, on=SIGNED).get(address("receipt", proposed)))
    assert "Everybody has signed: the contract is concluded." in told
    assert "A copy has gone to DPA/DHR." in told


def test_a_director_who_is_the_appointing_authority_signs_two_lines_at_once(cast, visit):
    contract = ProposedContractFactory(cast=cast, appointing_authority=cast.director, signed_by=("employee",))
    browser = visit(cast.director, on=SIGNED)
    told = words(browser.get(address("sign", contract)))
    assert "as appointing authority." in told
    assert "as department director." in told
    browser.post(address("sign", contract), proof(contract))
    assert [each.line for each in Signature.unscoped.order_by("pk")] == ["employee", "appointing_authority", "director"]


@pytest.mark.parametrize(
    ("changed", "said_there"),
    [
        ({"password": "wrong password"}, "This is not your password. Nothing was signed."),
        ({"password": ""}, "password"),
        ({"consent": None}, "Tick this box if you consent"),
    ],
)
def test_without_proof_and_consent_nothing_is_signed(cast, proposed, visit, changed, said_there):
    page = visit(cast.executive, on=SIGNED).post(address("sign", proposed), proof(proposed, **changed))
    assert page.status_code == 200
    assert said_there in words(page)
    assert PASSWORD not in page.content.decode()
    assert not Signature.unscoped.exists()


def test_the_password_of_somebody_else_signs_nothing(cast, proposed, visit):
    cast.executive.set_password("another long password of hers")
    cast.executive.save()
    page = visit(cast.executive, on=SIGNED).post(address("sign", proposed), proof(proposed))
    assert "This is not your password" in words(page)
    assert not Signature.unscoped.exists()


def test_guessing_the_password_at_the_signature_locks_the_account(cast, proposed, visit):
    browser = visit(cast.executive, on=SIGNED)
    for _ in range(5):
        answer = browser.post(address("sign", proposed), proof(proposed, password="guess"))
    assert answer.status_code in (403, 429)
    answer = browser.post(address("sign", proposed), proof(proposed))
    assert answer.status_code in (403, 429)
    assert not Signature.unscoped.exists()


def test_the_version_that_was_on_the_page_is_the_one_that_is_signed(cast, visit):
    contract = ProposedContractFactory(cast=cast)
    browser = visit(cast.executive, on=SIGNED)
    seen = proof(contract)
    workflow.revise(contract, by=cast.hr, on=SIGNED)
    workflow.propose(contract, by=cast.hr, on=SIGNED, at=at(SIGNED, 15))
    page = browser.post(address("sign", contract), seen)
    assert page.status_code == 200
    assert "The proposed version has changed since you read it" in words(page)
    assert not Signature.unscoped.exists()
    now = Version.unscoped.get(number=2).sha256
    assert filled(page)["seen_hash"] == [now]
    assert "By signing version 2" in words(page)


def test_out_of_turn_one_is_told_whose_turn_it_is(cast, proposed, visit):
    browser = visit(cast.director, on=SIGNED)
    for answer in (browser.get(address("sign", proposed)), browser.post(address("sign", proposed), proof(proposed))):
        assert answer["Location"] == proposed.get_absolute_url()
    assert "Next is Eve Executive (employee)." in said(answer)
    assert not Signature.unscoped.exists()


def test_signing_twice_signs_once(cast, proposed, visit):
    browser = visit(cast.executive, on=SIGNED)
    browser.post(address("sign", proposed), proof(proposed))
    again = browser.post(address("sign", proposed), proof(proposed))
    assert again["Location"] == proposed.get_absolute_url()
    assert Signature.unscoped.count() == 1


def test_who_left_the_office_does_not_sign(cast, visit):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee",))
    cast.superior.memberships.update(ends_on=SIGNED - timedelta(days=1))
    assert visit(cast.superior, on=SIGNED).post(address("sign", contract), proof(contract)).status_code == 404
    assert Signature.unscoped.count() == 1


def test_an_acting_director_signs_as_that(cast, visit):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    holds(cast.stranger, "director", cast.agriculture, starts_on=SIGNED, is_acting=True)
    visit(cast.stranger, on=SIGNED).post(address("sign", contract), proof(contract))
    assert Signature.unscoped.get(line="director").office == "Acting department director"


def test_posted_dates_and_signers_change_nothing(cast, proposed, visit):
    sent = proof(proposed) | {"on": "2004-06-02", "at": "2001-01-01", "line": "director", "signer": cast.director.pk}
    visit(cast.executive, on=SIGNED).post(address("sign", proposed), sent)
    signature = Signature.unscoped.get()
    assert (signature.line, signature.signer, signature.signed_on) == ("employee", cast.executive, SIGNED)


def test_when_the_law_forbids_it_there_is_no_form_to_sign(cast, visit):
    contract = ProposedContractFactory(cast=cast)
    PayCeilingFactory(fiscal_year=2004, amount=Decimal("9000.00"))
    page = visit(cast.executive, on=SIGNED).get(address("sign", contract))
    told = words(page)
    assert "CO-PAY-2" in told
    assert "This version cannot be signed as it stands." in told
    assert "password" not in filled(page)


# ---- the second factor ----


@pytest.fixture
def secret(cast):
    """The executive has an authenticator app; this is what it knows."""
    with early_in_a_period():
        yield app_of(cast.executive)


def test_who_has_an_authenticator_app_is_asked_for_its_code(cast, proposed, visit, secret):
    browser = visit(cast.executive, on=SIGNED)
    assert "code" in filled(browser.get(address("sign", proposed)))
    done = browser.post(address("sign", proposed), proof(proposed, code=code_of(secret)))
    assert done["Location"] == address("receipt", proposed)
    assert Signature.unscoped.get().authentication == "Password and authenticator app code at the moment of signing"


def test_a_recovery_code_signs_once_and_is_named(cast, proposed, visit, secret):
    codes = RecoveryCodes.activate(cast.executive)
    unused = codes.get_unused_codes()
    visit(cast.executive, on=SIGNED).post(address("sign", proposed), proof(proposed, code=unused[0]))
    assert Signature.unscoped.get().authentication == "Password and recovery code given at the moment of signing"
    codes.instance.refresh_from_db()
    assert unused[0] not in codes.get_unused_codes()


@pytest.mark.parametrize("wrong", ["", "000000x", "expired", "used"])
def test_an_empty_wrong_expired_or_used_code_signs_nothing(cast, proposed, visit, secret, wrong):
    code = {"expired": code_of(secret, periods=-20), "used": code_of(secret)}.get(wrong, wrong)
    if wrong == "used":
        assert TOTP(cast.executive.authenticator_set.get(type="totp")).validate_code(code)
    page = visit(cast.executive, on=SIGNED).post(address("sign", proposed), proof(proposed, code=code))
    assert page.status_code == 200
    assert not Signature.unscoped.exists()


def test_a_wrong_password_spends_no_code(cast, proposed, visit, secret):
    browser = visit(cast.executive, on=SIGNED)
    code = code_of(secret)
    browser.post(address("sign", proposed), proof(proposed, password="wrong", code=code))
    done = browser.post(address("sign", proposed), proof(proposed, code=code))
    assert done["Location"] == address("receipt", proposed)


def test_the_code_of_somebody_else_signs_nothing(cast, proposed, visit, secret):
    other = app_of(cast.director)
    page = visit(cast.executive, on=SIGNED).post(address("sign", proposed), proof(proposed, code=code_of(other)))
    assert "This code is not right" in words(page)
    assert not Signature.unscoped.exists()


# ---- what was signed before ----


def test_a_signature_on_a_replaced_version_says_that_it_binds_to_nothing_else(cast, visit):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee",))
    workflow.revise(contract, by=cast.hr, on=SIGNED)
    workflow.propose(contract, by=cast.hr, on=SIGNED, at=at(SIGNED, 15))
    browser = visit(cast.executive, on=SIGNED)
    assert "your signature binds you to nothing else" in words(browser.get(address("receipt", contract)))
    assert "which bind nobody now: Eve Executive (employee," in words(browser.get(contract.get_absolute_url()))


# ---- declining ----


def test_declining_takes_a_reason(cast, proposed, visit):
    browser = visit(cast.executive, on=SIGNED)
    page = browser.post(address("decline", proposed), {"version": "1", "reason": " "})
    assert "Write why you decline to sign." in words(page)
    proposed.refresh_from_db()
    assert proposed.state == "proposed"


@pytest.mark.parametrize(("day", "is_over"), [(date(2004, 6, 30), False), (date(2004, 7, 1), True)])
def test_after_the_last_day_declining_says_that_it_is_over(cast, proposed, visit, day, is_over):
    told = words(visit(cast.executive, on=day).get(address("decline", proposed)))
    assert ("The last day to sign in time, June 30, 2004, is over" in told) == is_over
    assert ("all sign by June 30, 2004" in told) != is_over


def test_declining_keeps_the_reason_and_says_what_follows(cast, proposed, visit):
    browser = visit(cast.executive, on=SIGNED)
    page = browser.get(address("decline", proposed))
    assert "all sign by June 30, 2004" in words(page)
    done = browser.post(address("decline", proposed), {**_first(filled(page)), "reason": "The salary is too low."})
    assert done["Location"] == proposed.get_absolute_url()
    proposed.refresh_from_db()
    assert (proposed.state, proposed.declined_reason) == ("declined", "The salary is too low.")


def test_who_has_signed_cannot_decline_any_more(cast, visit):
    contract = ProposedContractFactory(cast=cast, signed_by=("employee",))
    for name in ("decline", "counter"):
        assert visit(cast.executive, on=SIGNED).get(address(name, contract))["Location"] == contract.get_absolute_url()
    page = visit(cast.executive, on=SIGNED).post(address("decline", contract), {"version": "1", "reason": "No."})
    assert page.status_code == 200
    assert "You have signed this version" in words(page)
    assert filled(page)["reason"] == ["No."]


def _first(form: dict[str, list[str]]) -> dict[str, str]:
    return {name: values[0] for name, values in form.items()}
