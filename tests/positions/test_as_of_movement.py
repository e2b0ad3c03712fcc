"""Transfers, reviews and removals, requests and vacancies on another day: what stood then, and that nothing is done."""

from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from positions import allotment_reviews, authorization_requests, leaving, removals, transfers, vacancies
from positions.models import Removal, Transfer
from tests.access.movement_rows import abroad
from tests.factories import IncumbencyFactory, UserFactory
from tests.positions import removal_scenes as begun
from tests.positions import scenes
from tests.positions.scenes import DAY

LISTS = ("transfers", "removals", "requests", "vacancies")
BEFORE, SOON, LATE, AFTER = date(2004, 8, 31), date(2004, 9, 15), date(2004, 9, 30), date(2004, 10, 1)


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


@pytest.fixture
def moved(cast):
    """Each begun on September 1 and ended on September 15: a transfer, a removal and a request."""
    transfer = abroad(cast)
    transfers.decline(transfer, reason="Needed here.", by=cast.director, on=SOON)
    removal = begun.reviewing(cast, scenes.fill(cast.agriculture, 1, prefix="M")[0])
    removals.ask(removal, question="Who reports to it?", by=cast.personnel_director, on=SOON)
    removals.answer(removal, text="Nine managers.", by=cast.director, on=LATE)
    request = begun.requested(cast, starts_on=date(2005, 1, 1))
    authorization_requests.refuse(request, reason="No cause.", by=cast.personnel_director, on=SOON)
    return {"transfers": transfer, "removals": removal, "requests": request}


@pytest.fixture
def today(settings):
    """October 1, 2004."""
    settings.TRAINING_DAY = AFTER


STOOD = [
    ("transfers", BEFORE, None),
    ("transfers", DAY, "Waits for approval"),
    ("transfers", date(2004, 9, 14), "Waits for approval"),
    ("transfers", SOON, "Declined"),
    ("removals", BEFORE, None),
    ("removals", date(2004, 9, 14), "Under review"),
    ("removals", SOON, "Department asked"),
    ("removals", date(2004, 9, 29), "Department asked"),
    ("removals", LATE, "Under review"),
    ("requests", BEFORE, None),
    ("requests", date(2004, 9, 14), "Requested"),
    ("requests", SOON, "Refused"),
    ("requests", date(2005, 7, 1), "Refused"),
]


@pytest.mark.parametrize(("name", "day", "state"), STOOD)
def test_a_list_tells_how_each_stood_on_the_day_shown(cast, at, moved, today, name, day, state):
    address = reverse(f"positions:{name}")
    page = at("reviewer").get(address, {"as_of": day.isoformat(), "state": "every"})
    rows = list(page.context["table"].paginated_rows)
    if state is None:
        assert rows == []
    else:
        [row] = rows
        assert state in row.get_cell("state")
        assert f"{moved[name].get_absolute_url()}?as_of={day.isoformat()}" in page.content.decode()


@pytest.mark.parametrize(("name", "day", "state"), STOOD)
def test_a_page_tells_how_it_stood_on_the_day_shown(cast, at, moved, today, name, day, state):
    """A day before it was begun shows the day on which it was."""
    page = at("reviewer").get(moved[name].get_absolute_url(), {"as_of": day.isoformat()})
    stood = {"transfers": "Waits for approval", "removals": "Under review", "requests": "Draft"}
    if name == "requests" and day == BEFORE:
        assert page.context["words"] == "Requested"  # it was prepared and sent on September 1
    else:
        assert page.context["words"] == (state or stood[name])


@pytest.mark.parametrize("name", LISTS)
def test_what_waited_is_chosen_by_how_it_stood(cast, at, moved, today, name):
    if name == "vacancies":
        return
    address = reverse(f"positions:{name}")
    then = at("reviewer").get(address, {"as_of": "2004-09-10"}).context["table"]
    now = at("reviewer").get(address).context["table"]
    assert (len(then.rows), len(now.rows)) == (1, 1 if name == "removals" else 0)


