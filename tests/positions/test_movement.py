"""People and positions move: ends of appointments, transfers, acting, and who is there on which day."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from accounts.acting import OfficeNotHeld, StepRefused
from positions import appointments, leaving, transfers
from positions import movement_validators as validators
from positions.models import Incumbency, Placement, Position, Transfer
from records.models import Event, Message
from tests.cast import holds, person
from tests.factories import IncumbencyFactory, PlacedPositionFactory, PlacementFactory, VacantPositionFactory
from tests.positions.scenes import DAY

LAST = date(2004, 9, 30)
NEXT = date(2004, 10, 1)


@pytest.fixture
def held(cast):
    """The executive's appointment in Agriculture, since May 3, 2004."""
    position = PlacedPositionFactory(department=cast.agriculture, person=cast.executive, number="AG-7")
    return Incumbency.unscoped.get(position=position)


@pytest.fixture
def vacant(cast):
    """A vacant SES position of Agriculture."""
    return VacantPositionFactory(department=cast.agriculture, number="AG-8")


@pytest.fixture
def abroad(cast):
    """A vacant SES position of Revenue."""
    return VacantPositionFactory(department=cast.revenue, number="RE-8")


def end(held, cast, way="resignation", *, by=None, ends_on=LAST, **more):
    leaving.end(held, way=way, ends_on=ends_on, by=by or cast.director, on=DAY, **more)
    return held


# --- leaving


@pytest.mark.parametrize("way", ["resignation", "retirement", "death"])
@pytest.mark.parametrize("who", ["hr", "director"])
def test_a_plain_end_is_recorded_by_hr_or_the_director_and_the_place_stays(cast, held, way, who):
    last = DAY if way == "death" else LAST
    end(held, cast, way, by=getattr(cast, who), ends_on=last)
    held.refresh_from_db()
    assert (held.state, held.ends_on, held.ended_by) == ("ended", last, way)
    assert Placement.unscoped.get(position=held.position).ends_on is None
    event = Event.unscoped.about(held).get()
    assert (event.verb, event.person, event.facts["way"]) == ("end", cast.executive, way)
    assert Message.unscoped.filter(to=cast.executive).exists() is (way != "death")


@pytest.mark.parametrize(
    "who", ["superior", "executive", "other_director", "reviewer", "personnel_director", "auditor"]
)
def test_nobody_else_ends_an_appointment(cast, held, who):
    with pytest.raises(OfficeNotHeld):
        end(held, cast, by=getattr(cast, who))
    held.refresh_from_db()
    assert held.ends_on is None


def test_ended_twice_is_refused(cast, held):
    end(held, cast)
    with pytest.raises(StepRefused, match=r"CO-APT-5"):
        end(held, cast)


@pytest.mark.parametrize(
    ("ends_on", "may"), [(date(2004, 5, 2), False), (date(2004, 5, 3), True), (date(2005, 5, 3), True)]
)
def test_the_last_day_is_the_first_or_a_later_one(cast, held, ends_on, may):
    if may:
        assert end(held, cast, ends_on=ends_on).ends_on == ends_on
    else:
        with pytest.raises(StepRefused, match=r"before the first.*\(CO-APT-5\)"):
            end(held, cast, ends_on=ends_on)


def test_a_death_is_not_recorded_for_a_day_to_come(cast, held):
    with pytest.raises(StepRefused, match=r"still to come.*\(CO-APT-5\)"):
        end(held, cast, "death", ends_on=DAY + timedelta(days=1))
    assert end(held, cast, "death", ends_on=DAY).ended_by == "death"


def test_discipline_takes_the_director_a_cause_and_what_it_rests_on(cast, held):
    facts = {"cause": "misconduct", "met_on": DAY, "reason": "The finding of August 20."}
    with pytest.raises(OfficeNotHeld):
        end(held, cast, "dismissal", by=cast.hr, **facts)
    with pytest.raises(StepRefused, match=r"\(CO-DIS-1\)"):
        end(held, cast, "dismissal", **(facts | {"cause": ""}))
    with pytest.raises(StepRefused, match="Rule CO-DIS-1"):
        end(held, cast, "dismissal", **(facts | {"reason": " "}))
    end(held, cast, "demotion", **facts)
    event = Event.unscoped.about(held).get()
    assert (event.verb, event.facts["cause"]) == ("discipline", "misconduct")
    assert [finding["code"] for finding in event.facts["findings"]] == ["CO-PAY-11"]


