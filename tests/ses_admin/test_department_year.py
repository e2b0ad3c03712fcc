"""A department's contract year: positions at most risk first, and how far each contract is, in words."""

from datetime import date

import pytest

from contracts import copies
from contracts.models import ContractCopy
from ses_admin.department_year import Books, draw
from tests.contracts.seasons import department_of
from tests.factories import (
    DeclinedContractFactory,
    DraftContractFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    UserFactory,
    VacantPositionFactory,
)

ON = date(2004, 6, 15)


def year(cast, on: date = ON, number: int = 2004):
    """The contract year of Agriculture as HR sees it."""
    return Books(cast.hr, cast.hr.departments_seen(on), on=on).year(number)


def stages(line) -> list[str]:
    """The stages of a line: done ones with a tick, the next one with an arrow."""
    return [("✓ " if each.done_on else "→ " if each.is_next else "") + each.words for each in line.stages]


@pytest.mark.parametrize(
    ("case", "more", "told"),
    [
        (
            DraftContractFactory,
            {},
            [
                "✓ Drafted",
                "→ Proposed",
                "Signed by employee",
                "Signed by appointing authority",
                "Signed by department director",
                "Received by DPA/DHR",
            ],
        ),
        (
            ProposedContractFactory,
            {"signed_by": ("employee",)},
            [
                "✓ Drafted",
                "✓ Proposed",
                "✓ Signed by employee",
                "→ Signed by appointing authority",
                "Signed by department director",
                "Received by DPA/DHR",
            ],
        ),
        (DeclinedContractFactory, {}, ["✓ Drafted", "→ Declined by the employee"]),
        (SignedContractFactory, {}, ["✓ Signed by all", "→ Received by DPA/DHR"]),
    ],
)
def test_how_far_a_contract_is(cast, case, more, told):
    case(cast=cast, **more)
    (line,) = year(cast).lines
    assert stages(line) == told


def test_a_received_contract_has_nothing_left(cast):
    contract = SignedContractFactory(cast=cast)
    copies.acknowledge(ContractCopy.unscoped.get(contract=contract), by=cast.reviewer, on=ON)
    (line,) = year(cast).lines
    assert stages(line) == ["✓ Signed by all", "✓ Received by DPA/DHR"]


def test_a_contract_brought_over_without_a_copy_waits_for_nobody(cast):
    department_of(cast, 1)
    (line,) = year(cast).lines
    assert (stages(line), line.waits_for) == (["✓ Signed by all"], "")


def test_a_contract_that_is_not_begun_and_a_vacant_position(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    VacantPositionFactory(department=cast.agriculture, title="Empty")
    begun, vacant = year(cast).lines
    assert (stages(begun), begun.is_missing, begun.due_on) == (["Not begun"], True, date(2004, 6, 30))
    assert (stages(vacant), vacant.is_missing, vacant.due_on) == ([], False, None)


def test_those_most_at_risk_come_first(cast):
    late = PlacedPositionFactory(
        department=cast.agriculture, person=UserFactory(), title="Z late", hired_on=date(2004, 8, 2)
    )
    VacantPositionFactory(department=cast.agriculture, title="A vacant")
    SignedContractFactory(cast=cast)
    told = [line.placement.position.title for line in year(cast, on=date(2004, 9, 15)).lines]
    assert told == ["Z late", "Director of Markets", "A vacant"]
    first = year(cast, on=date(2004, 9, 15)).lines[0]
    assert (first.placement.position, first.is_late, first.due_on) == (late, True, date(2004, 9, 1))


def test_a_signed_contract_is_never_late(cast):
    SignedContractFactory(cast=cast)
    gathered = year(cast, on=date(2004, 12, 1))
    assert (gathered.owed, gathered.signed, gathered.late) == (1, 1, 0)


def test_somebody_who_leaves_before_the_year_owes_nothing_for_it(cast):
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive)
    position.incumbencies.update(ends_on=date(2004, 6, 30))
    (line,) = year(cast).lines
    assert (line.incumbency, year(cast).owed) == (None, 0)


@pytest.mark.parametrize(
    ("on", "years"), [(date(2005, 3, 31), [2004]), (date(2005, 4, 1), [2004, 2005]), (date(2005, 7, 1), [2005])]
)
def test_in_the_season_two_years_are_looked_at(cast, on, years):
    assert Books(cast.hr, cast.hr.departments_seen(on), on=on).years == years


def test_days_before_the_rules_are_no_trouble(cast):
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, placed_on=date(2004, 4, 1))
    (line,) = year(cast, on=date(2004, 4, 5), number=2003).lines
    assert (line.due_on, line.is_late) == (None, False)


def test_another_departments_positions_are_not_read(cast):
    PlacedPositionFactory(department=cast.revenue, person=cast.other_executive)
    assert year(cast).lines == []
    everything = {cast.agriculture.pk, cast.revenue.pk}
    assert Books(cast.hr, everything, on=ON).year(2004).lines == [], "asked for more than this person may see"


def test_the_line_of_the_year_has_its_days_in_order(cast):
    drawing = draw(on=date(2004, 11, 20))
    assert drawing.words == "2004-05"
    assert [(mark.on, mark.words) for mark in drawing.marks] == [
        (date(2004, 11, 20), "Today"),
        (date(2005, 4, 30), "Last safe day for notice of unsatisfactory performance"),
        (date(2005, 6, 30), "Last day to sign the contracts of the next year"),
    ]
    assert [day.month for _x, day in drawing.months] == [7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6]
    assert [x for x, _day in drawing.months] == sorted(x for x, _day in drawing.months)
    assert drawing.months[0][0] == 0
    assert drawing.marks[-1].x == 1000


def test_of_a_year_before_only_what_is_left_is_shown(cast):
    SignedContractFactory(cast=cast)
    PlacedPositionFactory(department=cast.agriculture, person=UserFactory(), title="Unsigned")
    left = year(cast).unfinished()
    assert [line.placement.position.title for line in left.lines] == ["Unsigned", "Director of Markets"]
    copies.acknowledge(ContractCopy.unscoped.get(), by=cast.reviewer, on=ON)
    left = year(cast).unfinished()
    assert [line.placement.position.title for line in left.lines] == ["Unsigned"]
    assert left.finished == 1
