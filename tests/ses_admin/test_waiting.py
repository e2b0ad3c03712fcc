"""Whose turn it is: each open case on the desk of whoever moves it on, and of nobody else."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from contracts import copies, executed, workflow
from contracts.models import ContractCopy, ExecutedCopy, PayCeiling, SalaryDecision
from positions import workflow as nominating
from positions.models import FteCount
from records import mail, offices
from ses_admin import desk
from tests.access import table
from tests.factories import (
    PROPOSED,
    SIGNED,
    ApprovedNominationFactory,
    DeclinedContractFactory,
    DraftContractFactory,
    DraftNominationFactory,
    ForwardedNominationFactory,
    IncumbencyFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    ReturnedCopyFactory,
    SignedContractFactory,
    SubmittedNominationFactory,
    VacantPositionFactory,
    at,
    sign,
)

ON = date(2004, 6, 15)
EVERYBODY = sorted(table.EVERYBODY)


def mine(cast, who: str, on: date = ON) -> list[str]:
    """What waits for this person."""
    return [item.what for item in desk.gather(getattr(cast, who), on=on).mine.rows]


def waiting_for(cast, words: str, on: date = ON) -> set[str]:
    """On whose desks a row with these words waits for them."""
    return {who for who in EVERYBODY if any(words in what for what in mine(cast, who, on))}


def others(cast, who: str, on: date = ON) -> dict[str, str]:
    """What this person waits for, and for whom."""
    return {item.what: item.waits_for for item in desk.gather(getattr(cast, who), on=on).others.rows}


@pytest.mark.parametrize(
    ("case", "words", "whose"),
    [
        (DraftNominationFactory, "nomination of Director of Markets", {"hr", "director"}),
        (SubmittedNominationFactory, "Review the nomination of Director of Markets", {"reviewer"}),
        (ForwardedNominationFactory, "Decide the nomination of Director of Markets", {"personnel_director"}),
        (ApprovedNominationFactory, "Set the day on which Director of Markets", {"hr", "director"}),
        (DraftContractFactory, "Finish and propose the contract of Eve Executive", {"hr", "director", "superior"}),
        (ProposedContractFactory, "Sign your contract", {"executive"}),
        (DeclinedContractFactory, "Answer Eve Executive, who declined", {"hr", "director", "superior"}),
        (SignedContractFactory, "Acknowledge the contract of Eve Executive", {"reviewer"}),
        (ReturnedCopyFactory, "Send the contract of Eve Executive to DPA/DHR again", {"hr", "director"}),
    ],
)
def test_an_open_case_waits_for_whoever_moves_it_on(cast, case, words, whose):
    case(cast=cast)
    assert waiting_for(cast, words) == whose


def test_hr_finishes_a_draft_and_the_director_submits_it(cast):
    DraftNominationFactory(cast=cast)
    assert "Finish the nomination of Director of Markets" in mine(cast, "hr")
    assert "Submit the nomination of Director of Markets" in mine(cast, "director")


def test_the_director_decides_the_salary_before_a_draft_is_finished(cast):
    draft = DraftContractFactory(cast=cast)
    SalaryDecision.objects.filter(contract=draft).update(last_salary=9000, factors=[], performance_basis=" ")
    assert waiting_for(cast, "Decide the salary of Eve Executive") == {"director"}
    assert waiting_for(cast, "Finish the contract of Eve Executive: the director decides") == {"hr", "superior"}
    assert waiting_for(cast, "Finish and propose the contract of Eve Executive") == set()


def test_questions_come_back_to_the_department(cast):
    nomination = SubmittedNominationFactory(cast=cast)
    nominating.return_with_questions(nomination, questions="Which segments?", by=cast.reviewer, on=ON, at=at(ON))
    assert waiting_for(cast, "Answer the questions about Director of Markets") == {"hr", "director"}
    assert others(cast, "reviewer") == {
        "Answer the questions about Director of Markets": "Department HR or Department director"
    }


@pytest.mark.parametrize(
    ("signed", "whose", "waits_for"),
    [
        ((), {"executive"}, "Eve Executive (employee)"),
        (("employee",), {"superior"}, "Ada Superior (appointing authority)"),
        (("employee", "appointing_authority"), {"director"}, "Department director"),
    ],
)
def test_signatures_wait_for_one_after_the_other(cast, signed, whose, waits_for):
    ProposedContractFactory(cast=cast, signed_by=signed)
    assert waiting_for(cast, "Sign") == whose
    assert others(cast, "hr") == {"Sign the contract of Eve Executive": waits_for}


def test_an_acting_director_has_the_directors_turn(cast):
    ProposedContractFactory(cast=cast, signed_by=("employee", "appointing_authority"))
    terms = {"office": "director", "department": cast.agriculture, "starts_on": ON, "is_acting": True}
    offices.record_office(cast.stranger, **terms, by=cast.administrator, on=ON)
    assert waiting_for(cast, "Sign the contract of Eve Executive") == {"director", "stranger"}


def test_a_director_who_is_the_executive_does_not_sign_for_the_other_side(cast):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.director)
    contract = ProposedContractFactory(cast=cast, position=position)
    assert waiting_for(cast, "Sign your contract") == {"director"}
    sign(contract, cast.director)
    sign(contract, cast.superior)
    assert waiting_for(cast, "Sign") == set()
    assert others(cast, "hr") == {"Sign the contract of Dana Director": "Department director"}


def test_a_change_that_the_executive_asks_for_waits_for_the_department(cast):
    contract = ProposedContractFactory(cast=cast)
    workflow.counter(
        contract,
        monthly_salary=contract.monthly_salary,
        lines={},
        projects=[],
        note="One project less, please.",
        by=cast.executive,
        on=ON,
        at=at(ON),
    )
    assert waiting_for(cast, "Answer the change that Eve Executive asks for") == {"hr", "director", "superior"}
    assert mine(cast, "executive") == []


def test_rows_lead_straight_to_the_work(cast):
    contract = ProposedContractFactory(cast=cast)
    (row,) = desk.gather(cast.executive, on=ON).mine.rows
    assert (row.url, row.due_on, row.since, row.rule) == (
        reverse("contracts:sign", args=[contract.pk]),
        date(2004, 6, 30),
        PROPOSED,
        "CO-CON-4",
    )
    (waited,) = desk.gather(cast.hr, on=ON).others.rows
    assert waited.url == contract.get_absolute_url()


def test_a_row_is_late_from_the_day_after_its_last_day(cast):
    ProposedContractFactory(cast=cast)
    late = {
        day: desk.gather(cast.executive, on=day).mine.late
        for day in (date(2004, 6, 29), date(2004, 6, 30), date(2004, 7, 1))
    }
    assert list(late.values()) == [0, 0, 1]


def test_a_contract_that_nobody_has_begun_waits_for_hr(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    assert waiting_for(cast, "Prepare the contract of Eve Executive") == {"hr"}
    assert "Prepare the contract of Eve Executive for 2004-05" in others(cast, "director")


def test_the_contract_of_the_next_year_is_first_coming_and_then_waiting(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, placed_on=date(2004, 5, 3))
    SignedContractFactory(cast=cast, position=cast.executive.incumbencies.get().position)
    seen = {}
    for day in (date(2005, 3, 31), date(2005, 4, 1), date(2005, 5, 15), date(2005, 5, 16)):
        gathered = desk.gather(cast.hr, on=day)
        words = "Prepare the contract of Eve Executive for 2005-06"
        seen[day] = [words in [item.what for item in part.rows] for part in (gathered.coming, gathered.mine)]
    assert list(seen.values()) == [[False, False], [True, False], [True, False], [False, True]]


def test_somebody_hired_in_the_year_has_thirty_days(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=date(2004, 9, 10))
    (row,) = desk.gather(cast.hr, on=date(2004, 9, 15)).mine.rows
    assert (row.due_on, row.rule) == (date(2004, 10, 10), "CO-CON-2")


def test_somebody_whose_position_enters_the_ses_later_has_thirty_days_from_then(cast):
    position = PlacedPositionFactory(
        department=cast.agriculture, person=cast.executive, placed_on=date(2005, 1, 3), hired_on=date(1999, 1, 4)
    )
    (row,) = desk.gather(cast.hr, on=date(2005, 1, 10)).mine.rows
    assert row.due_on == date(2005, 2, 2)
    assert row.url == f"{reverse('contracts:start', args=[position.pk])}?starts_on=2005-01-03"


def test_a_vacant_position_waits_for_the_director_and_owes_no_contract(cast):
    position = VacantPositionFactory(department=cast.agriculture)
    assert waiting_for(cast, "Fill the vacant position") == {"director"}
    assert mine(cast, "hr") == []
    IncumbencyFactory(position=position, person=cast.executive, starts_on=ON + timedelta(days=20))
    assert waiting_for(cast, "Fill the vacant position") == set()


def test_what_begins_soon_is_coming(cast):
    position = VacantPositionFactory(department=cast.agriculture, placed_on=ON + timedelta(days=10))
    IncumbencyFactory(position=position, person=cast.executive, starts_on=ON + timedelta(days=12))
    coming = [item.what for item in desk.gather(cast.hr, on=ON).coming.rows]
    assert coming == [f"{position} enters the SES", "Eve Executive takes office as Director of Markets"]
    assert desk.gather(cast.other_hr, on=ON).coming.rows == []


def test_an_office_that_ends_soon_is_coming_for_its_holder_the_department_and_the_administrator(cast):
    offices.record_office(
        cast.stranger,
        office="hr",
        department=cast.agriculture,
        starts_on=ON,
        ends_on=ON + timedelta(days=20),
        is_acting=True,
        by=cast.administrator,
        on=ON,
    )
    told = {}
    for who in EVERYBODY:
        rows = [item.what for item in desk.gather(getattr(cast, who), on=ON).coming.rows]
        if rows:
            told[who] = rows
    own = ["Your office as Acting department HR, Agriculture ends"]
    about = ["The office of Stan Stranger as Acting department HR, Agriculture ends"]
    assert told == {"stranger": own, "hr": about, "director": about, "administrator": about}


@pytest.mark.parametrize(
    ("on", "is_coming"),
    [(date(2005, 3, 15), False), (date(2005, 3, 16), True), (date(2005, 4, 30), True), (date(2005, 5, 1), False)],
)
def test_the_last_safe_day_for_notice_is_on_the_directors_desk(cast, on, is_coming):
    coming = desk.gather(cast.director, on=on).coming.rows
    assert ("CO-REM-3" in [item.rule for item in coming]) is is_coming
    assert "CO-REM-3" not in [item.rule for item in desk.gather(cast.hr, on=on).coming.rows]


def test_a_year_without_a_ceiling_waits_for_whoever_can_record_it(cast):
    assert waiting_for(cast, "Record the ceiling of FY 2005-06", on=date(2005, 7, 1)) == {
        "reviewer",
        "personnel_director",
        "administrator",
    }
    assert waiting_for(cast, "Record the ceiling of FY 2005-06", on=date(2005, 3, 31)) == set()
    PayCeiling.objects.create(fiscal_year=2005, amount=11000, source="Invented for a test")
    assert waiting_for(cast, "Record the ceiling of FY 2005-06", on=date(2005, 7, 1)) == set()


def test_departments_whose_fte_are_not_counted_this_year_are_told(cast):
    assert waiting_for(cast, "Record the permanent FTE of FY 2004-05 for 2 departments", on=date(2004, 7, 1)) == {
        "reviewer",
        "personnel_director",
        "administrator",
    }
    for department in (cast.agriculture, cast.revenue):
        FteCount.objects.create(department=department, fiscal_year=2004, fte=300, source="Invented for a test")
    assert waiting_for(cast, "Record the permanent FTE", on=date(2004, 7, 1)) == set()


def test_what_the_program_could_not_do_waits_for_the_administrator(cast, settings):
    SignedContractFactory(cast=cast)
    ExecutedCopy.unscoped.update(last_trouble="The seal's key and certificate cannot be read.")
    settings.EMAIL_BACKEND = "tests.records.test_mail.Unreachable"
    mail.deliver()
    assert waiting_for(cast, "wait for their seal") == {"administrator"}
    executed.print_waiting()
    assert waiting_for(cast, "wait for their seal") == set()


def test_nothing_of_another_department_is_on_a_desk(cast):
    ProposedContractFactory(cast=cast)
    DraftNominationFactory(cast=cast)
    VacantPositionFactory(department=cast.agriculture)
    for who in ("other_hr", "other_director", "other_superior", "other_executive", "stranger"):
        gathered = desk.gather(getattr(cast, who), on=ON)
        assert (gathered.mine.total, gathered.coming.total, gathered.others.total) == (0, 0, 0), who
        assert gathered.done == [], who


def test_who_was_there_last_is_told_with_their_office(cast):
    contract = SignedContractFactory(cast=cast)
    copies.acknowledge(ContractCopy.unscoped.get(contract=contract), by=cast.reviewer, on=SIGNED)
    latest = desk.gather(cast.hr, on=ON).done[0]
    assert (latest.words, latest.who, latest.office) == (
        "Received the contract of Eve Executive",
        "Rita Reviewer",
        "DPA/DHR reviewer",
    )
    assert len(desk.gather(cast.hr, on=ON).done) <= desk.LATELY