def test_discipline_without_a_meeting_is_recorded_and_flagged(cast, held):
    end(held, cast, "dismissal", cause="duties", reason="The finding of August 20.")
    assert [each["code"] for each in Event.unscoped.about(held).get().facts["findings"]] == ["CO-DIS-1"]


def test_nobody_is_separated_without_a_notice_and_with_one_only_on_june_30(cast, held):
    with pytest.raises(StepRefused, match=r"No notice.*\(CO-REM-3\)"):
        end(held, cast, "separation", ends_on=date(2005, 6, 30), reason="Failed to perform.")
    with pytest.raises(StepRefused, match=r"\(CO-REM-3\)"):
        end(held, cast, "separation", ends_on=LAST, noticed_on=DAY, reason="Failed to perform.")
    end(held, cast, "separation", ends_on=date(2005, 6, 30), noticed_on=date(2005, 4, 29), reason="Failed to perform.")
    assert held.ended_by == "separation"


def test_nobody_decides_their_own_dismissal_or_layoff(cast):
    own = IncumbencyFactory(position=VacantPositionFactory(department=cast.agriculture), person=cast.director)
    with pytest.raises(StepRefused, match="about themselves"):
        leaving.end(own, way="layoff", ends_on=LAST, reason="Lack of funds.", by=cast.director, on=DAY)


# --- acting


def appoint(position, cast, who, *, acting, starts_on=DAY):
    return appointments.appoint(
        position,
        person=who,
        starts_on=starts_on,
        method="acting" if acting else "selection",
        merit_basis="The list.",
        is_acting=acting,
        is_certified=False,
        by=cast.director,
        on=DAY,
    )


def test_one_person_may_act_beside_the_holder_and_never_two(cast, held):
    acting = appoint(held.position, cast, cast.superior, acting=True)
    assert validators.others_in(acting) == {"held_by": "Eve Executive", "acted_by": ""}
    with pytest.raises(StepRefused, match=r"Ada Superior acts in this position.*\(CO-APT-1\)"):
        appoint(held.position, cast, cast.stranger, acting=True)
    with pytest.raises(StepRefused, match=r"Eve Executive holds this position.*\(CO-APT-1\)"):
        appoint(held.position, cast, cast.stranger, acting=False)


def test_the_end_of_acting_leaves_the_holder_where_they_are(cast, held):
    acting = appoint(held.position, cast, cast.superior, acting=True)
    end(acting, cast, "acting_over")
    assert Incumbency.unscoped.in_force(NEXT).get(position=held.position) == held
    with pytest.raises(StepRefused, match=r"not an acting.*\(CO-APT-5\)"):
        end(held, cast, "acting_over")


def test_who_holds_another_ses_position_comes_by_transfer_and_may_act(cast, held, vacant):
    with pytest.raises(StepRefused, match=r"Ask for a transfer.*\(CO-APT-3\)"):
        appoint(vacant, cast, cast.executive, acting=False)
    assert appoint(vacant, cast, cast.executive, acting=True).is_acting


@pytest.mark.parametrize(("starts_on", "refused"), [(date(2004, 9, 30), True), (date(2004, 10, 1), False)])
@pytest.mark.parametrize("is_acting", [True, False])
def test_the_database_refuses_two_in_one_position_on_one_day(cast, vacant, starts_on, refused, is_acting):
    IncumbencyFactory(position=vacant, ends_on=LAST, is_acting=is_acting)
    if refused:
        with pytest.raises(DatabaseError, match="two people in one position"), transaction.atomic():
            IncumbencyFactory(position=vacant, starts_on=starts_on, is_acting=is_acting)
    assert IncumbencyFactory(position=vacant, starts_on=starts_on, is_acting=not is_acting or not refused).pk


