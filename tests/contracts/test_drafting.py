"""A contract is begun, written and given up by the department, and by nobody else."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from contracts import terms, workflow
from contracts.models import Contract, SalaryDecision
from records.models import Event
from tests import cast as cast_module
from tests.contracts.stories import everybody_but, last_event, refused
from tests.factories import (
    DRAFTED,
    IN_SES_SINCE,
    YEAR_ENDS,
    YEAR_STARTS,
    DraftContractFactory,
    IncumbencyFactory,
    PlacedPositionFactory,
    PositionFactory,
    SignedContractFactory,
    VacantPositionFactory,
    write,
)


@pytest.fixture
def position(cast):
    """A position of Agriculture, held by the executive since May 3, 2004."""
    return PlacedPositionFactory(department=cast.agriculture, person=cast.executive)


def begin(position, cast, *, by=None, starts_on=YEAR_STARTS, on=DRAFTED, superior=None) -> Contract:
    return workflow.start(
        position,
        starts_on=starts_on,
        appointing_authority=superior or cast.superior,
        appointing_authority_title="Deputy Commissioner",
        by=by or cast.hr,
        on=on,
    )


# --- beginning


@pytest.mark.parametrize(
    ("office", "printed"),
    [("hr", "Department HR"), ("superior", "Appointing authority"), ("director", "Department director")],
)
def test_the_department_begins_a_contract(cast, position, office, printed):
    contract = begin(position, cast, by=getattr(cast, office))

    assert (contract.state, contract.employee, contract.revision) == ("draft", cast.executive, 0)
    assert (contract.starts_on, contract.ends_on) == (YEAR_STARTS, YEAR_ENDS)
    event = last_event(contract)
    assert (event.verb, event.start, event.end, event.office) == ("start", "", "draft", printed)
    assert (event.actor, event.on, event.department) == (getattr(cast, office), DRAFTED, cast.agriculture)


def test_nobody_else_begins_a_contract(cast, position):
    for person in everybody_but(cast, "hr", "superior", "director"):
        with refused(words="This takes the office of"):
            begin(position, cast, by=person)


def test_an_appointing_authority_of_the_department_who_is_not_named_does_not_begin_it(cast, position):
    cast_module.holds(cast.stranger, "appointing_authority", cast.agriculture)
    with refused(words="This takes the office of"):
        begin(position, cast, by=cast.stranger)


def test_an_office_counts_until_its_last_day_and_not_after(cast, position):
    cast_module.holds(cast.stranger, "hr", cast.agriculture, ends_on=DRAFTED)

    with refused(words="held on May 18, 2004"):
        begin(position, cast, by=cast.stranger, on=DRAFTED + timedelta(days=1))
    assert begin(position, cast, by=cast.stranger, on=DRAFTED).state == "draft"


def test_the_employee_is_not_told_of_a_draft(cast, position):
    contract = begin(position, cast)
    write(contract, by=cast.hr, on=DRAFTED)
    assert not Event.objects.visible_to(cast.executive, on=DRAFTED).about(contract)


@pytest.mark.parametrize(
    ("hired_on", "starts_on", "ends_on", "due_on"),
    [
        # Reading 5: before July 1 is by the end of June 30.
        (date(2004, 5, 3), date(2004, 7, 1), date(2005, 6, 30), date(2004, 6, 30)),
        # Reading 10: July 10 gives August 9.
        (date(2004, 7, 10), date(2004, 7, 10), date(2005, 6, 30), date(2004, 8, 9)),
        # Reading 18: hired shortly before July 1, the later of the two days.
        (date(2004, 6, 20), date(2004, 7, 1), date(2005, 6, 30), date(2004, 7, 20)),
        (date(2004, 6, 20), date(2004, 6, 20), date(2004, 6, 30), date(2004, 7, 20)),
        # A term that starts in the middle of the year ends with it, and may be one day.
        (date(2005, 3, 1), date(2005, 3, 1), date(2005, 6, 30), date(2005, 3, 31)),
        (date(2005, 6, 30), date(2005, 6, 30), date(2005, 6, 30), date(2005, 7, 30)),
    ],
)
def test_a_term_ends_on_june_30_and_is_due_in_time(cast, hired_on, starts_on, ends_on, due_on):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive, hired_on=hired_on)
    contract = begin(position, cast, starts_on=starts_on)
    contract.refresh_from_db()
    assert (contract.starts_on, contract.ends_on, contract.due_on) == (starts_on, ends_on, due_on)


def test_a_contract_does_not_start_before_the_program_does(cast):
    long_ago = date(2004, 4, 30)
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive, placed_on=long_ago)
    with refused("CO-CON-1"):
        begin(position, cast, starts_on=long_ago)


def test_a_vacant_position_owes_no_contract(cast):
    """Reading 17."""
    with refused(words="a vacant position owes no contract"):
        begin(VacantPositionFactory(department=cast.agriculture), cast)


def test_a_position_outside_the_ses_has_no_contract(cast):
    position = PositionFactory(department=cast.agriculture)
    IncumbencyFactory(position=position, person=cast.executive)
    with refused(words="is not in the SES on July 1, 2004"):
        begin(position, cast)


def test_a_contract_is_begun_once(cast, position):
    begin(position, cast)
    with refused(words="There is already a contract of Eve Executive from July 1, 2004 to June 30, 2005"):
        begin(position, cast, by=cast.director)


def test_no_second_contract_begins_within_the_term(cast, position):
    """Reading 9: a later contract in the same position would be another door to new pay. So would an earlier one."""
    begin(position, cast, starts_on=date(2004, 10, 1))
    for starts_on in (YEAR_STARTS, date(2004, 12, 1), YEAR_ENDS):
        with refused(words="CO-PAY-3"):
            begin(position, cast, starts_on=starts_on)
    assert begin(position, cast, starts_on=date(2005, 7, 1)).ends_on == date(2006, 6, 30)


def test_after_a_withdrawal_the_contract_can_be_begun_again(cast, position):
    workflow.withdraw(begin(position, cast), by=cast.hr, on=DRAFTED)
    assert begin(position, cast).state == "draft"


def test_who_left_and_came_back_gets_a_new_contract_in_the_same_year(cast):
    position = VacantPositionFactory(department=cast.agriculture)
    first = IncumbencyFactory(position=position, person=cast.executive, ends_on=date(2004, 9, 30), state="ended")
    begin(position, cast)
    IncumbencyFactory(position=position, person=cast.executive, starts_on=date(2005, 1, 3))

    contract = begin(position, cast, starts_on=date(2005, 1, 3))

    assert first.ends_on < contract.starts_on
    assert contract.due_on == date(2005, 2, 2)


def test_an_executive_is_not_their_own_appointing_authority(cast, position):
    cast_module.holds(cast.executive, "appointing_authority", cast.agriculture)
    with refused(words="cannot be their own appointing authority"):
        begin(position, cast, superior=cast.executive)

    contract = begin(position, cast)
    with refused(words="cannot be their own appointing authority"):
        write(contract, by=cast.hr, on=DRAFTED, appointing_authority=cast.executive)


def test_a_new_contract_has_the_printed_objectives_and_no_project(cast, position):
    begun = terms.of(begin(position, cast))
    assert [len(area["lines"]) for area in begun["areas"]] == [5, 6, 5, 3]
    assert begun["projects"] == []


def test_what_the_position_is_called_later_does_not_move_the_contract(cast, position):
    contract = begin(position, cast)
    position.title, position.division = "Director of Everything", "Everything"
    position.save()
    contract.refresh_from_db()
    assert (contract.title, contract.division) == ("Director of Markets", "Division of Markets")


def test_the_salary_of_last_year_stands_beside_the_new_one_even_if_it_was_signed_later(cast, position):
    begun_early = begin(position, cast, starts_on=date(2005, 7, 1))
    assert SalaryDecision.objects.get(contract=begun_early).last_salary is None
    SignedContractFactory(cast=cast, position=position, monthly_salary=Decimal("9400"))

    write(begun_early, by=cast.hr, on=DRAFTED, monthly_salary=Decimal("9600"))

    decision = SalaryDecision.objects.select_related("contract").get(contract=begun_early)
    assert (decision.last_salary, decision.change) == (Decimal("9400.00"), Decimal("200.00"))


# --- writing


@pytest.mark.parametrize("office", ["hr", "superior", "director"])
def test_the_department_writes_a_draft(cast, draft, office):
    write(
        draft,
        by=getattr(cast, office),
        on=DRAFTED,
        monthly_salary=Decimal("9812.50"),
        lines={"other": ["Answers letters within ten days"]},
        projects=[],
    )
    draft.refresh_from_db()

    assert (draft.revision, draft.monthly_salary) == (2, Decimal("9812.50"))
    written = terms.of(draft)
    assert [len(area["lines"]) for area in written["areas"]] == [5, 6, 5, 4]
    assert written["areas"][3]["lines"][-1] == "Answers letters within ten days"
    assert written["projects"] == []
    event = last_event(draft)
    assert (event.verb, event.start, event.end, event.actor) == ("edit", "draft", "draft", getattr(cast, office))


def test_nobody_else_writes_a_draft(cast, draft):
    for person in everybody_but(cast, "hr", "superior", "director"):
        with refused(words="This takes the office of"):
            write(draft, by=person, on=DRAFTED)


def test_a_draft_is_not_written_over_what_somebody_else_saved(cast, draft):
    opened_with = draft.revision
    write(draft, by=cast.hr, on=DRAFTED, monthly_salary=Decimal("9100"))

    with refused(words="Somebody else saved this contract while you were writing"):
        write(draft, by=cast.superior, on=DRAFTED, revision=opened_with, monthly_salary=Decimal("9200"))

    draft.refresh_from_db()
    assert draft.monthly_salary == Decimal("9100")


def test_what_is_held_in_hand_does_not_hide_what_was_saved_meanwhile(cast, draft):
    """Two people load the same draft; the second one's page is stale although nobody told its copy in memory."""
    in_hand = Contract.unscoped.get(pk=draft.pk)
    write(draft, by=cast.hr, on=DRAFTED, monthly_salary=Decimal("9100"))
    with refused(words="Somebody else saved this contract"):
        write(in_hand, by=cast.superior, on=DRAFTED, monthly_salary=Decimal("9200"))


