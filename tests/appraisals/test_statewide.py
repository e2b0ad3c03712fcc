"""The statewide view: who is appraised, how the ratings spread, what pay followed, and who left."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from appraisals import notices, statewide
from appraisals.hidden import FEWEST
from appraisals.models import Appraisal, Overall
from contracts.models import Contract
from tests.appraisals import notice_scenes, scenes
from tests.contracts.page import words
from tests.factories import PositionFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = date(2005, 8, 1)
ADDRESS = "/appraisals/by-department/"


def contract(cast, department, *, year: int, salary: str = "9000", person=None) -> Contract:
    """A signed contract of a year, as a fact: how one signs is told elsewhere."""
    return Contract.unscoped.create(
        department=department,
        position=PositionFactory(department=department),
        employee=person or UserFactory(),
        appointing_authority=cast.superior,
        state="signed",
        title="Director of Markets",
        department_name=department.name,
        appointing_authority_title="Deputy",
        monthly_salary=Decimal(salary),
        starts_on=date(year, 7, 1),
        ends_on=date(year + 1, 6, 30),
        due_on=date(year, 6, 30),
        started_on=date(year, 6, 1),
        proposed_on=date(year, 6, 1),
        signed_on=date(year, 6, 15),
    )


def appraised(cast, department, level: int, *, after: str | None = None) -> Appraisal:
    """A final appraisal with one overall, and maybe a next contract with this salary."""
    rated = contract(cast, department, year=2004)
    appraisal = Appraisal.unscoped.create(
        contract=rated,
        department=department,
        employee=rated.employee,
        rater=cast.superior,
        state="rating",
        opened_on=scenes.OPENED,
    )
    Overall.unscoped.create(appraisal=appraisal, level=level, rated_by=cast.superior, rated_on=scenes.RATED)
    Appraisal.unscoped.filter(pk=appraisal.pk).update(state="final", final_on=scenes.SIGNED)
    if after is not None:
        contract(cast, department, year=2005, salary=after, person=rated.employee)
    return appraisal


def picture(user, *, on: date = DAY) -> statewide.Picture:
    return statewide.picture(user, year=2004, on=on)


def row(rows: list[dict], name: str) -> dict:
    return next(each for each in rows if each["department"] == name)


def test_who_is_appraised_is_counted_by_department(cast):
    scenes.final(cast)
    contract(cast, cast.agriculture, year=2004)
    under_way = contract(cast, cast.revenue, year=2004)
    Appraisal.unscoped.create(
        contract=under_way, department=cast.revenue, employee=under_way.employee, rater=cast.superior, state="rating",
        opened_on=scenes.OPENED,
    )  # fmt: skip
    found = picture(cast.auditor).appraised
    assert row(found, "Agriculture") == {
        "department": "Agriculture", "contracts": 2, "final": 1, "unsigned": 0, "under_way": 0, "none": 1,
    }  # fmt: skip
    assert row(found, "Revenue")["under_way"] == 1
    assert row(found, statewide.WHOLE)["contracts"] == 3


def test_the_spread_hides_counts_under_five_and_those_that_would_tell_them(cast):
    for department, of_level in ((cast.agriculture, (0, 3, 6, 6)), (cast.revenue, (0, 8, 9, 7))):
        for level, number in enumerate(of_level, start=1):
            for _each in range(number):
                appraised(cast, department, level)
    found = picture(cast.personnel_director).spread
    agriculture = row(found, "Agriculture")
    assert agriculture["final"] == 15
    hidden = [level for level in (1, 2, 3, 4) if agriculture[f"level_{level}"] == statewide.UNSHOWN]
    assert {1, 2} < set(hidden)  # 0 and 3 are hidden, and they alone would add up to 3 of the 15
    # Whoever adds up the other lines cannot subtract their way to the three of Agriculture.
    column = [each["level_2"] for each in found]
    assert column.count(statewide.UNSHOWN) != 1


def test_a_department_of_three_shows_no_rating_at_all(cast):
    for _each in range(3):
        appraised(cast, cast.agriculture, 4)
    [only] = picture(cast.auditor).spread
    assert [only[f"level_{level}"] for level in (1, 2, 3, 4)] == [statewide.UNSHOWN] * 4


def test_few_ratings_are_counted_and_the_page_says_what_is_hidden_and_why(client, cast, settings):
    settings.TRAINING_DAY = DAY
    for _each in range(3):
        appraised(cast, cast.agriculture, 4)
    client.force_login(cast.auditor)
    told = words(client.get(ADDRESS, {"year": "2004"}))
    assert "3 overall ratings of 2004-05 are final , in 1 department." in told
    assert "Every count would be under 5, none included, or one from which such a count could be worked out" in told
    assert "hidden hidden" not in told


def test_of_many_ratings_the_page_says_how_many_counts_are_hidden(client, cast, settings):
    settings.TRAINING_DAY = DAY
    for level, number in ((2, 6), (3, 7), (4, 6)):
        for _each in range(number):
            appraised(cast, cast.agriculture, level)
    client.force_login(cast.auditor)
    told = words(client.get(ADDRESS, {"year": "2004"}))
    assert "19 overall ratings of 2004-05 are final , in 1 department." in told
    assert "22 of 24 counts are hidden: those under 5" in told


def test_who_is_appraised_without_the_signature_of_the_executive_is_counted(cast):
    scenes.final_unsigned(cast)
    [only] = picture(cast.reviewer).appraised
    assert (only["final"], only["unsigned"]) == (1, 1)


@pytest.mark.parametrize(
    ("after", "stands"), [("8999.99", "lower"), ("9000", "same"), ("9000.01", "higher"), (None, "none")]
)
def test_ratings_stand_against_what_the_next_contract_pays(cast, after, stands):
    for _each in range(FEWEST):
        appraised(cast, cast.agriculture, 3, after=after)
    pay = {each["level"]: each for each in picture(cast.auditor).pay}
    hidden = {code for code in statewide.CHANGES if pay[3][code] == statewide.UNSHOWN}
    assert set(statewide.CHANGES) - hidden <= {stands}


def test_large_counts_of_ratings_and_pay_are_shown_and_the_small_ones_beside_them_are_safe():
    counts = {2: (5, 7, 8, 5), 3: (6, 20, 30, 6), 4: (6, 10, 40, 6)}
    rated = [
        statewide.Rated("Agriculture", level, change)
        for level, numbers in counts.items()
        for change, number in zip(statewide.CHANGES, numbers, strict=True)
        for _each in range(number)
    ]
    _spread, rows = statewide.published(rated, [1, 2, 3, 4])
    pay = {each["level"]: [each[code] for code in statewide.CHANGES] for each in rows}
    assert pay[3] == [6, 20, 30, 6]
    assert pay[4] == [6, 10, 40, 6]
    assert pay[1] == [statewide.UNSHOWN] * 4  # nobody got it; and so that nobody sees that by subtracting:
    assert pay[2] == [statewide.UNSHOWN] * 4
    assert pay[None] == [17, 37, 78, 17]


def test_no_page_or_file_holds_a_hidden_count(client, cast, settings):
    settings.TRAINING_DAY = DAY
    for _each in range(3):
        appraised(cast, cast.agriculture, 4)
    client.force_login(cast.auditor)
    told = client.get(ADDRESS, {"year": "2004", "spread-export": "csv"}).content.decode("utf-8-sig")
    assert told.splitlines()[1] == '"Agriculture","hidden","hidden","hidden","hidden","3"'
    assert client.get(ADDRESS, {"year": "2004", "pay-export": "xlsx"}).content.startswith(b"PK")


def test_notices_separations_and_their_standing_are_counted(cast):
    notice = notice_scenes.delivered(cast, on=date(2005, 4, 30))
    notices.separate(notice, by=cast.director, on=date(2005, 5, 9))
    [only] = picture(cast.reviewer).left
    assert (only["department"], only["in_time"], only["separated"], only["late"]) == ("Agriculture", 1, 1, 0)


def test_a_notice_taken_back_is_counted_as_that_and_a_draft_as_nothing(cast):
    notice = notice_scenes.delivered(cast, on=date(2005, 5, 2))
    assert picture(cast.reviewer).left[0]["late"] == 1
    notices.rescind(notice, reason="The reports were found.", by=cast.director, on=date(2005, 5, 9))
    assert picture(cast.reviewer).left[0]["taken_back"] == 1
    notice_scenes.draft(cast, incumbency=notice.incumbency, on=date(2005, 5, 10))
    assert sum(value for key, value in picture(cast.hr).left[0].items() if key != "department") == 1


def test_a_department_sees_its_own_and_no_other(cast):
    appraised(cast, cast.agriculture, 3)
    appraised(cast, cast.revenue, 3)
    for who in (cast.director, cast.hr):
        assert [each["department"] for each in picture(who).appraised] == ["Agriculture"]
        assert [each["department"] for each in picture(who).spread] == ["Agriculture"]


def test_nothing_is_asked_of_the_ratings(client, cast, settings):
    settings.TRAINING_DAY = DAY
    appraised(cast, cast.agriculture, 3)
    client.force_login(cast.personnel_director)
    told = words(client.get(ADDRESS, {"year": "2004"}))
    assert "Shown, never forced: no share of any rating is asked for." in told
    for word in ("target", "expected share", "quota", "average"):
        assert word not in told.lower()


@pytest.mark.parametrize("asked", ["", "2004", "1066", "20O4", "99999", "²004"])
def test_any_year_asked_for_gives_a_page(client, cast, settings, asked):
    settings.TRAINING_DAY = DAY
    appraised(cast, cast.agriculture, 3)
    client.force_login(cast.auditor)
    told = words(client.get(ADDRESS, {"year": asked}))
    assert "Appraisals of 2004-05" in told


def test_the_page_asks_the_same_number_of_questions_at_any_size(client, cast, settings):
    settings.TRAINING_DAY = DAY
    client.force_login(cast.auditor)

    def questions() -> int:
        client.get(reverse("appraisals:statewide"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("appraisals:statewide")).status_code == 200
        return len(asked)

    appraised(cast, cast.agriculture, 3, after="9100")
    few = questions()
    for _each in range(12):
        appraised(cast, cast.agriculture, 3, after="9100")
        appraised(cast, cast.revenue, 2, after="9000")
    assert questions() == few <= 15