def test_the_database_refuses_an_overlap_by_update_too(cast, vacant):
    first = IncumbencyFactory(position=vacant, ends_on=LAST)
    IncumbencyFactory(position=vacant, starts_on=NEXT)
    with pytest.raises(DatabaseError, match="two people"), transaction.atomic():
        Incumbency.unscoped.filter(pk=first.pk).update(ends_on=NEXT)


def test_the_database_refuses_one_position_twice_in_the_ses(cast, vacant):
    Placement.unscoped.filter(position=vacant).update(ends_on=LAST)
    with pytest.raises(DatabaseError, match="twice in the SES"), transaction.atomic():
        PlacementFactory(position=vacant, starts_on=LAST)
    assert PlacementFactory(position=vacant, starts_on=NEXT).pk


# --- transfers


def ask(position, cast, *, by=None, starts_on=NEXT, who=None):
    return transfers.request(position, person=who or cast.executive, starts_on=starts_on, by=by or cast.hr, on=DAY)


def test_inside_a_department_one_director_approves_and_the_person_moves(cast, held, vacant):
    transfer = ask(vacant, cast)
    made = transfers.approve(transfer, by=cast.director, on=DAY)
    held.refresh_from_db()
    assert (held.ends_on, held.ended_by, held.state) == (LAST, "transfer", "ended")
    assert (made.position, made.starts_on, made.method, made.person) == (vacant, NEXT, "transfer", cast.executive)
    assert (transfer.state, transfer.made) == ("approved", made)
    told = Message.unscoped.get(to=cast.executive).text
    assert "contract is due by October 31, 2004" in told  # 30 days after October 1 (CO-CON-2)
    assert [event.verb for event in Event.unscoped.about(transfer)] == ["conclude", "approve", "request"]


def test_across_departments_both_directors_approve_in_any_order(cast, held, abroad):
    transfer = ask(abroad, cast, by=cast.other_hr)
    assert transfers.approve(transfer, by=cast.other_director, on=DAY) is None
    with pytest.raises(StepRefused, match="approved this transfer already"):
        transfers.approve(transfer, by=cast.other_director, on=DAY)
    made = transfers.approve(transfer, by=cast.director, on=DAY)
    assert (made.department, made.position) == (cast.revenue, abroad)


@pytest.mark.parametrize("who", ["hr", "superior", "executive", "reviewer", "personnel_director", "stranger"])
def test_nobody_but_the_directors_involved_approves(cast, held, vacant, who):
    transfer = ask(vacant, cast)
    with pytest.raises(OfficeNotHeld):
        transfers.approve(transfer, by=getattr(cast, who), on=DAY)
    with pytest.raises(OfficeNotHeld):
        transfers.approve(transfer, by=cast.other_director, on=DAY)


def test_nobody_approves_their_own_transfer_but_an_acting_director_does(cast, vacant):
    IncumbencyFactory(position=VacantPositionFactory(department=cast.agriculture), person=cast.director)
    transfer = ask(vacant, cast, who=cast.director)
    with pytest.raises(StepRefused, match=r"own transfer.*CO-APT-3"):
        transfers.approve(transfer, by=cast.director, on=DAY)
    holds(cast.superior, "director", cast.agriculture, is_acting=True)
    assert transfers.approve(transfer, by=cast.superior, on=DAY).person == cast.director


@pytest.mark.parametrize(
    ("on", "may"), [(date(2004, 9, 30), True), (date(2004, 10, 1), True), (date(2004, 10, 2), False)]
)
def test_the_last_approval_comes_by_the_first_day(cast, held, vacant, on, may):
    transfer = ask(vacant, cast)
    if may:
        assert transfers.approve(transfer, by=cast.director, on=on).starts_on == NEXT
    else:
        with pytest.raises(StepRefused, match=r"that day is over.*\(CO-APT-3\)"):
            transfers.approve(transfer, by=cast.director, on=on)


def test_a_transfer_needs_somebody_who_holds_an_ses_position_and_a_free_one(cast, held, vacant):
    with pytest.raises(StepRefused, match="holds no SES position"):
        ask(vacant, cast, who=cast.stranger)
    with pytest.raises(StepRefused, match="holds this position already"):
        ask(held.position, cast)
    IncumbencyFactory(position=vacant, person=cast.other_executive)
    with pytest.raises(StepRefused, match="Oona Executive holds this position"):
        ask(vacant, cast)