@pytest.mark.parametrize("name", LISTS)
def test_each_list_has_the_box_and_leads_on_with_the_day(cast, at, moved, today, name):
    address = reverse(f"positions:{name}")
    page = words(at("hr").get(address, {"as_of": "2004-09-10"}))
    assert "This page shows September 10, 2004, as it was, not today, October 1, 2004." in page
    assert f'<a href="{address}">Back to today</a>' in page
    for other in (*LISTS, "positions"):
        assert f'href="{reverse(f"positions:{other}")}?as_of=2004-09-10"' in page
    assert '<input type="hidden" name="as_of" value="2004-09-10">' in page  # the choices above the list keep it


def test_what_came_later_is_not_told(cast, at, moved, today):
    removal = moved["removals"]
    removals.order(removal, last_day=date(2005, 6, 30), reason="Too small.", by=cast.personnel_director, on=AFTER)
    page = words(at("reviewer").get(removal.get_absolute_url(), {"as_of": "2004-09-14"}))
    for later in ("Who reports to it?", "Nine managers.", "Too small.", "June 30, 2005", "The decision"):
        assert later not in page
    asked = words(at("reviewer").get(removal.get_absolute_url(), {"as_of": "2004-09-29"}))
    assert "Who reports to it?" in asked and "Not answered yet." in asked and "Nine managers." not in asked
    now = words(at("reviewer").get(removal.get_absolute_url()))
    assert "Nine managers." in now and "June 30, 2005" in now
    rows = at("reviewer").get(reverse("positions:removals"), {"as_of": "2004-09-30", "state": "every"}).context["table"]
    assert [row.get_cell("last_day") for row in rows.paginated_rows] == ["none set"]


def test_a_salary_and_its_letter_are_told_from_their_day(cast, at, today):
    begun.lid(cast)
    removal = begun.ordered(cast)
    removals.set_salary(removal, monthly_salary=Decimal("8000"), by=cast.director, on=SOON)
    page = at("director").get(removal.get_absolute_url(), {"as_of": "2004-09-14"})
    assert "$8,000" not in words(page) and page.context["words"] == "Conversion ordered"
    assert len(page.context["letters"]) == 1
    after = at("director").get(removal.get_absolute_url(), {"as_of": "2004-09-15"})
    assert "$8,000" in words(after) and len(after.context["letters"]) == 2


def test_an_approval_is_told_from_its_day(cast, at, today):
    transfer = abroad(cast)
    transfers.approve(transfer, by=cast.director, on=SOON)
    page = words(at("reviewer").get(transfer.get_absolute_url(), {"as_of": "2004-09-14"}))
    assert "approved on September 15, 2004" not in page
    assert "approved on September 15, 2004" in words(at("reviewer").get(transfer.get_absolute_url()))


def test_a_review_of_a_department_stands_open_until_it_was_settled(cast, at, today):
    review = begun.fallen(cast)
    about = {"reason": "Two are being reviewed.", "positions": [], "by": cast.personnel_director}
    outcome = allotment_reviews.OUTCOMES[0][0]
    allotment_reviews.settle(review, outcome=outcome, **about, on=SOON)
    then = words(at("reviewer").get(review.get_absolute_url(), {"as_of": "2004-09-14"}))
    assert "Two are being reviewed." not in then
    assert "Two are being reviewed." in words(at("reviewer").get(review.get_absolute_url()))
    department = at("reviewer").get(cast.agriculture.get_absolute_url(), {"as_of": "2004-09-14"})
    assert [state for _review, state in department.context["reviews"]] == ["Under review"]


def test_an_appointment_stands_as_on_the_day_shown(cast, at, today):
    position = begun.held(cast)
    held = position.incumbencies.get()
    leaving.end(held, way="resignation", ends_on=date(2004, 10, 31), by=cast.hr, on=SOON)
    page = at("hr").get(held.get_absolute_url(), {"as_of": "2004-11-01"})
    assert page.context["standing"][0] == "Ended after October 31, 2004"
    assert page.context["steps"] == []
    assert at("hr").get(held.get_absolute_url()).context["steps"]


def test_an_empty_list_says_what_else_to_choose(cast, at, today):
    address = reverse("positions:removals")
    assert "Choose “Every one”" in words(at("reviewer").get(address))
    assert "None that you may see had been begun by this day" in words(at("reviewer").get(address, {"state": "every"}))


