"""The lists of a desk: no kind of row hides another, and what is counted in one row is said truthfully."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from ses_admin import desk, nightly
from ses_admin.desk_parts import MOST_OF_A_KIND, Part
from ses_admin.desk_rows import Item, Many
from ses_admin.turns import DECIDE
from tests.factories import ForwardedNominationFactory, PlacedPositionFactory, UserFactory, at

ON = date(2005, 7, 5)
MANY = Many("Sign {} papers", "/papers/", "Sign them")
JULY_1 = date(2005, 7, 1)


def row(number: int, *, due_on: date | None = ON, many: Many | None = MANY, waits_for: str = "HR") -> Item:
    return Item(f"Sign paper {number}", f"/papers/{number}/", "Sign", "", due_on=due_on, many=many, waits_for=waits_for)


@pytest.mark.parametrize("number", [MOST_OF_A_KIND, MOST_OF_A_KIND + 1])
def test_more_than_ten_of_a_kind_are_one_row_that_counts_them(number):
    part = Part.of([row(each) for each in range(number)], on=ON)
    assert part.total == number
    shown = [(each.what, each.url, each.button, each.number) for each in part.rows]
    if number > MOST_OF_A_KIND:
        assert shown == [(f"Sign {number} papers", "/papers/", "Sign them", number)]
    else:
        assert len(shown) == number


def test_the_row_is_due_when_the_first_of_them_is_and_says_how_many_are_late():
    late = [row(each, due_on=ON - timedelta(days=each + 1)) for each in range(4)]
    part = Part.of([*(row(each, due_on=ON) for each in range(4, 15)), *late], on=ON)
    (shown,) = part.rows
    assert (shown.due_on, shown.late, shown.number) == (ON - timedelta(days=4), 4, 15)
    assert part.late == 4


def test_many_of_one_kind_hide_nothing_of_another_and_what_is_late_is_on_top():
    others = [row(each, many=None, due_on=ON - timedelta(days=9)) for each in range(40)]
    part = Part.of([*(row(each, due_on=ON - timedelta(days=1)) for each in range(111)), *others], on=ON)
    assert [each.what for each in part.rows] == [*(each.what for each in others), "Sign 111 papers"]
    assert (part.total, part.late) == (151, 151)


def test_a_row_that_waits_for_several_names_them_by_their_number():
    rows = [row(each, waits_for="DPA/DHR" if each else "Director") for each in range(20)]
    assert [each.waits_for for each in Part.of(rows, on=ON).rows] == ["2 people or offices"]
    assert [each.waits_for for each in Part.of(rows[1:], on=ON).rows] == ["DPA/DHR"]


def test_removals_of_july_1_hide_no_other_duty_of_dpa(cast, client, settings):
    settings.TRAINING_DAY = ON
    for _each in range(MOST_OF_A_KIND + 1):
        PlacedPositionFactory(department=cast.agriculture, person=UserFactory())
    ForwardedNominationFactory(cast=cast)
    nightly.run(JULY_1, at=at(JULY_1))
    shown = [item.what for item in desk.gather(cast.personnel_director, on=ON).mine.rows]
    assert shown[0] == "Record the ceiling of FY 2005-06; without it no contract can be signed"
    assert f"Confirm that {MOST_OF_A_KIND + 1} positions left the SES on July 1, or set them aside" in shown
    assert "Decide the nomination of Director of Markets" in shown
    client.force_login(cast.personnel_director)
    page = client.get(reverse("desk")).content.decode()
    listed = f"{reverse('positions:removals')}?state=proposed"
    assert f'href="{listed}"' in page
    assert "more of the same kind" not in page
    assert f"{MOST_OF_A_KIND + 1} reviews and removals" in client.get(listed).content.decode()


def test_every_list_that_a_row_can_lead_to_is_there(cast, client, settings):
    settings.TRAINING_DAY = ON
    from ses_admin import turns, waiting_positions

    tables = (turns.NOMINATIONS, turns.CONTRACTS, turns.COPIES, waiting_positions.REMOVALS)
    several = [turn.gathered for table in tables for turn in table.values()]
    several += [turns.DECIDE.gathered, turns.UNDECIDED.gathered, turns.COUNTER.gathered]
    client.force_login(cast.hr)
    for many in several:
        assert "{}" in many.what
        answer = client.get(many.url)
        assert answer.status_code == 200
        assert "Select a valid choice" not in answer.content.decode()


def test_a_row_of_many_without_a_list_opens_the_first_of_them_which_leads_to_the_next():
    decide = DECIDE.gathered
    assert decide == Many("Decide the salaries of {} executives", "", "Decide")
    rows = [row(each, many=decide, due_on=ON + timedelta(days=each)) for each in reversed(range(20))]
    (shown,) = Part.of(rows, on=ON).rows
    assert (shown.what, shown.url) == ("Decide the salaries of 20 executives", "/papers/0/")
