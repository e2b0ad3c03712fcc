"""Every list and page of positions on another day than today: what it shows, what it keeps, and what it does not do."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from positions import capacity, departments, history, outlook, places, workflow
from positions.as_of import AsOf
from positions.models import FteCount, Incumbency, Placement
from tests.positions import scenes
from tests.positions.scenes import DAY

LATER = "2005-07-01"


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def pages(cast) -> dict[str, str]:
    """Every page that shows a day."""
    return {
        "positions": reverse("positions:positions"),
        "position": cast.agriculture.positions.first().get_absolute_url(),
        "departments": reverse("positions:departments"),
        "department": cast.agriculture.get_absolute_url(),
        "places": reverse("positions:places"),
        "nominations": reverse("positions:nominations"),
    }


@pytest.fixture
def leaving(cast):
    """A position of Agriculture held by the executive that leaves the SES after June 30, 2005."""
    [position] = scenes.fill(cast.agriculture, 1, ends_on=date(2005, 6, 30))
    Incumbency.unscoped.create(
        position=position,
        department=cast.agriculture,
        person=cast.executive,
        state="current",
        starts_on=date(2004, 7, 1),
        ends_on=date(2005, 6, 30),
        is_acting=True,
        method="selection",
    )
    return position


@pytest.mark.parametrize("name", ["positions", "position", "departments", "department", "places", "nominations"])
def test_every_page_says_that_it_shows_another_day_and_leads_back_to_today(cast, at, leaving, name):
    client, address = at("reviewer"), pages(cast)[name]
    other, today = client.get(address, {"as_of": LATER}), client.get(address)
    said = "This page shows July 1, 2005, as it is planned now, not today, September 1, 2004."
    assert said in words(other)
    assert f'<a href="{address}">Back to today</a>' in words(other)
    assert "This page shows" not in words(today)
    assert 'name="as_of"' in words(today)


@pytest.mark.parametrize("name", ["positions", "position", "departments", "department", "places", "nominations"])
def test_the_day_is_kept_when_going_on_in_the_navigation(cast, at, leaving, name):
    page = words(at("reviewer").get(pages(cast)[name], {"as_of": LATER}))
    for kept in ("positions:positions", "positions:departments", "positions:nominations"):
        assert f'href="{reverse(kept)}?as_of={LATER}"' in page
    assert 'href="/law/"' in page


@pytest.mark.parametrize(
    ("name", "linked"),
    [("positions", "position"), ("places", "position"), ("departments", "department"), ("position", "department")],
)
def test_the_day_is_kept_in_the_links_between_them(cast, at, leaving, name, linked):
    page = words(at("reviewer").get(pages(cast)[name], {"as_of": "2005-06-30"}))
    assert f'href="{pages(cast)[linked]}?as_of=2005-06-30"' in page


def test_the_past_is_told_as_it_was(cast, at, leaving):
    page = words(at("reviewer").get(pages(cast)["positions"], {"as_of": "2004-08-01"}))
    assert "This page shows August 1, 2004, as it was, not today" in page


@pytest.mark.parametrize("typed", ["tomorrow", "2005-02-30", "0005-01-01"])
def test_a_day_that_cannot_be_read_shows_today_and_says_so(cast, at, leaving, typed):
    page = words(at("reviewer").get(pages(cast)["places"], {"as_of": typed}))
    assert "Today is shown." in page
    assert "This page shows" not in page


@pytest.mark.parametrize(("day", "taken"), [("2005-06-30", 1), ("2005-07-01", 0), ("2004-06-30", 0), ("2004-07-01", 1)])
def test_the_places_are_counted_on_the_day_shown(cast, at, leaving, day, taken):
    page = at("reviewer").get(pages(cast)["places"], {"as_of": day})
    assert page.context["places"].taken == taken
    assert len(page.context["table"].rows) == taken


def test_each_place_says_who_has_it_and_that_they_act(cast, at, leaving):
    page = words(at("auditor").get(pages(cast)["places"]))
    assert f"{leaving}: Eve Executive (acting)" in page


def test_a_department_is_judged_by_the_count_of_the_day_shown(cast, at, leaving):
    FteCount.unscoped.create(department=cast.agriculture, fiscal_year=2005, fte="99.9", source="Invented")
    client, found = at("reviewer"), []
    for day in ("2004-09-01", "2005-06-30", "2005-07-01", "2005-07-02"):
        standing = client.get(pages(cast)["department"], {"as_of": day}).context["standing"]
        found.append((standing.allowance.allotment, standing.words))
    assert found == [(3, "2 free"), (3, "2 free"), (0, "Full"), (0, "Full")]


def test_the_day_shown_grants_nothing_and_takes_nothing(cast, at, leaving):
    """What may be seen is judged by the offices of today, whatever day is looked at."""
    cast.hr.memberships.update(ends_on=date(2004, 9, 30))
    client = at("hr")
    assert client.get(pages(cast)["position"], {"as_of": LATER}).status_code == 200
    cast.hr.memberships.update(ends_on=date(2004, 8, 31))
    assert client.get(pages(cast)["position"], {"as_of": "2004-08-01"}).status_code == 404


def test_nothing_can_be_done_from_a_page_of_another_day(cast, at):
    [vacant] = scenes.fill(cast.agriculture, 1)
    client = at("director")
    assert client.get(vacant.get_absolute_url()).context["steps"]
    assert client.get(vacant.get_absolute_url(), {"as_of": LATER}).context["steps"] == []


def test_a_form_that_comes_back_can_still_choose_another_day(cast, at):
    answer = at("reviewer").post(reverse("positions:record_fte", args=["agriculture"]), {"fte": "many"})
    assert f'action="{cast.agriculture.get_absolute_url()}"' in words(answer)


def test_a_title_from_a_later_day_shows_on_its_day(cast, at, leaving):
    history.rename(
        leaving,
        title="Director of Grain",
        division="Grain",
        starts_on=date(2005, 1, 1),
        reason="Reorganized.",
        by=cast.hr,
        on=DAY,
    )
    client = at("reviewer")
    for name in ("positions", "position", "places"):
        assert (
            "Director of Grain"
            not in words(client.get(pages(cast)[name], {"as_of": "2004-12-31"})).partition("Time line")[0]
        )
        assert "Director of Grain" in words(client.get(pages(cast)[name], {"as_of": "2005-01-01"}))


def test_nominations_stand_as_they_stood_on_the_day_shown(cast, at):
    nomination = scenes.submitted(cast, on=date(2004, 8, 1))
    scenes.review(nomination, cast.reviewer, on=date(2004, 8, 10))
    scenes.workflow.forward(nomination, recommendation="Good.", by=cast.reviewer, on=date(2004, 8, 20))
    client = at("reviewer")

    def told(day: str) -> list[tuple]:
        table = client.get(pages_of_nominations(), {"as_of": day}).context["table"]
        return [(row.get_cell("waits_for"), row.get_cell("days")) for row in table.paginated_rows]

    assert told("2004-07-31") == []
    assert told("2004-08-19") == [("DPA/DHR reviewer", "18")]
    assert told("2004-08-20") == [("State Personnel Director", "0")]
    assert told("2004-09-01") == [("State Personnel Director", "12")]


def pages_of_nominations() -> str:
    return reverse("positions:nominations")


def test_the_queue_says_how_many_wait_with_whom_and_how_long(cast, at):
    scenes.submitted(cast, "AG-1", on=date(2004, 8, 1))
    scenes.submitted(cast, "AG-2", on=date(2004, 8, 25))
    scenes.forwarded(cast, "AG-3", on=date(2004, 8, 30))
    page = at("reviewer").get(pages_of_nominations())
    assert [(each.waits_for, each.number, each.days) for each in page.context["waits"]] == [
        ("DPA/DHR reviewer", 2, 31),
        ("State Personnel Director", 1, 2),
    ]
    assert "<strong>2</strong> with DPA/DHR reviewer (submitted), the oldest for 31 days" in words(page)


def test_what_changes_ahead_is_told_from_the_day_shown(cast, leaving):
    days = outlook.ahead(cast.agriculture, since=DAY).days
    assert [(each.day, each.department.taken, [change.words for change in each.changes]) for each in days] == [
        (DAY, 1, []),
        (date(2005, 7, 1), 0, [f"{leaving} has left the SES"]),
    ]
    assert not outlook.ahead(cast.agriculture, since=date(2005, 7, 1)).days[1:]


@pytest.mark.parametrize("query", [{}, {"as_of": LATER}])
@pytest.mark.parametrize(
    ("name", "most"),
    [("positions", 12), ("position", 20), ("departments", 12), ("department", 20), ("places", 15), ("nominations", 12)],
)
def test_no_page_asks_more_of_the_database_at_any_size(
    cast, at, leaving, django_assert_max_num_queries, name, most, query
):
    for department in scenes.other_departments(20):
        scenes.fill(department, 6)
    assert Placement.unscoped.count() == 121
    client, address = at("reviewer"), pages(cast)[name]
    with django_assert_max_num_queries(most):
        assert client.get(address, query).status_code == 200


MOST = {"positions": 12, "position": 20, "departments": 12, "department": 20, "places": 15, "nominations": 12}
TRIED = "fte=agriculture,2004,99.9&more=agriculture,2,2004-10-01"


def test_the_pages_ask_as_much_at_8155_positions_as_at_125(cast, at, leaving):
    nomination = scenes.forwarded(cast)
    wanted = MOST | {"nomination": 20, "what if": 20}
    addresses = pages(cast) | {
        "nomination": nomination.get_absolute_url(),
        "what if": f"{reverse('positions:what_if')}?{TRIED}",
    }
    elsewhere, counted = scenes.other_departments(20), []
    client = at("personnel_director")
    for prefix, missing in (("S", 124), ("L", 8030)):
        for number, department in enumerate(elsewhere):
            scenes.fill(department, missing // 20 + (number < missing % 20), prefix=prefix)
        asked = {}
        for name, address in addresses.items():
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            asked[name] = len(queries)
        counted.append(asked)
    assert Placement.unscoped.count() == 8155
    assert counted[0] == counted[1]
    assert {name: number for name, number in counted[1].items() if number > wanted[name]} == {}


@pytest.mark.parametrize("day", ["2004-09-01", "2005-06-30"])
def test_each_taken_place_is_a_link_to_its_position_that_says_who_has_it(cast, at, leaving, day):
    """Reached by keyboard as any link, and named for a screen reader: position, number, and who holds it."""
    scenes.fill(cast.agriculture, 1, prefix="V")
    answer = at("auditor").get(reverse("positions:places"), {"as_of": day})
    squares = [each for squares in answer.context["places"].squares.values() for each in squares]
    page, suffix = words(answer), "" if day == "2004-09-01" else f"?as_of={day}"
    assert {each.url for each in squares} == {
        f"{each.get_absolute_url()}{suffix}" for each in cast.agriculture.positions.all()
    }
    for each in squares:
        assert f'<a href="{each.url}" title="{each.words}">' in page
        assert f'<span class="usa-sr-only">{each.words}</span></a>' in page


# --- what an approval held stays so


@pytest.fixture
def placed_later(cast):
    """Approved on September 1, 2004, and on November 1 given December 1 as its first day."""
    nomination = scenes.approved(cast)
    workflow.place(nomination, placed_on=date(2004, 12, 1), by=cast.director, on=date(2004, 11, 1))
    return nomination


@pytest.mark.parametrize(
    ("day", "taken"),
    [
        (date(2004, 8, 31), 0),  # before the approval
        (date(2004, 9, 1), 1),
        (date(2004, 10, 31), 1),  # the last day before its first day was set
        (date(2004, 11, 1), 0),  # from now on its place counts by its date
        (date(2004, 11, 30), 0),
        (date(2004, 12, 1), 1),
    ],
)
def test_an_approval_held_its_place_until_its_day_was_set_also_when_looked_back_at(cast, placed_later, day, taken):
    assert departments.statewide(on=day)[0] == taken
    assert capacity.taken(capacity.spans("colorado-ses", ending_from=day), on=day) == taken
    drawn = places.gather(cast.reviewer, shown=AsOf(day, date(2004, 12, 1)))
    assert (drawn.taken, drawn.reserved) == (taken, taken if day < date(2004, 11, 1) else 0)
    [agriculture] = departments.standings([cast.agriculture], on=day)
    assert agriculture.taken == taken
    assert agriculture.taken + agriculture.entering == 1  # never counted twice
    assert sum(len(squares) for squares in drawn.squares.values()) == 1


def test_the_days_ahead_of_a_past_day_tell_the_reservation_and_the_place(cast, placed_later):
    drawn = places.gather(cast.reviewer, shown=AsOf(date(2004, 10, 1), date(2004, 12, 1)))
    assert drawn.changes == [(date(2004, 10, 1), 1), (date(2004, 11, 1), 0), (date(2004, 12, 1), 1)]
    told = outlook.ahead(cast.agriculture, since=date(2004, 10, 1)).days
    assert [(each.day, each.statewide.taken) for each in told][:3] == drawn.changes
    assert told[1].changes[0].words.endswith("no longer holds a place without a date")


def test_an_approval_that_lapsed_held_its_place_until_then(cast):
    nomination = scenes.approved(cast)
    workflow.lapse(nomination, reason="Closed.", by=cast.director, on=date(2004, 11, 1))
    counted = [departments.statewide(on=day)[0] for day in (date(2004, 10, 31), date(2004, 11, 1))]
    assert counted == [1, 0]


def test_a_place_from_before_the_day_on_which_it_was_set_is_counted_once(cast):
    nomination = scenes.approved(cast)
    workflow.place(nomination, placed_on=date(2004, 10, 1), by=cast.director, on=date(2004, 11, 1))
    days = [date(2004, 9, 30), date(2004, 10, 1), date(2004, 10, 31), date(2004, 11, 1)]
    assert [departments.statewide(on=day)[0] for day in days] == [1, 1, 1, 1]


def test_a_denied_nomination_never_held_a_place(cast):
    nomination = scenes.forwarded(cast)
    workflow.decide(nomination, approve=False, reason="No.", by=cast.personnel_director, on=DAY)
    assert departments.statewide(on=DAY)[0] == 0
