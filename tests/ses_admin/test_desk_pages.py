"""The pages of the desk and of the law: what they say, and how few questions they put to the database."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import law
from accounts.models import Membership
from contracts.models import PayCeiling
from positions.models import FteCount
from ses_admin.demonstration import scale
from tests.cast import holds
from tests.factories import (
    ApprovedNominationFactory,
    DraftContractFactory,
    PlacedPositionFactory,
    ProposedContractFactory,
    SignedContractFactory,
    SubmittedNominationFactory,
    UserFactory,
    VacantPositionFactory,
)

ON = date(2004, 6, 15)
STATEWIDE = ("reviewer", "personnel_director", "auditor")
OTHERS = ("hr", "director", "superior", "executive", "administrator", "stranger")


@pytest.fixture
def desk_of(cast, client, settings):
    """Ask for the desk of somebody on a day."""

    def ask(who: str, on: date = ON) -> str:
        settings.TRAINING_DAY = on
        client.force_login(getattr(cast, who))
        response = client.get(reverse("desk"))
        assert response.status_code == 200
        return response.content.decode()

    return ask


@pytest.fixture
def something_everywhere(cast):
    """A case of every kind."""
    for number, case in enumerate((SubmittedNominationFactory, ApprovedNominationFactory)):
        case(cast=cast, number=f"case {number}")
    for case in (DraftContractFactory, ProposedContractFactory, SignedContractFactory):
        position = PlacedPositionFactory(department=cast.agriculture, person=UserFactory())
        case(cast=cast, position=position)
    VacantPositionFactory(department=cast.agriculture)


def questions(client, user) -> int:
    """How many questions the desk of this person puts to the database, signing in left out."""
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("desk"))
    return len(asked)


def test_a_desk_asks_few_questions_whoever_looks(cast, client, settings, something_everywhere):
    settings.TRAINING_DAY = ON
    asked = {who: questions(client, getattr(cast, who)) for who in (*STATEWIDE, *OTHERS)}
    assert {who: count for who, count in asked.items() if count > (15 if who in STATEWIDE else 20)} == {}


def test_the_number_of_questions_does_not_grow_with_what_there_is(db, client, settings):
    settings.TRAINING_DAY = today = date(2026, 11, 22)
    for _so_far in scale.build(positions=300, today=today):
        pass
    asked = {}
    for membership in Membership.unscoped.held_on(today).select_related("user").order_by("pk"):
        if membership.office not in asked:
            asked[membership.office] = questions(client, membership.user)
    assert {office: count for office, count in asked.items() if count > (15 if office in STATEWIDE else 20)} == {}
    assert set(STATEWIDE) < set(asked)


def test_somebody_with_every_office_at_once_asks_no_more_than_twenty_questions(
    cast, client, settings, something_everywhere
):
    settings.TRAINING_DAY = ON
    for office in ("reviewer", "administrator", "auditor"):
        holds(cast.hr, office)
    ProposedContractFactory(
        cast=cast, position=PlacedPositionFactory(department=cast.agriculture, person=cast.hr), by=cast.director
    )
    assert questions(client, cast.hr) <= 20


def test_an_empty_desk_says_so_and_when_the_next_date_falls(desk_of):
    page = desk_of("stranger")
    assert "Nothing waits for you. The next date in the law's calendar is June 30, 2004" in page.replace("&#x27;", "'")


def test_hr_sees_the_year_as_a_line_and_as_a_table(desk_of, something_everywhere):
    page = desk_of("hr", on=date(2004, 11, 20))
    assert '<title id="year-title">The fiscal year 2004-05 from July to June</title>' in page
    assert "April 30 / May 1" in page
    assert "June 30 / July 1" in page
    assert "Contracts for 2004-05: 1 of 3 signed" in page
    assert '<span class="ses-late">2 late</span>' in page


def test_only_statewide_offices_see_the_places(desk_of, something_everywhere):
    for who in STATEWIDE:
        page = desk_of(who)
        assert "6 of 125 places are taken" not in page
        assert "5 of 125 places are taken" in page, who
    for who in OTHERS:
        assert "places are taken" not in desk_of(who), who


def test_a_desk_shows_no_salary(desk_of, something_everywhere):
    for who in (*STATEWIDE, *OTHERS):
        assert "9,500" not in desk_of(who)


def test_every_rule_of_the_law_has_its_place_on_the_page(cast, client):
    client.force_login(cast.stranger)
    page = client.get(reverse("law")).content.decode()
    for plan in law.PLANS.values():
        for rule in plan.catalogue.RULES:
            assert f'id="{rule.code}"' in page, rule.code
        for number in plan.catalogue.NUMBERS:
            assert number.name in page
    assert "January 1, 2013" in page
    assert "July 1, 2025" in page
    assert "guide only" in page


def test_the_law_is_shown_as_of_a_day(cast, client):
    client.force_login(cast.stranger)
    before = client.get(reverse("law"), {"on": "2004-04-30"}).content.decode()
    after = client.get(reverse("law"), {"on": "2004-05-01"}).content.decode()
    assert "No number of this law was in force on April 30, 2004" in before
    assert "125 positions" in after
    assert "As of" not in before


@pytest.mark.parametrize("on", ["yesterday", "2004-02-30", "0204-05-01", "<script>", "9" * 400])
def test_a_day_that_is_none_is_told_and_today_is_shown(cast, client, on):
    client.force_login(cast.stranger)
    response = client.get(reverse("law"), {"on": on})
    assert response.status_code == 200
    assert "on_error" in response.content.decode()
    assert "<script>" not in response.content.decode().split("<main")[1]


def test_the_page_of_the_law_asks_few_questions(cast, client):
    client.force_login(cast.stranger)
    for year in range(2005, 2025):
        FteCount.objects.create(department=cast.revenue, fiscal_year=year, fte=1000 + year, source="Invented")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("law"), {"on": "2010-08-01"}).content.decode()
    assert len(asked) <= 6
    assert "3,010.0" in page
    assert "FY 2010-11" in page
    assert "3,011.0" not in page


def test_figures_of_the_demonstration_are_marked(cast, client):
    PayCeiling.objects.create(fiscal_year=2026, amount=18250, source="Invented", is_demonstration=True)
    PayCeiling.objects.create(fiscal_year=2027, amount=18500, source="Range maximum", is_computed=True)
    client.force_login(cast.stranger)
    page = client.get(reverse("law")).content.decode()
    assert "$10,763 per month" in page
    assert "Demonstration figure, not published by anybody" in page
    assert "Computed from the lid, not yet confirmed" in page


def test_hr_of_two_departments_reads_which_position_is_whose(cast, desk_of):
    holds(cast.hr, "hr", cast.revenue)
    PlacedPositionFactory(department=cast.agriculture, person=cast.executive, number="A-1")
    PlacedPositionFactory(department=cast.revenue, person=cast.other_executive, number="R-1")
    page = desk_of("hr")
    assert "A-1, Agriculture" in page
    assert "R-1, Revenue" in page


def test_several_copies_can_be_acknowledged_at_once_from_the_desk(cast, desk_of):
    way = 'href="/contracts/bulk/acknowledge/"'
    SignedContractFactory(cast=cast)
    assert way not in desk_of("reviewer")
    SignedContractFactory(cast=cast, position=PlacedPositionFactory(department=cast.agriculture, person=UserFactory()))
    assert way in desk_of("reviewer")
    assert way not in desk_of("hr")
