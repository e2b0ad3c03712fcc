"""The search box: everybody finds what is theirs to see, in words, and nothing that is typed breaks it."""

import re
from datetime import date
from html import unescape

import pytest
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from contracts.models import Contract
from positions.models import Incumbency
from ses_admin import search
from tests.appraisals import scenes
from tests.cast import holds
from tests.factories import (
    DraftContractFactory,
    DraftNominationFactory,
    PlacedPositionFactory,
    PositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2004, 9, 1)
EVERYWHERE = ("reviewer", "personnel_director", "auditor")


@pytest.fixture(autouse=True)
def the_day(settings):
    settings.TRAINING_DAY = DAY


def found(words: str, user: User, *, on: date = DAY) -> dict[str, list[str]]:
    """The names that are found, by kind."""
    return {group.code: [row.name for row in group.rows] for group in search.search(words, user=user, on=on)}


def page(client, user: User, **asked: str) -> str:
    client.force_login(user)
    answer = client.get(reverse("search"), asked)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.fixture
def two_departments(cast):
    """An executive in each department, the one of Agriculture with a signed contract."""
    contract = SignedContractFactory(
        cast=cast,
        position=PlacedPositionFactory(
            department=cast.agriculture, person=cast.executive, title="Director of Orchards", number="AG-77"
        ),
    )
    PlacedPositionFactory(
        department=cast.revenue, person=cast.other_executive, title="Director of Audits", number="RV-77"
    )
    return contract


@pytest.mark.parametrize("who", ["director", "hr", *EVERYWHERE])
def test_who_sees_the_department_finds_everything_of_it(cast, two_departments, who):
    user = getattr(cast, who)
    assert found("orchards", user)["positions"] == ["Director of Orchards"]
    assert found("ag-77", user)["positions"] == ["Director of Orchards"]
    assert found("eve executive", user) | {"positions": []} == {
        "positions": [],
        "appointments": ["Eve Executive"],
        "contracts": ["Eve Executive"],
    }


@pytest.mark.parametrize("who", ["other_director", "other_hr", "other_superior", "other_executive", "stranger"])
def test_nobody_finds_what_is_of_another_department(cast, two_departments, who):
    for words in ("orchards", "ag-77", "agriculture", "dana"):
        assert found(words, getattr(cast, who)) == {}, words
    names = {name for group in found("executive", getattr(cast, who)).values() for name in group}
    assert "Eve Executive" not in names


def test_the_state_finds_both_and_a_department_its_own(cast, two_departments):
    for who, names in (
        ("hr", ["Director of Orchards"]),
        ("other_hr", ["Director of Audits"]),
        ("auditor", ["Director of Audits", "Director of Orchards"]),
    ):
        assert found("director of", getattr(cast, who))["positions"] == names


def test_an_executive_finds_only_what_is_theirs(cast, two_departments):
    assert found("director", cast.executive) == {"positions": ["Director of Orchards"], "contracts": ["Eve Executive"]}
    assert found("executive", cast.executive) == {
        "positions": ["Director of Orchards"],
        "appointments": ["Eve Executive"],
        "contracts": ["Eve Executive"],
    }
    assert found("director", cast.other_executive) == {"positions": ["Director of Audits"]}


def test_an_appointing_authority_finds_the_contract_they_are_named_in_and_no_other(cast, two_departments):
    assert found("orchards", cast.superior)["contracts"] == ["Eve Executive"]
    Contract.unscoped.exclude(pk=two_departments.pk).delete()
    mayor = User.objects.create_user("other@example.org", name="Another Authority")
    holds(mayor, "appointing_authority", cast.agriculture)
    assert "contracts" not in found("orchards", mayor)


def test_an_office_that_is_over_finds_nothing(cast, two_departments):
    cast.hr.memberships.update(ends_on=date(2004, 8, 31))
    cast.hr.forget_offices()
    assert found("orchards", cast.hr) == {}


def test_a_draft_is_not_found_by_its_employee_nor_by_the_state(cast):
    DraftContractFactory(cast=cast)
    for who in ("executive", *EVERYWHERE):
        assert "contracts" not in found("eve", getattr(cast, who)), who
    assert found("eve", cast.hr)["contracts"] == ["Eve Executive"]


