"""The pages of appointments, transfers and corrections: what they show, what they refuse, and how much they ask."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from positions import transfers
from positions.models import Designation, Incumbency, JobDescription, Placement, Transfer
from tests.factories import PlacedPositionFactory, VacantPositionFactory
from tests.positions.scenes import DAY


@pytest.fixture(autouse=True)
def training_day(settings):
    settings.TRAINING_DAY = DAY


@pytest.fixture
def position(cast):
    return PlacedPositionFactory(department=cast.agriculture, person=cast.executive, number="AG-7")


@pytest.fixture
def held(position):
    return Incumbency.unscoped.get(position=position)


def ask(client, user, name, thing, **data):
    client.force_login(user)
    address = reverse(f"positions:{name}", args=[thing.pk])
    return client.post(address, data, follow=True) if data else client.get(address)


def words(response):
    return " ".join(response.content.decode().split())


def test_the_page_of_a_position_leads_to_whoever_held_it_and_to_what_can_be_done(client, cast, position, held):
    page = words(ask(client, cast.hr, "position", position))
    assert held.get_absolute_url() in page
    for name in ("rename", "describe"):
        assert reverse(f"positions:{name}", args=[position.pk]) in page
    assert "the days in the SES from" in page
    page = words(ask(client, cast.auditor, "position", position))
    assert "the days in the SES from" not in page
    assert "Change title" not in page


def test_a_director_is_offered_somebody_acting_beside_the_holder(client, cast, position):
    page = words(ask(client, cast.director, "position", position))
    assert "Appoint somebody acting" in page
    vacant = VacantPositionFactory(department=cast.agriculture)
    page = words(ask(client, cast.director, "position", vacant))
    assert ">Appoint<" in page
    assert "Ask for a transfer to it" in page


def test_an_old_job_description_is_flagged_and_a_new_one_added(client, cast, position):
    sent = {"document": SimpleUploadedFile("Job.txt", b"Directs the division.\n"), "dated_on": "2003-08-01"}
    page = words(ask(client, cast.hr, "describe", position, **sent))
    assert "more than 365 days before September 1, 2004" in page
    sent = {"document": SimpleUploadedFile("Job.txt", b"Directs both divisions.\n"), "dated_on": "2004-08-01"}
    page = words(ask(client, cast.hr, "describe", position, **sent))
    assert "more than 365 days" not in page
    assert JobDescription.unscoped.filter(position=position).count() == 2


def test_hr_is_offered_plain_ends_and_the_director_all(client, cast, held):
    page = words(ask(client, cast.hr, "end_appointment", held))
    assert "Resignation" in page
    assert "Discipline: dismissal" not in page
    page = words(ask(client, cast.director, "end_appointment", held))
    assert "Discipline: dismissal" in page
    assert "Separation after notice of unsatisfactory performance is recorded with the notice" in page


def test_a_refused_end_keeps_what_was_typed(client, cast, held):
    data = {"way": "dismissal", "ends_on": "2004-09-30", "reason": "The finding of August."}
    page = words(ask(client, cast.director, "end_appointment", held, **data))
    assert "Choose the cause" in page
    assert "CO-DIS-1" in page
    assert "The finding of August." in page


def test_what_an_end_rests_on_is_not_shown_to_colleagues(client, cast, held):
    data = {"way": "dismissal", "ends_on": "2004-09-30", "cause": "misconduct", "reason": "The finding of August."}
    ask(client, cast.director, "end_appointment", held, **data)
    assert "The finding of August." in words(ask(client, cast.executive, "appointment", held))
    page = words(ask(client, cast.superior, "appointment", held))
    assert "The finding" not in page
    assert "misconduct" not in page


def test_a_correction_is_told_with_the_old_value_and_the_reason(client, cast, held):
    data = {"starts_on": "2004-05-03", "method": "selection", "is_certified": "no", "reason": "The file says so."}
    page = words(ask(client, cast.hr, "correct_appointment", held, **data))
    assert "certified from none to no" in page
    assert "The file says so." in page


def test_a_wrong_first_day_in_the_ses_is_corrected_on_its_page(client, cast):
    vacant = VacantPositionFactory(department=cast.agriculture)
    placement = Placement.unscoped.get(position=vacant)
    page = words(ask(client, cast.hr, "correct_placement", placement, starts_on="2004-08-01", reason="A slip."))
    assert "corrected from May 3, 2004 to August 1, 2004" in page


def test_a_title_is_changed_corrected_and_both_stay(client, cast, position):
    ask(client, cast.hr, "rename", position, title="Cheif", starts_on="2004-08-01", reason="Reorganized.")
    row = Designation.unscoped.get()
    page = words(ask(client, cast.hr, "correct_title", row, title="Chief", starts_on="2004-08-01", reason="A slip."))
    assert "<del>From August 1, 2004: Cheif.</del>" in page
    assert "From August 1, 2004: Chief." in page


def test_a_transfer_is_asked_for_approved_and_its_contract_day_shown(client, cast, held):
    vacant = VacantPositionFactory(department=cast.agriculture)
    client.force_login(cast.hr)
    found = client.get(reverse("positions:ask_transfer", args=[vacant.pk]), {"who": "Eve"})
    assert f"?person={cast.executive.pk}" in words(found)
    page = words(ask(client, cast.hr, "ask_transfer", vacant, person=cast.executive.pk, starts_on="2004-10-01"))
    assert "New contract due by" in page
    assert "October 31, 2004" in page
    transfer = Transfer.unscoped.get()
    page = words(ask(client, cast.director, "approve_transfer", transfer, yes="1"))
    assert "Eve Executive moves on October 1, 2004. A new contract is due by October 31, 2004." in page


def test_declining_needs_a_reason_and_keeps_the_page(client, cast, held):
    vacant = VacantPositionFactory(department=cast.agriculture)
    transfer = transfers.request(vacant, person=cast.executive, starts_on=date(2004, 10, 1), by=cast.hr, on=DAY)
    page = words(ask(client, cast.director, "decline_transfer", transfer, reason=""))
    assert "Write why." in page
    page = words(ask(client, cast.director, "decline_transfer", transfer, reason="Needed here."))
    assert "Declined. Nobody moves" in page


def test_the_desk_of_the_director_shows_the_transfer_and_that_of_hr_whom_it_waits_for(client, cast, held):
    vacant = VacantPositionFactory(department=cast.agriculture, title="Director of Fairs")
    transfers.request(vacant, person=cast.executive, starts_on=date(2004, 10, 1), by=cast.hr, on=DAY)
    for who in (cast.director, cast.hr):
        client.force_login(who)
        assert "Approve the transfer of Eve Executive to Director of Fairs" in words(client.get(reverse("desk")))


def test_a_position_that_somebody_is_to_move_into_is_not_asked_to_be_filled(client, cast, held):
    vacant = VacantPositionFactory(department=cast.agriculture, title="Director of Fairs")
    client.force_login(cast.director)
    asked = "Fill the vacant position Director of Fairs"
    assert asked in words(client.get(reverse("desk")))
    transfer = transfers.request(vacant, person=cast.executive, starts_on=date(2004, 10, 1), by=cast.hr, on=DAY)
    assert asked not in words(client.get(reverse("desk")))
    transfers.decline(transfer, reason="Needed here.", by=cast.director, on=DAY)
    assert asked in words(client.get(reverse("desk")))


@pytest.mark.parametrize("name", ["appointment", "position", "transfer", "layoff", "vacancies"])
def test_pages_ask_little_whatever_the_history(client, cast, held, django_assert_max_num_queries, name):
    vacant = VacantPositionFactory(department=cast.agriculture)
    transfer = transfers.request(vacant, person=cast.executive, starts_on=date(2004, 10, 1), by=cast.hr, on=DAY)
    Incumbency.unscoped.filter(pk=held.pk).update(
        ended_by="layoff", ends_on=date(2004, 12, 31), is_certified=True, previously_certified_class="Analyst"
    )
    things = {"position": [held.position_id], "transfer": [transfer.pk], "vacancies": []}
    client.force_login(cast.director)
    address = reverse(f"positions:{name}", args=things.get(name, [held.pk]))
    client.get(address)
    with django_assert_max_num_queries(20):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(("met_on", "told"), [("2004-10-01", True), ("2004-09-30", False)])
def test_co_dis_1_a_meeting_after_the_last_day_is_told_at_once_and_stays_on_the_page(client, cast, held, met_on, told):
    data = {
        "way": "dismissal", "ends_on": "2004-09-30", "reason": "The finding.", "cause": "misconduct", "met_on": met_on,
    }  # fmt: skip
    page = words(ask(client, cast.director, "end_appointment", held, **data))
    assert ("is after the last day, September 30, 2004" in page) is told
    page = words(ask(client, cast.hr, "appointment", held))
    assert ("is after the last day, September 30, 2004" in page) is told


def test_what_an_end_lacks_is_not_told_to_who_may_not_read_it(client, cast, held):
    held.state, held.ends_on, held.ended_by, held.ending_cause = "ended", DAY, "dismissal", "misconduct"
    held.save()
    page = words(ask(client, cast.superior, "appointment", held))
    assert "meeting" not in page
    assert "What the law asks to be recorded is recorded." not in page


def test_co_apt_1_an_appointment_without_its_basis_says_what_is_flagged(client, cast):
    vacant = VacantPositionFactory(department=cast.agriculture)
    data = {"person": cast.stranger.pk, "starts_on": "2004-09-01", "method": "selection", "is_certified": "no"}
    page = words(ask(client, cast.director, "appoint", vacant, **data))
    assert "is appointed from September 1, 2004" in page
    assert "(CO-APT-1)" in page


# --- what a position offers before it enters, while its holder leaves, and after it has left


def offered(client, user, position):
    return [
        (step["button"], step.get("main", False)) for step in ask(client, user, "position", position).context["steps"]
    ]


def test_a_position_that_enters_later_is_appointed_to_and_says_who_comes(client, cast):
    later = VacantPositionFactory(department=cast.agriculture, placed_on=date(2004, 12, 1))
    assert ("Appoint", True) in offered(client, cast.director, later)
    assert "Nominate for the SES" not in words(ask(client, cast.director, "position", later))
    data = {"person": cast.stranger.pk, "starts_on": "2004-12-01", "method": "selection", "merit_basis": "The list."}
    page = words(ask(client, cast.director, "appoint", later, **data))
    assert "nobody yet: Stan Stranger from December 1, 2004" in page
    assert "the position is vacant" not in page
    assert ("Appoint", True) not in offered(client, cast.director, later)


@pytest.mark.parametrize(
    ("leaves_on", "first"),
    [(None, "Appoint"), (date(2004, 10, 1), "Appoint"), (date(2004, 9, 30), "Appoint somebody acting")],
)
def test_who_has_a_last_day_is_followed_while_it_is_in_the_ses(client, cast, position, held, leaves_on, first):
    last = date(2004, 9, 30)
    Incumbency.unscoped.filter(pk=held.pk).update(state="ended", ended_by="resignation", ends_on=last)
    Placement.unscoped.filter(position=position).update(ends_on=leaves_on)
    assert first in [button for button, _main in offered(client, cast.director, position)]


def test_a_position_that_left_with_its_person_says_who_stays_in_it(client, cast, position, held):
    Placement.unscoped.filter(position=position).update(ends_on=date(2004, 8, 31))
    Incumbency.unscoped.filter(pk=held.pk).update(state="ended", ended_by="conversion", ends_on=date(2004, 8, 31))
    page = words(ask(client, cast.director, "position", position))
    assert "Eve Executive, under the Management plan since the position left the SES after August 31, 2004" in page
    assert "the position is vacant" not in page
    assert offered(client, cast.director, position) == [("Nominate for the SES", False)]
