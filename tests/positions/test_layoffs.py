"""A layoff: no right to stay, a privilege of reinstatement to vacant positions of the class, and its letter."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.acting import OfficeNotHeld, StepRefused
from positions import layoffs, leaving, vacancies
from positions import movement_validators as validators
from positions.models import Incumbency, Letter, Placement, Vacancy
from records.models import Event
from tests.factories import PlacedPositionFactory
from tests.positions.scenes import DAY

CLASS = "General Professional VII"
LAST = date(2004, 9, 30)


@pytest.fixture
def held(cast):
    """The executive's appointment, with what was recorded at entry."""
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive, number="AG-7")
    Incumbency.unscoped.update(is_certified=True, previously_certified_class=CLASS)
    return Incumbency.unscoped.get(position=position)


def lay_off(held, cast):
    leaving.end(held, way="layoff", ends_on=LAST, reason="Lack of funds.", by=cast.director, on=DAY)
    return held


def vacant(cast, number="C-1", *, department=None, job_class=CLASS, vacant_from=DAY, by=None):
    return vacancies.record(
        department or cast.agriculture,
        number=number,
        title="Budget Analyst",
        job_class=job_class,
        vacant_from=vacant_from,
        by=by or cast.hr,
        on=DAY,
    )


def reached(held, day):
    return [each.position.number for each in layoffs.layoff(held, day=day).reached]


def test_a_layoff_is_the_directors_act_with_reasons_and_the_place_stays(cast, held):
    with pytest.raises(OfficeNotHeld):
        leaving.end(held, way="layoff", ends_on=LAST, reason="Lack of funds.", by=cast.hr, on=DAY)
    with pytest.raises(StepRefused, match="Rule CO-LAY-1"):
        leaving.end(held, way="layoff", ends_on=LAST, reason=" ", by=cast.director, on=DAY)
    lay_off(held, cast)
    event = Event.unscoped.about(held).get()
    assert (event.verb, [each["code"] for each in event.facts["findings"]]) == ("lay_off", ["CO-LAY-1", "CO-LAY-2"])
    assert Placement.unscoped.get(position=held.position).ends_on is None


def test_the_privilege_reaches_vacant_positions_of_the_class_in_the_whole_state(cast, held):
    vacant(cast, "C-1")
    vacant(cast, "C-2", job_class="general professional  VII")
    vacant(cast, "C-3", job_class="General Professional VI")
    vacant(cast, "R-1", department=cast.revenue, by=cast.other_hr)
    assert reached(lay_off(held, cast), DAY) == ["C-1", "C-2", "R-1"]


@pytest.mark.parametrize(
    ("day", "numbers"),
    [(date(2004, 8, 31), []), (DAY, ["C-1"]), (date(2004, 9, 14), ["C-1"]), (date(2004, 9, 15), []), (LAST, [])],
)
def test_only_what_is_vacant_on_the_day_is_reached(cast, held, day, numbers):
    vacancy = vacant(cast)
    vacancies.fill(vacancy, filled_on=date(2004, 9, 15), by=cast.hr, on=DAY)
    assert reached(lay_off(held, cast), day) == numbers


@pytest.mark.parametrize(("certified", "job_class"), [(False, ""), (None, CLASS), (True, "")])
def test_without_a_certified_class_nothing_is_reached(cast, held, certified, job_class):
    Incumbency.unscoped.update(is_certified=certified, previously_certified_class=job_class)
    held.refresh_from_db()
    vacant(cast)
    stands = layoffs.layoff(lay_off(held, cast), day=DAY)
    assert (stands.privilege, stands.reached) == (None, [])


def test_only_a_layoff_leaves_a_privilege(cast, held):
    leaving.end(held, way="resignation", ends_on=LAST, by=cast.hr, on=DAY)
    assert layoffs.layoff(held, day=DAY) is None
    assert validators.privilege(held) is None


def test_the_letter_is_printed_kept_and_sent_once_a_day(cast, held):
    vacant(cast)
    lay_off(held, cast)
    letter = layoffs.send_letter(held, by=cast.hr, on=DAY)
    assert letter.facts["class"] == CLASS
    assert letter.facts["vacant_positions"] == ["Budget Analyst (C-1), Agriculture"]
    assert letter.person == cast.executive
    assert (letter.signed_by, letter.office) == (cast.director, "Department director")  # HR prepares it
    with pytest.raises(StepRefused, match=r"sent today already.*\(CO-LAY-2\)"):
        layoffs.send_letter(held, by=cast.hr, on=DAY)
    assert layoffs.send_letter(held, by=cast.director, on=date(2004, 9, 2)).pk
    assert Letter.unscoped.about(held).count() == 2