@pytest.mark.parametrize("name", ["transfers", "removals", "requests"])
def test_nothing_is_done_on_a_page_of_another_day(cast, at, settings, name):
    settings.TRAINING_DAY = DAY
    made = {"transfers": abroad, "removals": begun.asked, "requests": begun.prepared}[name](cast)
    who = at("director")
    today, other = (
        words(who.get(made.get_absolute_url())),
        words(who.get(made.get_absolute_url(), {"as_of": "2004-10-01"})),
    )
    assert 'method="post" action="/positions/' in today
    assert 'method="post" action="/positions/' not in other


def test_a_page_of_a_position_offers_no_correction_on_another_day(cast, at, settings):
    settings.TRAINING_DAY = DAY
    position = begun.vacant(cast)
    acts = ("/correct/", "/title/", "/job-descriptions/")
    today = words(at("hr").get(position.get_absolute_url()))
    other = words(at("hr").get(position.get_absolute_url(), {"as_of": "2004-10-01"}))
    assert [each for each in acts if each in today] == list(acts)
    assert [each for each in acts if each in other] == []


def test_a_vacancy_is_listed_from_its_first_day_until_it_was_filled_and_not_acted_on_elsewhen(cast, at, today):
    about = {"number": "C-1", "title": "Analyst", "job_class": "Analyst IV"}
    made = vacancies.record(cast.agriculture, **about, vacant_from=DAY, by=cast.hr, on=DAY)
    client, address = at("hr"), reverse("positions:vacancies")
    assert "No longer vacant" in words(client.get(address)) and "Record a vacant position" in words(client.get(address))
    vacancies.fill(made, filled_on=SOON, by=cast.hr, on=SOON)
    listed = {}
    for day in ("2004-08-31", "2004-09-01", "2004-09-14", "2004-09-15"):
        page = client.get(address, {"as_of": day})
        listed[day] = len(page.context["table"].rows)
        assert "Record a vacant position" not in words(page) and "To do" not in words(page)
    assert list(listed.values()) == [0, 1, 1, 0]


def ask_for_many(cast) -> None:
    """Thirty executives of Revenue who are asked for by Agriculture."""
    wanted = scenes.fill(cast.agriculture, 30, prefix="T")
    for position, held in zip(wanted, scenes.fill(cast.revenue, 30, prefix="F"), strict=True):
        stay = IncumbencyFactory(position=held, person=UserFactory())
        Transfer.unscoped.create(
            department=cast.agriculture,
            from_department=cast.revenue,
            person=stay.person,
            leaving=stay,
            position=position,
            starts_on=LATE,
            state="requested",
            requested_on=DAY,
        )


@pytest.mark.parametrize("query", [{"state": "every"}, {"state": "every", "as_of": "2004-09-10"}])
@pytest.mark.parametrize("name", ["transfers", "removals", "requests"])
def test_a_list_asks_as_few_questions_for_many_on_any_day(cast, at, moved, today, name, query):
    client, address = at("personnel_director"), reverse(f"positions:{name}")
    many = {"removals": lambda: [begun.reviewing(cast, each) for each in scenes.fill(cast.agriculture, 30, prefix="R")],
            "requests": lambda: [begun.requested(cast, number=each) for each in range(2, 32)],
            "transfers": lambda: ask_for_many(cast)}  # fmt: skip

    def asked() -> int:
        client.get(address, query)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, query).status_code == 200
        return len(queries)

    few = asked()
    many[name]()
    assert asked() == few <= 12
    assert len(client.get(address, query).context["table"].rows) > 25


@pytest.mark.parametrize("query", [{}, {"as_of": "2004-09-10"}])
def test_a_page_of_a_removal_asks_few_questions_on_any_day(
    cast, at, moved, today, query, django_assert_max_num_queries
):
    client, address = at("director"), moved["removals"].get_absolute_url()
    client.get(address, query)
    with django_assert_max_num_queries(20):
        assert client.get(address, query).status_code == 200
    assert Removal.unscoped.get().state == "reviewing"  # looking changes nothing