def test_from_the_proposal_on_its_employee_finds_it(cast):
    ProposedContractFactory(cast=cast)
    assert found("eve", cast.executive)["contracts"] == ["Eve Executive"]


def test_a_draft_nomination_is_found_in_its_department_only(cast):
    DraftNominationFactory(cast=cast, title="Director of Orchards")
    assert found("orchards", cast.director)["nominations"] == ["Director of Orchards"]
    for who in ("superior", "executive", "other_director", *EVERYWHERE):
        assert "nominations" not in found("orchards", getattr(cast, who)), who


def test_an_appraisal_is_found_by_who_sees_it_and_shows_no_rating(cast, client):
    appraisal = scenes.rated(cast)
    assert found("eve", cast.hr, on=scenes.RATED)["appraisals"] == ["Eve Executive"]
    assert "appraisals" not in found("eve", cast.reviewer, on=scenes.RATED)
    assert "appraisals" not in found("eve", cast.other_hr, on=scenes.RATED)
    text = page(client, cast.director, words="eve")
    assert reverse("appraisals:appraisal", args=[appraisal.pk]) in text
    assert scenes.SECRET not in text
    assert "Commendable" not in text


def test_no_result_shows_a_salary(cast, client, two_departments):
    assert found("9500", cast.director) == found("9,500", cast.director) == {}
    for who in ("director", "executive", "reviewer"):
        text = page(client, getattr(cast, who), words="orchards")
        assert "Eve Executive" in text
        assert "$" not in text
        assert "9,500" not in text


def test_people_in_offices_are_found_by_their_department_and_by_the_state(cast):
    assert found("dana", cast.hr) == {"people": ["Dana Director"]}
    assert found("dana", cast.auditor) == {"people": ["Dana Director"]}
    assert found("dana", cast.director) == {"people": ["Dana Director"]}
    assert found("dana", cast.superior) == {}


def test_the_administrator_finds_everybody_and_is_led_to_their_offices(cast, client, two_departments):
    assert found("eve exec", cast.administrator) == {"people": ["Eve Executive"]}
    assert found("eve.executive@example.org", cast.administrator) == {"people": ["Eve Executive"]}
    assert reverse("accounts:person", args=[cast.stranger.pk]) in page(client, cast.administrator, words="stranger")
    assert "stan.stranger" not in page(client, cast.director, words="stranger")


def test_a_department_is_found_by_who_sees_its_page(cast):
    assert found("agri", cast.hr)["departments"] == ["Agriculture"]
    assert found("agri", cast.administrator)["departments"] == ["Agriculture"]
    assert "departments" not in found("agri", cast.other_hr)
    assert "departments" not in found("agri", cast.stranger)


def test_every_word_must_be_there_in_whatever_order_and_letters(cast, two_departments):
    assert found("ORCHARDS director", cast.hr)["positions"] == ["Director of Orchards"]
    assert found("orchards audits", cast.auditor) == {}
    assert found("executive EVE", cast.hr)["appointments"] == ["Eve Executive"]


def test_a_few_of_each_kind_and_the_list_behind_them_holds_all(cast, client):
    for number in range(search.A_FEW + 2):
        PlacedPositionFactory(department=cast.agriculture, title=f"Director of Orchard {number}")
    PositionFactory(department=cast.agriculture, title="Director of Orchard 9")  # not in the SES
    (group,) = search.search("orchard", user=cast.hr, on=DAY)
    assert len(group.rows) == search.A_FEW
    client.force_login(cast.hr)
    table = client.get(group.more_url).context["table"]
    assert len(table.rows) == search.A_FEW + 3
    assert [row.record.title for row in table.rows][: search.A_FEW] == [row.name for row in group.rows]


def test_people_have_no_list_of_their_own_so_search_shows_them_all(cast, client):
    for number in range(search.A_FEW + 2):
        person = User.objects.create_user(f"{number}@example.org", name=f"Otis Walker {number}")
        PlacedPositionFactory(department=cast.agriculture, person=person)
    groups = {group.code: group for group in search.search("otis", user=cast.hr, on=DAY)}
    assert len(groups["appointments"].rows) == search.A_FEW
    client.force_login(cast.hr)
    (all_of_them,) = client.get(groups["appointments"].more_url).context["groups"]
    assert len(all_of_them.rows) == search.A_FEW + 2
    assert not all_of_them.more_url


