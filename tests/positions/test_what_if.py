"""Figures that are only tried: what they make is told, and no row of any table is changed by it."""

from datetime import date
from html import unescape

import pytest
from django.apps import apps
from django.http import QueryDict
from django.urls import reverse

from positions import what_if
from positions.models import Nomination
from tests.positions import scenes
from tests.positions.scenes import DAY

PAGE = "/positions/what-if/"


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def tried(cast, query: str):
    trial = what_if.read(QueryDict(query), cast.reviewer, on=DAY)
    return trial, what_if.judged(trial, cast.reviewer, on=DAY)


def of(result, department):
    return next(each for each in result.departments if each.department == department)


def everything() -> dict[str, list]:
    """Every row of every table but the sign-ins of browsers."""
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label != "sessions"]
    return {model._meta.label: sorted(model._base_manager.values_list(), key=repr) for model in models}


@pytest.fixture
def full(cast):
    """Agriculture full with 3 of 3, one of them leaving on June 30, 2005, and a case to be decided."""
    scenes.fill(cast.agriculture, 2)
    scenes.fill(cast.agriculture, 1, prefix="L")
    return scenes.forwarded(cast)


def test_no_row_of_any_table_is_changed_by_trying(cast, at, full):
    client = at("personnel_director")
    leaving = cast.agriculture.positions.get(number__startswith="L-")
    before = everything()
    asked = [
        "",
        f"?fte=agriculture,2004,99.9&more=agriculture,2,2004-10-01&approve={full.pk},2004-10-01&remove={leaving.pk},2005-06-30",
        "?new=fte&department=agriculture&fiscal_year=2004&fte=250",
        "?new=more&department=agriculture&number=0&day=x",
        f"?new=approve&nomination={full.pk}&day=2004-10-01",
        f"?new=remove&number={leaving.number}&day=2005-06-30",
    ]
    for query in asked:
        assert client.get(PAGE + query).status_code in (200, 302)
    assert client.post(PAGE, {"new": "fte"}).status_code == 405
    assert everything() == before


@pytest.mark.parametrize(
    ("fte", "most", "words_then", "codes"),
    [("299.9", 2, "1 above", ["CO-CAP-6"]), ("300.0", 3, "at the limit", []), ("400.0", 4, "1 below", [])],
)
def test_another_fte_count_is_judged_below_at_and_above(cast, full, fte, most, words_then, codes):
    _trial, result = tried(cast, f"fte=agriculture,2004,{fte}")
    agriculture = of(result, cast.agriculture)
    assert (agriculture.now.words, agriculture.then.most, agriculture.then.words) == ("at the limit", most, words_then)
    assert [finding.code for finding in result.findings] == codes
    assert not of(result, cast.revenue).is_changed


def test_a_count_that_would_be_in_force_today_is_told_today(cast, full):
    _trial, result = tried(cast, "fte=agriculture,2004,250")
    [today] = of(result, cast.agriculture).outlook.days
    assert [(change.words, change.is_assumed) for change in today.changes] == [("permanent FTE 250: allotment 2", True)]


@pytest.mark.parametrize("name", ["more=agriculture,1", "approve={}"])
def test_what_is_tried_begins_today_at_the_earliest(cast, full, name):
    trial, _result = tried(cast, f"{name.format(full.pk)},2004-08-01")
    assert trial.assumptions[0].day == DAY


def test_additional_positions_count_from_their_day(cast, full):
    _trial, result = tried(cast, "more=agriculture,1,2004-10-01")
    days = of(result, cast.agriculture).outlook.days
    assert [(each.day, each.department.most) for each in days] == [(DAY, 3), (date(2004, 10, 1), 4)]
    assert [(change.words, change.is_assumed) for change in days[1].changes] == [("1 additional authorized", True)]


def test_an_approval_makes_the_department_pass_what_it_may_have(cast, full):
    _trial, result = tried(cast, f"approve={full.pk},2004-10-01")
    assert of(result, cast.agriculture).then.words == "1 above"
    assert [finding.code for finding in result.findings] == ["CO-CAP-6"]
    assert [(each.day, each.beside.taken, each.statewide.taken) for each in result.state.days] == [
        (DAY, 3, 3),
        (date(2004, 10, 1), 3, 4),
    ]


def test_a_removal_makes_room_from_the_day_after(cast, full):
    leaving = cast.agriculture.positions.get(number__startswith="L-")
    query = f"remove={leaving.pk},2005-06-30&approve={full.pk}"
    for day, over in (("2005-06-30", True), ("2005-07-01", False)):
        _trial, result = tried(cast, f"{query},{day}")
        assert of(result, cast.agriculture).then.is_over is over


