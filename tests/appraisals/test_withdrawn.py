"""An appraisal opened by mistake: withdrawn while nothing was shown, kept, and another one opened."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from appraisals import deadlines, notes, releasing, unopened, withdrawing, workflow
from appraisals.models import Account, Appraisal, Rating
from appraisals.salary import words as salary_words
from records.models import Message
from tests.appraisals import scenes
from tests.contracts.page import words
from tests.contracts.stories import everybody_but, refused
from tests.factories import at

pytestmark = pytest.mark.django_db

ON = scenes.SIGNED


@pytest.mark.parametrize("who", ["hr", "superior", "director"])
@pytest.mark.parametrize("scene", [scenes.opened, scenes.rated])
def test_the_department_withdraws_what_was_not_released(cast, who, scene):
    appraisal = scene(cast)
    withdrawing.withdraw(appraisal, reason=scenes.MISTAKE, by=getattr(cast, who), on=ON)
    appraisal = scenes.fresh(appraisal)
    assert (appraisal.state, appraisal.withdrawn_on, appraisal.withdrawn_reason) == ("withdrawn", ON, scenes.MISTAKE)
    event = scenes.events(appraisal)[-1]
    assert (event.verb, event.words, event.facts["reason"]) == (
        "withdraw",
        "Withdrew the appraisal of Eve Executive",
        scenes.MISTAKE,
    )
    assert Message.unscoped.filter(to=cast.executive, subject__contains="opened by mistake").count() == 1


def test_nobody_else_withdraws_it_and_nobody_without_a_reason(cast):
    appraisal = scenes.rated(cast)
    for user in everybody_but(cast, "hr", "superior", "director"):
        with refused():
            withdrawing.withdraw(appraisal, reason=scenes.MISTAKE, by=user, on=ON)
    with refused(words="Write why"):
        withdrawing.withdraw(appraisal, reason=" ", by=cast.hr, on=ON)


def test_what_was_shown_once_is_not_withdrawn_by_act_or_in_the_database(cast):
    appraisal = scenes.released(cast)
    with refused(words="is not possible now"):
        withdrawing.withdraw(appraisal, reason=scenes.MISTAKE, by=cast.hr, on=ON)
    releasing.take_back(appraisal, reason="A line was mixed up.", by=cast.superior, on=ON)
    with refused(words="released to the executive before"):
        withdrawing.withdraw(appraisal, reason=scenes.MISTAKE, by=cast.hr, on=ON)
    with pytest.raises(DatabaseError), transaction.atomic():
        Appraisal.unscoped.filter(pk=appraisal.pk).update(state="withdrawn")


def test_it_is_withdrawn_once_and_nothing_is_done_to_it_any_more(cast):
    appraisal = scenes.withdrawn(cast)
    for act in (
        lambda: withdrawing.withdraw(appraisal, reason=scenes.MISTAKE, by=cast.hr, on=ON),
        lambda: scenes.rate(appraisal, by=cast.superior),
        lambda: releasing.release(appraisal, by=cast.superior, on=ON, at=at(ON)),
        lambda: scenes.account(appraisal, by=cast.executive),
    ):
        with refused(words="is not possible now"):
            act()
    with pytest.raises(DatabaseError), transaction.atomic():
        Appraisal.unscoped.filter(pk=appraisal.pk).update(withdrawn_reason="")
    with pytest.raises(DatabaseError), transaction.atomic():
        Rating.unscoped.filter(appraisal=appraisal).update(level=1)


def test_nothing_of_it_is_lost_and_the_executive_sees_no_rating(cast):
    appraisal = scenes.withdrawn(cast)
    assert Rating.unscoped.filter(appraisal=appraisal).exists()
    seen = {"on": ON}
    for who, sees in (("superior", True), ("director", True), ("executive", False), ("hr", False), ("auditor", False)):
        assert Rating.objects.visible_to(getattr(cast, who), **seen).exists() == sees, who
    assert Account.objects.visible_to(cast.executive, **seen).exists()


def test_another_one_is_opened_and_only_one_stands(cast):
    first = scenes.withdrawn(cast)
    second = workflow.open_appraisal(first.contract, by=cast.hr, on=ON)
    assert (second.state, second.pk != first.pk) == ("open", True)
    with refused(words="open already"):
        workflow.open_appraisal(first.contract, by=cast.hr, on=ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appraisal.unscoped.create(
            contract=first.contract,
            department=first.department,
            employee=first.employee,
            rater=first.rater,
            state="open",
            opened_on=ON,
        )


def test_the_contract_waits_for_an_appraisal_again(client, settings, cast):
    settings.TRAINING_DAY = ON
    appraisal = scenes.opened(cast)
    assert not unopened.unopened(cast.hr, on=ON).exists()
    client.force_login(cast.executive)
    assert "Write your own account" in words(client.get("/"))
    withdrawing.withdraw(appraisal, reason=scenes.MISTAKE, by=cast.hr, on=ON)
    assert unopened.unopened(cast.hr, on=ON).get() == appraisal.contract
    assert notes.rater_of(appraisal.contract) == cast.superior
    assert "Write your own account" not in words(client.get("/"))
    client.force_login(cast.hr)
    assert "Open the appraisals of 1 contract" in words(client.get("/"))
    assert salary_words([appraisal.contract_id], cast.hr, ON) == {}


def test_a_duty_is_met_by_the_appraisal_that_stands(cast):
    first = scenes.withdrawn(cast)

    def owed() -> list:
        since = first.contract.starts_on
        found = deadlines.owing(first.plan, since=since, on=first.contract.ends_on)
        return [each for each in found if each.duty.code == "appraisal-before-salary"]

    [duty] = owed()
    assert duty.met_on is None
    workflow.open_appraisal(first.contract, by=cast.hr, on=ON)
    assert len(owed()) == 1


def test_the_page_and_the_list_say_that_it_is_withdrawn_and_why(client, settings, cast):
    settings.TRAINING_DAY = ON
    appraisal = scenes.withdrawn(cast)
    for who in (cast.executive, cast.hr):
        client.force_login(who)
        page = words(client.get(appraisal.get_absolute_url()))
        assert "Withdrawn" in page
        assert scenes.MISTAKE in page
        assert scenes.SECRET not in page
        assert "Withdrawn" in words(client.get(reverse("appraisals:appraisals"), {"state": "withdrawn"}))


def test_the_page_offers_it_to_the_department_until_something_was_released(client, settings, cast):
    settings.TRAINING_DAY = ON
    appraisal = scenes.rated(cast)
    offered = "Opened by mistake? Withdraw the appraisal"
    client.force_login(cast.executive)
    assert offered not in words(client.get(appraisal.get_absolute_url()))
    client.force_login(cast.hr)
    assert offered in words(client.get(appraisal.get_absolute_url()))
    releasing.release(appraisal, by=cast.superior, on=ON, at=at(ON))
    releasing.take_back(appraisal, reason="A line was mixed up.", by=cast.superior, on=ON)
    assert offered not in words(client.get(appraisal.get_absolute_url()))
