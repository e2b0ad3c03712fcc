"""The lists of transfers, reviews and removals, requests for more positions, and vacant classified positions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from positions import removals, vacancies
from tests.access.movement_lists_rows import asked, under_review
from tests.access.movement_rows import abroad
from tests.positions.scenes import DAY

LISTS = ("transfers", "removals", "requests", "vacancies")


@pytest.fixture
def listed(cast, client, settings):
    """Ask for one of the lists on the day of the scenes."""
    settings.TRAINING_DAY = DAY

    def ask(name, who="hr", **choices):
        client.force_login(getattr(cast, who))
        return client.get(reverse(f"positions:{name}"), choices)

    return ask


def vacate(cast, number="C-1"):
    return vacancies.record(
        cast.agriculture, number=number, title="Analyst", job_class="Analyst IV", vacant_from=DAY, by=cast.hr, on=DAY
    )


@pytest.mark.parametrize(
    ("name", "scene", "words"),
    [
        ("transfers", abroad, ["Eve Executive", "Revenue", "October 1, 2004"]),
        ("removals", under_review, ["Agriculture", "Review by the State Personnel Director", "none set"]),
        ("requests", asked, ["Agriculture", "October 1, 2004", "without end"]),
        ("vacancies", vacate, ["Analyst IV", "C-1", "No longer vacant"]),
    ],
)
def test_each_list_tells_what_is_under_way_and_links_to_the_others(cast, listed, name, scene, words):
    scene(cast)
    page = listed(name).content.decode()
    assert [each for each in words if each not in page] == []
    assert [each for each in LISTS if f'href="{reverse(f"positions:{each}")}"' not in page] == []


def test_what_is_over_is_listed_when_it_is_asked_for(cast, listed):
    removal = under_review(cast)
    removals.keep(removal, reason="It still directs three divisions.", by=cast.personnel_director, on=DAY)
    link = removal.get_absolute_url()
    assert link not in listed("removals").content.decode()
    for state, there in [("kept", True), ("every", True), ("ordered", False), ("open", False)]:
        assert (link in listed("removals", state=state).content.decode()) is there, state


@pytest.mark.parametrize(
    ("words", "there"), [("eve", True), ("revenue", True), ("eve revenue", True), ("eve treasury", False)]
)
def test_a_transfer_is_found_by_person_and_either_department(cast, listed, words, there):
    transfer = abroad(cast)
    assert (transfer.get_absolute_url() in listed("transfers", words=words).content.decode()) is there


@pytest.mark.parametrize(("code", "there"), [("agriculture", True), ("revenue", True), ("nowhere", None)])
def test_a_transfer_is_listed_under_both_departments(cast, listed, code, there):
    transfer = abroad(cast)
    answer = listed("transfers", who="reviewer", department=code)
    assert answer.status_code == 200
    if there is not None:
        assert transfer.get_absolute_url() in answer.content.decode()


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "choices", [{"state": "<script>"}, {"page": "9" * 50}, {"sort": "-nothing"}, {"words": "=1+1 %"}]
)
def test_odd_choices_in_the_address_do_no_harm(cast, listed, name, choices):
    vacate(cast)
    assert listed(name, **choices).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(("name", "scene"), list(zip(LISTS, (abroad, under_review, asked, vacate), strict=True)))
def test_each_list_can_be_had_as_a_file(cast, listed, name, scene, kind):
    scene(cast)
    answer = listed(name, export=kind)
    assert answer["Content-Disposition"].startswith("attachment")
    if kind == "csv":
        heading, row = answer.content.decode("utf-8-sig").strip().splitlines()
        assert "Department" in heading and "Agriculture" in row
        assert "To do" not in heading


def test_a_list_of_vacancies_is_paged_and_asks_as_few_questions_for_many(cast, listed, client):
    vacate(cast)
    client.force_login(cast.hr)

    def questions() -> int:
        with CaptureQueriesContext(connection) as seen:
            page = client.get(reverse("positions:vacancies")).content.decode()
        assert page.count("No longer vacant<span") <= 25
        return len(seen)

    listed("vacancies")
    few = questions()
    for number in range(30):
        vacate(cast, number=f"C-9{number}")
    assert questions() == few <= 12


@pytest.mark.parametrize(("name", "scene"), list(zip(LISTS[:3], (abroad, under_review, asked), strict=True)))
def test_the_lists_ask_few_questions(cast, listed, client, name, scene):
    scene(cast)
    listed(name)
    with CaptureQueriesContext(connection) as seen:
        client.get(reverse(f"positions:{name}"), {"state": "every"})
    assert len(seen) <= 12
