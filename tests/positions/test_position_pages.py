"""The list of positions, the page of one, and appointing to it."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from accounts.models import User
from positions import workflow
from positions.models import Incumbency, Nomination, Placement
from tests.cast import person
from tests.positions import scenes
from tests.positions.scenes import DAY


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def hold(position, who, *, starts_on=date(2004, 7, 1), ends_on=None, is_acting=False):
    return Incumbency.unscoped.create(
        position=position,
        department=position.department,
        person=who,
        state="current",
        starts_on=starts_on,
        ends_on=ends_on,
        is_acting=is_acting,
        method="selection",
    )


@pytest.fixture
def three(cast):
    """Three positions of Agriculture: one filled, one vacant, one that leaves on June 30, 2005."""
    filled, vacant = scenes.fill(cast.agriculture, 2)
    [leaving] = scenes.fill(cast.agriculture, 1, ends_on=date(2005, 6, 30), prefix="L")
    hold(filled, cast.executive)
    return filled, vacant, leaving


def rows(client, **query):
    page = client.get(reverse("positions:positions"), query)
    return [row.record.number for row in page.context["table"].paginated_rows]


# --- the list ---


def test_the_list_says_who_holds_what_and_until_when(at, three):
    page = words(at("hr").get(reverse("positions:positions")))
    assert "As of September 1, 2004: 3 positions." in page
    assert "Eve Executive" in page
    assert "vacant" in page
    assert "June 30, 2005" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, [0, 1, 2]),
        ({"standing": "filled"}, [0]),
        ({"standing": "vacant"}, [1, 2]),
        ({"standing": "outside"}, []),
        ({"as_of": "2005-06-30"}, [0, 1, 2]),
        ({"as_of": "2005-07-01"}, [0, 1]),
        ({"as_of": "2005-07-01", "standing": "outside"}, [2]),
        ({"as_of": "2004-06-30"}, []),
        ({"as_of": "2004-06-30", "standing": "outside"}, [0, 1, 2]),
        ({"words": "eve executive"}, [0]),
        ({"words": "director {vacant} agriculture"}, [1]),
        ({"words": "nobody"}, []),
    ],
)
def test_the_list_is_as_of_a_day_and_narrowed_by_what_is_chosen(at, three, query, expected):
    asked = {name: chosen.format(vacant=three[1].number) for name, chosen in query.items()}
    assert sorted(rows(at("hr"), **asked)) == sorted(three[each].number for each in expected)


def test_the_day_chooses_the_holder_too(cast, at, three):
    filled = three[0]
    Incumbency.unscoped.filter(position=filled).update(ends_on=date(2004, 9, 30))
    hold(filled, cast.other_executive, starts_on=date(2004, 10, 1), is_acting=True)
    client = at("hr")
    assert "Eve Executive" in words(client.get(reverse("positions:positions"), {"as_of": "2004-09-30"}))
    later = words(client.get(reverse("positions:positions"), {"as_of": "2004-10-01"}))
    assert "Oona Executive (acting)" in later
    assert "Eve Executive" not in later


@pytest.mark.parametrize("on", ["yesterday", "2004-13-01", "0004-09-01"])
def test_a_day_that_is_none_is_refused_beside_its_box_and_today_is_shown(at, three, on):
    answer = at("hr").get(reverse("positions:positions"), {"as_of": on})
    assert "as_of_error" in answer.content.decode()
    assert "As of September 1, 2004" in words(answer)


def test_an_executive_sees_the_position_they_hold_and_no_other(at, three):
    assert rows(at("executive")) == [three[0].number]


def test_who_held_a_position_does_not_learn_who_holds_it_now(cast, at, three):
    filled = three[0]
    Incumbency.unscoped.filter(position=filled).update(ends_on=date(2004, 7, 31))
    hold(filled, cast.other_executive, starts_on=date(2004, 8, 1))
    client = at("executive")
    for page in (client.get(reverse("positions:positions")), client.get(filled.get_absolute_url())):
        assert "Oona" not in words(page)
        assert "not shown to you" in words(page)


@pytest.mark.parametrize(("query", "number"), [({}, 25), ({"per_page": "50"}, 50), ({"per_page": "7000"}, 25)])
def test_the_list_is_cut_into_pages(cast, at, query, number):
    scenes.fill(cast.agriculture, 60)
    assert len(rows(at("hr"), **query)) == number


@pytest.mark.parametrize(("page", "number"), [("3", 10), ("99", 10), ("0", 10), ("x", 25)])
def test_a_page_that_there_is_not_gives_the_nearest(cast, at, page, number):
    scenes.fill(cast.agriculture, 60)
    assert len(rows(at("hr"), page=page)) == number


def test_the_list_is_sorted_by_its_headings(at, three):
    client = at("hr")
    assert rows(client, sort="number") == sorted(each.number for each in three)
    assert rows(client, sort="-number") == sorted((each.number for each in three), reverse=True)


@pytest.mark.parametrize("who", ["reviewer", "hr", "executive"])
def test_the_list_costs_the_same_at_any_size(cast, at, three, django_assert_max_num_queries, who):
    scenes.fill(cast.revenue, 110)
    client = at(who)
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("positions:positions"))
    assert len(answer.content) < 120_000


# --- one position ---


def test_the_page_tells_where_the_position_stands(cast, at, three):
    filled, vacant, leaving = three
    client = at("hr")
    assert "In the SES since July 1, 2004" in words(client.get(filled.get_absolute_url()))
    assert "nobody: the position is vacant" in words(client.get(vacant.get_absolute_url()))
    assert "leaves after June 30, 2005" in words(client.get(leaving.get_absolute_url()))
    assert "Left the SES after June 30, 2005" in words(client.get(leaving.get_absolute_url(), {"as_of": "2005-07-01"}))
    assert "Enters the SES on July 1, 2004" in words(client.get(filled.get_absolute_url(), {"as_of": "2004-06-30"}))


def test_the_time_line_tells_the_whole_life_newest_first(cast, at):
    nomination = scenes.placed(cast)
    hold(nomination.position, cast.executive, starts_on=date(2004, 9, 2))
    page = at("hr").get(nomination.position.get_absolute_url())
    told = [line.words for line in page.context["lines"]]
    assert told[0] == "Eve Executive holds the position."
    assert told[1].startswith("Placed Deputy Commissioner (AG-1) in the SES from September 1, 2004")
    assert told[-1] == "Began a nomination of Deputy Commissioner (AG-1)."
    assert not any("Saved" in each for each in told)


def test_a_placement_that_was_brought_over_is_in_the_time_line(at, three):
    page = at("hr").get(three[2].get_absolute_url())
    assert [(line.on, line.words) for line in page.context["lines"]] == [
        (date(2005, 6, 30), "Last day in the SES."),
        (date(2004, 7, 1), "Entered the SES."),
    ]


def test_a_draft_nomination_is_not_told_to_the_state(cast, at):
    nomination = scenes.draft(cast)
    page = at("reviewer").get(nomination.position.get_absolute_url())
    assert list(page.context["lines"]) == []
    assert page.context["nominations"] == []
    assert list(page.context["job_descriptions"]) == []


def test_the_page_offers_what_this_person_can_do_now(cast, at, three):
    filled, vacant, _leaving = three

    def offered(who, position):
        return [step["button"] for step in at(who).get(position.get_absolute_url()).context["steps"]]

    assert {"Appoint", "Ask for a transfer to it"} <= set(offered("director", vacant))
    assert offered("hr", vacant) == ["Ask for a transfer to it"]
    assert "Appoint somebody acting" in offered("director", filled)
    assert not {"Appoint", "Ask for a transfer to it"} & set(offered("director", filled))
    assert offered("auditor", vacant) == []


def test_a_position_outside_the_ses_can_be_nominated_from_its_page(cast, at):
    nomination = scenes.draft(cast)
    workflow.withdraw(nomination, reason="Later.", by=cast.director, on=DAY)
    client = at("hr")
    [step] = client.get(nomination.position.get_absolute_url()).context["steps"]
    form = client.get(step["url"]).context["form"]
    assert (step["button"], form["number"].value()) == ("Nominate for the SES", "AG-1")


def test_the_page_costs_no_more_with_a_long_life(cast, at, django_assert_max_num_queries):
    nomination = scenes.placed(cast)
    position = nomination.position
    for each in range(20):
        who = person(f"Holder {each}")
        hold(position, who, starts_on=date(2004, 9, 1 + each), ends_on=date(2004, 9, 1 + each))
    client = at("hr")
    with django_assert_max_num_queries(20):
        assert client.get(position.get_absolute_url()).status_code == 200


# --- appointing ---


def appoint_page(position):
    return reverse("positions:appoint", args=[position.pk])


def test_the_director_finds_the_person_by_part_of_the_name_or_mail(cast, at, three):
    client, page = at("director"), appoint_page(three[1])
    assert [each.name for each in client.get(page, {"who": "oona"}).context["found"]] == ["Oona Executive"]
    assert [each.name for each in client.get(page, {"who": "eve.exec"}).context["found"]] == ["Eve Executive"]
    assert "Nobody here has this" in words(client.get(page, {"who": "zzz"}))


def test_the_director_is_not_offered_themselves_nor_people_who_left(cast, at, three):
    cast.other_executive.is_active = False
    cast.other_executive.save()
    found = at("director").get(appoint_page(three[1]), {"who": "example.org"}).context["found"]
    assert cast.director not in found
    assert cast.other_executive not in found


def test_a_long_list_of_people_is_cut_and_says_so(cast, at, three):
    User.objects.bulk_create(User(email=f"clerk.{each}@example.org", name=f"Clerk {each}") for each in range(30))
    answer = at("director").get(appoint_page(three[1]), {"who": "clerk"})
    assert len(answer.context["found"]) == 20
    assert "There are more" in words(answer)


def terms(who, **other):
    return {
        "person": who.pk,
        "starts_on": "2004-09-10",
        "method": "selection",
        "merit_basis": "Referral list.",
        "is_certified": "yes",
        "previously_certified_class": "Manager",
    } | other


def test_the_director_appoints_and_is_told_when_the_contract_is_due(cast, at, three):
    answer = at("director").post(appoint_page(three[1]), terms(cast.other_executive), follow=True)
    made = Incumbency.unscoped.get(position=three[1])
    assert (made.person, made.is_certified, made.starts_on) == (cast.other_executive, True, date(2004, 9, 10))
    assert "Their contract is due by October 10, 2004" in words(answer)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"starts_on": ""}, "Enter the first day."),
        ({"method": "promotion", "is_encumbered": "on"}, "CO-APT-4"),
        ({"starts_on": "2004-06-30"}, "is not in the SES on June 30, 2004"),
        ({"merit_basis": "Signed \u200f backwards", "method": ""}, "This cannot be printed"),
    ],
)
def test_a_refused_appointment_says_why_and_keeps_what_was_typed(cast, at, three, other, said):
    answer = at("director").post(appoint_page(three[1]), terms(cast.other_executive, **other))
    page = words(answer)
    assert said in page
    assert "Oona Executive" in page
    assert 'value="Manager"' in page
    assert not Incumbency.unscoped.filter(position=three[1]).exists()


def test_hr_is_told_that_the_director_appoints(at, three):
    answer = at("hr").get(appoint_page(three[1]), follow=True)
    assert "This takes the office of Department director" in words(answer)


def test_what_follows_from_an_appointment_is_told_while_it_is_filled_in(at, three):
    address = reverse("positions:appointment_prospect", args=[three[1].pk])
    client = at("director")
    told = words(client.get(address, {"starts_on": "2004-07-10", "method": "selection"}))
    assert "A contract is then due by <strong>August 9, 2004</strong>" in told
    assert "CO-APT-6" in told
    assert "CO-APT-1" not in told  # the basis is not sent while one types
    assert "Enter the first day" in words(client.get(address))
    assert not Incumbency.unscoped.filter(position=three[1]).exists()


def test_a_nomination_in_the_address_that_is_none_of_theirs_fills_in_nothing(cast, at):
    position = scenes.fill(cast.revenue, 1)[0]
    Placement.unscoped.all().delete()
    page = at("hr").get(reverse("positions:start_nomination"), {"position": position.pk})
    assert page.context["form"]["number"].value() is None
    assert not Nomination.unscoped.exists()