def test_asked_twice_is_refused_until_the_first_is_over(cast, held, vacant):
    first = ask(vacant, cast)
    with pytest.raises(StepRefused, match="asked for already"):
        ask(vacant, cast)
    transfers.withdraw(first, reason="Other plans.", by=cast.hr, on=DAY)
    assert ask(vacant, cast).state == "requested"


def test_either_director_declines_with_a_reason_and_nobody_moves(cast, held, abroad):
    transfer = ask(abroad, cast, by=cast.other_hr)
    transfers.approve(transfer, by=cast.other_director, on=DAY)
    with pytest.raises(StepRefused, match="Rule CO-APT-3"):
        transfers.decline(transfer, reason=" ", by=cast.director, on=DAY)
    transfers.decline(transfer, reason="Needed here.", by=cast.director, on=DAY)
    assert transfer.state == "declined"
    assert Incumbency.unscoped.get(person=cast.executive) == held
    with pytest.raises(StepRefused, match="not possible now"):
        transfers.approve(transfer, by=cast.director, on=DAY)


def test_who_has_left_meanwhile_is_not_moved(cast, held, vacant):
    transfer = ask(vacant, cast)
    end(held, cast)
    with pytest.raises(StepRefused, match="set already"):
        transfers.approve(transfer, by=cast.director, on=DAY)


def test_what_hinders_a_transfer_is_told_on_its_page_before_anybody_approves(cast, held, vacant, client, settings):
    settings.TRAINING_DAY = DAY
    transfer = ask(vacant, cast)
    client.force_login(cast.director)
    page = client.get(transfer.get_absolute_url()).content.decode()
    assert "Approve this transfer" in page and "Nothing stands against it." in page
    end(held, cast)
    page = client.get(transfer.get_absolute_url()).content.decode()
    assert "It cannot be approved as it stands" in page and "that last day is set already" in page
    assert "Approve this transfer" not in page and "Nothing stands against it." not in page


def test_open_steps_are_what_the_act_allows(cast, held, abroad):
    transfer = ask(abroad, cast, by=cast.other_hr)
    transfers.approve(transfer, by=cast.other_director, on=DAY)

    def verbs(who):
        return {step.verb for step in transfers.steps_open(who, transfer, on=DAY)}

    assert verbs(cast.director) == {"approve", "decline", "withdraw"}
    assert verbs(cast.other_director) == {"decline", "withdraw"}
    assert verbs(cast.hr) == verbs(cast.other_hr) == {"withdraw"}
    assert verbs(cast.executive) == verbs(cast.auditor) == set()


def test_a_transfer_is_seen_by_both_departments_the_person_and_the_state(cast, held, abroad):
    transfer = ask(abroad, cast, by=cast.other_hr)
    seen = {
        who
        for who in (
            "director",
            "hr",
            "superior",
            "executive",
            "other_director",
            "other_hr",
            "other_executive",
            "auditor",
        )
        if Transfer.objects.visible_to(getattr(cast, who), on=DAY).filter(pk=transfer.pk).exists()
    }
    assert seen == {"director", "hr", "executive", "other_director", "other_hr", "auditor"}


def test_the_certified_class_comes_along(cast, held, vacant):
    Incumbency.unscoped.filter(pk=held.pk).update(is_certified=True, previously_certified_class="Analyst IV")
    made = transfers.approve(ask(vacant, cast), by=cast.director, on=DAY)
    assert (made.is_certified, made.previously_certified_class) == (True, "Analyst IV")


def test_after_the_transfer_the_old_position_is_vacant_and_in_the_ses(cast, held, vacant):
    transfers.approve(ask(vacant, cast), by=cast.director, on=DAY)
    old = Position.unscoped.in_ses(NEXT).get(pk=held.position_id)
    assert not Incumbency.unscoped.in_force(NEXT).filter(position=old).exists()
    assert appoint(old, cast, person("New Comer"), acting=False, starts_on=NEXT).pk
