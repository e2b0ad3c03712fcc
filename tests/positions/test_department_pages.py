"""The pages of departments: the list as of a day, one department, recording a count and authorizing more."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from positions.forms import FteForm
from positions.models import Authorization, FteCount
from tests.positions import scenes
from tests.positions.scenes import DAY

LIST = "/positions/departments/"


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def figures(client, **query):
    page = client.get(LIST, query)
    return {
        each.department.code: (each.allowance.allotment, each.placed, each.words) for each in page.context["standings"]
    }


def test_the_state_sees_every_department_against_what_it_may_have(cast, at):
    scenes.fill(cast.agriculture, 4)
    scenes.fill(cast.revenue, 2)
    client = at("reviewer")
    assert figures(client) == {"agriculture": (3, 4, "1 over"), "revenue": (15, 2, "13 free")}
    page = words(client.get(LIST))
    assert "6 of 125 places of the whole state are taken on September 1, 2004" in page
    assert "CO-CAP-6" in page


def test_a_department_sees_its_own_and_a_stranger_none(cast, at):
    assert list(figures(at("superior"))) == ["agriculture"]
    assert list(figures(at("stranger"))) == []
    assert "You hold no office in a department today" in words(at("stranger").get(LIST))


def test_the_list_is_as_of_a_day(cast, at):
    scenes.fill(cast.agriculture, 1, ends_on=date(2005, 6, 30))
    client = at("hr")
    assert figures(client, as_of="2005-06-30")["agriculture"][1] == 1
    assert figures(client, as_of="2005-07-01")["agriculture"][1] == 0


def test_a_day_before_the_rules_shows_their_first_day(at):
    page = at("hr").get(LIST, {"as_of": "1999-01-01"})
    assert page.context["as_of"].day == date(2004, 5, 1)


def test_a_department_without_a_count_says_that_it_cannot_be_judged(cast, at):
    FteCount.unscoped.all().delete()
    scenes.fill(cast.agriculture, 1)
    client = at("hr")
    assert figures(client)["agriculture"] == (None, 1, "No FTE count")
    assert "cannot be judged" in words(client.get(cast.agriculture.get_absolute_url()))


@pytest.mark.parametrize("who", ["reviewer", "hr"])
def test_the_list_costs_the_same_for_any_number_of_departments(cast, at, django_assert_max_num_queries, who):
    for department in scenes.other_departments(30):
        scenes.fill(department, 3)
    client = at(who)
    with django_assert_max_num_queries(12):
        assert client.get(LIST).status_code == 200


def test_the_page_of_a_department_costs_no_more_than_twenty_statements(cast, at, django_assert_max_num_queries):
    scenes.fill(cast.agriculture, 60)
    client = at("personnel_director")
    with django_assert_max_num_queries(20):
        assert client.get(cast.agriculture.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("who", "records", "authorizes"),
    [
        ("hr", False, False),
        ("director", False, False),
        ("auditor", False, False),
        ("administrator", True, False),
        ("reviewer", True, False),
        ("personnel_director", True, True),
    ],
)
def test_only_the_offices_that_may_find_the_forms(cast, at, who, records, authorizes):
    page = at(who).get(cast.agriculture.get_absolute_url())
    assert (page.context["fte_form"] is not None, page.context["authorization_form"] is not None) == (
        records,
        authorizes,
    )


def record(client, **other):
    typed = {"fiscal_year": "2004", "fte": "410.0", "source": "Staff count"} | other
    return client.post(LIST + "agriculture/fte/", typed)


def test_a_count_is_recorded_and_shown_with_its_source(cast, at):
    client = at("reviewer")
    record(client)
    page = words(client.get(cast.agriculture.get_absolute_url()))
    assert "410.0 permanent FTE recorded for Agriculture, 2004-05." in page
    assert "Staff count" in page
    assert "Allotment 4, authorized 0." in page


@pytest.mark.parametrize(
    "wrong",
    [
        {"fte": "many"},
        {"fte": "-1"},
        {"fte": "410.25"},
        {"fte": "99999999999"},
        {"fte": "NaN"},
        {"fiscal_year": "1999"},
        {"fiscal_year": "x"},
        {"source": ""},
    ],
)
def test_a_wrong_count_is_refused_beside_its_box_and_kept(cast, at, wrong):
    answer = record(at("reviewer"), **wrong)
    [name] = wrong
    assert answer.status_code == 200
    assert f"id_{name}_error" in answer.content.decode()
    assert FteCount.unscoped.filter(department=cast.agriculture).count() == 1


@pytest.mark.parametrize(
    "wrong", [{"number": "0"}, {"number": "-2"}, {"number": "1000000"}, {"number": "1.5"}, {"starts_on": "x"}]
)
def test_a_wrong_authorization_is_refused_beside_its_box(cast, at, wrong):
    typed = {"number": "1", "starts_on": "2004-09-01", "cause": "A new statute."} | wrong
    answer = at("personnel_director").post(LIST + "agriculture/authorize/", typed)
    [name] = wrong
    assert f"id_{name}_error" in answer.content.decode()
    assert not Authorization.unscoped.exists()


def test_an_authorization_is_shown_with_its_cause_and_lifts_what_the_department_may_have(cast, at):
    client = at("personnel_director")
    typed = {"number": "2", "starts_on": "2004-09-01", "cause": "A new statute."}
    client.post(reverse("positions:authorize", args=["agriculture"]), typed)
    page = words(client.get(cast.agriculture.get_absolute_url()))
    assert "2 additional authorized for Agriculture from September 1, 2004." in page
    assert "A new statute." in page
    assert Authorization.unscoped.get().granted_on == DAY


@pytest.mark.parametrize(
    ("who", "name", "office"),
    [
        ("hr", "record_fte", "DPA/DHR reviewer or State Personnel Director or Administrator"),
        ("reviewer", "authorize", "State Personnel Director"),
    ],
)
def test_who_may_not_is_told_which_office_may(cast, at, who, name, office):
    answer = at(who).post(reverse(f"positions:{name}", args=["agriculture"]), {}, follow=True)
    assert f"This takes the office of {office}" in words(answer)


@pytest.mark.parametrize(
    ("typed", "fte"),
    [
        ("332.1", "332.1"),
        ("1,818.1", "1818.1"),
        ("1e5", None),
        ("1E2", None),
        ("١٢", None),
        ("1,8", None),
        ("-3", None),
    ],
)
def test_a_figure_of_fte_is_written_out(cast, typed, fte):
    data = {"fiscal_year": "2004", "fte": typed, "source": "The count"}
    form = FteForm(data, user=cast.reviewer, on=DAY)
    assert form.is_valid() is (fte is not None)
    if fte:
        assert str(form.cleaned_data["fte"]) == fte
    else:
        assert form.errors["fte"]