@pytest.mark.parametrize(("already", "codes"), [(121, []), (122, ["CO-CAP-1"])])
def test_the_126th_place_is_refused_by_the_same_rule(cast, full, already, codes):
    [elsewhere] = scenes.other_departments(1)
    scenes.fill(elsewhere, already)
    _trial, result = tried(cast, f"approve={full.pk},2004-10-01&more=agriculture,1,2004-09-01")
    assert [finding.code for finding in result.findings] == codes


@pytest.mark.parametrize(
    "query",
    [
        "fte=agriculture,2004,many",
        "fte=agriculture,1999,300",
        "fte=agriculture,2004,-1",
        "fte=agriculture,2004,NaN",
        "fte=nowhere,2004,300",
        "fte=agriculture",
        "more=agriculture,0,2004-10-01",
        "more=agriculture,1,1999-01-01",
        "more=agriculture,1,x",
        "approve=x,2004-10-01",
        "approve=999999,2004-10-01",
        "approve=99999999999999999999999,2004-10-01",
        "remove=999999,2005-06-30",
        "remove=",
    ],
)
def test_what_cannot_be_read_is_left_out_and_said(cast, at, full, query):
    trial, _result = tried(cast, query)
    assert (trial.assumptions, len(trial.troubles)) == ([], 1)
    assert "so it is left out" in words(at("reviewer").get(f"{PAGE}?{query}"))


def test_a_draft_that_dpa_dhr_may_not_see_cannot_be_assumed(cast):
    draft = scenes.draft(cast, "AG-9")
    trial, _result = tried(cast, f"approve={draft.pk},2004-10-01")
    assert trial.assumptions == []


def test_each_assumption_is_added_to_the_address_and_can_be_taken_out(cast, at, full):
    client = at("reviewer")
    first = client.get(PAGE, {"new": "fte", "department": "agriculture", "fiscal_year": "2004", "fte": "250"})
    assert first["Location"] == f"{PAGE}?fte=agriculture%2C2004%2C250"
    second = client.get(first["Location"] + "&new=more&department=agriculture&number=2&day=2004-10-01")
    assert second["Location"] == f"{first['Location']}&more=agriculture%2C2%2C2004-10-01"
    page = client.get(second["Location"])
    assert "Agriculture has 250 permanent FTE in 2004-05." in words(page)
    [_fte, (_more, without)] = page.context["trial"].listed
    assert PAGE + without == first["Location"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"new": "fte", "department": "agriculture", "fiscal_year": "2004", "fte": "many"}, "fte_fte"),
        ({"new": "more", "department": "", "number": "1", "day": "2004-10-01"}, "more_department"),
        ({"new": "approve", "nomination": "7", "day": "2004-10-01"}, "approve_nomination"),
        ({"new": "remove", "number": "NO-1", "day": "2004-10-01"}, "remove_number"),
    ],
)
def test_a_wrong_figure_is_refused_beside_its_box(at, full, query, field):
    assert f'id="{field}_error"' in at("reviewer").get(PAGE, query).content.decode()


def test_the_address_is_linked_from_the_departments_for_who_may_try(at, full):
    for who, may in (("reviewer", True), ("auditor", True), ("hr", False)):
        assert (PAGE in words(at(who).get(reverse("positions:departments")))) is may


def test_it_asks_little_of_the_database_at_any_size(cast, at, full, django_assert_max_num_queries):
    for department in scenes.other_departments(20):
        scenes.fill(department, 6)
    client = at("reviewer")
    query = f"?approve={full.pk},2004-10-01&fte=agriculture,2004,99.9&more=revenue,1,2004-10-01"
    with django_assert_max_num_queries(20):
        assert client.get(PAGE + query).status_code == 200
    assert Nomination.unscoped.get(pk=full.pk).state == "forwarded"


def test_a_department_above_what_it_may_have_is_told_also_where_nothing_is_assumed_of_it(cast, at):
    scenes.fill(cast.agriculture, 4)  # it may have three
    _trial, result = tried(cast, "more=revenue,1,2004-09-01")
    assert result.findings == []
    assert [each.department for each in result.above] == [cast.agriculture]
    page = words(at("reviewer").get(reverse("positions:what_if"), {"more": "revenue,1,2004-09-01"}))
    assert "Whatever is assumed, there is more than there may be in Agriculture" in page


def test_a_figure_of_fte_in_the_address_is_written_out(cast):
    assert not what_if.read(QueryDict("fte=agriculture,2004,1e5"), cast.reviewer, on=DAY).assumptions
    assert what_if.read(QueryDict("fte=agriculture,2004,100.5"), cast.reviewer, on=DAY).assumptions