@pytest.mark.parametrize("salary", ["0", "-9500.00"])
def test_a_salary_that_is_not_above_zero_is_not_kept(cast, draft, salary):
    with refused("CO-CON-3"):
        write(draft, by=cast.hr, on=DRAFTED, monthly_salary=Decimal(salary))
    draft.refresh_from_db()
    assert draft.monthly_salary == Decimal("9500.00")


def test_a_draft_may_be_wrong(cast, draft):
    """It says so on its page; what is forbidden stops the proposal."""
    write(draft, by=cast.hr, on=DRAFTED, monthly_salary=Decimal("10763.01"), understanding="", planning_met_on=None)
    draft.refresh_from_db()
    assert draft.monthly_salary == Decimal("10763.01")


def test_a_former_appointing_authority_of_the_draft_no_longer_writes_it(cast, draft):
    cast_module.holds(cast.stranger, "appointing_authority", cast.agriculture)
    write(draft, by=cast.superior, on=DRAFTED, appointing_authority=cast.stranger)
    with refused(words="This takes the office of"):
        write(draft, by=cast.superior, on=DRAFTED)
    write(draft, by=cast.stranger, on=DRAFTED)


# --- giving up


@pytest.mark.parametrize("office", ["hr", "director"])
def test_the_department_withdraws_a_draft(cast, draft, office):
    workflow.withdraw(draft, by=getattr(cast, office), on=DRAFTED)
    draft.refresh_from_db()
    assert draft.state == "withdrawn"
    event = last_event(draft)
    assert (event.verb, event.start, event.end) == ("withdraw", "draft", "withdrawn")


def test_nobody_else_withdraws_a_draft(cast, draft):
    for person in everybody_but(cast, "hr", "director"):
        with refused(words="This takes the office of"):
            workflow.withdraw(draft, by=person, on=DRAFTED)


def test_a_withdrawn_contract_is_over(cast, draft):
    workflow.withdraw(draft, by=cast.hr, on=DRAFTED)
    with refused(words="not possible now: it is withdrawn"):
        workflow.withdraw(draft, by=cast.hr, on=DRAFTED)
    with refused(words="not possible now: it is withdrawn"):
        write(draft, by=cast.hr, on=DRAFTED)
    with refused(words="not possible now: it is withdrawn"):
        workflow.revise(draft, by=cast.hr, on=DRAFTED)


def test_the_other_department_has_its_own_contracts(cast):
    position = PlacedPositionFactory(department=cast.revenue, person=cast.other_executive, placed_on=IN_SES_SINCE)
    contract = DraftContractFactory(
        cast=cast, position=position, appointing_authority=cast.other_superior, by=cast.other_hr
    )
    assert contract.department == cast.revenue
    with refused(words="This takes the office of"):
        workflow.withdraw(contract, by=cast.hr, on=DRAFTED)