@pytest.mark.parametrize("certified", [True, False])
def test_the_letter_says_that_a_privilege_remains_only_where_one_does(cast, held, certified):
    Incumbency.unscoped.filter(pk=held.pk).update(
        is_certified=certified, previously_certified_class=CLASS if certified else ""
    )
    held.refresh_from_db()
    lay_off(held, cast)
    letter = layoffs.send_letter(held, by=cast.hr, on=DAY)
    about = {"letter": letter, "facts": letter.facts}
    text = " ".join(render_to_string("letters/layoff_privilege.html", about).split())
    assert ("What remains is a privilege of reinstatement" in text) is certified
    assert ("Eve Executive is recorded as not certified, so there is none." in text) is not certified


def test_no_letter_without_a_layoff_or_before_the_class_is_known(cast, held):
    with pytest.raises(StepRefused, match="not laid off"):
        layoffs.send_letter(held, by=cast.hr, on=DAY)
    Incumbency.unscoped.update(previously_certified_class="")
    held.refresh_from_db()
    lay_off(held, cast)
    with pytest.raises(StepRefused, match=r"class is not recorded.*\(CO-LAY-2\)"):
        layoffs.send_letter(held, by=cast.hr, on=DAY)
    with pytest.raises(OfficeNotHeld):
        layoffs.send_letter(held, by=cast.other_hr, on=DAY)


@pytest.mark.parametrize("who", ["superior", "executive", "other_hr", "reviewer", "administrator"])
def test_only_the_department_records_its_vacancies(cast, who):
    with pytest.raises(OfficeNotHeld):
        vacant(cast, by=getattr(cast, who))


def test_a_vacancy_is_recorded_once_outside_the_ses_and_in_its_own_department(cast, held):
    vacancy = vacant(cast)
    assert Event.unscoped.about(vacancy).get().verb == "record"
    with pytest.raises(StepRefused, match=r"recorded as vacant already.*CO-LAY-2"):
        vacant(cast)
    with pytest.raises(StepRefused, match="is taken"):
        vacant(cast, department=cast.revenue, by=cast.other_hr)
    with pytest.raises(StepRefused, match="in the SES"):
        vacant(cast, held.position.number)
    with pytest.raises(StepRefused, match="Write the class"):
        vacant(cast, "C-9", job_class=" ")


def test_a_vacancy_is_filled_from_its_first_day_on_and_once(cast):
    vacancy = vacant(cast)
    with pytest.raises(StepRefused, match="vacant from September 1, 2004"):
        vacancies.fill(vacancy, filled_on=date(2004, 8, 31), by=cast.hr, on=DAY)
    vacancies.fill(vacancy, filled_on=DAY, by=cast.hr, on=DAY)
    with pytest.raises(StepRefused, match="not possible now"):
        vacancies.fill(vacancy, filled_on=DAY, by=cast.hr, on=DAY)
    assert vacant(cast).pk != vacancy.pk
    assert Vacancy.unscoped.open_on(DAY).count() == 1


def test_the_page_offers_the_letter_only_when_it_can_be_sent(cast, held, client, settings):
    settings.TRAINING_DAY = DAY
    lay_off(held, cast)
    client.force_login(cast.hr)
    page = reverse("positions:layoff", args=[held.pk])
    assert "Print and send the letter" in client.get(page).content.decode()
    layoffs.send_letter(held, by=cast.hr, on=DAY)
    told = client.get(page).content.decode()
    assert "Print and send the letter" not in told
    assert "This letter was sent today already. (CO-LAY-2)" in told


@pytest.mark.parametrize(
    ("certified", "said"), [(False, "is recorded as not certified"), (None, "It cannot be told yet")]
)
def test_the_page_says_whether_there_is_no_privilege_or_nobody_knows(cast, held, client, settings, certified, said):
    settings.TRAINING_DAY = DAY
    Incumbency.unscoped.update(is_certified=certified)
    held.refresh_from_db()
    lay_off(held, cast)
    client.force_login(cast.hr)
    assert said in client.get(reverse("positions:layoff", args=[held.pk])).content.decode()
