"""The pages of the season: the board, the preview, the progress and the report."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts import bulk, bulk_preview, copies
from contracts.models import BulkRun, Contract, ContractCopy
from positions.models import Incumbency, Placement
from tests.contracts.page import buttons, words
from tests.contracts.seasons import ON, ask, ceiling, decide, department_of
from tests.contracts.test_paper_signatures import RECORDED, all_three, record
from tests.factories import (
    SIGNED,
    DeclinedContractFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
)

BOARD = reverse("contracts:board", args=["agriculture", 2005])
PREPARE = reverse("contracts:bulk", args=["prepare"]) + "?department=agriculture&year=2005"


@pytest.fixture
def hr(cast, visit):
    return visit(cast.hr, on=ON)


def questions(browser, url: str) -> int:
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    return len(asked)


def test_the_board_offers_to_prepare_what_is_not_begun(cast, hr):
    department_of(cast, 2)
    page = hr.get(BOARD)
    assert buttons(page) == ["Prepare 2 drafts"]
    assert "0 of 2 signed" in words(page)
    assert "2 Not begun" in words(page)


def test_the_board_says_where_each_stands_and_for_whom_it_waits_since_when(cast, visit):
    ProposedContractFactory(cast=cast, signed_by=("employee",))
    page = words(visit(cast.hr, on=SIGNED).get(reverse("contracts:board", args=["agriculture", 2004])))
    assert "Partly signed" in page
    assert "Ada Superior (appointing authority) to sign since June 15, 2004" in page
    assert "at risk: 15 days left" in page
    assert "1 at risk" in page


def test_the_board_says_what_was_signed_on_paper(cast, proposed, visit):
    board = reverse("contracts:board", args=["agriculture", 2004])
    record(proposed, all_three(cast), by=cast.hr)
    assert "signed June 15, 2004, on paper" in words(visit(cast.hr, on=RECORDED).get(board))


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (date(2004, 5, 30), "none"),
        (date(2004, 5, 31), "at risk: 30 days left"),
        (date(2004, 6, 30), "at risk: due today"),
        (date(2004, 7, 1), "1 day late"),
    ],
)
def test_what_is_at_risk_by_day(cast, visit, on, told):
    ProposedContractFactory(cast=cast, drafted_on=date(2004, 5, 17), proposed_on=date(2004, 5, 20))
    page = words(visit(cast.hr, on=on).get(reverse("contracts:board", args=["agriculture", 2004])))
    assert told in page


def test_a_declined_contract_and_a_returned_copy_are_named(cast, visit):
    DeclinedContractFactory(cast=cast)
    page = visit(cast.hr, on=SIGNED).get(reverse("contracts:board", args=["agriculture", 2004]))
    assert "Declined" in words(page)


def test_a_returned_copy_is_offered_to_be_sent_again(cast, visit):
    contract = SignedContractFactory(cast=cast)
    copies.return_copy(contract.copy, reason="Unreadable.", by=cast.reviewer, on=SIGNED)
    page = visit(cast.hr, on=SIGNED).get(reverse("contracts:board", args=["agriculture", 2004]))
    assert buttons(page) == ["Send 1 returned copy again"]
    assert "Returned by DPA/DHR" in words(page)


def test_the_state_sees_the_board_without_drafts_and_acknowledges(cast, visit):
    department_of(cast, 1)
    SignedContractFactory(cast=cast)
    page = visit(cast.reviewer, on=SIGNED).get(reverse("contracts:board", args=["agriculture", 2004]))
    assert buttons(page) == ["Acknowledge 1 copy"]
    page = visit(cast.reviewer, on=ON).get(BOARD)
    assert "Not proposed yet" in words(page) and "Not begun" not in words(page)


def test_the_board_takes_the_same_few_queries_for_two_and_for_fourteen(cast, hr):
    department_of(cast, 14)
    many = questions(hr, BOARD)
    later = list(Incumbency.unscoped.order_by("-pk")[:12])
    Placement.unscoped.filter(position__in=[each.position_id for each in later]).update(ends_on=date(2004, 12, 31))
    assert questions(hr, BOARD) == many <= 12


def test_the_board_of_another_department_is_not_there(cast, hr):
    assert hr.get(reverse("contracts:board", args=["revenue", 2005])).status_code == 404


def test_the_board_can_be_had_as_a_file(cast, hr):
    department_of(cast, 2)
    answer = hr.get(BOARD + "?export=csv")
    assert answer.status_code == 200 and b"Not begun" in b"".join(answer)


def test_the_preview_changes_nothing_and_names_each_row(cast, hr):
    department_of(cast, 2)
    page = words(hr.get(PREPARE))
    assert "2 can be prepared" in page and "Exec Ason" in page and "CO-PAY-6" in page
    assert not BulkRun.unscoped.exists()
    assert Contract.unscoped.count() == 2


def test_pressed_it_is_asked_for_and_the_report_is_shown(cast, hr):
    made = department_of(cast, 2)
    data = {"key": str(uuid.uuid4()), "rows": [each.position_id for each in made]}
    answer = hr.post(PREPARE, data)
    run = BulkRun.unscoped.get()
    assert answer["Location"] == run.get_absolute_url()
    page = hr.get(run.get_absolute_url())
    assert "0 of 2 rows are through" in words(page)
    assert b"data-hx-trigger" in page.content
    part = hr.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    bulk.do_waiting()
    page = hr.get(run.get_absolute_url())
    assert "Finished: 2 of 2 prepared." in words(page)
    assert b"data-hx-trigger" not in page.content
    assert "Prepare drafts, May 16, 2005" in words(hr.get(BOARD))


def test_who_did_what_stays_on_the_report(cast, hr):
    ceiling()
    department_of(cast, 2)
    ask(cast, "prepare")
    bulk.do_waiting()
    decide(list(Contract.unscoped.filter(starts_on=date(2005, 7, 1))[:1]))
    run = ask(cast, "propose")
    bulk.do_waiting()
    page = words(hr.get(run.get_absolute_url()))
    assert "Finished: 1 of 1 proposed, 1 left out from the start." in page
    assert "Asked for by Hal Resources" in page
    assert "CO-PAY-5" in page


def test_one_row_alone_can_be_chosen(cast, hr):
    first, _second = department_of(cast, 2)
    hr.post(PREPARE, {"key": str(uuid.uuid4()), "rows": [first.position_id]})
    assert bulk.do_waiting() == 1
    assert Contract.unscoped.get(starts_on=date(2005, 7, 1)).position == first.position


@pytest.mark.parametrize("chosen", [[], ["999999"], ["nonsense"]])
def test_nothing_or_nonsense_chosen_is_said(cast, hr, chosen):
    department_of(cast, 1)
    answer = hr.post(PREPARE, {"key": str(uuid.uuid4()), "rows": chosen})
    assert answer.status_code == 200
    assert "hoose at least one row" in words(answer) or "cannot be done any more" in words(answer)
    assert not BulkRun.unscoped.exists()


@pytest.mark.parametrize(
    "address",
    ["?department=agriculture&year=nonsense", "?department=revenue&year=2005", "?department=revenue", "?year=99999"],
)
def test_an_address_of_nothing_is_not_there(cast, hr, address):
    assert hr.get(reverse("contracts:bulk", args=["prepare"]) + address).status_code == 404
    assert hr.get(reverse("contracts:bulk", args=["sign"]) + "?department=agriculture&year=2005").status_code == 404


@pytest.mark.parametrize("year", [1999, 2003, 2006, 2050, 9999])
@pytest.mark.parametrize("page", ["board", "prepare", "propose"])
def test_a_year_that_is_not_prepared_is_refused_in_a_sentence(cast, hr, year, page):
    department_of(cast, 1)
    address = reverse("contracts:board", args=["agriculture", year])
    if page != "board":
        address = f"{reverse('contracts:bulk', args=[page])}?department=agriculture&year={year}"
    if year != 2003 or page == "prepare":  # what is over can be looked at, and what was left of it be proposed late
        told = words(hr.get(address, follow=True))
        assert "Contracts are prepared for this contract year, 2004-05, and for the coming one, 2005-06" in told
        assert "CO-CON-1" in told
    assert f"{year}-" not in words(hr.get(BOARD))


def prepared(cast, number: int, *, decided: int = 0) -> list[Contract]:
    """So many drafts of 2005-06; of the first ones the salary is decided."""
    department_of(cast, number)
    ask(cast, "prepare")
    bulk.do_waiting()
    drafts = list(Contract.unscoped.filter(starts_on=date(2005, 7, 1)).order_by("employee__name"))
    decide(drafts[:decided])
    return drafts


@pytest.fixture
def in_the_season(settings):
    settings.TRAINING_DAY = ON


def test_the_board_offers_to_propose_only_what_can_be_and_says_what_the_others_wait_for(cast, hr, in_the_season):
    prepared(cast, 3, decided=1)
    ceiling()
    page = hr.get(BOARD)
    assert buttons(page) == ["Propose 1 draft"]
    told = words(page)
    assert "Before the others can be proposed: 2 wait for the director to decide the salary." in told
    assert "the department to propose it since May 16, 2005" in told
    assert "the director to decide the salary since May 16, 2005" in told
    preview = words(hr.get(reverse("contracts:bulk", args=["propose"]) + "?department=agriculture&year=2005"))
    assert "1 can be proposed, 2 cannot." in preview


def test_without_a_ceiling_nothing_is_offered_and_the_board_says_who_records_it(cast, hr, in_the_season):
    prepared(cast, 2, decided=1)
    page = hr.get(BOARD)
    assert buttons(page) == []
    told = words(page)
    assert "Before anything can be proposed:" in told
    assert "1 waits for the director to decide the salary." in told
    assert "1 waits for DPA/DHR to record the ceiling of 2005-06." in told
    assert reverse("contracts:ceilings") in page.content.decode()


def test_the_board_and_the_preview_agree_on_what_can_be_proposed(cast, hr, in_the_season):
    """The board gathers the facts of all drafts at once, the preview those of each: the same rules, the same answer."""
    drafts = prepared(cast, 6, decided=5)
    ceiling()
    Contract.unscoped.filter(pk=drafts[0].pk).update(monthly_salary=999_999)
    Contract.unscoped.filter(pk=drafts[1].pk).update(monthly_salary=None)
    Contract.unscoped.filter(pk=drafts[2].pk).update(appointing_authority=cast.stranger)
    drafts[3].elements.get(code="projects").objectives.update(text=" ")
    page = hr.get(BOARD)
    assert buttons(page) == ["Propose 1 draft"]
    told = words(page)
    assert "2 wait for the director to decide the salary." in told
    assert "2 wait for the department to finish it." in told
    assert "1 waits for the department to name who signs." in told
    found = bulk_preview.candidates("propose", cast.agriculture, 2005, cast.hr, on=ON)
    assert [each.key for each in found if not each.reason] == [drafts[4].pk]


def test_the_board_with_drafts_takes_the_same_few_queries_for_two_and_for_twelve(cast, hr, in_the_season):
    prepared(cast, 12, decided=6)
    many = questions(hr, BOARD)
    later = list(Incumbency.unscoped.order_by("-pk")[:10])
    Placement.unscoped.filter(position__in=[each.position_id for each in later]).update(ends_on=date(2004, 12, 31))
    assert questions(hr, BOARD) == many <= 14


@pytest.mark.parametrize("address", ["", "?department=agriculture"])
def test_an_address_that_says_less_means_the_only_department_and_the_newest_year(cast, hr, address):
    department_of(cast, 1)
    whole = words(hr.get(PREPARE))
    assert (
        words(hr.get(reverse("contracts:bulk", args=["prepare"]) + address)).split("<form")[0]
        == whole.split("<form")[0]
    )


def test_the_reviewer_acknowledges_from_the_page(cast, visit):
    SignedContractFactory(cast=cast)
    browser = visit(cast.reviewer, on=SIGNED)
    url = reverse("contracts:bulk", args=["acknowledge"])
    assert "1 can be acknowledged" in words(browser.get(url))
    copy = ContractCopy.unscoped.get()
    browser.post(url, {"key": str(uuid.uuid4()), "rows": [copy.contract_id]})
    bulk.do_waiting()
    copy.refresh_from_db()
    assert copy.state == "received"


def test_the_state_sees_every_department_with_what_is_signed_and_late(cast, visit):
    ProposedContractFactory(cast=cast)
    PlacedPositionFactory(department=cast.revenue, person=cast.stranger)
    address, later = reverse("contracts:season"), visit(cast.reviewer, on=date(2004, 7, 20))
    assert "Agriculture 0 of 1 signed" in words(visit(cast.reviewer, on=SIGNED).get(address))
    few = questions(later, address)
    department_of(cast, 3)
    told = words(later.get(address))
    assert "3 of 4 signed" in told and "1 late" in told
    assert questions(later, address) == few <= 12
