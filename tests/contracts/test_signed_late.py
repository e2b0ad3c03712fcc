"""A contract that is signed after its last day: what the receipt, its page and the board say, and of the removal."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisals import july_first
from contracts import workflow
from contracts.board import Books
from contracts.models import Contract
from contracts.tables_season import BoardTable
from positions.models import Incumbency, Removal
from ses_admin import nightly
from tests.contracts.page import words
from tests.contracts.test_paper_signatures import all_three, record
from tests.factories import (
    PROPOSED,
    SIGNED,
    DraftContractFactory,
    IncumbencyFactory,
    ProposedContractFactory,
    at,
    sign,
)

JUNE_30, JULY_1, JULY_5 = date(2004, 6, 30), date(2004, 7, 1), date(2004, 7, 5)
BOARD = reverse("contracts:board", args=["agriculture", 2004])
PROPOSED_REMOVAL = "removal of the position is proposed"


@pytest.fixture
def late(cast):
    """Proposed in time, overtaken by July 1, and signed by all on July 5."""
    contract = ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    nightly.run(JULY_1, at=at(JULY_1))
    sign(contract, cast.director, on=JULY_5)
    return Contract.unscoped.get(pk=contract.pk)


def link(removal: Removal) -> str:
    return f'href="{removal.get_absolute_url()}"'


@pytest.mark.parametrize("page", ["receipt", "contract"])
def test_the_pages_say_how_late_it_was_and_that_the_removal_is_proposed(cast, late, visit, page):
    answer = visit(cast.director, on=JULY_5).get(reverse(f"contracts:{page}", args=[late.pk]))
    told = words(answer)
    assert "The contract was signed by all 5 days late: June 30, 2004 was the last day in time." in told
    assert PROPOSED_REMOVAL in told
    assert link(Removal.unscoped.get()) in answer.content.decode()
    assert "the contract is concluded" not in told


def test_the_executive_reads_what_the_rules_say_of_being_late(cast, late, visit):
    for page in ("receipt", "contract"):
        answer = visit(cast.executive, on=JULY_5).get(reverse(f"contracts:{page}", args=[late.pk]))
        assert "Without a contract signed in time the position leaves the SES on July 1, 2004" in words(answer)


def test_a_contract_signed_in_time_is_announced_as_before(cast, visit, signed):
    told = words(visit(cast.director, on=SIGNED).get(reverse("contracts:receipt", args=[signed.pk])))
    assert "the contract is concluded" in told
    assert "The contract is in force from July 1, 2004 to June 30, 2005." in told
    assert "late" not in told


def test_recorded_in_time_after_the_night_the_contract_page_says_both(cast, visit, proposed):
    nightly.run(JULY_1, at=at(JULY_1))
    record(proposed, all_three(cast, JUNE_30), cast.hr, on=JULY_5)
    told = words(visit(cast.hr, on=JULY_5).get(proposed.get_absolute_url()))
    assert "The contract was signed by all in time, on June 30, 2004." in told
    assert PROPOSED_REMOVAL in told


@pytest.mark.parametrize("act", ["confirm", "another year"])
def test_a_removal_that_is_decided_is_not_told_as_proposed(cast, late, visit, act):
    if act == "confirm":
        july_first.confirm(Removal.unscoped.get(), by=cast.reviewer, on=JULY_5)
    else:
        Removal.unscoped.update(opened_on=date(2005, 7, 1))
    assert PROPOSED_REMOVAL not in words(visit(cast.director, on=JULY_5).get(late.get_absolute_url()))


# ---- The board ----


def test_the_board_says_signed_late_and_leads_to_the_proposed_removal(cast, late, visit):
    answer = visit(cast.hr, on=JULY_5).get(BOARD)
    assert "signed 5 days late its removal is proposed" in words(answer)
    assert link(Removal.unscoped.get()) in answer.content.decode()
    [line] = Books(cast.hr, [cast.agriculture.pk], on=JULY_5).year(2004).lines
    assert BoardTable([], on=JULY_5).value_risk(line) == "signed 5 days late; its removal is proposed"


@pytest.mark.parametrize(("signed_on", "told"), [(JUNE_30, "none"), (JULY_1, "signed 1 day late")])
def test_the_board_says_how_late_a_signature_by_day(cast, proposed, visit, signed_on, told):
    record(proposed, all_three(cast, signed_on), cast.hr, on=JULY_5)
    answer = visit(cast.hr, on=JULY_5).get(BOARD)
    assert told in words(answer)
    assert ("late" in words(answer)) == (signed_on > JUNE_30)


def test_the_board_says_that_a_change_is_asked_for(cast, proposed, visit):
    ask(cast, proposed)
    told = words(visit(cast.hr, on=SIGNED).get(BOARD))
    assert "the department to answer the change that Eve Executive asks for since June 2, 2004" in told
    assert "to sign" not in told


def ask(cast, contract):
    on = date(2004, 6, 2)
    workflow.counter(
        contract,
        monthly_salary=Decimal("9900.00"),
        lines={},
        projects=contract.proposed_version.terms["projects"],
        note="The market pays more.",
        by=cast.executive,
        on=on,
        at=at(on),
    )


def test_of_two_contracts_of_a_year_the_board_shows_the_signed_one_and_names_the_other(cast, signed, visit):
    back = date(2004, 9, 1)
    Incumbency.unscoped.filter(position=signed.position).update(ends_on=date(2004, 8, 10))
    IncumbencyFactory(position=signed.position, person=cast.executive, starts_on=back)
    second = DraftContractFactory(cast=cast, position=signed.position, starts_on=back, drafted_on=back)
    answer = visit(cast.hr, on=date(2004, 10, 20)).get(BOARD)
    assert "1 of 1 signed" in words(answer)
    assert "Signed by all also one from September 1, 2004: draft" in words(answer)
    assert f'href="{second.get_absolute_url()}"' in answer.content.decode()
    assert "late" not in words(answer)


def test_the_board_asks_the_database_as_often_with_a_proposed_removal(cast, late, visit):
    client = visit(cast.hr, on=JULY_5)
    client.get(BOARD)
    with CaptureQueriesContext(connection) as asked:
        client.get(BOARD)
    assert len(asked) <= 14


# ---- What the signature is given to ----


@pytest.mark.parametrize("who", ["executive", "superior", "director"])
def test_the_salary_decision_stands_where_it_is_signed(cast, visit, who):
    lines = {"executive": (), "superior": ("employee",), "director": ("employee", "appointing_authority")}[who]
    contract = ProposedContractFactory(cast=cast, signed_by=lines)
    client, url = visit(getattr(cast, who), on=SIGNED), reverse("contracts:sign", args=[contract.pk])
    told = words(client.get(url))
    assert "Salary decision" in told
    for label in ("Ceiling of the year", "Source:", "Last salary", "Change", "Factors considered", "Performance basis"):
        assert label in told
    assert "Met the objectives of the year before." in told
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    assert len(asked) <= 20


def test_who_may_not_see_the_contract_does_not_read_its_decision(cast, proposed, visit):
    assert visit(cast.stranger, on=PROPOSED).get(reverse("contracts:sign", args=[proposed.pk])).status_code == 404