def test_somebody_who_left_is_still_found_with_the_days(cast, two_departments):
    Incumbency.unscoped.filter(person=cast.executive).update(ends_on=date(2004, 8, 31), state="ended")
    groups = {group.code: group for group in search.search("eve", user=cast.hr, on=DAY)}
    (row,) = groups["appointments"].rows
    assert row.about.endswith("May 3, 2004 to August 31, 2004")


def test_the_page_says_what_it_looked_for_and_where_it_leads(cast, client, two_departments):
    text = page(client, cast.hr, words="  orchards ")
    assert "with all of these words: “orchards”" in text
    assert f'<a href="{two_departments.get_absolute_url()}">Eve Executive</a>' in text
    assert 'value="orchards"' in text
    assert "July 1, 2004 to June 30, 2005" in text


def test_nothing_found_says_where_it_was_looked_and_what_to_do(cast, client):
    text = page(client, cast.hr, words="nowhere")
    assert "Nothing that you may see has all of these words: “nowhere”." in text
    assert "positions (title, number, division, department, holder)" in text
    assert "Try fewer words" in text


def test_nothing_typed_says_what_can_be_found(cast, client):
    for words in ("", "   ", "\x00"):
        assert "Type a name, a title or a position number" in page(client, cast.hr, words=words)


def test_signs_are_letters_and_not_wildcards(cast, two_departments):
    for words in ("%", "_", "%%", "O%s", "Orch_rds", "'", '"', "\\", "' OR 1=1 --", "*", "[a-z]"):
        assert found(words, cast.auditor) == {}, words
    PositionFactory(department=cast.agriculture, title='Director of "50%_Growth" & O\'Hara')
    for words in ("50%", "%_g", '"50', "o'hara", "&"):
        assert len(found(words, cast.hr)["positions"]) == 1, words


@pytest.mark.parametrize(
    "words",
    [
        "x" * 10_000,
        "x " * 10_000,
        "%" * 60_000,
        "orchards\x00",
        "\x00\x00",
        "\ufffd\u0301",
        "<script>alert(1)</script>",
        "\u202eorchards\n\r\t",
        "{{ 7 }} {% url 'desk' %}",
    ],
    ids=["long", "many", "signs", "null", "nulls", "odd", "script", "controls", "template"],
)
def test_whatever_is_typed_gets_a_page(cast, client, two_departments, words):
    client.force_login(cast.auditor)
    answer = client.get(reverse("search"), {"words": words, "only": words[:20:2]})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    assert len(answer.content) < 60_000


def test_more_than_is_looked_for_says_so(cast, client):
    assert search.asked("one two") == search.Asked("one two")
    assert search.asked(" one\x00two ") == search.Asked("one two")
    assert search.asked("a " * 9) == search.Asked("a a a a a a a a", is_cut=True)
    assert search.asked("x" * 101) == search.Asked("x" * 100, is_cut=True)
    assert "Only the beginning was looked for" in page(client, cast.hr, words="x" * 101)


def test_the_box_stands_on_every_page_of_who_is_signed_in_and_on_no_other(cast, client):
    assert 'role="search"' not in client.get(reverse("account_login")).content.decode()
    client.force_login(cast.stranger)
    for name in ("desk", "positions:positions", "law", "accounts:me", "search"):
        text = client.get(reverse(name)).content.decode()
        box = re.search(r'<form method="get" action="/search/".*?</form>', text, re.DOTALL)
        assert box, name
        assert '<label class="usa-sr-only" for="search-words">' in box[0]
    assert 'action="/search/"' in client.get("/nowhere/").content.decode()


def test_a_search_takes_as_many_statements_however_much_is_found(cast, client, two_departments):
    from django.db import connection

    def statements(user: User) -> int:
        client.force_login(user)
        client.get(reverse("search"), {"words": "e"})
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("search"), {"words": "e"}).status_code == 200
        return len(queries)

    people = [cast.hr, cast.auditor, cast.executive, cast.administrator, cast.superior, cast.stranger]
    few = [statements(user) for user in people]
    for number in range(12):
        DraftNominationFactory(cast=cast, title=f"Director of Estate {number}", number=f"E-{number}")
    for _ in range(7):
        PlacedPositionFactory(department=cast.agriculture)
    assert [statements(user) for user in people] == few
    assert max(few) <= 12
