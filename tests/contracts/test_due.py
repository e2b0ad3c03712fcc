"""By when a contract is signed: for a position that enters the SES with somebody in it, thirty days from then."""

from datetime import date

import pytest

from contracts import owed, workflow
from ses_admin.department_year import Books
from tests.factories import PlacedPositionFactory

ENTERED = date(2005, 1, 3)


@pytest.mark.parametrize(
    ("hired_on", "entered_on", "starts_on", "due_on"),
    [
        (date(1999, 1, 4), ENTERED, ENTERED, date(2005, 2, 2)),
        (ENTERED, date(2004, 8, 2), ENTERED, date(2005, 2, 2)),
        (date(1999, 1, 4), date(2004, 6, 21), date(2004, 7, 1), date(2004, 7, 21)),
        (date(1999, 1, 4), date(2004, 5, 3), date(2004, 7, 1), date(2004, 6, 30)),
    ],
)
def test_thirty_days_run_from_the_later_of_hire_and_entry(cast, hired_on, entered_on, starts_on, due_on):
    position = PlacedPositionFactory(
        department=cast.agriculture, person=cast.executive, placed_on=entered_on, hired_on=hired_on
    )
    contract = workflow.start(
        position,
        starts_on=starts_on,
        appointing_authority=cast.superior,
        appointing_authority_title="Deputy Commissioner",
        by=cast.hr,
        on=starts_on,
    )
    assert contract.due_on == due_on


def test_the_list_of_what_is_owed_and_the_desk_name_the_same_day(cast):
    PlacedPositionFactory(
        department=cast.agriculture, person=cast.executive, placed_on=ENTERED, hired_on=date(1999, 1, 4)
    )
    on = date(2005, 1, 10)
    listed = owed.owed([cast.agriculture], on=on)[0]
    (line,) = Books(cast.hr, {cast.agriculture.pk}, on=on).year(2004).lines
    assert (listed.starts_on, listed.due_on) == (line.starts_on, line.due_on) == (ENTERED, date(2005, 2, 2))
